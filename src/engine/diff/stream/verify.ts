import type { ByteSource } from './byte-source.ts';
import { holdBlock, type Part } from './held.ts';
import { type Kernel, status } from './kernel.ts';
import type { Waiting } from './waiting.ts';
import { openWindow, readOnce } from './window.ts';

interface VerifyRoom {
  /** Bytes of head that are looked at together; no record is longer. */
  readonly window: number;
  /** Bytes of a block of base, of which the last ones are there to end the last record. */
  readonly block: number;
  /** The part of base that stands in memory already. */
  readonly held: Part;
  readonly readsAhead: boolean;
}

interface BaseFile {
  readonly source: ByteSource;
  readonly start: number;
}

/**
 * Compares the bytes of all records that were matched by hash and not compared yet, and the keys of those that changed. Base is
 * read in blocks, as large as there is room for; for each block head is read once. Gives a status of the kernel, `doubled` when a
 * hash deceived.
 */
export function* verifyPairs(kernel: Kernel, base: BaseFile, head: ByteSource, room: VerifyRoom): Waiting<number> {
  const { held } = room;
  return (
    (yield* verifyBlock(kernel, head, held, room)) ||
    (yield* verifyPart(kernel, base.source, head, { from: base.start, to: held.from }, room)) ||
    (yield* verifyPart(kernel, base.source, head, { from: held.to, to: base.source.size }, room))
  );
}

function* verifyPart(
  kernel: Kernel,
  base: ByteSource,
  head: ByteSource,
  part: Part,
  room: VerifyRoom,
): Waiting<number> {
  const count = kernel.exports.countPairs(BigInt(part.from), BigInt(part.to));
  if (count === 0) return status.ok;
  const bytes = part.to - part.from;
  // Blocks of one size: a last one of a few bytes would cost as much as a full one.
  const rounds = Math.ceil(bytes / (room.block - room.window));
  // A few pairs are read each for itself.
  if (count * alone < bytes + rounds * head.size) return verifyOneByOne(kernel, base, head, part, room);
  const blockBytes = Math.ceil(bytes / rounds);
  for (let from = part.from; from < part.to; from += blockBytes) {
    const block = { from, to: Math.min(from + blockBytes, part.to) };
    // A record that starts in the block may end behind it, but never by more than a window.
    yield* readBlock(kernel, base, block, block.to - from + room.window, room.readsAhead);
    const ended = yield* verifyBlock(kernel, head, block, room);
    if (ended !== status.ok) return ended;
  }
  return status.ok;
}

/** Reads a block of base, its second half at the same time as the first one. */
function* readBlock(kernel: Kernel, base: ByteSource, block: Part, bytes: number, readsAhead: boolean): Waiting<void> {
  const target = blockOf(kernel, bytes);
  const half = Math.ceil(bytes / 2);
  const ahead = readsAhead ? base.readAhead?.(block.from + half, target.subarray(half)) : undefined;
  const count = base.read(block.from, ahead === undefined ? target : target.subarray(0, half));
  if (ahead !== undefined && ahead.count() === undefined) yield ahead.done;
  holdBlock(kernel, block, count + (ahead?.count() ?? 0), block.from + bytes >= base.size);
}

function blockOf({ memory, places }: Kernel, bytes: number): Uint8Array {
  return memory.subarray(places.block, places.block + bytes);
}

/** Compares the pairs of the block that stands in memory. */
function* verifyBlock(kernel: Kernel, head: ByteSource, { from, to }: Part, room: VerifyRoom): Waiting<number> {
  const { exports, places } = kernel;
  exports.rewind();
  if (exports.advance(BigInt(from), BigInt(to)) === 0) return status.ok;
  const window = openWindow(kernel, {
    ...{ source: head, start: Number(exports.pairHead.value), at: places.headWindow, side: kernel.head },
    ...{ bytes: room.window, readsAhead: room.readsAhead },
  });
  let ended: number = status.need;
  while (ended === status.need) {
    const left = Math.max(0, window.position - Number(exports.pairHead.value));
    // Head became shorter meanwhile.
    if (!(yield* window.refill(window.end - left))) break;
    exports.limit(0, window.end, 1, window.isLast ? 1 : 0);
    ended = exports.verify(kernel.base, kernel.head);
  }
  yield* window.rest();
  return ended;
}

function verifyOneByOne(kernel: Kernel, base: ByteSource, head: ByteSource, part: Part, room: VerifyRoom): number {
  const { exports } = kernel;
  exports.rewind();
  while (exports.advance(BigInt(part.from), BigInt(part.to)) !== 0) {
    const from = Number(exports.pairBase.value);
    const inHead = Number(exports.pairHead.value);
    const compare = (bytes: number) => {
      const count = base.read(from, blockOf(kernel, bytes));
      holdBlock(kernel, { from, to: from + 1 }, count, from + bytes >= base.size);
      const end = readOnce(kernel, kernel.head, head, inHead, bytes);
      exports.limit(0, end, 1, inHead + bytes >= head.size ? 1 : 0);
      return exports.verifyPair(kernel.base, kernel.head);
    };
    const first = compare(Math.min(aloneBytes, room.window));
    const ended = first === status.need ? compare(room.window) : first;
    if (ended !== status.ok) return ended;
  }
  return status.ok;
}

/** What is read of a record whose length is not known; nearly all are shorter. */
export const aloneBytes = 4096;

/** Reading a pair alone takes as long as so many bytes that are read in order; measured, and not critical. */
const alone = 131_072;
