import type { Value } from '../../contract/index.ts';
import type { ByteChanges } from './byte-changes.ts';

/** The difference of all records of one kind, or of one file. `diff --json` prints it in this shape. */
export interface KindDiff {
  /** A kind of the roster, or `records` for a plain file. */
  readonly kind: string;
  /** Relative path, where several files are compared. */
  readonly file?: string;
  /** The file is there on this side only. */
  readonly only?: 'base' | 'head';
  /** Names of the columns that identify a record, in head's words. */
  readonly key: readonly string[];
  readonly summary: DiffSummary;
  readonly columns: ColumnDiff;
  /** By key: as numbers where every key of both sides is a whole number, else by code point. */
  readonly changes: readonly RecordChange[];
}

/** The same with changes that are made as they are asked for, so that memory does not grow with their number. Can be read once more. */
export interface StreamedDiff extends Omit<KindDiff, 'changes'> {
  readonly changes: StreamedChanges;
}

export interface StreamedChanges extends Iterable<RecordChange> {
  /** The same, where their records are still the bytes that were read. */
  readonly asBytes?: ByteChanges;
}

/** Counts of records. */
export interface DiffSummary {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** A renamed column counts as one column; its fields are named as in head. */
export interface ColumnDiff {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

export type RecordChange =
  | { readonly op: 'added'; readonly key: string; readonly label: string; readonly after: NamedValues }
  | { readonly op: 'removed'; readonly key: string; readonly label: string; readonly before: NamedValues }
  | { readonly op: 'changed'; readonly key: string; readonly label: string; readonly fields: readonly FieldDiff[] };

/**
 * Two lists of one length, of which many records share that of the names. No object: a column may be called `2024` or
 * `__proto__` and still keep its place.
 */
export interface NamedValues {
  readonly names: readonly string[];
  readonly values: readonly Value[];
}

export interface FieldDiff {
  readonly name: string;
  readonly before: Value;
  readonly after: Value;
}

/** How many records were added, removed and changed. */
export function countChanges(changes: readonly RecordChange[]): Omit<DiffSummary, 'unchanged'> {
  const counts = { added: 0, removed: 0, changed: 0 };
  for (const { op } of changes) counts[op] += 1;
  return counts;
}

/** In how many changed records each field differs; fields in the order in which they first occur. */
export function countFields(changes: readonly RecordChange[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const change of changes) {
    if (change.op !== 'changed') continue;
    for (const { name } of change.fields) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
