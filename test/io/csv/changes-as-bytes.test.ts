import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CellMemory, createCellMemory } from '../../../src/engine/diff/cell-memory.ts';
import { sourceOf } from '../../../src/engine/diff/stream/byte-source.ts';
import { streamDiff } from '../../../src/engine/diff/stream/stream-diff.ts';
import { atOnce } from '../../../src/engine/diff/stream/waiting.ts';
import { readStart } from '../../../src/io/csv/csv-start.ts';
import { streamTools } from '../../../src/io/csv/diff-files.ts';
import { nastyFiles } from './nasty-files.ts';

test('a change that is bytes has the cells of the same change that is texts', () => {
  let seen = 0;
  fc.assert(
    fc.property(nastyFiles, fc.constantFrom(1, 300, 1_048_576), (files, changeBytes) => {
      const [base, head] = [readStart('base.csv', sourceOf(files.base)), readStart('head.csv', sourceOf(files.head))];
      const diff =
        base && head && atOnce(streamDiff(base, head, { kind: 'records', key: [] }, { ...streamTools(), changeBytes }));
      fc.pre(diff?.changes.asBytes !== undefined);
      if (diff?.changes.asBytes === undefined) return;
      const { asBytes } = diff.changes;
      const memory = createCellMemory();

      const told = [...diff.changes];
      let next = 0;
      for (const { op, before, after } of asBytes.hold(memory)) {
        const change = told[next];
        next += 1;
        seen += 1;
        expect(op).toBe(change?.op);
        // A side that has no record of it has no place either.
        expect([before === 0, after === 0]).toEqual([op === 'added', op === 'removed']);
        const [was, is] = [
          cellsAt(memory, before, asBytes.base.header.length),
          cellsAt(memory, after, asBytes.head.header.length),
        ];
        if (change?.op === 'removed') expect(was).toEqual(change.before.values);
        if (change?.op === 'added') expect(is).toEqual(change.after.values);
        if (change?.op !== 'changed') continue;
        const differing = asBytes.pairs.flatMap(({ name, base, head }) => {
          const [one, other] = [(base !== undefined && was[base]) || '', (head !== undefined && is[head]) || ''];
          return one === other ? [] : [{ name, before: one, after: other }];
        });
        expect(differing).toEqual(change.fields);
      }
      expect(next).toBe(told.length);
    }),
    { numRuns: 150 },
  );
  expect(seen).toBeGreaterThan(200);
});

/** The cells of a record, each of which a zero byte ends. */
function cellsAt(memory: CellMemory, address: number, columns: number): readonly string[] {
  if (address === 0) return [];
  const cells: string[] = [];
  let from = address;
  for (let column = 0; column < columns; column += 1) {
    const end = memory.bytes().indexOf(0, from);
    cells.push(Buffer.from(memory.bytes().slice(from, end)).toString());
    from = end + 1;
  }
  return cells;
}
