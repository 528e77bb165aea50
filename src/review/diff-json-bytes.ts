import {
  type ByteChange,
  type ByteChanges,
  type ByteRecord,
  findCells,
  type PairedColumn,
} from '../engine/diff/byte-changes.ts';

/**
 * The changes of `diff --json` out of the bytes that were read, in pieces of UTF-8, each in memory of its own: what is made of
 * texts otherwise, without the time that it takes to make texts of all cells and bytes of all texts.
 */
export function* bytesJson(changes: ByteChanges): Generator<Uint8Array> {
  const write = changeWriter(changes);
  const around = mostAround(changes);
  let piece = new Uint8Array(pieceBytes);
  let at = 0;
  let between = lineFeed;
  for (const change of changes) {
    const room = around + mostOfCells(change);
    if (at + room > piece.length) {
      yield piece.subarray(0, at);
      piece = new Uint8Array(Math.max(pieceBytes, room));
      at = 0;
    }
    at = write(change, piece, writeAll(between, piece, at));
    between = commaLineFeed;
  }
  yield piece.subarray(0, at);
}

const pieceBytes = 262_144;

/** Bytes that are written around the cells of a change, at most. */
function mostAround({ base, head, pairs }: ByteChanges): number {
  const names = [...base.header, ...head.header, ...pairs.map(({ name }) => name)];
  return names.reduce((sum, name) => sum + utf8(JSON.stringify(name)).length + 32, 64 + base.key.length);
}

/** Bytes that cells become at most, the key for itself and in its record: a single one may be written `\u0001`. */
function mostOfCells(change: ByteChange): number {
  const most = ({ start, end }: ByteRecord) => 12 * (end - start);
  return (change.op === 'added' ? 0 : most(change.before)) + (change.op === 'removed' ? 0 : most(change.after));
}

/** Writes something from an address on, and gives the address behind it. */
type Write<Something> = (something: Something, target: Uint8Array, at: number) => number;

function changeWriter({ base, head, pairs }: ByteChanges): Write<ByteChange> {
  const starts = { before: new Uint32Array(base.header.length + 1), after: new Uint32Array(head.header.length + 1) };
  const openings = { before: recordOpenings(base.header, 'before'), after: recordOpenings(head.header, 'after') };
  const fields = pairs.map((pair) => ({ ...pair, opening: utf8(`,${JSON.stringify(pair.name)}:{"before":"`) }));
  return (change, target, from) => {
    const before = change.op === 'added' ? none : cellsOf(change.before, starts.before);
    const after = change.op === 'removed' ? none : cellsOf(change.after, starts.after);
    let at = writeAll(changeOpenings[change.op], target, from);
    at = change.op === 'added' ? writeKey(after, head.key, target, at) : writeKey(before, base.key, target, at);
    switch (change.op) {
      case 'added':
        return writeRecord(after, openings.after, target, at);
      case 'removed':
        return writeRecord(before, openings.before, target, at);
      case 'changed':
        return writeFields(before, after, fields, target, at);
    }
  };
}

/** A record, and where each of its cells starts; at last, where the one behind the last would. */
interface Cells {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

const none: Cells = { bytes: new Uint8Array(), starts: new Uint32Array() };

function cellsOf(record: ByteRecord, starts: Uint32Array): Cells {
  findCells(record, starts);
  return { bytes: record.bytes, starts };
}

function writeKey(cells: Cells, columns: readonly number[], target: Uint8Array, from: number): number {
  let at = from;
  for (let part = 0; part < columns.length; part += 1) {
    if (part > 0) target[at++] = slash;
    at = writeCell(cells, columns[part], target, at);
  }
  return at;
}

function writeRecord(cells: Cells, openings: readonly Uint8Array[], target: Uint8Array, from: number): number {
  let at = from;
  for (let column = 0; column < openings.length; column += 1) {
    at = writeAll(openings[column] ?? lineFeed, target, at);
    at = writeCell(cells, column, target, at);
  }
  return writeAll(recordEnd, target, at);
}

interface Field extends PairedColumn {
  readonly opening: Uint8Array;
}

function writeFields(before: Cells, after: Cells, fields: readonly Field[], target: Uint8Array, from: number): number {
  let at = writeAll(fieldsStart, target, from);
  let isFirst = true;
  for (const { base, head, opening } of fields) {
    if (isSame(before, base, after, head)) continue;
    at = writeAll(isFirst ? opening.subarray(1) : opening, target, at);
    at = writeCell(before, base, target, at);
    at = writeAll(fieldMiddle, target, at);
    at = writeCell(after, head, target, at);
    at = writeAll(fieldEnd, target, at);
    isFirst = false;
  }
  return writeAll(fieldsEnd, target, at);
}

/** Columns that are not there are empty. */
function isSame(before: Cells, base: number | undefined, after: Cells, head: number | undefined): boolean {
  const [from, other] = [startOf(before, base), startOf(after, head)];
  const length = endOf(before, base) - from;
  if (length !== endOf(after, head) - other) return false;
  for (let index = 0; index < length; index += 1) {
    if (before.bytes[from + index] !== after.bytes[other + index]) return false;
  }
  return true;
}

function startOf({ starts }: Cells, column: number | undefined): number {
  return column === undefined ? 0 : (starts[column] ?? 0);
}

function endOf({ starts }: Cells, column: number | undefined): number {
  // A zero byte stands between two cells.
  return column === undefined ? 0 : (starts[column + 1] ?? 1) - 1;
}

function writeCell(cells: Cells, column: number | undefined, target: Uint8Array, from: number): number {
  const { bytes } = cells;
  const end = endOf(cells, column);
  let at = from;
  for (let next = startOf(cells, column); next < end; next += 1) {
    const byte = bytes[next] ?? 0;
    const escaped = byte > lastEscaped ? undefined : escapes[byte];
    if (escaped === undefined) target[at++] = byte;
    else at = writeAll(escaped, target, at);
  }
  return at;
}

function writeAll(bytes: Uint8Array, target: Uint8Array, from: number): number {
  target.set(bytes, from);
  return from + bytes.length;
}

function recordOpenings(header: readonly string[], side: 'before' | 'after'): readonly Uint8Array[] {
  return header.map((name, column) => utf8(`${column === 0 ? `","${side}":{` : '",'}${JSON.stringify(name)}:"`));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

const lineFeed = utf8('\n');
const commaLineFeed = utf8(',\n');
const changeOpenings = { added: opening('added'), removed: opening('removed'), changed: opening('changed') };
const recordEnd = utf8('"}}');
const fieldsStart = utf8('","fields":{');
const fieldMiddle = utf8('","after":"');
const fieldEnd = utf8('"}');
const fieldsEnd = utf8('}}');
const slash = 47;

function opening(op: ByteChange['op']): Uint8Array {
  return utf8(`{"op":"${op}","key":"`);
}

/** Control characters, quotes and backslashes, by their code; of other letters no byte looks like these. */
const escapes = Array.from({ length: 93 }, (_, code) => {
  const text = String.fromCharCode(code);
  const json = JSON.stringify(text).slice(1, -1);
  return json === text ? undefined : utf8(json);
});
const lastEscaped = escapes.length - 1;
