import type { SimulatedRequest, SimulatedResponse } from '../../../src/contract/index.ts';
import { nextId, type ServiceAccount, type State } from './simulator-state.ts';

/** The error body of §5. */
export function refuse(
  status: number,
  code: string,
  details: readonly { readonly field: string; readonly message: string }[] = [],
): SimulatedResponse {
  return { status, json: { error: { code, message: `refused: ${code}`, details } } };
}

/** `POST` to the token's path: a form with the service account's identifier and password (§5). */
export function giveToken(
  state: State,
  accounts: readonly ServiceAccount[],
  request: SimulatedRequest,
): SimulatedResponse {
  if (!/^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? '')) {
    return refuse(400, 'invalid_request');
  }
  const form = new URLSearchParams(request.text);
  if (form.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type');
  const account = accounts.find(
    (one) => one.id === form.get('client_id') && one.password === form.get('client_secret'),
  );
  if (!account) return refuse(401, 'unauthorized');
  const token = `token-${nextId(state)}`;
  state.tokens.push({ token, account: account.id, endsMs: request.nowMs + 3_600_000 });
  return { status: 200, json: { access_token: token, token_type: 'Bearer', expires_in: 3600 } };
}

/** The service account behind a call, by Basic or by a token that has not ended; both are served (§5). */
export function accountBehind(
  state: State,
  accounts: readonly ServiceAccount[],
  request: SimulatedRequest,
): ServiceAccount | undefined {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ');
  // Whatever its capitals (RFC 7235, 2.1).
  if (scheme.toLowerCase() === 'bearer') {
    const known = state.tokens.find(({ token, endsMs }) => token === value && endsMs > request.nowMs);
    return accounts.find(({ id }) => id === known?.account);
  }
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [id, ...password] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return accounts.find((one) => one.id === id && one.password === password.join(':'));
}

/** A window that slides; 429 with Retry-After above the rate (§5, rule 7). */
export function countCall(state: State, nowMs: number): SimulatedResponse | undefined {
  const { rate } = state;
  if (!rate) return undefined;
  state.calls = state.calls.filter((at) => at > nowMs - rate.perMs);
  const [first] = state.calls;
  if (first !== undefined && state.calls.length >= rate.calls) {
    const seconds = Math.max(1, Math.ceil((first + rate.perMs - nowMs) / 1000));
    return { ...refuse(429, 'rate_limited'), headers: { 'retry-after': String(seconds) } };
  }
  state.calls.push(nowMs);
  return undefined;
}
