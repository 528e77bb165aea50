// The byte-level half of the streaming diff, in AssemblyScript: TypeScript syntax, compiled to WebAssembly with SIMD.
// It splits CSV records, hashes what must be found again and compares bytes; it decides nothing that a person reads.
// Whatever is odd makes it stop with a status, and the plain path then says what is wrong.
// `src/engine/diff/stream/kernel.ts` is its host and describes the memory; build it with `npm run kernel`.

// --- What the host sets -----------------------------------------------------------------------------------------

/** Addresses of what `layout` was given, see there. */
let entries: usize = 0;
let wheres: usize = 0;
let slots: usize = 0;
let slotBits: u32 = 0;
let pairs: usize = 0;
let changes: usize = 0;
let changePlaces: usize = 0;
let deferred: usize = 0;
let pending: usize = 0;
let fields: usize = 0;
let scratch: usize = 0;
let scratchBytes: usize = 0;

let seed: u64 = 0;
let hashMask: u64 = 0;

// --- What the host reads ----------------------------------------------------------------------------------------

/** Records of base and, behind them, those that only head has. */
export let entryCount: u32 = 0;
/** How many of them base had when its end was reached. */
export let baseCount: u32 = 0;
export let pairCount: u32 = 0;
export let changeCount: u32 = 0;
export let deferredCount: u32 = 0;
export let pendingCount: u32 = 0;
/** Head records that were compared byte by byte and found equal. */
export let equalCount: u32 = 0;
/** Records of base that `walk` could not match at once. */
export let strayCount: u32 = 0;
/** A bit for each part of the key: clear as soon as one record has something else than digits there. */
export let digitParts: u32 = 0xffffffff;
/** Where base and head were left, in memory. */
export let baseAt: usize = 0;
export let headAt: usize = 0;

/** Statuses. `need`: more bytes; `odd`: let the plain path look; `doubled`: two records seem to have one key. */
const ok: i32 = 0;
const need: i32 = 1;
const odd: i32 = 2;
const blank: i32 = 3;
const doubled: i32 = 4;
const lost: i32 = 5;
const full: i32 = 6;

/** States of an entry. */
const unmatched: u32 = 0;
const matched: u32 = 1;
const headOnly: u32 = 2;

const lineFeed: u8 = 10;
const carriageReturn: u8 = 13;
const quote: u8 = 34;
const space: u8 = 32;

/** Layout of a side, written by the host: delimiter, columns, isRaw, map, mapped, extras, extraCount, keys, keyCount, origin. */
const sideDelimiter: usize = 0;
const sideColumns: usize = 4;
const sideIsRaw: usize = 8;
const sideMap: usize = 12;
const sideMapped: usize = 16;
const sideExtras: usize = 20;
const sideExtraCount: usize = 24;
const sideKeys: usize = 28;
const sideKeyCount: usize = 32;
const sideOrigin: usize = 40;

export function layout(
  toEntries: usize,
  toWheres: usize,
  toPairs: usize,
  toChanges: usize,
  toChangePlaces: usize,
  toDeferred: usize,
  toPending: usize,
  toFields: usize,
  toScratch: usize,
  bytes: usize,
): void {
  entries = toEntries;
  wheres = toWheres;
  pairs = toPairs;
  changes = toChanges;
  changePlaces = toChangePlaces;
  deferred = toDeferred;
  pending = toPending;
  fields = toFields;
  scratch = toScratch;
  scratchBytes = bytes;
}

/** `mask` is all ones but in tests, where a weak hash shows that no hash is trusted. */
export function seedWith(value: u64, mask: u64): void {
  seed = value;
  hashMask = mask;
}

// --- Records ----------------------------------------------------------------------------------------------------

/** Results of `parse`: the end of the record's content, the next record, and whether a quote stands in it. */
let content: usize = 0;
let next: usize = 0;
let hasQuotes: bool = false;
let hasLiteral: bool = false;

/**
 * Finds the end of the record at `at`. The host has put a line feed and a quote behind `end`, so that no loop runs past it.
 * A quote opens only at a field's start and closes only before a delimiter or the record's end.
 */
