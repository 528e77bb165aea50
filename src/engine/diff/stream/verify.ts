import type { Hands } from './hands.ts';
import type { Ended } from './no-match.ts';
import { type Block, bytesOf, type Part } from './part.ts';
import type { Waiting } from './waiting.ts';

interface VerifyRoom {
  /** Bytes of a block of base, of which the last ones are there to end the last record. */
  readonly block: number;
  /** The part of base that stands in memory already. */
  readonly held: Block;
  /** Where the records of base begin. */
  readonly start: number;
}

/**
 * Compares the bytes of all records that were matched by hash and not compared yet, and the keys of those that changed. Base is
 * read in blocks, as large as there is room for; for each block head is read once. `doubled` when a hash deceived.
 */
export function* verifyPairs(hands: Hands, { block, held, start }: VerifyRoom): Waiting<Ended> {
  const { base } = hands.first;
  // Nearly all of the held part was compared when it was joined.
  const ended = yield* hands.together(() => ({ do: 'verify', block: held }));
  if (ended !== 'ok') return ended;
  const before = yield* verifyPart(hands, { from: start, to: held.from }, block);
  return before === 'ok' ? yield* verifyPart(hands, { from: held.to, to: base.size }, block) : before;
}

function* verifyPart(hands: Hands, part: Part, blockBytes: number): Waiting<Ended> {
  const { kernel, base, head } = hands.first;
  const counted = yield* hands.together(() => ({ do: 'count', part }));
  const count = countOf(hands);
  if (counted !== 'ok' || count === 0) return counted;
  // Blocks of one size: a last one of a few bytes would cost as much as a full one.
  const rounds = Math.ceil(bytesOf(part) / (blockBytes - kernel.room.window));
  // A few pairs are read each for itself.
  if (count * alone < bytesOf(part) + rounds * head.size) {
    return yield* hands.together(() => ({ do: 'verify one by one', part }));
  }
  const step = Math.ceil(bytesOf(part) / rounds);
  for (let from = part.from; from < part.to; from += step) {
    const inBlock = { from, to: Math.min(from + step, part.to) };
    // A record that starts in the block may end behind it, but never by more than a window.
    const to = Math.min(inBlock.to + kernel.room.window, base.size);
    const bytes = yield* readBlock(hands, { from, to });
    // A file that became shorter meanwhile.
    if (bytes !== to - from) return 'odd';
    const block = { ...inBlock, bytes, isLast: to === base.size };
    const ended = yield* hands.together(() => ({ do: 'verify', block }));
    if (ended !== 'ok') return ended;
  }
  return 'ok';
}

/** Reads a block of base, a half with each hand, and gives how many bytes were there. */
function* readBlock(hands: Hands, { from, to }: Part): Waiting<number> {
  const { block } = hands.first.kernel.places;
  const middle = hands.areTwo ? from + Math.ceil((to - from) / 2) : to;
  yield* hands.together((hand) =>
    hand === 0
      ? { do: 'read', part: { from, to: middle }, at: block }
      : { do: 'read', part: { from: middle, to }, at: block + middle - from },
  );
  return countOf(hands);
}

function countOf({ done }: Hands): number {
  return done.reduce((sum, { count }) => sum + count, 0);
}

/** Reading a pair alone takes as long as so many bytes that are read in order; measured, and not critical. */
const alone = 131_072;
