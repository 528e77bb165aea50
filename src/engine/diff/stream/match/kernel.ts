import {
  compileProgram,
  createSharedMemory,
  type SharedWasmMemory,
  startProgram,
  type WasmProgram,
} from '../../wasm.ts';
import { kernelCode } from './kernel-code.ts';
import {
  entryBytes,
  type HandPlaces,
  type Layout,
  layOutMemory,
  type Room,
  type SideLayout,
  type SideLayouts,
  type SidePlaces,
} from './layout.ts';

/** What `kernel/` exports; statuses and states are told there. */
export interface KernelExports {
  readonly entryCount: Count;
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
  findStart(side: number, from: number, end: number): number;
  takeBase(base: number, most: number): number;
  takeHead(base: number, head: number, most: number): number;
  endBase(): number;
  gatherUnmatched(): number;
  hold(at: bigint, from: bigint, to: bigint, end: number, isLast: number): void;
  rewind(most: number): void;
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

/** A place is 38 bits of offset and 24 of length. */
export function placeAt(view: DataView, at: number): { readonly offset: number; readonly bytes: number } {
  const low = view.getUint32(at, true);
  return { offset: view.getUint32(at + 4, true) * 256 + (low >>> 24), bytes: low & 0xffffff };
}

/** The address at which offset 0 of a file would stand whose bytes from an offset on stand at an address; it may be negative. */
export function addressOfStart(at: number, offset: number): bigint {
  return BigInt.asUintN(64, BigInt(at) - BigInt(offset));
}

/** All that a hand needs to start a kernel of its own on the memory that all share. Can be sent to another thread. */
export interface Share {
  readonly program: WasmProgram;
  readonly memory: SharedWasmMemory;
  readonly layout: Layout;
  readonly sides: SideLayouts;
  readonly room: Room;
  readonly seed: bigint;
  /** All ones but in tests. */
  readonly hashMask: bigint;
}

/** The kernel of one hand. */
export interface Kernel {
  readonly exports: KernelExports;
  readonly memory: Uint8Array<SharedArrayBuffer>;
  readonly view: DataView<SharedArrayBuffer>;
  /** Addresses of what the kernel is told of a side. */
  readonly base: number;
  readonly head: number;
  readonly places: HandPlaces & Pick<Layout, 'held' | 'table'>;
  readonly room: Room;
}

/**
 * Memory for two files, or undefined where they need more than the machine has or the 4 GiB that WebAssembly can address,
 * and where a processor knows no SIMD.
 */
export function prepareShare(sides: SideLayouts, room: Room, seed: bigint, hashMask: bigint): Share | undefined {
  const program = compileProgram(kernelCode);
  const layout = layOutMemory(sides, room);
  const memory = tryTo(() => createSharedMemory(layout.pages));
  if (memory !== undefined) touch(memory, layout.table, entryBytes * layout.slots);
  return program && memory && { program, memory, layout, sides, room, seed, hashMask };
}

/** Starts the kernel of the first hand, or of the second one. */
export function startKernel({ program, memory, layout, sides, room, seed, hashMask }: Share, hand: 0 | 1): Kernel {
  const places = layout.hands[hand];
  if (places === undefined) throw new Error('there is no room for another hand');
  // The exports are what kernel/ declares; the interface above says so once.
  const exports = startProgram(program, memory) as KernelExports;
  const view = new DataView(memory.buffer);
  const { pairs, changes, deferred, pending, fields, scratch, otherScratch } = places;
  exports.layout(pairs, changes, deferred, pending, fields, scratch, otherScratch);
  exports.seedWith(seed, hashMask);
  exports.tabulate(layout.table, layout.slots, bitsOf(room.base + room.head + 1), BigInt(room.base));
  writeSide(view, places.base, sides.base);
  writeSide(view, places.head, sides.head);
  return {
    exports,
    memory: new Uint8Array(memory.buffer),
    view,
    base: places.base.side,
    head: places.head.side,
    places: { ...places, held: layout.held, table: layout.table },
    room,
  };
}

/** Pairs that only lead on over a part of head: at most one for each 64 MiB. */
export const spareOffsets = 2 ** 12;

/** Whether a call that adds so many records might write where something else is. */
export function isFull(exports: KernelExports, room: Room, added: number): boolean {
  const matched = exports.pairCount.value + exports.deferredCount.value + added;
  return (
    matched + spareOffsets > room.pairs ||
    exports.deferredCount.value + added > room.deferred ||
    exports.changeCount.value + matched > room.changes
  );
}

/** How many bits it takes to write numbers up to this one. */
function bitsOf(most: number): number {
  return Math.floor(Math.log2(most)) + 1;
}

/** Takes room, of which only what is touched costs anything; undefined where the machine or WebAssembly has not so much. */
function tryTo<Taken>(take: () => Taken): Taken | undefined {
  try {
    return take();
  } catch {
    // A plain reading needs room only for what is there.
    return undefined;
  }
}

/**
 * Writes to each page once. All of the table is going to be used, and slots are looked at before they are filled: what was only
 * looked at the system makes ready a second time when it is written, and halts all threads of the process for that.
 */
function touch({ buffer }: SharedWasmMemory, from: number, bytes: number): void {
  const memory = new Uint8Array(buffer, from, bytes);
  for (let at = 0; at < bytes; at += systemPageBytes) memory[at] = 0;
}

const systemPageBytes = 4096;

function writeSide(view: DataView, places: SidePlaces, side: SideLayout): void {
  const words = [
    side.delimiter,
    side.columns,
    side.isRaw ? 1 : 0,
    ...[places.map, side.map.length, places.extras, side.extras.length, places.keys, side.keys.length],
  ];
  for (const [index, word] of words.entries()) view.setUint32(places.side + 4 * index, word, true);
  for (const [place, list] of [
    [places.map, side.map],
    [places.extras, side.extras],
    [places.keys, side.keys],
  ] as const) {
    for (const [index, column] of list.entries()) view.setInt32(place + 4 * index, column, true);
  }
}
