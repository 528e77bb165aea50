import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StreamedDiff } from '../../src/engine/diff/kind-diff.ts';
import { sourceOf } from '../../src/engine/diff/stream/byte-source.ts';
import { streamDiff } from '../../src/engine/diff/stream/stream-diff.ts';
import { atOnce } from '../../src/engine/diff/stream/waiting.ts';
import { readStart } from '../../src/io/csv/csv-start.ts';
import { streamTools } from '../../src/io/csv/diff-files.ts';
import { diffJson } from '../../src/review/diff-json.ts';
import { nastyFiles } from '../io/csv/nasty-files.ts';

test('bytes are written as the same changes are that are texts', () => {
  const keys = fc.constantFrom([], ['id'], ['id', 'name']);
  fc.assert(
    fc.property(nastyFiles, keys, fc.constantFrom(1, 300, 1_048_576), ({ base, head }, key, changeBytes) => {
      const diff = streamed(base, head, key, changeBytes);
      fc.pre(diff !== undefined);
      if (diff === undefined) return;
      expect(diff.changes.asBytes).toBeDefined();
      expect(json(diff)).toBe(json({ ...diff, changes: [...diff.changes] }));
    }),
    { numRuns: 120 },
  );
});

test('every letter below 128 but the one that ends a cell is written as JSON wants it', () => {
  const letters = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code + 1));
  const cells = [...letters, ...letters.map((letter) => `a${letter}é`), '\u2028', '\u007f', '\ufeff', '😀'];
  const rows = (end: string) => cells.map((cell, id) => `${id},"${cell.replace('"', '""')}${end}"\n`).join('');
  const [base, head] = ['', 'x'].map((end) => Buffer.from(`id,"na""me\\"\n${rows(end)}`));

  const diff = base && head && streamed(base, head, ['id'], 1_048_576);

  const { changes } = JSON.parse(diff === undefined ? '' : json(diff)).kinds[0];
  expect(changes).toHaveLength(cells.length);
  for (const { key, fields } of changes) {
    expect(fields).toEqual({ 'na"me\\': { before: cells[key], after: `${cells[key]}x` } });
  }
});

test('records that are larger than a piece are written in one', () => {
  const large = `id,a\n1,x\n2,${'"\u0001"'.repeat(100_000)}\n3,y\n`;
  const diff = streamed(Buffer.from('id,a\n1,x\n4,z\n'), Buffer.from(large), ['id'], 1);
  expect(diff?.summary).toEqual({ added: 2, removed: 1, changed: 0, unchanged: 1 });
  expect(diff && json(diff)).toBe(diff && json({ ...diff, changes: [...diff.changes] }));
});

function streamed(base: Uint8Array, head: Uint8Array, key: readonly string[], changeBytes: number) {
  const [before, after] = [readStart('base.csv', sourceOf(base)), readStart('head.csv', sourceOf(head))];
  const tools = { ...streamTools(), windowBytes: Math.max(4096, head.length), changeBytes };
  return before && after && atOnce(streamDiff(before, after, { kind: 'records', key }, tools));
}

function json(diff: StreamedDiff): string {
  return [...diffJson([diff])].map((piece) => (typeof piece === 'string' ? piece : Buffer.from(piece))).join('');
}
