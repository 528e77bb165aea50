import type { Fields, Kind, Value } from '../../contract/index.ts';
import { keyFields } from '../fields.ts';
import type { Mapping } from '../map/mapping.ts';
import { isEmpty } from '../normal.ts';
import { secondIdentity } from '../plan/second-identity.ts';
import type { Adopted } from './adopt.ts';
import type { PullSheet } from './pull-sheet.ts';
import { type PulledField, toRosterValue } from './pulled-fields.ts';
import type { ResolveReference } from './resolve-references.ts';
import type { TeamColumn } from './team-column.ts';

/** A row to be added at the end of a file, with a text for each of its columns. */
export interface NewRow {
  readonly kind: Kind;
  readonly key: string;
  readonly keyFrom: Adopted['keyFrom'];
  readonly file: string;
  readonly cells: readonly string[];
  /** What the cells mean, by roster field. */
  readonly fields: Fields;
  /** Roster fields that the system fills and the file has no text for. */
  readonly left: readonly string[];
}

export interface NewRowInput {
  readonly adopted: Adopted;
  readonly sheet: PullSheet;
  readonly pulled: readonly PulledField[];
  readonly mapping: Mapping;
  readonly resolve: ResolveReference;
  readonly teams?: TeamColumn;
}

/** The row of a record that is taken over; undefined when it could not be told apart or recognised afterwards. */
export function newRow({ adopted, sheet, pulled, mapping, resolve, teams }: NewRowInput): NewRow | undefined {
  const { record, key, keyParts, keyFrom } = adopted;
  const { columns, table } = sheet.sheet;
  const cells = table.header.map(() => '');
  const fields: Record<string, Value> = {};
  const left: string[] = [];
  const put = (field: string, value: Value | undefined): boolean => {
    const column = columns.get(field);
    const text = value === undefined ? undefined : sheet.writers.get(field)?.(value);
    if (value === undefined || column === undefined || text === undefined) return false;
    cells[column] = text;
    fields[field] = value;
    return true;
  };
  const isKeyed = keyFields[record.kind].every((field, index) => put(field, keyParts[index]));
  const written = new Set<string>();
  for (const field of pulled) {
    const live = resolve(field.declaration, record.fields[field.declaration.name]);
    if (live === undefined || (isEmpty(live) && !field.rule.required)) continue;
    if (put(field.rule.name, toRosterValue(live, field))) written.add(field.declaration.name);
    else left.push(field.rule.name);
  }
  if (teams && record.kind === 'employees') put(teams.field, teams.teamOf(record));
  const kind = mapping.kinds.find(({ declaration }) => declaration.kind === record.kind);
  const names = kind && keyFrom !== 'system' ? secondIdentity(kind.declaration) : [];
  const isRecognised = names.every((name) => written.has(name));
  const isWhole = sheet.sheet.fields.every(({ name, required }) => !required || cells[columns.get(name) ?? -1] !== '');
  return isKeyed && isRecognised && isWhole
    ? { kind: record.kind, key, keyFrom, file: table.file, cells, fields, left: [...new Set(left)] }
    : undefined;
}
