import { type Connector, type ExportDeclaration, type Kind, RollcallError, type Value } from '../contract/index.ts';
import { suggestion } from './expression/nearest.ts';

type Giving = Pick<Connector, 'title' | 'exports' | 'withheld' | 'kinds'>;

/**
 * What a connector declares under a name, for `rollcall export`.
 * @throws RollcallError `EXPORT_WITHHELD` for what the vendor does not give out, with the reason; `USAGE` for a record
 * kind, which `pull` gives, and for a word that nobody knows.
 */
export function chooseExport(connector: Giving, name: string): ExportDeclaration {
  const { title, exports = [], withheld = [], kinds } = connector;
  const found = exports.find((one) => one.name === name);
  if (found) return found;
  const kept = withheld.find((one) => one.name === name);
  const names = exports.map((one) => one.name);
  const choice = names.length === 0 ? 'Nothing can be exported there.' : `Choose one of: ${names.join(', ')}.`;
  if (kept) {
    throw new RollcallError('EXPORT_WITHHELD', `${title} does not give out ${name}: ${kept.reason}`, { next: choice });
  }
  const pulled = kinds.find(({ kind, list }) => kind === name && (list === 'counted' || list === 'uncounted'));
  if (pulled) {
    const next = `Run "rollcall pull": it writes the ${pulled.kind satisfies Kind} that the system holds into CSV.`;
    throw new RollcallError('USAGE', `The ${name} of ${title} are records, not an export.`, { next });
  }
  const known = [...names, ...withheld.map((one) => one.name)];
  throw new RollcallError('USAGE', `${title} has no export "${name}"${suggestion(name, known)}.`, { next: choice });
}

/**
 * The options of a command line (`name=value`) as an export takes them.
 * @throws RollcallError `USAGE` for what has no `=`, an unknown or doubled name, a value of another form, one that is missing.
 */
export function readExportOptions(
  { name: wanted, options = [] }: ExportDeclaration,
  texts: readonly string[],
): Readonly<Record<string, string>> {
  const help = `Options of ${wanted}: ${options.map((one) => `${one.name} (${one.description})`).join('; ') || 'none'}`;
  const refuse = (message: string) => new RollcallError('USAGE', message, { next: help });
  const given = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at < 1) throw refuse(`--option ${text} is not of the form NAME=VALUE.`);
    const name = text.slice(0, at);
    const value = text.slice(at + 1);
    const option = options.find((one) => one.name === name);
    const known = options.map((one) => one.name);
    if (!option) throw refuse(`${wanted} takes no option "${name}"${suggestion(name, known)}.`);
    if (given.has(name)) throw refuse(`--option ${name} is given twice.`);
    if (option.pattern !== undefined && !new RegExp(`^(?:${option.pattern})$`, 'u').test(value))
      throw refuse(`--option ${name} has a value of another form.`);
    given.set(name, value);
  }
  const missing = options.filter((one) => one.required && !given.has(one.name)).map((one) => one.name);
  if (missing.length > 0) throw refuse(`${wanted} needs --option ${missing.join(', ')}.`);
  return Object.fromEntries(given);
}

/** A value as the text of a cell: empty for null, JSON for lists and maps, digits for numbers. */
export function cellText(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * A table as CSV after RFC 4180: commas, CRLF, and quotes only where they are needed. Values stay exactly as they are,
 * also those that a spreadsheet would take for a formula.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

function quoted(text: string): string {
  // A row of one empty cell would be an empty line, and a space at an end may be taken for none.
  return text === '' || !/[",\r\n]|^\s|\s$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}
