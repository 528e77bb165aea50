import type { ByteSource } from './byte-source.ts';
import { addressOfStart, type Kernel, placeAt, status } from './kernel.ts';

/** Offsets in base between which records start. */
interface Part {
  readonly from: number;
  readonly to: number;
}

interface VerifyRoom {
  /** Bytes of head that are looked at together; no record is longer. */
  readonly window: number;
  /** Bytes of a block of base, of which the last ones are there to end the last record. */
  readonly block: number;
  /** The part of base that stands in memory already. */
  readonly held: Part;
}

/**
 * Compares the bytes of all records that were matched by hash and not compared yet, and the keys of those that changed. Base is
 * read in blocks, as large as there is room for; for each block head is read once. False when a hash deceived.
 */
export function verifyPairs(kernel: Kernel, base: BaseFile, head: ByteSource, room: VerifyRoom): boolean {
  const { held } = room;
  return (
    verifyBlock(kernel, head, held, room.window) &&
    verifyPart(kernel, base.source, head, { from: base.start, to: held.from }, room) &&
    verifyPart(kernel, base.source, head, { from: held.to, to: base.source.size }, room)
  );
}

interface BaseFile {
  readonly source: ByteSource;
  readonly start: number;
}

function verifyPart(kernel: Kernel, base: ByteSource, head: ByteSource, part: Part, room: VerifyRoom): boolean {
  const count = kernel.exports.countPairs(BigInt(part.from), BigInt(part.to));
  if (count === 0) return true;
  const bytes = part.to - part.from;
  // A few pairs are read each for itself.
  if (count * room.window < bytes) return verifyOneByOne(kernel, base, head, part);
  // Blocks of one size: a last one of a few bytes would cost as much as a full one.
  const rounds = Math.ceil(bytes / (room.block - room.window));
  const blockBytes = Math.ceil(bytes / rounds);
  for (let from = part.from; from < part.to; from += blockBytes) {
    const block = { from, to: Math.min(from + blockBytes, part.to) };
    readBlock(kernel, base, from, Math.min(room.block, block.to - from + room.window));
    if (!verifyBlock(kernel, head, block, room.window)) return false;
  }
  return true;
}

/** A record that starts in the block may end behind it, but never by more than a window. */
function readBlock({ memory, places }: Kernel, base: ByteSource, from: number, bytes: number): void {
  const size = base.read(from, memory.subarray(places.block, places.block + bytes));
  memory[places.block + size] = lineFeed;
}

/** Compares the pairs of the block that stands in memory. */
function verifyBlock(kernel: Kernel, head: ByteSource, { from, to }: Part, windowBytes: number): boolean {
  const { exports, memory, places } = kernel;
  const at = addressOfStart(places.block, from);
  const window = memory.subarray(places.headWindow, places.headWindow + windowBytes);
  const count = exports.pairCount.value;
  let position = 0;
  let end = 0;
  exports.verifyFrom(0);
  for (;;) {
    const windowAt = addressOfStart(places.headWindow, position);
    const ended = exports.verify(
      kernel.base,
      kernel.head,
      ...[at, BigInt(from), BigInt(to), windowAt, BigInt(end), count],
    );
    if (ended !== status.need) return ended === status.ok;
    const [, record] = placesOf(kernel, exports.pairAt.value);
    position = record.offset;
    end = position + head.read(position, window);
    // Head became shorter meanwhile.
    if (end < position + record.bytes) return false;
    memory[places.headWindow + end - position] = lineFeed;
  }
}

function verifyOneByOne(kernel: Kernel, base: ByteSource, head: ByteSource, part: Part): boolean {
  const { exports, memory, places } = kernel;
  const [first, last] = [BigInt(part.from), BigInt(part.to)];
  const next = (pair: number) => exports.nextPair(pair, first, last);
  for (let pair = next(0); pair < exports.pairCount.value; pair = next(pair + 1)) {
    const [one, other] = placesOf(kernel, pair);
    const read = (source: ByteSource, { offset, bytes }: Place, at: number) => {
      memory[at + source.read(offset, memory.subarray(at, at + bytes))] = lineFeed;
      return addressOfStart(at, offset);
    };
    const block = read(base, one, places.baseWindow);
    const window = read(head, other, places.headWindow);
    exports.verifyFrom(pair);
    const [from, to] = [BigInt(one.offset), BigInt(one.offset + 1)];
    const windowTo = BigInt(other.offset + other.bytes);
    const ended = exports.verify(kernel.base, kernel.head, ...[block, from, to, window, windowTo, pair + 1]);
    if (ended !== status.ok) return false;
  }
  return true;
}

const lineFeed = 10;

type Place = ReturnType<typeof placeAt>;

/** The two places of a pair, base's first. */
function placesOf({ view, places }: Kernel, pair: number): readonly [Place, Place] {
  return [placeAt(view, places.pairs + 16 * pair), placeAt(view, places.pairs + 16 * pair + 8)];
}
