import type { Hand } from './hand.ts';
import { isFull, type Kernel, status } from './kernel.ts';
import { batch } from './layout.ts';
import { type Ended, endOf } from './no-match.ts';
import type { Block, Part } from './part.ts';
import { holdBlock } from './verify-block.ts';
import { openWindow, sentinels, tellOrigin, watchLetters } from './window.ts';

/** Which part of a file is to be taken. */
export interface Taking {
  readonly part: Part;
  /** How many keys may be put into the table. */
  readonly entries: number;
}

/**
 * Puts the records of a part of base into the table. The first `bytes` of it are held in memory, so that they need not be read
 * twice, and what is held is told.
 */
export function takeBase(hand: Hand, { part, entries }: Taking, bytes: number): Held {
  const most = hand.kernel.exports.entryCount.value + entries;
  const filled = fillBlock(hand, part, bytes, most);
  const rest = { from: filled.held.to, to: part.to };
  if (filled.ended !== 'ok' || rest.from === rest.to) return filled;
  const { kernel, base, isUtf8 } = hand;
  const { exports, places } = kernel;
  const window = openWindow(kernel, {
    ...{ source: base, ...rest, at: places.baseWindow, side: kernel.base },
    ...{ readsAhead: false, isUtf8 },
  });
  exports.moveBase(window.start);
  while (!window.isLast || exports.baseAt.value < window.end) {
    if (!window.refill(exports.baseAt.value)) return { ...filled, ended: 'large' };
    exports.moveBase(window.start);
    exports.limit(window.end, 0, window.isLast ? 1 : 0, 1);
    const ended = takeAll(kernel, most, () => exports.takeBase(kernel.base, batch));
    if (window.isUnsound) return { ...filled, ended: 'odd' };
    if (ended !== 'ok') return { ...filled, ended };
  }
  return filled;
}

/** Joins the records of a part of head with the table. Those whose base record is held are compared at once. */
export function takeHead({ kernel, head }: Hand, { part, entries }: Taking, held: Block): Ended {
  const { exports, places } = kernel;
  const most = exports.entryCount.value + entries;
  holdBlock(kernel, held);
  const window = openWindow(kernel, {
    ...{ source: head, ...part, at: places.headWindow, side: kernel.head },
    readsAhead: false,
  });
  exports.moveHead(window.start);
  while (!window.isLast || exports.headAt.value < window.end) {
    if (!window.refill(exports.headAt.value)) return 'large';
    exports.moveHead(window.start);
    exports.limit(0, window.end, 1, window.isLast ? 1 : 0);
    const ended = takeAll(kernel, most, () => exports.takeHead(kernel.base, kernel.head, batch));
    if (ended !== 'ok') return ended;
  }
  return 'ok';
}

interface Held {
  readonly ended: Ended;
  readonly held: Block;
}

/** Reads the beginning of a part of base to where it stays, and takes the records that are there as a whole. */
function fillBlock({ kernel, base, isUtf8 }: Hand, part: Part, bytes: number, most: number): Held {
  const { exports, memory, places } = kernel;
  const letters = watchLetters(isUtf8, places.block);
  const { from } = part;
  const to = Math.min(part.to, from + bytes);
  const tell = (ended: Ended): Held => {
    const taken = exports.baseAt.value - places.block;
    return { ended, held: { from, to: from + taken, bytes: taken, isLast: true } };
  };
  exports.moveBase(places.block);
  tellOrigin(kernel, kernel.base, places.block, from);
  for (let position = from, end = places.block; position < to; ) {
    const target = memory.subarray(end, end + Math.min(pieceBytes, to - position));
    const count = base.read(position, target);
    position += count;
    end += count;
    const isLast = position === part.to;
    if (count < target.length || !letters.areSound(memory, { end, isLast })) return tell('odd');
    memory.set(sentinels, end);
    exports.limit(end, 0, isLast ? 1 : 0, 1);
    const ended = takeAll(kernel, most, () => exports.takeBase(kernel.base, batch));
    if (ended !== 'ok') return tell(ended);
  }
  return tell('ok');
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
