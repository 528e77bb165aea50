import type { ByteSource } from './byte-source.ts';
import { holdFrom } from './held.ts';
import {
  batch,
  createKernel,
  type Kernel,
  type KernelExports,
  placeAt,
  type Room,
  type SideLayout,
  status,
} from './kernel.ts';
import { measureRecords } from './measure.ts';
import { verifyPairs } from './verify.ts';
import type { Waiting } from './waiting.ts';
import { openWindow } from './window.ts';

/** One file, as far as its beginning tells. */
export interface MatchSide {
  readonly source: ByteSource;
  /** Offset of the first record behind the header. */
  readonly start: number;
  readonly layout: SideLayout;
  /** How many bytes a record seems to have; a guess. */
  readonly recordBytes: number;
}

/** Which bytes of a file are a record, without its line end. Lists of equal length. */
export interface Places {
  readonly offsets: Float64Array;
  readonly bytes: Uint32Array;
}

/** What differs between two files, told by places. */
export interface Match {
  readonly removed: Places;
  readonly added: Places;
  /** The same record in both files, index by index. */
  readonly changed: { readonly base: Places; readonly head: Places };
  readonly unchanged: number;
  /** For each part of the key: whether it is a whole number in every record. */
  readonly areWhole: (part: number) => boolean;
}

/**
 * Why there is no match. `odd`: the plain reading has to say what is wrong; `large`: room has to be made for more; `full`: there
 * are more different keys than seemed likely; `doubled`: two keys have one hash, or are the same.
 */
export type NoMatch = 'odd' | 'large' | 'full' | 'doubled';

export interface MatchTools {
  isUtf8(bytes: Uint8Array): boolean;
  /** 64 random bits. Who does not know them cannot make two records of one hash. */
  readonly seed: bigint;
  readonly hashMask: bigint;
  readonly windowBytes: number;
  /** Whether files are read ahead that can be: then who asked has to wait. */
  readonly readsAhead: boolean;
  /** Bytes of base that are held in memory while head is joined. */
  readonly heldBytes: number;
  /** Bytes of base that are looked at together in the end, if there is room for so many. */
  readonly blockBytes: number;
  /** How many times as many records as seem likely there shall be room for. */
  readonly spare: number;
  /** Whether there shall be room for files that have no key in common. */
  readonly mayBeUnlike: boolean;
}

/**
 * Finds what differs between two files without reading more than it must: in step as long as the order holds, and by hash
 * joins where it does not. No hash is trusted: what is found equal was compared byte by byte, and so was every key of a changed
 * record. Whatever looks odd, such as a row with a cell too few or two records of one key, ends it.
 */
