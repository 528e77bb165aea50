import type { Value } from '../contract/index.ts';
import { countFields, type KindDiff, type RecordChange } from '../engine/diff/kind-diff.ts';

/** How the renderings of a diff name a value, before it is escaped: '' for an empty one. */
export function valueText(value: Value): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Name of a diff for its heading: `records`, `employees`, `hr/people.csv`. */
export function diffTitle(diff: KindDiff): string {
  if (diff.file === undefined) return diff.kind;
  return diff.kind === 'records' ? diff.file : `${diff.kind} in ${diff.file}`;
}

/** `645 added, 126 removed, 508 changed, 5,498 unchanged`, without what is nought; `no records` for two empty files. */
export function summaryText({ summary }: KindDiff): string {
  const { added, removed, changed } = summary;
  const counts = (['added', 'removed', 'changed', 'unchanged'] as const).filter((name) => summary[name] > 0);
  const text = counts.map((name) => `${countText(summary[name])} ${name}`).join(', ');
  if (counts.length === 0) return 'no records';
  return added + removed + changed === 0 ? `no differences, ${text}` : text;
}

/** `department 72`, … : in how many changed records each field differs, the most frequent first. */
export function fieldCounts(diff: KindDiff): readonly (readonly [string, number])[] {
  return [...countFields(diff.changes)].toSorted(([, one], [, other]) => other - one);
}

/** True when records or columns differ. */
export function isDifferent({ summary, columns, only }: Omit<KindDiff, 'changes'>): boolean {
  const { added, removed, changed } = summary;
  return (
    only !== undefined ||
    added + removed + changed > 0 ||
    columns.added.length + columns.removed.length + columns.renamed.length > 0
  );
}

/** A field of a record. */
export interface NamedValue {
  readonly name: string;
  readonly value: Value;
}

/** The filled fields of an added or removed record, besides its key and what its label says already. */
export function filledValues(diff: KindDiff, change: RecordChange): readonly NamedValue[] {
  if (change.op === 'changed') return [];
  const label = change.label.split(' ');
  const key = new Set([
    ...diff.key,
    ...diff.columns.renamed.filter(({ to }) => diff.key.includes(to)).map(({ from }) => from),
  ]);
  const { names, values } = change.op === 'added' ? change.after : change.before;
  return names.flatMap((name, index) => {
    const value = values[index] ?? null;
    const text = valueText(value);
    const isSaid = text === '' || key.has(name) || text.split(' ').every((word) => label.includes(word));
    return isSaid ? [] : [{ name, value }];
  });
}

/** A whole number with thousands apart: `5,498`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
