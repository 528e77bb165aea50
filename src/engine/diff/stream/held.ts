import { addressOfStart, type Kernel } from './kernel.ts';
import { sentinels, type Window } from './window.ts';

/** Offsets in base between which records start. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** The part of base that stays in memory while head is joined, so that most of base need not be read twice. */
export interface Held {
  /** Copies what the window has now and what was not there before, as far as there is room. */
  take(): void;
  /** From now on records of head are compared with it. */
  use(): void;
  /** Between which offsets records start that are held as a whole. */
  starts(): Part;
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
  const isLast = () => window.isLast && end === window.position;
  // The last record may go on behind what is held.
  const starts = () => ({ from, to: Math.max(from, isLast() ? end : end - room.window) });
  return {
    starts,
    take() {
      const to = Math.min(window.position, most);
      if (to <= end) return;
      const at = window.end - (window.position - end);
      kernel.memory.copyWithin(kernel.places.block + end - from, at, at + to - end);
      end = to;
    },
    use() {
      holdBlock(kernel, starts(), end - from, isLast());
    },
  };
}

/** Says that a part of base stands in memory: records that start in it, in so many bytes of it and what is behind it. */
export function holdBlock(
  { exports, memory, places }: Kernel,
  { from, to }: Part,
  bytes: number,
  isLast: boolean,
): void {
  const end = places.block + bytes;
  memory.set(sentinels, end);
  exports.hold(addressOfStart(places.block, from), BigInt(from), BigInt(to), end, isLast ? 1 : 0);
}
