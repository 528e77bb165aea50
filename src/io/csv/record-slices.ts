import type { ByteSource } from '../../engine/diff/stream/byte-source.ts';
import type { RecordReader } from '../../engine/diff/stream/stream-diff.ts';
import { readRecord } from './csv-records.ts';

/** Reads single records out of a file: many at once while they follow each other, one alone where they do not. */
export function openRecords(source: ByteSource, delimiter: string): RecordReader {
  let window = Buffer.allocUnsafeSlow(windowBytes);
  let from = 0;
  let to = 0;
  const textAt = (offset: number, bytes: number): string => {
    if (offset < from || offset + bytes > to) {
      const follows = offset >= from && offset - to < windowBytes;
      if (bytes > window.length) window = Buffer.allocUnsafeSlow(bytes);
      const size = Math.min(follows ? window.length : Math.max(bytes, aloneBytes), window.length);
      from = offset;
      to = offset + source.read(offset, window.subarray(0, size));
    }
    return window.toString('utf8', offset - from, offset - from + bytes);
  };
  return {
    cells(offset, bytes) {
      const text = textAt(offset, bytes);
      return text.includes('"') ? readRecord(text, 0, delimiter, 1).cells : text.split(delimiter);
    },
    cell(offset, bytes, column) {
      const text = textAt(offset, bytes);
      return text.includes('"')
        ? (readRecord(text, 0, delimiter, 1).cells[column] ?? '')
        : cellOf(text, delimiter, column);
    },
  };
}

const windowBytes = 262_144;
const aloneBytes = 4096;

function cellOf(text: string, delimiter: string, column: number): string {
  let start = 0;
  for (let skipped = 0; skipped < column; skipped += 1) start = text.indexOf(delimiter, start) + 1;
  const end = text.indexOf(delimiter, start);
  return end === -1 ? text.slice(start) : text.slice(start, end);
}
