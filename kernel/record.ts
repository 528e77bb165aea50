// One CSV record at a time, 16 bytes at a time.
import {
  blank,
  carriageReturn,
  cells,
  lineFeed,
  need,
  odd,
  ok,
  quote,
  sideColumns,
  sideDelimiter,
  space,
} from './memory';

/** What `parse` found: the end of the record's content and the next record. */
export let content: usize = 0;
export let next: usize = 0;
/** Whether a quote stands in the record, and whether one stands in a cell that is not quoted. */
export let hasQuotes: bool = false;
export let hasLiteral: bool = false;

/** Takes up a record that was parsed before. */
export function recall(toContent: usize, quoted: bool, literal: bool): void {
  content = toContent;
  hasQuotes = quoted;
  hasLiteral = literal;
}

/**
 * Finds the end of the record at `at`. The host has put a line feed and a quote behind `end`, so that no loop runs past it.
 * A quote opens only at a field's start and closes only before a delimiter or the record's end.
 */
export function parse(side: usize, start: usize, end: usize, isLast: bool): i32 {
  const delimiter = load<u8>(side, sideDelimiter);
  const delimiters = i8x16.splat(delimiter);
  const returns = i8x16.splat(carriageReturn);
  const quotes = i8x16.splat(quote);
  const zeros = i8x16.splat(0);
  let at = start;
  let count: u32 = 1;
  let anyQuote = false;
  let anyLiteral = false;
  while (true) {
    const bytes = v128.load(at);
    // All that is not above a carriage return: zeros, line ends, and what hardly any file has.
    const isCut = i8x16.eq(bytes, delimiters);
    const isStop = v128.or(i8x16.le_u(bytes, returns), i8x16.eq(bytes, quotes));
    const stops = i8x16.bitmask(v128.andnot(isStop, isCut));
    const cuts = i8x16.bitmask(isCut);
    if (stops === 0) {
      count += popcnt(cuts);
      at += 16;
      continue;
    }
    const stop = ctz(stops);
    count += popcnt(cuts & ((1 << stop) - 1));
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
    if (code === 0) return odd;
    if (code !== quote) {
      at++;
      continue;
    }
    anyQuote = true;
    if (at !== start && load<u8>(at - 1) !== delimiter) {
      anyLiteral = true;
      at++;
      continue;
    }
    at++;
    // Cells in quotes often follow each other.
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
      const after = load<u8>(at);
      if (after === quote) {
        at++;
        continue;
      }
      if (after !== delimiter) {
        if (after !== lineFeed && after !== carriageReturn) return odd;
        break;
      }
      if (at + 1 >= end || load<u8>(at + 1) !== quote) break;
      count++;
      at += 2;
    }
  }
  hasQuotes = anyQuote;
  hasLiteral = anyLiteral;
  const columns = load<u32>(side, sideColumns);
  if (count === 1 && !anyQuote && isBlank(start, content, columns)) return blank;
  if (count !== columns) return odd;
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
export function split(side: usize, start: usize): u32 {
  const delimiter = load<u8>(side, sideDelimiter);
  return hasQuotes ? splitQuoted(delimiter, start) : splitPlain(delimiter, start);
}

function splitPlain(delimiter: u8, start: usize): u32 {
  const delimiters = i8x16.splat(delimiter);
  const end = content;
  let to = cells;
  let from = start;
  for (let at = start; at < end; at += 16) {
    let cuts = i8x16.bitmask(i8x16.eq(v128.load(at), delimiters));
    if (at + 16 > end) cuts &= (1 << (<i32>(end - at))) - 1;
    for (; cuts !== 0; cuts &= cuts - 1) {
      const cut = at + ctz(cuts);
      store<u32>(to, <u32>from);
      store<u32>(to, <u32>cut, 4);
      from = cut + 1;
      to += 8;
    }
  }
  store<u32>(to, <u32>from);
  store<u32>(to, <u32>end, 4);
  return <u32>((to - cells) >> 3) + 1;
}

function splitQuoted(delimiter: u8, start: usize): u32 {
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
    store<u32>(cells + ((<usize>count) << 3), <u32>from);
    store<u32>(cells + ((<usize>count) << 3), <u32>at, 4);
    count++;
    if (at >= end) return count;
    at++;
  }
}

export function cellStart(column: u32): usize {
  return load<u32>(cells + ((<usize>column) << 3));
}

export function cellEnd(column: u32): usize {
  return load<u32>(cells + ((<usize>column) << 3), 4);
}

/** Where a byte stands first, or `end`. */
export function findByte(from: usize, end: usize, byte: u8): usize {
  const wanted = i8x16.splat(byte);
  for (let at = from; at < end; at += 16) {
    const hits = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (hits !== 0) return min(end, at + ctz(hits));
  }
  return end;
}
