import type { ByteSource } from './byte-source.ts';
import { addressOfStart, type Kernel, placeAt, status } from './kernel.ts';
import type { Waiting } from './waiting.ts';
import { openWindow } from './window.ts';

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
  readonly readsAhead: boolean;
}

/**
 * Compares the bytes of all records that were matched by hash and not compared yet, and the keys of those that changed. Base is
 * read in blocks, as large as there is room for; for each block head is read once. False when a hash deceived.
 */
export function* verifyPairs(kernel: Kernel, base: BaseFile, head: ByteSource, room: VerifyRoom): Waiting<boolean> {
  const { held } = room;
  return (
    (yield* verifyBlock(kernel, head, held, room)) &&
    (yield* verifyPart(kernel, base.source, head, { from: base.start, to: held.from }, room)) &&
    (yield* verifyPart(kernel, base.source, head, { from: held.to, to: base.source.size }, room))
  );
}

interface BaseFile {
  readonly source: ByteSource;
  readonly start: number;
}

function* verifyPart(
  kernel: Kernel,
  base: ByteSource,
  head: ByteSource,
  part: Part,
  room: VerifyRoom,
): Waiting<boolean> {
  const count = kernel.exports.countPairs(BigInt(part.from), BigInt(part.to));
  if (count === 0) return true;
  const bytes = part.to - part.from;
  // Blocks of one size: a last one of a few bytes would cost as much as a full one.
  const rounds = Math.ceil(bytes / (room.block - room.window));
  // A few pairs are read each for itself.
  if (count * alone < bytes + rounds * head.size) return verifyOneByOne(kernel, base, head, part);
  const blockBytes = Math.ceil(bytes / rounds);
  for (let from = part.from; from < part.to; from += blockBytes) {
    const block = { from, to: Math.min(from + blockBytes, part.to) };
    readBlock(kernel, base, from, Math.min(room.block, block.to - from + room.window));
    if (!(yield* verifyBlock(kernel, head, block, room))) return false;
  }
  return true;
}

/** A record that starts in the block may end behind it, but never by more than a window. */
function readBlock({ memory, places }: Kernel, base: ByteSource, from: number, bytes: number): void {
  const size = base.read(from, memory.subarray(places.block, places.block + bytes));
  memory[places.block + size] = lineFeed;
}

/** Compares the pairs of the block that stands in memory. */
function* verifyBlock(kernel: Kernel, head: ByteSource, { from, to }: Part, room: VerifyRoom): Waiting<boolean> {
  const { exports, places } = kernel;
  const [first, last] = [BigInt(from), BigInt(to)];
  const pair = exports.nextPair(0, first, last);
  const count = exports.pairCount.value;
  if (pair === count) return true;
  const window = openWindow(kernel, {
    ...{ source: head, start: placesOf(kernel, pair)[1].offset, at: places.headWindow, side: kernel.head },
    ...{ bytes: room.window, readsAhead: room.readsAhead },
  });
  const at = addressOfStart(places.block, from);
  exports.verifyFrom(pair);
  let ended: number;
  for (;;) {
    const windowAt = addressOfStart(window.end, window.position);
    ended = exports.verify(kernel.base, kernel.head, ...[at, first, last, windowAt, BigInt(window.position), count]);
    if (ended !== status.need) break;
    const [, record] = placesOf(kernel, exports.pairAt.value);
    const left = Math.max(0, window.position - record.offset);
    // Head became shorter meanwhile.
    if (!(yield* window.refill(window.end - left))) break;
  }
  yield* window.rest();
  return ended === status.ok;
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

/** Reading a pair alone takes as long as so many bytes that are read in order; measured, and not critical. */
const alone = 131_072;

type Place = ReturnType<typeof placeAt>;

/** The two places of a pair, base's first. */
function placesOf({ view, places }: Kernel, pair: number): readonly [Place, Place] {
  return [placeAt(view, places.pairs + 16 * pair), placeAt(view, places.pairs + 16 * pair + 8)];
}
