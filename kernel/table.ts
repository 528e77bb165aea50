// All records of base by the hash of their key, and those that only head has.
import { changes, deferred, doubled, ok, pairs, pending, sideOrigin } from './memory';
import { content } from './record';

/** Records of base and, behind them, those that only head has. */
export let entryCount: u32 = 0;
/** How many of them base had when its end was reached. */
export let baseCount: u32 = 0;
export let pairCount: u32 = 0;
export let changeCount: u32 = 0;
export let deferredCount: u32 = 0;
export let settledCount: u32 = 0;

/** A place is 38 bits of offset and 24 of length; above them an entry says who has the record. */
export const unmatched: u64 = 0;
export const matched: u64 = 1;
export const headOnly: u64 = 2;

/** Where the parsed record stands in its file. */
export function whereIs(side: usize, start: usize): u64 {
  return ((load<u64>(side, sideOrigin) + <u64>start) << 24) | <u64>(content - start);
}

let slots: usize = 0;
/** How many slots there are. */
let slotCount: u64 = 0;

/** Takes a new, larger and empty table, and moves all entries there. */
export function rehash(toSlots: usize, count: u32): void {
  const from = slots;
  const end = slots + (<usize>slotCount << 4);
  slots = toSlots;
  slotCount = count;
  for (let slot = from; slot < end; slot += 16) {
    const place = load<u64>(slot, 8);
    if (place !== 0) put(load<u64>(slot), place);
  }
}

/** A slot is a hash and a place, 16 bytes; an empty one has no place. The upper half of a hash says where to begin to look. */
function slotOf(key: u64): usize {
  return slots + ((<usize>(((key >> 32) * slotCount) >> 32)) << 4);
}

function after(slot: usize): usize {
  const following = slot + 16;
  return following === slots + (<usize>slotCount << 4) ? slots : following;
}

function put(key: u64, place: u64): void {
  let slot = slotOf(key);
  while (load<u64>(slot, 8) !== 0) slot = after(slot);
  store<u64>(slot, key);
  store<u64>(slot, place, 8);
}

/** The address of the entry with this hash; 0 when there was none, and a new one is put in its place. */
function seek(key: u64, place: u64): usize {
  let slot = slotOf(key);
  while (load<u64>(slot, 8) !== 0) {
    if (load<u64>(slot) === key) return slot;
    slot = after(slot);
  }
  store<u64>(slot, key);
  store<u64>(slot, place, 8);
  entryCount++;
  return 0;
}

/** Keeps the compiler from leaving out loads that only bring memory near. */
export let touched: u64 = 0;

/**
 * Brings near what `seek` will ask for: memory that is far away is waited for once and together, not once for each record.
 */
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
    if (seek(load<u64>(pending + ((<usize>index) << 3)), matched << 62) !== 0) return doubled;
  }
  settledCount = 0;
  return ok;
}

export function addBase(key: u64, place: u64, state: u64): i32 {
  return seek(key, place | (state << 62)) === 0 ? ok : doubled;
}

/** Finds the base record of a head record. Needs all of base in the table. */
export function join(key: u64, place: u64): i32 {
  const entry = seek(key, place | (headOnly << 62));
  if (entry === 0) return ok;
  const where = load<u64>(entry, 8);
  if (where >> 62 !== unmatched) return doubled;
  store<u64>(entry, where | (matched << 62), 8);
  const pair = pairs + ((<usize>pairCount) << 4);
  store<u64>(pair, where);
  store<u64>(pair, place, 8);
  pairCount++;
  return ok;
}

/** Drops all pairs but the first. */
export function keepPairs(count: u32): void {
  pairCount = count;
}

export function addChange(inBase: u64, inHead: u64): void {
  const change = changes + ((<usize>changeCount) << 4);
  store<u64>(change, inBase);
  store<u64>(change, inHead, 8);
  changeCount++;
}

/** Puts a head record aside until all of base is there. */
export function defer(key: u64, place: u64): void {
  const at = deferred + ((<usize>deferredCount) << 4);
  store<u64>(at, key);
  store<u64>(at, place, 8);
  deferredCount++;
}

/** Base has no more records: joins what was deferred. */
export function endBase(): i32 {
  baseCount = entryCount;
  for (let index: u32 = 0; index < deferredCount; index++) {
    const from = deferred + ((<usize>index) << 4);
    if (join(load<u64>(from), load<u64>(from, 8)) !== ok) return doubled;
  }
  deferredCount = 0;
  return ok;
}

/** Writes the places of all that is not matched to the beginning of the table, 8 bytes each, and gives their number. */
export function gatherUnmatched(): u32 {
  const end = slots + (<usize>slotCount << 4);
  let count: u32 = 0;
  for (let slot = slots; slot < end; slot += 16) {
    const place = load<u64>(slot, 8);
    if (place === 0 || place >> 62 === matched) continue;
    store<u64>(slots + ((<usize>count) << 3), place);
    count++;
  }
  return count;
}
