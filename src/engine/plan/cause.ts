import type { Cause } from '../change.ts';
import type { MappedRecord } from '../map/map.ts';
import type { Mapping } from '../map/mapping.ts';
import { canonical } from '../normal.ts';
import { appliedAt, type Base } from './base.ts';

/** What git knows of the way from one commit to HEAD. Gathered beforehand, so that this file needs no git. */
export interface History {
  /** Commits that touched a file, newest first. */
  commitsOf(file: string): readonly string[];
  /** Commits that touched rollcall.yaml, newest first. */
  readonly config: readonly string[];
}

/** The history since a commit; null gives the latest commit of each file alone. */
export type HistorySince = (commit: string | null) => History;

export interface CauseInput {
  readonly name: string;
  readonly reason: 'git' | 'first-sync' | 'drift';
  readonly desired: MappedRecord | undefined;
  readonly base: Base;
  readonly mapping: Mapping;
  readonly historySince: HistorySince;
  readonly today: string;
}

/** Why a change is in the plan: the commits and the line, rollcall.yaml, a date that has come, drift, or a first sync. */
export function causeOf(input: CauseInput): Cause {
  const { desired, base, name, reason } = input;
  const place = desired?.place;
  if (reason === 'drift') return { type: 'drift' };
  if (reason === 'first-sync') return { type: 'first-sync', ...(place && { place }) };

  const before = base.records.get(name);
  const since = appliedAt(base, name);
  const history = input.historySince(since?.commit ?? null);
  const file = place?.file ?? before?.place.file;
  const commits = file ? history.commitsOf(file) : [];
  const isSameRow = before !== undefined && canonical(desired?.record.fields) === canonical(before.record.fields);
  // Where nothing moved in its file, a row that goes or comes was there all along: rollcall.yaml or the day decides.
  const isRowMoved = !isSameRow && (commits.length > 0 || (desired !== undefined && before !== undefined));
  if (isRowMoved) return { type: 'commits', commits, ...(place && { place }) };
  if (history.config.length > 0) return { type: 'config', commits: history.config };
  if (commits.length > 0 && input.mapping.managerDepth > 0 && since?.date === input.today) {
    return { type: 'commits', commits, ...(place && { place }) };
  }
  if (since && since.date !== input.today && !dependsOnOthers(input)) {
    return { type: 'date', date: input.today, ...(place && { place }) };
  }
  return { type: 'commits', commits, ...(place && { place }) };
}

/** The row is the same, but a manager's row that its values are made of may not be. */
function dependsOnOthers({ base, name, desired, mapping }: CauseInput): boolean {
  const before = base.records.get(name);
  if (!before || !desired || before.state !== desired.state) return false;
  const kind = mapping.kinds.find((one) => one.declaration.kind === desired.kind);
  return (kind?.fields ?? [])
    .filter(
      ({ declaration }) => canonical(before.fields[declaration.name]) !== canonical(desired.fields[declaration.name]),
    )
    .some((field) => field.expression.reads.some((path) => path[0] === 'manager'));
}