export function* matchRecords(base: MatchSide, head: MatchSide, tools: MatchTools): Waiting<Match | NoMatch> {
  const likely = (side: MatchSide) => Math.ceil((side.source.size - side.start) / side.recordBytes) + mostAdded;
  const count = (side: MatchSide) =>
    Math.min(
      // A record has a byte for each column at least: its delimiters and its line end.
      Math.ceil((side.source.size - side.start) / side.layout.columns),
      Math.ceil(tools.spare * likely(side)),
    ) +
    2 * mostAdded;
  const [inBase, inHead] = [count(base), count(head)];
  const room = {
    entries: tools.mayBeUnlike ? inBase + inHead : Math.max(likely(base), likely(head)),
    pairs: inHead + spareOffsets,
    changes: Math.min(inBase, inHead),
    deferred: inHead,
    base: base.source.size,
    head: head.source.size,
    window: tools.windowBytes,
    held: Math.min(tools.heldBytes, base.source.size) + tools.windowBytes,
  };
  if (Math.max(base.source.size, head.source.size) >= largestFile) return 'large';
  const kernel = createKernel({ base: base.layout, head: head.layout }, room, tools.seed, tools.hashMask);
  if (kernel === undefined) return 'large';
  const { exports, mostEntries } = kernel;
  const { isUtf8, readsAhead } = tools;
  const reading = { bytes: room.window, readsAhead };
  const windows = {
    // What head says as base does needs no look of its own, and what it says otherwise the kernel looks at.
    base: openWindow(kernel, { ...base, ...reading, isUtf8, at: kernel.places.baseWindow, side: kernel.base }),
    head: openWindow(kernel, { ...head, ...reading, at: kernel.places.headWindow, side: kernel.head }),
  };
  exports.moveBase(windows.base.start);
  exports.moveHead(windows.head.start);
  function* refillBase(): Waiting<boolean> {
    const isRead = yield* windows.base.refill(exports.baseAt.value);
    if (isRead) exports.moveBase(windows.base.start);
    return isRead;
  }
  function* refillHead(): Waiting<boolean> {
    const isRead = yield* windows.head.refill(exports.headAt.value);
    if (isRead) exports.moveHead(windows.head.start);
    return isRead;
  }
  const baseIsDone = () => windows.base.isLast && exports.baseAt.value >= windows.base.end;
  const headIsDone = () => windows.head.isLast && exports.headAt.value >= windows.head.end;
  /** Runs one call of the kernel. */
  function step(run: () => number): number | NoMatch {
    if (exports.entryCount.value + mostAdded > mostEntries) return 'full';
    if (isFull(exports, room)) return 'large';
    exports.limit(windows.base.end, windows.head.end, windows.base.isLast ? 1 : 0, windows.head.isLast ? 1 : 0);
    const ended = run();
    if (ended === status.odd || windows.base.isUnsound) return 'odd';
    return ended === status.doubled ? 'doubled' : ended;
  }

  yield* refillBase();
  yield* refillHead();
  while (!baseIsDone() && !headIsDone()) {
    const ended = step(() => exports.walk(kernel.base, kernel.head, batch));
    if (typeof ended === 'string') return ended;
    if (ended === status.lost) break;
    if (ended !== status.need || baseIsDone() || headIsDone()) continue;
    const isMore = yield* refillBase();
    const isMoreToo = yield* refillHead();
    if (!isMore && !isMoreToo) return 'large';
  }
  const held = holdFrom(kernel, windows.base, room);
  while (!baseIsDone()) {
    held.take();
    const ended = step(() => exports.takeBase(kernel.base, batch));
    if (typeof ended === 'string') return ended;
    if (ended === status.need && !baseIsDone() && !(yield* refillBase())) return 'large';
  }
  held.use();
  if (exports.entryCount.value + exports.deferredCount.value > mostEntries) return 'full';
  if (exports.endBase() !== status.ok) return 'doubled';
  while (!headIsDone()) {
    const ended = step(() => exports.takeHead(kernel.base, kernel.head, batch));
    if (typeof ended === 'string') return ended;
    if (ended === status.need && !headIsDone() && !(yield* refillHead())) return 'large';
  }
  if (windows.base.isUnsound) return 'odd';
  const unmatched = collectUnmatched(kernel, { base: base.source, head: head.source, window: room.window });
  if (unmatched === undefined) return 'odd';
  const { removed, added } = unmatched;
  const ofBoth = exports.baseCount.value - removed.bytes.length;
  // A file without records means something else than that nobody is there.
  if (exports.baseCount.value === 0 || ofBoth + added.bytes.length === 0) return 'odd';
  // The table is given up for a block of base, so this comes last.
  const block = Math.min(tools.blockBytes + room.window, kernel.blockBytes);
  const verified = { window: room.window, block, held: held.starts(), readsAhead };
  const ended = yield* verifyPairs(kernel, base, head.source, verified);
  if (ended !== status.ok) return ended === status.doubled ? 'doubled' : 'odd';
  const changes = exports.changeCount.value;
  const digits = exports.digitParts.value;
  return {
    removed,
    added,
    changed: { base: changedPlaces(kernel, 0), head: changedPlaces(kernel, 8) },
    unchanged: ofBoth - changes,
    areWhole: wholeParts(digits),
  };
}

/** A function of its own, lest what it gives keep the kernel and its memory alive. */
function wholeParts(digits: number): (part: number) => boolean {
  return (part) => part < 31 && ((digits >>> part) & 1) === 1;
}

/** Offsets are kept in 38 bits. */
const largestFile = 2 ** 38;

/** Pairs that only lead on over a part of head: at most one for each 64 MiB. */
const spareOffsets = largestFile / 2 ** 26;

/** Keys that one call may add: a record of each side, and those that are skipped to find the next one that both have. */
const mostAdded = 20 * batch;

/** Whether the next call might write where something else is. */
function isFull(exports: KernelExports, room: Room): boolean {
  const matched = exports.pairCount.value + exports.deferredCount.value + mostAdded;
  return (
    matched + spareOffsets > room.pairs ||
    exports.deferredCount.value + mostAdded > room.deferred ||
    exports.changeCount.value + matched > room.changes
  );
}

interface Sources {
  readonly base: ByteSource;
  readonly head: ByteSource;
  /** No record is longer. */
  readonly window: number;
}

/** Reads off which records one side has alone, in the order of the files. The table is used up by it. */
function collectUnmatched(
  kernel: Kernel,
  { base, head, window }: Sources,
): { readonly removed: Places; readonly added: Places } | undefined {
  const { exports, places } = kernel;
  const count = exports.gatherUnmatched();
  const found = new Float64Array(kernel.memory.buffer, places.table, count).sort();
  // Offsets of head come after all of base's.
  const removed = count - (exports.entryCount.value - exports.baseCount.value);
  for (let index = removed; index < count; index += 1) found[index] = (found[index] ?? 0) - base.size;
  const side = (source: ByteSource, side: number, from: number, to: number): Places | undefined => {
    const offsets = found.slice(from, to);
    const bytes = measureRecords(kernel, { source, side, offsets, at: places.table + 8 * from, window });
    return bytes === undefined ? undefined : { offsets, bytes };
  };
  const [gone, come] = [side(base, kernel.base, 0, removed), side(head, kernel.head, removed, count)];
  return gone === undefined || come === undefined ? undefined : { removed: gone, added: come };
}

/** One side of all changes: the first 8 bytes of 16, or the second. */
function changedPlaces({ exports, places, view }: Kernel, from: number): Places {
  const count = exports.changeCount.value;
  const offsets = new Float64Array(count);
  const bytes = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) {
    const place = placeAt(view, places.changes + 16 * index + from);
    offsets[index] = place.offset;
    bytes[index] = place.bytes;
  }
  return { offsets, bytes };
}
