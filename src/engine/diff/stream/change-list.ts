import type { ByteRecord } from '../byte-changes.ts';
import type { ByteSource } from './byte-source.ts';
import type { Match, Places } from './match.ts';

/** Reads records that are known to be sound, and holds those it was asked to. They are named by their index in the places. */
export interface RecordReader {
  /** Holds these records instead of those it has. */
  hold(records: readonly number[]): void;
  record(index: number): ByteRecord;
  /** The cells of a record as texts. */
  cells(index: number): readonly string[];
}

export interface ListTools {
  openRecords(file: RecordFile, places: Places): RecordReader;
  /** Bytes of changed records that are held together; if all fit, each is read once. */
  readonly changeBytes: number;
}

/** A file of which each record has so many cells. */
export interface RecordFile {
  readonly source: ByteSource;
  readonly delimiter: string;
  readonly columns: number;
}

/** All changes by number: those removed, then those changed from `changedFrom` on, then those added from `addedFrom` on. */
export interface ChangeList {
  readonly count: number;
  readonly changedFrom: number;
  readonly addedFrom: number;
  /** The records of what was removed or changed, by the number of the change. */
  readonly before: RecordReader;
  /** The records of what was changed or added, by the number of the change less `changedFrom`. */
  readonly after: RecordReader;
  /** Gives the changes asked for in blocks of a bounded size, each while its records are held. */
  held(numbers: readonly number[]): Generator<readonly number[]>;
}

export function listChanges(
  { removed, changed, added }: Match,
  base: RecordFile,
  head: RecordFile,
  { openRecords, changeBytes }: ListTools,
): ChangeList {
  const inBase = joined(removed, changed.base);
  const inHead = joined(changed.head, added);
  const changedFrom = removed.bytes.length;
  const addedFrom = inBase.bytes.length;
  const count = changedFrom + inHead.bytes.length;
  const before = openRecords(base, inBase);
  const after = openRecords(head, inHead);
  const bytesOf = (number: number) =>
    (number < addedFrom ? (inBase.bytes[number] ?? 0) : 0) +
    (number >= changedFrom ? (inHead.bytes[number - changedFrom] ?? 0) : 0);
  let holdsAll = false;
  return {
    ...{ count, changedFrom, addedFrom, before, after },
    *held(numbers) {
      if (holdsAll) yield numbers;
      for (let from = 0; from < numbers.length && !holdsAll; ) {
        let bytes = 0;
        let to = from;
        for (; to < numbers.length && bytes < changeBytes; to += 1) bytes += bytesOf(numbers[to] ?? 0);
        const block = numbers.slice(from, to);
        before.hold(block.filter((number) => number < addedFrom));
        after.hold(block.filter((number) => number >= changedFrom).map((number) => number - changedFrom));
        yield block;
        holdsAll = block.length === count;
        from = to;
      }
    },
  };
}

function joined(first: Places, second: Places): Places {
  const offsets = new Float64Array(first.offsets.length + second.offsets.length);
  offsets.set(first.offsets);
  offsets.set(second.offsets, first.offsets.length);
  const bytes = new Uint32Array(offsets.length);
  bytes.set(first.bytes);
  bytes.set(second.bytes, first.bytes.length);
  return { offsets, bytes };
}
