import { slack } from '../../engine/diff/cell-memory.ts';
import type { ListTools } from '../../engine/diff/stream/tell/held-changes.ts';

/**
 * Reads single records out of a file: in the order in which they stand there, and those at once that are near each other.
 * They are held without their quotes, in the order in which they were asked for.
 */
export const openRecords: ListTools['openRecords'] = ({ source, delimiter, columns }, { offsets, bytes }, memory) => {
  const sign = delimiter.charCodeAt(0);
  const starts = new Uint32Array(bytes.length);
  const window = memory.take(bytes.reduce((most, one) => Math.max(most, one), windowBytes));
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
    const target = memory.bytes().subarray(window, window + to - from);
    const count = source.read(from, target);
    // A file that became shorter meanwhile has empty cells there.
    target.fill(sign, count);
    const at = window - from;
    for (let next = first; next < behind; next += 1) {
      const index = inFile[next] ?? 0;
      memory.exports.copyRecord(at + offsetOf(index), at + endOf(index), sign, starts[index] ?? 0);
    }
    return behind;
  };

  return {
    hold(records) {
      let room = 0;
      const inFile: number[] = [];
      for (const index of records) {
        if (bytes[index] === 0) continue;
        inFile.push(index);
        starts[index] = room;
        room += (bytes[index] ?? 0) + slack;
      }
      const held = memory.take(room);
      for (const index of inFile) starts[index] = held + (starts[index] ?? 0);
      inFile.sort((one, other) => offsetOf(one) - offsetOf(other));
      for (let next = 0; next < inFile.length; ) next = readNear(inFile, next);
    },
    record: (index) => starts[index] ?? 0,
    cells(index) {
      const start = starts[index] ?? 0;
      const { buffer } = memory.bytes();
      return Buffer.from(buffer, start, (bytes[index] ?? 0) + 1)
        .toString()
        .split('\0', columns);
    },
  };
};

const windowBytes = 262_144;

/** Reading so many bytes more takes no longer than reading once more. */
const nearBytes = 8192;
