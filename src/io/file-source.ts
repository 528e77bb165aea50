import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { type ByteSource, sourceOf } from '../engine/diff/stream/byte-source.ts';

/**
 * Opens a file to be read piece by piece; what is no regular file, such as a pipe (`<(…)`), is read at once.
 * It is read synchronously: the pieces are small, in order and mostly in memory already, and nothing else is to be done meanwhile.
 * @throws what Node throws for files that cannot be read
 */
export function openFileSource(path: string): ByteSource {
  const descriptor = openSync(path, 'r');
  const stats = fstatSync(descriptor);
  if (!stats.isFile()) {
    const bytes = readFileSync(descriptor);
    closeSync(descriptor);
    return sourceOf(bytes);
  }
  return {
    size: stats.size,
    read(position, target) {
      let count = 0;
      while (count < target.length) {
        const got = readSync(descriptor, target, count, Math.min(target.length - count, mostAtOnce), position + count);
        if (got === 0) break;
        count += got;
      }
      return count;
    },
  };
}

/** Node refuses to read 2 GiB or more in one go. */
const mostAtOnce = 2 ** 30;
