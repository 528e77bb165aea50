import type { SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { type Entity, passesFilter } from './simulator-filter.ts';
import { answerCollection, answerOne, refuse, wrapped } from './simulator-query.ts';
import { applicableContract, type State, type User } from './simulator-state.ts';
import { type Body, fieldTexts, validate } from './simulator-user-body.ts';

/** What a call to the users API brings. */
export interface UserCall {
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly today: string;
  readonly nowMs: number;
}

const properties = new Set([
  ...['id', 'name', 'displayName', 'url', 'modifiedAt', 'login', 'mail', 'dtContractStart', 'dtContractEnd'],
  ...['legalEntity', 'department', 'manager', 'rolePrincipal', 'habilitedRoles', 'culture', 'calendar', 'picture'],
  ...['userWorkCycles', 'applicationData', 'extendedData', 'nationalityId', 'calendarId', ...fieldTexts],
]);

const filters = ['id', 'mail', 'login', 'dtContractStart', 'dtContractEnd', 'modifiedAt'] as const;
const reserved = ['fields', 'paging', 'orderBy', 'notify', 'metadata', 'accept', 'formerEmployees'];

/**
 * `GET /api/v3/users`. Former employees are left out unless asked for, also by a filter on their end; future ones are not
 * shown to a key without the right (§2 and §4).
 */
export function listUsers(state: State, call: UserCall): SimulatedResponse {
  const { query, today, nowMs } = call;
  const unknown = Object.keys(query).find((name) => ![...filters, ...reserved].includes(name));
  if (unknown !== undefined) return refuse(400, `Unknown filter ${unknown}`);
  const asked = filters.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]] as const]));
  const withFormer = query.formerEmployees === 'true' || query.dtContractEnd === 'notequal,null';
  // Whom these leave out need not be written out, which takes long where there are many.
  const shown = (['login', 'mail'] as const).filter((name) => !state.rights.hidden.includes(name));
  const isAsked = (user: User): boolean =>
    shown.every((name) => query[name] === undefined || passesFilter(user[name], query[name]));
  const found = state.users
    .filter(isAsked)
    .filter((user) => isVisible(state, user, today) && (withFormer || !hasLeft(state, user, today)))
    .map((user) => toEntity(state, user, call))
    .filter((entity) => asked.every(([name, filter]) => passesFilter(entity[name], filter)));
  return answerCollection(found, query, nowMs, properties);
}

/** `GET /api/v3/users/{id}`: unknown ids, and those not to be seen, are a 500 (§3). */
export function getUser(state: State, id: string, call: UserCall): SimulatedResponse {
  const user = state.users.find((one) => String(one.id) === id);
  if (!user || !isVisible(state, user, call.today)) return refuse(500, 'User Not Found');
  return answerOne(toEntity(state, user, call), call.query, call.nowMs, properties);
}

/** `POST /api/v3/users?contract=…`: a person, and with `true` the first work contract (§4). */
export function postUser(state: State, call: UserCall): SimulatedResponse {
  // Which of the two counts when it is left out was not found (§4): here it must be said.
  const withContract = call.query.contract;
  if (withContract !== 'true' && withContract !== 'false') return refuse(400, 'contract is required');
  const body = unwrap(call.body);
  if (!body) return refuse(400, 'The body is not an object');
  const checked = validate(state, body, { isNew: true, today: call.today });
  if ('message' in checked) return refuse(400, checked.message);
  const { user, establishmentId, start, end } = checked;
  const created: User = { ...user, id: state.nextId++, modifiedAt: new Date(call.nowMs).toISOString() };
  state.users.push(created);
  if (withContract === 'true') {
    const id = state.nextId++;
    state.contracts.push({
      ...{ id, ownerId: created.id, typeId: 1, startsOn: start, endsOn: end, establishmentId },
      others: {},
    });
  }
  return wrapped(toEntity(state, created, call) as Value, call.nowMs);
}

