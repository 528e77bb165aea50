import type { ByteSource } from '../byte-source.ts';
import { addressOfStart, type Kernel } from './kernel.ts';
import { batch } from './layout.ts';
import { aloneBytes } from './verify-block.ts';
import { readOnce } from './window.ts';

/** Records of one file whose beginnings are known. */
interface Starts {
  readonly source: ByteSource;
  /** Address of the side whose records these are. */
  readonly side: number;
  /** Offsets in the order of the file, and the address at which the kernel has them. */
  readonly offsets: Float64Array;
  readonly at: number;
}

/** How many bytes each record has, without its line end. Undefined where one is not there any more. */
export function measureRecords(kernel: Kernel, { source, side, offsets, at }: Starts): Uint32Array | undefined {
  const { exports, places } = kernel;
  const { window } = kernel.room;
  const bytes = new Uint32Array(offsets.length);
  let index = 0;
  while (index < offsets.length) {
    const from = offsets[index] ?? 0;
    const count = Math.min(batch, offsets.length - index);
    const measureIn = (size: number) => {
      const end = readOnce(kernel, side, source, from, size);
      const isLast = from + size >= source.size ? 1 : 0;
      return exports.measure(side, at + 8 * index, count, addressOfStart(places.headWindow, from), end, isLast);
    };
    // Together where they are near to each other.
    const isNear = (offsets[index + near] ?? Number.POSITIVE_INFINITY) < from + window;
    const measured = (isNear ? 0 : measureIn(Math.min(aloneBytes, window))) || measureIn(window);
    if (measured === 0) return undefined;
    bytes.set(new Uint32Array(kernel.memory.buffer, kernel.places.pending, measured), index);
    index += measured;
  }
  return bytes;
}

/** Reading a window takes as long as reading so many records alone; measured, and not critical. */
const near = 32;
