import type { Finding, Kind } from '../../contract/index.ts';
import { nearest } from '../expression/nearest.ts';
import { type FieldRule, keyFields } from '../fields.ts';
import type { SourceRules } from '../rules.ts';
import type { SourceTable, Table } from '../table.ts';
import { rosterError } from './draft.ts';
import { fieldsOfPreset } from './preset-officevibe.ts';
import { presetColumns } from './presets.ts';
import type { Sheet } from './sheet.ts';

/**
 * Finds the field of every column. What rollcall.yaml maps comes first, then a preset's names, then headers that
 * equal a field's name, letter case, spaces, `_` and `-` aside.
 * @param siblings all tables of the same source, this one among them: a mapped column may belong to another kind
 */
export function layOut(entry: SourceTable, declared: readonly FieldRule[], siblings: readonly SourceTable[]): Sheet {
  const { source, kind, table } = entry;
  const rules = fieldsOfPreset(source, kind, declared);
  if (table.header.length === 0) {
    return { source, kind, table, columns: new Map(), fields: [], findings: [], isKeyed: false };
  }
  const findings: Finding[] = [];
  const columns = new Map<string, number>();
  const used = new Set<number>();
  for (const names of mappings(source, kind, rules)) {
    const settled = new Set(columns.keys());
    table.header.forEach((header, column) => {
      const field = names.get(fold(header));
      if (field === undefined || used.has(column) || settled.has(field)) return;
      const earlier = columns.get(field);
      if (earlier !== undefined) findings.push(twoColumns(table, field, earlier, column));
      else columns.set(field, column);
      used.add(column);
    });
  }
  const missing = missingColumns(entry, rules, siblings).filter(({ field }) => !columns.has(field));
  findings.push(...missing.map(({ field, header }) => missingColumn(entry, field, header)));
  const isKeyed = keyFields[kind].every((field) => columns.has(field));
  const unused = table.header.flatMap((header, column) => (used.has(column) || fold(header) === '' ? [] : [column]));
  if (isKeyed && unused.length > 0) findings.push(unusedColumns(table, unused, rules, columns));
  return { source, kind, table, columns, fields: rules.filter((rule) => columns.has(rule.name)), findings, isKeyed };
}

/** Headers and field names are compared by this form. */
export function fold(header: string): string {
  return header
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_\-\ufeff]+/gu, '');
}

type Names = ReadonlyMap<string, string>;

function mappings(source: SourceRules, kind: Kind, rules: readonly FieldRule[]): readonly Names[] {
  const known = new Set(rules.map((rule) => rule.name));
  const stated = new Map<string, string>();
  for (const [header, field] of Object.entries(source.columns)) {
    if (known.has(field)) stated.set(fold(header), field);
  }
  const keyField = keyFieldOf(kind, known);
  if (source.key !== undefined && keyField !== undefined) stated.set(fold(source.key), keyField);
  const preset = new Map(Object.entries(presetColumns(source, kind)).map(([header, field]) => [fold(header), field]));
  return [stated, preset, new Map(rules.map((rule) => [fold(rule.name), rule.name]))];
}

/** `key:` identifies a person: in the people's own file it is their id, elsewhere it points at them. */
function keyFieldOf(kind: Kind, known: ReadonlySet<string>): string | undefined {
  if (kind === 'employees') return 'id';
  return known.has('employee_id') ? 'employee_id' : undefined;
}

/** Columns that must be there: key and required fields, and what rollcall.yaml maps for this kind. */
function missingColumns(
  { source, kind }: SourceTable,
  rules: readonly FieldRule[],
  siblings: readonly SourceTable[],
): readonly { readonly field: string; readonly header: string }[] {
  const known = new Set(rules.map((rule) => rule.name));
  const needed = new Map<string, string>();
  for (const rule of rules) {
    if (rule.required || keyFields[kind].includes(rule.name)) needed.set(rule.name, rule.name);
  }
  const elsewhere = siblings.filter((other) => other.kind !== kind);
  for (const [header, field] of Object.entries(source.columns)) {
    if (!known.has(field)) continue;
    const isAnothers = elsewhere.some(({ table }) => table.header.some((name) => fold(name) === fold(header)));
    if (!isAnothers) needed.set(field, header);
  }
  const keyField = keyFieldOf(kind, known);
  if (source.key !== undefined && kind === 'employees' && keyField) needed.set(keyField, source.key);
  return [...needed].map(([field, header]) => ({ field, header }));
}

/** Names no header: a file without a header line has somebody's data there. */
function missingColumn({ table, source, kind }: SourceTable, field: string, header: string): Finding {
  const close = nearest(header, table.header);
  const what = header === field ? `no column gives ${field}` : `the column "${header}" (${field}) is missing`;
  return rosterError({
    code: 'missing-column',
    message: close === undefined ? what : `${what}; column ${table.header.indexOf(close) + 1} has a name close to it`,
    next:
      header === field
        ? `Name the column that holds it under "columns" of source ${source.name} in rollcall.yaml.`
        : 'Bring the column back into the file, or correct its name in rollcall.yaml.',
    place: table.place(-1, 0),
    kind,
    field,
  });
}

function twoColumns(table: Table, field: string, earlier: number, column: number): Finding {
  return rosterError({
    code: 'two-columns-one-field',
    message: `columns ${earlier + 1} and ${column + 1} both give ${field}`,
    next: 'Map only one of the two under "columns" in rollcall.yaml.',
    place: table.place(-1, column),
    others: [table.place(-1, earlier)],
    field,
  });
}

/** One warning for all columns that no field takes; it names them, which is safe since the key column shows that this is a header. */
function unusedColumns(
  table: Table,
  unused: readonly number[],
  rules: readonly FieldRule[],
  columns: ReadonlyMap<string, number>,
): Finding {
  const free = rules.map((rule) => rule.name).filter((name) => !columns.has(name));
  const shown = unused.map((column) => {
    const header = table.header[column]?.trim() ?? '';
    const close = nearest(header, free);
    return close === undefined ? `"${header}"` : `"${header}" (did you mean ${close}?)`;
  });
  const [first = 0] = unused;
  return {
    code: 'unused-columns',
    severity: 'warning',
    scope: 'roster',
    who: 'config',
    message: `${unused.length === 1 ? 'this column is' : 'these columns are'} not used: ${shown.join(', ')}`,
    next: 'Map them under "columns" and declare them under "fields" in rollcall.yaml, or leave them.',
    place: table.place(-1, first),
  };
}
