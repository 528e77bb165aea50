import type { CellMemory } from '../../cell-memory.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Places } from '../places.ts';
import type { ChangeList } from './change-list.ts';

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

/** The records of changes, by the numbers of those. */
export interface HeldChanges {
  readonly before: RecordReader;
  readonly after: RecordReader;
  /** Gives the changes asked for in blocks of a bounded size, each while its records are held. */
  blocks(numbers: readonly number[]): Generator<readonly number[]>;
}

/** Holds the records of changes in a memory, behind what is taken of it already: all of them, if they fit. */
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
    before,
    after,
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
