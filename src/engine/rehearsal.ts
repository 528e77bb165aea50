import type { DesiredRecord, Fields, LiveRecord, SeedRecord } from '../contract/index.ts';
import type { Receipt } from './change.ts';
import type { MappedKind } from './map/mapping.ts';
import { liveState } from './plan/live.ts';
import { remoteFields, withRemotes } from './plan/remote-references.ts';
import type { SystemState } from './plan/state.ts';

/** How the rehearsal of one system went. */
export interface Rehearsal {
  readonly system: string;
  /** `no-simulator`: the connector brings none; `not-seeded`: its simulator cannot begin with what the system holds. */
  readonly state: 'rehearsed' | 'nothing-to-do' | 'no-simulator' | 'not-seeded';
  /** What became of every change, in the order in which they were tried. */
  readonly receipts: readonly Receipt[];
}

/**
 * What a simulated account begins with, so that a plan can be rehearsed: what was read, and where the system gives nothing
 * back or was not asked, what was last applied. References are the system's own ids again.
 */
export function seedRecords(state: SystemState): readonly SeedRecord[] {
  const nameOf = new Map([...state.matched].map(([name, record]) => [record, name]));
  return state.mapping.kinds.flatMap((kind) => {
    const own = kind.declaration.kind;
    const read = state.live.records
      .filter((record) => record.kind === own)
      .map((record) => seedOf(record, nameOf.get(record), kind, state));
    return [...read, ...unread(kind, state)];
  });
}

/** What the system shall hold, so that the simulated one knows the departments and the like that it names. */
export function desiredRecords({ desired }: SystemState): readonly DesiredRecord[] {
  return [...desired].map(([name, { kind, state, fields }]) => ({
    ...{ kind, key: name.slice(name.indexOf('/') + 1), active: state === 'active' },
    fields,
  }));
}

/** A record that was read; what it does not say stands as it was last applied. */
function seedOf(record: LiveRecord, name: string | undefined, kind: MappedKind, state: SystemState): SeedRecord {
  const before = name === undefined ? undefined : state.base.records.get(name);
  const key = record.key ?? before?.key;
  return {
    ...{ kind: record.kind, remote: record.remote },
    ...(key !== undefined && { key }),
    ...(record.parts && { parts: record.parts }),
    ...(record.active !== undefined && { active: record.active }),
    fields: nativeFields({ ...before?.fields, ...record.fields }, kind, state),
  };
}

/** Records that were applied and not looked at. */
function unread(kind: MappedKind, state: SystemState): readonly SeedRecord[] {
  return [...state.base.records].flatMap(([name, record]): readonly SeedRecord[] => {
    if (record.kind !== kind.declaration.kind) return [];
    if (liveState(name, state.matched.get(name), state.live, state.mapping) !== 'unknown') return [];
    return [
      {
        ...{ kind: record.kind, key: record.key, remote: remoteOf(name, state), active: record.state === 'active' },
        ...(record.parts.length > 0 && { parts: record.parts.map((part) => remoteOf(part, state)) }),
        fields: nativeFields(record.fields, kind, state),
      },
    ];
  });
}

function nativeFields(fields: Fields, { declaration }: MappedKind, state: SystemState): Fields {
  return withRemotes(fields, remoteFields(declaration), (name) => remoteOf(name, state)).fields;
}

/** The system's own id; of somebody unknown here it stands behind `#`, and where nobody knows it the key has to do. */
function remoteOf(name: string, { matched, remote }: SystemState): string {
  const key = name.slice(name.indexOf('/') + 1);
  return matched.get(name)?.remote ?? remote[name] ?? (key.startsWith('#') ? key.slice(1) : key);
}
