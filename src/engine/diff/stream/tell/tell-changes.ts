import type { Table } from '../../../table.ts';
import type { ByteChange } from '../../byte-changes.ts';
import { type CellMemory, createCellMemory } from '../../cell-memory.ts';
import { changedFields } from '../../diff.ts';
import type { MatchedColumns } from '../../diff-columns.ts';
import { joinKey, type ResolvedKey } from '../../diff-key.ts';
import { labelRecords } from '../../diff-label.ts';
import type { RecordChange, StreamedChanges } from '../../kind-diff.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Match } from '../match/match.ts';
import { type ChangeList, listChanges } from './change-list.ts';
import { type HeldChanges, holdChanges, type ListTools } from './held-changes.ts';
import { orderChanges } from './key-order.ts';

/** One file, and what its columns are called. */
interface Side {
  readonly source: ByteSource;
  readonly sample: Pick<Table, 'header' | 'delimiter'>;
}

/** How the columns of two files belong together. */
export interface Columns {
  readonly key: ResolvedKey;
  readonly columns: MatchedColumns;
}

/** The changes in the order of their keys, made one by one: as texts, or as bytes. */
export function tellChanges(
  base: Side,
  head: Side,
  { key, columns }: Columns,
  match: Match,
  tools: ListTools,
): StreamedChanges {
  const list = listChanges(match);
  const { areWhole } = match;
  const files = { base: fileOf(base), head: fileOf(head) };
  const open = (memory: CellMemory) => {
    const changes = { ...list, ...holdChanges(list, files, tools, memory), memory };
    return { ...changes, ordered: changes.blocks(orderChanges(changes, key, areWhole)) };
  };
  return {
    *[Symbol.iterator]() {
      const changes = open(createCellMemory());
      const tell = teller(files.base.header, files.head.header, changes, { key, columns });
      for (const block of changes.ordered) for (const number of block) yield tell(number);
    },
    asBytes: {
      base: { header: files.base.header, key: key.base },
      head: { header: files.head.header, key: key.head },
      pairs: columns.pairs,
      longest: list.longest,
      *hold(memory) {
        const changes = open(memory);
        for (const block of changes.ordered) for (const number of block) yield addressesOf(changes, number);
      },
    },
  };
}

function fileOf({ source, sample: { header, delimiter } }: Side) {
  return { source, delimiter, header, columns: header.length };
}

type Changes = ChangeList & HeldChanges;

function addressesOf({ before, after, changedFrom, addedFrom }: Changes, number: number): ByteChange {
  if (number < changedFrom) return { op: 'removed', before: before.record(number), after: 0 };
  if (number >= addedFrom) return { op: 'added', before: 0, after: after.record(number) };
  return { op: 'changed', before: before.record(number), after: after.record(number) };
}

/** Gives changes as texts. */
function teller(
  base: readonly string[],
  head: readonly string[],
  { before, after, changedFrom, addedFrom }: Changes,
  { key, columns }: Columns,
): (number: number) => RecordChange {
  const keyOf = (cells: readonly string[], parts: readonly number[]) =>
    joinKey(parts.map((column) => cells[column] ?? ''));
  const baseLabel = labelRecords(base);
  const headLabel = labelRecords(head);
  return (number) => {
    if (number < changedFrom) {
      const was = before.cells(number);
      return { op: 'removed', key: keyOf(was, key.base), label: baseLabel(was), before: { names: base, values: was } };
    }
    const is = after.cells(number);
    const told = { key: keyOf(is, key.head), label: headLabel(is) };
    if (number >= addedFrom) return { op: 'added', ...told, after: { names: head, values: is } };
    return { op: 'changed', ...told, fields: changedFields(before.cells(number), is, columns.pairs, '') };
  };
}
