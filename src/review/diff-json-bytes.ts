import type { ByteChanges, PairedColumn } from '../engine/diff/byte-changes.ts';
import { type CellMemory, createCellMemory } from '../engine/diff/cell-memory.ts';

/**
 * The changes of `diff --json` out of the bytes that were read, in pieces of UTF-8, each in memory of its own: what is made of
 * texts otherwise, without the time that it takes to make texts of all cells and bytes of all texts.
 */
export function* bytesJson(changes: ByteChanges): Generator<Uint8Array> {
  const { base, head, pairs } = changes;
  const memory = createCellMemory();
  const { exports } = memory;
  const texts = placeAll(memory, changes);
  const piece = memory.take(pieceBytes + mostBytes(changes));
  const writeKey = (record: number, columns: readonly number[], from: number): number => {
    let at = from;
    for (let part = 0; part < columns.length; part += 1) {
      if (part > 0) at = exports.writeText(texts.slash, at);
      at = exports.writeColumn(record, columns[part] ?? 0, at);
    }
    return at;
  };
  const write = {
    added: (_: number, after: number, at: number) =>
      exports.writeRecord(after, texts.after, head.header.length, writeKey(after, head.key, at)),
    removed: (before: number, _: number, at: number) =>
      exports.writeRecord(before, texts.before, base.header.length, writeKey(before, base.key, at)),
    changed: (before: number, after: number, from: number) => {
      const at = exports.writeText(texts.fields, writeKey(before, base.key, from));
      return exports.writeFields(before, after, texts.pairs, pairs.length, texts.middle, at);
    },
  };
  // No comma before the first one.
  let start = piece + 1;
  let at = piece;
  for (const { op, before, after } of changes.hold(memory)) {
    at = write[op](before, after, exports.writeText(texts.openings[op], at));
    at = exports.writeText(op === 'changed' ? texts.fieldsEnd : texts.recordEnd, at);
    if (at - piece < pieceBytes) continue;
    yield memory.bytes().slice(start, at);
    start = piece;
    at = piece;
  }
  yield memory.bytes().slice(start, at);
}

const pieceBytes = 262_144;

/** What one change takes at most: each cell and its key may be written `\u0001` all along, among the names of all columns. */
function mostBytes({ base, head, pairs, longest }: ByteChanges): number {
  const names = [...base.header, ...head.header, ...pairs.map(({ name }) => name)];
  return names.reduce(
    (sum, name) => sum + utf8(JSON.stringify(name)).length + 32,
    128 + base.key.length + 12 * longest,
  );
}

/** Puts what is written around cells into the memory. */
function placeAll(memory: CellMemory, { base, head, pairs }: ByteChanges) {
  const place = (...texts: readonly string[]) => placeTexts(memory, texts);
  const opening = (op: string) => place(`,\n{"op":"${op}","key":"`);
  return {
    openings: { added: opening('added'), removed: opening('removed'), changed: opening('changed') },
    slash: place('/'),
    before: place(...recordTexts(base.header, 'before')),
    after: place(...recordTexts(head.header, 'after')),
    recordEnd: place('"}}'),
    fields: place('","fields":{'),
    pairs: placePairs(memory, pairs),
    middle: place('","after":"', '"}'),
    fieldsEnd: place('}}'),
  };
}

function recordTexts(header: readonly string[], side: 'before' | 'after'): readonly string[] {
  return header.map((name, column) => `${column === 0 ? `","${side}":{` : '",'}${JSON.stringify(name)}:"`);
}

/** The address of a list of texts: the address and the length of each. */
function placeTexts(memory: CellMemory, texts: readonly string[]): number {
  const list = memory.take(8 * texts.length);
  for (const [index, text] of texts.entries()) writeNumbers(memory, list + 8 * index, placeText(memory, text));
  return list;
}

function placePairs(memory: CellMemory, pairs: readonly PairedColumn[]): number {
  const list = memory.take(16 * pairs.length);
  for (const [index, { name, base = -1, head = -1 }] of pairs.entries()) {
    const text = placeText(memory, `,${JSON.stringify(name)}:{"before":"`);
    writeNumbers(memory, list + 16 * index, [base, head, ...text]);
  }
  return list;
}

function placeText(memory: CellMemory, text: string): readonly number[] {
  const bytes = utf8(text);
  const at = memory.take(bytes.length);
  memory.bytes().set(bytes, at);
  return [at, bytes.length];
}

function writeNumbers(memory: CellMemory, at: number, numbers: readonly number[]): void {
  new Int32Array(memory.bytes().buffer, at, numbers.length).set(numbers);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
