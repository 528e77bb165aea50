import type { CellMemory } from './cell-memory.ts';

/** A change by the addresses of its records, 0 where a side has none. They are there until the next change is asked for. */
export interface ByteChange {
  readonly op: 'added' | 'removed' | 'changed';
  readonly before: number;
  readonly after: number;
}

/** What the columns of one side are called, and which of them are the key. */
export interface ByteColumns {
  readonly header: readonly string[];
  readonly key: readonly number[];
}

/** One column over both tables; an index is absent where the column is. Key columns are left out. */
export interface PairedColumn {
  /** Head's name where head has it. */
  readonly name: string;
  readonly base?: number;
  readonly head?: number;
}

/**
 * All changes for who writes them out again as UTF-8: making texts of many records and bytes of those takes longer
 * than finding what differs.
 */
export interface ByteChanges {
  readonly base: ByteColumns;
  readonly head: ByteColumns;
  /** The columns that a changed record may differ in; one that a side does not have is empty there. */
  readonly pairs: readonly PairedColumn[];
  /** Bytes of the records of one change, at most. */
  readonly longest: number;
  /** Holds the records in a memory, in the order of their keys. */
  hold(memory: CellMemory): Iterable<ByteChange>;
}
