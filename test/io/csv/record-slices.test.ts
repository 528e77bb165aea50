import { expect, test } from '@jest/globals';
import { createCellMemory } from '../../../src/engine/diff/cell-memory.ts';
import { type ByteSource, sourceOf } from '../../../src/engine/diff/stream/byte-source.ts';
import { openRecords } from '../../../src/io/csv/record-slices.ts';

const fillers = [0, 100, 20_000, 90_000, 90_000, 90_000, 300_000];
const texts = ['7,Anna,', 'é,"a ""b"", c",19" screen', '"",,""', `8,${'x'.repeat(300_000)},y`, '9,"two\nlines",z'];
const cells = [
  ['7', 'Anna', ''],
  ['é', 'a "b", c', '19" screen'],
  ['', '', ''],
  ['8', 'x'.repeat(300_000), 'y'],
  ['9', 'two\nlines', 'z'],
];

test('records are read wherever they stand, in any order', () => {
  for (const filler of fillers) {
    const { source, places } = fileWith(filler);
    const reader = openRecords({ source, delimiter: ',', columns: 3 }, places, createCellMemory());
    for (const order of [
      [0, 1, 2, 3, 4],
      [4, 2, 0, 3, 1],
      [2, 4],
    ]) {
      reader.hold(order);
      expect(order.map((index) => reader.cells(index))).toEqual(order.map((index) => cells[index]));
    }
  }
});

test('records that are near each other are read at once, others alone', () => {
  const reads = (filler: number, order: readonly number[]) => {
    const { source, places, count } = fileWith(filler);
    openRecords({ source, delimiter: ',', columns: 3 }, places, createCellMemory()).hold(order);
    return count();
  };
  expect(reads(100, [2, 0, 1])).toBe(1);
  expect(reads(20_000, [2, 0, 1])).toBe(3);
  expect(reads(100, [0, 3, 4])).toBe(3);
});

test('what is not there in a file is not read, and has no bytes', () => {
  const { source, places, count } = fileWith(0);
  const bytes = places.bytes.with(1, 0);
  openRecords({ source, delimiter: ',', columns: 3 }, { ...places, bytes }, createCellMemory()).hold([1]);
  expect(count()).toBe(0);
});

test('a file that became shorter meanwhile has cells that are empty', () => {
  const { source, places } = fileWith(0);
  const shorter = {
    ...source,
    read: (position: number, target: Uint8Array) => source.read(position, target.subarray(0, 3)),
  };
  const reader = openRecords({ source: shorter, delimiter: ',', columns: 3 }, places, createCellMemory());
  reader.hold([0]);
  expect(reader.cells(0)).toEqual(['7', 'A', '']);
});

/** The records with so many bytes between them, and how often was read. */
function fileWith(filler: number) {
  const gap = '-'.repeat(filler);
  const bytes = Uint32Array.from(texts, (text) => Buffer.byteLength(text));
  const offsets = new Float64Array(texts.length);
  for (let index = 1; index < texts.length; index += 1) {
    offsets[index] = (offsets[index - 1] ?? 0) + (bytes[index - 1] ?? 0) + filler;
  }
  const file = sourceOf(Buffer.from(texts.join(gap)));
  let reads = 0;
  const source: ByteSource = {
    size: file.size,
    read(position, target) {
      reads += 1;
      return file.read(position, target);
    },
  };
  return { source, places: { offsets, bytes }, count: () => reads };
}
