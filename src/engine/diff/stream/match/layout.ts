import { pageBytes } from '../../wasm.ts';

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

export interface SideLayouts {
  readonly base: SideLayout;
  readonly head: SideLayout;
}

/** How many records of each sort there must be room for. Untouched room costs nothing. */
export interface Room {
  /** How many hands work on the files at the same time. */
  readonly hands: number;
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

/** Where things are in the kernel's memory: addresses. Plain data. */
export interface Layout {
  readonly hands: readonly HandPlaces[];
  /** Where base is held. */
  readonly held: number;
  readonly table: number;
  /** All that is not needed any more once all are matched: the first hand's window on base, what is held, and the table. */
  readonly block: number;
  readonly blockBytes: number;
  readonly slots: number;
  /** Keys beyond which seeking takes long. */
  readonly mostEntries: number;
  readonly pages: number;
}

/** What each hand has for itself. */
export interface HandPlaces {
  readonly base: SidePlaces;
  readonly head: SidePlaces;
  /** Start and end of each cell of a record. */
  readonly fields: number;
  readonly pending: number;
  readonly scratch: number;
  readonly otherScratch: number;
  readonly baseWindow: number;
  readonly headWindow: number;
  readonly pairs: number;
  readonly changes: number;
  readonly deferred: number;
}

/** How one side is to be read: an address of what the kernel is told, and of the lists of columns in it. */
export interface SidePlaces {
  readonly side: number;
  readonly map: number;
  readonly extras: number;
  readonly keys: number;
}

/** Bytes behind every place that is read or written 16 at a time. */
export const slack = 64;

/** Bytes of memory that a window takes: two halves, of which one is read into while the other is looked at. */
export function windowRoom(bytes: number): number {
  return 2 * (bytes + slack);
}

/** Records that a call of the kernel takes at once. */
export const batch = 2048;

/** As much of a hash as there is room for above an offset. */
export const entryBytes = 8;

/** The share of the table that is likely to be filled, and the one beyond which seeking takes long. */
const filledShare = 0.75;
const fullShare = 0.88;

/** Lays out a memory for two files. */
export function layOutMemory({ base, head }: SideLayouts, room: Room): Layout {
  const columns = Math.max(base.columns, head.columns);
  const scratchBytes = 2 * room.window + 4 * columns;
  let top = 1024;
  const take = (bytes: number): number => {
    const at = top;
    top += Math.ceil((bytes + slack) / 64) * 64;
    return at;
  };
  const takeSide = ({ map, extras, keys }: SideLayout): SidePlaces => ({
    side: take(64),
    map: take(4 * map.length),
    extras: take(4 * extras.length),
    keys: take(4 * keys.length),
  });
  const takeHand = (): HandPlaces => ({
    base: takeSide(base),
    head: takeSide(head),
    fields: take(8 * columns),
    pending: take(16 * batch),
    scratch: take(scratchBytes),
    otherScratch: take(scratchBytes),
    headWindow: take(windowRoom(room.window)),
    pairs: take(8 * room.pairs),
    changes: take(16 * room.changes),
    deferred: take(16 * room.deferred),
    baseWindow: take(windowRoom(room.window)),
  });
  const hands = Array.from({ length: room.hands }, takeHand).reverse();
  // What is held may begin within a record, and is then so much shorter.
  const held = take(room.held + room.window);
  const slots = Math.ceil(room.entries / filledShare) + 1;
  const table = take(Math.max(entryBytes * slots, room.window + slack));
  const block = hands[0]?.baseWindow ?? held;
  return {
    ...{ hands, held, table, slots, block, blockBytes: top - block - slack },
    mostEntries: Math.floor(fullShare * slots),
    pages: Math.ceil(top / pageBytes) + 1,
  };
}
