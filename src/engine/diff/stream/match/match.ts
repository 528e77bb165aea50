import type { Places } from '../places.ts';
import type { Waiting } from '../waiting.ts';
import { type Hands, type Hire, openHands, totalOf } from './hands.ts';
import { placeAt, prepareShare, type Share, startKernel, status } from './kernel.ts';
import { batch, type Layout } from './layout.ts';
import type { NoMatch } from './no-match.ts';
import { bytesOf, type Part } from './part.ts';
import { type MatchSide, type RoomTools, roomFor } from './room.ts';
import { splitAmong } from './split.ts';
import { collectUnmatched, type Unmatched } from './unmatched.ts';
import { verifyPairs } from './verify.ts';
import { walk } from './walk.ts';

/** What differs between two files, told by places. */
export interface Match extends Unmatched {
  /** The same record in both files, index by index. */
  readonly changed: { readonly base: Places; readonly head: Places };
  readonly unchanged: number;
  /** For each part of the key: whether it is a whole number in every record. */
  readonly areWhole: (part: number) => boolean;
}

export interface MatchTools extends RoomTools {
  isUtf8(bytes: Uint8Array): boolean;
  /** 64 random bits. Who does not know them cannot make two records of one hash. */
  readonly seed: bigint;
  readonly hashMask: bigint;
  /** Whether files are read ahead that can be: then who asked has to wait. */
  readonly readsAhead: boolean;
  /** Bytes of base that are looked at together in the end, if there is room for so many. */
  readonly blockBytes: number;
  /** Gets a second hand; left out where one has to do. */
  readonly hire?: Hire | undefined;
  /** Bytes that are left of both files when the order is lost, beyond which a second hand is worth its start. */
  readonly worthHiring: number;
  /** Bytes of base that the first hand takes until the second one is ready. */
  readonly startBytes: number;
}

/**
 * Finds what differs between two files without reading more than it must: in step as long as the order holds, and by hash
 * joins where it does not, with two hands where that is worth it. No hash is trusted: what is found equal was compared byte by
 * byte, and so was every key of a changed record. Whatever looks odd, such as a row with a cell too few or two records of one
 * key, ends it.
 */
export function* matchRecords(base: MatchSide, head: MatchSide, tools: MatchTools): Waiting<Match | NoMatch> {
  const { seed, hashMask, worthHiring } = tools;
  const sides = { base: base.layout, head: head.layout };
  const prepare = (hands: number) => prepareShare(sides, roomFor(base, head, hands, tools), seed, hashMask);
  const mayHire = tools.hire !== undefined && base.source.size + head.source.size > worthHiring;
  if (Math.max(base.source.size, head.source.size) >= largestFile) return 'large';
  const share = (mayHire ? prepare(2) : undefined) ?? prepare(1);
  if (share === undefined) return 'large';
  const first = { kernel: startKernel(share, 0), base: base.source, head: head.source, isUtf8: tools.isUtf8 };
  const hands = openHands(first, share, share.room.hands === 1 ? undefined : tools.hire);
  try {
    const match = yield* matchByHands(hands, share, { base: base.start, head: head.start }, tools);
    // A file may have been parted where it must not be: a single hand finds out what is the matter.
    return typeof match === 'string' && hands.areTwo ? 'parted' : match;
  } finally {
    hands.dismissSecond();
  }
}

/** Offsets are kept in 38 bits. */
const largestFile = 2 ** 38;

function* matchByHands(
  hands: Hands,
  { layout }: Share,
  starts: { readonly base: number; readonly head: number },
  { readsAhead, worthHiring, startBytes, blockBytes }: MatchTools,
): Waiting<Match | NoMatch> {
  const { kernel, base, head } = hands.first;
  const { exports, room } = kernel;
  const walked = yield* walk(hands.first, { ...starts, mostEntries: layout.mostEntries, readsAhead });
  if (walked.ended !== 'ok') return walked.ended;

  const ofBase = { from: walked.base, to: base.size };
  const ofHead = { from: walked.head, to: head.size };
  if (bytesOf(ofBase) + bytesOf(ofHead) > worthHiring) hands.callSecond();
  const free = { from: Math.min(ofBase.from + startBytes, ofBase.to), to: ofBase.to };
  const baseOf = splitAmong(hands, 'base', ofBase, free);
  // The end of base is held: the beginning is taken while a thread starts, and then taking memory halts both.
  const holding = bytesOf(baseOf(1)) > 0 ? 1 : 0;
  const unused = layout.mostEntries - exports.entryCount.value;
  const based = yield* hands.together((hand) => {
    const part = baseOf(hand);
    return {
      do: 'take base',
      part,
      entries: shareOf(unused, part, ofBase),
      heldBytes: hand === holding ? room.held : 0,
    };
  });
  if (based !== 'ok') return based;
  const inBase = totalOf(hands, 'entries');
  const held = hands.done[holding]?.held;
  if (held === undefined) return 'odd';

  const left = layout.mostEntries - inBase - exports.deferredCount.value;
  if (left < 0) return 'full';
  if (exports.endBase() !== status.ok) return 'doubled';
  const earlyPairs = exports.pairCount.value;
  const headOf = splitAmong(hands, 'head', ofHead, ofHead);
  const joined = yield* hands.together((hand) => {
    const part = headOf(hand);
    return { do: 'take head', part, entries: shareOf(left, part, ofHead), held };
  });
  if (joined !== 'ok') return joined;
  const unmatched = collectUnmatched(hands.first, totalOf(hands, 'entries') - inBase);
  if (unmatched === undefined) return 'odd';
  const ofBoth = inBase - unmatched.removed.bytes.length;
  // A file without records means something else than that nobody is there.
  if (inBase === 0 || ofBoth + unmatched.added.bytes.length === 0) return 'odd';

  // The table is given up for a block of base, so this comes last.
  const verified = yield* verifyPairs(hands, {
    ...{ at: layout.block, blockBytes: Math.min(blockBytes + room.window, layout.blockBytes) },
    ...{ held, earlyPairs, start: starts.base },
  });
  if (verified !== 'ok') return verified;
  const changed = changedPlaces(hands, layout);
  return {
    ...unmatched,
    changed,
    unchanged: ofBoth - changed.base.bytes.length,
    areWhole: wholeParts(hands.done.reduce((bits, { digitParts }) => bits & digitParts, -1)),
  };
}

/** So much of what there is as a part is of the whole, and some more: the table is not full then yet. */
function shareOf(count: number, part: Part, whole: Part): number {
  return batch + (bytesOf(whole) === 0 ? 0 : Math.floor((count * bytesOf(part)) / bytesOf(whole)));
}

/** A function of its own, lest what it gives keep the kernel and its memory alive. */
function wholeParts(digits: number): (part: number) => boolean {
  return (part) => part < 31 && ((digits >>> part) & 1) === 1;
}

/** The places of all changed records that the hands have found. */
function changedPlaces(hands: Hands, layout: Layout): Match['changed'] {
  const { first, done } = hands;
  const count = totalOf(hands, 'changes');
  const placesOf = (side: 0 | 8): Places => {
    const offsets = new Float64Array(count);
    const bytes = new Uint32Array(count);
    let next = 0;
    for (const [hand, { changes }] of done.entries()) {
      const list = layout.hands[hand]?.changes ?? 0;
      for (let index = 0; index < changes; index += 1, next += 1) {
        const place = placeAt(first.kernel.view, list + 16 * index + side);
        offsets[next] = place.offset;
        bytes[next] = place.bytes;
      }
    }
    return { offsets, bytes };
  };
  return { base: placesOf(0), head: placesOf(8) };
}
