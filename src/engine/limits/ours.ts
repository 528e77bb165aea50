import type { Kind } from '../../contract/index.ts';
import { isEmpty } from '../normal.ts';
import type { SystemState } from '../plan/state.ts';

/** What shares are taken of. */
export interface Ours {
  /** Active records that are ours, by kind: as last applied or tried, or on a first sync those that are taken over. */
  readonly ours: ReadonlyMap<Kind, number>;
  /** How many of those had a value, by `kind/field`. */
  readonly filled: ReadonlyMap<string, number>;
  /** Fields in which git has a value for somebody active, as `kind/field`. */
  readonly inUse: ReadonlySet<string>;
}

/** Counts what is ours in one system. */
export function countOurs({ base, desired, matched }: SystemState): Ours {
  const kindOf = new Map<string, Kind>();
  const filled = new Map<string, number>();
  for (const [name, record] of base.records) {
    if (record.state !== 'active') continue;
    kindOf.set(name, record.kind);
    for (const [field, value] of Object.entries(record.fields)) {
      if (!isEmpty(value)) add(filled, `${record.kind}/${field}`);
    }
  }
  for (const [name, versions] of base.tried) {
    const version = versions.find((one) => one?.state === 'active');
    if (version) kindOf.set(name, version.kind);
  }
  if (!base.known) {
    for (const [name, record] of matched) if (record.active !== false) kindOf.set(name, record.kind);
  }
  const ours = new Map<Kind, number>();
  for (const kind of kindOf.values()) add(ours, kind);
  const inUse = [...desired.values()].flatMap(({ kind, state, fields }) =>
    state === 'active'
      ? Object.entries(fields).flatMap(([field, value]) => (isEmpty(value) ? [] : [`${kind}/${field}`]))
      : [],
  );
  return { ours, filled, inUse: new Set(inUse) };
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
