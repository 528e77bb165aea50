import { createMemory, pageBytes, startProgram } from '../wasm.ts';
import { kernelCode } from './kernel-code.ts';

/** What `kernel/` exports; statuses and states are told there. */
export interface KernelExports {
  readonly entryCount: Count;
  readonly baseCount: Count;
  readonly pairCount: Count;
  readonly changeCount: Count;
  readonly deferredCount: Count;
  readonly digitParts: Count;
  readonly baseAt: Count;
  readonly headAt: Count;
  readonly pairBase: Offset;
  readonly pairHead: Offset;
  layout(...addresses: readonly number[]): void;
  seedWith(seed: bigint, hashMask: bigint): void;
  tabulate(slots: number, count: number, offsetBits: number, headFrom: bigint): void;
  limit(baseEnd: number, headEnd: number, baseIsLast: number, headIsLast: number): void;
  moveBase(at: number): void;
  moveHead(at: number): void;
  walk(base: number, head: number, most: number): number;
  takeBase(base: number, most: number): number;
  takeHead(base: number, head: number, most: number): number;
  endBase(): number;
  gatherUnmatched(): number;
  hold(at: bigint, from: bigint, to: bigint, end: number, isLast: number): void;
  countPairs(from: bigint, to: bigint): number;
  rewind(): void;
  advance(from: bigint, to: bigint): number;
  verify(base: number, head: number): number;
  verifyPair(base: number, head: number): number;
  measure(side: number, list: number, count: number, at: bigint, end: number, isLast: number): number;
}

interface Count {
  readonly value: number;
}

interface Offset {
  readonly value: bigint;
}

/** What a kernel function ended with. */
export const status = { ok: 0, need: 1, odd: 2, doubled: 4, lost: 5 } as const;

/** As much of a hash as there is room for above an offset. */
const entryBytes = 8;

/** A place is 38 bits of offset and 24 of length. */
export function placeAt(view: DataView, at: number): { readonly offset: number; readonly bytes: number } {
  const low = view.getUint32(at, true);
  return { offset: view.getUint32(at + 4, true) * 256 + (low >>> 24), bytes: low & 0xffffff };
}

/** The address at which offset 0 of a file would stand whose bytes from an offset on stand at an address; it may be negative. */
export function addressOfStart(at: number, offset: number): bigint {
  return BigInt.asUintN(64, BigInt(at) - BigInt(offset));
}

/** Bytes behind every place that is read or written 16 at a time. */
export const slack = 64;

/** Bytes of memory that a window takes: two halves, of which one is read into while the other is looked at. */
export function windowRoom(bytes: number): number {
  return 2 * (bytes + slack);
}

/** How the kernel shall read one side. */
export interface SideLayout {
  /** Code of an ASCII character. */
  readonly delimiter: number;
  readonly columns: number;
  /** True when its records are written as base's are, but for quotes. */
  readonly isRaw: boolean;
  /** For each column of base the column here, or -1. */
  readonly map: readonly number[];
  /** Columns that base does not have. */
  readonly extras: readonly number[];
  readonly keys: readonly number[];
}

/** How many records of each sort there must be room for. Untouched room costs nothing. */
export interface Room {
  /** Keys that either file has. */
  readonly entries: number;
  readonly pairs: number;
  readonly changes: number;
  readonly deferred: number;
  /** Bytes of both files. */
  readonly base: number;
  readonly head: number;
  /** Bytes of a window on each file; no record may be longer. */
  readonly window: number;
  /** Bytes of base that are held while head is joined. */
  readonly held: number;
}

export interface Kernel {
  readonly exports: KernelExports;
  readonly memory: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
  readonly base: number;
  readonly head: number;
  /** Addresses. */
  readonly places: Readonly<Record<'pending' | 'changes' | 'baseWindow' | 'headWindow' | 'block' | 'table', number>>;
  /** Bytes at `block`: what is held of base and, behind it, the table, which is not needed any more once all are matched. */
  readonly blockBytes: number;
  /** Keys beyond which seeking takes long. */
  readonly mostEntries: number;
}

