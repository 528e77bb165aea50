import type { Context, Finding, Kind } from '../../../../src/contract/index.ts';
import { scopeNames } from '../assumptions.ts';
import { warning } from '../records/finding.ts';
import { parseJson } from './json.ts';
import { boxOf, explain } from './refusals.ts';
import { token } from './schema.ts';

export const tokenPath = '/v2/auth/token';

/** What a credential may do, as far as the token says. */
export interface Scopes {
  /** Undefined where the token says nothing about the kind, under any name known. */
  may(kind: Kind, access: 'read' | 'write'): boolean | undefined;
}

/** Asks for a token and reads its scopes: no fixed scope is asked for, since their names differ from page to page. */
export async function readScopes(
  context: Context,
): Promise<{ readonly scopes: Scopes } | { readonly refused: Finding }> {
  const response = await context.send({ method: 'POST', path: tokenPath });
  if (response.status !== 200 || response.isUnauthenticated) {
    const refused = explain({ ...response, isUnauthenticated: true }, { kind: 'employees', access: 'read' });
    return { refused };
  }
  const parsed = token.safeParse(parseJson(response.text));
  const names = new Set((parsed.success ? (parsed.data.scope ?? '') : '').split(/[\s,]+/).filter(Boolean));
  return { scopes: toScopes(names) };
}

export function toScopes(names: ReadonlySet<string>): Scopes {
  return {
    may(kind, access) {
      const families = familiesOf(kind);
      const named = families.filter((family) => names.has(`${family}:read`) || names.has(`${family}:write`));
      if (named.length === 0) return names.size === 0 || !isAnyKnown(names) ? undefined : false;
      return named.some((family) => names.has(`${family}:${access}`));
    },
  };
}

/** The box for writing is missing: known before the first write is refused. */
export function writeBoxMissing(kind: Kind): Finding {
  return warning({
    code: 'scope-missing',
    who: 'admin',
    message: `The credential may read ${kind} in Personio and not write them.`,
    next: `Tick ${boxOf({ kind, access: 'write' })} on the credential (Settings > Integrations > API credentials) if rollcall is to write them.`,
  });
}

function familiesOf(kind: Kind): readonly string[] {
  return kind in scopeNames ? scopeNames[kind as keyof typeof scopeNames] : [];
}

function isAnyKnown(names: ReadonlySet<string>): boolean {
  return Object.values(scopeNames).some((families) =>
    families.some((family) => names.has(`${family}:read`) || names.has(`${family}:write`)),
  );
}
