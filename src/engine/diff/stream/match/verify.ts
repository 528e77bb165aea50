import type { Waiting } from '../waiting.ts';
import { type Hands, totalOf } from './hands.ts';
import type { Ended } from './no-match.ts';
import { type Block, bytesOf, type Part } from './part.ts';

interface VerifyRoom {
  /** Where there is room for a block of base, and how much. Its last bytes are there to end the last record. */
  readonly at: number;
  readonly blockBytes: number;
  /** The part of base that stands in memory already. It comes last. */
  readonly held: Block;
  /** How many pairs were made before anything was held: the only ones that may lie there. */
  readonly earlyPairs: number;
  /** Where the records of base begin. */
  readonly start: number;
}

/**
 * Compares the bytes of all records that were matched by hash and not compared yet, and the keys of those that changed. Base is
 * read in blocks, as large as there is room for; for each block head is read once. `doubled` when a hash deceived.
 */
export function* verifyPairs(hands: Hands, { held, earlyPairs, start, ...room }: VerifyRoom): Waiting<Ended> {
  const ended = yield* hands.together((hand) => ({ do: 'verify', block: held, pairs: hand === 0 ? earlyPairs : 0 }));
  const part = { from: start, to: held.from };
  return ended === 'ok' && bytesOf(part) > 0 ? yield* verifyPart(hands, part, room) : ended;
}

function* verifyPart(
  hands: Hands,
  part: Part,
  { at, blockBytes }: Pick<VerifyRoom, 'at' | 'blockBytes'>,
): Waiting<Ended> {
  const { kernel, base, head } = hands.first;
  const pairs = hands.done.map((done) => done.pairs);
  // Blocks of one size: a last one of a few bytes would cost as much as a full one.
  const rounds = Math.ceil(bytesOf(part) / (blockBytes - kernel.room.window));
  // A few pairs are read each for itself.
  if (totalOf(hands, 'pairs') * alone < bytesOf(part) + rounds * head.size) {
    return yield* hands.together(() => ({ do: 'verify one by one', part }));
  }
  const step = Math.ceil(bytesOf(part) / rounds);
  for (let from = part.from; from < part.to; from += step) {
    const inBlock = { from, to: Math.min(from + step, part.to) };
    // A record that starts in the block may end behind it, but never by more than a window.
    const to = Math.min(inBlock.to + kernel.room.window, base.size);
    const bytes = yield* readBlock(hands, { from, to }, at);
    // A file that became shorter meanwhile.
    if (bytes !== to - from) return 'odd';
    const block = { ...inBlock, at, bytes, isLast: to === base.size };
    const ended = yield* hands.together((hand) => ({ do: 'verify', block, pairs: pairs[hand] ?? 0 }));
    if (ended !== 'ok') return ended;
  }
  return 'ok';
}

/** Reads a block of base, a half with each hand, and gives how many bytes were there. */
function* readBlock(hands: Hands, { from, to }: Part, at: number): Waiting<number> {
  const middle = hands.areTwo ? from + Math.ceil((to - from) / 2) : to;
  yield* hands.together((hand) =>
    hand === 0
      ? { do: 'read', part: { from, to: middle }, at }
      : { do: 'read', part: { from: middle, to }, at: at + middle - from },
  );
  return totalOf(hands, 'bytes');
}

/** Reading a pair alone takes as long as so many bytes that are read in order; measured, and not critical. */
const alone = 131_072;
