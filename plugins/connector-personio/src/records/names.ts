import type { Finding } from '../../../../src/contract/index.ts';
import { warning } from './finding.ts';

/** What bears a name in Personio and is written by its id. */
export interface Names {
  /** Ids that bear the name, letter by letter but for spaces around it; several when Personio has two of that name. */
  idsOf(name: string): readonly string[];
  nameOf(id: string): string | undefined;
  all(): readonly string[];
  /** Why the names are not known. */
  readonly refused?: Finding;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export function createNames(things: Iterable<Named>, refused?: Finding): Names {
  const byId = new Map<string, string>();
  for (const { id, name } of things) byId.set(id, name);
  const byName = Map.groupBy(byId.keys(), (id) => plain(byId.get(id) ?? ''));
  return {
    idsOf: (name) => byName.get(plain(name)) ?? [],
    nameOf: (id) => byId.get(id),
    all: () => [...byName.keys()],
    ...(refused && { refused }),
  };
}

/** Spaces around a name, and how its accents are composed, are seen by nobody. */
function plain(name: string): string {
  return name.trim().normalize('NFC');
}

type Words = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

/** A list of names that cannot be had: said once, also when nothing is to be written. `fields` are those it is about. */
export function namesUnlisted(fields: readonly string[], refused: Finding): Finding {
  return warning({
    code: 'names-unlisted',
    who: refused.who,
    message: `The names behind ${fields.join(', ')} cannot be read, so what Personio holds there is unknown: ${refused.message}`,
    next: refused.next,
  });
}

/** The id behind a name, or why there is none. `what` is the field: `office`; `idField` the one that takes the id itself. */
export function resolveName(
  names: Names,
  name: string,
  { what, idField }: { readonly what: string; readonly idField: string },
): { readonly id: string; readonly trouble?: undefined } | { readonly trouble: Words } {
  const [id, ...others] = names.idsOf(name);
  if (id !== undefined && others.length === 0) return { id };
  if (id !== undefined) {
    return {
      trouble: {
        code: 'name-ambiguous',
        who: 'admin',
        message: `Personio has ${others.length + 1} of the same name, so ${what} cannot be chosen by it.`,
        next: `Rename one of them in Personio, or map ${idField} instead of ${what}.`,
      },
    };
  }
  if (names.refused) {
    return {
      trouble: {
        code: 'names-unknown',
        who: names.refused.who,
        message: `${what} cannot be chosen by its name: ${names.refused.message}`,
        next: `${names.refused.next} Or map ${idField} instead of ${what}.`,
      },
    };
  }
  return {
    trouble: {
      code: 'name-unknown',
      who: 'data',
      message: `Personio shows no ${what} of this name; it would leave the field as it is without a word.`,
      next: `Correct the cell (capitals count) or create it in Personio. A new one that nobody has yet may not be shown: then map ${idField}.`,
    },
  };
}
