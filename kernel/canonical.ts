// The one way to write a record, so that two that say the same are the same bytes.
import {
  carriageReturn,
  lineFeed,
  quote,
  sideDelimiter,
  sideExtraCount,
  sideExtras,
  sideIsRaw,
  sideMap,
  sideMapped,
} from './memory';
import { cellEnd, cellStart, content, hasLiteral, hasQuotes, split } from './record';

export let canonAt: usize = 0;
export let canonBytes: usize = 0;

/**
 * The parsed record as base would write it: columns in base's order, base's delimiter, quotes only where needed. Two records
 * are equal exactly when these bytes are. A record that is written so already is taken where it stands.
 */
export function canonical(base: usize, side: usize, start: usize, to: usize): void {
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

export function writeCell(column: u32, to: usize, delimiter: u8, isSame: bool): usize {
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

export function needsQuotes(start: usize, end: usize, delimiter: u8): bool {
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
