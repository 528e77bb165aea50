/**
 * A record as UTF-8: from `start` on its cells without quotes, each with a zero byte behind it, which no file has that is streamed.
 * Nothing from `end` on belongs to it.
 */
export interface ByteRecord {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** A change whose records are still bytes. They are there until the next change is asked for. */
export type ByteChange =
  | { readonly op: 'added'; readonly after: ByteRecord }
  | { readonly op: 'removed'; readonly before: ByteRecord }
  | { readonly op: 'changed'; readonly before: ByteRecord; readonly after: ByteRecord };

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
export interface ByteChanges extends Iterable<ByteChange> {
  readonly base: ByteColumns;
  readonly head: ByteColumns;
  /** The columns that a changed record may differ in; one that a side does not have is empty there. */
  readonly pairs: readonly PairedColumn[];
}

/** Finds where each cell of a record starts and, at last, where one more would. What is not there is empty. */
export function findCells({ bytes, start, end }: ByteRecord, starts: Uint32Array): void {
  let at = start;
  starts[0] = at;
  for (let column = 1; column < starts.length; column += 1) {
    while (at < end && bytes[at] !== 0) at += 1;
    at += 1;
    starts[column] = at;
  }
}
