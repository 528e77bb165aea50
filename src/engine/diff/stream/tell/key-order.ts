import type { CellMemory } from '../../cell-memory.ts';
import type { ResolvedKey } from '../../diff-key.ts';
import { compareKeys } from '../../diff-order.ts';
import type { ChangeList } from './change-list.ts';
import type { HeldChanges } from './held-changes.ts';

/** The changes of two files, held in a memory. */
interface Changes extends ChangeList, HeldChanges {
  readonly memory: CellMemory;
}

/**
 * The numbers of all changes in the order of their keys, which is that of `orderByKey`.
 * `areWhole` tells of which part of the key all values are whole numbers.
 */
export function orderChanges(
  changes: Changes,
  key: ResolvedKey,
  areWhole: (part: number) => boolean,
): readonly number[] {
  const [base, head] = [key.base[0] ?? 0, key.head[0] ?? 0];
  const ranks = key.base.length === 1 && areWhole(0) ? rankChanges(changes, base, head) : undefined;
  if (ranks === undefined) return orderTexts(changes, key, areWhole);
  return changes.all.toSorted((one, other) => (ranks[one] ?? 0) - (ranks[other] ?? 0));
}

function orderTexts(changes: Changes, key: ResolvedKey, areWhole: (part: number) => boolean): readonly number[] {
  const { before, after, addedFrom } = changes;
  const keys: (readonly string[])[] = [];
  for (const block of changes.blocks(changes.all)) {
    for (const number of block) {
      const isAdded = number >= addedFrom;
      const cells = isAdded ? after.cells(number) : before.cells(number);
      keys.push((isAdded ? key.head : key.base).map((column) => cells[column] ?? ''));
    }
  }
  const compare = compareKeys(areWhole);
  return changes.all.toSorted((one, other) => compare(keys[one] ?? [], keys[other] ?? []));
}

/** Undefined where a key has more digits than a number holds. */
function rankChanges(changes: Changes, base: number, head: number): Float64Array | undefined {
  const { before, after, addedFrom, all, memory } = changes;
  const ranks = new Float64Array(all.length);
  let most = 0;
  for (const block of changes.blocks(all)) {
    const bytes = memory.bytes();
    for (const number of block) {
      const isAdded = number >= addedFrom;
      const rank = isAdded ? rankAt(bytes, after.record(number), head) : rankAt(bytes, before.record(number), base);
      ranks[number] = rank;
      if (rank > most) most = rank;
    }
  }
  return most < Number.POSITIVE_INFINITY ? ranks : undefined;
}

/**
 * A number that stands for a key of digits among others: 9 before 10, and of one value 007 before 07 before 7.
 * Infinity where there are too many digits.
 */
function rankAt(bytes: Uint8Array, record: number, column: number): number {
  let at = record;
  for (let skipped = 0; skipped < column && at < bytes.length; at += 1) if (bytes[at] === 0) skipped += 1;
  const from = at;
  let value = 0;
  for (; at < bytes.length && bytes[at] !== 0; at += 1) value = 10 * value + (bytes[at] ?? 0) - zero;
  const digits = at - from;
  if (digits > mostDigits) return Number.POSITIVE_INFINITY;
  // Of noughts alone the shorter one comes first.
  return 16 * value + (value === 0 ? digits : 15 - digits);
}

const zero = 48;

/** With so many digits, 16 times a value is still exact. */
const mostDigits = 14;
