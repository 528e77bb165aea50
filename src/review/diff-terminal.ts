import type { KindDiff, RecordChange } from '../engine/diff/kind-diff.ts';
import { countText, diffTitle, fieldCounts, filledValues, summaryText, valueText } from './diff-words.ts';
import { plainCell, plainLine } from './escape.ts';
import { clip, type Paint, pad, painter, textWidth } from './paint.ts';

export interface DiffTerminalOptions {
  readonly color: boolean;
  /** Changes shown of each kind; the rest is counted. */
  readonly limit: number;
  /** Columns of the terminal; absent in a pipe, where nothing is cut. */
  readonly width?: number;
}

/**
 * A diff for a terminal, in lines: a summary, the columns, how often each field differs, then one line a record
 * (`+ 7  Anna Keller`, `~ 8  Bo Lund  department Sales → IT`).
 */
export function* diffTerminal(diffs: Iterable<KindDiff>, options: DiffTerminalOptions): Generator<string> {
  const paint = painter(options.color);
  let isFirst = true;
  for (const diff of diffs) {
    if (!isFirst) yield '\n';
    isFirst = false;
    for (const line of kindLines(diff, paint, options)) yield `${line}\n`;
  }
}

function* kindLines(diff: KindDiff, paint: Paint, options: DiffTerminalOptions): Generator<string> {
  const only = diff.only === undefined ? '' : ` (only in ${diff.only})`;
  yield `${paint.bold(plainLine(diffTitle(diff)))}${only}: ${summaryText(diff)}`;
  yield* columnLines(diff, paint);
  const counts = fieldCounts(diff).map(([name, count]) => `${plainLine(name)} ${countText(count)}`);
  if (counts.length > 0) yield paint.dim(`fields changed: ${counts.join(', ')}`);

  const shown = diff.changes.slice(0, options.limit);
  if (shown.length === 0 && diff.changes.length === 0) return;
  const width = Math.min(
    widestKey,
    shown.reduce((most, { key }) => Math.max(most, textWidth(plainCell(key))), 0),
  );
  yield '';
  for (const change of shown) {
    const line = changeLine(diff, change, width);
    yield colorOf(change, paint)(options.width === undefined ? line : clip(line, options.width));
  }
  const more = diff.changes.length - shown.length;
  if (more > 0) yield paint.dim(`… and ${countText(more)} more; --limit 0 shows all`);
}

/** Longer keys are not aligned. */
const widestKey = 24;

const marks = { added: '+', removed: '-', changed: '~' } as const;

function* columnLines({ columns }: KindDiff, paint: Paint): Generator<string> {
  for (const { from, to } of columns.renamed) {
    yield paint.yellow(`~ column ${plainCell(from)} renamed to ${plainCell(to)}`);
  }
  for (const name of columns.added) yield paint.green(`+ column ${plainCell(name)}`);
  for (const name of columns.removed) yield paint.red(`- column ${plainCell(name)}`);
}

function changeLine(diff: KindDiff, change: RecordChange, width: number): string {
  const start = `${marks[change.op]} ${pad(plainCell(change.key), width)}`;
  const details =
    change.op === 'changed'
      ? change.fields
          .map(
            ({ name, before, after }) => `${plainLine(name)} ${shown(valueText(before))} → ${shown(valueText(after))}`,
          )
          .join(', ')
      : firstValues(diff, change).map(plainCell).join(', ');
  return [start, plainLine(change.label), details]
    .filter((part) => part !== '')
    .join('  ')
    .trimEnd();
}

function shown(text: string): string {
  return text === '' ? '(empty)' : plainCell(text);
}

function colorOf(change: RecordChange, paint: Paint): (text: string) => string {
  return { added: paint.green, removed: paint.red, changed: paint.yellow }[change.op];
}

/** Enough to recognise a record by. */
function firstValues(diff: KindDiff, change: RecordChange): readonly string[] {
  return filledValues(diff, change)
    .slice(0, 4)
    .map(({ value: text }) => valueText(text));
}
