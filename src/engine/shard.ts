import { RollcallError } from '../contract/index.ts';
import { type Change, nameOfChange } from './change.ts';
import { isSnapshot } from './plan/choose.ts';
import type { SystemState } from './plan/state.ts';

/** One part of a run that several jobs share: `index` counts from 1 to `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
  /** The shards run one after another, each alone; else all at the same time. */
  readonly inTurn: boolean;
}

/** Shards that one run may have; as many jobs as GitHub lets a matrix have. */
export const mostShards = 256;

/**
 * Reads `2/3`.
 * @throws RollcallError `USAGE`.
 */
export function toShard(text: string, inTurn: boolean): Shard {
  const [, index, count] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (index !== undefined && count !== undefined && index >= 1 && index <= count && count <= mostShards)
    return { index, count, inTurn };
  throw new RollcallError('USAGE', `The shard ${text} cannot be read.`, {
    next: `Write it as I/N, such as 2/3: I from 1 to N, N up to ${mostShards}.`,
  });
}

/** What a shard does now, and how many of its changes wait for other shards. */
export interface ShardPart {
  readonly changes: readonly Change[];
  readonly left: number;
}

/**
 * A shard's part of a plan. What goes as a whole is the first shard's.
 * @param tried names of records that this run has tried already
 */
export function takeShard(
  changes: readonly Change[],
  state: SystemState,
  shard: Shard,
  tried: ReadonlySet<string>,
): ShardPart {
  const pushed = shard.index === 1 ? changes.filter((change) => isSnapshot(change, state)) : [];
  const single = changes.filter((change) => !isSnapshot(change, state));
  const part = shard.inTurn ? takeTurn(single, shard) : takeOwn(single, state, shard, tried);
  return { ...part, changes: [...pushed.filter((change) => !tried.has(nameOfChange(change))), ...part.changes] };
}

/** The beginning of what is left to do, in its order, so that nothing waits for what comes later; the last shard takes the rest. */
function takeTurn(changes: readonly Change[], { index, count }: Shard): ShardPart {
  const last = new Map(changes.map((change, at) => [nameOfChange(change), at]));
  let end = Math.ceil(changes.length / (count - index + 1));
  // Both steps of a change are one shard's.
  for (let at = 0; at < end; at += 1) {
    const change = changes[at];
    if (change?.step === 1) end = Math.max(end, (last.get(nameOfChange(change)) ?? at) + 1);
  }
  return { changes: changes.slice(0, end), left: 0 };
}

/**
 * Those that are this shard's and wait for nobody else's. Whose a change is depends on nothing but the record's name, so
 * that shards that plan at different moments never take the same one; what belongs to a person goes with them. Nobody is
 * taken off while others still have changes that bring somebody or move somebody away.
 */
function takeOwn(
  changes: readonly Change[],
  state: SystemState,
  { index, count }: Shard,
  tried: ReadonlySet<string>,
): ShardPart {
  const own = new Set(changes.filter((change) => shardOf(ownerOf(change, state), count) === index));
  const isAwaited = changes.some((change) => !own.has(change) && !isGoing(change));
  const mine = changes.filter((change) => own.has(change) && !tried.has(nameOfChange(change)));
  const open = new Set(
    changes.filter((change) => !own.has(change) || tried.has(nameOfChange(change))).map(nameOfChange),
  );
  // Again and again: a second step that waits takes the first one along, and those that come after it.
  for (let before = -1; before !== open.size; ) {
    before = open.size;
    for (const change of mine) {
      const isWaiting = (isAwaited && isGoing(change)) || change.after.some((name) => open.has(name));
      if (isWaiting) open.add(nameOfChange(change));
    }
  }
  const free = mine.filter((change) => !open.has(nameOfChange(change)));
  return { changes: free, left: mine.length - free.length };
}

/** FNV-1a over UTF-16, 32 bits: the same on every machine. https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
export function shardOf(name: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  return (((hash ^ (hash >>> 16)) >>> 0) % count) + 1;
}

/** The person whom a record belongs to, else the record itself. */
function ownerOf(change: Change, { desired, base }: SystemState): string {
  const name = nameOfChange(change);
  const parts = (desired.get(name) ?? base.records.get(name))?.parts ?? [];
  return parts.find((part) => part.startsWith('employees/')) ?? name;
}

function isGoing({ op }: Change): boolean {
  return op === 'leave' || op === 'delete';
}