/** The share of the table that is likely to be filled, and the one beyond which seeking takes long. */
const filledShare = 0.75;
const fullShare = 0.88;
/** Records that a call of the kernel takes at once. */
export const batch = 2048;

/**
 * A kernel with memory for two files, or undefined where they need more than the machine has or the 4 GiB that WebAssembly
 * can address, and where a processor knows no SIMD.
 * `hashMask` is all ones but in tests.
 */
export function createKernel(
  sides: { readonly base: SideLayout; readonly head: SideLayout },
  room: Room,
  seed: bigint,
  hashMask: bigint,
): Kernel | undefined {
  const columns = Math.max(sides.base.columns, sides.head.columns);
  const scratchBytes = 2 * room.window + 4 * columns;
  let top = 1024;
  const take = (bytes: number): number => {
    const at = top;
    top += Math.ceil((bytes + slack) / 64) * 64;
    return at;
  };
  const base = take(64);
  const head = take(64);
  const lists = [sides.base, sides.head].map(({ map, extras, keys }) =>
    [map, extras, keys].map((list) => take(4 * list.length)),
  );
  const fields = take(8 * columns);
  const pending = take(16 * batch);
  const [scratch, otherScratch] = [take(scratchBytes), take(scratchBytes)];
  const headWindow = take(windowRoom(room.window));
  // There are pairs as soon as all of base was read.
  const baseWindow = take(Math.max(windowRoom(room.window), 8 * room.pairs));
  const pairs = baseWindow;
  const changes = take(16 * room.changes);
  const deferred = take(16 * room.deferred);
  const block = take(room.held);
  const slots = Math.ceil(room.entries / filledShare) + 1;
  const table = take(Math.max(entryBytes * slots, room.window + slack));
  const blockBytes = top - block - slack;
  const initial = Math.ceil(top / pageBytes) + 1;
  const wasm = tryTo(() => createMemory(initial));
  if (wasm === undefined) return undefined;
  // The exports are what kernel/ declares; the interface above says so once.
  const exports = startProgram(kernelCode, wasm) as KernelExports | undefined;
  if (exports === undefined) return undefined;
  const kernel = {
    exports,
    memory: new Uint8Array(wasm.buffer),
    view: new DataView(wasm.buffer),
    base,
    head,
    places: { pending, changes, baseWindow, headWindow, block, table },
    blockBytes,
    mostEntries: Math.floor(fullShare * slots),
  };
  exports.layout(pairs, changes, deferred, pending, fields, scratch, otherScratch);
  exports.seedWith(seed, hashMask);
  exports.tabulate(table, slots, bitsOf(room.base + room.head + 1), BigInt(room.base));
  for (const [index, side] of [sides.base, sides.head].entries()) {
    writeSide(kernel.view, index === 0 ? base : head, side, lists[index] ?? []);
  }
  return kernel;
}

/** How many bits it takes to write numbers up to this one. */
function bitsOf(most: number): number {
  return Math.floor(Math.log2(most)) + 1;
}

/** Takes room, of which only what is touched costs anything; undefined where the machine or WebAssembly has not so much. */
function tryTo<Room>(take: () => Room): Room | undefined {
  try {
    return take();
  } catch {
    // A plain reading needs room only for what is there.
    return undefined;
  }
}

function writeSide(view: DataView, at: number, side: SideLayout, lists: readonly number[]): void {
  const [map = 0, extras = 0, keys = 0] = lists;
  const words = [
    side.delimiter,
    side.columns,
    side.isRaw ? 1 : 0,
    ...[map, side.map.length, extras, side.extras.length, keys, side.keys.length],
  ];
  for (const [index, word] of words.entries()) view.setUint32(at + 4 * index, word, true);
  for (const [place, list] of [
    [map, side.map],
    [extras, side.extras],
    [keys, side.keys],
  ] as const) {
    for (const [index, column] of list.entries()) view.setInt32(place + 4 * index, column, true);
  }
}
