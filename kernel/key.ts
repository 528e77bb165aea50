// Hashes of keys, by which records are found again. They only say where to look: what was found is compared.
import { writeCell } from './canonical';
import { hashMask, odd, ok, quote, scratch, seed, sideDelimiter, sideKeyCount, sideKeys } from './memory';
import { content, findByte, hasQuotes, split } from './record';

/** A bit for each part of the key: clear as soon as one record has something else than digits there. */
export let digitParts: u32 = 0xffffffff;

export let keyHash: u64 = 0;

/** Hashes the key of the parsed record; `odd` when it is empty. */
export function hashKey(base: usize, side: usize, start: usize): i32 {
  const keys: usize = load<u32>(side, sideKeys);
  const count = load<u32>(side, sideKeyCount);
  const delimiter = load<u8>(side, sideDelimiter);
  const isSame = delimiter === load<u8>(base, sideDelimiter);
  if (count === 1 && isSame && load<u32>(keys) === 0) {
    const bytes = v128.load(start);
    const length = ctz(i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(delimiter))) | 0x10000);
    const quotes = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(quote))) & ((1 << length) - 1);
    if (length <= 8 && quotes === 0 && start + length <= content) return hashShortKey(bytes, length);
  }
  const isWritten = hasQuotes || !isSame;
  if (isWritten) split(side, start);
  let value: u64 = 0;
  let isFilled = false;
  for (let part: u32 = 0; part < count; part++) {
    const column = load<u32>(keys + ((<usize>part) << 2));
    let from: usize = 0;
    let to: usize = 0;
    if (isWritten) {
      from = scratch;
      to = writeCell(column, scratch, load<u8>(base, sideDelimiter), isSame);
    } else {
      from = start;
      for (let skipped: u32 = 0; skipped < column; skipped++) from = findByte(from, content, delimiter) + 1;
      to = findByte(from, content, delimiter);
    }
    const bytes = to - from;
    if (bytes !== 0) isFilled = true;
    const bit: u32 = 1 << min(part, 31);
    if ((digitParts & bit) !== 0 && !isDigits(from, bytes)) digitParts &= ~bit;
    const hashed = bytes <= 8 ? hashShort(load<u64>(from), <u32>bytes) : hash(from, bytes);
    value = count === 1 ? hashed : finish(value * 0x9e3779b97f4a7c15 + hashed);
  }
  keyHash = value & hashMask;
  return isFilled ? ok : odd;
}

/** A key of up to 8 bytes that is the first cell, as most are. */
function hashShortKey(bytes: v128, length: u32): i32 {
  const others = i8x16.bitmask(i8x16.ge_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10)));
  if (length === 0 || (others & ((1 << length) - 1)) !== 0) digitParts &= ~1;
  keyHash = hashShort(i64x2.extract_lane(bytes, 0), length) & hashMask;
  return length === 0 ? odd : ok;
}

/** No two keys of up to 8 bytes and equal length have the same. */
function hashShort(bytes: u64, length: u32): u64 {
  const kept = length === 0 ? 0 : bytes & (u64.MAX_VALUE >> (64 - ((<u64>length) << 3)));
  return finish(kept + seed * (length + 1));
}

function isDigits(start: usize, bytes: usize): bool {
  if (bytes === 0) return false;
  for (let offset: usize = 0; offset < bytes; offset += 16) {
    const digits = i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.load(start + offset), i8x16.splat(48)), i8x16.splat(10)));
    const left = bytes - offset;
    const wanted: u32 = left >= 16 ? 0xffff : (1 << (<u32>left)) - 1;
    if ((digits & wanted) !== wanted) return false;
  }
  return true;
}

/** Sums of products over 16 bytes at a time, with another secret for each place. Seeded anew in every run. */
function hash(start: usize, bytes: usize): u64 {
  let secret = i64x2.add(i64x2.splat(seed), i64x2(0x1f83d9abfb41bd6b, 0x5be0cd19137e2179));
  const step = i64x2(0x4cf5ad432745937f, 0x52dce729b1a3c5e7);
  let sum = i64x2.splat(seed ^ <u64>bytes);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    sum = mix(sum, v128.load(start + at), secret);
    secret = i64x2.add(secret, step);
  }
  if (at < bytes) sum = mix(sum, v128.and(v128.load(start + at), firstBytes(<u32>(bytes - at))), secret);
  return finish(i64x2.extract_lane(sum, 0) ^ rotl(i64x2.extract_lane(sum, 1), 23));
}

function mix(sum: v128, bytes: v128, secret: v128): v128 {
  const keyed = v128.xor(bytes, secret);
  const low = v128.shuffle<i32>(keyed, keyed, 0, 2, 0, 2);
  const high = v128.shuffle<i32>(keyed, keyed, 1, 3, 1, 3);
  const swapped = v128.shuffle<i64>(bytes, bytes, 1, 0);
  return i64x2.add(i64x2.add(sum, swapped), i64x2.extmul_low_i32x4_u(low, high));
}

function finish(value: u64): u64 {
  let mixed = (value ^ (value >> 32)) * 0x9e3779b97f4a7c15;
  mixed = (mixed ^ (mixed >> 29)) * 0xbf58476d1ce4e5b9;
  return mixed ^ (mixed >> 32);
}

/** Ones in the first bytes, 1 to 15 of them. */
function firstBytes(bytes: u32): v128 {
  return i8x16.lt_u(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<u8>bytes));
}
