import { closeSync, fstatSync, openSync, read, readFileSync, readSync } from 'node:fs';
import { type ByteSource, type ReadAhead, sourceOf } from '../engine/diff/stream/byte-source.ts';

/** A file that is open. Another thread of the process may read it by its descriptor. */
export interface FileSource extends ByteSource {
  readonly descriptor: number;
}

export function isFileSource(source: ByteSource): source is FileSource {
  return 'descriptor' in source;
}

/**
 * Opens a file to be read piece by piece; what is no regular file, such as a pipe (`<(…)`), is read at once.
 * Pieces that are wanted now are read synchronously, for nothing else is to be done then; those wanted next meanwhile.
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
  return fileSource(descriptor, stats.size);
}

/** The first bytes, so many, of a file that is open. */
export function fileSource(descriptor: number, size: number): FileSource {
  return {
    descriptor,
    size,
    read(position, target) {
      let count = 0;
      while (count < target.length) {
        const got = readSync(descriptor, target, count, Math.min(target.length - count, mostAtOnce), position + count);
        if (got === 0) break;
        count += got;
      }
      return count;
    },
    readAhead: (position, target) => readMeanwhile(descriptor, position, target),
  };
}

function readMeanwhile(descriptor: number, position: number, target: Uint8Array): ReadAhead {
  let count: number | undefined;
  let failure: Error | null = null;
  const done = new Promise<void>((resolve) => {
    const readOn = (from: number) => {
      const most = Math.min(target.length - from, mostAtOnce);
      read(descriptor, target, from, most, position + from, (error, got) => {
        if (error === null && got > 0 && from + got < target.length) return readOn(from + got);
        failure = error;
        count = from + got;
        resolve();
      });
    };
    readOn(0);
  });
  return {
    done,
    count() {
      if (failure !== null) throw failure;
      return count;
    },
  };
}

/** Node refuses to read 2 GiB or more in one go. */
const mostAtOnce = 2 ** 30;
