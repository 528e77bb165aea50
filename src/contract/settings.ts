import type { Request } from './transport.ts';
import type { FieldClass, Value } from './value.ts';

export interface SettingDeclaration {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean' | 'list' | 'map';
  readonly description: string;
  readonly required?: boolean;
  readonly default?: Value;
  readonly options?: readonly string[];
  /** Regular expression the whole text must match. */
  readonly pattern?: string;
  /** Who may see its value. Default `secret`. */
  readonly class?: FieldClass;
}

/** A secret that the host adds to every call. Its value comes from the environment through `${NAME}`. */
export interface CredentialDeclaration {
  readonly name: string;
  readonly description: string;
  /** `authentication`: never sent by itself, used by the declaration of that name. */
  readonly in: 'query' | 'header' | 'authentication';
  /** Name of the query parameter or header; of the form's field where a token is asked for. */
  readonly parameter: string;
  /** Put before the value: `Bearer `. */
  readonly prefix?: string;
}

/**
 * What the host makes of credentials before it calls.
 * `basic`: `Authorization: Basic` of two of them, as RFC 7617 says.
 * `token`: OAuth client credentials (RFC 6749, 4.4). All credentials with `in: 'authentication'` are sent as form fields
 * with `form` to `path`; the answer's token goes with every call until it ends, and is asked for once more after a 401.
 * Where no token is to be had, the answer that says why comes back in place of the call's own, with `isUnauthenticated`.
 * A connector that sends a POST to `path` itself has a new token made, and gets the answer with the token hidden.
 */
export type AuthenticationDeclaration = { readonly when?: SettingCondition } & (
  | { readonly type: 'basic'; readonly user: string; readonly password: string }
  | { readonly type: 'token'; readonly path: string; readonly form: Readonly<Record<string, string>> }
);

/** At most `calls` in any window of `perMs` milliseconds. */
export interface RateDeclaration {
  readonly calls: number;
  readonly perMs: number;
  /** Setting that overrides `calls`. */
  readonly setting?: string;
  /** The calls it is about, with `*` for one segment of the path. Absent: all of them. */
  readonly route?: { readonly method: Request['method']; readonly path: string };
}

/** Names of response headers, in lower case. */
export interface QuotaDeclaration {
  /** Calls that may still be made at once. */
  readonly remaining: string;
  /** Calls a second that are added to those; or seconds until the window begins anew. */
  readonly perSecond?: string;
  readonly resetSeconds?: string;
}

export interface SettingCondition {
  readonly setting: string;
  readonly equals: Value;
}
