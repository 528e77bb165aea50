import { readFile } from 'node:fs/promises';
import { RollcallError } from '../contract/index.ts';
import type { Report } from '../engine/compare/comparison.ts';
import { readTable } from './csv/csv.ts';
import { isSpreadsheet, readSpreadsheet } from './spreadsheet.ts';

/**
 * A vendor's report as it was downloaded: CSV in any encoding and delimiter, or the sheets of an XLS or XLSX file.
 * What it is decides its content, not its name.
 * @throws RollcallError `FILE_UNREADABLE`, and `CSV_UNREADABLE` with the places of what is wrong.
 */
export async function readReport(file: string): Promise<readonly Report[]> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new RollcallError('FILE_UNREADABLE', `${file} cannot be read.`, { cause });
  });
  if (isSpreadsheet(bytes)) {
    const sheets = await readSpreadsheet(bytes, file);
    const filled = sheets.filter(({ rows }) => rows.some((row) => row.length > 0));
    return filled.map(({ name, rows }) => ({
      file,
      ...(filled.length > 1 && { sheet: name }),
      rows: rows.map((cells, index) => ({ line: index + 1, cells })),
    }));
  }
  const table = readTable(file, bytes);
  const errors = table.findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0)
    throw new RollcallError('CSV_UNREADABLE', `${file} cannot be read as a table.`, { findings: errors });
  return [{ file, rows: [{ line: table.place(-1, 0).line, cells: table.header }, ...table.rows] }];
}
