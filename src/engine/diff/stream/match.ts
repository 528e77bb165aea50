import type { ByteSource } from './byte-source.ts';
import { holdFrom } from './held.ts';
import {
  addressOfStart,
  batch,
  createKernel,
  type Kernel,
  type KernelExports,
  placeAt,
  type Room,
  type SideLayout,
  status,
} from './kernel.ts';
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

/** Why there is no match. `odd`: the plain reading has to say what is wrong; `large`: room has to be made for more. */
export type NoMatch = 'odd' | 'large';

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
}

/**
 * Finds what differs between two files without reading more than it must: in step as long as the order holds, and by hash
 * joins where it does not. No hash is trusted: what is found equal was compared byte by byte, and so was every key of a changed
 * record. Whatever looks odd, such as a row with a cell too few or two records of one key, ends it.
 */
export function* matchRecords(base: MatchSide, head: MatchSide, tools: MatchTools): Waiting<Match | NoMatch> {
  const count = (side: MatchSide) =>
    Math.min(
      // A record has a byte for each column at least: its delimiters and its line end.
      Math.ceil((side.source.size - side.start) / side.layout.columns),
      Math.ceil((tools.spare * (side.source.size - side.start)) / side.recordBytes),
    ) +
    2 * mostAdded;
  const [inBase, inHead] = [count(base), count(head)];
  const room = {
    entries: inBase + inHead,
    pairs: inHead,
    changes: Math.min(inBase, inHead),
    deferred: Math.ceil(inBase / 4) + 64 * batch,
    likely: Math.min(inBase, Math.ceil((base.source.size - base.start) / base.recordBytes) + mostAdded),
    window: tools.windowBytes,
    held: Math.min(tools.heldBytes, base.source.size) + tools.windowBytes,
  };
  if (Math.max(base.source.size, head.source.size) >= largestFile) return 'large';
  const kernel = createKernel({ base: base.layout, head: head.layout }, room, tools.seed, tools.hashMask);
  if (kernel === undefined) return 'large';
  const { exports } = kernel;
  const { isUtf8, readsAhead } = tools;
  const reading = { bytes: room.window, readsAhead, isUtf8 };
  const windows = {
    base: openWindow(kernel, { ...base, ...reading, at: kernel.places.baseWindow, side: kernel.base }),
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
  /** False where there is no room for more entries. Memory that is read into must not move. */
  function* makeRoom(entries: number): Waiting<boolean> {
    if (kernel === undefined || kernel.hasRoom(entries)) return true;
    yield* windows.base.rest();
    yield* windows.head.rest();
    return kernel.makeRoom(entries);
  }
  const isUnsound = () => windows.base.isUnsound || windows.head.isUnsound;
  const baseIsDone = () => windows.base.isLast && exports.baseAt.value >= windows.base.end;
  const headIsDone = () => windows.head.isLast && exports.headAt.value >= windows.head.end;
  /** Runs one call of the kernel. */
  function* step(run: () => number): Waiting<number | NoMatch> {
    if (isFull(exports, room) || !(yield* makeRoom(exports.entryCount.value + mostAdded))) return 'large';
    exports.limit(windows.base.end, windows.head.end, windows.base.isLast ? 1 : 0, windows.head.isLast ? 1 : 0);
    const ended = run();
    return ended === status.odd || ended === status.doubled || isUnsound() ? 'odd' : ended;
  }

  yield* refillBase();
  yield* refillHead();
  while (!baseIsDone() && !headIsDone()) {
    const ended = yield* step(() => exports.walk(kernel.base, kernel.head, batch));
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
    const ended = yield* step(() => exports.takeBase(kernel.base, batch));
    if (typeof ended === 'string') return ended;
    if (ended === status.need && !baseIsDone() && !(yield* refillBase())) return 'large';
  }
  const { from, to } = held.starts();
  exports.hold(addressOfStart(kernel.places.block, from), BigInt(from), BigInt(to));
  if (!(yield* makeRoom(exports.entryCount.value + exports.deferredCount.value))) return 'large';
  if (exports.endBase() !== status.ok) return 'odd';
  while (!headIsDone()) {
    const ended = yield* step(() => exports.takeHead(kernel.base, kernel.head, batch));
    if (typeof ended === 'string') return ended;
    if (ended === status.need && !headIsDone() && !(yield* refillHead())) return 'large';
  }
  if (isUnsound()) return 'odd';
  const { removed, added } = collectUnmatched(kernel);
  const ofBoth = exports.baseCount.value - removed.bytes.length;
  // A file without records means something else than that nobody is there.
  if (exports.baseCount.value === 0 || ofBoth + added.bytes.length === 0) return 'odd';
  // The table is given up for a block of base, so this comes last.
  const block = Math.min(tools.blockBytes + room.window, kernel.blockBytes);
  const verified = { window: room.window, block, held: held.starts(), readsAhead };
  if (!(yield* verifyPairs(kernel, base, head.source, verified))) return 'odd';
  const changes = exports.changeCount.value;
  const digits = exports.digitParts.value;
  return {
    removed,
    added,
    changed: {
      base: placesAt(kernel, changes, (index) => kernel.places.changes + 16 * index),
      head: placesAt(kernel, changes, (index) => kernel.places.changes + 16 * index + 8),
    },
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

/** Entries that one call may add: a record of each side, and those that are skipped to find the next one that both have. */
const mostAdded = 20 * batch;

/** Whether the next call might write where something else is. */
function isFull(exports: KernelExports, room: Room): boolean {
  const added = exports.entryCount.value + exports.deferredCount.value + mostAdded;
  const matched = exports.pairCount.value + exports.deferredCount.value + mostAdded;
  return (
    added > room.entries ||
    matched > room.pairs ||
    exports.deferredCount.value + mostAdded > room.deferred ||
    exports.changeCount.value + matched > room.changes
  );
}

/** Reads off which records one side has alone, in the order of the files. The table is used up by it. */
function collectUnmatched(kernel: Kernel): { readonly removed: Places; readonly added: Places } {
  const count = kernel.exports.gatherUnmatched();
  const at = kernel.tableAt();
  const { view } = kernel;
  const places = new BigUint64Array(count);
  for (let index = 0; index < count; index += 1) places[index] = view.getBigUint64(at + 8 * index, true);
  places.sort();
  for (let index = 0; index < count; index += 1) view.setBigUint64(at + 8 * index, places[index] ?? 0n, true);
  // What only head has has a state in its upper bits, so it comes last.
  const added = kernel.exports.entryCount.value - kernel.exports.baseCount.value;
  const removed = count - added;
  return {
    removed: placesAt(kernel, removed, (index) => at + 8 * index),
    added: placesAt(kernel, added, (index) => at + 8 * (removed + index)),
  };
}

function placesAt({ view }: Kernel, count: number, addressOf: (index: number) => number): Places {
  const offsets = new Float64Array(count);
  const bytes = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) {
    const place = placeAt(view, addressOf(index));
    offsets[index] = place.offset;
    bytes[index] = place.bytes;
  }
  return { offsets, bytes };
}
