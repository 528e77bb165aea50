import type {
  CreateSimulator,
  SimulatedRequest,
  SimulatedResponse,
  SimulatedTable,
  Value,
} from '../../../src/contract/index.ts';
import { readSettings } from './settings.ts';
import { getContract, listContracts, patchContract, postContract } from './simulator-contracts.ts';
import { passesFilter } from './simulator-filter.ts';
import { answerHand } from './simulator-hand.ts';
import { page, problem } from './simulator-newer.ts';
import { answerCollection, refuse } from './simulator-query.ts';
import { seedState } from './simulator-seed.ts';
import { applicableContract, emptyTenant, type Named, type State } from './simulator-state.ts';
import { listStructure, referenceList } from './simulator-structure.ts';
import { getUser, listUsers, postUser, putUser } from './simulator-users.ts';

/** One Lucca tenant, written from the fact sheet alone; § numbers are its sections. */
export const createSimulator: CreateSimulator = ({ settings, credentials, state: kept, live, desired = [] }) => {
  const begun = live ? seedState({ live, desired }, readSettings(settings)) : emptyTenant();
  // What `state()` gave; the host hands back nothing else.
  const state: State = {
    ...{ ...begun, defaults: declaredDefaults(begun, settings.tenant_defaults) },
    ...(typeof settings.social_security_property === 'string' && {
      socialSecurityProperty: settings.social_security_property,
    }),
    ...(structuredClone(kept) as Partial<State> | undefined),
  };
  const most = Math.max(callsPerMinute, typeof settings.calls_per_minute === 'number' ? settings.calls_per_minute : 0);
  return {
    handle: (request) => answer(state, request, credentials.api_key, most),
    state: () => structuredClone(state) as unknown as Value,
    show: () => show(state),
    ...(live && { isSeeded: true }),
  };
};

/** A new tenant has the default values that its customer declares, by name or code; for any other name its first unit. */
function declaredDefaults(state: State, declared: Value | undefined): State['defaults'] {
  const names = isObject(declared) ? declared : {};
  const idIn = (list: readonly Named[], field: string): number | undefined => {
    const wanted = String(names[field]).trim().toLowerCase();
    const isNamed = (one: Named): boolean =>
      one.name.toLowerCase() === wanted || ('code' in one && String(one.code).toLowerCase() === wanted);
    return field in names ? (list.find(isNamed) ?? list[0])?.id : undefined;
  };
  const legalEntityId = idIn(state.establishments, 'establishment');
  const departmentId = idIn(state.departments, 'department');
  const rolePrincipalId = idIn(state.roles, 'role');
  return {
    login: 'login' in names,
    ...(legalEntityId !== undefined && { legalEntityId }),
    ...(departmentId !== undefined && { departmentId }),
    ...(rolePrincipalId !== undefined && { rolePrincipalId }),
  };
}

/** Of all integrations of a tenant together (§7). Tests may ask for more. */
const callsPerMinute = 50;

