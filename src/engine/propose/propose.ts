import { fold } from '../check/columns.ts';
import { foldHeader } from './header-words.ts';
import {
  baseName,
  column,
  type FoundTable,
  folderOf,
  type Proposal,
  type ProposedSource,
  type Sheet,
  uniqueName,
} from './proposal.ts';
import { proposeSource } from './propose-source.ts';
import { recognise, valuesOf } from './recognise.ts';

/** Proposes sources for tables in the order of their file names. Nothing is guessed from a value but formats and vocabulary. */
export function propose(found: readonly FoundTable[]): Proposal {
  const { presets, rest } = takePresets(found);
  const recognised = rest.map((one) => ({ ...one, recognition: recognise(one.table) }));
  const leftOut = recognised.flatMap(({ table, recognition }) =>
    recognition.kind === undefined ? [{ file: table.file, reason: recognition.reason }] : [],
  );
  const sheets = recognised.flatMap(({ recognition, ...one }): Sheet[] =>
    recognition.kind === undefined ? [] : [{ ...one, ...recognition }],
  );
  const { kept, older } = dropOlderVersions(sheets);
  const teams = findTeamIds(kept);
  const groups = groupSheets(kept.filter((sheet) => sheet.table.file !== teams?.ids));
  const ids = new Set(kept.flatMap((sheet) => (sheet.kind === 'employees' ? column(sheet, 'id') : [])));
  const sources: ProposedSource[] = [];
  for (const group of groups) {
    const taken = new Set([...presets, ...sources].map((source) => source.name));
    sources.push(proposeSource(group, ids, taken));
  }
  return { sources: [...sources, ...presets], ...(teams && { teams }), leftOut: [...leftOut, ...older] };
}

const officevibeFiles = ['users.csv', 'groups.csv', 'groups-mapping.csv'];

function takePresets(found: readonly FoundTable[]) {
  const folders = Map.groupBy(found, ({ table }) => folderOf(table.file));
  const presets: ProposedSource[] = [];
  const taken = new Set<FoundTable>();
  for (const [folder, tables] of folders) {
    const set = officevibeFiles.map((name) => tables.find(({ table }) => baseName(table.file) === name));
    const header = set[0]?.table.header.map(foldHeader) ?? [];
    if (set.includes(undefined) || !['id', 'email', 'firstname'].every((name) => header.includes(name))) continue;
    for (const one of set) if (one) taken.add(one);
    const name = uniqueName('officevibe', new Set(presets.map((preset) => preset.name)));
    const recognisedColumns = set.reduce((sum, one) => sum + (one?.table.header.length ?? 0), 0);
    const nothing = { files: {}, columns: {}, values: {}, unused: [], notes: [] };
    presets.push({ name, preset: 'officevibe', dir: folder || '.', ...nothing, recognised: recognisedColumns });
  }
  return { presets, rest: found.filter((one) => !taken.has(one)) };
}

/** Files of one folder with the same columns and the same people are versions of one file: the last by name counts. */
function dropOlderVersions(sheets: readonly Sheet[]) {
  const older: { file: string; reason: string }[] = [];
  const kept = sheets.filter((sheet, index) => {
    const later = sheets.slice(index + 1).find((other) => isSibling(sheet, other) && haveKeyInCommon(sheet, other));
    if (later)
      older.push({
        file: sheet.table.file,
        reason: `it looks like another version of ${later.table.file}; keep one file and leave its versions to git`,
      });
    return later === undefined;
  });
  return { kept, older };
}

function isSibling(sheet: Sheet, other: Sheet): boolean {
  const headers = ({ table }: Sheet) => table.header.map(foldHeader).toSorted().join('\n');
  return (
    sheet.kind === other.kind &&
    sheet.preset === other.preset &&
    folderOf(sheet.table.file) === folderOf(other.table.file) &&
    headers(sheet) === headers(other)
  );
}

function haveKeyInCommon(sheet: Sheet, other: Sheet): boolean {
  if (!sheet.fields.has('id')) return false;
  const keys = new Set(column(sheet, 'id'));
  return column(other, 'id').some((key) => keys.has(key));
}

/** A file with columns id,name whose names are those of a column of people gives the teams their ids. */
function findTeamIds(sheets: readonly Sheet[]): Proposal['teams'] {
  if (sheets.some((sheet) => sheet.kind === 'memberships')) return undefined;
  for (const { table, kind, fields } of sheets) {
    if (kind !== 'teams' || table.header.join() !== 'id,name') continue;
    const names = new Set(valuesOf(table, fields.get('name') ?? -1));
    for (const from of ['team', 'department']) {
      const used = sheets.filter((sheet) => sheet.kind === 'employees').flatMap((sheet) => column(sheet, from));
      if (used.length > 0 && used.filter((name) => names.has(name)).length >= used.length * 0.8)
        return { from, ids: table.file };
    }
  }
  return undefined;
}

/** Sheets that make one source: siblings, and what goes with the only people of the same folder without contradiction. */
function groupSheets(sheets: readonly Sheet[]): readonly (readonly Sheet[])[] {
  const groups: Sheet[][] = [];
  const people = sheets.filter((sheet) => sheet.kind === 'employees');
  for (const sheet of [...people, ...sheets.filter((one) => one.kind !== 'employees')]) {
    const group = groups.find((one) => one.some((other) => isSibling(other, sheet)) || belongs(sheet, one, people));
    if (group) group.push(sheet);
    else groups.push([sheet]);
  }
  return groups;
}

function belongs(sheet: Sheet, group: readonly Sheet[], people: readonly Sheet[]): boolean {
  const folder = folderOf(sheet.table.file);
  const [owner, ...others] = people.filter((one) => folderOf(one.table.file) === folder);
  if (owner === undefined || !group.includes(owner) || !others.every((other) => group.includes(other))) return false;
  return group.every((one) => one.kind !== sheet.kind && one.preset === sheet.preset && agree(one, sheet));
}

/** True when no header means one field here and another there. The key's header may: it points at people elsewhere. A vendor's own files go together as they are. */
function agree(one: Sheet, other: Sheet): boolean {
  if (one.preset !== undefined) return true;
  const meanings = ({ table, fields }: Sheet) =>
    new Map([...fields].map(([field, at]) => [fold(table.header[at] ?? ''), field === 'employee_id' ? 'id' : field]));
  const known = meanings(other);
  return [...meanings(one)].every(([header, field]) => (known.get(header) ?? field) === field);
}