function parse(side: usize, start: usize, end: usize, isLast: bool): i32 {
  const delimiter = load<u8>(side, sideDelimiter);
  const delimiters = i8x16.splat(delimiter);
  const lineFeeds = i8x16.splat(lineFeed);
  const returns = i8x16.splat(carriageReturn);
  const quotes = i8x16.splat(quote);
  const zeros = i8x16.splat(0);
  let at = start;
  let cells: u32 = 1;
  let anyQuote = false;
  let anyLiteral = false;
  while (true) {
    const bytes = v128.load(at);
    const stops = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, lineFeeds), i8x16.eq(bytes, returns)),
        v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, zeros)),
      ),
    );
    const cuts = i8x16.bitmask(i8x16.eq(bytes, delimiters));
    if (stops === 0) {
      cells += popcnt(cuts);
      at += 16;
      continue;
    }
    const stop = ctz(stops);
    cells += popcnt(cuts & ((1 << stop) - 1));
    at += stop;
    if (at >= end) {
      if (!isLast) return need;
      content = end;
      next = end;
      break;
    }
    const code = load<u8>(at);
    if (code === lineFeed) {
      content = at;
      next = at + 1;
      break;
    }
    if (code === carriageReturn) {
      if (at + 1 >= end && !isLast) return need;
      content = at;
      next = at + 1 < end && load<u8>(at + 1) === lineFeed ? at + 2 : at + 1;
      break;
    }
    if (code !== quote) return odd;
    anyQuote = true;
    if (at !== start && load<u8>(at - 1) !== delimiter) {
      anyLiteral = true;
      at++;
      continue;
    }
    at++;
    while (true) {
      const inside = v128.load(at);
      const ends = i8x16.bitmask(v128.or(i8x16.eq(inside, quotes), i8x16.eq(inside, zeros)));
      if (ends === 0) {
        at += 16;
        continue;
      }
      at += ctz(ends);
      if (at >= end) return isLast ? odd : need;
      if (load<u8>(at) !== quote) return odd;
      at++;
      if (at >= end) {
        if (!isLast) return need;
        break;
      }
      if (load<u8>(at) !== quote) break;
      at++;
    }
    if (at < end) {
      const after = load<u8>(at);
      if (after !== delimiter && after !== lineFeed && after !== carriageReturn) return odd;
    }
  }
  hasQuotes = anyQuote;
  hasLiteral = anyLiteral;
  const columns = load<u32>(side, sideColumns);
  if (cells === 1 && !anyQuote && isBlank(start, content, columns)) return blank;
  if (cells !== columns) return odd;
  if (anyLiteral && hasSpacedQuotes(side, start)) return odd;
  return ok;
}

/** An empty line, or one of spaces where a row has several cells. */
function isBlank(start: usize, end: usize, columns: u32): bool {
  if (start === end) return true;
  if (columns === 1) return false;
  for (let at = start; at < end; at++) {
    const code = load<u8>(at);
    if (code !== space && code !== 9 && code !== 11 && code !== 12) return false;
  }
  return true;
}

/** Whether a cell is spaces, then something in quotes: nobody can tell whether those belong to the text. */
function hasSpacedQuotes(side: usize, start: usize): bool {
  const columns = split(side, start);
  for (let column: u32 = 0; column < columns; column++) {
    let at: usize = cellStart(column);
    const end: usize = cellEnd(column);
    if (at === end || load<u8>(at) !== space) continue;
    while (at < end && load<u8>(at) === space) at++;
    if (end - at >= 2 && load<u8>(at) === quote && load<u8>(end - 1) === quote) return true;
  }
  return false;
}

/** Writes where each cell of the parsed record starts and ends, quotes included, and gives their number. */
function split(side: usize, start: usize): u32 {
  const delimiter = load<u8>(side, sideDelimiter);
  const end = content;
  let count: u32 = 0;
  let at = start;
  while (true) {
    const from = at;
    if (at < end && load<u8>(at) === quote) {
      at++;
      while (true) {
        at = findByte(at, end, quote) + 1;
        if (at >= end || load<u8>(at) !== quote) break;
        at++;
      }
    } else {
      at = findByte(at, end, delimiter);
    }
    store<u32>(fields + ((<usize>count) << 3), <u32>from);
    store<u32>(fields + ((<usize>count) << 3), <u32>at, 4);
    count++;
    if (at >= end) return count;
    at++;
  }
}

function cellStart(column: u32): usize {
  return load<u32>(fields + ((<usize>column) << 3));
}

function cellEnd(column: u32): usize {
  return load<u32>(fields + ((<usize>column) << 3), 4);
}

