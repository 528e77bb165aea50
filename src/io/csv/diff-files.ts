import { isUtf8 } from 'node:buffer';
import { type DiffOptions, diffTables } from '../../engine/diff/diff.ts';
import type { StreamedDiff } from '../../engine/diff/kind-diff.ts';
import type { ByteSource } from '../../engine/diff/stream/byte-source.ts';
import { type StreamTools, streamDiff } from '../../engine/diff/stream/stream-diff.ts';
import { atOnce, type Waiting, whenDone } from '../../engine/diff/stream/waiting.ts';
import { readTable } from './csv.ts';
import { readStart } from './csv-start.ts';
import { hireFor } from './hire.ts';
import { openRecords } from './record-slices.ts';
import { readWhole } from './whole-file.ts';

/** A CSV file as it is named, and its bytes. */
export interface CsvFile {
  readonly name: string;
  readonly source: ByteSource;
}

/**
 * The difference of two CSV files. What is plain is streamed; whatever is odd is read as a whole, with the same result but for
 * time and memory.
 * @throws what `diffTables` throws
 */
export function diffFiles(
  base: CsvFile | undefined,
  head: CsvFile | undefined,
  options: DiffOptions,
  tools: StreamTools = streamTools(),
): StreamedDiff {
  return atOnce(compareFiles(base, head, options, { ...tools, readsAhead: false }));
}

/** The same with whatever else the machine has: files are read meanwhile by another thread, and large ones compared by two. */
export function diffFilesTogether(base: CsvFile, head: CsvFile, options: DiffOptions): Promise<StreamedDiff> {
  return whenDone(compareFiles(base, head, options, { ...streamTools(), hire: hireFor(base.source, head.source) }));
}

function* compareFiles(
  base: CsvFile | undefined,
  head: CsvFile | undefined,
  options: DiffOptions,
  tools: StreamTools,
): Waiting<StreamedDiff> {
  if (base !== undefined && head !== undefined) {
    const starts = [readStart(base.name, base.source), readStart(head.name, head.source)] as const;
    const streamed = starts[0] && starts[1] && (yield* streamDiff(starts[0], starts[1], options, tools));
    if (streamed !== undefined) return streamed;
  }
  return diffTables(tableOf(base), tableOf(head), options);
}

/**
 * How files are streamed. The seed is new each time: who writes a file cannot know which records will have one hash. It guards speed
 * only, for what has one hash is compared byte by byte, so the random numbers that are there at once are good enough.
 */
export function streamTools(): StreamTools {
  return {
    isUtf8,
    openRecords,
    changeBytes: 48 * 1_048_576,
    seed: (BigInt(random32()) << 32n) | BigInt(random32()),
    hashMask: 2n ** 64n - 1n,
    windowBytes: 524_288,
    readsAhead: true,
    heldBytes: 39 * 1_048_576,
    mostHeldBytes: 256 * 1_048_576,
    handBytes: 13.5 * 1_048_576,
    worthHiring: 96 * 1_048_576,
    startBytes: 64 * 1_048_576,
    blockBytes: Number.POSITIVE_INFINITY,
    spare: 1.25,
    mayBeUnlike: false,
  };
}

function random32(): number {
  return Math.floor(Math.random() * 2 ** 32);
}

function tableOf(file: CsvFile | undefined) {
  if (file === undefined) return undefined;
  return readTable(file.name, readWhole(file.name, file.source));
}
