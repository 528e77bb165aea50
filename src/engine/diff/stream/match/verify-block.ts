import type { Hand } from './hand.ts';
import { addressOfStart, type Kernel, status } from './kernel.ts';
import { type Ended, endOf } from './no-match.ts';
import type { Block, Part } from './part.ts';
import { openWindow, readOnce, sentinels } from './window.ts';

/** Reads bytes of base to an address and gives how many were there. */
export function readPiece({ kernel, base }: Hand, { from, to }: Part, at: number): number {
  return base.read(from, kernel.memory.subarray(at, at + to - from));
}

/** Compares those of the first so many pairs whose base record is in a block that stands in memory. */
export function verifyBlock({ kernel, head }: Hand, block: Block, pairs: number): Ended {
  const { exports, places } = kernel;
  holdBlock(kernel, block);
  exports.rewind(pairs);
  if (exports.advance(BigInt(block.from), BigInt(block.to)) === 0) return 'ok';
  const window = openWindow(kernel, {
    ...{ source: head, from: Number(exports.pairHead.value), to: head.size },
    ...{ at: places.headWindow, side: kernel.head },
  });
  let ended: number = status.need;
  while (ended === status.need) {
    const left = Math.max(0, window.offsetOf(window.end) - Number(exports.pairHead.value));
    // Head became shorter meanwhile.
    if (!window.refill(window.end - left)) break;
    exports.limit(0, window.end, 1, window.isLast ? 1 : 0);
    ended = exports.verify(kernel.base, kernel.head);
  }
  return endOf(ended);
}

/** Compares a few pairs, which are read each for itself. */
export function verifyOneByOne({ kernel, base, head }: Hand, part: Part): Ended {
  const { exports, memory, places, room } = kernel;
  exports.rewind(exports.pairCount.value);
  while (exports.advance(BigInt(part.from), BigInt(part.to)) !== 0) {
    const from = Number(exports.pairBase.value);
    const inHead = Number(exports.pairHead.value);
    const compare = (most: number) => {
      const bytes = base.read(from, memory.subarray(places.baseWindow, places.baseWindow + most));
      const isLast = from + most >= base.size;
      holdBlock(kernel, { from, to: from + 1, at: places.baseWindow, bytes, isLast });
      const end = readOnce(kernel, kernel.head, head, inHead, most);
      exports.limit(0, end, 1, inHead + most >= head.size ? 1 : 0);
      return exports.verifyPair(kernel.base, kernel.head);
    };
    const first = compare(Math.min(aloneBytes, room.window));
    const ended = first === status.need ? compare(room.window) : first;
    if (ended !== status.ok) return endOf(ended);
  }
  return 'ok';
}

/** Says that a part of base stands in memory. */
export function holdBlock({ exports, memory }: Kernel, { from, to, at, bytes, isLast }: Block): void {
  const end = at + bytes;
  memory.set(sentinels, end);
  exports.hold(addressOfStart(at, from), BigInt(from), BigInt(to), end, isLast ? 1 : 0);
}

/** What is read of a record whose length is not known; nearly all are shorter. */
export const aloneBytes = 4096;
