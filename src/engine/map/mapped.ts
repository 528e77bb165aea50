import type { Fields, Finding, Kind, Place } from '../../contract/index.ts';
import type { RosterRecord } from '../roster.ts';

/** What git wants of one record in one system. A record that is not in the map is missing there. */
export interface MappedRecord {
  readonly kind: Kind;
  readonly key: string;
  /**
   * `held`: an error needs someone; `waiting`: nobody is to blame (no e-mail yet);
   * `skipped`: the system does nothing for it, in either direction.
   */
  readonly state: 'active' | 'inactive' | 'held' | 'waiting' | 'skipped';
  /** In the connector's names. Left out: unknown. Of a record that is held, only what could be computed. */
  readonly fields: Fields;
  /** Fields whose value is that of `defaults:`, the mapped one being empty. */
  readonly defaulted?: readonly string[];
  readonly findings: readonly Finding[];
  readonly source: string;
  readonly place: Place;
  /** Keys of the records that make up this one (a membership's team and person), as record names. */
  readonly parts: readonly string[];
  /** The row behind it. */
  readonly record: RosterRecord;
}

export type MappedRoster = ReadonlyMap<string, MappedRecord>;
