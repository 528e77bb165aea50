import type { FieldClass } from '../contract/index.ts';
import type { KindDiff, RecordChange } from '../engine/diff/kind-diff.ts';
import { type ActionTexts, actionTextsFor } from './action-texts.ts';
import { diffTitle, valueText } from './diff-words.ts';
import { escapeMarkdownCell, escapeMarkdownText } from './escape.ts';
import { fitted, type MarkdownPart } from './markdown-fit.ts';
import { type Language, textsFor } from './texts.ts';

export interface RecordsOptions {
  readonly language?: Language;
  /** Class of a field of a kind; what nobody declared is secret. */
  readonly classOf: (kind: string, field: string) => FieldClass;
  /** Sentences below the title, escaped already. */
  readonly notes?: readonly string[];
  /** Bytes of the whole text in UTF-8. Default 60,000. */
  readonly limitBytes?: number;
}

/**
 * The record-level difference for a comment: counts by kind, then the records by key with the names of the fields that
 * differ, and values of `open` fields only. Records whose key is not open are counted and not listed.
 */
export function recordsMarkdown(diffs: readonly KindDiff[], options: RecordsOptions): string {
  const texts = actionTextsFor(options.language);
  const told = diffs.filter(({ summary, columns, only }) => {
    const { added, removed, changed } = summary;
    return added + removed + changed + columns.added.length + columns.removed.length > 0 || only !== undefined;
  });
  const { kind, added, removed, changed } = texts.column;
  const rows = told.map((diff) => {
    const { summary } = diff;
    return row([escapeMarkdownCell(diffTitle(diff)), ...[summary.added, summary.removed, summary.changed].map(String)]);
  });
  const counts =
    rows.length === 0 ? [texts.records.none] : [row([kind, added, removed, changed]), '|---|--:|--:|--:|', ...rows];
  const parts: MarkdownPart[] = [
    { rank: 0, lines: [`### ${texts.records.title}`, ''] },
    ...(options.notes ?? []).map((note) => ({ rank: 0, lines: [`> ${note}`, ''] })),
    { rank: 0, lines: [...counts, ''] },
    ...told.flatMap((diff, index) => kindParts(diff, 2 + index, options, texts)),
    { rank: 0, lines: [`<sub>${texts.records.privacy}</sub>`] },
  ];
  return fitted(parts, options.limitBytes ?? 60_000, textsFor(options.language));
}

function kindParts(diff: KindDiff, rank: number, options: RecordsOptions, texts: ActionTexts): readonly MarkdownPart[] {
  const isNamed = diff.key.length > 0 && diff.key.every((name) => options.classOf(diff.kind, name) === 'open');
  if (!isNamed || diff.changes.length === 0) return [];
  const order = { removed: 0, added: 1, changed: 2 } as const;
  const changes = diff.changes.toSorted((a, b) => order[a.op] - order[b.op]);
  const { record, what, fields } = texts.column;
  return [
    {
      rank,
      title: escapeMarkdownText(`${diffTitle(diff)} (${changes.length})`),
      head: [row([record, what, fields]), '|---|---|---|'],
      lines: changes.map((change) => changeRow(change, diff, options, texts)),
    },
  ];
}

function changeRow(change: RecordChange, diff: KindDiff, { classOf }: RecordsOptions, texts: ActionTexts): string {
  const fields =
    change.op === 'changed'
      ? change.fields.map(({ name, before, after }) => {
          const isOpen = classOf(diff.kind, name) === 'open';
          return `${cell(name)} ${isOpen ? `${cell(valueText(before))} → ${cell(valueText(after))}` : '•••'}`;
        })
      : [];
  const more = fields.length - mostFields;
  const shown = [...fields.slice(0, mostFields), ...(more > 0 ? [`+${more}`] : [])];
  return row([cell(change.key), texts.op[change.op], shown.join(', ')]);
}

const mostFields = 8;

function cell(text: string): string {
  return text === '' ? '∅' : escapeMarkdownCell(text, 60);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
