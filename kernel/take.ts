// One file alone: base into the table, head out of it.
import { hashKey, keyHash } from './key';
import { blank, doubled, need, odd, ok, pending } from './memory';
import { next, parse } from './record';
import { addBase, approach, join, pairCount, unmatched, whereIs } from './table';
import { verifyHeld } from './verify';
import { baseAt, baseEnd, baseIsLast, headAt, headEnd, headIsLast, moveBase, moveHead } from './window';

/** Puts all complete records of base from where it was left into the table, `most` at once. */
export function takeBase(base: usize, most: u32): i32 {
  const ended = gather(base, base, baseAt, baseEnd, baseIsLast, most);
  moveBase(gatheredTo);
  approach(pending, gathered, 16);
  for (let index: u32 = 0; index < gathered; index++) {
    const from = pending + ((<usize>index) << 4);
    if (addBase(load<u64>(from), load<u64>(from, 8), unmatched) !== ok) return doubled;
  }
  return ended;
}

/** Joins all complete records of head from where it was left with the table, `most` at once. */
export function takeHead(base: usize, head: usize, most: u32): i32 {
  const ended = gather(base, head, headAt, headEnd, headIsLast, most);
  const first = pairCount;
  moveHead(gatheredTo);
  approach(pending, gathered, 16);
  for (let index: u32 = 0; index < gathered; index++) {
    const from = pending + ((<usize>index) << 4);
    if (join(load<u64>(from), load<u64>(from, 8)) !== ok) return doubled;
  }
  return verifyHeld(base, head, first) === ok ? ended : doubled;
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
      store<u64>(to, whereIs(side, at), 8);
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
