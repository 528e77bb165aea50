import type { Fields, Finding, Kind, Place } from '../contract/index.ts';
import type { RowsRead } from './table.ts';

/** One row of one kind. `fields` holds roster fields by their built-in or configured names; absent is unknown, null is empty. */
export interface RosterRecord {
  readonly kind: Kind;
  /** Employees: `id`. Teams: `id`. Memberships: `team_id/employee_id`. Others: `id`. */
  readonly key: string;
  readonly fields: Fields;
  /** Name of the source it came from. */
  readonly source: string;
  /** Where its row starts. */
  readonly place: Place;
  /** Errors that hold this record; empty for a sound one. */
  readonly held: readonly Finding[];
}

/** Why a source cannot prove that a record which is not there is gone. */
export interface Incomplete {
  readonly source: string;
  readonly kind: Kind;
  /** One sentence, without values. */
  readonly reason: string;
  readonly place?: Place;
}

/** The columns that one source's files of one kind have, as roster field names, and the files themselves. */
export interface Coverage {
  readonly source: string;
  readonly kind: Kind;
  readonly files: readonly string[];
  readonly fields: readonly string[];
}

/** All records of all sources at one commit, read and checked. */
export interface Roster {
  readonly records: Readonly<Record<Kind, ReadonlyMap<string, RosterRecord>>>;
  readonly coverage: readonly Coverage[];
  readonly incomplete: readonly Incomplete[];
  readonly findings: readonly Finding[];
  /** How its rows were read, where that was to be kept for another version. */
  readonly read?: readonly RowsRead[];
}

/** True when nothing makes the whole roster unsafe; single held records do not count. */
export function isUsable(roster: Roster): boolean {
  return !roster.findings.some((finding) => finding.severity === 'error' && finding.scope === 'roster');
}
