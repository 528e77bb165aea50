// Records cell by cell: copied without their quotes, and written out as JSON wants them, 16 bytes at a time. Whatever is written
// may be followed by 15 bytes too many: every place that is written to has room behind it.

const quote: u8 = 34;
const backslash: u8 = 92;
/** Instead of a column that is not there, and where its cell is: a zero byte. */
const missing: u32 = 0xffffffff;
const empty: usize = 0;

/** Copies the cells of a record that is known to be sound, each with a zero byte behind it, which no file has that is streamed. */
export function copyRecord(start: usize, end: usize, delimiter: u32, to: usize): void {
  const delimiters = i8x16.splat(<u8>delimiter);
  const quotes = i8x16.splat(quote);
  for (let at = start, target = to; ; at += 16, target += 16) {
    const bytes = v128.load(at);
    v128.store(target, v128.andnot(bytes, i8x16.eq(bytes, delimiters)));
    const hits = i8x16.bitmask(i8x16.eq(bytes, quotes));
    if (hits !== 0 && at + ctz(hits) < end) return copyQuoted(start, end, <u8>delimiter, to);
    if (at + 16 >= end) break;
  }
  store<u8>(to + end - start, 0);
}

function copyQuoted(start: usize, end: usize, delimiter: u8, target: usize): void {
  let at = start;
  let to = target;
  while (true) {
    if (at < end && load<u8>(at) === quote) {
      at++;
      while (true) {
        const stop = findByte(at, end, quote);
        to = copy(at, stop, to);
        at = stop + 1;
        if (at >= end || load<u8>(at) !== quote) break;
        store<u8>(to++, quote);
        at++;
      }
    } else {
      const stop = findByte(at, end, delimiter);
      to = copy(at, stop, to);
      at = stop;
    }
    store<u8>(to++, 0);
    if (at >= end) return;
    at++;
  }
}

/** Where the cell behind the one written last starts. */
let next: usize = 0;

/** Writes all cells of a record, each behind a text of its own: an address and a length each. Gives the address behind them. */
export function writeRecord(record: usize, texts: usize, count: u32, target: usize): usize {
  let to = target;
  next = record;
  for (let column: u32 = 0; column < count; column++) {
    to = writeText(texts + ((<usize>column) << 3), to);
    to = writeCell(next, to);
  }
  return to;
}

/** Writes the cell of a column. */
export function writeColumn(record: usize, column: u32, target: usize): usize {
  return writeCell(cellAt(record, column), target);
}

/**
 * Writes the cells that differ between two records: for each a text of its own, the cell before, the text `middle`, the cell after,
 * and the text that stands behind `middle` in the list. `pairs` has for each pair of columns their numbers and its text, whose first
 * byte is left out where nothing was written before.
 */
export function writeFields(before: usize, after: usize, pairs: usize, count: u32, middle: usize, target: usize): usize {
  let to = target;
  let baseAt = before;
  let headAt = after;
  let baseColumn: u32 = 0;
  let headColumn: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const pair = pairs + ((<usize>index) << 4);
    const base = load<u32>(pair);
    const head = load<u32>(pair, 4);
    // Columns mostly follow each other.
    if (base !== missing) {
      baseAt = base < baseColumn ? cellAt(before, base) : cellAt(baseAt, base - baseColumn);
      baseColumn = base;
    }
    if (head !== missing) {
      headAt = head < headColumn ? cellAt(after, head) : cellAt(headAt, head - headColumn);
      headColumn = head;
    }
    const was: usize = base === missing ? empty : baseAt;
    const is: usize = head === missing ? empty : headAt;
    if (isSame(was, is)) continue;
    const skipped: usize = to === target ? 1 : 0;
    const text: usize = load<u32>(pair, 8);
    to = copy(text + skipped, text + load<u32>(pair, 12), to);
    to = writeCell(was, to);
    to = writeText(middle, to);
    to = writeCell(is, to);
    to = writeText(middle + 8, to);
  }
  return to;
}

/** Where the cell is that stands so many behind another. */
function cellAt(cell: usize, columns: u32): usize {
  let at = cell;
  for (let left = columns; left > 0; left--) at = findByte(at, usize.MAX_VALUE, 0) + 1;
  return at;
}

function isSame(one: usize, other: usize): bool {
  const zeros = i8x16.splat(0);
  let at: usize = 0;
  while (true) {
    const bytes = v128.load(one + at);
    const differ = i8x16.bitmask(i8x16.ne(bytes, v128.load(other + at)));
    const ends = i8x16.bitmask(i8x16.eq(bytes, zeros));
    if (differ !== 0) return ends !== 0 && ctz(ends) < ctz(differ);
    if (ends !== 0) return true;
    at += 16;
  }
}

/** Writes a text: there is its address and its length. */
export function writeText(text: usize, to: usize): usize {
  const start: usize = load<u32>(text);
  return copy(start, start + load<u32>(text, 4), to);
}

/** Writes a cell up to its zero byte. */
function writeCell(cell: usize, target: usize): usize {
  const firstPlain = i8x16.splat(32);
  const quotes = i8x16.splat(quote);
  const backslashes = i8x16.splat(backslash);
  let at = cell;
  let to = target;
  while (true) {
    const bytes = v128.load(at);
    v128.store(to, bytes);
    const escaped = v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, backslashes));
    const stops = i8x16.bitmask(v128.or(i8x16.lt_u(bytes, firstPlain), escaped));
    if (stops === 0) {
      at += 16;
      to += 16;
      continue;
    }
    at += ctz(stops);
    to += ctz(stops);
    const code = load<u8>(at++);
    if (code === 0) {
      next = at;
      return to;
    }
    to = writeEscape(code, to);
  }
}

function writeEscape(code: u8, to: usize): usize {
  const letter = shortEscape(code);
  store<u8>(to, backslash);
  if (letter !== 0) {
    store<u8>(to, letter, 1);
    return to + 2;
  }
  // u00
  store<u8>(to, 117, 1);
  store<u16>(to, 0x3030, 2);
  store<u8>(to, hexadecimal(code >> 4), 4);
  store<u8>(to, hexadecimal(code & 15), 5);
  return to + 6;
}

/** `\b`, `\t`, `\n`, `\f`, `\r` have letters of their own. */
function shortEscape(code: u8): u8 {
  if (code === quote || code === backslash) return code;
  if (code === 8) return 98;
  if (code === 9) return 116;
  if (code === 10) return 110;
  if (code === 12) return 102;
  return code === 13 ? 114 : 0;
}

function hexadecimal(digit: u8): u8 {
  return digit < 10 ? 48 + digit : 87 + digit;
}

function findByte(from: usize, end: usize, byte: u8): usize {
  const wanted = i8x16.splat(byte);
  for (let at = from; at < end; at += 16) {
    const hits = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (hits !== 0) return min(end, at + ctz(hits));
  }
  return end;
}

function copy(start: usize, end: usize, to: usize): usize {
  const bytes = end - start;
  for (let offset: usize = 0; offset < bytes; offset += 16) v128.store(to + offset, v128.load(start + offset));
  return to + bytes;
}