function answer(state: State, request: SimulatedRequest, key: string | undefined, most: number): SimulatedResponse {
  const { path, nowMs } = request;
  const body = parse(request.text);
  if (path.startsWith('/_sim/')) return answerHand(state, request.method, path, body);
  const isOlder = path.startsWith('/api/v3/');
  const no = (status: number, title: string): SimulatedResponse =>
    isOlder ? refuse(status, title) : problem(status, title);
  // Sizes (§7).
  if (Object.entries(request.headers).join().length > 8192) return no(431, 'Request Header Fields Too Large');
  if (request.text.length > 100_000_000) return no(413, 'Payload Too Large');
  // `lucca application=KEY`, the scheme in any case (§2); a token of the newer API is no key.
  const given = /^lucca application=(.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (key === undefined || given !== key) return no(401, 'Unauthorized');
  // A key is not what the newest API takes (§0 and §2).
  if (path.startsWith('/lucca-api/')) return problem(401, 'Unauthorized');
  state.calls = state.calls.filter((moment) => nowMs - moment < 60_000);
  const [first] = state.calls;
  if (state.calls.length >= most && first !== undefined) {
    const seconds = Math.ceil((first + 60_000 - nowMs) / 1000);
    const refused = no(429, 'Too Many Requests');
    return { ...refused, headers: { ...refused.headers, 'retry-after': String(seconds) } };
  }
  state.calls.push(nowMs);
  const today = parisDay(nowMs);
  if (isOlder) return answerOlder(state, request, body, today);
  return answerNewer(state, request, body, today);
}

/** The older API (§3 and §4). The two lists that were shut down in September 2026 are gone (§0). */
function answerOlder(state: State, request: SimulatedRequest, body: unknown, today: string): SimulatedResponse {
  const { path, nowMs } = request;
  const { httpmethod, ...query } = withCase(request.query);
  // A call may say that it is meant as another (§3).
  const method = request.method === 'POST' ? (httpmethod?.toUpperCase() ?? 'POST') : request.method;
  const call = { query, body, today, nowMs };
  if (/^\/api\/v3\/(departments|legalentities)(\/|$)/i.test(path)) return { status: 410, text: 'Gone' };
  const names = path === '/api/v3/roles' ? state.roles : referenceList(path);
  if (names && method === 'GET') {
    const entities = names
      .map((one) => ({ ...one, url: `https://example.ilucca.net${path}/${one.id}` }))
      .filter((one) => query.name === undefined || passesFilter(one.name, query.name));
    return answerCollection(entities, query, nowMs, new Set(['id', 'name', 'url']));
  }
  const id = /^\/api\/v3\/users\/([^/]+)$/.exec(path)?.[1];
  if (path !== '/api/v3/users' && id === undefined) return refuse(404, 'Resource not found');
  if (!state.rights.users) return refuse(403, 'Forbidden');
  if (id === undefined && method === 'GET') return listUsers(state, call);
  if (id === undefined && method === 'POST') return postUser(state, call);
  if (id !== undefined && method === 'GET') return getUser(state, id, call);
  if (id !== undefined && method === 'PUT') return putUser(state, id, call);
  // A deletion is mentioned and not described (§4): nobody is to rely on it.
  return refuse(405, 'Method Not Allowed');
}

/** Structure and contracts (§5). */
function answerNewer(state: State, request: SimulatedRequest, body: unknown, today: string): SimulatedResponse {
  const { method, path, query } = request;
  const unit = /^\/organization\/structure\/api\/([a-z-]+)$/.exec(path)?.[1];
  if (unit !== undefined && method === 'GET') {
    if (!state.rights.structure) return problem(403, 'Forbidden');
    return listStructure(state, unit, query) ?? problem(404, 'Not Found');
  }
  const names = referenceList(path);
  if (names && method === 'GET')
    return page(
      names.map((one) => ({ ...one })),
      query,
      ['id'],
      1000,
    );
  const contract = /^\/directory\/api\/4\.0\/work-contracts(?:\/([^/]+))?$/.exec(path);
  if (!contract) return problem(404, 'Not Found');
  if (!state.rights.contracts) return problem(403, 'Forbidden');
  const id = contract[1];
  const fields = isObject(body) ? body : {};
  if (id === undefined && method === 'GET') return listContracts(state, query, today);
  if (id === undefined && method === 'POST') return postContract(state, fields, today);
  if (id !== undefined && method === 'GET') return getContract(state, id, today);
  if (id !== undefined && method === 'PATCH') return patchContract(state, id, fields, today);
  return problem(405, 'Method not allowed');
}

/** Reserved names of the query in the case of §3; letter case does not count. */
function withCase(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const known = new Map(
    ['orderBy', 'fields', 'paging', 'httpmethod', 'notify'].map((name) => [name.toLowerCase(), name]),
  );
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [known.get(name.toLowerCase()) ?? name, value]),
  );
}

/** Which day it is for the tenant. */
function parisDay(nowMs: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(nowMs);
  return parts.slice(0, 10);
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(state: State): readonly SimulatedTable[] {
  const name = (list: readonly { readonly id: number; readonly name: string }[], id: number | undefined): string =>
    list.find((one) => one.id === id)?.name ?? '';
  const people = state.users.map((user) => {
    const contract = applicableContract(state, user.id, '9999-12-31');
    const { firstName, lastName, employeeNumber } = user.texts;
    return [
      ...[String(user.id), String(employeeNumber ?? ''), `${firstName ?? ''} ${lastName ?? ''}`, user.mail],
      ...[name(state.establishments, contract?.establishmentId), name(state.departments, user.departmentId)],
      ...[name(state.roles, user.rolePrincipalId), contract?.startsOn ?? '', contract?.endsOn ?? ''],
    ];
  });
  const columns = ['id', 'number', 'name', 'mail', 'establishment', 'department', 'role', 'from', 'until'];
  return [
    { title: 'Collaborateurs', columns, rows: people },
    {
      title: 'Établissements',
      columns: ['id', 'code', 'name', 'SIRET'],
      rows: state.establishments.map((one) => [String(one.id), one.code, one.name, one.siret]),
    },
  ];
}
