import type { Kind, Value } from '../contract/index.ts';
import type { Pull } from '../engine/pull/pull.ts';
import type { PulledCell } from '../engine/pull/pulled-cells.ts';
import { recordsText, recordText } from './change-text.ts';
import { plainLine } from './escape.ts';
import { type Paint, painter } from './paint.ts';
import { type Audience, changeText, type FieldJson, fieldJson } from './redact.ts';
import { broken } from './terminal-page.ts';
import { pullTextsFor } from './texts/pull.ts';
import { type Language, textsFor } from './texts.ts';

/** What a pull did to the files, or would do. */
export interface PullReport {
  readonly system: string;
  readonly pull: Pull;
  /** Paths of the files that were changed, or would be. */
  readonly files: readonly string[];
  readonly isDryRun: boolean;
}

export interface PullPageOptions extends Audience {
  readonly color: boolean;
  readonly language?: Language;
  /** Columns of the terminal; 100 when unknown. */
  readonly width?: number;
  /** List every cell, with the values that may be shown. */
  readonly verbose?: boolean;
}

/** A pull in words: how many cells of each column, what was added, and what was left and why. */
export function describePull({ system, pull, files, isDryRun }: PullReport, options: PullPageOptions): string {
  const words = pullTextsFor(options.language);
  const paint = painter(options.color);
  const lines = files.flatMap((file) => fileLines(file, pull, options, paint));
  const added = (['system', 'remote', 'made'] as const).flatMap((from) => {
    const rows = pull.rows.filter(({ keyFrom }) => keyFrom === from).length;
    return rows > 0 ? [words.keyFrom[from](rows)] : [];
  });
  const conflicts = pull.cells.filter(({ conflict }) => conflict).length;
  const notes = [...added, ...(conflicts > 0 ? [words.conflicts(conflicts)] : [])];
  const left = leftLines(pull, options);
  const width = Math.max(40, options.width ?? 100);
  const end = isDryRun && files.length > 0 ? words.dryRun : files.length > 0 ? words.next : words.nothing;
  return [
    paint.bold(plainLine(system)),
    ...lines,
    ...notes.flatMap((note) => broken(note, width - 2).map((line) => `  ${paint.yellow(line)}`)),
    ...(left.length > 0 ? ['', `  ${paint.bold(words.left)}`] : []),
    ...left.flatMap((text) => broken(text, width - 4).map((line, index) => `  ${index === 0 ? '· ' : '  '}${line}`)),
    '',
    `  ${paint.dim(end)}`,
  ].join('\n');
}

/** What `pull --json` prints. Values go by class, as in a plan. */
export function pullJson({ system, pull, files, isDryRun }: PullReport, audience: Audience = {}): unknown {
  return {
    version: 1,
    system,
    dryRun: isDryRun,
    files: files.map((file) => ({
      file,
      columns: Object.fromEntries(countBy(cellsIn(file, pull), ({ field }) => field)),
      rows: pull.rows.filter((row) => row.file === file).length,
      removed: pull.removed.filter((row) => row.file === file).length,
    })),
    cells: pull.cells.map((cell) => {
      const { kind, key, field, file } = cell;
      return { kind, key, field, file, ...jsonOf(cell, audience) };
    }),
    removed: pull.removed.map(({ kind, key, file }) => ({ kind, key, file })),
    rows: pull.rows.map(({ kind, key, keyFrom, file, left }) => ({ kind, key, keyFrom, file, left })),
    left: { cells: pull.leftCells, records: pull.leftRecords, fields: pull.leftFields },
    notAdopted: pull.notAdopted,
  };
}

function jsonOf(cell: PulledCell, audience: Audience): FieldJson {
  return fieldJson(sidesOf(cell), audience);
}

function sidesOf({ before, after, class: className, conflict }: PulledCell) {
  const known: { readonly known: true; readonly value: Value } = { known: true, value: before };
  return { before: known, after, class: className, ...(conflict && { conflict }) };
}

