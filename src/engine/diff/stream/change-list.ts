import type { CellMemory } from '../cell-memory.ts';
import type { ByteSource } from './byte-source.ts';
import type { Match, Places } from './match.ts';

/** Reads records that are known to be sound into a memory. They are named by their index in the places. */
export interface RecordReader {
  /** Puts these records into the memory, but for those that have no bytes. */
  hold(records: readonly number[]): void;
  /** The address of a record. */
  record(index: number): number;
  /** The cells of a record as texts. */
  cells(index: number): readonly string[];
}

export interface ListTools {
  openRecords(file: RecordFile, places: Places, memory: CellMemory): RecordReader;
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
  readonly changedFrom: number;
  readonly addedFrom: number;
  /** All numbers. */
  readonly all: readonly number[];
  /** Bytes of the records of one change, at most. */
  readonly longest: number;
  /** Places by the number of the change; without bytes where a file has no record of it. */
  readonly inBase: Places;
  readonly inHead: Places;
}

export function listChanges({ removed, changed, added }: Match): ChangeList {
  const changedFrom = removed.bytes.length;
  const addedFrom = changedFrom + changed.base.bytes.length;
  const count = addedFrom + added.bytes.length;
  const inBase = placesOf(count, { from: 0, places: removed }, { from: changedFrom, places: changed.base });
  const inHead = placesOf(count, { from: changedFrom, places: changed.head }, { from: addedFrom, places: added });
  const all: number[] = [];
  let longest = 0;
  for (let number = 0; number < count; number += 1) {
    all.push(number);
    longest = Math.max(longest, (inBase.bytes[number] ?? 0) + (inHead.bytes[number] ?? 0));
  }
  return { changedFrom, addedFrom, all, longest, inBase, inHead };
}

function placesOf(count: number, ...parts: readonly { readonly from: number; readonly places: Places }[]): Places {
  const offsets = new Float64Array(count);
  const bytes = new Uint32Array(count);
  for (const { from, places } of parts) {
    offsets.set(places.offsets, from);
    bytes.set(places.bytes, from);
  }
  return { offsets, bytes };
}

/** The records of changes, by the numbers of those. */
export interface HeldChanges {
  readonly before: RecordReader;
  readonly after: RecordReader;
  /** Gives the changes asked for in blocks of a bounded size, each while its records are held. */
  blocks(numbers: readonly number[]): Generator<readonly number[]>;
}

export function holdChanges(
  { all, inBase, inHead }: ChangeList,
  files: { readonly base: RecordFile; readonly head: RecordFile },
  { openRecords, changeBytes }: ListTools,
  memory: CellMemory,
): HeldChanges {
  const before = openRecords(files.base, inBase, memory);
  const after = openRecords(files.head, inHead, memory);
  const start = memory.take(0);
  let holdsAll = false;
  return {
    ...{ before, after },
    *blocks(numbers) {
      if (holdsAll) yield numbers;
      for (let from = 0; from < numbers.length && !holdsAll; ) {
        let bytes = 0;
        let to = from;
        for (; to < numbers.length && bytes < changeBytes; to += 1) {
          const number = numbers[to] ?? 0;
          bytes += (inBase.bytes[number] ?? 0) + (inHead.bytes[number] ?? 0);
        }
        const block = numbers.slice(from, to);
        memory.release(start);
        before.hold(block);
        after.hold(block);
        yield block;
        holdsAll = block.length === all.length;
        from = to;
      }
    },
  };
}
