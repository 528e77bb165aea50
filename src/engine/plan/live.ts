import type { LiveRecord } from '../../contract/index.ts';
import type { Mapping } from '../map/mapping.ts';
import type { LiveState } from './decide.ts';

/** What was read of one system. */
export interface Live {
  readonly records: readonly LiveRecord[];
  /** Names that were asked for one by one, in systems that have no list. */
  readonly asked: ReadonlySet<string>;
}

export const nothingRead: Live = { records: [], asked: new Set() };

/** Whether a record is there, given the live record that matched it; unknown where the system was not or cannot be asked. */
export function liveState(name: string, record: LiveRecord | undefined, live: Live, mapping: Mapping): LiveState {
  if (record) return record.active === undefined ? 'present' : record.active ? 'active' : 'inactive';
  const kind = mapping.kinds.find((one) => name.startsWith(`${one.declaration.kind}/`));
  switch (kind?.declaration.list) {
    case 'counted':
    case 'uncounted':
      return 'absent';
    case 'by-key':
      return live.asked.has(name) ? 'absent' : 'unknown';
    default:
      return 'unknown';
  }
}
