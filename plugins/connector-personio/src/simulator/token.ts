import type { SimulatedRequest, SimulatedResponse } from '../../../../src/contract/index.ts';
import { bodyOf, formOf, type Json, legacyError } from './answer.ts';
import type { State, StoredToken } from './state.ts';

/** A pair of client id and secret that the account knows. */
export interface Pair {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** All boxes of the page of credentials, in the words of the user's own token (§3). */
export const allScopes = ['employees', 'attendances', 'absences', 'documents'].flatMap((api) => [
  `${api}:read`,
  `${api}:write`,
]);

const dayMs = 86_400_000;

/** `POST /v2/auth/token`: a form only, JSON is refused (§3; credentials-service-api-v2). */
export function giveToken(state: State, request: SimulatedRequest, pairs: readonly Pair[]): SimulatedResponse {
  const form = formOf(request);
  if (!form) return oauthError('invalid_request', 'The request has missing or invalid required parameters.');
  const missing = ['grant_type', 'client_id', 'client_secret'].filter((name) => !form[name]);
  if (missing.length > 0) {
    return oauthError('invalid_request', 'The request has missing or invalid required parameters.', {
      missing_parameters: missing,
    });
  }
  if (form.grant_type !== 'client_credentials')
    return oauthError('unsupported_grant_type', 'Grant type is not supported.');
  const pair = findPair(pairs, form);
  if (!pair) return oauthError('invalid_client', 'Client authentication failed.');
  const held = scopesOf(state, pair.clientId);
  const wanted = (form.scope ?? '').split(' ').filter(Boolean);
  if (wanted.some((scope) => !held.includes(scope))) {
    return oauthError('invalid_scope', 'One of the requested scopes is invalid.');
  }
  const token = tokenFor(state, pair.clientId, request.nowMs, wanted);
  return {
    status: 200,
    json: {
      access_token: token.token,
      token_type: 'Bearer',
      // What is left of it: the same token is given until it ends.
      expires_in: Math.floor((token.endsMs - request.nowMs) / 1000),
      scope: (wanted.length > 0 ? wanted : held).join(' '),
    },
  };
}

/** `POST /v2/auth/revoke`: 200 with an empty body, whatever the token. */
export function revokeToken(state: State, request: SimulatedRequest): SimulatedResponse {
  const form = formOf(request);
  if (!form?.token) return oauthError('invalid_request', 'The request has missing or invalid required parameters.');
  state.tokens = state.tokens.filter((one) => one.token !== form.token);
  return { status: 200, text: '' };
}

/** `POST /v1/auth`: JSON or a form (§3; personio-auth-api). */
export function giveLegacyToken(state: State, request: SimulatedRequest, pairs: readonly Pair[]): SimulatedResponse {
  const pair = findPair(pairs, formOf(request) ?? bodyOf(request) ?? {});
  if (!pair) return legacyError(403, 'Wrong credentials');
  const token = tokenFor(state, pair.clientId, request.nowMs);
  const expires = Math.floor((token.endsMs - request.nowMs) / 1000);
  return {
    status: 200,
    json: {
      success: true,
      data: { token: token.token, expires_in: expires, scope: scopesOf(state, pair.clientId).join(' ') },
    },
  };
}

/** The token of a call, while it counts. */
export function tokenOf(state: State, request: SimulatedRequest): StoredToken | undefined {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  return state.tokens.find((one) => one.token === bearer && one.endsMs > request.nowMs);
}

export function scopesOf(state: State, clientId: string): readonly string[] {
  return state.scopes[clientId] ?? allScopes;
}

function tokenFor(state: State, clientId: string, nowMs: number, scopes: readonly string[] = []): StoredToken {
  const current = state.tokens.find(
    (one) => one.clientId === clientId && one.endsMs > nowMs && (one.scopes ?? []).join() === scopes.join(),
  );
  if (current) return current;
  const token: StoredToken = {
    token: `papi-simulated-${state.next}-${state.tokens.length + 1}`,
    clientId,
    endsMs: nowMs + dayMs,
    ...(scopes.length > 0 && { scopes: [...scopes] }),
  };
  state.next += 1;
  state.tokens.push(token);
  return token;
}

function findPair(pairs: readonly Pair[], given: Readonly<Record<string, unknown>>): Pair | undefined {
  return pairs.find((pair) => pair.clientId === given.client_id && pair.clientSecret === given.client_secret);
}

function oauthError(error: string, description: string, meta: Json = {}): SimulatedResponse {
  return {
    status: 400,
    headers: { 'content-type': 'application/problem+json' },
    text: JSON.stringify({
      timestamp: '2026-01-01T00:00:00Z',
      trace_id: 'baaaaaad-c0de-fade-baad-c000000000de',
      error,
      error_description: description,
      error_uri: `https://developer.personio.de/reference/errors#credentials.oauth2.${error}`,
      meta,
    }),
  };
}
