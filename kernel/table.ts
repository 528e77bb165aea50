// All records of base by the hash of their key, and those that only head has.
import { changes, deferred, doubled, entries, ok, pairs, pending, sideOrigin } from './memory';
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
let slotBits: u32 = 0;

/** Takes a new, larger and empty index and fills it. */
export function rehash(toSlots: usize, bits: u32): void {
  slots = toSlots;
  slotBits = bits;
  for (let entry: u32 = 0; entry < entryCount; entry++) link(load<u64>(entries + ((<usize>entry) << 4)), entry);
}

/** A slot has the number of an entry, from 1, and as many bits of its hash as there is room for. */
function link(key: u64, entry: u32): void {
  const mask = (1 << slotBits) - 1;
  let slot = (<u32>key) & mask;
  while (load<u32>(slots + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & mask;
  store<u32>(slots + ((<usize>slot) << 2), ((<u32>(key >> 32) >> slotBits) << slotBits) | (entry + 1));
}

/** The address of the entry with this hash; 0 when there was none, and a new one is put in its place. */
function seek(key: u64, place: u64): usize {
  const mask = (1 << slotBits) - 1;
  const tag = (<u32>(key >> 32)) >> slotBits;
  let slot = (<u32>key) & mask;
  while (true) {
    const at = slots + ((<usize>slot) << 2);
    const found = load<u32>(at);
    if (found === 0) {
      store<u32>(at, (tag << slotBits) | (entryCount + 1));
      const entry = entries + ((<usize>entryCount) << 4);
      store<u64>(entry, key);
      store<u64>(entry, place, 8);
      entryCount++;
      return 0;
    }
    if (found >> slotBits === tag) {
      const entry = entries + ((<usize>((found & mask) - 1)) << 4);
      if (load<u64>(entry) === key) return entry;
    }
    slot = (slot + 1) & mask;
  }
}

/** Keeps the compiler from leaving out loads that only bring memory near. */
export let touched: u32 = 0;

/**
 * Brings near what `seek` will ask for: memory that is far away is waited for once and together, not once for each record.
 */
export function approach(keys: usize, count: u32, stride: usize): void {
  const mask = (1 << slotBits) - 1;
  const end = keys + stride * count;
  let sum: u32 = 0;
  for (let at = keys; at < end; at += stride) sum += load<u32>(slots + ((<usize>(load<u32>(at) & mask)) << 2));
  touched = sum;
}

/** The same for the entries behind the slots. */
export function approachEntries(keys: usize, count: u32, stride: usize): void {
  const mask = (1 << slotBits) - 1;
  const end = keys + stride * count;
  let sum: u32 = 0;
  for (let at = keys; at < end; at += stride) {
    const found = load<u32>(slots + ((<usize>(load<u32>(at) & mask)) << 2));
    if (found !== 0) sum += load<u32>(entries + ((<usize>((found & mask) - 1)) << 4));
  }
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
