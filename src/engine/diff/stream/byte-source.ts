/** The bytes of one file, wherever they are. */
export interface ByteSource {
  /** How many there are, known beforehand. */
  readonly size: number;
  /** Puts the bytes from `position` on into `target` and gives how many; fewer than fit only at the end. */
  read(position: number, target: Uint8Array): number;
  /** Begins to do the same while something else is done. Where it is missing, bytes are read when they are needed. */
  readAhead?(position: number, target: Uint8Array): ReadAhead;
}

/** A reading that goes on meanwhile. `target` is not to be touched until it is done. */
export interface ReadAhead {
  /** Settles when all is read, or could not be; never rejects. */
  readonly done: Promise<unknown>;
  /** What `read` gives, or undefined as long as it is not done; throws what `read` throws. */
  count(): number | undefined;
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
