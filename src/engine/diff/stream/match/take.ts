import type { Hand } from './hand.ts';
import { isFull, type Kernel, status } from './kernel.ts';
import { batch } from './layout.ts';
import { type Ended, endOf } from './no-match.ts';
import type { Block, Part } from './part.ts';
import { holdBlock } from './verify-block.ts';
import { openWindow, sentinels, tellOrigin, type Window, watchLetters } from './window.ts';

/** Which part of a file is to be taken. */
export interface Taking {
  readonly part: Part;
  /** How many keys may be put into the table. */
  readonly entries: number;
}

/** How it ended, and what of base is held in memory if it ended well. */
export interface Taken {
  readonly ended: Ended;
  readonly held?: Block;
}

/**
 * Puts the records of a part of base into the table. The last `heldBytes` of it stay in memory, so that they need not be read
 * twice.
 */
export function takeBase(hand: Hand, { part, entries }: Taking, heldBytes: number): Taken {
  const { kernel, base, isUtf8 } = hand;
  const side = takeFrom(kernel, 'base', entries);
  const to = Math.max(part.from, part.to - heldBytes);
  const window = openWindow(kernel, {
    ...{ source: base, from: part.from, to, at: kernel.places.baseWindow, side: kernel.base },
    ...{ isCut: to < part.to, isUtf8 },
  });
  const ended = takeWindows(window, side);
  // What is held begins with the record that is not in the window as a whole.
  return ended === 'ok' ? fillBlock(hand, { from: window.offsetOf(side.at()), to: part.to }, side) : { ended };
}

/** Joins the records of a part of head with the table. Those whose base record is held are compared at once. */
export function takeHead({ kernel, head }: Hand, { part, entries }: Taking, held: Block): Ended {
  holdBlock(kernel, held);
  const window = openWindow(kernel, { source: head, ...part, at: kernel.places.headWindow, side: kernel.head });
  return takeWindows(window, takeFrom(kernel, 'head', entries));
}

/** Reads a part of base to where it stays, and takes its records. */
function fillBlock({ kernel, base, isUtf8 }: Hand, { from, to }: Part, side: Side): Taken {
  const { memory, places } = kernel;
  const letters = watchLetters(isUtf8, places.held);
  side.move(places.held);
  tellOrigin(kernel, kernel.base, places.held, from);
  let end = places.held;
  for (let position = from; position < to; ) {
    const target = memory.subarray(end, end + Math.min(pieceBytes, to - position));
    const count = base.read(position, target);
    position += count;
    end += count;
    const isLast = position === to;
    // A file that became shorter meanwhile is odd, too.
    if (count < target.length || !letters.areSound(memory, end, isLast)) return { ended: 'odd' };
    memory.set(sentinels, end);
    const ended = side.take(end, isLast);
    if (ended !== 'ok') return { ended };
  }
  return { ended: 'ok', held: { from, to, at: places.held, bytes: to - from, isLast: true } };
}

/** Takes all that a window goes over. */
function takeWindows(window: Window, side: Side): Ended {
  side.move(window.start);
  while (!window.isLast) {
    if (!window.refill(side.at())) return 'large';
    side.move(window.start);
    const ended = side.take(window.end, window.isWhole);
    if (window.isUnsound) return 'odd';
    if (ended !== 'ok') return ended;
  }
  return 'ok';
}

/** How the kernel takes records of one file. All numbers are addresses. */
interface Side {
  /** Where the next record starts. */
  at(): number;
  move(at: number): void;
  /** Takes what is there as a whole up to an end, and the last record in any case where the file ends there, too. */
  take(end: number, isLast: boolean): Ended;
}

function takeFrom(kernel: Kernel, file: 'base' | 'head', entries: number): Side {
  const { exports } = kernel;
  const most = exports.entryCount.value + entries;
  if (file === 'base') {
    return {
      at: () => exports.baseAt.value,
      move: exports.moveBase,
      take(end, isLast) {
        exports.limit(end, 0, isLast ? 1 : 0, 1);
        return takeAll(kernel, most, () => exports.takeBase(kernel.base, batch));
      },
    };
  }
  return {
    at: () => exports.headAt.value,
    move: exports.moveHead,
    take(end, isLast) {
      exports.limit(0, end, 1, isLast ? 1 : 0);
      return takeAll(kernel, most, () => exports.takeHead(kernel.base, kernel.head, batch));
    },
  };
}

/** Calls the kernel until it has taken what there is. */
function takeAll({ exports, room }: Kernel, most: number, run: () => number): Ended {
  for (;;) {
    if (exports.entryCount.value + batch > most) return 'full';
    if (isFull(exports, room, batch)) return 'large';
    const ended = run();
    if (ended === status.need) return 'ok';
    if (ended !== status.ok) return endOf(ended);
  }
}

/** Small enough to stay near the processor until it is looked at. */
const pieceBytes = 524_288;
