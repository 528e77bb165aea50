import type { ByteSource } from './byte-source.ts';

/**
 * Reads short slices of a file: many at once while they follow each other, one alone where they do not.
 * What it gives is good until the next call.
 */
export function openSlices(source: ByteSource): (offset: number, bytes: number) => Uint8Array {
  let window = new Uint8Array(windowBytes);
  let from = 0;
  let to = 0;
  return (offset, bytes) => {
    if (offset < from || offset + bytes > to) {
      const follows = offset >= from && offset - to < windowBytes;
      if (bytes > window.length) window = new Uint8Array(bytes);
      const size = Math.min(follows ? window.length : Math.max(bytes, aloneBytes), window.length);
      from = offset;
      to = offset + source.read(offset, window.subarray(0, size));
    }
    return window.subarray(offset - from, offset - from + bytes);
  };
}

const windowBytes = 262_144;
const aloneBytes = 4096;
