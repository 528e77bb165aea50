import type { Waiting } from '../waiting.ts';
import type { Hand } from './hand.ts';
import { isFull, status } from './kernel.ts';
import { batch } from './layout.ts';
import { type Ended, endOf } from './no-match.ts';
import { openWindow } from './window.ts';

interface Starts {
  /** Offsets of the first records. */
  readonly base: number;
  readonly head: number;
  /** Keys beyond which seeking takes long. */
  readonly mostEntries: number;
  readonly readsAhead: boolean;
}

/** How far both files were read in step: up to the end of either, or to where the order did not hold. */
export interface Walked {
  readonly ended: Ended;
  /** Offsets of the records that come next. */
  readonly base: number;
  readonly head: number;
}

/** Keys that one call may add: a record of each side, and those that are skipped to find the next one that both have. */
export const mostAdded = 20 * batch;

/** Goes through both files in step as long as their order holds. */
export function* walk({ kernel, ...files }: Hand, { mostEntries, readsAhead, ...starts }: Starts): Waiting<Walked> {
  const { exports, places, room } = kernel;
  const base = openWindow(kernel, {
    ...{ source: files.base, from: starts.base, to: files.base.size, at: places.baseWindow, side: kernel.base },
    ...{ readsAhead, isUtf8: files.isUtf8 },
  });
  // What head says as base does needs no look of its own, and what it says otherwise the kernel looks at.
  const head = openWindow(kernel, {
    ...{ source: files.head, from: starts.head, to: files.head.size, at: places.headWindow, side: kernel.head },
    readsAhead,
  });
  function* refill(): Waiting<boolean> {
    yield* base.rest();
    yield* head.rest();
    const isMore = base.refill(exports.baseAt.value);
    const isMoreToo = head.refill(exports.headAt.value);
    if (isMore) exports.moveBase(base.start);
    if (isMoreToo) exports.moveHead(head.start);
    exports.limit(base.end, head.end, base.isLast ? 1 : 0, head.isLast ? 1 : 0);
    return isMore || isMoreToo;
  }
  const isDone = () =>
    (base.isLast && exports.baseAt.value >= base.end) || (head.isLast && exports.headAt.value >= head.end);
  function* go(): Waiting<Ended> {
    for (;;) {
      if (!(yield* refill())) return 'large';
      while (!isDone()) {
        if (exports.entryCount.value + mostAdded > mostEntries) return 'full';
        if (isFull(exports, room, mostAdded)) return 'large';
        const ended = exports.walk(kernel.base, kernel.head, batch);
        if (base.isUnsound) return 'odd';
        if (ended === status.lost) return 'ok';
        if (ended === status.need) break;
        if (ended !== status.ok) return endOf(ended);
      }
      if (isDone()) return 'ok';
    }
  }
  exports.moveBase(base.start);
  exports.moveHead(head.start);
  const ended = yield* go();
  // Their memory is used otherwise now.
  yield* base.rest();
  yield* head.rest();
  return { ended, base: base.offsetOf(exports.baseAt.value), head: head.offsetOf(exports.headAt.value) };
}
