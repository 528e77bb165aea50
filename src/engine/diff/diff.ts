import type { Table } from '../table.ts';
import type { PairedColumn } from './byte-changes.ts';
import { matchColumns } from './diff-columns.ts';
import { indexRecords, joinKey, refuseUnsound, resolveKey } from './diff-key.ts';
import { labelRecords } from './diff-label.ts';
import { orderByKey } from './diff-order.ts';
import { countChanges, type FieldDiff, type KindDiff, type RecordChange } from './kind-diff.ts';

export interface DiffOptions {
  readonly kind: string;
  /** Columns that identify a record; guessed when empty. */
  readonly key: readonly string[];
  readonly file?: string;
  /** True: a cell that is empty and a column that is missing are two things; the latter is null. Default false: both are ''. */
  readonly distinguishEmpty?: boolean;
}

/**
 * The keyed difference of two tables, in time linear in their cells. The order of rows and of columns does not count.
 * `undefined` stands for a file that is not there on that side. Nothing is lost: base and the result together give head.
 * Changed fields stand in base's column order, new columns after them.
 * @throws RollcallError `ROSTER_REFUSED` for structural errors, rows without a key and doubled keys, each with its places;
 * `USAGE` when the key is not given and cannot be told, or names a column that is not there.
 */
export function diffTables(base: Table | undefined, head: Table | undefined, options: DiffOptions): KindDiff {
  for (const table of [base, head]) refuseUnsound(table);
  const key = resolveKey(base, head, options.key);
  const before = indexRecords(base, key.base);
  const after = indexRecords(head, key.head);
  const columns = matchColumns({ base, head, key, before, after });
  const missing = options.distinguishEmpty === true ? null : '';
  const [baseHeader, headHeader] = [base?.header ?? [], head?.header ?? []];
  const baseLabel = labelRecords(baseHeader);
  const headLabel = labelRecords(headHeader);

  const changes: { readonly parts: readonly string[]; readonly change: RecordChange }[] = [];
  let unchanged = 0;
  for (const [identity, { row, parts }] of before) {
    const key = joinKey(parts);
    const was = cellsOf(base, row);
    const other = after.get(identity);
    if (other === undefined) {
      const change = { op: 'removed', key, label: baseLabel(was), before: { names: baseHeader, values: was } } as const;
      changes.push({ parts, change });
      continue;
    }
    const is = cellsOf(head, other.row);
    const fields = changedFields(was, is, columns.pairs, missing);
    if (fields.length === 0) unchanged += 1;
    else changes.push({ parts, change: { op: 'changed', key, label: headLabel(is), fields } });
  }
  for (const [identity, { row, parts }] of after) {
    if (before.has(identity)) continue;
    const is = cellsOf(head, row);
    const change = {
      op: 'added',
      key: joinKey(parts),
      label: headLabel(is),
      after: { names: headHeader, values: is },
    } as const;
    changes.push({ parts, change });
  }

  return {
    kind: options.kind,
    ...(options.file === undefined ? {} : { file: options.file }),
    ...(base === undefined ? { only: 'head' as const } : head === undefined ? { only: 'base' as const } : {}),
    key: key.names,
    summary: { ...countChanges(changes.map(({ change }) => change)), unchanged },
    columns: columns.diff,
    changes: orderByKey(changes, [before.values(), after.values()]).map(({ change }) => change),
  };
}

function cellsOf(table: Table | undefined, row: number): readonly string[] {
  return table?.rows[row]?.cells ?? [];
}

/** What differs between two rows; `missing` stands for a cell whose column is not there. */
export function changedFields(
  was: readonly string[],
  is: readonly string[],
  pairs: readonly PairedColumn[],
  missing: '' | null,
): readonly FieldDiff[] {
  const fields: FieldDiff[] = [];
  for (const { name, base, head } of pairs) {
    const before = base === undefined ? missing : (was[base] ?? '');
    const after = head === undefined ? missing : (is[head] ?? '');
    if (before !== after) fields.push({ name, before, after });
  }
  return fields;
}