/** Where a byte stands first, or `end`. */
function findByte(from: usize, end: usize, byte: u8): usize {
  const wanted = i8x16.splat(byte);
  for (let at = from; at < end; at += 16) {
    const hits = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (hits !== 0) return min(end, at + ctz(hits));
  }
  return end;
}

// --- The one way to write a record --------------------------------------------------------------------------------

let canonAt: usize = 0;
let canonBytes: usize = 0;

/**
 * The parsed record as base would write it: columns in base's order, base's delimiter, quotes only where needed. Two records
 * are equal exactly when these bytes are. A record that is written so already is taken where it stands.
 */
function canonical(base: usize, side: usize, start: usize, to: usize): void {
  if (load<u32>(side, sideIsRaw) !== 0 && !hasQuotes) {
    canonAt = start;
    canonBytes = content - start;
    return;
  }
  split(side, start);
  const delimiter = load<u8>(base, sideDelimiter);
  const isSame = load<u8>(side, sideDelimiter) === delimiter;
  const map: usize = load<u32>(side, sideMap);
  const mapped = load<u32>(side, sideMapped);
  let at = to;
  for (let index: u32 = 0; index < mapped; index++) {
    if (index !== 0) store<u8>(at++, delimiter);
    const column = load<u32>(map + ((<usize>index) << 2));
    if (column !== 0xffffffff) at = writeCell(column, at, delimiter, isSame);
  }
  // A column that only head has counts as empty in base: one that is filled makes the record differ.
  const extras: usize = load<u32>(side, sideExtras);
  const extraCount = load<u32>(side, sideExtraCount);
  for (let index: u32 = 0; index < extraCount; index++) {
    const column = load<u32>(extras + ((<usize>index) << 2));
    if (writeCell(column, at, delimiter, isSame) !== at) store<u8>(at++, 0);
  }
  canonAt = to;
  canonBytes = at - to;
}

function writeCell(column: u32, to: usize, delimiter: u8, isSame: bool): usize {
  const start = cellStart(column);
  const end = cellEnd(column);
  if (start === end) return to;
  if (load<u8>(start) === quote) {
    return needsQuotes(start + 1, end - 1, delimiter) ? copy(start, end, to) : copy(start + 1, end - 1, to);
  }
  if ((isSame && !hasLiteral) || !needsQuotes(start, end, delimiter)) return copy(start, end, to);
  let at = to;
  store<u8>(at++, quote);
  for (let from = start; from < end; from++) {
    const code = load<u8>(from);
    store<u8>(at++, code);
    if (code === quote) store<u8>(at++, quote);
  }
  store<u8>(at++, quote);
  return at;
}

function needsQuotes(start: usize, end: usize, delimiter: u8): bool {
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(at);
    const hits = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(quote)), i8x16.eq(bytes, i8x16.splat(delimiter))),
        v128.or(i8x16.eq(bytes, i8x16.splat(lineFeed)), i8x16.eq(bytes, i8x16.splat(carriageReturn))),
      ),
    );
    if (hits !== 0) return at + ctz(hits) < end;
  }
  return false;
}

/** May write up to 15 bytes too many: every place that is copied to has room behind it. */
function copy(start: usize, end: usize, to: usize): usize {
  const bytes = end - start;
  for (let offset: usize = 0; offset < bytes; offset += 16) v128.store(to + offset, v128.load(start + offset));
  return to + bytes;
}

function isEqual(one: usize, other: usize, bytes: usize): bool {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    if (v128.any_true(v128.xor(v128.load(one + at), v128.load(other + at)))) return false;
  }
  if (at === bytes) return true;
  const differ = i8x16.bitmask(i8x16.ne(v128.load(one + at), v128.load(other + at)));
  return (differ & ((1 << (<i32>(bytes - at))) - 1)) === 0;
}

