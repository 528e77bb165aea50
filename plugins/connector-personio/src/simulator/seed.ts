import type { Fields, SeedRecord, Value } from '../../../../src/contract/index.ts';
import { emptyEmployment } from './employment.ts';
import { addName, type Seed, textOf } from './seed-names.ts';
import { seedTimes } from './seed-times.ts';
import { createState, idOf, nextId, nextUuid, type State, type StoredEmployment } from './state.ts';

type Lists = 'offices' | 'departments' | 'teams' | 'legal_entities' | 'cost_centers';

/** Fields that hold a name, the list it is in, and the field with its id. */
const named: readonly (readonly [string, Lists, string])[] = [
  ['office', 'offices', 'office_id'],
  ['department', 'departments', 'department_id'],
  ['team', 'teams', 'team_id'],
  ['legal_entity', 'legal_entities', 'legal_entity_id'],
];

/**
 * An account that begins with what a real one holds. Names of offices and the like are those that live or desired records
 * have; attributes are texts or lists without options: the real account was asked for them before.
 */
export function seedState(seed: Seed): State {
  const state = { ...createState(), absenceTypes: [], categories: [] };
  const used = seed.live.map(({ remote }) => Number(remote)).filter(Number.isSafeInteger);
  state.next = Math.max(1, ...used.map((id) => id - 998));
  const people = seed.live.filter(({ kind }) => kind === 'employees');
  const all = [...seed.live, ...seed.desired].filter(({ kind }) => kind === 'employees').map(({ fields }) => fields);
  for (const fields of all) addNames(state, fields);
  addAttributes(state, all, seed.personnelNumber);
  for (const record of people) addPerson(state, record, seed.personnelNumber);
  seatNames(state);
  seedTimes(state, seed);
  return state;
}

function addNames(state: State, fields: Fields): void {
  for (const [field, list, idField] of named) addName(state, state[list], fields[field], fields[idField]);
  const ids = Array.isArray(fields.cost_center_ids) ? (fields.cost_center_ids as readonly Fields[]) : [];
  const centers = Array.isArray(fields.cost_centers) ? (fields.cost_centers as readonly Fields[]) : [];
  for (const [index, center] of centers.entries()) addName(state, state.cost_centers, center.name, ids[index]?.id);
}

/** Names of custom attributes are all that is no field of the connector's own. */
function addAttributes(state: State, all: readonly Fields[], personnelNumber: string | undefined): void {
  const names = new Set(all.flatMap((fields) => Object.keys(fields)).filter((name) => !ownFields.has(name)));
  if (personnelNumber !== undefined) names.add(personnelNumber);
  for (const label of names) {
    const isList = all.some((fields) => Array.isArray(fields[label]));
    const key = label.startsWith('dynamic_') ? label : `dynamic_${nextId(state)}`;
    state.attributes.push({ key, label, type: isList ? 'tags' : 'standard', options: [] });
  }
}

function addPerson(
  state: State,
  { remote, key, active, fields }: SeedRecord,
  personnelNumber: string | undefined,
): void {
  const custom = state.attributes.flatMap(({ key: id, label }): [string, Value][] => {
    const value = label === personnelNumber ? (key ?? null) : (fields[label] ?? null);
    return value === null ? [] : [[id, value]];
  });
  state.people.push({
    id: remote,
    email: textOf(fields.email) ?? '',
    first_name: textOf(fields.first_name) ?? '',
    last_name: textOf(fields.last_name) ?? '',
    preferred_name: textOf(fields.preferred_name),
    gender: textOf(fields.gender) ?? 'UNSPECIFIED',
    language_code: null,
    custom: Object.fromEntries(custom),
    employments: [toEmployment(state, fields, active)],
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
  });
}

function toEmployment(state: State, fields: Fields, active: boolean | undefined): StoredEmployment {
  const byName = (field: string, list: Lists): string | null =>
    textOf(fields[`${field}_id`]) ?? idOf(state[list], fields[field]) ?? null;
  const centers = Array.isArray(fields.cost_centers) ? (fields.cost_centers as readonly Fields[]) : [];
  return {
    ...emptyEmployment(nextUuid(state)),
    status: active === false ? 'INACTIVE' : (textOf(fields.employment_status) ?? 'ACTIVE'),
    type: textOf(fields.type) ?? 'INTERNAL',
    position: textOf(fields.position),
    supervisor: textOf(fields.supervisor),
    office: byName('office', 'offices'),
    department: byName('department', 'departments'),
    team: byName('team', 'teams'),
    legal_entity: byName('legal_entity', 'legal_entities'),
    cost_centers: centers.map(({ name, weight }) => ({
      id: idOf(state.cost_centers, name) ?? '',
      weight: typeof weight === 'number' ? weight : 100,
    })),
    weekly_working_hours: numberOf(fields.weekly_working_hours),
    full_time_weekly_working_hours: numberOf(fields.full_time_weekly_working_hours),
    // Never empty in a real account; unknown where it may not be read.
    employment_start_date: textOf(fields.employment_start_date) ?? '2020-01-01',
    contract_end_date: textOf(fields.contract_end_date),
    probation_end_date: textOf(fields.probation_end_date),
  };
}

/** v1 shows a name only where somebody has it: those of desired records alone get somebody who has left. */
function seatNames(state: State): void {
  const employments = state.people.flatMap((person) => person.employments);
  const free = (list: Lists, has: (employment: StoredEmployment) => readonly (string | null)[]): readonly string[] => {
    const taken = new Set(employments.flatMap(has));
    return state[list].map(({ id }) => id).filter((id) => !taken.has(id));
  };
  const offices = free('offices', (one) => [one.office]);
  const departments = free('departments', (one) => [one.department]);
  const teams = free('teams', (one) => [one.team]);
  const centers = free('cost_centers', (one) => one.cost_centers.map(({ id }) => id));
  const count = Math.max(offices.length, departments.length, teams.length, centers.length);
  for (let index = 0; index < count; index += 1) {
    const center = centers[index];
    const fields: Fields = {
      email: `former-${index + 1}@rehearsal.invalid`,
      first_name: 'Former',
      last_name: 'Person',
    };
    addPerson(state, { kind: 'employees', remote: nextId(state), active: false, fields }, undefined);
    Object.assign(state.people.at(-1)?.employments[0] ?? {}, {
      office: offices[index] ?? null,
      department: departments[index] ?? null,
      team: teams[index] ?? null,
      cost_centers: center === undefined ? [] : [{ id: center, weight: 100 }],
    });
  }
}

function numberOf(value: Value | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** The connector's own fields of people, which its README lists. */
const ownFields: ReadonlySet<string> = new Set([
  ...['id', 'email', 'first_name', 'last_name', 'preferred_name', 'gender', 'language_code', 'position', 'supervisor'],
  ...named.flatMap(([name, , id]) => [name, id]),
  ...['cost_centers', 'cost_center_ids', 'weekly_working_hours', 'full_time_weekly_working_hours'],
  ...['employment_start_date', 'contract_end_date', 'probation_end_date', 'probation_period_length', 'type'],
  ...['employment_status', 'employment_end_date', 'termination_date', 'last_working_day', 'termination_type'],
  'termination_reason',
]);
