import type { Finding, KindDeclaration } from '../../contract/index.ts';
import { type Change, type Hold, nameOfChange } from '../change.ts';
import { isSnapshot } from './choose.ts';
import { liveState } from './live.ts';
import { identityText, secondIdentity } from './second-identity.ts';
import type { SystemState } from './state.ts';

/**
 * Holds whoever gets an address that still belongs to somebody: a newcomer until the leaver is off, and not only about
 * to be where one push does both, since the system would take the newcomer for the leaver; everybody else while the
 * holder of the address is held.
 * @param handedOver newcomers with the leaver whose address they get
 * @param postponed names of records whose changes are left for another run
 */
export function holdNewcomers(
  changes: readonly Change[],
  holds: readonly Hold[],
  state: SystemState,
  handedOver: ReadonlyMap<string, string>,
  postponed: ReadonlySet<string> = new Set(),
): { readonly changes: readonly Change[]; readonly holds: readonly Hold[] } {
  const going = new Map(
    changes
      .filter((change) => change.op === 'leave' || change.op === 'delete')
      .map((change) => [nameOfChange(change), change]),
  );
  const kept = keptIdentities([...holds.map(nameOfChange), ...postponed], state);
  const mustWait = (change: Change): boolean => {
    const holder = takenIdentity(change, kept, state);
    if (holder !== undefined && holder !== nameOfChange(change)) return true;
    const leaver = handedOver.get(nameOfChange(change));
    if (leaver === undefined || change.op !== 'create') return false;
    const leave = going.get(leaver);
    return leave ? isSnapshot(leave, state) : isOn(leaver, state);
  };
  const waiting = changes.filter(mustWait);
  if (waiting.length === 0) return { changes, holds };
  const others = changes.filter((change) => !waiting.includes(change));
  const held = waiting.map(
    (change): Hold => ({
      kind: change.kind,
      key: change.key,
      why: 'waiting',
      findings: [addressTaken(change, state)],
    }),
  );
  // Who waits keeps an address too, which somebody else may be about to get.
  return holdNewcomers(others, [...holds, ...held], state, handedOver, postponed);
}

/** What held records are known by, which nobody else can have: with the names of the records. */
function keptIdentities(names: readonly string[], state: SystemState): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  for (const name of names) {
    const record = state.base.records.get(name);
    const kind = record?.state === 'active' ? kindOf(record, state) : undefined;
    const text = record && kind && identityText(record.fields, kind);
    if (record && text !== undefined) kept.set(`${record.kind} ${text}`, name);
  }
  return kept;
}

/** Who keeps the second identity that a change gives to its record. */
function takenIdentity(change: Change, kept: ReadonlyMap<string, string>, state: SystemState): string | undefined {
  const kind = kindOf(change, state);
  const isTaking =
    change.op === 'create' ||
    change.op === 'return' ||
    (change.op === 'update' && kind !== undefined && secondIdentity(kind).some((name) => name in change.fields));
  if (!kind || !isTaking) return undefined;
  const text = identityText(change.desired, kind);
  return text === undefined ? undefined : kept.get(`${change.kind} ${text}`);
}

function kindOf({ kind }: Pick<Change, 'kind'>, { mapping }: SystemState): KindDeclaration | undefined {
  return mapping.kinds.find((one) => one.declaration.kind === kind)?.declaration;
}

/** Whether the account of a leaver is still on, as far as anybody knows. */
function isOn(name: string, state: SystemState): boolean {
  const live = liveState(name, state.matched.get(name), state.live, state.mapping);
  return live === 'active' || live === 'present' || live === 'unknown';
}

function addressTaken(change: Change, state: SystemState): Finding {
  const place = state.desired.get(nameOfChange(change))?.place;
  return {
    code: 'address-taken',
    severity: 'warning',
    scope: 'record',
    who: 'data',
    message: 'It gets what still identifies somebody else, and waits until they are off or have another.',
    next: 'Nothing to do here: a later run takes it up.',
    ...(place && { place }),
    system: state.mapping.system.name,
    kind: change.kind,
    key: change.key,
  };
}
