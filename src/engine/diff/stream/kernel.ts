import { kernelCode } from './kernel-code.ts';

/** The little of WebAssembly that is used here: TypeScript knows it from browsers only. */
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number }) => WasmMemory;
  validate(code: Uint8Array): boolean;
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

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
  readonly pairAt: Count;
  layout(...addresses: readonly number[]): void;
  seedWith(seed: bigint, hashMask: bigint): void;
  rehash(slots: number, bits: number): void;
  limit(baseEnd: number, headEnd: number, baseIsLast: number, headIsLast: number): void;
  moveBase(at: number): void;
  moveHead(at: number): void;
  walk(base: number, head: number, most: number): number;
  takeBase(base: number, most: number): number;
  takeHead(base: number, head: number, most: number): number;
  endBase(): number;
  verify(base: number, head: number, ...places: readonly (bigint | number)[]): number;
  verifyFrom(pair: number): void;
}

interface Count {
  readonly value: number;
}

/** What a kernel function ended with. */
export const status = { ok: 0, need: 1, odd: 2, doubled: 4, lost: 5 } as const;

/** An entry's place has its state in the two upper bits; 0 when only base has the record. */
export const entryBytes = 16;

/** A place is 38 bits of offset and 24 of length. */
export function placeAt(view: DataView, at: number): { readonly offset: number; readonly bytes: number } {
  const low = view.getUint32(at, true);
  return { offset: (view.getUint32(at + 4, true) & 0x3fffffff) * 256 + (low >>> 24), bytes: low & 0xffffff };
}

/** Bytes behind every place that is read or written 16 at a time. */
export const slack = 64;

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
  readonly entries: number;
  readonly pairs: number;
  readonly changes: number;
  readonly deferred: number;
  /** Entries that are likely: the index begins large enough for them. */
  readonly likely: number;
  /** Bytes of a window on each file; no record may be longer. */
  readonly window: number;
  /** Bytes of the largest block of base that is looked at in the end. */
  readonly block: number;
}

export interface Kernel {
  readonly exports: KernelExports;
  readonly memory: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
  readonly base: number;
  readonly head: number;
  /** Addresses. */
  readonly places: Readonly<Record<'entries' | 'pairs' | 'changes' | 'baseWindow' | 'headWindow' | 'block', number>>;
  /** Bytes that the index and the entries take up by now. */
  tableBytes(): number;
  /** Makes room for more entries in the index when it is nearly full. */
  makeRoom(entries: number): void;
}

/** The share of the index beyond which seeking takes long. */
const fullShare = 0.7;
const pageBytes = 65_536;
const mostPages = 65_536;
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
  const baseWindow = take(room.window);
  const headWindow = take(room.window);
  const pairs = take(16 * room.pairs);
  const changes = take(16 * room.changes);
  const deferred = take(16 * room.deferred);
  // The table comes last: once all are matched it is not needed any more, and a block of base takes its place.
  const bits = bitsFor(room.likely);
  const slots = take(4 * 2 ** bits);
  const entries = take(entryBytes * room.entries);
  top = Math.max(top, slots + room.block + slack);
  const wasm = reserve(Math.ceil(top / pageBytes) + 1);
  const code = Uint8Array.from(atob(kernelCode), (character) => character.charCodeAt(0));
  if (wasm === undefined || !WebAssembly.validate(code)) return undefined;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory: wasm } });
  // The exports are what kernel/ declares; the interface above says so once.
  const exports = instance.exports as KernelExports;
  const kernel = {
    exports,
    memory: new Uint8Array(wasm.buffer),
    view: new DataView(wasm.buffer),
    base,
    head,
    places: { entries, pairs, changes, baseWindow, headWindow, block: slots },
    slotBits: bits,
    tableBytes: () => entries - slots + entryBytes * exports.entryCount.value,
    makeRoom(count: number) {
      const more = bitsFor(count);
      if (more <= kernel.slotBits) return;
      const at = wasm.grow(Math.ceil((4 * 2 ** more) / pageBytes)) * pageBytes;
      kernel.memory = new Uint8Array(wasm.buffer);
      kernel.view = new DataView(wasm.buffer);
      kernel.slotBits = more;
      exports.rehash(at, more);
    },
  };
  exports.layout(entries, pairs, changes, deferred, pending, fields, scratch, otherScratch);
  exports.seedWith(seed, hashMask);
  for (const [index, side] of [sides.base, sides.head].entries()) {
    writeSide(kernel.view, index === 0 ? base : head, side, lists[index] ?? []);
  }
  exports.rehash(slots, bits);
  return kernel;
}

/** Reserves room, of which only what is touched is taken; undefined where the machine or WebAssembly has not so much. */
function reserve(pages: number): WasmMemory | undefined {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: mostPages });
  } catch {
    // A plain reading needs room only for what is there.
    return undefined;
  }
}

/** An index of 2 to the power of this has room for so many entries. */
function bitsFor(entries: number): number {
  return Math.max(8, Math.ceil(Math.log2(entries / fullShare)));
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
