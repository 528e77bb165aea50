// Where a file may be parted, so that two hands can read it.
import { blank, lineFeed, need, ok } from './memory';
import { findByte, next, parse } from './record';

/** Records that are looked at before a place is taken for the start of one. */
const mostLooked: u32 = 8;

/**
 * The first address behind a line feed at which records seem to start, or 0. It may be in the middle of a cell in quotes: who reads
 * what comes before finds out, for there the cell is left open.
 */
export function findStart(side: usize, from: usize, end: usize): usize {
  let at = from;
  while (true) {
    at = findByte(at, end, lineFeed) + 1;
    if (at >= end) return 0;
    if (areRecords(side, at, end)) return at;
  }
}

function areRecords(side: usize, start: usize, end: usize): bool {
  let at = start;
  for (let looked: u32 = 0; looked < mostLooked && at < end; looked++) {
    const status = parse(side, at, end, false);
    if (status === need) return looked !== 0;
    if (status !== ok && status !== blank) return false;
    at = next;
  }
  return true;
}
