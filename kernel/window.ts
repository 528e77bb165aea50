// How far both files have been read.

/** Where base and head were left, in memory. */
export let baseAt: usize = 0;
export let headAt: usize = 0;
/** Where the bytes in memory end, and whether the files end there too. */
export let baseEnd: usize = 0;
export let headEnd: usize = 0;
export let baseIsLast: bool = false;
export let headIsLast: bool = false;

export function limit(toBaseEnd: usize, toHeadEnd: usize, isBaseLast: bool, isHeadLast: bool): void {
  baseEnd = toBaseEnd;
  headEnd = toHeadEnd;
  baseIsLast = isBaseLast;
  headIsLast = isHeadLast;
}

export function moveBase(at: usize): void {
  baseAt = at;
}

export function moveHead(at: usize): void {
  headAt = at;
}
