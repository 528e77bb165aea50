import type { Kind } from '../../contract/index.ts';
import type { MappedRecord } from '../map/map.ts';
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
  const ours = new Map<Kind, number>();
  const filled = new Map<Kind, Map<string, number>>();
  for (const record of base.records.values()) {
    if (record.state !== 'active') continue;
    add(ours, record.kind);
    countFilled(filled, record);
  }
  const counted = new Set<string>();
  const count = (name: string, kind: Kind): void => {
    if (base.records.get(name)?.state === 'active' || counted.has(name)) return;
    counted.add(name);
    add(ours, kind);
  };
  for (const [name, versions] of base.tried) {
    const version = versions.find((one) => one?.state === 'active');
    if (version) count(name, version.kind);
  }
  if (!base.known) {
    for (const [name, record] of matched) if (record.active !== false) count(name, record.kind);
  }
  const inUse = new Map<Kind, Map<string, number>>();
  for (const record of desired.values()) {
    if (record.state !== 'active') continue;
    countFilled(inUse, record);
  }
  return { ours, filled: new Map(named(filled)), inUse: new Set(new Map(named(inUse)).keys()) };
}

function countFilled(counts: Map<Kind, Map<string, number>>, { kind, fields }: MappedRecord): void {
  for (const field of Object.keys(fields)) if (!isEmpty(fields[field] ?? null)) add(within(counts, kind), field);
}

function within(counts: Map<Kind, Map<string, number>>, kind: Kind): Map<string, number> {
  const found = counts.get(kind);
  if (found) return found;
  const none = new Map<string, number>();
  counts.set(kind, none);
  return none;
}

function named(counts: ReadonlyMap<Kind, ReadonlyMap<string, number>>): readonly (readonly [string, number])[] {
  return [...counts].flatMap(([kind, fields]) =>
    [...fields].map(([field, count]) => [`${kind}/${field}`, count] as const),
  );
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
