// Bytes against bytes.
import { canonAt, canonBytes, canonical, needsQuotes, writeCell } from './canonical';
import {
  carriageReturn,
  lineFeed,
  ok,
  otherScratch,
  quote,
  scratch,
  sideDelimiter,
  sideExtraCount,
  sideKeyCount,
  sideKeys,
  sideMap,
  sideMapped,
} from './memory';
import { cellEnd, cellStart, content, parse, split } from './record';

export function isEqual(one: usize, other: usize, bytes: usize): bool {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    if (v128.any_true(v128.xor(v128.load(one + at), v128.load(other + at)))) return false;
  }
  if (at === bytes) return true;
  const differ = i8x16.bitmask(i8x16.ne(v128.load(one + at), v128.load(other + at)));
  return (differ & ((1 << (<i32>(bytes - at))) - 1)) === 0;
}

/** How many bytes are the same. */
export function commonBytes(one: usize, other: usize, most: usize): usize {
  let at: usize = 0;
  for (; at + 32 <= most; at += 32) {
    const low = v128.xor(v128.load(one + at), v128.load(other + at));
    const high = v128.xor(v128.load(one + at, 16), v128.load(other + at, 16));
    if (v128.any_true(v128.or(low, high))) break;
  }
  for (; at < most; at += 16) {
    const differ = i8x16.bitmask(i8x16.ne(v128.load(one + at), v128.load(other + at)));
    if (differ !== 0) return min(most, at + ctz(differ));
  }
  return most;
}

/**
 * Whether two records are the same bytes up to the ends of their lines, of which either may be of another kind. Both sides must be
 * written in the same way. False also where that cannot be told so simply, as at the end of a file.
 */
export function isSameLine(base: usize, one: usize, oneEnd: usize, other: usize, otherEnd: usize): bool {
  const returns = i8x16.splat(carriageReturn);
  const quotes = i8x16.splat(quote);
  let at: usize = 0;
  while (true) {
    const bytes = v128.load(one + at);
    const differ = i8x16.ne(bytes, v128.load(other + at));
    const isStop = v128.or(i8x16.le_u(bytes, returns), i8x16.eq(bytes, quotes));
    const stops = i8x16.bitmask(v128.or(differ, isStop));
    if (stops === 0) {
      at += 16;
      continue;
    }
    at += ctz(stops);
    if (one + at >= oneEnd) return false;
    const code = load<u8>(one + at);
    if (code === lineFeed || code === carriageReturn) return isLineEnd(other + at, otherEnd);
    if (code !== load<u8>(other + at)) return false;
    if (code !== quote) {
      at++;
      continue;
    }
    if (parse(base, one, oneEnd, false) !== ok) return false;
    const all = content - one;
    return isEqual(one + at, other + at, all - at) && isLineEnd(other + all, otherEnd);
  }
}

function isLineEnd(at: usize, end: usize): bool {
  if (at >= end) return false;
  const code = load<u8>(at);
  return code === lineFeed || code === carriageReturn;
}

/**
 * Whether a record of base and the parsed one of head have the same cells, told without writing either. False also where that takes
 * more: where quotes are doubled, or stand around what needs none, or a column is on one side only.
 * Where base has no quotes, what has a delimiter in quotes runs over a cell of base, and then there are too few of them.
 */
export function haveSameCells(
  base: usize,
  head: usize,
  one: usize,
  oneEnd: usize,
  oneHasQuotes: bool,
  other: usize,
): bool {
  const delimiter = load<u8>(base, sideDelimiter);
  const columns = load<u32>(head, sideMapped);
  if (load<u8>(head, sideDelimiter) !== delimiter || load<u32>(head, sideExtraCount) !== 0) return false;
  if (split(head, other) !== columns) return false;
  const map: usize = load<u32>(head, sideMap);
  let at = one;
  for (let column: u32 = 0; column < columns; column++) {
    const there = load<u32>(map + ((<usize>column) << 2));
    if (there >= columns) return false;
    let from = cellStart(there);
    let to = cellEnd(there);
    // Base has quotes where they are needed, and then the same ones.
    if (to > from && load<u8>(from) === quote && load<u8>(at) !== quote) {
      from++;
      to--;
      if (oneHasQuotes && needsQuotes(from, to, delimiter)) return false;
    }
    if (!isEqual(at, from, to - from)) return false;
    at += to - from;
    if (at === oneEnd) return column + 1 === columns;
    if (at > oneEnd || load<u8>(at) !== delimiter) return false;
    at++;
  }
  return false;
}

/** Whether two records have the same cells. Both must be complete in memory: content from `start` to `end`. */
export function isSameRecord(base: usize, head: usize, one: usize, oneEnd: usize, other: usize, otherEnd: usize): bool {
  if (parse(base, one, oneEnd, true) !== ok) return false;
  canonical(base, base, one, scratch);
  const at = canonAt;
  const bytes = canonBytes;
  if (parse(head, other, otherEnd, true) !== ok) return false;
  canonical(base, head, other, otherScratch);
  return bytes === canonBytes && isEqual(at, canonAt, bytes);
}

/** Whether two records have the same key. */
export function isSameKey(base: usize, head: usize, one: usize, oneEnd: usize, other: usize, otherEnd: usize): bool {
  if (parse(base, one, oneEnd, true) !== ok) return false;
  const bytes = writeKey(base, base, one, scratch);
  if (parse(head, other, otherEnd, true) !== ok) return false;
  const otherBytes = writeKey(base, head, other, otherScratch);
  return bytes === otherBytes && isEqual(scratch, otherScratch, bytes);
}

/** Writes the key of the parsed record, a delimiter after each part, and gives its length. */
function writeKey(base: usize, side: usize, start: usize, to: usize): usize {
  split(side, start);
  const delimiter = load<u8>(base, sideDelimiter);
  const keys: usize = load<u32>(side, sideKeys);
  const count = load<u32>(side, sideKeyCount);
  let at = to;
  for (let part: u32 = 0; part < count; part++) {
    at = writeCell(load<u32>(keys + ((<usize>part) << 2)), at, delimiter, load<u8>(side, sideDelimiter) === delimiter);
    store<u8>(at++, delimiter);
  }
  return at - to;
}
