import type { SimulatedResponse } from '../../../../src/contract/index.ts';
import { isDay, isObject, problem, referredId } from './answer.ts';
import type { Named, State, StoredEmployment } from './state.ts';

type Body = Readonly<Record<string, unknown>>;

export function emptyEmployment(id: string): StoredEmployment {
  return {
    id,
    status: 'ACTIVE',
    type: 'INTERNAL',
    position: null,
    supervisor: null,
    office: null,
    department: null,
    team: null,
    legal_entity: null,
    subcompany: null,
    cost_centers: [],
    weekly_working_hours: null,
    full_time_weekly_working_hours: null,
    employment_start_date: null,
    employment_end_date: null,
    contract_end_date: null,
    probation_end_date: null,
    termination: null,
  };
}

/**
 * Changes an employment by a body of v2, or says why not. `status`, `employment_start_date` and `type` are insisted on in
 * every call (§5b). `termination` and `employment_end_date` are no part of it and are ignored.
 */
export function applyEmployment(
  state: State,
  employment: StoredEmployment,
  body: Body,
  person: string | undefined,
): SimulatedResponse | undefined {
  const { status, type, employment_start_date: start } = body;
  if (!['ACTIVE', 'INACTIVE', 'ONBOARDING', 'LEAVE'].includes(String(status)))
    return problem(400, 'The status is required.');
  if (type !== 'INTERNAL' && type !== 'EXTERNAL') return problem(400, 'The type is required.');
  if (!isDay(start)) return problem(400, 'The employment_start_date is required.');
  employment.status = String(status);
  employment.type = type;
  employment.employment_start_date = start;
  return (
    applyPosition(employment, body) ??
    applyReferences(state, employment, body, person) ??
    applyUnits(state, employment, body) ??
    applyCostCenters(state, employment, body) ??
    applyNumbers(employment, body) ??
    applyDates(employment, body)
  );
}

function applyPosition(employment: StoredEmployment, { position }: Body): SimulatedResponse | undefined {
  if (position === undefined) return undefined;
  if (position !== null && !(isObject(position) && typeof position.title === 'string')) {
    return problem(400, 'The position is invalid.');
  }
  employment.position = position === null ? null : String(position.title);
  return undefined;
}

function applyReferences(
  state: State,
  employment: StoredEmployment,
  body: Body,
  person: string | undefined,
): SimulatedResponse | undefined {
  const lists: readonly (readonly ['supervisor' | 'office' | 'legal_entity', readonly { readonly id: string }[]])[] = [
    ['supervisor', state.people],
    ['office', state.offices],
    ['legal_entity', state.legal_entities],
  ];
  for (const [name, things] of lists) {
    if (body[name] === undefined) continue;
    const id = referredId(body[name]);
    const isKnown = id === null || things.some((one) => one.id === id);
    if (id === undefined || !isKnown || (name === 'supervisor' && id !== null && id === person)) {
      return problem(400, `The ${name} does not exist or is invalid.`);
    }
    employment[name] = id;
  }
  return undefined;
}

/** The list replaces the one that is there. */
function applyUnits(
  state: State,
  employment: StoredEmployment,
  { org_units: units }: Body,
): SimulatedResponse | undefined {
  if (units === undefined) return undefined;
  if (units !== null && !Array.isArray(units)) return problem(400, 'org_units is invalid.');
  const found: Record<'department' | 'team', string | null> = { department: null, team: null };
  for (const unit of (units ?? []) as readonly unknown[]) {
    const type = isObject(unit) && (unit.type === 'department' || unit.type === 'team') ? unit.type : undefined;
    const id = isObject(unit) ? unit.id : undefined;
    const things: readonly Named[] = type === 'team' ? state.teams : state.departments;
    if (!type || typeof id !== 'string' || !things.some((one) => one.id === id)) {
      return problem(400, 'An org unit does not exist.');
    }
    found[type] = id;
  }
  employment.department = found.department;
  employment.team = found.team;
  return undefined;
}

/** In percent, together 100. */
function applyCostCenters(
  state: State,
  employment: StoredEmployment,
  { cost_centers: centers }: Body,
): SimulatedResponse | undefined {
  if (centers === undefined) return undefined;
  if (!Array.isArray(centers)) return problem(400, 'cost_centers is invalid.');
  const found: { id: string; weight: number }[] = [];
  for (const center of centers as readonly unknown[]) {
    const id = isObject(center) ? center.id : undefined;
    const weight = isObject(center) ? center.weight : undefined;
    if (typeof id !== 'string' || !state.cost_centers.some((one) => one.id === id) || typeof weight !== 'number') {
      return problem(400, 'A cost center does not exist.');
    }
    found.push({ id, weight });
  }
  if (found.length > 0 && Math.abs(found.reduce((sum, { weight }) => sum + weight, 0) - 100) > 0.01) {
    return problem(400, 'The weights of cost centers must add up to 100.');
  }
  employment.cost_centers = found;
  return undefined;
}

function applyNumbers(employment: StoredEmployment, body: Body): SimulatedResponse | undefined {
  for (const name of ['weekly_working_hours', 'full_time_weekly_working_hours'] as const) {
    const value = body[name];
    if (value === undefined) continue;
    if (value !== null && typeof value !== 'number') return problem(400, `The ${name} is invalid.`);
    employment[name] = value;
  }
  return undefined;
}

/** The end of the probation or its length, one of them (§5b); the length is in months and is not given back. */
function applyDates(employment: StoredEmployment, body: Body): SimulatedResponse | undefined {
  if (body.probation_end_date !== undefined && body.probation_period_length !== undefined) {
    return problem(400, 'Only one of probation_end_date and probation_period_length may be set.');
  }
  for (const name of ['contract_end_date', 'probation_end_date'] as const) {
    const value = body[name];
    if (value === undefined) continue;
    if (value !== null && !isDay(value)) return problem(400, `The ${name} is invalid.`);
    employment[name] = value;
  }
  const { probation_period_length: months } = body;
  if (months === undefined) return undefined;
  if (months !== null && typeof months !== 'number') return problem(400, 'The probation_period_length is invalid.');
  employment.probation_end_date = months === null ? null : addMonths(String(employment.employment_start_date), months);
  return undefined;
}

function addMonths(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}
