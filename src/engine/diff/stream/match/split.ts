import type { Hands } from './hands.ts';
import { bytesOf, type Part } from './part.ts';
import { readOnce } from './window.ts';

/**
 * Parts a file among the hands: the first one has what comes before `free` and half of that, the second one the other half; all
 * is the first one's where there is no other or no place to part it. Whether records are cut there comes out when the first hand
 * has come so far: a cell in quotes would not be closed.
 */
export function splitAmong(
  { first, areTwo }: Hands,
  side: 'base' | 'head',
  { from, to }: Part,
  free: Part,
): (hand: number) => Part {
  const at = (areTwo ? findSplit(first, side, free) : undefined) ?? to;
  return (hand) => (hand === 0 ? { from, to: at } : { from: at, to });
}

function findSplit({ kernel, ...files }: Hands['first'], side: 'base' | 'head', free: Part): number | undefined {
  const middle = Math.floor(free.from + bytesOf(free) / 2);
  const bytes = Math.min(sampleBytes, kernel.room.window, free.to - middle);
  const end = readOnce(kernel, kernel[side], files[side], middle, bytes);
  const start = kernel.places.headWindow;
  const found = kernel.exports.findStart(kernel[side], start, end);
  return found === 0 ? undefined : middle + found - start;
}

/** Some hundred records of most files. */
const sampleBytes = 65_536;
