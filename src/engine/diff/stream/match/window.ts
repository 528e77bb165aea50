import type { ByteSource, ReadAhead } from '../byte-source.ts';
import type { Waiting } from '../waiting.ts';
import { addressOfStart, type Kernel } from './kernel.ts';
import { slack } from './layout.ts';

/** What of a file stands in the kernel's memory: whole records, read one after the other. */
export interface Window {
  /** Address of the first byte that was kept or read last. */
  readonly start: number;
  /** Address behind the last byte read. */
  readonly end: number;
  /** True when what is to be read ends there. */
  readonly isLast: boolean;
  /** True when the last record does, too. */
  readonly isWhole: boolean;
  /** Set as soon as something is read that is not UTF-8. */
  readonly isUnsound: boolean;
  /** Keeps the bytes from an address on and reads on behind them; false when there was neither room nor more to read. */
  refill(from: number): boolean;
  /** Waits for what is being read ahead: before more is asked for, and before memory may be used otherwise. */
  rest(): Waiting<void>;
  /** Offset in the file of an address in the window. */
  offsetOf(address: number): number;
}

interface WindowOptions {
  readonly source: ByteSource;
  /** Offsets in the file between which it is read. */
  readonly from: number;
  readonly to: number;
  /** Whether the last record goes on behind it. */
  readonly isCut?: boolean;
  /** Address in the kernel's memory, where there is `windowRoom`. */
  readonly at: number;
  /** Address of the side whose records these are. */
  readonly side: number;
  readonly readsAhead?: boolean;
  /** Whether bytes are UTF-8; left out where they are known to be. */
  isUtf8?(bytes: Uint8Array): boolean;
}

export function openWindow(kernel: Kernel, options: WindowOptions): Window {
  const { source, at, side, to } = options;
  const bytes = kernel.room.window;
  /** Bytes read at once. Before them there is room for what is kept of the other half. */
  const readBytes = Math.ceil(bytes / 2);
  const kept = bytes - readBytes;
  let half = 0;
  let ahead: ReadAhead | undefined;
  /** Offset in the file of what comes behind the window. */
  let position = options.from;
  const letters = options.isUtf8 && watchLetters(options.isUtf8, at);
  const targetOf = (which: number) => at + which * (bytes + slack) + kept;
  const space = () => Math.min(readBytes, to - position);
  const read = (which: number) =>
    [position, kernel.memory.subarray(targetOf(which), targetOf(which) + space())] as const;
  const window = {
    start: at,
    end: at,
    isLast: false,
    isWhole: false,
    isUnsound: false,
    refill(from: number): boolean {
      const left = window.end - from;
      if (window.isLast || left > kept) return false;
      const next = 1 - half;
      const target = targetOf(next);
      const wanted = space();
      const count = ahead === undefined ? source.read(...read(next)) : (ahead.count() ?? 0);
      kernel.memory.copyWithin(target - left, from, window.end);
      letters?.move(from, target - left);
      half = next;
      window.start = target - left;
      window.end = target + count;
      position += count;
      // A file that became shorter meanwhile ends where it ends.
      window.isLast = position === to || count < wanted;
      ahead = window.isLast || !options.readsAhead ? undefined : source.readAhead?.(...read(1 - next));
      window.isWhole = window.isLast && options.isCut !== true;
      if (letters?.areSound(kernel.memory, window.end, window.isWhole) === false) window.isUnsound = true;
      kernel.memory.set(sentinels, window.end);
      tellOrigin(kernel, side, window.end, position);
      return true;
    },
    *rest(): Waiting<void> {
      if (ahead !== undefined && ahead.count() === undefined) yield ahead.done;
    },
    offsetOf: (address: number) => position - (window.end - address),
  };
  return window;
}

/** Watches that bytes which are read piece by piece from an address on are UTF-8, also where a letter is cut. */
export function watchLetters(isUtf8: (bytes: Uint8Array) => boolean, from: number) {
  /** Up to this address the bytes are known to be UTF-8. */
  let checked = from;
  return {
    /** What was at one address is at another one now, and so is what comes behind it. */
    move(was: number, is: number): void {
      checked = Math.max(checked - was, 0) + is;
    },
    /** Looks at what was read last; a cut letter at the end is sound unless it is the last. */
    areSound(memory: Uint8Array, end: number, isLast: boolean): boolean {
      const to = isLast ? end : lastLetter(memory, checked, end);
      const part = memory.subarray(checked, to);
      checked = to;
      return isUtf8(part);
    },
  };
}

/** Reads the bytes of one place only, for a side of the kernel, and gives the address behind them. */
export function readOnce(kernel: Kernel, side: number, source: ByteSource, offset: number, bytes: number): number {
  const at = kernel.places.headWindow;
  const end = at + source.read(offset, kernel.memory.subarray(at, at + bytes));
  kernel.memory.set(sentinels, end);
  tellOrigin(kernel, side, at, offset);
  return end;
}

/** Says that an offset of a file stands at an address. */
export function tellOrigin({ view }: Kernel, side: number, at: number, offset: number): void {
  view.setBigUint64(side + originOffset, -addressOfStart(at, offset), true);
}

const originOffset = 40;

/** A line feed and a quote: whatever the kernel looks for, it finds it here at the latest. */
export const sentinels = Uint8Array.of(10, 34, 10, 10);

/** Where the last letter starts when its bytes may not all be there. */
function lastLetter(memory: Uint8Array, from: number, end: number): number {
  for (let at = end - 1; at >= Math.max(from, end - 3); at -= 1) {
    const byte = memory[at] ?? 0;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return at;
  }
  return end;
}
