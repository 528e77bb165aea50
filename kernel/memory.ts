// Where things are in memory, and what numbers mean. The host (`src/engine/diff/stream/match/kernel.ts`) sets all of it beforehand.

/** Records that were matched by their keys and are still to be compared, 8 bytes each. */
export let pairs: usize = 0;
/** Records that both have and that differ: two places each. */
export let changes: usize = 0;
/** Records of head that wait for the end of base: a hash and an offset each. */
export let deferred: usize = 0;
/** A batch of hashes and offsets on their way into the table, or of lengths on their way out. */
export let pending: usize = 0;
/** Start and end of each cell of one record. */
export let cells: usize = 0;
/** Room to write two records. */
export let scratch: usize = 0;
export let otherScratch: usize = 0;

export let seed: u64 = 0;
export let hashMask: u64 = 0;

export function layout(
  toPairs: usize,
  toChanges: usize,
  toDeferred: usize,
  toPending: usize,
  toCells: usize,
  toScratch: usize,
  toOtherScratch: usize,
): void {
  pairs = toPairs;
  changes = toChanges;
  deferred = toDeferred;
  pending = toPending;
  cells = toCells;
  scratch = toScratch;
  otherScratch = toOtherScratch;
}

/** `mask` is all ones but in tests, where a weak hash shows that no hash is trusted. */
export function seedWith(value: u64, mask: u64): void {
  seed = value;
  hashMask = mask;
}

/** What a function ended with. `need`: more bytes; `odd`: the plain path has to look; `doubled`: two records seem to have one key. */
export const ok: i32 = 0;
export const need: i32 = 1;
export const odd: i32 = 2;
export const blank: i32 = 3;
export const doubled: i32 = 4;
export const lost: i32 = 5;

export const lineFeed: u8 = 10;
export const carriageReturn: u8 = 13;
export const quote: u8 = 34;
export const space: u8 = 32;

/** What the host tells of a side: a delimiter, counts, and addresses of lists of columns. */
export const sideDelimiter: usize = 0;
export const sideColumns: usize = 4;
/** Not 0 when records are written as base writes them, but for quotes. */
export const sideIsRaw: usize = 8;
/** For each column of base the column here. */
export const sideMap: usize = 12;
export const sideMapped: usize = 16;
/** Columns that base does not have. */
export const sideExtras: usize = 20;
export const sideExtraCount: usize = 24;
export const sideKeys: usize = 28;
export const sideKeyCount: usize = 32;
/** Offset in the file of address 0. */
export const sideOrigin: usize = 40;
