/** The bytes of one file, wherever they are. */
export interface ByteSource {
  /** How many there are, known beforehand. */
  readonly size: number;
  /** Puts the bytes from `position` on into `target` and gives how many; fewer than fit only at the end. */
  read(position: number, target: Uint8Array): number;
}

/** A file that is in memory already. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(position, target) {
      const part = bytes.subarray(position, position + target.length);
      target.set(part);
      return part.length;
    },
  };
}
