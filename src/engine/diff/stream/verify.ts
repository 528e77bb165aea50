import type { ByteSource } from './byte-source.ts';
import { type Kernel, placeAt, status } from './kernel.ts';

/**
 * Compares the bytes of all records that were matched by hash, and the keys of those that changed. Base is read in blocks, as
 * large as there is room for; for each block head is read once. False when a hash deceived.
 */
export function verifyPairs(
  kernel: Kernel,
  { source: base, start }: { readonly source: ByteSource; readonly start: number },
  head: ByteSource,
  room: { readonly window: number; readonly block: number },
): boolean {
  const count = kernel.exports.pairCount.value;
  if (count === 0) return true;
  // A few pairs are read each for itself.
  if (count * room.window < base.size - start) return verifyOneByOne(kernel, base, head, count);
  // Blocks of one size: a last one of a few bytes would cost as much as a full one.
  const rounds = Math.ceil((base.size - start) / (room.block - room.window));
  const blockBytes = Math.ceil((base.size - start) / rounds);
  for (let from = start; from < base.size; from += blockBytes) {
    if (!verifyBlock(kernel, base, head, { from, to: from + blockBytes, room, count })) return false;
  }
  return true;
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly room: { readonly window: number; readonly block: number };
  readonly count: number;
}

function verifyBlock(kernel: Kernel, base: ByteSource, head: ByteSource, { from, to, room, count }: Block): boolean {
  const { exports, memory, places } = kernel;
  // A record that starts in the block may end behind it, but never by more than a window.
  const size = base.read(from, memory.subarray(places.block, places.block + room.block));
  memory[places.block + size] = lineFeed;
  const at = BigInt.asUintN(64, BigInt(places.block) - BigInt(from));
  const window = memory.subarray(places.headWindow, places.headWindow + room.window);
  let position = 0;
  let end = 0;
  exports.verifyFrom(0);
  for (;;) {
    const windowAt = BigInt.asUintN(64, BigInt(places.headWindow) - BigInt(position));
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

function verifyOneByOne(kernel: Kernel, base: ByteSource, head: ByteSource, count: number): boolean {
  const { exports, memory, places } = kernel;
  for (let pair = 0; pair < count; pair += 1) {
    const [one, other] = placesOf(kernel, pair);
    const read = (source: ByteSource, { offset, bytes }: Place, at: number) => {
      memory[at + source.read(offset, memory.subarray(at, at + bytes))] = lineFeed;
      return BigInt.asUintN(64, BigInt(at) - BigInt(offset));
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
