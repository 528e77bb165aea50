import type { Places } from '../places.ts';
import type { Hand } from './hand.ts';
import { measureRecords } from './measure.ts';

/** Records that one side has alone, in the order of the files. */
export interface Unmatched {
  readonly removed: Places;
  readonly added: Places;
}

/**
 * Reads off which records one side has alone. The table is used up by it. Undefined where one is not there any more.
 * @param added how many of them head has
 */
export function collectUnmatched({ kernel, base, head }: Hand, added: number): Unmatched | undefined {
  const { exports, memory, places } = kernel;
  const count = exports.gatherUnmatched();
  const found = new Float64Array(memory.buffer, places.table, count).sort();
  // Offsets of head come after all of base's.
  const removed = count - added;
  for (let index = removed; index < count; index += 1) found[index] = (found[index] ?? 0) - base.size;
  const placesOf = (side: 'base' | 'head', from: number, to: number): Places | undefined => {
    const offsets = Float64Array.from(found.subarray(from, to));
    const starts = { source: side === 'base' ? base : head, side: kernel[side], at: places.table + 8 * from };
    const bytes = measureRecords(kernel, { ...starts, offsets });
    return bytes === undefined ? undefined : { offsets, bytes };
  };
  const [gone, come] = [placesOf('base', 0, removed), placesOf('head', removed, count)];
  return gone === undefined || come === undefined ? undefined : { removed: gone, added: come };
}
