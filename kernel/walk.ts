// Both files in step, as long as their order holds.
import { canonAt, canonBytes, canonical } from './canonical';
import { commonBytes, haveSameCells, isEqual, isSameKey } from './compare';
import { hashKey, keyHash } from './key';
import { isUtf8 } from './letters';
import {
  blank,
  carriageReturn,
  doubled,
  lineFeed,
  lost,
  need,
  odd,
  ok,
  otherScratch,
  scratch,
  sideIsRaw,
} from './memory';
import { content, hasLiteral, hasQuotes, next, parse, recall } from './record';
import {
  addBase,
  addChange,
  both,
  defer,
  entryCount,
  flush,
  offsetOf,
  placeOf,
  settle,
} from './table';
import { baseAt, baseEnd, baseIsLast, headAt, headEnd, headIsLast, moveBase, moveHead } from './window';

/** How many records a side may be ahead without the order being lost. */
const ahead: u32 = 16;
/** Settled records that there is room for until they are put into the table. */
const mostSettled: u32 = 2048;
/** Records that are not near their like, after which the order is given up for good, unless they are a small share of all. */
const mostFar: u32 = 256;
const farShare: u32 = 8;

let farCount: u32 = 0;

/**
 * Walks on from where both were left: records that are the same bytes are only compared. Where keys differ it looks a few records
 * ahead; what it cannot match so goes into the table, or waits until all of base is there.
 * Gives `need` when either side has no complete record left, `lost` when the order does not hold.
 */
export function walk(base: usize, head: usize, most: u32): i32 {
  const ended = step(base, head, min(most, mostSettled));
  return flush() === ok ? ended : doubled;
}

function step(base: usize, head: usize, most: u32): i32 {
  const bothRaw = load<u32>(base, sideIsRaw) !== 0 && load<u32>(head, sideIsRaw) !== 0;
  // Up to here base is known to be the same as head, byte by byte.
  let equalTo: usize = 0;
  for (let left = most; left > 0; left--) {
    if (baseAt >= baseEnd || headAt >= headEnd) return need;
    const status = parse(base, baseAt, baseEnd, baseIsLast);
    if (status === blank) {
      moveBase(next);
      equalTo = 0;
      continue;
    }
    if (status !== ok) return status;
    if (bothRaw && next > equalTo && equalTo <= baseAt) {
      equalTo = baseAt + commonBytes(baseAt, headAt, min(baseEnd - baseAt, headEnd - headAt));
    }
    // A record that the end of the file ends may go on in the other file.
    if (next <= equalTo && next !== content) {
      if (hashKey(base, base, baseAt) !== ok) return odd;
      settle(keyHash);
      moveHead(headAt + next - baseAt);
      moveBase(next);
      continue;
    }
    if (content <= equalTo && hasOtherLineEnd(headAt + content - baseAt)) {
      if (hashKey(base, base, baseAt) !== ok) return odd;
      settle(keyHash);
      moveHead(otherNext);
      moveBase(next);
      equalTo = 0;
      continue;
    }
    equalTo = 0;
    const ended = meet(base, head);
    if (ended !== ok) return ended;
  }
  return ok;
}

let otherNext: usize = 0;

/** Whether the head record ends here too, in its own way: then its content is the same bytes. Not told at the end of the window. */
function hasOtherLineEnd(at: usize): bool {
  if (at + 1 >= headEnd) return false;
  const code = load<u8>(at);
  if (code !== lineFeed && code !== carriageReturn) return false;
  otherNext = code === carriageReturn && load<u8>(at + 1) === lineFeed ? at + 2 : at + 1;
  return true;
}

/** Two records that are not the same bytes: base's is parsed. */
function meet(base: usize, head: usize): i32 {
  if (hashKey(base, base, baseAt) !== ok) return odd;
  const baseKey = keyHash;
  const baseContent = content;
  const baseNext = next;
  const baseQuoted = hasQuotes;
  const baseLiteral = hasLiteral;
  const status = parse(head, headAt, headEnd, headIsLast);
  if (status === blank) {
    moveHead(next);
    return ok;
  }
  if (status !== ok) return status;
  if (hashKey(base, head, headAt) !== ok) return odd;
  if (keyHash !== baseKey) {
    if (farCount > mostFar && farCount * farShare > entryCount) return lost;
    return resynchronise(base, head, baseKey, baseNext, keyHash, next);
  }
  const headNext = next;
  const headContent = content;
  if (haveSameCells(base, head, baseAt, baseContent, baseQuoted, headAt)) {
    settle(keyHash);
    moveBase(baseNext);
    moveHead(headNext);
    return ok;
  }
  const headPlace = placeOf(head, headAt);
  canonical(base, head, headAt, otherScratch);
  const other = canonAt;
  const otherBytes = canonBytes;
  recall(baseContent, baseQuoted, baseLiteral);
  canonical(base, base, baseAt, scratch);
  if (canonBytes === otherBytes && isEqual(canonAt, other, otherBytes)) {
    settle(keyHash);
  } else {
    if (!isUtf8(headAt, headContent)) return odd;
    addChange(placeOf(base, baseAt), headPlace);
    if (!isSameKey(base, head, baseAt, baseContent, headAt, headContent)) return doubled;
    if (addBase(baseKey, both) !== ok) return doubled;
  }
  moveBase(baseNext);
  moveHead(headNext);
  return ok;
}

/**
 * Takes the fewest records off either side after which both have the same key again; one of each when that is not near.
 * @param baseNext,headNext addresses behind the two records
 */
function resynchronise(base: usize, head: usize, baseKey: u64, baseNext: usize, headKey: u64, headNext: usize): i32 {
  let inHead = headNext;
  let inBase = baseNext;
  for (let skipped: u32 = 1; skipped <= ahead; skipped++) {
    if (inHead !== 0) {
      inHead = look(base, head, inHead, headEnd);
      if (inHead !== 0 && keyHash === baseKey) return strayHead(base, head, skipped);
    }
    if (inBase !== 0) {
      inBase = look(base, base, inBase, baseEnd);
      if (inBase !== 0 && keyHash === headKey) return strayBase(base, skipped);
    }
  }
  farCount++;
  const status = strayBase(base, 1);
  return status === ok ? strayHead(base, head, 1) : status;
}

/** Hashes the key of the next record and gives the address behind it; 0 when none stands there completely. */
function look(base: usize, side: usize, start: usize, end: usize): usize {
  for (let at = start; at < end; at = next) {
    const status = parse(side, at, end, false);
    if (status === blank) continue;
    const behind = next;
    return status === ok && hashKey(base, side, at) === ok ? behind : 0;
  }
  return 0;
}

function strayBase(base: usize, count: u32): i32 {
  let left = count;
  while (left > 0) {
    const status = parse(base, baseAt, baseEnd, baseIsLast);
    if (status === ok) {
      if (hashKey(base, base, baseAt) !== ok) return odd;
      if (addBase(keyHash, offsetOf(base, baseAt)) !== ok) return doubled;
      left--;
    } else if (status !== blank) return status;
    moveBase(next);
  }
  return ok;
}

function strayHead(base: usize, head: usize, count: u32): i32 {
  let left = count;
  while (left > 0) {
    const status = parse(head, headAt, headEnd, headIsLast);
    if (status === ok) {
      if (hashKey(base, head, headAt) !== ok) return odd;
      defer(keyHash, offsetOf(head, headAt));
      left--;
    } else if (status !== blank) return status;
    moveHead(next);
  }
  return ok;
}
