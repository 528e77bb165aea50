import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { problem } from './answer.ts';
import { cursorPage } from './pages.ts';
import type { State, StoredEmployment, StoredPerson } from './state.ts';

type Json = Record<string, Value>;

/** Which box of the allow-list lets an attribute of v2 be read; those left out always come (§3). */
const boxOf: Readonly<Record<string, string>> = {
  email: 'email',
  first_name: 'first_name',
  last_name: 'last_name',
  preferred_name: 'preferred_name',
  gender: 'gender',
  position: 'position',
  weekly_working_hours: 'weekly_working_hours',
  full_time_weekly_working_hours: 'weekly_working_hours',
  employment_start_date: 'hire_date',
  employment_end_date: 'termination_date',
  contract_end_date: 'contract_end_date',
  probation_end_date: 'probation_period_end',
  supervisor: 'supervisor',
  office: 'office',
  legal_entity: 'subcompany',
  sub_company: 'subcompany',
  cost_centers: 'cost_centers',
  termination: 'termination_date',
  type: 'employment_type',
};

export function isReadable(state: State, key: string): boolean {
  return state.readable === null || state.readable.includes(key);
}

/** `GET /v2/persons`: 10 a page, 50 at most, everybody whatever their status (§4, §5b). */
export function listPersons(state: State, request: SimulatedRequest): SimulatedResponse {
  const { query } = request;
  const status = query.status;
  if (status !== undefined && status !== 'ACTIVE' && status !== 'INACTIVE') {
    return problem(400, 'Provided request parameters are invalid.');
  }
  const found = state.people.filter(
    (person) =>
      isAmong(person.id, query.id) &&
      isAmong(person.email, query.email) &&
      isAmong(person.first_name, query.first_name) &&
      isAmong(person.last_name, query.last_name) &&
      isAmong(person.preferred_name ?? '', query.preferred_name) &&
      isAfter(person.updated_at, query['updated_at.gt']) &&
      isBefore(person.updated_at, query['updated_at.lt']) &&
      isAfter(person.created_at, query['created_at.gt']) &&
      isBefore(person.created_at, query['created_at.lt']) &&
      (status === undefined || statusOf(person) === status),
  );
  return cursorPage(
    request,
    found.map((person) => toPerson(state, person)),
    { usual: 10, most: 50, link: '/v2/persons' },
  );
}

/** `GET /v2/persons/{id}`: the bare object. */
export function showPerson(state: State, id: string): SimulatedResponse {
  const person = state.people.find((one) => one.id === id);
  return person ? { status: 200, json: toPerson(state, person) } : notFound;
}

/** `GET /v2/persons/{id}/employments`: newest first; the sample's link to the next page has a wrong path (§4). */
export function listEmployments(state: State, request: SimulatedRequest, id: string): SimulatedResponse {
  const person = state.people.find((one) => one.id === id);
  if (!person) return notFound;
  const { query } = request;
  // An employment is as old as its person here.
  const found = person.employments.filter(
    (employment) =>
      isAmong(employment.id, query.id) &&
      isAfter(person.updated_at, query['updated_at.gt']) &&
      isBefore(person.updated_at, query['updated_at.lt']),
  );
  return cursorPage(
    request,
    found.map((employment) => toEmployment(state, person, employment)),
    { usual: 10, most: 50, link: '/v2/employments' },
  );
}

export function showEmployment(state: State, id: string, employmentId: string): SimulatedResponse {
  const person = state.people.find((one) => one.id === id);
  const employment = person?.employments.find((one) => one.id === employmentId);
  return person && employment ? { status: 200, json: toEmployment(state, person, employment) } : notFound;
}

export const notFound = problem(404, 'There is no resource for the specified id.', 'common.resource_not_found');

/** `GET /v2/legal-entities`. */
export function listLegalEntities(state: State, request: SimulatedRequest): SimulatedResponse {
  return cursorPage(request, state.legal_entities, { usual: 10, most: 50, link: '/v2/legal-entities' });
}

/** `GET /v2/org-units/{id}`: by id only, there is no list (§5b). */
export function showOrgUnit(state: State, id: string): SimulatedResponse {
  const team = state.teams.find((one) => one.id === id);
  const unit = team ?? state.departments.find((one) => one.id === id);
  return unit ? { status: 200, json: { ...unit, type: team ? 'team' : 'department' } } : notFound;
}

