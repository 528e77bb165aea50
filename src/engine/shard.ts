import { RollcallError } from '../contract/index.ts';
import { type Change, nameOfChange } from './change.ts';
import { isSnapshot } from './plan/choose.ts';
import { indexReferences, referenceFields, referredValues } from './plan/references.ts';
import type { SystemState } from './plan/state.ts';
import { isOfShard, type ShardNumber } from './shard-of.ts';

/** One part of a run that several jobs share. */
export interface Shard extends ShardNumber {
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
function takeOwn(changes: readonly Change[], state: SystemState, shard: Shard, tried: ReadonlySet<string>): ShardPart {
  const own = new Set(changes.filter((change) => isOwn(nameOfChange(change), state, shard)));
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

/**
 * The records that a shard needs to know about, of those named: its own, and others whom these point at. The shards at the
 * same time look after the rest.
 */
export function concerning(
  names: readonly string[],
  state: SystemState,
  shard: Shard,
): { readonly own: ReadonlySet<string>; readonly others: ReadonlySet<string> } {
  const own = new Set(shard.inTurn ? names : names.filter((name) => isOwn(name, state, shard)));
  const index = indexReferences(state);
  const targets = [...own].flatMap((name) => {
    const record = state.desired.get(name);
    if (!record) return [];
    return referenceFields(record.kind, state.mapping).flatMap(({ name: field, reference }) =>
      referredValues(record.fields[field], reference).flatMap((value) => index.desired(reference, value) ?? []),
    );
  });
  const known = new Set(names);
  return { own, others: new Set(targets.filter((name) => known.has(name) && !own.has(name))) };
}

function isOwn(name: string, { desired, base }: SystemState, shard: ShardNumber): boolean {
  return isOfShard(name, (desired.get(name) ?? base.records.get(name))?.parts, shard);
}

function isGoing({ op }: Change): boolean {
  return op === 'leave' || op === 'delete';
}
