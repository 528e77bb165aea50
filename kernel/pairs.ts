// Records that were matched by hashes and wait to be compared.
import { pairs, pending } from './memory';

export let pairCount: u32 = 0;

/** A pair is 38 bits of offset in base and 26 by which its head record is behind that of the pair before. */
const aheadBits: u64 = 26;
const mostAhead: u64 = (1 << aheadBits) - 1;
/** Where base has no record: such a pair only leads on. */
const nowhere: u64 = ((<u64>1) << 38) - 1;
let lastHead: u64 = 0;

/** Notes two records to be compared later. Pairs come in the order of head. */
export function addPair(inBase: u64, inHead: u64): void {
  let ahead = inHead - lastHead;
  for (; ahead > mostAhead; ahead -= mostAhead) putPair((nowhere << aheadBits) | mostAhead);
  putPair((inBase << aheadBits) | ahead);
  lastHead = inHead;
}

function putPair(pair: u64): void {
  store<u64>(pairs + ((<usize>pairCount) << 3), pair);
  pairCount++;
}

/** The pair that is looked at. */
export let pairBase: u64 = 0;
export let pairHead: u64 = 0;
/** The next pairs of a part, gathered in `pending`, and the one that comes next. */
export let gathered: u32 = 0;
export let nextGathered: u32 = 0;
/** The pair behind them in the list of all, and where head was before it. */
let following: u32 = 0;
let headBefore: u64 = 0;
/** So many of all are looked at. */
let most: u32 = 0;
/** So many records are near at once. */
const mostGathered: u32 = 64;

/** Goes before the first of so many pairs; the others are left out. */
export function rewind(toMost: u32): void {
  most = toMost;
  gathered = 0;
  nextGathered = 0;
  following = 0;
  headBefore = 0;
}

/** Goes on to the next pair whose base record starts between two offsets; false when there is none. */
export function advance(from: u64, to: u64): bool {
  if (nextGathered === gathered) gather(from, to - from);
  if (nextGathered === gathered) return false;
  const at = pending + ((<usize>nextGathered) << 4);
  pairBase = load<u64>(at);
  pairHead = load<u64>(at, 8);
  nextGathered++;
  return true;
}

/** Which of the pairs belong to a part nobody can foresee, so all are written down, and those that do not again and again. */
function gather(from: u64, bytes: u64): void {
  let count: u32 = 0;
  for (; following < most && count < mostGathered; following++) {
    const pair = load<u64>(pairs + ((<usize>following) << 3));
    const to = pending + ((<usize>count) << 4);
    const inBase = pair >> aheadBits;
    headBefore += pair & mostAhead;
    store<u64>(to, inBase);
    store<u64>(to, headBefore, 8);
    count += <u32>(inBase - from < bytes);
  }
  gathered = count;
  nextGathered = 0;
}
