import type { ByteSource, ReadAhead } from './byte-source.ts';
import { addressOfStart, type Kernel, slack } from './kernel.ts';
import type { Waiting } from './waiting.ts';

/** What of a file stands in the kernel's memory: whole records, read one after the other. */
export interface Window {
  /** Address of the first byte that was kept or read last. */
  readonly start: number;
  /** Address behind the last byte read. */
  readonly end: number;
  /** Offset in the file of what comes behind it. */
  readonly position: number;
  /** True when the file ends there. */
  readonly isLast: boolean;
  /** Set as soon as something is read that is not UTF-8. */
  readonly isUnsound: boolean;
  /** Keeps the bytes from an address on and reads on behind them; false when there was neither room nor more to read. */
  refill(from: number): Waiting<boolean>;
  /** Waits for what is being read ahead, so that memory may be used otherwise. */
  rest(): Waiting<void>;
}

interface WindowOptions {
  readonly source: ByteSource;
  /** Offset in the file at which the records begin. */
  readonly start: number;
  /** Address in the kernel's memory, where there is `windowRoom`. */
  readonly at: number;
  /** No record may be longer. */
  readonly bytes: number;
  /** Address of the side whose records these are. */
  readonly side: number;
  readonly readsAhead: boolean;
  /** Whether bytes are UTF-8; left out where they are known to be. */
  isUtf8?(bytes: Uint8Array): boolean;
}

export function openWindow(kernel: Kernel, options: WindowOptions): Window {
  const { source, at, bytes, side, isUtf8 } = options;
  /** Bytes read at once. Before them there is room for what is kept of the other half. */
  const readBytes = Math.ceil(bytes / 2);
  const kept = bytes - readBytes;
  let half = 0;
  let ahead: ReadAhead | undefined;
  /** Up to this address the bytes are known to be UTF-8. */
  let checked = at;
  const targetOf = (which: number) => at + which * (bytes + slack) + kept;
  const space = () => Math.min(readBytes, source.size - window.position);
  const read = (which: number) =>
    [window.position, kernel.memory.subarray(targetOf(which), targetOf(which) + space())] as const;
  const window = {
    start: at,
    end: at,
    position: options.start,
    isLast: false,
    isUnsound: false,
    *refill(from: number): Waiting<boolean> {
      const left = window.end - from;
      if (window.isLast || left > kept) return false;
      const next = 1 - half;
      const target = targetOf(next);
      const wanted = space();
      yield* window.rest();
      const count = ahead === undefined ? source.read(...read(next)) : (ahead.count() ?? 0);
      kernel.memory.copyWithin(target - left, from, window.end);
      checked = Math.max(checked - from, 0) + target - left;
      half = next;
      window.start = target - left;
      window.end = target + count;
      window.position += count;
      // A file that became shorter meanwhile ends where it ends.
      window.isLast = window.position === source.size || count < wanted;
      ahead = window.isLast || !options.readsAhead ? undefined : source.readAhead?.(...read(1 - next));
      check(kernel);
      kernel.memory.set(sentinels, window.end);
      tellOrigin(kernel, side, window.end, window.position);
      return true;
    },
    *rest(): Waiting<void> {
      if (ahead !== undefined && ahead.count() === undefined) yield ahead.done;
    },
  };
  const check = ({ memory }: Kernel): void => {
    if (isUtf8 === undefined) return;
    const sound = window.isLast ? window.end : lastLetter(memory, checked, window.end);
    if (!isUtf8(memory.subarray(checked, sound))) window.isUnsound = true;
    checked = sound;
  };
  return window;
}

/** Reads the bytes of one place only, for a side of the kernel, and gives the address behind them. */
export function readOnce(kernel: Kernel, side: number, source: ByteSource, offset: number, bytes: number): number {
  const at = kernel.places.headWindow;
  const end = at + source.read(offset, kernel.memory.subarray(at, at + bytes));
  kernel.memory.set(sentinels, end);
  tellOrigin(kernel, side, at, offset);
  return end;
}

function tellOrigin({ view }: Kernel, side: number, at: number, offset: number): void {
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