export function toPerson(state: State, person: StoredPerson): Json {
  const href = `https://api.personio.de/v2/persons/${person.id}/employments`;
  return {
    ...readable(state, {
      id: person.id,
      email: person.email,
      first_name: person.first_name,
      last_name: person.last_name,
      preferred_name: person.preferred_name ?? '',
      gender: person.gender,
      status: statusOf(person),
    }),
    // "With none ticked v2 persons give only id and employments" (§3, forum).
    ...(isAnythingReadable(state) && { custom_attributes: customOf(state, person) }),
    ...(isAnythingReadable(state) && { created_at: person.created_at, updated_at: person.updated_at }),
    employments: person.employments.map(({ id }) => ({ id })),
    _meta: { links: { employments: { href } } },
  };
}

/** Derived from the latest employment. */
export function statusOf({ employments: [latest] }: StoredPerson): string {
  return latest?.status === 'INACTIVE' ? 'INACTIVE' : 'ACTIVE';
}

/** Labels left out (§5b). Only what was ever filled in. As reported: types in small letters, numbers as such. */
function customOf(state: State, person: StoredPerson): Json[] {
  return state.attributes
    .filter(({ key }) => isReadable(state, key) && person.custom[key] !== undefined)
    .map(({ key, type }) => {
      const value = person.custom[key] ?? '';
      if (state.asReported) return { id: key, type: wireType(type), value: wireValue(type, value) };
      return { id: key, type: wireType(type).toUpperCase(), value };
    });
}

function wireType(type: string): string {
  const types: Readonly<Record<string, string>> = {
    integer: 'int',
    decimal: 'double',
    date: 'date',
    tags: 'string_list',
  };
  return types[type] ?? 'string';
}

function wireValue(type: string, value: Value): Value {
  return (type === 'integer' || type === 'decimal') && typeof value === 'string' && value !== ''
    ? Number(value)
    : value;
}

function toEmployment(state: State, person: StoredPerson, employment: StoredEmployment): Json {
  const units = [
    ...(employment.team !== null && isReadable(state, 'team') ? [{ type: 'team', id: employment.team }] : []),
    ...(employment.department !== null && isReadable(state, 'department')
      ? [{ type: 'department', id: employment.department }]
      : []),
  ];
  const areUnitsReadable = isReadable(state, 'team') || isReadable(state, 'department');
  return {
    id: employment.id,
    status: employment.status,
    person: { id: person.id },
    ...readable(state, {
      type: employment.type,
      position: employment.position === null ? null : { title: employment.position },
      weekly_working_hours: employment.weekly_working_hours,
      full_time_weekly_working_hours: employment.full_time_weekly_working_hours,
      employment_start_date: employment.employment_start_date,
      employment_end_date: employment.employment_end_date,
      contract_end_date: employment.contract_end_date,
      probation_end_date: employment.probation_end_date,
      supervisor: referTo(employment.supervisor),
      office: referTo(employment.office),
      legal_entity: referTo(employment.legal_entity),
      sub_company: referTo(employment.subcompany),
      cost_centers: employment.cost_centers.map((one) => ({ ...one })),
      termination: employment.termination,
    }),
    ...(areUnitsReadable && { org_units: units }),
    _meta: { links: { person: { href: `https://api.personio.de/v2/persons/${person.id}` } } },
  };
}

function referTo(id: string | null): Value {
  return id === null ? null : { id };
}

/** Unlisted attributes are silently absent (§3); so are empty ones, since no property of the specification may be null. */
function readable(state: State, attributes: Json): Json {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => {
      if (value === null && !state.asReported) return false;
      if (name === 'status') return isAnythingReadable(state);
      const box = boxOf[name];
      return box === undefined || isReadable(state, box);
    }),
  );
}

function isAnythingReadable(state: State): boolean {
  return state.readable === null || state.readable.length > 0;
}

/** Several values are joined by commas (§4). */
export function isAmong(value: string, wanted: string | undefined): boolean {
  return wanted === undefined || wanted.split(',').some((one) => one.toLowerCase() === value.toLowerCase());
}

export function isAfter(time: string, limit: string | undefined): boolean {
  return limit === undefined || Date.parse(time) > Date.parse(limit);
}

export function isBefore(time: string, limit: string | undefined): boolean {
  return limit === undefined || Date.parse(time) < Date.parse(limit);
}
