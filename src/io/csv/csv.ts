import type { Finding, Place } from '../../contract/index.ts';
import type { Row, Table } from '../../engine/table.ts';
import { checkHeader, emptyFile, quoteAfterSpace, quoteTrouble, raggedRow, unclearDelimiter } from './csv-findings.ts';
import { type CsvRecord, readRecord, readRecords } from './csv-records.ts';
import { type Delimiter, type Detection, detectDelimiter } from './delimiter.ts';
import type { Encoding } from './encoding.ts';
import { LaterRow } from './later-row.ts';
import { placeAt, startOf } from './places.ts';
import { decode } from './text.ts';

/** What rollcall.yaml states about a file; what is absent is detected. */
export interface StatedFormat {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
}

/** How a file is read. */
export interface ReadFormat extends StatedFormat {
  /** Read the cells of a row each time they are asked for, in place of keeping them: for who goes through the rows once or twice. */
  readonly cellsLater?: boolean;
}

/**
 * Reads a CSV file in one pass. Cells stay exactly as they stand: leading zeros, long ids and `=1+1` are text.
 * Never throws for what is in the file: all that is wrong with it comes back as findings, all at once, and
 * `rows` holds the sound rows only. Blank lines are skipped, and so is Excel's `sep=;` line, which is believed.
 * @param file path for findings
 */
export function readTable(file: string, bytes: Uint8Array, format: ReadFormat = {}): Table {
  const { text, encoding, findings } = decode(bytes, file, format.encoding);
  if (text === undefined) return emptyTable(file, encoding, findings);

  if (text.trim() === '') return emptyTable(file, encoding, [...findings, emptyFile(file)]);

  const separatorLine = findSeparatorLine(text);
  const start = separatorLine?.[0].length ?? 0;
  const detection = chooseDelimiter(text, start, format.delimiter ?? separatorLine?.[1]);
  if ('unclear' in detection) {
    return emptyTable(file, encoding, [...findings, unclearDelimiter(file, detection.unclear)]);
  }
  const { cellsLater = false } = format;
  return toTable({ file, text, encoding, findings, start, line: separatorLine ? 2 : 1, cellsLater, ...detection });
}

/** Excel's `sep=;` in the first line, with its line end; its first group is the delimiter. */
export function findSeparatorLine(text: string): RegExpExecArray | null {
  return /^"?sep=(.)"?(?:\r\n|\r|\n|$)/i.exec(text);
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly findings: readonly Finding[];
  readonly start: number;
  readonly line: number;
  readonly cellsLater: boolean;
}

function chooseDelimiter(text: string, start: number, stated: string | undefined): Detection | { delimiter: string } {
  return stated === undefined ? detectDelimiter(text, start) : { delimiter: stated };
}

function toTable(source: Source): Table {
  const { file, text, delimiter } = source;
  const findings: Finding[] = [...source.findings];
  const rows: Row[] = [];
  const offsets: number[] = [];
  const afterSpace: Place[] = [];
  let header: CsvRecord | undefined;
  const placesIn =
    ({ start, line }: CsvRecord) =>
    (offset: number): Place =>
      placeAt(file, text, offset, { offset: start, line });

  for (const record of readRecords(text, delimiter, source.start, source.line)) {
    if (isBlank(record, header)) continue;
    if (record.trouble) {
      findings.push(quoteTrouble(record.trouble, placesIn(record)));
      if (!header) return emptyTable(file, source.encoding, findings);
    } else if (!header) {
      header = record;
    } else if (record.starts.length !== header.starts.length) {
      findings.push(raggedRow(record, header.starts.length, placesIn(record)));
    } else {
      rows.push(source.cellsLater ? new LaterRow(source, record) : { line: record.line, cells: record.cells });
      offsets.push(record.start);
      const odd = record.starts.find((start, index) => text[start] === ' ' && isQuotedAfterSpace(record.cells[index]));
      if (odd !== undefined) afterSpace.push(placesIn(record)(odd));
    }
  }
  if (!header) return emptyTable(file, source.encoding, [...findings, emptyFile(file)]);

  if (afterSpace.length > 0) findings.push(quoteAfterSpace(afterSpace));

  const headerRecord = header;
  const place = (row: number, column: number): Place => {
    const start = row === -1 ? headerRecord.start : (offsets[row] ?? text.length);
    const line = row === -1 ? headerRecord.line : (rows[row]?.line ?? headerRecord.line);
    const record = readRecord(text, start, delimiter, line);
    return placeAt(file, text, record.starts[column] ?? record.contentEnd, { offset: start, line });
  };
  const table = { file, encoding: source.encoding, delimiter, header: header.cells, rows, place };
  return { ...table, findings: [...findings, ...checkHeader({ ...table, findings })] };
}

/** An empty line, or one of spaces where a row has several cells; `""` is a row. */
export function isBlank(record: CsvRecord, header: CsvRecord | undefined): boolean {
  if (record.starts.length !== 1 || record.hasQuotes) return false;
  const [cell = ''] = record.cells;
  return cell === '' || (header?.starts.length !== 1 && cell.trim() === '');
}

function isQuotedAfterSpace(cell = ''): boolean {
  return /^ +".*"$/s.test(cell);
}

function emptyTable(file: string, encoding: string, findings: readonly Finding[]): Table {
  return { file, encoding, delimiter: ',', header: [], rows: [], findings, place: () => startOf(file) };
}
