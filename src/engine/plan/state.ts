import type { Fields, Finding, Kind, LiveRecord } from '../../contract/index.ts';
import type { MappedRecord, MappedRoster } from '../map/map.ts';
import type { Mapping } from '../map/mapping.ts';
import type { Incomplete } from '../roster.ts';
import type { Base } from './base.ts';
import type { HistorySince } from './cause.ts';
import type { Live } from './live.ts';

/** Everything known about one system, from which its changes follow. Gathered beforehand: nothing here reads or asks. */
export interface SystemState {
  readonly mapping: Mapping;
  readonly settings: Fields;
  readonly today: string;
  readonly desired: MappedRoster;
  readonly base: Base;
  readonly live: Live;
  readonly matched: ReadonlyMap<string, LiveRecord>;
  readonly notOurs: readonly LiveRecord[];
  /** Kinds that are read although nothing follows from them: what a pull may take over. */
  readonly alsoRead?: readonly Kind[];
  /** Remote ids that the ledger knows, by record name; also of some that are gone from git. */
  readonly remote: Readonly<Record<string, string>>;
  /** Findings that hold single records, by name. */
  readonly blocked: ReadonlyMap<string, readonly Finding[]>;
  /** Why a record that is not in git any more cannot be taken as gone; undefined when it can. */
  readonly whyIncomplete: (name: string, record: MappedRecord) => Incomplete | undefined;
  /** Records that another system of the same account wants: gone here and wanted there is a move. */
  readonly wantedElsewhere: ReadonlySet<string>;
  readonly historySince: HistorySince;
  /** A stable name for a live record that has no key of ours, without personal values. */
  readonly nameOf: (record: LiveRecord) => string;
}
