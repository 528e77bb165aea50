// What was matched by hashes, compared byte by byte.
import { isEqual, isSameKey, isSameRecord } from './compare';
import { doubled, need, ok, pairs, sideIsRaw } from './memory';
import { addChange } from './table';

/** The pair at which `verify` stopped. */
export let pairAt: u32 = 0;

export function verifyFrom(pair: u32): void {
  pairAt = pair;
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
    if (pairAt === near) near = approachRecords(block, blockFrom, blockBytes, pairEnd);
    const pair = pairs + ((<usize>pairAt) << 4);
    const inBase = load<u64>(pair);
    const from = inBase >> 24;
    if (from - blockFrom >= blockBytes) continue;
    const inHead = load<u64>(pair, 8);
    const place = inHead >> 24;
    const headBytes = <usize>(inHead & 0xffffff);
    if (place + <u64>headBytes > windowTo) return need;
    const one = <usize>(block + from);
    const other = <usize>(window + place);
    const bytes = <usize>(inBase & 0xffffff);
    if (bothRaw && bytes === headBytes && isEqual(one, other, bytes)) continue;
    if (isSameRecord(base, head, one, one + bytes, other, other + headBytes)) continue;
    if (!isSameKey(base, head, one, one + bytes, other, other + headBytes)) return doubled;
    addChange(inBase, inHead);
  }
  return ok;
}

let touched: u32 = 0;

/** Brings near the base records of the next pairs. */
function approachRecords(block: u64, blockFrom: u64, blockBytes: u64, pairEnd: u32): u32 {
  const end = min(pairAt + 64, pairEnd);
  let sum: u32 = 0;
  for (let pair = pairAt; pair < end; pair++) {
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
