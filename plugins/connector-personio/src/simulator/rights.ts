import type { SimulatedRequest, SimulatedResponse } from '../../../../src/contract/index.ts';
import { legacyError, problem } from './answer.ts';
import type { State } from './state.ts';
import { scopesOf, tokenOf } from './token.ts';

/** Which box an address belongs to. Attributes and names come with the employees (§3). */
function apiOf(path: string): string {
  if (/^\/v2\/(attendance-periods|projects)/.test(path) || path.startsWith('/v1/company/attendances'))
    return 'attendances';
  if (/^\/v2\/absence-/.test(path) || /^\/v1\/company\/(time-off|absence-)/.test(path)) return 'absences';
  if (path.startsWith('/v2/document-management') || path.startsWith('/v1/company/document')) return 'documents';
  return 'employees';
}

/** Why a call may not be made; undefined when it may. */
export function refuseAccess(state: State, request: SimulatedRequest): SimulatedResponse | undefined {
  const isLegacy = request.path.startsWith('/v1/');
  // Credentials in the query string get 403 (§3).
  if ('client_id' in request.query || 'client_secret' in request.query) {
    return isLegacy ? legacyError(403, 'Forbidden') : problem(403, 'Forbidden', 'common.forbidden');
  }
  const token = tokenOf(state, request);
  if (!token) return isLegacy ? legacyError(401, 'The token is invalid') : unauthorized;
  const api = apiOf(request.path);
  const access = request.method === 'GET' ? 'read' : 'write';
  const granted = scopesOf(state, token.clientId).filter((scope) => token.scopes?.includes(scope) ?? true);
  if (granted.includes(`${api}:${access}`)) return undefined;
  if (isLegacy) return legacyError(403, 'The credential has no access to this resource');
  // 401 and not 403 for persons without the right (§3); the others document 403 (§6, §7).
  return api === 'employees' ? unauthorized : problem(403, 'Missing permission', 'common.forbidden');
}

const unauthorized = problem(401, 'Unauthorized', 'common.unauthorized');

/** Calls in so many milliseconds that Personio publishes (§9). */
const published: readonly (readonly [string, RegExp, number, number])[] = [
  ['POST', /^\/v1\/auth$/, 60, 60_000],
  ['POST', /^\/v2\/auth\/token$/, 150, 60_000],
  ['GET', /^\/v1\/company\/employees$/, 300, 60_000],
  ['GET', /^\/v1\/company\/employees$/, 15, 1000],
  ['POST', /^\/v1\/company\/documents$/, 60, 60_000],
  // For one IP address, and here everybody has the same one.
  ['*', /^\/v1\//, 2000, 60_000],
];

/** Counts the call; 429 without Retry-After above a limit (§9). */
export function refuseRate(state: State, request: SimulatedRequest): SimulatedResponse | undefined {
  const isOver = published
    .filter(([method, path]) => (method === '*' || method === request.method) && path.test(request.path))
    .map(
      ([method, path, most, perMs]) =>
        countCall(state, `${method} ${path.source} ${perMs}`, request.nowMs, perMs) > most,
    );
  if (isOver.includes(true)) {
    return request.path.startsWith('/v2/') ? problem(429, 'Too many requests') : legacyError(429, 'Too Many Attempts.');
  }
  if (!request.path.startsWith('/v2/') || state.callsPerSecond === null) return undefined;
  const calls = countCall(state, windowOf(request), request.nowMs, 1000);
  return calls > state.callsPerSecond ? withQuota(state, request, problem(429, 'Too many requests')) : undefined;
}

/** Responses of v2 say how much is left (§9). */
export function withQuota(state: State, request: SimulatedRequest, response: SimulatedResponse): SimulatedResponse {
  if (!request.path.startsWith('/v2/') || request.path.startsWith('/v2/auth/')) return response;
  const rate = state.callsPerSecond ?? 30;
  const calls = state.callsPerSecond === null ? 1 : (state.windows[windowOf(request)]?.calls ?? 0);
  return {
    ...response,
    headers: {
      ...response.headers,
      'x-ratelimit-replenish-rate': String(rate),
      'x-ratelimit-burst-capacity': String(rate),
      'x-ratelimit-requested-tokens': '1',
      'x-ratelimit-remaining': String(Math.max(0, rate - calls)),
    },
  };
}

/** One window for each address, whatever ids stand in it. */
function windowOf({ method, path }: SimulatedRequest): string {
  return `${method} ${path.replace(/\/(\d+|[0-9a-f-]{36})(?=\/|$)/g, '/*')}`;
}

function countCall(state: State, name: string, nowMs: number, perMs: number): number {
  const before = state.windows[name];
  const window = before && nowMs - before.startMs < perMs ? before : { startMs: nowMs, calls: 0 };
  window.calls += 1;
  state.windows[name] = window;
  return window.calls;
}
