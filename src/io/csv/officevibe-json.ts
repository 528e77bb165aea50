import type { Finding, Kind, Place } from '../../contract/index.ts';
import type { Row, Table } from '../../engine/table.ts';
import { placeAt, startOf } from './places.ts';

/** The section of Officevibe's JSON body that holds each kind; some exports write it in PascalCase. */
const sections: Readonly<Partial<Record<Kind, string>>> = {
  employees: 'users',
  teams: 'groups',
  memberships: 'mappings',
};

/**
 * Reads one section of the JSON body that Officevibe's Custom Integration takes, `{users, groups, mappings}`, as a
 * table, so that whoever has that file need not make CSV of it. Numbers and booleans become text, null an empty cell.
 */
export function readOfficevibeJson(file: string, bytes: Uint8Array, kind: Kind): Table {
  const text = decodeUtf8(bytes);
  const body = text === undefined ? undefined : parseJson(text);
  const section = sections[kind] ?? kind;
  const refuse = (message: string): Table => refusedTable(file, message);
  if (text === undefined || body === undefined) return refuse('this is not valid JSON in UTF-8');
  const [name, items] = Object.entries(Object(body)).find(([key]) => key.toLowerCase() === section) ?? [];
  if (name === undefined || !Array.isArray(items)) return refuse(`the list "${section}" is missing`);
  if (items.length === 0) return refuse(`the list "${section}" is empty; it never means that everybody left`);
  if (!items.every(isPlain)) return refuse(`an item of "${section}" is not an object of texts, numbers and booleans`);

  const header = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const locate = createLocator(file, text, name);
  const rows = items.map((item, index): Row => {
    const cells = header.map((column) => String(item[column] ?? ''));
    return {
      cells,
      get line() {
        return locate(index, undefined).line;
      },
    };
  });
  const place = (row: number, column: number): Place => locate(row, header[column]);
  return { file, encoding: 'utf-8', delimiter: '', header, rows, findings: [], place };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Refused with a finding by the caller.
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    // Refused with a finding by the caller.
    return undefined;
  }
}

type Plain = Readonly<Record<string, string | number | boolean | null>>;

function isPlain(item: unknown): item is Plain {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  return Object.values(item).every((value) => value === null || ['string', 'number', 'boolean'].includes(typeof value));
}

/** Where the items of a section and their values stand; found in one pass, and only when somebody asks. */
function createLocator(file: string, text: string, section: string) {
  let items: readonly Item[] | undefined;
  return (row: number, column: string | undefined): Place => {
    items ??= findItems(text, section);
    const item = items[Math.max(row, 0)];
    return item ? placeAt(file, text, item.values.get(column ?? '') ?? item.offset, item.line) : startOf(file);
  };
}

interface Item {
  readonly offset: number;
  /** The line on which it starts. */
  readonly line: { readonly offset: number; readonly line: number };
  /** Offset of each value by its name. */
  readonly values: Map<string, number>;
}

/** The text is known to be valid JSON whose items are flat, so that its tokens need no grammar. */
function findItems(text: string, section: string): readonly Item[] {
  const items: Item[] = [];
  let line = { offset: 0, line: 1 };
  let depth = 0;
  let isInside = false;
  let key = '';
  let previous = '';
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,\n]|[^\s{}[\]:,"]+/gs)) {
    if (token === '\n') {
      line = { offset: index + 1, line: line.line + 1 };
      continue;
    }
    const isValue = previous === ':';
    if (token === ':') key = String(JSON.parse(previous));
    else if (isValue && depth === 3 && isInside) items.at(-1)?.values.set(key, index);
    else if (isValue && depth === 1) isInside = key === section;
    if (token === '{' || token === '[') depth++;
    if (token === '}' || token === ']') depth--;
    if (token === '{' && depth === 3 && isInside) items.push({ offset: index, line, values: new Map() });
    previous = token;
  }
  return items;
}

function refusedTable(file: string, message: string): Table {
  const finding: Finding = {
    code: 'bad-json',
    severity: 'error',
    scope: 'roster',
    who: 'data',
    message,
    next: 'Export the file again; it holds the lists "users", "groups" and "mappings".',
    place: startOf(file),
  };
  return {
    file,
    encoding: 'utf-8',
    delimiter: '',
    header: [],
    rows: [],
    findings: [finding],
    place: () => startOf(file),
  };
}
