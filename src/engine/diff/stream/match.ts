import type { ByteSource } from './byte-source.ts';
import { batch, createKernel, type Kernel, type SideLayout, state, status } from './kernel.ts';
import { verifyPairs } from './verify.ts';
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
  readonly blockBytes: number;
  /** How many times as many records as seem likely there shall be room for. */
  readonly spare: number;
}

/**
 * Finds what differs between two files without reading more than it must: in step as long as the order holds, and by hash
 * joins where it does not. No hash is trusted: what is found equal was compared byte by byte, and so was every key of a changed
 * record. Whatever looks odd, such as a row with a cell too few or two records of one key, ends it.
 */
export function matchRecords(base: MatchSide, head: MatchSide, tools: MatchTools): Match | NoMatch {
  const count = (side: MatchSide) =>
    Math.min(
      // A record has a byte for each column at least: its delimiters and its line end.
      Math.ceil((side.source.size - side.start) / side.layout.columns),
      Math.ceil((tools.spare * (side.source.size - side.start)) / side.recordBytes),
    ) +
    2 * batch;
  const [inBase, inHead] = [count(base), count(head)];
  const room = {
    entries: inBase + inHead,
    pairs: inHead,
    changes: Math.min(inBase, inHead),
    deferred: Math.ceil(inBase / 4) + 64 * batch,
    likely: Math.min(inBase, Math.ceil((base.source.size - base.start) / base.recordBytes)),
    window: tools.windowBytes,
    block: Math.min(Math.max(tools.blockBytes, 24 * inBase), base.source.size) + tools.windowBytes,
  };
  const kernel = createKernel({ base: base.layout, head: head.layout }, room, tools.seed, tools.hashMask);
  if (kernel === undefined) return 'large';
  const { exports } = kernel;
  const { isUtf8 } = tools;
  const windows = {
    base: openWindow(kernel, { ...base, at: kernel.places.baseWindow, bytes: room.window, side: kernel.base, isUtf8 }),
    head: openWindow(kernel, { ...head, at: kernel.places.headWindow, bytes: room.window, side: kernel.head, isUtf8 }),
  };
  exports.baseAt.value = kernel.places.baseWindow;
  exports.headAt.value = kernel.places.headWindow;
  const refillBase = () => {
    const from = exports.baseAt.value;
    const isRead = windows.base.refill(from);
    if (isRead) exports.baseAt.value = kernel.places.baseWindow;
    return isRead;
  };
  const refillHead = () => {
    const from = exports.headAt.value;
    const isRead = windows.head.refill(from);
    if (isRead) exports.headAt.value = kernel.places.headWindow;
    return isRead;
  };
  const isUnsound = () => windows.base.isUnsound || windows.head.isUnsound;
  const baseIsDone = () => windows.base.isLast && exports.baseAt.value >= windows.base.end;
  const headIsDone = () => windows.head.isLast && exports.headAt.value >= windows.head.end;
  /** Runs one call of the kernel; undefined when all is well. */
  const step = (run: () => number): number | NoMatch => {
    // Every record of a batch may bring an entry on each side, and those that are looked at ahead.
    if (exports.entryCount.value + 2 * batch > room.entries || exports.pairCount.value + batch > room.pairs)
      return 'large';
    kernel.makeRoom(exports.entryCount.value + 2 * batch);
    exports.limit(windows.base.end, windows.head.end, windows.base.isLast ? 1 : 0, windows.head.isLast ? 1 : 0);
    const ended = run();
    return ended === status.odd || ended === status.doubled || isUnsound() ? 'odd' : ended;
  };

  refillBase();
  refillHead();
  while (!baseIsDone() && !headIsDone()) {
    const ended = step(() => exports.walk(kernel.base, kernel.head, batch));
    if (typeof ended === 'string') return ended;
    if (ended === status.lost) break;
    if (ended !== status.need || baseIsDone() || headIsDone()) continue;
    const [isMore, isMoreToo] = [refillBase(), refillHead()];
    if (!isMore && !isMoreToo) return 'large';
  }
  while (!baseIsDone()) {
    const ended = step(() => exports.takeBase(kernel.base, batch));
    if (typeof ended === 'string') return ended;
    if (ended === status.need && !baseIsDone() && !refillBase()) return 'large';
  }
  if (exports.endBase() !== status.ok) return 'odd';
  while (!headIsDone()) {
    const ended = step(() => exports.takeHead(kernel.base, kernel.head, batch));
    if (typeof ended === 'string') return ended;
    if (ended === status.need && !headIsDone() && !refillHead()) return 'large';
  }
  if (isUnsound()) return 'odd';
  const match = collect(kernel);
  // The table is given up for a block of base, so this comes last.
  const block = Math.min(Math.max(tools.blockBytes, kernel.tableBytes()), room.block - room.window);
  const isSound = verifyPairs(kernel, base.source, head.source, { window: room.window, block: block + room.window });
  return isSound ? match : 'odd';
}

/** Reads off what the kernel found. */
function collect(kernel: Kernel): Match | NoMatch {
  const { exports, memory, places } = kernel;
  const entries = exports.entryCount.value;
  const ofBase = exports.baseCount.value;
  const states = new Uint32Array(memory.buffer, places.entries, 4 * entries);
  const removed: number[] = [];
  for (let entry = 0; entry < ofBase; entry += 1) if (states[4 * entry + 3] === state.unmatched) removed.push(entry);
  const added = Array.from({ length: entries - ofBase }, (_, index) => ofBase + index);
  const changes = exports.changeCount.value;
  const changed = new Uint32Array(memory.buffer, places.changes, changes);
  const both = ofBase - removed.length;
  // A file without records means something else than that nobody is there.
  if (ofBase === 0 || both + added.length === 0) return 'odd';
  const digits = exports.digitParts.value;
  return {
    removed: placesAt(kernel, places.wheres, removed),
    added: placesAt(kernel, places.wheres, added),
    changed: {
      base: placesAt(kernel, places.wheres, changed),
      head: placesAt(kernel, places.changePlaces, Array.from(changed.keys())),
    },
    unchanged: both - changes,
    areWhole: (part) => part < 31 && ((digits >>> part) & 1) === 1,
  };
}

/** A place is 40 bits of offset and 24 of length. */
function placesAt({ view }: Kernel, list: number, indexes: ArrayLike<number>): Places {
  const offsets = new Float64Array(indexes.length);
  const bytes = new Uint32Array(indexes.length);
  for (let index = 0; index < indexes.length; index += 1) {
    const at = list + 8 * (indexes[index] ?? 0);
    const low = view.getUint32(at, true);
    offsets[index] = view.getUint32(at + 4, true) * 256 + (low >>> 24);
    bytes[index] = low & 0xffffff;
  }
  return { offsets, bytes };
}
