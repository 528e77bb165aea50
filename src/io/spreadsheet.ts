import { RollcallError } from '../contract/index.ts';

/** One sheet as texts: every row as long as its last filled cell. */
export interface Spreadsheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** Larger files are refused before they are opened: a spreadsheet is unpacked in memory. */
const maxBytes = 32 * 1024 * 1024;

/** Rows of one sheet that are read; nobody has a report of more people. */
const maxRows = 200_000;

/**
 * The sheets of an XLS or XLSX file, or of the HTML or XML that some systems name so. Dates come as yyyy-mm-dd,
 * numbers with all their digits; formulas are not computed, macros and styles not read.
 * @throws RollcallError `FILE_UNREADABLE` for what is too large, damaged or protected by a password.
 */
export async function readSpreadsheet(bytes: Uint8Array, file: string): Promise<readonly Spreadsheet[]> {
  if (bytes.length > maxBytes) throw unreadable(file, `is larger than ${maxBytes / 1024 / 1024} MB`);
  // Imported only here and only now: it is large, and no other command needs it (docs/decisions/0014).
  const { read, SSF } = await import('@e965/xlsx');
  // raw: what a web page shows stays a text, with the zeros of an id.
  const options = { type: 'array', raw: true, dense: true, cellNF: true, cellFormula: false, cellHTML: false } as const;
  let book: ReturnType<typeof read>;
  try {
    book = read(bytes, { ...options, sheetRows: maxRows });
  } catch (error) {
    // Its own words may quote what stands in the file.
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw unreadable(file, isLocked ? 'is protected by a password' : 'is damaged, or no spreadsheet');
  }
  return book.SheetNames.map((name) => {
    const cells = book.Sheets[name]?.['!data'] ?? [];
    const rows = Array.from(cells, (row) => Array.from(row ?? [], (cell) => textOf(cell, SSF)));
    return { name, rows: rows.map(withoutEnd) };
  });
}

/**
 * A table as an XLSX file with one sheet. Every cell is a text, so that no spreadsheet takes one for a formula, a date or
 * a number without its leading zeros.
 */
export async function spreadsheetBytes(name: string, rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  // Imported only here and only now: it is large, and hardly anybody needs it (docs/decisions/0014).
  const { utils, write } = await import('@e965/xlsx');
  const sheet = utils.aoa_to_sheet(rows.map((row) => row.map((text) => ({ t: 's', v: text, z: '@' }))));
  const bytes: ArrayBuffer = write(
    { SheetNames: [name], Sheets: { [name]: sheet } },
    { type: 'array', bookType: 'xlsx', compression: true },
  );
  return new Uint8Array(bytes);
}

/** True for bytes that are no text: a compound file (XLS), a zip (XLSX), or markup that is named so. */
export function isSpreadsheet(bytes: Uint8Array): boolean {
  const starts = (...start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0) || starts(0x50, 0x4b, 0x03, 0x04)) return true;
  return /^\ufeff?\s*<(\?xml|!doctype html|html|table)/i.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}

interface Cell {
  readonly t?: string;
  readonly v?: unknown;
  readonly w?: string;
  readonly z?: unknown;
}

/** What stands in the library under `SSF`, as far as it is used. */
interface Formats {
  is_date(format: string): boolean;
  parse_date_code(serial: number): { readonly y: number; readonly m: number; readonly d: number };
}

function textOf(cell: Cell | null | undefined, formats: Formats): string {
  if (!cell || cell.v === undefined || cell.v === null) return '';
  if (cell.t === 'e') return '';
  if (cell.t === 'b') return cell.v === true ? 'true' : 'false';
  if (typeof cell.v !== 'number') return String(cell.v);
  const format = typeof cell.z === 'string' ? cell.z : '';
  if (format !== '' && formats.is_date(format)) return dayOf(cell.v, formats);
  // A format of zeros is how spreadsheets keep the leading zeros of an id.
  return /^0+$/.test(format) && cell.w !== undefined ? cell.w : String(cell.v);
}

function dayOf(serial: number, formats: Formats): string {
  const { y, m, d } = formats.parse_date_code(serial);
  return [String(y).padStart(4, '0'), String(m).padStart(2, '0'), String(d).padStart(2, '0')].join('-');
}

function withoutEnd(row: readonly string[]): readonly string[] {
  return row.slice(0, row.findLastIndex((cell) => cell.trim() !== '') + 1);
}

function unreadable(file: string, why: string): RollcallError {
  return new RollcallError('FILE_UNREADABLE', `${file} ${why}.`, {
    next: 'Save it as CSV in the program that made it, and give that file.',
  });
}
