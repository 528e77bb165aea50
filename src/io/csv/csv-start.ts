import { isUtf8 } from 'node:buffer';
import type { ByteSource } from '../../engine/diff/stream/byte-source.ts';
import type { StreamTable } from '../../engine/diff/stream/stream-diff.ts';
import type { Row } from '../../engine/table.ts';
import { findSeparatorLine, isBlank } from './csv.ts';
import { checkHeader } from './csv-findings.ts';
import { type CsvRecord, readRecords } from './csv-records.ts';
import { detectDelimiter, detectFromBeginning } from './delimiter.ts';
import { recogniseForeignFormat } from './foreign-format.ts';
import { startOf } from './places.ts';

/** Detection looks at a thousand records: this many bytes hold them, or the file is read the plain way. */
const startBytes = [262_144, 4_194_304] as const;

/** Rows of a sample; enough to tell that a column is not unique. */
const sampleRows = 100;

/**
 * Reads the beginning of a CSV file in UTF-8: its delimiter, header and first rows, the same as `readTable` finds them.
 * Undefined where it is something else, or odd in any way: another encoding, a column without a name, a broken row.
 * @param file path for findings
 */
export function readStart(file: string, source: ByteSource): StreamTable | undefined {
  for (const limit of startBytes) {
    const bytes = new Uint8Array(Math.min(limit, source.size));
    const count = source.read(0, bytes);
    const start = readBeginning(file, source, bytes.subarray(0, count));
    if (start !== undefined || count === source.size) return start;
  }
  return undefined;
}

function readBeginning(file: string, source: ByteSource, bytes: Uint8Array): StreamTable | undefined {
  const isWhole = bytes.length === source.size;
  const sound = isWhole ? bytes : bytes.subarray(0, behindLastLineEnd(bytes));
  // UTF-16 has zeros or is not UTF-8; a zero anywhere else makes the kernel stop.
  if (recogniseForeignFormat(bytes) || bytes.includes(0) || !isUtf8(sound)) return undefined;
  const text = new TextDecoder().decode(sound);
  const separatorLine = findSeparatorLine(text);
  const from = separatorLine?.[0].length ?? 0;
  const delimiter = separatorLine?.[1] ?? detect(text, from, isWhole);
  if (delimiter === undefined || !isAsciiSign(delimiter)) return undefined;

  let header: CsvRecord | undefined;
  const rows: Row[] = [];
  let end = from;
  for (const record of readRecords(text, delimiter, from)) {
    if (isBlank(record, header)) continue;
    if (record.trouble) return undefined;
    if (header === undefined) header = record;
    else if (record.cells.length !== header.cells.length) return undefined;
    else rows.push({ line: record.line, cells: record.cells });
    end = record.end;
    if (rows.length === sampleRows) break;
  }
  if (header === undefined || rows.length === 0) return undefined;
  const table = { file, encoding: 'utf-8', delimiter, header: header.cells, rows, place: () => startOf(file) };
  const mark = [0xef, 0xbb, 0xbf].every((byte, index) => bytes[index] === byte) ? 3 : 0;
  const start = mark + Buffer.byteLength(text.slice(0, header.end));
  const first = (mark + Buffer.byteLength(text.slice(0, end)) - start) / rows.length;
  const recordBytes = isWhole ? first : (lineBytes(source) ?? first);
  return { source, sample: { ...table, findings: checkHeader({ ...table, findings: [] }) }, start, recordBytes };
}

/** How long lines are, by pieces from all over the file. Undefined where there is hardly any, as when they end otherwise. */
function lineBytes(source: ByteSource): number | undefined {
  const piece = new Uint8Array(pieceBytes);
  let lines = 0;
  for (let index = 0; index < pieces; index += 1) {
    const count = source.read(Math.floor(((source.size - pieceBytes) * index) / (pieces - 1)), piece);
    for (let at = piece.indexOf(10); at !== -1 && at < count; at = piece.indexOf(10, at + 1)) lines += 1;
  }
  return lines < pieces ? undefined : (pieces * pieceBytes) / lines;
}

const pieces = 16;
const pieceBytes = 4096;

/** A stated `sep=` may be anything; the kernel looks for one byte that has no meaning of its own. */
function isAsciiSign(delimiter: string): boolean {
  const code = delimiter.charCodeAt(0);
  return delimiter.length === 1 && code > 0 && code < 0x80 && !/["\r\n]/.test(delimiter);
}

function detect(text: string, from: number, isWhole: boolean): string | undefined {
  if (!isWhole) return detectFromBeginning(text, from);
  const detection = detectDelimiter(text, from);
  return 'delimiter' in detection ? detection.delimiter : undefined;
}

/** So that no letter is cut. */
function behindLastLineEnd(bytes: Uint8Array): number {
  return bytes.lastIndexOf(10) + 1;
}
