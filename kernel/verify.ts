// What was matched by hashes, compared byte by byte.
import { isSameKey, isSameLine, isSameRecord } from './compare';
import { isUtf8 } from './letters';
import { doubled, need, odd, ok, pending, sideIsRaw, sideOrigin } from './memory';
import { advance, gathered, nextGathered, pairBase, pairHead } from './pairs';
import { content, parse } from './record';
import { addChange } from './table';
import { headEnd, headIsLast } from './window';

/** The part of base that stands in memory: where its offset 0 would stand, which may be negative, and its offsets. */
let blockAt: u64 = 0;
let blockFrom: u64 = 0;
let blockBytes: u64 = 0;
/** The address behind it, and whether the file ends there too. */
let blockEnd: usize = 0;
let blockIsLast: bool = false;

/** @param at where offset 0 of base would stand; records start between two offsets and end before an address */
export function hold(at: u64, from: u64, to: u64, end: usize, isLast: bool): void {
  blockAt = at;
  blockFrom = from;
  blockBytes = to - from;
  blockEnd = end;
  blockIsLast = isLast;
}

export function isHeld(inBase: u64): bool {
  return inBase - blockFrom < blockBytes;
}

/** Compares a held record of base with one of head that is in the window. `need`: either is not there as a whole. */
export function verifyHeld(base: usize, head: usize, inBase: u64, inHead: u64): i32 {
  const bothRaw = load<u32>(base, sideIsRaw) !== 0 && load<u32>(head, sideIsRaw) !== 0;
  const one = <usize>(blockAt + inBase);
  const other = <usize>(inHead - load<u64>(head, sideOrigin));
  if (other >= headEnd) return need;
  if (bothRaw && isSameLine(base, one, blockEnd, other, headEnd)) return ok;
  const status = parse(head, other, headEnd, headIsLast);
  if (status !== ok) return status;
  const otherEnd = content;
  const ended = parse(base, one, blockEnd, blockIsLast);
  if (ended !== ok) return ended;
  const oneEnd = content;
  if (isSameRecord(base, head, one, oneEnd, other, otherEnd)) return ok;
  if (!isSameKey(base, head, one, oneEnd, other, otherEnd)) return doubled;
  if (!isUtf8(other, otherEnd)) return odd;
  addChange((inBase << 24) | <u64>(oneEnd - one), (inHead << 24) | <u64>(otherEnd - other));
  return ok;
}

/**
 * Compares pairs from the present one on whose base record is held, as far as their head records lie in the window. Those that
 * differ become changes; `doubled` when not even the keys are the same.
 */
export function verify(base: usize, head: usize): i32 {
  while (true) {
    if (nextGathered === 1) approachHeld(pending, gathered);
    const status = verifyPair(base, head);
    if (status !== ok) return status;
    if (!advance(blockFrom, blockFrom + blockBytes)) return ok;
  }
}

/** Compares the present pair alone. */
export function verifyPair(base: usize, head: usize): i32 {
  return verifyHeld(base, head, pairBase, pairHead);
}

let touched: u32 = 0;

/** Brings near the held records of a list of places, 16 bytes each. */
export function approachHeld(list: usize, count: u32): void {
  let sum: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    sum += touch(<usize>(blockAt + load<u64>(list + ((<usize>index) << 4))));
  }
  touched = sum;
}

/** What a record takes in most files. It may reach behind the block, where other memory is. */
@inline
function touch(at: usize): u32 {
  return load<u8>(at) + load<u8>(at, 64) + load<u8>(at, 128);
}