/** How many bytes are the same. */
function commonBytes(one: usize, other: usize, most: usize): usize {
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

/** Whether two records have the same cells. Both must be complete in memory: content from `start` to `end`. */
function isSameRecord(base: usize, head: usize, one: usize, oneEnd: usize, other: usize, otherEnd: usize): bool {
  if (parse(base, one, oneEnd, true) !== ok) return false;
  canonical(base, base, one, scratch);
  const at = canonAt;
  const bytes = canonBytes;
  if (parse(head, other, otherEnd, true) !== ok) return false;
  canonical(base, head, other, scratch + scratchBytes);
  return bytes === canonBytes && isEqual(at, canonAt, bytes);
}

/** Whether two records have the same key. */
function isSameKey(base: usize, head: usize, one: usize, oneEnd: usize, other: usize, otherEnd: usize): bool {
  if (parse(base, one, oneEnd, true) !== ok) return false;
  const bytes = writeKey(base, base, one, scratch);
  if (parse(head, other, otherEnd, true) !== ok) return false;
  const otherBytes = writeKey(base, head, other, scratch + scratchBytes);
  return bytes === otherBytes && isEqual(scratch, scratch + scratchBytes, bytes);
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

// --- Hashes -------------------------------------------------------------------------------------------------------

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

let keyHash: u64 = 0;

/** Hashes the key of the parsed record; `odd` when it is empty. */
function hashKey(base: usize, side: usize, start: usize): i32 {
  const keys: usize = load<u32>(side, sideKeys);
  const count = load<u32>(side, sideKeyCount);
  const delimiter = load<u8>(side, sideDelimiter);
  const isSame = delimiter === load<u8>(base, sideDelimiter);
  const isWritten = hasQuotes || !isSame;
  if (count === 1 && !isWritten && load<u32>(keys) === 0) {
    const bytes = v128.load(start);
    const length = ctz(i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(delimiter))) | 0x10000);
    if (length <= 8 && start + length <= content) return hashShortKey(bytes, length);
  }
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

function hashRecord(base: usize, side: usize, start: usize): u32 {
  canonical(base, side, start, scratch);
  return <u32>(hash(canonAt, canonBytes) & hashMask);
}

/** Offset in the file and length of the parsed record, in 40 and 24 bits. */
function whereIs(side: usize, start: usize): u64 {
  return ((load<u64>(side, sideOrigin) + <u64>start) << 24) | <u64>(content - start);
}

// --- The table ------------------------------------------------------------------------------------------------------

/** Takes a new, larger and empty index and fills it. */
export function rehash(toSlots: usize, bits: u32): void {
  slots = toSlots;
  slotBits = bits;
  for (let entry: u32 = 0; entry < entryCount; entry++) link(load<u64>(entries + ((<usize>entry) << 4)), entry);
}

function link(key: u64, entry: u32): void {
  const mask = (1 << slotBits) - 1;
  let slot = <u32>key & mask;
  while (load<u32>(slots + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & mask;
  store<u32>(slots + ((<usize>slot) << 2), ((<u32>(key >> 32) >> slotBits) << slotBits) | (entry + 1));
}

/** The entry with this key hash, or -1; a new one is put in its place when `insert` is set. */
function seek(key: u64, insert: bool): i32 {
  const mask = (1 << slotBits) - 1;
  const tag = <u32>(key >> 32) >> slotBits;
  let slot = <u32>key & mask;
  while (true) {
    const at = slots + ((<usize>slot) << 2);
    const found = load<u32>(at);
    if (found === 0) {
      if (insert) store<u32>(at, (tag << slotBits) | (entryCount + 1));
      return -1;
    }
    if (found >> slotBits === tag) {
      const entry = (found & mask) - 1;
      if (load<u64>(entries + ((<usize>entry) << 4)) === key) return entry;
    }
    slot = (slot + 1) & mask;
  }
}

function append(key: u64, record: u32, state: u32): u32 {
  const at = entries + ((<usize>entryCount) << 4);
  store<u64>(at, key);
  store<u32>(at, record, 8);
  store<u32>(at, state, 12);
  return entryCount++;
}

/** Keeps the compiler from leaving out loads that only bring memory near. */
let touched: u32 = 0;

/**
 * Brings near what `seek` will ask for, for keys that stand `stride` bytes apart: loads that do not wait for each other cost a
 * fraction of those that do.
 */
function approach(keys: usize, count: u32, stride: usize): void {
  const mask = (1 << slotBits) - 1;
  let sum: u32 = 0;
  const end = keys + stride * count;
  for (let at = keys; at < end; at += stride) sum += load<u32>(slots + ((<usize>(load<u32>(at) & mask)) << 2));
  touched = sum;
}

/** The same for the entries behind the slots. */
function approachEntries(keys: usize, count: u32, stride: usize): void {
  const mask = (1 << slotBits) - 1;
  let sum: u32 = 0;
  const end = keys + stride * count;
  for (let at = keys; at < end; at += stride) {
    const found = load<u32>(slots + ((<usize>(load<u32>(at) & mask)) << 2));
    const entry = <usize>((found & mask) - 1);
    if (found !== 0) sum += load<u32>(entries + (entry << 4)) + load<u32>(wheres + (entry << 3));
  }
  touched = sum;
}

/** Puts the keys of records that were found equal into the table; a key that is there already is doubled. */
function flush(): i32 {
  approach(pending, pendingCount, 8);
  for (let index: u32 = 0; index < pendingCount; index++) {
    const key = load<u64>(pending + ((<usize>index) << 3));
    if (seek(key, true) !== -1) return doubled;
    append(key, 0, matched);
  }
  pendingCount = 0;
  return ok;
}

function addBase(key: u64, record: u32, where: u64, state: u32): i32 {
  if (seek(key, true) !== -1) return doubled;
  store<u64>(wheres + ((<usize>entryCount) << 3), where);
  append(key, record, state);
  return ok;
}

/** Finds the base record of a head record. Needs all of base in the table. */
function join(key: u64, record: u32, where: u64): i32 {
  const entry = seek(key, true);
  if (entry === -1) {
    store<u64>(wheres + ((<usize>entryCount) << 3), where);
    append(key, record, headOnly);
    return ok;
  }
  const at = entries + ((<usize>entry) << 4);
  if (load<u32>(at, 12) !== unmatched) return doubled;
  store<u32>(at, matched, 12);
  const isChanged = load<u32>(at, 8) !== record;
  // The top bit marks a pair of which only the keys must be equal.
  store<u64>(pairs + ((<usize>pairCount) << 4), where | ((<u64>isChanged) << 63));
  store<u64>(pairs + ((<usize>pairCount) << 4), load<u64>(wheres + ((<usize>entry) << 3)), 8);
  pairCount++;
  if (isChanged) pushChange(entry, where);
  return ok;
}

function pushChange(entry: u32, where: u64): void {
  store<u32>(changes + ((<usize>changeCount) << 2), entry);
  store<u64>(changePlaces + ((<usize>changeCount) << 3), where);
  changeCount++;
}

// --- Both in step -----------------------------------------------------------------------------------------------------

const ahead: u32 = 16;
const mostPending: u32 = 2048;
/** Records that do not meet their like, after which order is given up for good, and the share of all that excuses more. */
const mostStray: u32 = 4096;
const strayShare: u32 = 4;

/**
 * Walks both files in step from `baseAt` and `headAt`: records that are the same bytes are only compared. Where keys differ it
 * looks a few records ahead; what it cannot match so goes into the table or is deferred until all of base is there.
 * Gives `need` when either side has no complete record left, `lost` when the order does not hold.
 */
export function walk(base: usize, head: usize, most: u32): i32 {
  const baseEnd = baseLimit;
  const headEnd = headLimit;
  const bothRaw = load<u32>(base, sideIsRaw) !== 0 && load<u32>(head, sideIsRaw) !== 0;
  let left = most;
  // Up to here base is known to be the same as head, byte by byte.
  let equalTo: usize = 0;
  while (left-- > 0) {
    if (pendingCount === mostPending && flush() !== ok) return doubled;
    if (baseAt >= baseEnd || headAt >= headEnd) return flush() === ok ? need : doubled;
    let status = parse(base, baseAt, baseEnd, baseLast);
    if (status === blank) {
      baseAt = next;
      continue;
    }
    if (status !== ok) return status;
    const baseNext = next;
    const baseContent = content;
    if (bothRaw && baseNext > equalTo && equalTo <= baseAt) {
      equalTo = baseAt + commonBytes(baseAt, headAt, min(baseEnd - baseAt, headEnd - headAt));
    }
    if (baseNext <= equalTo && baseNext !== baseContent) {
      if (hashKey(base, base, baseAt) !== ok) return odd;
      settle();
      headAt += baseNext - baseAt;
      baseAt = baseNext;
      continue;
    }
    equalTo = 0;
    if (hashKey(base, base, baseAt) !== ok) return odd;
    const baseKey = keyHash;
    const baseQuoted = hasQuotes;
    const baseLiteral = hasLiteral;
    status = parse(head, headAt, headEnd, headLast);
    if (status === blank) {
      headAt = next;
      continue;
    }
    if (status !== ok) return status;
    const headNext = next;
    if (hashKey(base, head, headAt) !== ok) return odd;
    if (keyHash === baseKey) {
      canonical(base, head, headAt, scratch + scratchBytes);
      const headWhere = whereIs(head, headAt);
      const headContent = content;
      const other = canonAt;
      const otherBytes = canonBytes;
      content = baseContent;
      hasQuotes = baseQuoted;
      hasLiteral = baseLiteral;
      canonical(base, base, baseAt, scratch);
      if (canonBytes === otherBytes && isEqual(canonAt, other, otherBytes)) {
        settle();
      } else {
        const where = whereIs(base, baseAt);
        if (!isSameKey(base, head, baseAt, baseContent, headAt, headContent)) return doubled;
        pushChange(entryCount, headWhere);
        if (addBase(baseKey, 0, where, matched) !== ok) return doubled;
      }
      baseAt = baseNext;
      headAt = headNext;
      continue;
    }
    if (strayCount + deferredCount > mostStray && (strayCount + deferredCount) * strayShare > entryCount) {
      return flush() === ok ? lost : doubled;
    }
    status = resynchronise(base, head, baseKey, keyHash);
    if (status !== ok) return status;
  }
  return ok;
}

/** Notes a record that both have, for the table. */
function settle(): void {
  store<u64>(pending + ((<usize>pendingCount) << 3), keyHash);
  pendingCount++;
  equalCount++;
}

/** Takes the fewest records off either side after which both have the same key again; one of each when that is not near. */
function resynchronise(base: usize, head: usize, baseKey: u64, headKey: u64): i32 {
  const inHead = distance(base, head, headAt, headLimit, baseKey);
  const inBase = distance(base, base, baseAt, baseLimit, headKey);
  if (inHead === 0 && inBase === 0) {
    const status = stray(base, base, 1);
    return status === ok ? stray(base, head, 1) : status;
  }
  return inBase === 0 || (inHead !== 0 && inHead <= inBase) ? stray(base, head, inHead) : stray(base, base, inBase);
}

/** How many complete records stand before the one with this key; 0 when it is not near. */
function distance(base: usize, side: usize, start: usize, end: usize, key: u64): u32 {
  let at = start;
  let skipped: u32 = 0;
  while (skipped <= ahead && at < end) {
    const status = parse(side, at, end, false);
    if (status === blank) {
      at = next;
      continue;
    }
    if (status !== ok || hashKey(base, side, at) !== ok) return 0;
    if (keyHash === key) return skipped;
    skipped++;
    at = next;
  }
  return 0;
}

/** Puts records of one side aside. They are known to be sound, but for the first, of which the host has the end. */
function stray(base: usize, side: usize, count: u32): i32 {
  let left = count;
  while (left > 0) {
    const at = side === base ? baseAt : headAt;
    const status = parse(side, at, side === base ? baseLimit : headLimit, side === base ? baseLast : headLast);
    if (status === ok) {
      left--;
      const after = next;
      if (hashKey(base, side, at) !== ok) return odd;
      const key = keyHash;
      const where = whereIs(side, at);
      const record = hashRecord(base, side, at);
      if (side === base) {
        strayCount++;
        if (addBase(key, record, where, unmatched) !== ok) return doubled;
      } else {
        defer(key, record, where);
      }
      next = after;
    } else if (status !== blank) return status;
    if (side === base) baseAt = next;
    else headAt = next;
  }
  return ok;
}

let baseLimit: usize = 0;
let headLimit: usize = 0;
let baseLast: bool = false;
let headLast: bool = false;

/** Tells where the bytes in memory end, and whether the files end there too. */
export function limit(baseEnd: usize, headEnd: usize, baseIsLast: bool, headIsLast: bool): void {
  baseLimit = baseEnd;
  headLimit = headEnd;
  baseLast = baseIsLast;
  headLast = headIsLast;
}

function defer(key: u64, record: u32, where: u64): void {
  const at = deferred + <usize>deferredCount * 24;
  store<u64>(at, key);
  store<u64>(at, where, 8);
  store<u32>(at, record, 16);
  deferredCount++;
}

// --- One side alone -----------------------------------------------------------------------------------------------------

/** Puts all complete records of base from `baseAt` on into the table. */
export function takeBase(base: usize, most: u32): i32 {
  return take(base, base, most);
}

/** Joins all complete records of head from `headAt` on with the table. */
export function takeHead(base: usize, head: usize, most: u32): i32 {
  return take(base, head, most);
}

/** In batches: hashing first, then the table, whose memory is far away, so that its waits overlap. */
function take(base: usize, side: usize, most: u32): i32 {
  const isBase = side === base;
  const end = isBase ? baseLimit : headLimit;
  const isLast = isBase ? baseLast : headLast;
  let at = isBase ? baseAt : headAt;
  let status: i32 = ok;
  let count: u32 = 0;
  while (count < most) {
    if (at >= end) {
      status = need;
      break;
    }
    status = parse(side, at, end, isLast);
    if (status === blank) {
      at = next;
      continue;
    }
    if (status !== ok) break;
    const after = next;
    if (hashKey(base, side, at) !== ok) return odd;
    const to = pending + <usize>count * 24;
    store<u64>(to, keyHash);
    store<u64>(to, whereIs(side, at), 8);
    store<u32>(to, hashRecord(base, side, at), 16);
    count++;
    at = after;
  }
  if (isBase) baseAt = at;
  else headAt = at;
  approach(pending, count, 24);
  if (!isBase) approachEntries(pending, count, 24);
  for (let index: u32 = 0; index < count; index++) {
    const from = pending + <usize>index * 24;
    const key = load<u64>(from);
    const where = load<u64>(from, 8);
    const record = load<u32>(from, 16);
    if ((isBase ? addBase(key, record, where, unmatched) : join(key, record, where)) !== ok) return doubled;
  }
  return status === blank ? ok : status;
}

/** Base has no more records: joins what was deferred. */
export function endBase(): i32 {
  baseCount = entryCount;
  for (let index: u32 = 0; index < deferredCount; index++) {
    const from = deferred + <usize>index * 24;
    if (join(load<u64>(from), load<u32>(from, 16), load<u64>(from, 8)) !== ok) return doubled;
  }
  deferredCount = 0;
  return ok;
}

// --- Bytes, not hashes --------------------------------------------------------------------------------------------------

/** The pair at which `verify` stopped. */
export let pairAt: u32 = 0;

/**
 * Compares the bytes of pairs whose hashes were equal: those from `pairAt` on whose base record lies in the block of base that
 * stands in memory, as far as their head records lie in the window of head that does. `doubled` when a hash deceived.
 * @param block where in memory offset 0 of base would stand, for the block; as whole numbers they may be negative
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
    const where = load<u64>(pairs + ((<usize>pairAt) << 4), 8);
    const from = where >> 24;
    if (from - blockFrom >= blockBytes) continue;
    const pair = load<u64>(pairs + ((<usize>pairAt) << 4));
    const place = (pair << 1) >> 25;
    const headBytes = <usize>(pair & 0xffffff);
    if (place + <u64>headBytes > windowTo) return need;
    const one = <usize>(block + from);
    const other = <usize>(window + place);
    const bytes = <usize>(where & 0xffffff);
    if (pair >> 63 === 0) {
      if (bothRaw && bytes === headBytes && isEqual(one, other, bytes)) continue;
      if (isSameRecord(base, head, one, one + bytes, other, other + headBytes)) continue;
      return doubled;
    }
    if (!isSameKey(base, head, one, one + bytes, other, other + headBytes)) return doubled;
  }
  return ok;
}

/** Brings near the base records of the next pairs. */
function approachRecords(block: u64, blockFrom: u64, blockBytes: u64, pairEnd: u32): u32 {
  const end = min(pairAt + 64, pairEnd);
  let sum: u32 = 0;
  for (let pair = pairAt; pair < end; pair++) {
    const where = load<u64>(pairs + ((<usize>pair) << 4), 8);
    const from = where >> 24;
    if (from - blockFrom >= blockBytes) continue;
    const at = <usize>(block + from);
    const bytes = min(<usize>(where & 0xffffff), 256);
    for (let offset: usize = 0; offset < bytes; offset += 64) sum += load<u8>(at + offset);
  }
  touched = sum;
  return end;
}

export function verifyFrom(pair: u32): void {
  pairAt = pair;
}

/** The state of an entry: 0 base has it alone, 1 both have it, 2 head alone. */
export function stateOf(entry: u32): u32 {
  return load<u32>(entries + ((<usize>entry) << 4), 12);
}