/** `PUT /api/v3/users/{id}`: a partial update (§4). Dates and establishment are those of the contract, and changed there. */
export function putUser(state: State, id: string, call: UserCall): SimulatedResponse {
  const user = state.users.find((one) => String(one.id) === id);
  if (!user || !isVisible(state, user, call.today)) return refuse(500, 'User Not Found');
  const body = unwrap(call.body);
  // A refusal with status 200, which the vendor's own SDK looks for (§3).
  if (!body || Object.keys(body).length === 0)
    return { status: 200, json: { Status: 400, Message: 'Nothing to update' } };
  const checked = validate(state, body, { isNew: false, today: call.today, user });
  if ('message' in checked) return refuse(400, checked.message);
  Object.assign(user, { ...checked.user, id: user.id, modifiedAt: new Date(call.nowMs).toISOString() });
  return wrapped(toEntity(state, user, call) as Value, call.nowMs);
}

/** Both forms of a body are taken, flat and inside `data` (§4). */
function unwrap(body: unknown): Body | undefined {
  if (!isObject(body)) return undefined;
  return Object.keys(body).length === 1 && isObject(body.data) ? body.data : body;
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isVisible(state: State, user: User, today: string): boolean {
  const contract = applicableContract(state, user.id, today);
  if (!state.rights.formerEmployees && hasLeft(state, user, today)) return false;
  return state.rights.futureEmployees || contract === undefined || contract.startsOn <= today;
}

function hasLeft(state: State, user: User, today: string): boolean {
  const end = applicableContract(state, user.id, today)?.endsOn;
  return end !== undefined && end !== null && end < today;
}

/** Everything of a user that can be asked for (§4), less what the key may not see. */
function toEntity(state: State, user: User, { today }: UserCall): Entity {
  const contract = applicableContract(state, user.id, today);
  const named = (
    id: number | null | undefined,
    list: readonly { readonly id: number; readonly name: string }[],
  ): Value => {
    const found = list.find((one) => one.id === id);
    return found ? { id: found.id, name: found.name, url: `https://example.ilucca.net/${found.id}` } : null;
  };
  const manager = user.managerId === null ? undefined : state.users.find((one) => one.id === user.managerId);
  const custom = Object.entries(user.texts).filter(([name]) => name.startsWith('e_'));
  const entity: Record<string, Value> = {
    id: user.id,
    name: nameOf(user),
    displayName: `${user.texts.lastName ?? ''} ${user.texts.firstName ?? ''}`.trim(),
    url: `https://example.ilucca.net/api/v3/users/${user.id}`,
    modifiedAt: user.modifiedAt,
    ...Object.fromEntries(fieldTexts.map((name) => [name, user.texts[name] ?? null])),
    nationalityId: user.texts.nationalityId ?? null,
    login: user.login,
    mail: user.mail,
    dtContractStart: midnight(contract?.startsOn),
    dtContractEnd: midnight(contract?.endsOn),
    birthDate: user.texts.birthDate ?? null,
    legalEntity: named(contract?.establishmentId, state.establishments),
    department: named(user.departmentId, state.departments),
    manager: manager ? { id: manager.id, name: nameOf(manager), url: '' } : null,
    rolePrincipal: named(user.rolePrincipalId, state.roles),
    habilitedRoles: user.habilitedRoles.map((id) => named(id, state.roles)),
    culture: { id: user.cultureID, name: String(user.cultureID), url: '' },
    calendar: user.texts.calendarId == null ? null : { id: user.texts.calendarId, name: 'Calendar', url: '' },
    picture: null,
    userWorkCycles: user.texts.userWorkCycles ?? [],
    applicationData: Object.fromEntries(Object.entries(user.texts).filter(([name]) => name.startsWith('profile_'))),
    extendedData: Object.fromEntries(custom),
  };
  const hidden = new Set(state.rights.hidden);
  return Object.fromEntries(Object.entries(entity).filter(([name]) => !hidden.has(name)));
}

function nameOf(user: User): string {
  return `${user.texts.firstName ?? ''} ${user.texts.lastName ?? ''}`.trim();
}

function midnight(day: string | null | undefined): Value {
  return day == null ? null : `${day}T00:00:00`;
}
