import { RollcallError } from '../../contract/index.ts';
import type { ByteSource } from '../../engine/diff/stream/byte-source.ts';

/** V8 has no longer text than this many characters; a file of so many bytes can never have more. */
export const longestText = 2 ** 29 - 24;

/**
 * All bytes of a file, for what cannot be streamed.
 * @throws RollcallError `ROSTER_REFUSED` when they would be no text any more.
 */
export function readWhole(name: string, { size, read }: ByteSource, limit = longestText): Uint8Array {
  if (size > limit) {
    throw new RollcallError(
      'ROSTER_REFUSED',
      `${name} has to be read as a whole, and is too large for that (${Math.ceil(size / 2 ** 20)} MiB): ` +
        'a broken row, a doubled or missing key, another encoding than UTF-8 or renamed columns stand in one of the files',
      { next: 'Name the key with --key, save both files as UTF-8 with the same columns, or compare them in parts.' },
    );
  }
  const bytes = new Uint8Array(size);
  return bytes.subarray(0, read(0, bytes));
}
