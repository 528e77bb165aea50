import type { Kind } from '../../contract/index.ts';
import { fold } from '../check/columns.ts';
import { detectDateFormat } from '../check/dates.ts';
import { columnsOfPreset, presetDates, translatedFields } from '../check/presets.ts';
import { builtInFields } from '../fields.ts';
import { foldHeader, valueWords } from './header-words.ts';
import { baseName, column, folderOf, type ProposedSource, type Sheet, uniqueName } from './proposal.ts';

/**
 * One source of sheets that belong together, the people's own file first.
 * @param ids personnel numbers of all people
 * @param taken names in use
 */
export function proposeSource(
  sheets: readonly Sheet[],
  ids: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): ProposedSource {
  const [main] = sheets as readonly [Sheet, ...Sheet[]];
  const notes: string[] = [];
  const strangers = main.kind === 'employees' ? strangeManagers(main, ids, notes) : undefined;
  const settled = sheets.map((sheet) => (sheet === main && !sheet.preset ? withoutField(sheet, strangers) : sheet));
  const key = main.kind === 'employees' ? keyOf(main) : undefined;
  const dates = findDates(settled, notes);
  if (main.kind === 'employees' && new Set(column(main, 'id')).size < main.table.rows.length) {
    notes.push(`some rows have no value of their own in "${key}", which was taken for the key`);
  }
  return {
    name: uniqueName(nameFor(main, sheets), taken),
    ...(main.preset && { preset: main.preset }),
    files: Object.fromEntries(
      [...Map.groupBy(sheets, (sheet) => sheet.kind)].map(([kind, of]) => [kind, of.map((one) => one.table.file)]),
    ),
    ...(key !== undefined && fold(key) !== 'id' && !isPresets(main, key, 'id') && { key }),
    columns: findColumns(settled, key),
    values: findValues(settled, notes),
    ...(dates !== undefined && { dates }),
    ...(main.encoding !== undefined && { encoding: main.encoding }),
    ...(main.delimiter !== undefined && { delimiter: main.delimiter }),
    unused: [...new Set(settled.flatMap(unusedHeaders))],
    recognised: new Set(settled.flatMap((sheet) => [...sheet.fields.values()].map((at) => sheet.table.header[at])))
      .size,
    notes,
  };
}

/** The manager's column, when most of its values are nobody's personnel number. */
function strangeManagers(sheet: Sheet, ids: ReadonlySet<string>, notes: string[]): string | undefined {
  const managers = column(sheet, 'manager_id');
  if (managers.filter((id) => ids.has(id)).length >= managers.length / 2) return undefined;
  const header = sheet.table.header[sheet.fields.get('manager_id') ?? -1];
  notes.push(`"${header}" names managers by something other than their personnel number`);
  return 'manager_id';
}

function keyOf({ table, fields }: Sheet): string | undefined {
  return table.header[fields.get('id') ?? -1]?.trim();
}

/** True for a column that the sheet's preset reads by itself. */
function isPresets({ preset, kind }: Sheet, header: string, field: string): boolean {
  const columns = preset === undefined ? {} : columnsOfPreset(preset, kind);
  return Object.entries(columns).some(([name, given]) => fold(name) === fold(header) && given === field);
}

function withoutField(sheet: Sheet, field: string | undefined): Sheet {
  return { ...sheet, fields: new Map([...sheet.fields].filter(([name]) => name !== field)) };
}

function findColumns(sheets: readonly Sheet[], key: string | undefined): ProposedSource['columns'] {
  const entries = sheets.flatMap((sheet) =>
    [...sheet.fields]
      .map(([field, at]) => [sheet.table.header[at]?.trim() ?? '', field] as const)
      .filter(([header, field]) => !isPresets(sheet, header, field)),
  );
  return Object.fromEntries(
    entries.filter(
      ([header, field]) => fold(header) !== fold(field) && (key === undefined || fold(header) !== fold(key)),
    ),
  );
}

function findValues(sheets: readonly Sheet[], notes: string[]): ProposedSource['values'] {
  const people = sheets.filter((sheet) => sheet.kind === 'employees');
  const settled = new Set(people.flatMap((sheet) => (sheet.preset ? translatedFields(sheet.preset) : [])));
  const entries = Object.entries(valueWords).flatMap(([field, words]) => {
    if (settled.has(field)) return [];
    const written = [...new Set(people.flatMap((sheet) => column(sheet, field)))].toSorted();
    const meanings = written.flatMap((value) => {
      const meant = Object.entries(words).find(([, known]) =>
        known.some((word) => foldHeader(word) === foldHeader(value)),
      );
      return meant ? [[value, meant[0]] as const] : [];
    });
    const unknown = written.length - meanings.length;
    if (unknown > 0)
      notes.push(`${unknown} ${unknown === 1 ? 'word' : 'words'} of ${field} must be added under "values"`);
    return meanings.some(([value, meant]) => value !== meant) ? [[field, Object.fromEntries(meanings)] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** One format for the source, where all its dates are written alike and not as yyyy-MM-dd, which needs no word. */
function findDates(sheets: readonly Sheet[], notes: string[]): string | undefined {
  const isDate = (kind: Kind, name: string) =>
    builtInFields[kind].some((field) => field.name === name && field.type === 'date');
  const values = sheets.flatMap((sheet) =>
    [...sheet.fields.keys()].flatMap((field) => (isDate(sheet.kind, field) ? column(sheet, field) : [])),
  );
  const detection = detectDateFormat(values);
  const usual = sheets[0]?.preset && presetDates({ preset: sheets[0].preset });
  if ('unclear' in detection) {
    if (usual !== undefined) return undefined;
    const names = detection.unclear.map((format) => format.name);
    // A month first is written in the United States, with English headers; everyone else puts the day first.
    const likely = isEnglish(sheets) ? undefined : names.find((name) => name.startsWith('dd'));
    const read = likely === undefined ? 'state one under "dates"' : `${likely} was taken`;
    notes.push(`its dates can be read as ${names.join(' or ')}: ${read}`);
    return likely;
  }
  const { format } = detection;
  const isAlike = format !== undefined && values.every((value) => format.fits(value));
  return isAlike && format.name !== 'yyyy-MM-dd' && format.name !== usual ? format.name : undefined;
}

function isEnglish(sheets: readonly Sheet[]): boolean {
  const english = new Set([
    'firstname',
    'givenname',
    'lastname',
    'surname',
    'hiredate',
    'startdate',
    'employeeid',
    'birthdate',
    'dateofbirth',
  ]);
  return sheets.some(({ table }) => table.header.some((header) => english.has(foldHeader(header))));
}

function unusedHeaders({ table, fields }: Sheet): readonly string[] {
  const used = new Set(fields.values());
  return table.header.map((header) => header.trim()).filter((header, at) => !used.has(at) && header !== '');
}

const plainFolders = new Set([
  '',
  'hr',
  'rh',
  'data',
  'csv',
  'export',
  'exports',
  'people',
  'personnel',
  'records',
  'files',
]);

/** The folder says whose export it is, unless it is one of everybody's; else the file does, without the date in its name. */
function nameFor({ table, kind, preset }: Sheet, sheets: readonly Sheet[]): string {
  const folder = folderOf(table.file)
    .split('/')
    .findLast((part) => !plainFolders.has(part.toLowerCase()));
  const stem = baseName(table.file).replace(/\.[^.]*$/, '');
  const undated = stem.replace(/[-_. ]*(?:19|20)\d{2}(?:[-_.]?\d{2}){0,2}$/, '');
  return folder ?? preset ?? (sheets.length > 1 && kind !== 'employees' ? kind : undated || stem);
}
