import type { Fields, Finding, Kind, Place } from '../../contract/index.ts';
import type { Sheet } from './sheet.ts';

/** A record on its way into the roster: typed, with the row it comes from, and not yet seen beside the others. */
export interface Draft {
  readonly kind: Kind;
  readonly key: string;
  readonly source: string;
  readonly fields: Fields;
  readonly sheet: Sheet;
  /** Index of its row in the sheet's table. */
  readonly row: number;
}

/** Where a field of the record stands; where its row starts for a field that has no column. */
export function placeOf(draft: Draft, field?: string): Place {
  const column = field === undefined ? undefined : draft.sheet.columns.get(field);
  if (column !== undefined) return draft.sheet.table.place(draft.row, column);
  return rowPlace(draft);
}

/** Where the row starts. */
export function rowPlace(draft: Pick<Draft, 'sheet' | 'row'>): Place {
  const { table } = draft.sheet;
  return { file: table.file, line: table.rows[draft.row]?.line ?? 1, column: 1 };
}

/** What is wrong, in words. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

/** An error that holds one record, at one of its fields. */
export function recordError(
  draft: Draft,
  field: string | undefined,
  problem: Problem,
  others?: readonly Place[],
): Finding {
  return {
    ...problem,
    severity: 'error',
    scope: 'record',
    who: 'data',
    place: placeOf(draft, field),
    ...(others && others.length > 0 && { others }),
    kind: draft.kind,
    key: draft.key,
    ...(field !== undefined && { field }),
  };
}

/** An error that makes the whole roster unsafe. */
export function rosterError(problem: Problem & Pick<Finding, 'place' | 'others' | 'kind' | 'key' | 'field'>): Finding {
  return { severity: 'error', scope: 'roster', who: 'data', ...problem };
}
