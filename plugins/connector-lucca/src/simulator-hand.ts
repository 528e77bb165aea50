import type { SimulatedResponse, Value } from '../../../src/contract/index.ts';
import type { Contract, State, User } from './simulator-state.ts';

/**
 * What an administrator does by hand in Lucca, under `/_sim/…`: only the stand-in has these calls.
 *
 * | call | body |
 * |---|---|
 * | POST /_sim/establishments, /_sim/departments, /_sim/roles, /_sim/legalUnits | one unit; adds, or changes the one with this id |
 * | POST /_sim/rights | any of users, futureEmployees, formerEmployees, contracts, structure, hidden |
 * | POST /_sim/defaults | login, legalEntityId, departmentId, rolePrincipalId, cultureID, in place of all before |
 * | POST /_sim/customFields | list of names, in place of all before |
 * | POST /_sim/neededByType | number of a contract type → what it makes mandatory: { "2": ["temporaryContractGroundId"] } |
 * | POST /_sim/users, /_sim/contracts | any of its properties; adds, or changes the one with this id. A contract is the last user's |
 * | GET /_sim/state | everything |
 */
export function answerHand(state: State, method: string, path: string, body: unknown): SimulatedResponse {
  const what = path.slice('/_sim/'.length);
  if (method === 'GET' && what === 'state') return { status: 200, json: structuredClone(state) as unknown as Value };
  if (method !== 'POST') return nothing;
  switch (what) {
    case 'customFields':
      state.customFields = Array.isArray(body) ? body.map(String) : [];
      return done;
    case 'neededByType':
      state.neededByType = record(body) as State['neededByType'];
      return done;
    case 'rights':
      Object.assign(state.rights, body);
      return done;
    case 'defaults':
      // Written by tests and people who know the names.
      state.defaults = { login: false, ...(body as Partial<State['defaults']>) };
      return done;
    case 'establishments':
      return put(state.establishments, record(body), () => template(state.establishments));
    case 'departments':
      return put(state.departments, record(body), () => template(state.departments));
    case 'legalUnits':
      return put(state.legalUnits, record(body), () => template(state.legalUnits));
    case 'roles':
      return put(state.roles, record(body), () => template(state.roles));
    case 'users':
      return put(state.users, record(body), () => somebody(state));
    case 'contracts':
      return put(state.contracts, record(body), () => someContract(state));
    default:
      return nothing;
  }
}

const done: SimulatedResponse = { status: 200, json: { message: 'done' } };
const nothing: SimulatedResponse = { status: 404, json: { message: 'no such call of the simulator' } };

function somebody(state: State): User {
  const id = state.nextId++;
  return {
    ...{ id, login: `login${id}`, mail: `mail${id}@example.org`, texts: {}, departmentId: 21, managerId: null },
    ...{ rolePrincipalId: 31, habilitedRoles: [], cultureID: 1036, modifiedAt: '2026-01-01T00:00:00Z' },
  };
}

function someContract(state: State): Contract {
  const id = state.nextId++;
  const ownerId = state.users.at(-1)?.id ?? 0;
  return { id, ownerId, typeId: 1, startsOn: '2020-01-01', endsOn: null, establishmentId: 11, others: {} };
}

/** What a new one has where nothing else is said: the values of the first, under a number of its own. */
function template<Kind extends { readonly id: number }>(list: readonly Kind[]): Kind {
  const [first] = list;
  if (!first) throw new TypeError('the simulated tenant has none to go by');
  return { ...first, id: Math.max(...list.map((one) => one.id)) + 1 };
}

function record(body: unknown): Readonly<Record<string, Value>> {
  // Bodies of tests and of people who know the names; what came is JSON.
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, Value>>) : {};
}

/** Changes the one with this number, or adds one like another that is different as stated. */
function put<Kind extends { readonly id: number }>(
  list: Kind[],
  stated: Readonly<Record<string, Value>>,
  another: () => Kind,
): SimulatedResponse {
  const found = list.find((other) => other.id === stated.id);
  if (found) Object.assign(found, stated);
  else list.push({ ...another(), ...stated });
  return done;
}
