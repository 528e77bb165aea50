import type { AuthenticationDeclaration, Connector, Request, Response, Value } from '../../contract/index.ts';
import { fillPath } from '../../engine/read-routes.ts';

type TokenDeclaration = Extract<AuthenticationDeclaration, { readonly type: 'token' }>;

/** What a call carries to be let in; or the answer that says why there is none. */
export type Authorization =
  | { readonly header: string | undefined; readonly refused?: undefined }
  | { readonly refused: Response };

/** Makes the `Authorization` of calls out of credentials. Shared by all transports of the same credentials. */
export interface Authenticator {
  /** The token's own path, where there is one: calls to it are answered by `renew`. */
  readonly tokenPath: string | undefined;
  authorize(ask: AskToken): Promise<Authorization>;
  /** Asks anew, and gives the answer with the token hidden. */
  renew(ask: AskToken): Promise<Response>;
  /** The system did not take it: true when asking for another one makes sense. */
  isStale(header: string | undefined): boolean;
  /** What no answer may show. */
  secrets(): readonly string[];
}

/** Sends the form that asks for a token, as any other call. */
export type AskToken = (form: URLSearchParams, path: string) => Promise<Response>;

export interface AuthenticatorOptions {
  readonly connector: Pick<Connector, 'authentication' | 'credentials'>;
  readonly settings: Readonly<Record<string, Value>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A token is given up this long before its end, so that it does not end on its way. */
const marginMs = 60_000;

/** How long a token counts whose answer does not say it: RFC 6749 leaves that open. */
const defaultLifeSeconds = 600;

export function createAuthenticator({ connector, settings, secrets, now }: AuthenticatorOptions): Authenticator {
  const declared = connector.authentication?.find(({ when }) => !when || settings[when.setting] === when.equals);
  if (declared?.type !== 'token') {
    const header = declared && basic(secrets[declared.user] ?? '', secrets[declared.password] ?? '');
    return {
      tokenPath: undefined,
      authorize: async () => ({ header }),
      renew: async () => {
        throw new TypeError('there is no token to renew');
      },
      isStale: () => false,
      secrets: () => (header === undefined ? [] : [header.slice('Basic '.length)]),
    };
  }
  return tokens(declared, { connector, settings, secrets, now });
}

interface Token {
  readonly header: string;
  readonly endsMs: number;
}

function tokens(declared: TokenDeclaration, options: AuthenticatorOptions): Authenticator {
  const { connector, settings, secrets, now } = options;
  const path = fillPath(declared.path, settings);
  let current: Token | undefined;
  let asking: Promise<Response> | undefined;
  const given: string[] = [];

  async function fetchToken(ask: AskToken): Promise<Response> {
    const form = new URLSearchParams(declared.form);
    for (const { name, in: where, parameter } of connector.credentials) {
      if (where === 'authentication') form.set(parameter, secrets[name] ?? '');
    }
    current = undefined;
    const response = await ask(form, path);
    const { access_token: token, expires_in: life } = fieldsOf(response.json);
    if (response.status !== 200 || typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
      return { ...response, isUnauthenticated: true };
    const seconds = typeof life === 'number' && life > 0 ? life : defaultLifeSeconds;
    current = { header: `Bearer ${token}`, endsMs: now() + seconds * 1000 - marginMs };
    given.push(token);
    return withoutToken(response, token);
  }

  /** Callers that come at the same time share one question. */
  function renew(ask: AskToken): Promise<Response> {
    asking ??= fetchToken(ask).finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    tokenPath: path,
    renew,
    async authorize(ask) {
      if (!current || current.endsMs <= now()) {
        const response = await renew(ask);
        if (!current) return { refused: response };
      }
      return { header: current.header };
    },
    isStale(header) {
      if (header === current?.header) current = undefined;
      return true;
    },
    secrets: () => given,
  };
}

/** RFC 7617, in UTF-8. */
function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function withoutToken(response: Response, token: string): Response {
  const json = { ...fieldsOf(response.json), access_token: '***' };
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, value.replaceAll(token, '***')]),
  );
  return { ...response, headers, json, text: JSON.stringify(json) };
}

function fieldsOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : {};
}

/** Whether a connector's request asks for a token itself. */
export function isTokenRequest({ tokenPath }: Authenticator, request: Request): boolean {
  return tokenPath !== undefined && request.method === 'POST' && request.path === tokenPath;
}
