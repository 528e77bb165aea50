import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { legacyError } from './answer.ts';
import { offsetPage } from './pages.ts';
import { isAmong, isReadable } from './persons.ts';
import { type Named, nameOf, type State, type StoredPerson } from './state.ts';

type Json = Record<string, Value>;

/** System attributes in the order of the specification, with their labels. */
const systemAttributes: readonly (readonly [string, string, string])[] = [
  ['id', 'ID', 'integer'],
  ['first_name', 'First name', 'standard'],
  ['last_name', 'Last name', 'standard'],
  ['preferred_name', 'Preferred name', 'standard'],
  ['email', 'Email', 'standard'],
  ['gender', 'Gender', 'standard'],
  ['status', 'Status', 'standard'],
  ['position', 'Position', 'standard'],
  ['supervisor', 'Supervisor', 'standard'],
  ['employment_type', 'Employment type', 'standard'],
  ['weekly_working_hours', 'Weekly hours', 'standard'],
  ['hire_date', 'Hire date', 'date'],
  ['contract_end_date', 'Contract ends', 'date'],
  ['termination_date', 'Termination date', 'date'],
  ['probation_period_end', 'Probation period end', 'date'],
  ['subcompany', 'Subcompany', 'standard'],
  ['office', 'Office', 'standard'],
  ['department', 'Department', 'standard'],
  ['team', 'Team', 'standard'],
  ['cost_centers', 'Cost center', 'standard'],
  ['work_schedule', 'Work schedule', 'standard'],
];

/** Longer than 2^53, as real ones are (§5a): written into the text, since no number of JavaScript holds it. */
const longId = '1067807102794692608';

/** `GET /v1/company/employees` (§4, §5a): everybody, 50 a page. */
export function listEmployees(state: State, request: SimulatedRequest): SimulatedResponse {
  const { email, updated_since: since } = request.query;
  const found = state.people.filter((person) =>
    // The e-mail is ignored with updated_since.
    since !== undefined ? person.updated_at >= since : email === undefined || person.email === email,
  );
  return asText(
    offsetPage(
      request,
      found.map((person) => toEmployee(state, person, request.query['attributes[]'])),
    ),
  );
}

/** `GET /v1/company/employees/{id}`. */
export function showEmployee(state: State, id: string): SimulatedResponse {
  const person = state.people.find((one) => one.id === id);
  if (!person) return legacyError(404, 'The employee was not found.');
  return asText({ success: true, data: toEmployee(state, person) });
}

/** `GET /v1/company/employees/attributes`: what the credential may read, with the options of lists. */
export function listAttributes(state: State): SimulatedResponse {
  const system = systemAttributes
    .filter(([key]) => isReadable(state, key))
    .map(([key, label, type]): Json => ({ key, label, type, universal_id: key, options: [] }));
  const custom = state.attributes
    .filter(({ key }) => isReadable(state, key))
    .map(({ key, label, type, options }): Json => ({ key, label, type, universal_id: null, options: [...options] }));
  return { status: 200, json: { success: true, data: [...system, ...custom] } };
}

function asText(page: Readonly<Record<string, Value>>): SimulatedResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    text: JSON.stringify(page).replaceAll(`"${longId}"`, longId),
  };
}

/** A day, an office and so on that nobody chose, for which the specification has no form. An empty text is "" (§5a). */
function isWithoutForm(key: string, value: Value): boolean {
  return value === null || (['office', 'team'].includes(key) && (value === '' || Array.isArray(value)));
}

/** With nothing ticked only the id is left (§3). `attributes[]` leaves out more. */
function toEmployee(state: State, person: StoredPerson, only?: string): Json {
  const attributes: Json = {};
  for (const [key, label, type] of systemAttributes) {
    const isWanted = key === 'id' || (isReadable(state, key) && isAmong(key, only));
    const value = attributeOf(state, person, key);
    const isShown = state.asReported || !isWithoutForm(key, value);
    if (isWanted && isShown) attributes[key] = { label, value, type, universal_id: key };
  }
  for (const { key, label, type } of state.attributes) {
    if (!isReadable(state, key) || !isAmong(key, only)) continue;
    attributes[key] = { label, value: customValue(type, person.custom[key] ?? null), type, universal_id: null };
  }
  return { type: 'Employee', attributes };
}

function attributeOf(state: State, person: StoredPerson, key: string): Value {
  const [latest] = person.employments;
  switch (key) {
    case 'id':
      return Number(person.id);
    case 'first_name':
    case 'last_name':
    case 'email':
      return person[key];
    // Empty text is "" (§5a).
    case 'preferred_name':
      return person.preferred_name ?? '';
    case 'gender':
      return person.gender === 'UNSPECIFIED' ? '' : person.gender.toLowerCase();
    case 'status':
      return (latest?.status ?? 'ACTIVE').toLowerCase();
    case 'position':
      return latest?.position ?? '';
    case 'employment_type':
      return (latest?.type ?? 'INTERNAL').toLowerCase();
    case 'weekly_working_hours':
      return String(latest?.weekly_working_hours ?? 0);
    case 'hire_date':
      return dayOf(latest?.employment_start_date);
    case 'contract_end_date':
      return dayOf(latest?.contract_end_date);
    case 'termination_date':
      return dayOf(latest?.termination?.termination_date);
    case 'probation_period_end':
      return dayOf(latest?.probation_end_date);
    case 'office':
      return named('Office', state.offices, latest?.office);
    case 'department':
      return named('Department', state.departments, latest?.department);
    case 'team':
      return named('Team', state.teams, latest?.team);
    case 'subcompany':
      return named('Subcompany', state.subcompanies, latest?.subcompany);
    case 'cost_centers':
      return (latest?.cost_centers ?? []).map(({ id, weight }) => ({
        type: 'CostCenter',
        attributes: { id: Number(id), name: nameOf(state.cost_centers, id) ?? '', percentage: weight },
      }));
    case 'work_schedule':
      return { type: 'WorkSchedule', attributes: { id: longId, name: 'Full-time, 40 hours' } };
    case 'supervisor':
      return supervisor(state, latest?.supervisor);
    default:
      return null;
  }
}

/** An empty object may be "", [] or null (§5a): here each kind has its own. */
function named(type: string, things: readonly Named[], id: string | null | undefined): Value {
  const name = nameOf(things, id ?? null);
  if (name !== undefined) return { type, attributes: { id: Number(id), name } };
  return type === 'Office' ? '' : type === 'Team' ? [] : null;
}

function supervisor(state: State, id: string | null | undefined): Value {
  const person = state.people.find((one) => one.id === id);
  if (!person) return null;
  const attributes: Json = {};
  for (const key of ['id', 'first_name', 'last_name', 'email'] as const) {
    attributes[key] = {
      label: key,
      value: key === 'id' ? Number(person.id) : person[key],
      type: key === 'id' ? 'integer' : 'standard',
      universal_id: key,
    };
  }
  return { type: 'Employee', attributes };
}

/** Days with the offset of the account (§5a). */
function dayOf(day: string | null | undefined): Value {
  return day ? `${day}T00:00:00+01:00` : null;
}

/** Tags come joined by commas (§5a). */
function customValue(type: string, value: Value): Value {
  if (type === 'tags' && Array.isArray(value)) return value.join(',');
  return value ?? '';
}
