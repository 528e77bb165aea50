// All records of base by the hash of their key, and those that only head has. Two hands may fill one table at the same time, so a
// slot is taken and marked in one step that nobody comes between.
import { changes, deferred, doubled, ok, pending, sideOrigin } from './memory';
import { addPair } from './pairs';
import { content } from './record';

/** Keys that this hand put into the table: those of base and, behind them, those that only head has. */
export let entryCount: u32 = 0;
export let changeCount: u32 = 0;
export let deferredCount: u32 = 0;
export let settledCount: u32 = 0;

/** Offset in its file of something in memory. */
export function offsetOf(side: usize, at: usize): u64 {
  return load<u64>(side, sideOrigin) + <u64>at;
}

/** A place is 38 bits of offset and 24 of length: here of the parsed record. */
export function placeOf(side: usize, start: usize): u64 {
  return (offsetOf(side, start) << 24) | <u64>(content - start);
}

/**
 * A slot is 8 bytes: as many bits of a hash as there is room for above an offset. Offsets of head come after all of base's, and
 * `both` marks a record that both have. No record begins at offset 0, so an empty slot is 0.
 */
let slots: usize = 0;
let slotCount: u64 = 0;
let offsetBits: u64 = 0;
let headFrom: u64 = 0;
export let both: u64 = 0;

/** @param bits of an offset; `toHeadFrom` is the size of base, and both files together are smaller than all ones in these bits */
export function tabulate(toSlots: usize, count: u32, bits: u32, toHeadFrom: u64): void {
  slots = toSlots;
  slotCount = count;
  offsetBits = bits;
  headFrom = toHeadFrom;
  both = (1 << (<u64>bits)) - 1;
}

/** The upper half of a hash says where to begin to look. */
function slotOf(key: u64): usize {
  return slots + ((<usize>(((key >> 32) * slotCount) >> 32)) << 3);
}

/** The address of the entry with this hash; 0 when there was none, and a new one is put in its place. */
function seek(key: u64, offset: u64): usize {
  const hash = key << offsetBits;
  const end = slots + (<usize>slotCount << 3);
  let slot = slotOf(key);
  while (true) {
    let entry = atomic.load<u64>(slot);
    if (entry === 0) {
      entry = atomic.cmpxchg<u64>(slot, 0, hash | offset);
      if (entry === 0) break;
    }
    if ((entry ^ hash) >> offsetBits === 0) return slot;
    slot += 8;
    if (slot === end) slot = slots;
  }
  entryCount++;
  return 0;
}

let touched: u64 = 0;

/** Brings near what `seek` will ask for: memory that is far away is waited for once and together, not once for each record. */
export function approach(keys: usize, count: u32, stride: usize): void {
  const end = keys + stride * count;
  let sum: u64 = 0;
  for (let at = keys; at < end; at += stride) sum += load<u64>(slotOf(load<u64>(at)));
  touched = sum;
}

/** Notes a record that both have and that needs no further look. */
export function settle(key: u64): void {
  store<u64>(pending + ((<usize>settledCount) << 3), key);
  settledCount++;
}

/** Puts the keys of settled records into the table; a key that is there already is doubled. */
export function flush(): i32 {
  approach(pending, settledCount, 8);
  for (let index: u32 = 0; index < settledCount; index++) {
    if (seek(load<u64>(pending + ((<usize>index) << 3)), both) !== 0) return doubled;
  }
  settledCount = 0;
  return ok;
}

/** @param offset of the record, or `both` */
export function addBase(key: u64, offset: u64): i32 {
  return seek(key, offset) === 0 ? ok : doubled;
}

/** What `join` found: the offset of the base record, or `both` where there is none. */
export let joined: u64 = 0;

/** Finds the base record of a head record. Needs all of base in the table. */
export function join(key: u64, offset: u64): i32 {
  joined = both;
  const entry = seek(key, headFrom + offset);
  if (entry === 0) return ok;
  joined = atomic.or<u64>(entry, both) & both;
  return joined < headFrom ? ok : doubled;
}

/** Notes two places of records that differ. */
export function addChange(inBase: u64, inHead: u64): void {
  const change = changes + ((<usize>changeCount) << 4);
  store<u64>(change, inBase);
  store<u64>(change, inHead, 8);
  changeCount++;
}

/** Puts a head record aside until all of base is there. */
export function defer(key: u64, offset: u64): void {
  const at = deferred + ((<usize>deferredCount) << 4);
  store<u64>(at, key);
  store<u64>(at, offset, 8);
  deferredCount++;
}

/** Base has no more records: joins what was deferred. */
export function endBase(): i32 {
  for (let index: u32 = 0; index < deferredCount; index++) {
    if ((index & 1023) === 0) approach(deferred + ((<usize>index) << 4), min(deferredCount - index, 1024), 16);
    const from = deferred + ((<usize>index) << 4);
    const offset = load<u64>(from, 8);
    if (join(load<u64>(from), offset) !== ok) return doubled;
    if (joined !== both) addPair(joined, offset);
  }
  deferredCount = 0;
  return ok;
}

/** Writes the offsets of all that is not matched to the beginning of the table, 8 bytes each, and gives their number. */
export function gatherUnmatched(): u32 {
  const end = slots + (<usize>slotCount << 3);
  const matched = i64x2.splat(both);
  const empty = i64x2.splat(0);
  let count: u32 = 0;
  for (let slot = slots; slot < end; slot += 8) {
    // Nearly all are matched or empty: two at a time are left out. What is read behind the end is of no account.
    const two = v128.load(slot);
    const isMatched = i64x2.eq(v128.and(two, matched), matched);
    if (i64x2.all_true(v128.or(isMatched, i64x2.eq(two, empty)))) {
      slot += 8;
      continue;
    }
    const entry = load<u64>(slot);
    if (entry === 0 || (entry & both) === both) continue;
    store<f64>(slots + ((<usize>count) << 3), <f64>(entry & both));
    count++;
  }
  return count;
}
