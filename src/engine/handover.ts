import type { Finding } from '../contract/index.ts';
import { type Change, type Hold, nameOfChange } from './change.ts';
import { isSnapshot } from './choose.ts';
import { liveState } from './live.ts';
import type { SystemState } from './state.ts';

/**
 * Holds newcomers whose address still belongs to a leaver: until the leaver is off, and not only about to be where one
 * push does both, since the system would take the newcomer for the leaver.
 * @param handedOver newcomers with the leaver whose address they get
 */
export function holdNewcomers(
  changes: readonly Change[],
  holds: readonly Hold[],
  state: SystemState,
  handedOver: ReadonlyMap<string, string>,
): { readonly changes: readonly Change[]; readonly holds: readonly Hold[] } {
  const going = new Map(
    changes
      .filter((change) => change.op === 'leave' || change.op === 'delete')
      .map((change) => [nameOfChange(change), change]),
  );
  const mustWait = (change: Change): boolean => {
    const leaver = handedOver.get(nameOfChange(change));
    if (leaver === undefined || change.op !== 'create') return false;
    const leave = going.get(leaver);
    return leave ? isSnapshot(leave, state) : isOn(leaver, state);
  };
  const waiting = changes.filter(mustWait);
  return {
    changes: changes.filter((change) => !waiting.includes(change)),
    holds: [
      ...holds,
      ...waiting.map(
        (change): Hold => ({
          kind: change.kind,
          key: change.key,
          why: 'waiting',
          findings: [addressTaken(change, state)],
        }),
      ),
    ],
  };
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
    message: 'It gets what identifies somebody who leaves, and waits until they are off.',
    next: 'Nothing to do once the leaver is off: the next run takes it up.',
    ...(place && { place }),
    system: state.mapping.system.name,
    kind: change.kind,
    key: change.key,
  };
}
