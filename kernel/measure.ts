// How long records are whose beginnings are known.
import { isUtf8 } from './letters';
import { ok, pending } from './memory';
import { content, parse } from './record';

/**
 * Writes into `pending` how long records are that start at offsets in a list, in the order of the file, as far as they are in
 * memory and sound; gives how many.
 * @param list of offsets, 8 bytes each; `at` is where offset 0 of the file would stand
 */
export function measure(side: usize, list: usize, count: u32, at: u64, end: usize, isLast: bool): u32 {
  for (let index: u32 = 0; index < count; index++) {
    const start = <usize>(at + <u64>load<f64>(list + ((<usize>index) << 3)));
    if (start >= end || parse(side, start, end, isLast) !== ok || !isUtf8(start, content)) return index;
    store<u32>(pending + ((<usize>index) << 2), <u32>(content - start));
  }
  return count;
}
