import type { SimulatedRequest, SimulatedResponse } from '../../../../src/contract/index.ts';
import { bodyOf, formOf, isDay, isObject, legacyError, timestamp } from './answer.ts';
import { emptyEmployment } from './employment.ts';
import { idOf, nextId, nextUuid, type State, type StoredEmployment, type StoredPerson } from './state.ts';

type Body = Readonly<Record<string, unknown>>;

const statuses = ['onboarding', 'active', 'leave', 'inactive'];
const genders = ['male', 'female', 'diverse'];

/** `POST /v1/company/employees` (§5a): the body is wrapped in `employee`, as JSON or as a form. */
export function createEmployee(state: State, request: SimulatedRequest): SimulatedResponse {
  const body = employeeOf(request);
  if (!body) return legacyError(422, 'The given data was invalid.');
  for (const name of ['email', 'first_name', 'last_name']) {
    if (typeof body[name] !== 'string' || body[name] === '') return legacyError(422, `The ${name} field is required.`);
  }
  const { email } = body;
  if (state.people.some((one) => one.email === email)) return legacyError(422, `Email ${email} has already been taken`);
  const person: StoredPerson = {
    id: '',
    email: String(email),
    first_name: '',
    last_name: '',
    preferred_name: null,
    gender: 'UNSPECIFIED',
    language_code: null,
    custom: {},
    employments: [emptyEmployment('')],
    created_at: timestamp(request.nowMs),
    updated_at: timestamp(request.nowMs),
  };
  const applied = applyEmployee(state, person, body);
  if ('refusal' in applied) return applied.refusal;
  const [employment] = person.employments;
  // In the past active, else onboarding, unless a status is sent.
  if (employment && body.status === undefined && isDay(body.hire_date)) {
    employment.status = body.hire_date <= timestamp(request.nowMs).slice(0, 10) ? 'ACTIVE' : 'ONBOARDING';
  }
  person.id = nextId(state);
  if (employment) employment.id = nextUuid(state);
  state.people.push(person);
  const { meta } = applied;
  return {
    status: 200,
    json: { success: true, data: { id: Number(person.id), message: 'success' }, ...(meta.length > 0 && { meta }) },
  };
}

/** `PATCH /v1/company/employees/{id}`: an e-mail and all else that is not in its table are ignored. */
export function changeEmployee(state: State, request: SimulatedRequest, id: string): SimulatedResponse {
  const person = state.people.find((one) => one.id === id);
  if (!person) return legacyError(404, 'The employee was not found.');
  const body = employeeOf(request);
  if (!body) return legacyError(422, 'The given data was invalid.');
  const changed = structuredClone(person);
  const applied = applyEmployee(state, changed, body);
  if ('refusal' in applied) return applied.refusal;
  Object.assign(person, changed, { updated_at: timestamp(request.nowMs) });
  return { status: 200, json: { success: true, data: { id: Number(id) }, meta: [...applied.meta] } };
}

function applyEmployee(
  state: State,
  person: StoredPerson,
  body: Body,
): { readonly meta: readonly string[] } | { readonly refusal: SimulatedResponse } {
  const [employment] = person.employments;
  if (!employment) return { refusal: legacyError(422, 'The employee has no employment.') };
  for (const name of ['first_name', 'last_name', 'preferred_name'] as const) {
    if (typeof body[name] === 'string') person[name] = body[name];
  }
  if (genders.includes(String(body.gender))) person.gender = String(body.gender).toUpperCase();
  if (typeof body.position === 'string') employment.position = body.position;
  if (isDay(body.hire_date)) employment.employment_start_date = body.hire_date;
  const hours = Number(body.weekly_working_hours);
  if (body.weekly_working_hours !== undefined && !Number.isNaN(hours)) employment.weekly_working_hours = hours;
  if (body.status !== undefined) {
    if (!statuses.includes(String(body.status)))
      return { refusal: legacyError(422, 'The selected status is invalid.') };
    employment.status = String(body.status).toUpperCase();
  }
  if (body.supervisor_id !== undefined) {
    const supervisor = body.supervisor_id === null ? null : String(body.supervisor_id);
    if (supervisor !== null && (supervisor === person.id || !state.people.some((one) => one.id === supervisor))) {
      return { refusal: legacyError(422, `Supervisor with ID ${supervisor} not found`) };
    }
    employment.supervisor = supervisor;
  }
  if (isObject(body.custom_attributes)) {
    for (const { key } of state.attributes) {
      const value = body.custom_attributes[key];
      if (typeof value === 'string') person.custom[key] = value;
    }
  }
  return { meta: applyNames(state, employment, body) };
}

/** A name that is not there is ignored and reported in `meta`, with status 200 (§5a). */
function applyNames(state: State, employment: StoredEmployment, body: Body): readonly string[] {
  const meta: string[] = [];
  const lists = [
    ['subcompany', state.subcompanies],
    ['department', state.departments],
    ['office', state.offices],
  ] as const;
  for (const [name, things] of lists) {
    if (typeof body[name] !== 'string') continue;
    const id = idOf(things, body[name]);
    if (id === undefined) meta.push(`${name} '${body[name]}' not found`);
    else employment[name] = id;
  }
  return meta;
}

/** `{"employee": {…}}`, or `employee[field]=…`. */
function employeeOf(request: SimulatedRequest): Body | undefined {
  const json = bodyOf(request)?.employee;
  if (isObject(json)) return json;
  const form = formOf(request);
  if (!form) return undefined;
  const fields = Object.entries(form).flatMap(([name, value]) => {
    const field = /^employee\[(\w+)\]$/.exec(name)?.[1];
    return field === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(fields);
}
