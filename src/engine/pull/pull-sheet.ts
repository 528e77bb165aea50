import type { Kind } from '../../contract/index.ts';
import { toDateFormat } from '../check/dates.ts';
import type { Draft } from '../check/draft.ts';
import { readRows } from '../check/rows.ts';
import type { Sheet } from '../check/sheet.ts';
import { detectWriting } from '../check/writing.ts';
import { type CellWriter, createCellWriter } from './cell-writer.ts';

/** A table that can be written to: its rows by key, and how each of its columns is written. */
export interface PullSheet {
  readonly sheet: Sheet;
  /** The rows of each key; of several, none is written to. */
  readonly rows: ReadonlyMap<string, readonly Draft[]>;
  /** By roster field; a field without a column has none. */
  readonly writers: ReadonlyMap<string, CellWriter>;
}

/**
 * Opens a sound table for writing.
 * @param canHold whether the file's encoding has all letters of a text
 */
export function openSheet(sheet: Sheet, canHold: (text: string) => boolean): PullSheet {
  const { table, columns, fields } = sheet;
  const { writings } = detectWriting(sheet);
  const formats = [...writings.values()].flatMap(({ date }) => date ?? []);
  const writers = new Map<string, CellWriter>();
  const rows = table.rows.map((row) => row.cells);
  for (const rule of fields) {
    const column = columns.get(rule.name);
    if (column === undefined) continue;
    const found = writings.get(rule.name) ?? {};
    // A column without a date yet is written as the others of its file are, and else as dates are written everywhere.
    const date = rule.type === 'date' ? (found.date ?? formats[0] ?? plainDate) : undefined;
    const cells = rows.map((row) => row[column] ?? '');
    const write = createCellWriter(rule, { ...found, ...(date && { date }) }, cells, table.delimiter);
    writers.set(rule.name, (value) => {
      const text = write(value);
      return text !== undefined && canHold(text) ? text : undefined;
    });
  }
  return { sheet, rows: Map.groupBy(readRows(sheet).drafts, (draft) => draft.key), writers };
}

/** The sheet and the row of a record; several rows where several make it up. */
export function rowsOf(kind: Kind, key: string, sheets: readonly PullSheet[]): readonly PulledRow[] {
  return sheets
    .filter(({ sheet }) => sheet.kind === kind)
    .flatMap((sheet) => (sheet.rows.get(key) ?? []).map((draft) => ({ sheet, draft })));
}

export interface PulledRow {
  readonly sheet: PullSheet;
  readonly draft: Draft;
}

const plainDate = toDateFormat('yyyy-MM-dd');
