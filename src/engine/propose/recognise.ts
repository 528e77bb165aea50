import { type Kind, kinds } from '../../contract/index.ts';
import type { PresetName } from '../check/preset.ts';
import type { Table } from '../table.ts';
import { foldHeader, headerWords } from './header-words.ts';
import { luccaKey, type PresetTable, recognisePreset } from './recognise-preset.ts';

/** What a table is, as far as its headers tell. */
export type Recognition =
  | { readonly kind: Kind; readonly fields: ReadonlyMap<string, number>; readonly preset?: PresetName }
  /** One sentence that says what is missing. */
  | { readonly kind: undefined; readonly reason: string };

/** Says which kind of record a table holds and which column holds which field. */
export function recognise(table: Table): Recognition {
  if (table.header.length === 0) return { kind: undefined, reason: 'it cannot be read as CSV' };
  const columns = Object.fromEntries(kinds.map((kind) => [kind, assign(table, kind)])) as Record<Kind, Columns>;
  const own = recognisePreset(table);
  if (own) return { ...own, fields: withMore(own, columns[own.kind], table) };
  const has = (kind: Kind, ...fields: readonly string[]) => fields.every((field) => columns[kind].has(field));

  const isAbout = (kind: Kind, ...fields: readonly string[]): Recognition | undefined => {
    if (!has(kind, 'employee_id', ...fields)) return undefined;
    if (columns[kind].has('id')) return { kind, fields: columns[kind] };
    return { kind: undefined, reason: `it looks like ${kind}, but no column identifies its rows` };
  };
  const aboutPeople =
    isAbout('attendances', 'date', 'start_time') ??
    isAbout('absences', 'absence_type', 'start_date', 'end_date') ??
    isAbout('documents', 'file');
  if (aboutPeople) return aboutPeople;

  const named = ['first_name', 'last_name', 'email'].filter((field) => columns.employees.has(field)).length;
  if (has('employees', 'id') && named > 0 && columns.employees.size > 2)
    return { kind: 'employees', fields: columns.employees };
  if (named === 0 && has('memberships', 'team_id', 'employee_id'))
    return { kind: 'memberships', fields: columns.memberships };
  if (named === 0 && has('teams', 'id', 'name') && table.header.length < 5)
    return { kind: 'teams', fields: columns.teams };
  if (named > 1) return { kind: undefined, reason: 'it looks like people, but no column holds a personnel number' };
  return { kind: undefined, reason: 'its columns are not recognised' };
}

type Columns = ReadonlyMap<string, number>;

/** What a preset reads, and of the customer's own columns those that say what they are. */
function withMore(own: PresetTable, columns: Columns, table: Table): Columns {
  const used = new Set(own.fields.values());
  const more = [...columns].filter(([field, index]) => !own.fields.has(field) && !used.has(index));
  const key = own.preset === 'lucca' ? luccaKey(table) : undefined;
  if (key === undefined) return new Map([...own.fields, ...more]);
  return new Map([...[...own.fields].filter(([, index]) => index !== 0), ...more, ['id', 0]]);
}

/** The column of each field: the surest word first, each column once. Of several keys the first without doubles. */
function assign(table: Table, kind: Kind): Columns {
  const folded = table.header.map(foldHeader);
  const columns = new Map<string, number>();
  const isFree = (column: number) => ![...columns.values()].includes(column);
  for (const [field, words] of Object.entries(headerWords[kind])) {
    const candidates = words
      .map((word) => folded.indexOf(foldHeader(word)))
      .filter((column) => column >= 0 && isFree(column));
    const [first] = candidates;
    if (first === undefined) continue;
    columns.set(field, field === 'id' ? (candidates.find((column) => isUnique(table, column)) ?? first) : first);
  }
  const name = folded.findIndex((word) => word === 'name' || word === 'naam');
  if (kind === 'employees' && columns.has('first_name') && !columns.has('last_name') && name >= 0)
    columns.set('last_name', name);
  return columns;
}

/** True when every row has a value in the column, each another one. */
function isUnique(table: Table, column: number): boolean {
  const values = valuesOf(table, column);
  return values.length === table.rows.length && new Set(values).size === values.length;
}

/** The values of a column, trimmed, empty ones left out. */
export function valuesOf(table: Table, column: number): readonly string[] {
  return table.rows.map((row) => row.cells[column]?.trim() ?? '').filter((value) => value !== '');
}
