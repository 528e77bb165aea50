import { type Kind, kinds } from '../../contract/index.ts';
import { fold } from '../check/columns.ts';
import { type PresetName, presetNames } from '../check/preset.ts';
import { columnsOfPreset } from '../check/presets.ts';
import { keyFields } from '../fields.ts';
import type { Table } from '../table.ts';

/** A vendor's own file: which one, and the columns that its preset reads. */
export interface PresetTable {
  readonly preset: PresetName;
  readonly kind: Kind;
  readonly fields: ReadonlyMap<string, number>;
}

/**
 * Headers that hardly anybody but the vendor writes, and how many of them it takes. Officevibe's files have none (`id`,
 * `name`): they are known by their three names, see `propose`.
 */
const marks: Readonly<Partial<Record<PresetName, { readonly least: number; readonly headers: readonly string[] }>>> = {
  lucca: { least: 2, headers: ['dtContractStart', 'rolePrincipal', 'culture', 'dtBirth', 'employeenumber'] },
  personio: {
    least: 2,
    headers: [
      ...['Name (preferred)', 'Subcompany', 'Contract ends', 'Last day of work'],
      ...['Supervisor ID', 'Supervisor email', 'Cost center'],
    ],
  },
  supermood: {
    least: 1,
    headers: ['personal identifier', 'personnel identifier', 'courrier', 'employé actif', 'est actif'],
  },
  teelt: { least: 1, headers: ['talent_id'] },
  workleap: { least: 1, headers: ['externalMemberId', 'externalTeamId'] },
};

/** Says whose own file a table is, by its headers; undefined when it is nobody's in particular. */
export function recognisePreset(table: Table): PresetTable | undefined {
  const headers = new Set(table.header.map(fold));
  for (const preset of presetNames) {
    const { headers: telling = [], least = 1 } = marks[preset] ?? {};
    if (telling.filter((header) => headers.has(fold(header))).length < least) continue;
    const [best] = kinds
      .map((kind) => ({ preset, kind, fields: columnsIn(table, preset, kind) }))
      .toSorted((one, other) => other.fields.size - one.fields.size);
    if (best && isWhole(best, table)) return best;
  }
  return undefined;
}

/** The columns that a preset reads: field → index. Of several headers for one field the first column counts. */
function columnsIn(table: Table, preset: PresetName, kind: Kind): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  const names = new Map(Object.entries(columnsOfPreset(preset, kind)).map(([header, field]) => [fold(header), field]));
  table.header.forEach((header, index) => {
    const field = names.get(fold(header));
    if (field !== undefined && !columns.has(field)) columns.set(field, index);
  });
  return columns;
}

/** True when the records could be told apart. Lucca's file may begin with another key than the login. */
function isWhole({ preset, kind, fields }: PresetTable, table: Table): boolean {
  if (kind === 'memberships') return fields.has('team_id');
  return keyFields[kind].every((field) => fields.has(field)) || (preset === 'lucca' && luccaKey(table) !== undefined);
}

/** The header that Lucca's file begins with, where it is one of the keys other than the login. */
export function luccaKey({ header: [first = ''] }: Table): string | undefined {
  return ['employeenumber', 'mail'].includes(fold(first)) ? first.trim() : undefined;
}
