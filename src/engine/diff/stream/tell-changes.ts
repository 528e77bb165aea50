import type { Table } from '../../table.ts';
import { changedFields, namedValues } from '../diff.ts';
import type { MatchedColumns } from '../diff-columns.ts';
import { joinKey, type ResolvedKey } from '../diff-key.ts';
import { labelRecords } from '../diff-label.ts';
import type { RecordChange } from '../kind-diff.ts';
import type { ByteSource } from './byte-source.ts';
import { orderOfKeys } from './key-order.ts';
import type { Match, Places } from './match.ts';

/** Reads single records that are known to be sound, by their places. */
export interface RecordReader {
  cells(offset: number, bytes: number): readonly string[];
  cell(offset: number, bytes: number, column: number): string;
}

export type OpenRecords = (source: ByteSource, delimiter: string) => RecordReader;

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

/** Makes the changes one by one, in the order of their keys. */
export function* tellChanges(
  base: Side,
  head: Side,
  { key, columns }: Columns,
  match: Match,
  openRecords: OpenRecords,
): Generator<RecordChange> {
  const inBase = openRecords(base.source, base.sample.delimiter);
  const inHead = openRecords(head.source, head.sample.delimiter);
  const { removed, changed, added } = match;
  const changedFrom = removed.bytes.length;
  const addedFrom = changedFrom + changed.base.bytes.length;
  const parts = key.base.map((column, part) => [
    ...keysAt(inBase, removed, column),
    ...keysAt(inBase, changed.base, column),
    ...keysAt(inHead, added, key.head[part] ?? 0),
  ]);
  const baseLabel = labelRecords(base.sample.header);
  const headLabel = labelRecords(head.sample.header);
  for (const index of orderOfKeys(parts, match.areWhole)) {
    const name = joinKey(parts.map((list) => list[index] ?? ''));
    if (index >= addedFrom) {
      const is = cellsAt(inHead, added, index - addedFrom);
      yield { op: 'added', key: name, label: headLabel(is), after: namedValues(head.sample, is) };
    } else if (index < changedFrom) {
      const was = cellsAt(inBase, removed, index);
      yield { op: 'removed', key: name, label: baseLabel(was), before: namedValues(base.sample, was) };
    } else {
      const was = cellsAt(inBase, changed.base, index - changedFrom);
      const is = cellsAt(inHead, changed.head, index - changedFrom);
      yield { op: 'changed', key: name, label: headLabel(is), fields: changedFields(was, is, columns.pairs, '') };
    }
  }
}

function* keysAt(records: RecordReader, { offsets, bytes }: Places, column: number): Generator<string> {
  for (let index = 0; index < bytes.length; index += 1) {
    yield records.cell(offsets[index] ?? 0, bytes[index] ?? 0, column);
  }
}

function cellsAt(records: RecordReader, { offsets, bytes }: Places, index: number): readonly string[] {
  return records.cells(offsets[index] ?? 0, bytes[index] ?? 0);
}
