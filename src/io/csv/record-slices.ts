import type { ByteRecord } from '../../engine/diff/byte-changes.ts';
import type { ListTools } from '../../engine/diff/stream/change-list.ts';

/**
 * Reads single records out of a file: in the order in which they stand there, and those at once that are near each other.
 * They are held without their quotes, in the order in which they were asked for.
 */
export const openRecords: ListTools['openRecords'] = ({ source, delimiter, columns }, { offsets, bytes }) => {
  const sign = delimiter.charCodeAt(0);
  const starts = new Uint32Array(bytes.length);
  let window = Buffer.allocUnsafeSlow(windowBytes);
  let held = Buffer.alloc(0);
  const offsetOf = (index: number) => offsets[index] ?? 0;
  const endOf = (index: number) => (offsets[index] ?? 0) + (bytes[index] ?? 0);

  /** Reads the records from `first` on that are near each other, and gives which is the next one. */
  const readNear = (inFile: readonly number[], first: number): number => {
    const from = offsetOf(inFile[first] ?? 0);
    let to = endOf(inFile[first] ?? 0);
    let behind = first + 1;
    for (; behind < inFile.length; behind += 1) {
      const index = inFile[behind] ?? 0;
      if (offsetOf(index) - to > nearBytes || endOf(index) - from > windowBytes) break;
      to = endOf(index);
    }
    if (to - from > window.length) window = Buffer.allocUnsafeSlow(to - from);
    const count = source.read(from, window.subarray(0, to - from));
    // A file that became shorter meanwhile.
    window.fill(0, count, to - from);
    for (let next = first; next < behind; next += 1) {
      const index = inFile[next] ?? 0;
      takeCells(window, offsetOf(index) - from, endOf(index) - from, sign, held, starts[index] ?? 0);
    }
    return behind;
  };

  const record = (index: number): ByteRecord => {
    const start = starts[index] ?? 0;
    return { bytes: held, start, end: start + (bytes[index] ?? 0) + 1 };
  };
  return {
    hold(records) {
      let room = 0;
      const inFile: number[] = [];
      for (const index of records) {
        if (bytes[index] === 0) continue;
        inFile.push(index);
        starts[index] = room;
        room += (bytes[index] ?? 0) + 1;
      }
      held = Buffer.alloc(room);
      inFile.sort((one, other) => offsetOf(one) - offsetOf(other));
      for (let next = 0; next < inFile.length; ) next = readNear(inFile, next);
    },
    record,
    cells(index) {
      const { start, end } = record(index);
      return held.toString('utf8', start, end).split('\0', columns);
    },
  };
};

const windowBytes = 262_144;

/** Reading so many bytes more takes no longer than reading once more. */
const nearBytes = 16_384;

/** Copies the cells of a record that is known to be sound, each with a zero byte behind it. */
function takeCells(window: Uint8Array, from: number, to: number, delimiter: number, held: Uint8Array, start: number) {
  let at = from;
  let target = start;
  for (;;) {
    if (at < to && window[at] === quote) {
      for (at += 1; at < to; at += 1) {
        const byte = window[at] ?? 0;
        if (byte === quote) {
          at += 1;
          if (at >= to || window[at] !== quote) break;
        }
        held[target++] = byte;
      }
    } else {
      for (; at < to; at += 1) {
        const byte = window[at] ?? 0;
        if (byte === delimiter) break;
        held[target++] = byte;
      }
    }
    held[target++] = 0;
    if (at >= to) return;
    at += 1;
  }
}

const quote = 34;
