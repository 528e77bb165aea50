import type { CreateSimulator, SimulatedRequest, SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { actWhileReading, answerHand, nobody } from './simulator-hand.ts';
import { judge } from './simulator-rules.ts';
import { seedState } from './simulator-seed.ts';
import { accountBehind, countCall, giveToken, refuse } from './simulator-sign-in.ts';
import { type Coworker, emptyState, nextId, put, type ServiceAccount, type State } from './simulator-state.ts';

/**
 * One Supermood account, written from the fact sheet alone; § numbers are its sections. The whole HTTP side is proposed
 * there (§5), not documented by the vendor; the rules about people are.
 */
export const createSimulator: CreateSimulator = ({ settings, credentials, others = [], state: kept, live }) => {
  // What `state()` gave; the host hands back nothing else.
  const state = structuredClone(live ? seedState(live) : { ...emptyState(), ...((kept ?? {}) as Partial<State>) });
  const given = [credentials, ...others].map(
    ({ service_account: id = '', password = '' }): ServiceAccount => ({ id, password, managesUsers: true }),
  );
  const pathOf = (name: string, fallback: string): string => String(settings[name] ?? fallback);
  const employees = pathOf('employees_path', '/v1/employees');
  const filters = pathOf('filters_path', '/v1/attributes');

  const answer = (request: SimulatedRequest): SimulatedResponse => {
    const { method, path } = request;
    if (path.startsWith('/_sim/')) return answerHand(state, request);
    const accounts = [...state.serviceAccounts, ...given.filter(({ id }) => id !== '')];
    const tooMany = countCall(state, request.nowMs);
    if (tooMany) return tooMany;
    if (method === 'POST' && path === pathOf('token_path', '/oauth/token')) return giveToken(state, accounts, request);
    const account = accountBehind(state, accounts, request);
    if (!account) return refuse(401, 'unauthorized');
    if (!account.managesUsers) return refuse(403, 'forbidden');
    if (method !== 'GET') state.traces.push({ account: account.id, call: `${method} ${path}` });
    if (path === filters) return method === 'GET' ? listFilters(state) : refuse(405, 'method_not_allowed');
    if (path === employees && method === 'GET') return list(state, request.query);
    if (path === employees && method === 'POST') return create(state, request);
    if (!path.startsWith(`${employees}/`)) return refuse(404, 'not_found');
    return answerOne(state, decoded(path.slice(employees.length + 1)), request);
  };

  return {
    handle: answer,
    ...(live && { isSeeded: true }),
    // Plain data throughout.
    state: () => structuredClone(state) as Value,
    show: () => [
      {
        title: 'Coworkers',
        columns: ['identifier', 'first name', 'last name', 'e-mail', 'language', 'active', 'filters'],
        rows: state.coworkers.map((one) => [
          one.personalIdentifier ?? '',
          one.firstName,
          one.lastName,
          one.email ?? '',
          one.language,
          one.active ? 'yes' : 'no',
          Object.entries(one.attributes)
            .map(([name, value]) => `${name}: ${value}`)
            .join(', '),
        ]),
      },
      {
        title: 'Analysis filters',
        columns: ['name', 'type', 'values'],
        rows: state.filters.map(({ name, type, values }) => [name, type, values.join(', ')]),
      },
      {
        title: 'Traces',
        columns: ['service account', 'call'],
        rows: state.traces.slice(-50).map(({ account, call }) => [account, call]),
      },
    ],
  };
};

/** Search and list: pages by number, in the order in which people were added; who is removed shifts the rest. */
function list(state: State, query: SimulatedRequest['query']): SimulatedResponse {
  const page = Number(query.page ?? 1);
  const pageSize = Number(query.pageSize ?? 100);
  if (!Number.isInteger(page) || page < 1 || !Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100) {
    return refuse(400, 'validation_error', [{ field: 'page', message: 'is out of range' }]);
  }
  const { email, personalIdentifier, active } = query;
  const isSearched = [email, personalIdentifier, active].some((one) => one !== undefined);
  const isFound = (one: Coworker): boolean =>
    (email === undefined || one.email?.toLowerCase() === email.toLowerCase()) &&
    (personalIdentifier === undefined || one.personalIdentifier === personalIdentifier) &&
    (active === undefined || String(one.active) === active);
  // A page of all people costs no more than itself, however many there are.
  const found = isSearched ? state.coworkers.filter(isFound) : state.coworkers;
  const { length: total } = found;
  const items = found.slice((page - 1) * pageSize, page * pageSize).map((one) => shown(state, one));
  if (pageSize > 1) actWhileReading(state, page);
  return { status: 200, json: { items, page, pageSize, total } };
}

function listFilters({ filters }: State): SimulatedResponse {
  return { status: 200, json: filters.map(({ values, ...one }) => ({ ...one, values: [...values] })) };
}

function answerOne(state: State, id: string, request: SimulatedRequest): SimulatedResponse {
  const coworker = state.coworkers.find((one) => one.id === id);
  if (!coworker) return refuse(404, 'not_found');
  switch (request.method) {
    case 'GET':
      return { status: 200, json: shown(state, coworker) };
    case 'PATCH':
      return write(state, coworker, request, 200);
    case 'DELETE':
      state.coworkers = state.coworkers.filter((one) => one.id !== id);
      return { status: 204, text: '' };
    default:
      return refuse(405, 'method_not_allowed');
  }
}

function create(state: State, request: SimulatedRequest): SimulatedResponse {
  return write(state, nobody, request, 201);
}

function write(state: State, before: Coworker, request: SimulatedRequest, status: number): SimulatedResponse {
  const body = parse(request);
  // Missing or malformed: one code (§5).
  if (!body) return refuse(400, 'validation_error');
  const judged = judge(state, before, body);
  if ('refusal' in judged) return judged.refusal;
  const coworker = { ...judged.coworker, id: before.id || nextId(state) };
  put(state, coworker);
  for (const [name, value] of judged.newValues) {
    state.filters = state.filters.map((one) => (one.name === name ? { ...one, values: [...one.values, value] } : one));
  }
  // Only here (§5, rule 4); one header for the first of them.
  const [added] = judged.newValues;
  const headers = added && { 'x-sim-new-value': added.join('=').replace(/[^\x20-\x7e]+/g, encodeURIComponent) };
  return { status, ...(headers && { headers }), json: shown(state, coworker) };
}

/** Every filter of the account, empty ones as null. The role is never shown (§4). */
function shown({ filters }: State, { role: _role, attributes, ...coworker }: Coworker): Value {
  return {
    ...coworker,
    attributes: Object.fromEntries(filters.map(({ name }) => [name, attributes[name] ?? null])),
  };
}

/** As it came where it is no encoded text: nobody has that id. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function parse({ headers, text }: SimulatedRequest): { readonly [name: string]: unknown } | undefined {
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}
