// What was matched by hashes, compared byte by byte.
import { isEqual, isSameKey, isSameRecord } from './compare';
import { doubled, need, ok, pairs, sideIsRaw, sideOrigin } from './memory';
import { addChange, keepPairs, pairCount } from './table';

/** The pair at which `verify` stopped. */
export let pairAt: u32 = 0;

export function verifyFrom(pair: u32): void {
  pairAt = pair;
}

/** How many pairs have a base record that starts in this part of base. */
export function countPairs(from: u64, to: u64): u32 {
  let count: u32 = 0;
  for (let pair: u32 = 0; pair < pairCount; pair++) {
    if (baseOffset(pair) - from < to - from) count++;
  }
  return count;
}

/** The first of them from a pair on, or the number of all pairs. */
export function nextPair(pair: u32, from: u64, to: u64): u32 {
  let at = pair;
  while (at < pairCount && baseOffset(at) - from >= to - from) at++;
  return at;
}

function baseOffset(pair: u32): u64 {
  return load<u64>(pairs + ((<usize>pair) << 4)) >> 24;
}

/** The part of base that stays in memory while head is joined. */
let heldAt: u64 = 0;
let heldFrom: u64 = 0;
let heldBytes: u64 = 0;

/** @param at address where offset 0 of base would stand; it may be negative */
export function hold(at: u64, from: u64, to: u64): void {
  heldAt = at;
  heldFrom = from;
  heldBytes = to - from;
}

/** Compares pairs from `first` on whose base record is held, while their head records are in memory, and keeps the others. */
export function verifyHeld(base: usize, head: usize, first: u32): i32 {
  const bothRaw = load<u32>(base, sideIsRaw) !== 0 && load<u32>(head, sideIsRaw) !== 0;
  const window = 0 - load<u64>(head, sideOrigin);
  let near = first;
  let kept = first;
  for (let at = first; at < pairCount; at++) {
    if (at === near) near = approachRecords(heldAt, heldFrom, heldBytes, at, pairCount);
    const pair = pairs + ((<usize>at) << 4);
    const inBase = load<u64>(pair);
    const inHead = load<u64>(pair, 8);
    if ((inBase >> 24) - heldFrom >= heldBytes) {
      const to = pairs + ((<usize>kept) << 4);
      store<u64>(to, inBase);
      store<u64>(to, inHead, 8);
      kept++;
    } else if (verifyPair(base, head, inBase, inHead, heldAt, window, bothRaw) !== ok) return doubled;
  }
  keepPairs(kept);
  return ok;
}

/**
 * Compares pairs up to `pairEnd`: those whose base record starts in the block of base that stands in memory, as far as their head
 * records lie in the window of head that does. Those that differ become changes; `doubled` when not even the keys are the same.
 * @param block,window addresses where offset 0 of each file would stand; they may be negative
 */
export function verify(
  base: usize,
  head: usize,
  block: u64,
  blockFrom: u64,
  blockTo: u64,
  window: u64,
  windowTo: u64,
  pairEnd: u32,
): i32 {
  const bothRaw = load<u32>(base, sideIsRaw) !== 0 && load<u32>(head, sideIsRaw) !== 0;
  const blockBytes = blockTo - blockFrom;
  let near = pairAt;
  for (; pairAt < pairEnd; pairAt++) {
    if (pairAt === near) near = approachRecords(block, blockFrom, blockBytes, pairAt, pairEnd);
    const pair = pairs + ((<usize>pairAt) << 4);
    const inBase = load<u64>(pair);
    if ((inBase >> 24) - blockFrom >= blockBytes) continue;
    const inHead = load<u64>(pair, 8);
    if ((inHead >> 24) + (inHead & 0xffffff) > windowTo) return need;
    if (verifyPair(base, head, inBase, inHead, block, window, bothRaw) !== ok) return doubled;
  }
  return ok;
}

function verifyPair(
  base: usize,
  head: usize,
  inBase: u64,
  inHead: u64,
  block: u64,
  window: u64,
  bothRaw: bool,
): i32 {
  const one = <usize>(block + (inBase >> 24));
  const other = <usize>(window + (inHead >> 24));
  const bytes = <usize>(inBase & 0xffffff);
  const headBytes = <usize>(inHead & 0xffffff);
  if (bothRaw && bytes === headBytes && isEqual(one, other, bytes)) return ok;
  if (isSameRecord(base, head, one, one + bytes, other, other + headBytes)) return ok;
  if (!isSameKey(base, head, one, one + bytes, other, other + headBytes)) return doubled;
  addChange(inBase, inHead);
  return ok;
}

let touched: u32 = 0;

/** Brings near the base records of the next pairs. */
function approachRecords(block: u64, blockFrom: u64, blockBytes: u64, first: u32, pairEnd: u32): u32 {
  const end = min(first + 64, pairEnd);
  let sum: u32 = 0;
  for (let pair = first; pair < end; pair++) {
    const inBase = load<u64>(pairs + ((<usize>pair) << 4));
    const from = inBase >> 24;
    if (from - blockFrom >= blockBytes) continue;
    const at = <usize>(block + from);
    const bytes = min(<usize>(inBase & 0xffffff), 256);
    for (let offset: usize = 0; offset < bytes; offset += 64) sum += load<u8>(at + offset);
  }
  touched = sum;
  return end;
}
