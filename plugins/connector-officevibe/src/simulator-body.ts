/** A row of the body with its names in lower case, beside its names as written: property names keep their letters. */
export interface Row {
  /** A field of Officevibe's own, whatever its capitals; absent ones are empty [fact sheet, section 2]. */
  text(name: string): string;
  has(name: string): boolean;
  isTrue(name: string): boolean;
  /** Names as written. */
  readonly names: readonly string[];
  /** The value under the name exactly as written. */
  exact(name: string): string;
}

export interface Body {
  readonly settings: Row;
  readonly users: readonly Row[];
  readonly groups: readonly Row[];
  readonly mappings: readonly Row[];
}

/** Section names of POST /sync that are missing, not a list, or empty; each fails the whole call [semantics 2]. */
export function findEmpty(body: Body): readonly string[] {
  return (['users', 'groups', 'mappings'] as const).filter((name) => body[name].length === 0);
}

/** Reads the body of POST /sync; names in any capitals. Undefined for text that is not a JSON object. */
export function readBody(text: string): Body | undefined {
  const value = parseObject(text);
  if (!value) return undefined;
  const sections = new Map(Object.entries(value).map(([name, section]) => [name.toLowerCase(), section]));
  const rows = (name: string): readonly Row[] => {
    const section: unknown = sections.get(name);
    return Array.isArray(section) ? section.map(toRow) : [];
  };
  return {
    settings: toRow(sections.get('settings')),
    users: rows('users'),
    groups: rows('groups'),
    mappings: rows('mappings'),
  };
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
  const folded = new Map(entries.map(([name, cell]) => [name.toLowerCase(), toText(cell)]));
  const exact = new Map(entries.map(([name, cell]) => [name, toText(cell)]));
  return {
    text: (name) => folded.get(name.toLowerCase()) ?? '',
    has: (name) => folded.has(name.toLowerCase()),
    isTrue: (name) => folded.get(name.toLowerCase())?.toLowerCase() === 'true',
    names: [...exact.keys()],
    exact: (name) => exact.get(name) ?? '',
  };
}

function toText(cell: unknown): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
