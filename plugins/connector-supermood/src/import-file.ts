import type { DesiredRecord, ExportBatch, ExportDeclaration, Finding, Value } from '../../../src/contract/index.ts';
import { isDay, isOwn } from './convert.ts';
import type { Settings } from './settings.ts';

/**
 * Headers that Supermood's import recognises → field. Without help it would take "surname" for the first name (help page
 * on the import file, fact sheet §3), so that word is not among ours. A phone number has no known header.
 */
const contactColumns = [
  ['last name', 'lastName'],
  ['first name', 'firstName'],
  ['email', 'email'],
  ['personal identifier', 'personalIdentifier'],
  ['language', 'language'],
] as const;

/** Every header that the import takes for a contact field (fact sheet §3), in small letters. */
const recognised: ReadonlySet<string> = new Set([
  ...['prenom', 'first name', 'surname', 'firstname', 'nom', 'last name', 'name', 'mail', 'email', 'courrier'],
  ...['language', 'langue', 'lang', 'employé actif', 'active', 'actif', 'is active', 'est actif'],
  ...['matricule', 'personal number', 'personal identifier', 'personnel number', 'personnel identifier'],
]);

/** For accounts without the API: the file that the import page and the SFTP folder take. */
export const importFileExport: ExportDeclaration = {
  name: 'import-file',
  description:
    "Everybody as Supermood's import and its SFTP folder take them, for accounts without the API. Always the full list: never cut it.",
  from: 'desired',
  columns: [
    { name: 'last name', class: 'personal' },
    { name: 'first name', class: 'personal' },
    { name: 'email', class: 'personal' },
    { name: 'personal identifier', class: 'open' },
    { name: 'language', class: 'personal' },
    { name: 'active', class: 'open' },
  ],
};

/**
 * All people as rows: contact fields, `yes` or `no`, then one column for each other managed field under the filter's own
 * name, days as DD/MM/YYYY. A filter whose name the import would take for a contact field is pointed out.
 */
export function importFile(
  records: readonly DesiredRecord[],
  { identifyBy }: Pick<Settings, 'identifyBy'>,
): Required<Pick<ExportBatch, 'columns' | 'rows' | 'findings' | 'proof'>> {
  const people = records.filter(({ kind }) => kind === 'employees');
  const contact = contactColumns.filter(([, name]) => name !== 'personalIdentifier' || identifyBy !== 'email');
  const further = [...new Set(people.flatMap(({ fields }) => Object.keys(fields)))].filter(
    (name) => name === 'phoneNumber' || !isOwn(name),
  );
  const rows = people.map(({ active, fields }) => [
    ...contact.map(([, name]) => cell(fields[name])),
    active ? 'yes' : 'no',
    ...further.map((name) => cell(fields[name])),
  ]);
  return {
    columns: [
      ...contact.map(([header]) => header),
      'active',
      ...further.map((name) => (name === 'phoneNumber' ? 'phone number' : name)),
    ],
    rows,
    findings: further.filter((name) => recognised.has(name.toLowerCase())).map(takenForContact),
    proof: { complete: true, counted: rows.length },
  };
}

/** Dates in files are written DD/MM/YYYY (fact sheet §2, assumed). */
function cell(value: Value | undefined): string {
  if (value === undefined || value === null || typeof value === 'object') return '';
  const text = String(value).trim();
  return isDay(text) ? text.split('-').reverse().join('/') : text;
}

function takenForContact(name: string): Finding {
  return {
    code: 'header-taken',
    severity: 'warning',
    scope: 'system',
    who: 'admin',
    message: `Supermood's import takes the header "${name}" for a contact field, and it is a filter here.`,
    next: 'Match that column by hand in the second step of the import, or rename the filter.',
    kind: 'employees',
    field: name,
  };
}
