/**
 * Reads JSON without losing digits: a whole number beyond 2^53 comes as a text. Some ids of Personio are that long
 * (work schedules in v1), and `JSON.parse` would make them those of somebody else.
 * Undefined for what is no JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return parse(text, (_key, value, { source }) =>
      typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source ?? '') ? source : value,
    );
  } catch {
    return undefined;
  }
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

// ES2025 gives the reviver the source text; the library that types are taken from is older.
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;
