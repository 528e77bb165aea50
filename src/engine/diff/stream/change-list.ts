import type { ByteRecord } from '../byte-changes.ts';
import type { ByteSource } from './byte-source.ts';
import type { Match, Places } from './match.ts';

/** Reads records that are known to be sound, and holds those it was asked to. They are named by their index in the places. */
export interface RecordReader {
  /** Holds these records instead of those it has, but for those that have no bytes. */
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
  readonly changedFrom: number;
  readonly addedFrom: number;
  /** All numbers. */
  readonly all: readonly number[];
  /** The records of what was removed or changed, by the number of the change. */
  readonly before: RecordReader;
  /** The records of what was changed or added, likewise. */
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
  const changedFrom = removed.bytes.length;
  const addedFrom = changedFrom + changed.base.bytes.length;
  const count = addedFrom + added.bytes.length;
  const inBase = placesOf(count, { from: 0, places: removed }, { from: changedFrom, places: changed.base });
  const inHead = placesOf(count, { from: changedFrom, places: changed.head }, { from: addedFrom, places: added });
  const before = openRecords(base, inBase);
  const after = openRecords(head, inHead);
  const all: number[] = [];
  for (let number = 0; number < count; number += 1) all.push(number);
  let holdsAll = false;
  return {
    ...{ changedFrom, addedFrom, all, before, after },
    *held(numbers) {
      if (holdsAll) yield numbers;
      for (let from = 0; from < numbers.length && !holdsAll; ) {
        let bytes = 0;
        let to = from;
        for (; to < numbers.length && bytes < changeBytes; to += 1) {
          const number = numbers[to] ?? 0;
          bytes += (inBase.bytes[number] ?? 0) + (inHead.bytes[number] ?? 0);
        }
        const block = numbers.slice(from, to);
        before.hold(block);
        after.hold(block);
        yield block;
        holdsAll = block.length === count;
        from = to;
      }
    },
  };
}

/** Places by the number of the change; without bytes where a file has no record of it. */
function placesOf(count: number, ...parts: readonly { readonly from: number; readonly places: Places }[]): Places {
  const offsets = new Float64Array(count);
  const bytes = new Uint32Array(count);
  for (const { from, places } of parts) {
    offsets.set(places.offsets, from);
    bytes.set(places.bytes, from);
  }
  return { offsets, bytes };
}
