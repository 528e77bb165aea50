import type { Table } from '../table.ts';
import type { PairedColumn } from './byte-changes.ts';
import type { RecordIndex, ResolvedKey } from './diff-key.ts';
import { plainHeader } from './diff-label.ts';
import type { ColumnDiff } from './kind-diff.ts';

export interface MatchedColumns {
  /** Base's order, then the columns that only head has. */
  readonly pairs: readonly PairedColumn[];
  readonly diff: ColumnDiff;
}

/** The share of records, filled on either side, in which two columns must agree to be one renamed column. */
export const renameShare = 0.95;

interface Sides {
  readonly base: Table | undefined;
  readonly head: Table | undefined;
  readonly key: ResolvedKey;
  readonly before: RecordIndex;
  readonly after: RecordIndex;
}

/**
 * Pairs columns by header. A removed and an added column are one renamed column when their headers differ in
 * case, accents and punctuation only, or when their values agree in nearly all records that both tables have;
 * where several columns fit equally well, none is taken.
 * A file that is not there at all has neither added nor removed columns.
 */
export function matchColumns(sides: Sides): MatchedColumns {
  const base = sides.base?.header ?? [];
  const head = sides.head?.header ?? [];
  const names = new Map(head.map((name, column) => [name, column]));
  const taken = new Set([...sides.key.head, ...base.map((name) => names.get(name) ?? -1)]);
  const removed = [...base.keys()].filter(
    (column) => !names.has(base[column] ?? '') && !sides.key.base.includes(column),
  );
  const added = [...head.keys()].filter((column) => !taken.has(column));
  const renamed = findRenamed(sides, removed, added);
  const reverse = new Set(renamed.values());

  const pairs: PairedColumn[] = [];
  for (const [column, name] of base.entries()) {
    if (sides.key.base.includes(column)) continue;
    const other = names.get(name) ?? renamed.get(column);
    pairs.push(other === undefined ? { name, base: column } : { name: head[other] ?? '', base: column, head: other });
  }
  const fresh = added.filter((column) => !reverse.has(column));
  for (const column of fresh) pairs.push({ name: head[column] ?? '', head: column });

  const both = sides.base !== undefined && sides.head !== undefined;
  return {
    pairs,
    diff: {
      added: both ? fresh.map((column) => head[column] ?? '') : [],
      removed: both ? removed.filter((column) => !renamed.has(column)).map((column) => base[column] ?? '') : [],
      renamed: [
        ...renamedKeys(sides),
        ...[...renamed].map(([from, to]) => [base[from] ?? '', head[to] ?? ''] as const),
      ].map(([from, to]) => ({ from, to })),
    },
  };
}

function renamedKeys({ base, head, key }: Sides): readonly (readonly [string, string])[] {
  if (base === undefined || head === undefined) return [];
  return key.base
    .map((column, index) => [base.header[column] ?? '', key.names[index] ?? ''] as const)
    .filter(([from, to]) => from !== to);
}

/** Base column → head column. */
function findRenamed(sides: Sides, removed: readonly number[], added: readonly number[]): ReadonlyMap<number, number> {
  const candidates = removed.flatMap((from) => added.map((to) => ({ from, to, fit: agreement(sides, from, to) })));
  const fitting = candidates.filter((candidate) => candidate.fit >= renameShare);
  const renamed = new Map<number, number>();
  for (const candidate of fitting) {
    const rivals = fitting.filter(
      (rival) => rival !== candidate && (rival.from === candidate.from || rival.to === candidate.to),
    );
    if (rivals.every((rival) => rival.fit < candidate.fit)) renamed.set(candidate.from, candidate.to);
  }
  return renamed;
}

/** 2 for headers that are alike, else the share of filled common records that agree, 0 as soon as it must fall short. */
function agreement({ base, head, before, after }: Sides, from: number, to: number): number {
  if (plainHeader(base?.header[from] ?? '') === plainHeader(head?.header[to] ?? '')) return 2;
  const most = Math.floor((1 - renameShare) * Math.min(before.size, after.size));
  let filled = 0;
  let differing = 0;
  for (const [identity, { row }] of before) {
    const other = after.get(identity);
    if (other === undefined) continue;
    const was = base?.rows[row]?.cells[from] ?? '';
    const is = head?.rows[other.row]?.cells[to] ?? '';
    if (was === '' && is === '') continue;
    filled += 1;
    if (was !== is) differing += 1;
    if (differing > most) return 0;
  }
  return filled === 0 ? 0 : 1 - differing / filled;
}
