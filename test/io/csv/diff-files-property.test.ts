import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RollcallError } from '../../../src/contract/index.ts';
import { diffTables } from '../../../src/engine/diff/diff.ts';
import type { StreamedDiff } from '../../../src/engine/diff/kind-diff.ts';
import { sourceOf } from '../../../src/engine/diff/stream/byte-source.ts';
import { streamDiff } from '../../../src/engine/diff/stream/stream-diff.ts';
import { readTable } from '../../../src/io/csv/csv.ts';
import { readStart } from '../../../src/io/csv/csv-start.ts';
import { diffFiles, streamTools } from '../../../src/io/csv/diff-files.ts';
import { type FilePair, nastyFiles } from './nasty-files.ts';

const options = { kind: 'records', key: [] } as const;

/** Windows so small that every record is cut somewhere, blocks of a few records, and hashes from sound to none at all. */
const tools = fc.record({
  windowBytes: fc.integer({ min: 64, max: 1024 }),
  heldBytes: fc.integer({ min: 0, max: 512 }),
  blockBytes: fc.integer({ min: 64, max: 512 }),
  hashMask: fc.constantFrom(2n ** 64n - 1n, 2n ** 64n - 1n, 0x0000_0001_0000_0001n, 0n),
  seed: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
});

test('streaming gives what reading both files whole gives, also where it refuses', () => {
  fc.assert(
    fc.property(nastyFiles, tools, fc.constantFrom([], ['id'], ['id', 'name']), (files, small, key) => {
      const asked = { ...options, key };
      const expected = outcome(() => diffWhole(files, asked));
      const streamed = outcome(() =>
        gather(
          diffFiles(
            { name: 'base.csv', source: sourceOf(files.base) },
            { name: 'head.csv', source: sourceOf(files.head) },
            asked,
            { ...streamTools(), ...small },
          ),
        ),
      );
      expect(streamed).toEqual(expected);
    }),
    { numRuns: 600 },
  );
});

test('nearly all files that can be compared are streamed', () => {
  let compared = 0;
  let streamed = 0;
  for (const files of fc.sample(nastyFiles, { numRuns: 300 })) {
    if (Array.isArray(outcome(() => diffWhole(files, options)))) continue;
    compared += 1;
    const base = readStart('base.csv', sourceOf(files.base));
    const head = readStart('head.csv', sourceOf(files.head));
    if (base && head && streamDiff(base, head, options, streamTools())) streamed += 1;
  }
  expect(compared).toBeGreaterThan(100);
  // The rest has columns that may have been renamed.
  expect(streamed / compared).toBeGreaterThan(0.8);
});

function diffWhole({ base, head }: FilePair, asked: { readonly kind: string; readonly key: readonly string[] }) {
  return diffTables(readTable('base.csv', base), readTable('head.csv', head), asked);
}

function gather(diff: StreamedDiff) {
  return { ...diff, changes: [...diff.changes] };
}

/** A result, or the three parts of a refusal. */
function outcome<Result>(run: () => Result): Result | readonly string[] {
  try {
    return run();
  } catch (error) {
    if (error instanceof RollcallError) return [error.code, error.message, error.next ?? ''];
    throw error;
  }
}
