import type { Hand } from './hand.ts';
import { isFull, type Kernel, status } from './kernel.ts';
import { batch } from './layout.ts';
import { type Ended, endOf } from './no-match.ts';
import { type Block, bytesOf, type Part } from './part.ts';
import { holdBlock } from './verify-block.ts';
import { openWindow, sentinels, tellOrigin, watchLetters } from './window.ts';

/** Which part of a file is to be taken. */
export interface Taking {
  readonly part: Part;
  /** How many keys may be put into the table. */
  readonly entries: number;
}

/** How it ended, and what of base is held in memory. */
export interface Taken {
  readonly ended: Ended;
  readonly held: Block;
}

/**
 * Puts the records of a part of base into the table. The last `heldBytes` of it stay in memory, so that they need not be read
 * twice.
 */
export function takeBase(hand: Hand, { part, entries }: Taking, heldBytes: number): Taken {
  const most = hand.kernel.exports.entryCount.value + entries;
  const rest = { from: part.from, to: Math.max(part.from, part.to - heldBytes) };
  const passed = passBase(hand, rest, rest.to === part.to, most);
  return fillBlock(hand, { from: passed.to, to: part.to }, passed.ended, most);
}

/** Takes the records of a part of base and tells where the first one starts that is not there as a whole. */
function passBase(
  { kernel, base, isUtf8 }: Hand,
  part: Part,
  isWhole: boolean,
  most: number,
): { readonly ended: Ended; readonly to: number } {
  if (bytesOf(part) === 0) return { ended: 'ok', to: part.to };
  const { exports, places } = kernel;
  const window = openWindow(kernel, {
    ...{ source: base, ...part, at: places.baseWindow, side: kernel.base },
    ...{ isWhole, readsAhead: false, isUtf8 },
  });
  exports.moveBase(window.start);
  const tell = (ended: Ended) => ({ ended, to: window.offsetOf(exports.baseAt.value) });
  while (!window.isLast) {
    if (!window.refill(exports.baseAt.value)) return tell('large');
    exports.moveBase(window.start);
    exports.limit(window.end, 0, window.isLast && isWhole ? 1 : 0, 1);
    const ended = takeAll(kernel, most, () => exports.takeBase(kernel.base, batch));
    if (window.isUnsound) return tell('odd');
    if (ended !== 'ok') return tell(ended);
  }
  return tell('ok');
}

/** Reads a part of base to where it stays, and takes its records. */
function fillBlock({ kernel, base, isUtf8 }: Hand, { from, to }: Part, passed: Ended, most: number): Taken {
  const { exports, memory, places } = kernel;
  const tell = (ended: Ended, end: number) => ({
    ended,
    held: { from, to: from + end - places.held, at: places.held, bytes: end - places.held, isLast: true },
  });
  const letters = watchLetters(isUtf8, places.held);
  exports.moveBase(places.held);
  tellOrigin(kernel, kernel.base, places.held, from);
  let ended = passed;
  let end = places.held;
  for (let position = from; position < to && ended === 'ok'; ) {
    const target = memory.subarray(end, end + Math.min(pieceBytes, to - position));
    const count = base.read(position, target);
    position += count;
    end += count;
    const isLast = position === to;
    // A file that became shorter meanwhile is odd, too.
    if (count < target.length || !letters.areSound(memory, end, isLast)) return tell('odd', end);
    memory.set(sentinels, end);
    exports.limit(end, 0, isLast ? 1 : 0, 1);
    ended = takeAll(kernel, most, () => exports.takeBase(kernel.base, batch));
  }
  return tell(ended, end);
}

/** Joins the records of a part of head with the table. Those whose base record is held are compared at once. */
export function takeHead({ kernel, head }: Hand, { part, entries }: Taking, held: Block): Ended {
  const { exports, places } = kernel;
  const most = exports.entryCount.value + entries;
  holdBlock(kernel, held);
  const window = openWindow(kernel, {
    ...{ source: head, ...part, at: places.headWindow, side: kernel.head },
    ...{ isWhole: true, readsAhead: false },
  });
  exports.moveHead(window.start);
  while (!window.isLast) {
    if (!window.refill(exports.headAt.value)) return 'large';
    exports.moveHead(window.start);
    exports.limit(0, window.end, 1, window.isLast ? 1 : 0);
    const ended = takeAll(kernel, most, () => exports.takeHead(kernel.base, kernel.head, batch));
    if (ended !== 'ok') return ended;
  }
  return 'ok';
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
