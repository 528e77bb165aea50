import type { KindDiff, RecordChange } from '../engine/diff/kind-diff.ts';
import { countText, diffTitle, fieldCounts, filledValues, summaryText, valueText } from './diff-words.ts';
import { escapeMarkdownCell } from './escape.ts';

export interface DiffMarkdownOptions {
  /** Changes shown of each kind; the rest is counted. */
  readonly limit: number;
}

/** A diff as GitHub Markdown, in lines: per kind a summary and a table of the changes. Every value is harmless. */
export function* diffMarkdown(diffs: Iterable<KindDiff>, options: DiffMarkdownOptions): Generator<string> {
  let isFirst = true;
  for (const diff of diffs) {
    if (!isFirst) yield '\n';
    isFirst = false;
    for (const line of kindLines(diff, options)) yield `${line}\n`;
  }
}

function* kindLines(diff: KindDiff, { limit }: DiffMarkdownOptions): Generator<string> {
  yield `### ${diff.file === undefined ? diffTitle(diff) : value(diffTitle(diff))}`;
  yield '';
  yield `${diff.only === undefined ? '' : `Only in ${diff.only}: `}**${summaryText(diff)}**`;
  const columns = columnItems(diff);
  if (columns.length > 0) yield* ['', ...columns];
  const counts = fieldCounts(diff).map(([name, count]) => `${value(name)} ${countText(count)}`);
  if (counts.length > 0) yield* ['', `Fields changed: ${counts.join(', ')}`];
  if (diff.changes.length === 0) return;

  const shown = diff.changes.slice(0, limit);
  if (shown.length > 0) yield* ['', `| | ${diff.key.map(value).join(' / ')} | | |`, '|---|---|---|---|'];
  for (const change of shown) yield changeRow(diff, change);
  const more = diff.changes.length - shown.length;
  if (more > 0) yield* ['', `… and ${countText(more)} more.`];
}

function columnItems({ columns }: KindDiff): readonly string[] {
  return [
    ...columns.renamed.map(({ from, to }) => `- column ${value(from)} renamed to ${value(to)}`),
    ...columns.added.map((name) => `- column ${value(name)} added`),
    ...columns.removed.map((name) => `- column ${value(name)} removed`),
  ];
}

const words = { added: 'added', removed: 'removed', changed: 'changed' } as const;

function changeRow(diff: KindDiff, change: RecordChange): string {
  const label = change.label === '' ? '' : value(change.label);
  const details =
    change.op === 'changed'
      ? change.fields
          .map(({ name, before, after }) => `${value(name)}: ${value(valueText(before))} → ${value(valueText(after))}`)
          .join('<br>')
      : firstValues(diff, change).map(value).join(', ');
  return `| ${words[change.op]} | ${value(change.key)} | ${label} | ${details} |`;
}

function value(text: string): string {
  return text === '' ? '_empty_' : escapeMarkdownCell(text, longestValue);
}

/** Characters of a value that a table still reads well with. */
const longestValue = 200;

/** Enough to recognise a record by. */
function firstValues(diff: KindDiff, change: RecordChange): readonly string[] {
  return filledValues(diff, change)
    .slice(0, 4)
    .map(({ value: text }) => valueText(text));
}
