import type { ByteSource } from './byte-source.ts';
import type { Kernel } from './kernel.ts';

/** What of a file stands in the kernel's memory: whole records, read one after the other. */
export interface Window {
  /** Address behind the last byte read. */
  readonly end: number;
  /** Offset in the file of what comes behind it. */
  readonly position: number;
  /** True when the file ends there. */
  readonly isLast: boolean;
  /** Set as soon as something is read that is not UTF-8. */
  readonly isUnsound: boolean;
  /** Keeps the bytes from an address on and reads on behind them; false when there was neither room nor more to read. */
  refill(from: number): boolean;
}

interface WindowOptions {
  readonly source: ByteSource;
  /** Offset in the file at which the records begin. */
  readonly start: number;
  /** Address and size in the kernel's memory. */
  readonly at: number;
  readonly bytes: number;
  /** Address of the side whose records these are. */
  readonly side: number;
  isUtf8(bytes: Uint8Array): boolean;
}

export function openWindow(kernel: Kernel, { source, start, at, bytes, side, isUtf8 }: WindowOptions): Window {
  const window = {
    end: at,
    position: start,
    isLast: false,
    isUnsound: false,
    refill(from: number) {
      const { memory, view } = kernel;
      const kept = window.end - from;
      if (window.isLast || kept === bytes) return false;
      memory.copyWithin(at, from, window.end);
      checked -= from - at;
      const room = Math.min(bytes - kept, source.size - window.position);
      const count = room === 0 ? 0 : source.read(window.position, memory.subarray(at + kept, at + kept + room));
      window.position += count;
      window.end = at + kept + count;
      // A file that became shorter meanwhile ends where it ends.
      window.isLast = window.position === source.size || count < room;
      const sound = window.isLast ? window.end : lastLetter(memory, checked, window.end);
      if (!isUtf8(memory.subarray(checked, sound))) window.isUnsound = true;
      checked = sound;
      memory.set(sentinels, window.end);
      view.setBigUint64(side + originOffset, BigInt.asUintN(64, BigInt(window.position) - BigInt(window.end)), true);
      return true;
    },
  };
  /** Up to this address the bytes are known to be UTF-8. */
  let checked = at;
  return window;
}

const originOffset = 40;

/** A line feed and a quote: whatever the kernel looks for, it finds it here at the latest. */
const sentinels = Uint8Array.of(10, 34, 10, 10);

/** Where the last letter starts when its bytes may not all be there. */
function lastLetter(memory: Uint8Array, from: number, end: number): number {
  for (let at = end - 1; at >= Math.max(from, end - 3); at -= 1) {
    const byte = memory[at] ?? 0;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return at;
  }
  return end;
}
