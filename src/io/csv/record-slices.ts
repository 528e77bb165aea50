import type { ByteSource } from '../../engine/diff/stream/byte-source.ts';
import type { RecordReader } from '../../engine/diff/stream/tell-changes.ts';

/**
 * Reads single records out of a file: many at once while they follow each other, one alone where they do not. The latter are
 * kept while they are few, for each is asked for twice: first for its key, then for its cells.
 */
export function openRecords(source: ByteSource, delimiter: string): RecordReader {
  let window = Buffer.allocUnsafeSlow(windowBytes);
  let from = 0;
  let to = 0;
  const known = new Map<number, string>();
  const textAt = (offset: number, bytes: number): string => {
    const before = known.get(offset);
    if (before !== undefined) return before;
    const isNear = offset >= from && offset + bytes <= to;
    const text = readText(offset, bytes);
    if (!isNear && bytes <= aloneBytes && known.size < mostKnown) known.set(offset, text);
    return text;
  };
  const readText = (offset: number, bytes: number): string => {
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
      return text.includes('"') ? splitQuoted(text, delimiter) : text.split(delimiter);
    },
    cell(offset, bytes, column) {
      const text = textAt(offset, bytes);
      return text.includes('"') ? (splitQuoted(text, delimiter)[column] ?? '') : cellOf(text, delimiter, column);
    },
  };
}

const windowBytes = 262_144;
const aloneBytes = 4096;
const mostKnown = 4096;

function cellOf(text: string, delimiter: string, column: number): string {
  let start = 0;
  for (let skipped = 0; skipped < column; skipped += 1) start = text.indexOf(delimiter, start) + 1;
  const end = text.indexOf(delimiter, start);
  return end === -1 ? text.slice(start) : text.slice(start, end);
}

/** The cells of a record with quotes, as `readRecord` gives them for one that is sound. */
function splitQuoted(text: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    if (text.charCodeAt(at) !== quote) {
      const end = text.indexOf(delimiter, at);
      cells.push(end === -1 ? text.slice(at) : text.slice(at, end));
      if (end === -1) return cells;
      at = end;
      continue;
    }
    const start = at + 1;
    let end = text.indexOf('"', start);
    let isDoubled = false;
    while (text.charCodeAt(end + 1) === quote) {
      isDoubled = true;
      end = text.indexOf('"', end + 2);
    }
    const cell = text.slice(start, end);
    cells.push(isDoubled ? cell.replaceAll('""', '"') : cell);
    at = end + 1;
    if (at >= text.length) return cells;
  }
}

const quote = 34;
