import type { ByteSource } from '../byte-source.ts';
import { spareOffsets } from './kernel.ts';
import type { Room, SideLayout } from './layout.ts';
import { mostAdded } from './walk.ts';

/** One file, as far as its beginning tells. */
export interface MatchSide {
  readonly source: ByteSource;
  /** Offset of the first record behind the header. */
  readonly start: number;
  readonly layout: SideLayout;
  /** How many bytes a record seems to have; a guess. */
  readonly recordBytes: number;
}

export interface RoomTools {
  /** No record may be longer than half of it. */
  readonly windowBytes: number;
  /** Bytes of base that are held in memory while head is joined, at least; of a large file it is a tenth, up to `mostHeldBytes`. */
  readonly heldBytes: number;
  readonly mostHeldBytes: number;
  /** Bytes less that are held when there may be a second hand, which takes some memory for itself. */
  readonly handBytes: number;
  /** How many times as many records as seem likely there shall be room for. */
  readonly spare: number;
  /** Whether there shall be room for files that have no key in common. */
  readonly mayBeUnlike: boolean;
}

/** How much of everything there is room for when so many hands compare two files. */
export function roomFor(base: MatchSide, head: MatchSide, hands: number, tools: RoomTools): Room {
  const { spare, mayBeUnlike, heldBytes, mostHeldBytes, handBytes, windowBytes } = tools;
  const bytes = ({ source, start }: MatchSide) => source.size - start;
  const likely = (side: MatchSide) => Math.ceil(bytes(side) / side.recordBytes) + mostAdded;
  const count = (side: MatchSide) =>
    // A record has a byte for each column at least: its delimiters and its line end.
    Math.min(Math.ceil(bytes(side) / side.layout.columns), Math.ceil(spare * likely(side))) + 2 * mostAdded;
  const [inBase, inHead] = [count(base), count(head)];
  const held = Math.max(heldBytes - (hands - 1) * handBytes, Math.min(mostHeldBytes, heldShare * base.source.size));
  return {
    hands,
    entries: mayBeUnlike ? inBase + inHead : Math.max(likely(base), likely(head)),
    pairs: inHead + spareOffsets,
    changes: Math.min(inBase, inHead),
    deferred: inHead,
    base: base.source.size,
    head: head.source.size,
    window: windowBytes,
    held: Math.floor(Math.min(held, base.source.size)),
  };
}

/** The more is held, the less often head is read: a tenth is about what its keys and pairs take besides. */
const heldShare = 0.1;
