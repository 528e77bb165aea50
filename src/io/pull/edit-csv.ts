import type { Table } from '../../engine/table.ts';
import { type CsvRecord, readRecords } from '../csv/csv-records.ts';
import type { Encoding } from '../csv/encoding.ts';
import { decode } from '../csv/text.ts';
import { fileEncoding } from './file-encoding.ts';

/** What is to stand in a file that was read soundly. */
export interface CsvEdit {
  readonly bytes: Uint8Array;
  readonly table: Table;
  /** `row` is an index into the table's rows. */
  readonly cells: readonly { readonly row: number; readonly column: number; readonly text: string }[];
  /** Rows to add behind the last one, with a text for each column. */
  readonly rows: readonly (readonly string[])[];
  /** Rows to take out whole, as indexes into the table's rows. */
  readonly removed?: readonly number[];
}

/**
 * Replaces cells and adds rows; every other byte stays as it is: byte order mark, line ends, quotes, order, blank lines
 * and a last line without an end. A cell that was quoted stays so, others are quoted where they must be, or where all
 * that is filled in beside them is. New rows are written like the row before them.
 */
export function editCsv({ bytes, table, cells, rows, removed = [] }: CsvEdit): Uint8Array {
  if (cells.length === 0 && rows.length === 0 && removed.length === 0) return bytes;
  const text = textOf(bytes, table);
  const records = recordsByLine(text, table);
  const replacements = cells.map(({ row, column, text: cell }): Replacement => {
    const record = recordOf(table, row, records);
    const [start, end] = boundsOf(record, column);
    return { start, end, text: cellText(cell, table.delimiter, styleBeside(record, column, text)) };
  });
  const gone = new Set(removed);
  for (const row of gone) {
    const { start, end } = recordOf(table, row, records);
    replacements.push({ start, end, text: '' });
  }
  const kept = [-1, ...table.rows.keys()].filter((row) => !gone.has(row));
  const last = recordOf(table, kept.at(-1) ?? -1, records);
  if (rows.length === 0 && isWithoutEnd(table, gone, records)) replacements.push(withoutEnd(last));
  if (rows.length > 0) replacements.push(addition(rows, last, text, table));
  return splice(bytes, text, replacements, table.encoding);
}

/** Whether a row that goes was the last line, and had no end. */
function isWithoutEnd(table: Table, gone: ReadonlySet<number>, records: ReadonlyMap<number, CsvRecord>): boolean {
  const row = table.rows.length - 1;
  if (!gone.has(row)) return false;
  const { contentEnd, end } = recordOf(table, row, records);
  return contentEnd === end;
}

function withoutEnd({ contentEnd, end }: CsvRecord): Replacement {
  return { start: contentEnd, end, text: '' };
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How the cells beside one are quoted. */
type QuoteStyle = 'needed' | 'filled' | 'all';

function textOf(bytes: Uint8Array, { file, encoding }: Table): string {
  // The table was read in this encoding.
  const { text } = decode(bytes, file, encoding as Encoding);
  if (text === undefined) throw new TypeError(`${file} was read and cannot be decoded`);
  return text;
}

function recordsByLine(text: string, { delimiter }: Table): ReadonlyMap<number, CsvRecord> {
  const records = new Map<number, CsvRecord>();
  for (const record of readRecords(text, delimiter)) records.set(record.line, record);
  return records;
}

/** The record of a row; that of the header for -1. */
function recordOf(table: Table, row: number, records: ReadonlyMap<number, CsvRecord>): CsvRecord {
  const line = row === -1 ? table.place(-1, 0).line : table.rows[row]?.line;
  const record = line === undefined ? undefined : records.get(line);
  if (!record) throw new TypeError(`${table.file} has no row ${row}`);
  return record;
}

function boundsOf({ starts, contentEnd }: CsvRecord, column: number): readonly [number, number] {
  const next = starts[column + 1];
  return [starts[column] ?? contentEnd, next === undefined ? contentEnd : next - 1];
}

function styleBeside(record: CsvRecord, column: number, text: string): QuoteStyle {
  const [start] = boundsOf(record, column);
  return text.charAt(start) === '"' ? 'all' : styleOf(record, text);
}

function styleOf(record: CsvRecord, text: string): QuoteStyle {
  const quoted = record.cells.map((cell, column) => ({
    isFilled: cell !== '',
    isQuoted: text.charAt(record.starts[column] ?? 0) === '"',
  }));
  if (quoted.every(({ isQuoted }) => isQuoted)) return 'all';
  const filled = quoted.filter(({ isFilled }) => isFilled);
  return filled.length > 0 && filled.every(({ isQuoted }) => isQuoted) ? 'filled' : 'needed';
}

function cellText(cell: string, delimiter: string, style: QuoteStyle): string {
  const isNeeded = cell.includes(delimiter) || /["\r\n]/.test(cell);
  const isQuoted = isNeeded || style === 'all' || (style === 'filled' && cell !== '');
  return isQuoted ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** New rows behind the last one; where that has no line end, the new last one has none either. */
function addition(rows: readonly (readonly string[])[], last: CsvRecord, text: string, table: Table): Replacement {
  const style = styleOf(last, text);
  const ownEnd = text.slice(last.contentEnd, last.end);
  const lineEnd = ownEnd || (/\r\n|\r|\n/.exec(text)?.[0] ?? '\n');
  const lines = rows.map((cells) => {
    const line = cells.map((cell) => cellText(cell, table.delimiter, style)).join(table.delimiter);
    return line === '' ? '""' : line;
  });
  const added = ownEnd === '' ? lines.map((line) => `${lineEnd}${line}`) : lines.map((line) => `${line}${lineEnd}`);
  return { start: last.end, end: last.end, text: added.join('') };
}

/** Puts the pieces together from the file's own bytes and the new ones. */
function splice(
  bytes: Uint8Array,
  text: string,
  replacements: readonly Replacement[],
  encodingName: string,
): Uint8Array {
  const { encode } = fileEncoding(encodingName);
  const pieces: Uint8Array[] = [];
  let at = 0;
  let offset = bytes.length - encode(text).length;
  let copied = 0;
  for (const { start, end, text: replaced } of [...replacements].sort((a, b) => a.start - b.start)) {
    const from = offset + encode(text.slice(at, start)).length;
    pieces.push(bytes.subarray(copied, from), encode(replaced));
    offset = from + encode(text.slice(start, end)).length;
    copied = offset;
    at = end;
  }
  return Buffer.concat([...pieces, bytes.subarray(copied)]);
}
