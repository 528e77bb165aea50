// One file alone: base into the table, head out of it.
import { hashKey, keyHash } from './key';
import { blank, doubled, need, odd, ok, pending } from './memory';
import { addPair } from './pairs';
import { next, parse } from './record';
import { addBase, approach, both, join, joined, offsetOf } from './table';
import { approachHeld, isHeld, verifyHeld } from './verify';
import { baseAt, baseEnd, baseIsLast, headAt, headEnd, headIsLast, moveBase, moveHead } from './window';

/** Puts all complete records of base from where it was left into the table, `most` at once. */
export function takeBase(base: usize, most: u32): i32 {
  const ended = gather(base, base, baseAt, baseEnd, baseIsLast, most);
  moveBase(gatheredTo);
  approach(pending, gathered, 16);
  for (let index: u32 = 0; index < gathered; index++) {
    const from = pending + ((<usize>index) << 4);
    if (addBase(load<u64>(from), load<u64>(from, 8)) !== ok) return doubled;
  }
  return ended;
}

/**
 * Joins all complete records of head from where it was left with the table, `most` at once. Those whose base record is held in
 * memory are compared while they are there themselves; the others become pairs.
 */
export function takeHead(base: usize, head: usize, most: u32): i32 {
  const ended = gather(base, head, headAt, headEnd, headIsLast, most);
  moveHead(gatheredTo);
  approach(pending, gathered, 16);
  let held: u32 = 0;
  for (let index: u32 = 0; index < gathered; index++) {
    const from = pending + ((<usize>index) << 4);
    const inHead = load<u64>(from, 8);
    if (join(load<u64>(from), inHead) !== ok) return doubled;
    if (joined === both) continue;
    if (isHeld(joined)) {
      const to = pending + ((<usize>held) << 4);
      store<u64>(to, joined);
      store<u64>(to, inHead, 8);
      held++;
    } else addPair(joined, inHead);
  }
  approachHeld(pending, held);
  for (let index: u32 = 0; index < held; index++) {
    const from = pending + ((<usize>index) << 4);
    const status = verifyHeld(base, head, load<u64>(from), load<u64>(from, 8));
    // Both are there as a whole, unless a file changes meanwhile.
    if (status !== ok) return status === need ? odd : status;
  }
  return ended;
}

let gathered: u32 = 0;
let gatheredTo: usize = 0;

/** Hashes a batch of records, so that the table, which is far away in memory, is asked for many at once. */
function gather(base: usize, side: usize, start: usize, end: usize, isLast: bool, most: u32): i32 {
  let at = start;
  let count: u32 = 0;
  let status: i32 = ok;
  while (count < most) {
    if (at >= end) {
      status = need;
      break;
    }
    const ended = parse(side, at, end, isLast);
    if (ended === ok) {
      if (hashKey(base, side, at) !== ok) {
        status = odd;
        break;
      }
      const to = pending + ((<usize>count) << 4);
      store<u64>(to, keyHash);
      store<u64>(to, offsetOf(side, at), 8);
      count++;
    } else if (ended !== blank) {
      status = ended;
      break;
    }
    at = next;
  }
  gathered = count;
  gatheredTo = at;
  return status;
}
