import type { Kernel } from './kernel.ts';
import type { Window } from './window.ts';

/** The part of base that stays in memory while head is joined, so that most of base need not be read twice. */
export interface Held {
  /** Copies what the window has now and what was not there before, as far as there is room. */
  take(): void;
  /** Offsets between which a record starts that is held as a whole. */
  starts(): { readonly from: number; readonly to: number };
}

/** Holds base from what is in the window on: most orders that do not hold are given up within the first one. */
export function holdFrom(
  kernel: Kernel,
  window: Window,
  room: { readonly held: number; readonly window: number },
): Held {
  const from = window.position - (window.end - window.start);
  const most = from + room.held;
  let end = from;
  return {
    take() {
      const to = Math.min(window.position, most);
      if (to <= end) return;
      const at = window.end - (window.position - end);
      kernel.memory.copyWithin(kernel.places.block + end - from, at, at + to - end);
      end = to;
      kernel.memory[kernel.places.block + end - from] = lineFeed;
    },
    starts: () => ({ from, to: Math.max(from, window.isLast && end === window.position ? end : end - room.window) }),
  };
}

/** Whatever the kernel looks for behind a record, it stops here. */
const lineFeed = 10;
