import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RollcallError } from '../../../src/contract/index.ts';
import { diffTables } from '../../../src/engine/diff/diff.ts';
import type { StreamedDiff } from '../../../src/engine/diff/kind-diff.ts';
import { type ByteSource, sourceOf } from '../../../src/engine/diff/stream/byte-source.ts';
import type { Hire } from '../../../src/engine/diff/stream/match/hands.ts';
import { streamDiff } from '../../../src/engine/diff/stream/stream-diff.ts';
import { atOnce, whenDone } from '../../../src/engine/diff/stream/waiting.ts';
import { readTable } from '../../../src/io/csv/csv.ts';
import { readStart } from '../../../src/io/csv/csv-start.ts';
import { diffFiles, streamTools } from '../../../src/io/csv/diff-files.ts';
import { hireHere } from './hands.ts';
import { type FilePair, nastyFiles } from './nasty-files.ts';

const options = { kind: 'records', key: [] } as const;

/** Windows so small that every record is cut somewhere, blocks of a few records, and hashes from sound to none at all. */
const tools = fc.record({
  windowBytes: fc.integer({ min: 64, max: 1024 }),
  heldBytes: fc.integer({ min: 0, max: 512 }),
  mostHeldBytes: fc.constantFrom(0, 64),
  blockBytes: fc.integer({ min: 64, max: 512 }),
  changeBytes: fc.constantFrom(1, 200, 48 * 1_048_576),
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

test('files that are read ahead give the same', async () => {
  await fc.assert(
    fc.asyncProperty(nastyFiles, tools, async (files, small) => {
      const [base, head] = [readStart('base.csv', slowly(files.base)), readStart('head.csv', slowly(files.head))];
      fc.pre(base !== undefined && head !== undefined);
      if (base === undefined || head === undefined) return;
      const streamed = await whenDone(streamDiff(base, head, options, { ...streamTools(), ...small }));
      const expected = streamNow(base, head, options, { ...streamTools(), ...small, readsAhead: false });
      expect(streamed && gather(streamed)).toEqual(expected && gather(expected));
    }),
    { numRuns: 200 },
  );
});

test('two hands find the same as one, also when the second one goes away', async () => {
  const tasks = fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(8));
  let hired = 0;
  await fc.assert(
    fc.asyncProperty(nastyFiles, tools, tasks, async (files, small, tasks) => {
      const [base, head] = [readStart('base.csv', sourceOf(files.base)), readStart('head.csv', sourceOf(files.head))];
      fc.pre(base !== undefined && head !== undefined);
      if (base === undefined || head === undefined) return;
      const alone = { ...streamTools(), ...small, handBytes: 0, worthHiring: 0, startBytes: 0, readsAhead: false };
      const hire: Hire = (share) => {
        hired += 1;
        return hireHere(base.source, head.source, tasks)(share);
      };
      const streamed = await whenDone(streamDiff(base, head, options, { ...alone, hire }));
      const expected = streamNow(base, head, options, alone);
      expect(streamed && gather(streamed)).toEqual(expected && gather(expected));
    }),
    { numRuns: 400 },
  );
  expect(hired).toBeGreaterThan(50);
});

test('nearly all files that can be compared are streamed', () => {
  let compared = 0;
  let streamed = 0;
  for (const files of fc.sample(nastyFiles, { numRuns: 300 })) {
    if (Array.isArray(outcome(() => diffWhole(files, options)))) continue;
    compared += 1;
    const base = readStart('base.csv', sourceOf(files.base));
    const head = readStart('head.csv', sourceOf(files.head));
    if (base && head && streamNow(base, head, options, streamTools())) streamed += 1;
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

/** A file that can be read ahead, which takes longer at some times than at others. */
function slowly(bytes: Uint8Array): ByteSource {
  const source = sourceOf(bytes);
  return {
    ...source,
    readAhead(position, target) {
      let count: number | undefined;
      const read = () => {
        count = source.read(position, target);
      };
      if (position % 3 === 0) read();
      return { done: position % 3 === 0 ? Promise.resolve() : Promise.resolve().then(read), count: () => count };
    },
  };
}

/** Nothing is read ahead of what is in memory. */
function streamNow(...asked: Parameters<typeof streamDiff>) {
  return atOnce(streamDiff(...asked));
}
