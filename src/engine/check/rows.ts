import type { Finding, Value } from '../../contract/index.ts';
import { type FieldRule, keyFields } from '../fields.ts';
import type { Incomplete } from '../roster.ts';
import { type Cell, createCellReader } from './cells.ts';
import { type Draft, placeOf, rowPlace } from './draft.ts';
import type { Sheet } from './sheet.ts';
import { detectWriting } from './writing.ts';

/** The typed records of one table, with what keeps them from being all that it should hold. */
export interface ReadRows {
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
  readonly incomplete: readonly Incomplete[];
}

/** Types every cell of a table. A bad cell is left out of its record and holds it; a row without a key is no record. */
export function readRows(sheet: Sheet): ReadRows {
  const { table } = sheet;
  const incomplete = describeGaps(sheet);
  if (!sheet.isKeyed) return { drafts: [], findings: [], incomplete };

  const { writings, findings: unclear } = detectWriting(sheet);
  const readers = sheet.fields.flatMap((rule) => {
    const writing = writings.get(rule.name);
    const column = sheet.columns.get(rule.name);
    return writing && column !== undefined ? [{ rule, column, read: createCellReader(rule, writing) }] : [];
  });
  const findings: Finding[] = [...unclear];
  const drafts: Draft[] = [];
  const blankRows: number[] = [];
  table.rows.forEach(({ cells }, row) => {
    if (cells.every((cell) => cell.trim() === '')) {
      blankRows.push(row);
      return;
    }
    const typed = new Map(readers.map(({ rule, column, read }) => [rule, read(cells[column] ?? '')]));
    const read = toDraft(sheet, row, typed);
    findings.push(...read.findings);
    if (read.draft) drafts.push(read.draft);
    else incomplete.push({ ...gap(sheet, 'a row has no key'), place: rowPlace({ sheet, row }) });
  });
  if (blankRows.length > 0) findings.push(emptyRows(sheet, blankRows));
  return { drafts, findings, incomplete };
}

function toDraft(
  sheet: Sheet,
  row: number,
  typed: ReadonlyMap<FieldRule, Cell>,
): { readonly draft?: Draft; readonly findings: readonly Finding[] } {
  const fields: Record<string, Value> = {};
  const problems: { readonly field: string; readonly problem: Extract<Cell, { problem: unknown }>['problem'] }[] = [];
  for (const [rule, cell] of typed) {
    if ('value' in cell) fields[rule.name] = cell.value;
    else problems.push({ field: rule.name, problem: cell.problem });
  }
  const key = keyOf(sheet, fields);
  const draft: Draft = { kind: sheet.kind, key: key ?? '', source: sheet.source.name, fields, sheet, row };
  const findings = problems.map(({ field, problem }): Finding => {
    const base = { severity: 'error', scope: 'record', who: 'data', kind: sheet.kind, field } as const;
    return { ...problem, ...base, place: placeOf(draft, field), ...(key !== undefined && { key }) };
  });
  return key === undefined ? { findings } : { draft, findings };
}

/** The key, its parts joined by `/`; undefined when a required part is empty or unreadable. */
function keyOf(sheet: Sheet, fields: Readonly<Record<string, Value>>): string | undefined {
  const parts = keyFields[sheet.kind].map((name) => {
    const value = fields[name] ?? undefined;
    if (value !== undefined) return String(value);
    return sheet.fields.some((rule) => rule.name === name && rule.required) ? undefined : '';
  });
  return parts.some((part) => part === undefined) ? undefined : parts.join('/');
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
