import type { Fields } from '../../contract/index.ts';
import type { Draft } from '../check/draft.ts';
import { readRows } from '../check/rows.ts';
import type { Sheet } from '../check/sheet.ts';
import { canonical } from '../normal.ts';
import type { NewRow } from './new-rows.ts';
import type { RemovedRow } from './pull-kind.ts';
import type { PulledCell } from './pulled-cells.ts';

/**
 * Whether a file, read again, says what was meant and nothing else: every cell that was written has its value, every
 * other one the value it had. A new date could make those of its column read another way, and then it does not.
 */
export function readsAsMeant(
  before: Sheet,
  after: Sheet,
  cells: readonly PulledCell[],
  rows: readonly NewRow[],
  removed: readonly Pick<RemovedRow, 'row'>[] = [],
): boolean {
  const written = Map.groupBy(cells, ({ row }) => row);
  const gone = new Set(removed.map(({ row }) => row));
  const meant = readRows(before)
    .drafts.filter(({ row }) => !gone.has(row))
    .map((draft) => textOf(draft, written.get(draft.row) ?? []));
  const read = readRows(after).drafts;
  const found = read.map((draft) => textOf(draft, []));
  const added = read.slice(meant.length);
  return (
    found.length === meant.length + rows.length &&
    meant.every((text, index) => text === found[index]) &&
    rows.every(({ fields }, index) => isRow(added[index], fields))
  );
}

function isRow(draft: Draft | undefined, fields: Fields): boolean {
  return Object.entries(fields).every(([name, value]) => canonical(draft?.fields[name]) === canonical(value));
}

function textOf({ key, fields }: Draft, cells: readonly PulledCell[]): string {
  return canonical([key, { ...fields, ...Object.fromEntries(cells.map(({ field, after }) => [field, after])) }]);
}
