import type { Fields, Finding, Value } from '../../contract/index.ts';
import { type FieldRule, keyFields } from '../fields.ts';
import { areSame } from '../normal.ts';
import type { Incomplete, RosterRecord } from '../roster.ts';
import type { Row, RowsRead } from '../table.ts';
import { type Cell, createCellReader } from './cells.ts';
import { type Draft, placeOf, rowPlace } from './draft.ts';
import { inStep, readingOf } from './in-step.ts';
import { remembering } from './remembered-cells.ts';
import type { Sheet } from './sheet.ts';
import { detectWriting } from './writing.ts';

/** The typed records of one table, with what keeps them from being all that it should hold. */
export interface ReadRows {
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
  readonly incomplete: readonly Incomplete[];
  /** Present where they are to be kept. */
  readonly read?: RowsRead;
}

export interface RowOptions {
  /** Records of another version by key: one that says the same shares their fields, and needs no room. */
  readonly known?: ReadonlyMap<string, RosterRecord>;
  /** All files of that version: rows that it has too are not read again. */
  readonly earlier?: readonly RowsRead[];
  /** Keep how rows were read, for another version. */
  readonly keepRows?: boolean;
}

/** Types every cell of a table. A bad cell is left out of its record and holds it; a row without a key is no record. */
export function readRows(sheet: Sheet, { known = new Map(), earlier, keepRows }: RowOptions = {}): ReadRows {
  const { table } = sheet;
  const incomplete = describeGaps(sheet);
  if (!sheet.isKeyed) return { drafts: [], findings: [], incomplete };

  const written = detectWriting(sheet);
  const readers = sheet.fields.flatMap((rule) => {
    const writing = written.writings.get(rule.name);
    const column = sheet.columns.get(rule.name);
    return writing && column !== undefined
      ? [{ rule, column, read: remembering(createCellReader(rule, writing)) }]
      : [];
  });
  const keyOf = keyReader(sheet);
  const reading = readingOf(sheet, written);
  const same = earlier?.find((one) => one.file === table.file && one.reading === reading);
  const step = inStep(same, known);
  const findings: Finding[] = [...written.findings];
  const drafts: Draft[] = [];
  const blankRows: number[] = [];
  const rows: (Row | undefined)[] = [];
  const fields: (Fields | undefined)[] = [];
  table.rows.forEach((one, row) => {
    const taken = step.take(one);
    const takenKey = taken && keyOf(taken);
    if (taken && takenKey !== undefined) {
      drafts.push(draftOf(sheet, row, takenKey, taken));
      return;
    }
    const { cells } = one;
    if (cells.every((cell) => cell.trim() === '')) {
      blankRows.push(row);
      return;
    }
    const read = toDraft(sheet, { row, cells, readers, keyOf, known });
    findings.push(...read.findings);
    if (read.draft) {
      drafts.push(read.draft);
      step.meet(one, read.draft.key);
      if (keepRows && read.findings.length === 0) {
        rows[one.line] = one;
        fields[one.line] = read.draft.fields;
      }
    } else incomplete.push({ ...gap(sheet, 'a row has no key'), place: rowPlace({ sheet, row }) });
  });
  if (blankRows.length > 0) findings.push(emptyRows(sheet, blankRows));
  return { drafts, findings, incomplete, ...(keepRows && { read: { file: table.file, reading, rows, fields } }) };
}

function draftOf(sheet: Sheet, row: number, key: string, fields: Fields): Draft {
  return { kind: sheet.kind, key, source: sheet.source.name, fields, sheet, row };
}

interface CellReader {
  readonly rule: FieldRule;
  readonly column: number;
  read(text: string): Cell;
}

interface RowInput {
  readonly row: number;
  readonly cells: readonly string[];
  readonly readers: readonly CellReader[];
  readonly keyOf: ReturnType<typeof keyReader>;
  readonly known: ReadonlyMap<string, RosterRecord>;
}

function toDraft(
  sheet: Sheet,
  { row, cells, readers, keyOf, known }: RowInput,
): { readonly draft?: Draft; readonly findings: readonly Finding[] } {
  const typed: Record<string, Value> = {};
  const problems: { readonly field: string; readonly problem: Extract<Cell, { problem: unknown }>['problem'] }[] = [];
  for (const { rule, column, read } of readers) {
    const cell = read(cells[column] ?? '');
    if ('value' in cell) typed[rule.name] = cell.value;
    else problems.push({ field: rule.name, problem: cell.problem });
  }
  const key = keyOf(typed);
  const before = key === undefined ? undefined : known.get(key);
  const fields = before && areSame(before.fields, typed) ? before.fields : typed;
  const draft = draftOf(sheet, row, before?.key ?? key ?? '', fields);
  if (problems.length === 0 && key !== undefined) return { draft, findings: noFindings };
  const findings = problems.map(({ field, problem }): Finding => {
    const base = { severity: 'error', scope: 'record', who: 'data', kind: sheet.kind, field } as const;
    return { ...problem, ...base, place: placeOf(draft, field), ...(key !== undefined && { key }) };
  });
  return key === undefined ? { findings } : { draft, findings };
}

const noFindings: readonly Finding[] = [];

/** Gives the key of a record, its parts joined by `/`; undefined when a required part is empty or unreadable. */
function keyReader({ kind, fields: rules }: Sheet): (fields: Readonly<Record<string, Value>>) => string | undefined {
  const names = keyFields[kind];
  const required = new Set(rules.flatMap((rule) => (rule.required && names.includes(rule.name) ? [rule.name] : [])));
  return (fields) => {
    let key = '';
    for (const [index, name] of names.entries()) {
      const value = fields[name] ?? undefined;
      if (value === undefined && required.has(name)) return undefined;
      key += `${index === 0 ? '' : '/'}${value === undefined ? '' : String(value)}`;
    }
    return key;
  };
}

/** A table that could not be read completely cannot prove that anyone is gone. */
function describeGaps(sheet: Sheet): Incomplete[] {
  const trouble = [...sheet.table.findings, ...sheet.findings].find((finding) => finding.severity === 'error');
  if (!trouble) return [];
  const reason = `${sheet.table.file} could not be read completely (${trouble.code})`;
  return [{ ...gap(sheet, reason), ...(trouble.place && { place: trouble.place }) }];
}

function gap(sheet: Sheet, reason: string): Incomplete {
  return { source: sheet.source.name, kind: sheet.kind, reason };
}

function emptyRows(sheet: Sheet, rows: readonly number[]): Finding {
  const [place, ...others] = rows.slice(0, 20).map((row) => rowPlace({ sheet, row }));
  return {
    code: 'empty-row',
    severity: 'warning',
    scope: 'roster',
    who: 'data',
    message: rows.length === 1 ? 'the row has empty cells only' : `${rows.length} rows have empty cells only`,
    next: 'Remove them, or leave them: they are skipped.',
    ...(place && { place }),
    ...(others.length > 0 && { others }),
  };
}
