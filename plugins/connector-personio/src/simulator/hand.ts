import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { bodyOf, isObject, timestamp } from './answer.ts';
import { emptyEmployment } from './employment.ts';
import { idOf, type Named, nextId, nextUuid, type State } from './state.ts';

/**
 * What people do by hand in Personio, under `/_sim/…`: only the stand-in has these calls.
 *
 * | call | body |
 * |---|---|
 * | POST /_sim/names | offices, departments, teams, legal_entities, cost_centers, categories: lists of names to add |
 * | POST /_sim/attributes | label, and any of key, type, options |
 * | POST /_sim/account | any of readable (keys or null), scopes by client id, callsPerSecond, asReported |
 * | POST /_sim/people | email, and any property of a person or of their employment; adds or changes |
 * | POST /_sim/absence-types | name, and any of unit, needsCertificate, needsSubstitute; adds or changes |
 * | POST /_sim/projects | name, and any of status |
 * | POST /_sim/approve | id of an absence or attendance, and status |
 * | GET /_sim/state | everything |
 */
export function answerHand(state: State, request: SimulatedRequest): SimulatedResponse {
  const body = bodyOf({ ...request, headers: { 'content-type': 'application/json' } }) ?? {};
  switch (`${request.method} ${request.path}`) {
    case 'POST /_sim/names':
      return addNames(state, body);
    case 'POST /_sim/attributes':
      return addAttribute(state, body);
    case 'POST /_sim/account':
      return changeAccount(state, body);
    case 'POST /_sim/people':
      return changePerson(state, body, request.nowMs);
    case 'POST /_sim/absence-types':
      return addType(state, body);
    case 'POST /_sim/projects':
      return changeProject(state, body);
    case 'POST /_sim/approve':
      return approve(state, body, request.nowMs);
    case 'GET /_sim/state':
      return { status: 200, json: structuredClone<Value>(state) };
    default:
      return { status: 404, json: { message: 'no such call of the simulator' } };
  }
}

type Body = Readonly<Record<string, unknown>>;

const done: SimulatedResponse = { status: 200, json: { message: 'done' } };

function addNames(state: State, body: Body): SimulatedResponse {
  const lists = ['offices', 'departments', 'teams', 'legal_entities', 'cost_centers', 'categories'] as const;
  for (const list of lists) {
    const names = body[list];
    if (!Array.isArray(names)) continue;
    for (const name of names as readonly unknown[]) addName(state, state[list], String(name));
    // Legal entities took the place of subcompanies, which keep ids of their own (§5b).
    if (list === 'legal_entities') for (const name of names) addName(state, state.subcompanies, String(name));
  }
  return done;
}

function addName(state: State, things: Named[], name: string): void {
  if (things.some((one) => one.name === name)) return;
  things.push({ id: nextId(state), name });
}

function addAttribute(state: State, body: Body): SimulatedResponse {
  const key = typeof body.key === 'string' ? body.key : `dynamic_${nextId(state)}`;
  const options = Array.isArray(body.options) ? body.options.map(String) : [];
  state.attributes.push({ key, label: String(body.label), type: String(body.type ?? 'standard'), options });
  return { status: 200, json: { key } };
}

function changeAccount(state: State, { readable, scopes, callsPerSecond, asReported }: Body): SimulatedResponse {
  if (typeof asReported === 'boolean') state.asReported = asReported;
  if (readable === null || Array.isArray(readable)) state.readable = readable?.map(String) ?? null;
  if (isObject(scopes)) {
    for (const [clientId, list] of Object.entries(scopes)) {
      if (Array.isArray(list)) state.scopes[clientId] = list.map(String);
    }
  }
  if (typeof callsPerSecond === 'number' || callsPerSecond === null) state.callsPerSecond = callsPerSecond;
  return done;
}

/** By name, where the API takes ids. */
function changePerson(state: State, body: Body, nowMs: number): SimulatedResponse {
  const email = String(body.email);
  const now = timestamp(nowMs);
  let person = state.people.find((one) => one.email === email);
  if (!person) {
    person = {
      id: nextId(state),
      email,
      first_name: '',
      last_name: '',
      preferred_name: null,
      gender: 'UNSPECIFIED',
      language_code: 'en',
      custom: {},
      employments: [{ ...emptyEmployment(nextUuid(state)), employment_start_date: '2020-01-01' }],
      created_at: now,
      updated_at: now,
    };
    state.people.push(person);
  }
  const { office, department, team, cost_center: center, employment, custom, ...own } = body;
  const [latest] = person.employments;
  if (latest) {
    if (office !== undefined) latest.office = idOf(state.offices, office) ?? null;
    if (department !== undefined) latest.department = idOf(state.departments, department) ?? null;
    if (team !== undefined) latest.team = idOf(state.teams, team) ?? null;
    if (center !== undefined) latest.cost_centers = [{ id: idOf(state.cost_centers, center) ?? '', weight: 100 }];
    if (isObject(employment)) Object.assign(latest, employment);
  }
  if (isObject(custom)) Object.assign(person.custom, custom);
  Object.assign(person, own, { updated_at: now });
  return { status: 200, json: { id: person.id } };
}

function addType(state: State, body: Body): SimulatedResponse {
  const known = state.absenceTypes.find((one) => one.name === body.name);
  const id = known?.id ?? nextUuid(state);
  state.absenceTypes = state.absenceTypes.filter((one) => one !== known);
  state.absenceTypes.push({
    id,
    name: String(body.name),
    unit: body.unit === 'hour' ? 'hour' : 'day',
    needsCertificate: body.needsCertificate === true,
    needsSubstitute: body.needsSubstitute === true,
  });
  return { status: 200, json: { id } };
}

function changeProject(state: State, body: Body): SimulatedResponse {
  const name = String(body.name);
  const status = String(body.status ?? 'ACTIVE');
  const known = state.projects.find((one) => one.name === name);
  if (known) known.status = status;
  else state.projects.push({ id: nextId(state), name, status });
  return done;
}

function approve(state: State, body: Body, nowMs: number): SimulatedResponse {
  const record = [...state.absences, ...state.attendances].find((one) => one.id === body.id);
  if (!record) return { status: 404, json: { message: 'no such absence or attendance' } };
  record.status = String(body.status);
  record.updated_at = timestamp(nowMs);
  return done;
}
