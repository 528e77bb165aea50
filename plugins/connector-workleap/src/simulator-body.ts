import type { SimulatedPart, Value } from '../../../src/contract/index.ts';

/** A row with its names in lower case, beside its names as written: property names keep their letters. */
export interface Row {
  /** A field of the vendor's own, whatever its capitals, by this generation's name or the legacy one. */
  text(name: string): string;
  has(name: string): boolean;
  isTrue(name: string): boolean;
  /** Names as written. */
  readonly names: readonly string[];
  exact(name: string): string;
}

export interface Body {
  readonly members: readonly Row[];
  readonly teams: readonly Row[];
  readonly mappings: readonly Row[];
}

/** Legacy names that Workleap still takes [fact sheet, sections 0 and 2]. */
const legacy: Readonly<Record<string, string>> = {
  externalmemberid: 'userid',
  externalteamid: 'groupid',
  externalsubteamid: 'subgroupid',
  languagepreferences: 'language',
  teamname: 'name',
};

/** Names of a member's own columns, in lower case; every other one is a property. */
export const ownNames = new Set([
  ...['externalmemberid', 'id', 'userid', 'email', 'firstname', 'lastname', 'jobtitle', 'imageurl'],
  ...['languagepreferences', 'language', 'productassignations'],
]);

/** The sections of a JSON body in either generation's names; undefined for text that is not a JSON object. */
export function readJson(text: string): { readonly value: Value; readonly hasSettings: boolean } | undefined {
  const value = parseObject(text);
  if (!value) return undefined;
  const sections = new Map(Object.entries(value).map(([name, section]) => [name.toLowerCase(), section]));
  const section = (name: string, old: string): Value => {
    const found: unknown = sections.get(name) ?? sections.get(old);
    // It was parsed from JSON a moment ago.
    return Array.isArray(found) ? (found as Value) : [];
  };
  return {
    value: {
      members: section('members', 'users'),
      teams: section('teams', 'groups'),
      teamMappings: section('teammappings', 'mappings'),
    },
    hasSettings: sections.has('settings'),
  };
}

/** The three files of a CSV push [section 5, assumed]. */
export function readCsv(parts: readonly SimulatedPart[]): Value {
  const table = (name: string): Value => {
    const [head = [], ...rows] = parseCsv(parts.find((part) => part.name === name)?.text ?? '');
    return rows.map((row) => Object.fromEntries(head.map((column, index) => [column, row[index] ?? ''])));
  };
  return { members: table('members'), teams: table('teams'), teamMappings: table('teamsMappings') };
}

/** A body as rows. */
export function toRows(body: Value): Body {
  const rows = (name: string): readonly Row[] => {
    const section = (body as { readonly [name: string]: Value })[name];
    return Array.isArray(section) ? section.map(toRow) : [];
  };
  return { members: rows('members'), teams: rows('teams'), mappings: rows('teamMappings') };
}

/** A JSON object from text, or undefined. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function toRow(value: unknown): Row {
  const entries = value !== null && typeof value === 'object' ? Object.entries(value) : [];
  const folded = new Map(entries.map(([name, cell]) => [name.toLowerCase(), String(cell ?? '')]));
  const exact = new Map(entries.map(([name, cell]) => [name, String(cell ?? '')]));
  const find = (name: string): string | undefined => {
    const plain = name.toLowerCase();
    return (
      folded.get(plain) ??
      folded.get(legacy[plain] ?? '') ??
      (/^external(member|team)id$/.test(plain) ? folded.get('id') : undefined)
    );
  };
  return {
    text: (name) => find(name) ?? '',
    has: (name) => find(name) !== undefined,
    isTrue: (name) => find(name)?.toLowerCase() === 'true',
    names: [...exact.keys()],
    exact: (name) => exact.get(name) ?? '',
  };
}

/** RFC 4180, strictly enough for what a test sends. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  for (const [, lead = '', quoted, plain = ''] of text.matchAll(/(^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)) {
    const cell = quoted === undefined ? plain : quoted.replaceAll('""', '"');
    if (lead === ',') rows.at(-1)?.push(cell);
    else rows.push([cell]);
  }
  return rows.filter((row) => row.length > 1 || row[0] !== '');
}