function cellsIn(file: string, pull: Pull): readonly PulledCell[] {
  return pull.cells.filter((cell) => cell.file === file);
}

function fileLines(file: string, pull: Pull, options: PullPageOptions, paint: Paint): readonly string[] {
  const words = pullTextsFor(options.language);
  const texts = textsFor(options.language);
  const cells = cellsIn(file, pull);
  const rows = pull.rows.filter((row) => row.file === file);
  const columns = [...countBy(cells, ({ field }) => field)].map(([field, amount]) => words.column(field, amount));
  const lacking = countBy(
    rows.flatMap(({ left }) => left),
    (field) => field,
  );
  const every = cells.map(
    (cell) => `${recordText(cell, texts)}: ${plainLine(cell.field)} ${changeText(sidesOf(cell), texts, options)}`,
  );
  return [
    `  ${words.file(plainLine(file), cells.length, rows.length)}`,
    ...columns.map((column) => `    ${column}`),
    ...[...lacking].map(([field, amount]) => `    ${paint.yellow(words.rowFields(amount, field))}`),
    ...removedLines(file, pull, options).map((line) => `    ${paint.yellow(line)}`),
    ...(options.verbose ? every.map((line) => `    ${paint.dim(line)}`) : []),
  ];
}

function removedLines(file: string, pull: Pull, { language }: PullPageOptions): readonly string[] {
  const texts = textsFor(language);
  const removed = grouped(
    pull.removed.filter((row) => row.file === file),
    ({ kind }) => kind,
  );
  return removed.map(([{ kind }, all]) => {
    const keys = all.map(({ key }) => key);
    return `${pullTextsFor(language).removed}: ${recordsText(kind, keys, texts)}`;
  });
}

/** What stays, each reason once, with the records or fields it holds for. */
function leftLines(pull: Pull, { language }: PullPageOptions): readonly string[] {
  const words = pullTextsFor(language);
  const texts = textsFor(language);
  const cells = grouped(pull.leftCells, ({ kind, why, field }) => `${kind} ${why} ${field}`);
  const records = grouped(pull.leftRecords, ({ kind, why }) => `${kind} ${why}`);
  const fields = grouped(pull.leftFields, ({ kind, why }) => `${kind} ${why}`);
  const strangers = grouped(pull.notAdopted, ({ kind, why }) => `${kind} ${why}`);
  const named = (all: readonly { readonly kind: Kind; readonly key: string }[]): string => {
    const [first] = all;
    const keys = all.map(({ key }) => key);
    return first ? recordsText(first.kind, keys, texts) : '';
  };
  return [
    ...cells.map(([first, all]) => `${named(all)}, ${plainLine(first.field)}: ${words.cell[first.why]}`),
    ...records.map(([first, all]) => `${named(all)}: ${words.record[first.why]}`),
    ...strangers.map(([first, all]) => {
      const keys = all.map(({ kind, name }) => ({ kind, key: name }));
      return `${named(keys)}: ${words.stranger[first.why]}`;
    }),
    ...fields.map(([first, all]) => {
      const names = [...new Set(all.map(({ field }) => plainLine(field)))].join(', ');
      return `${texts.noun(first.kind)}, ${names}: ${words.field[first.why]}`;
    }),
  ];
}

function grouped<Item>(
  items: readonly Item[],
  by: (item: Item) => string,
): readonly (readonly [Item, readonly Item[]])[] {
  return [...Map.groupBy(items, by).values()].flatMap((all): [Item, readonly Item[]][] => {
    const [first] = all;
    return first === undefined ? [] : [[first, all]];
  });
}

function countBy<Item>(items: readonly Item[], by: (item: Item) => string): ReadonlyMap<string, number> {
  return new Map([...Map.groupBy(items, by)].map(([name, all]) => [name, all.length]));
}
