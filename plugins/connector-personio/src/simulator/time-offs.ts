import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { overlapsAnother } from './absences.ts';
import { addDays, formOf, isDay, legacyError, timestamp } from './answer.ts';
import { isAmong } from './persons.ts';
import { nextUuid, type State, type StoredAbsence, type StoredType } from './state.ts';

/** Absences of v1, of types in days only (§7). What v2 wrote is here too, under a number of its own. */
type Json = Readonly<Record<string, Value>>;

/** `GET /v1/company/time-off-types`: the number of v1 beside the UUID of v2 (`id_v2`, changelog). */
export function listTimeOffTypes(state: State): SimulatedResponse {
  const data = state.absenceTypes.map(
    (type): Value => ({
      type: 'TimeOffType',
      attributes: { ...typeOf(type), unit: type.unit, approval_required: true },
    }),
  );
  return { status: 200, json: { success: true, data } };
}

/** `GET /v1/company/time-offs`: `offset` is the number of the page; only what lies wholly inside the days asked for. */
export function listTimeOffs(state: State, { query }: SimulatedRequest): SimulatedResponse {
  const { start_date: from = '', end_date: to = '9999' } = query;
  const { 'employees[]': employees } = query;
  // A plain list is refused: users were, although the documents had it (§4).
  if ('employees' in query) return legacyError(400, 'Unknown parameter employees.', { code: 400 });
  const found = inDays(state).filter(
    (one) => day(one.start) >= from && lastDay(one) <= to && isAmong(one.person, employees),
  );
  return pageOf(query, found, (one) => toTimeOff(state, one));
}

/** A page of v1 absences: `offset` is its number, from 1 on (§4). */
export function pageOf(
  query: SimulatedRequest['query'],
  found: readonly StoredAbsence[],
  show: (absence: StoredAbsence) => Value,
): SimulatedResponse {
  const limit = Math.min(Number(query.limit ?? 200) || 200, 200);
  const page = Math.max(Number(query.offset ?? 1) || 1, 1);
  const pages = Math.max(1, Math.ceil(found.length / limit));
  return {
    status: 200,
    json: {
      success: true,
      metadata: { total_elements: found.length, current_page: page, total_pages: pages },
      offset: page,
      limit,
      data: found.slice((page - 1) * limit, page * limit).map(show),
    },
  };
}

export function showTimeOff(state: State, id: string): SimulatedResponse {
  const found = inDays(state).find((one) => String(numberOf(one.id)) === id);
  if (!found) return legacyError(404, 'The absence period was not found.', { code: 404 });
  return { status: 200, json: { success: true, data: toTimeOff(state, found) } };
}

/** `POST /v1/company/time-offs`: a form only; approved unless told otherwise (§7). */
export function createTimeOff(state: State, request: SimulatedRequest): SimulatedResponse {
  const form = formOf(request) ?? {};
  const needed = ['employee_id', 'time_off_type_id', 'start_date', 'end_date', 'half_day_start', 'half_day_end'];
  const missing = requireFields(form, needed);
  if (missing) return missing;
  const { start_date: start = '', end_date: end = '' } = form;
  if (!isDay(start) || !isDay(end)) return legacyError(422, 'The given data failed to pass validation.', { code: 0 });
  if (!state.people.some(({ id }) => id === form.employee_id)) return legacyError(404, 'Employee not found.');
  const type = state.absenceTypes.find(({ id }) => String(numberOf(id)) === form.time_off_type_id);
  if (!type) return legacyError(404, 'Time-off type not found.');
  const [startsHalf, endsHalf] = [form.half_day_start === 'true', form.half_day_end === 'true'];
  // The wrong address for the unit; a certificate; both halves of one day (since 24 January 2025).
  if (type.unit === 'hour' || type.needsCertificate || end < start || (start === end && startsHalf && endsHalf))
    return badPeriod;
  const absence: StoredAbsence = {
    id: '',
    person: form.employee_id ?? '',
    type: type.id,
    start: `${start}T00:00:00`,
    startHalf: startsHalf ? 'SECOND_HALF' : 'FIRST_HALF',
    end: `${addDays(end, 1)}T00:00:00`,
    endHalf: endsHalf ? 'FIRST_HALF' : 'SECOND_HALF',
    comment: form.comment ?? null,
    status: form.skip_approval === 'false' ? 'PENDING' : 'APPROVED',
    updated_at: timestamp(request.nowMs),
  };
  if (overlapsAnother(state, absence)) return badPeriod;
  absence.id = nextUuid(state);
  state.absences.push(absence);
  return { status: 200, json: { success: true, data: toTimeOff(state, absence) } };
}

/** Why a form is not whole. */
export function requireFields(
  form: Readonly<Record<string, string>>,
  needed: readonly string[],
): SimulatedResponse | undefined {
  const missing = needed.filter((name) => !form[name]);
  if (missing.length === 0) return undefined;
  const data = Object.fromEntries(missing.map((name): [string, Value] => [name, [`The ${name} field is required.`]]));
  return legacyError(422, 'The given data failed to pass validation.', { code: 0, error_data: data });
}

export function deleteTimeOff(state: State, id: string): SimulatedResponse {
  if (!/^\d+$/.test(id)) return legacyError(400, 'The absence period id is invalid.', { code: 400 });
  const found = inDays(state).find((one) => String(numberOf(one.id)) === id);
  if (!found) return legacyError(404, 'The absence period was not found.', { code: 404 });
  state.absences = state.absences.filter((one) => one !== found);
  return { status: 200, json: { success: true, data: { message: 'The absence period was deleted.' } } };
}

export const badPeriod = legacyError(400, 'Error when trying to insert absence period', { code: 400 });

/** An open end cannot be said in v1. */
function inDays(state: State): readonly StoredAbsence[] {
  const days = new Set(state.absenceTypes.filter(({ unit }) => unit === 'day').map(({ id }) => id));
  return state.absences.filter((one) => days.has(one.type) && one.end !== null);
}

/** The comment is not given back (§7). */
function toTimeOff(state: State, absence: StoredAbsence): Value {
  const type = state.absenceTypes.find(({ id }) => id === absence.type);
  const [isStartHalf, isEndHalf] = [absence.startHalf === 'SECOND_HALF', absence.endHalf === 'FIRST_HALF'];
  const days = (Date.parse(lastDay(absence)) - Date.parse(day(absence.start))) / 86_400_000 + 1;
  return {
    type: 'TimeOffPeriod',
    attributes: {
      id: numberOf(absence.id),
      id_v2: absence.id,
      status: absence.status.toLowerCase(),
      start_date: `${day(absence.start)}T00:00:00+0100`,
      end_date: `${lastDay(absence)}T00:00:00+0100`,
      days_count: days - (isStartHalf ? 0.5 : 0) - (isEndHalf ? 0.5 : 0),
      half_day_start: isStartHalf,
      half_day_end: isEndHalf,
      time_off_type: { type: 'TimeOffType', attributes: type ? typeOf(type) : {} },
      employee: toEmployee(state, absence.person),
      certificate: { status: 'not-required' },
      created_by: 'API',
      created_at: absence.updated_at,
      updated_at: absence.updated_at,
    },
  };
}

/** Whose it is, as v1 says it in short. */
export function toEmployee(state: State, id: string): Json {
  const person = state.people.find((one) => one.id === id);
  return {
    type: 'Employee',
    attributes: {
      id: labelled('id', Number(id), 'integer'),
      first_name: labelled('first_name', person?.first_name ?? '', 'standard'),
      last_name: labelled('last_name', person?.last_name ?? '', 'standard'),
      email: labelled('email', person?.email ?? '', 'standard'),
    },
  };
}

function typeOf({ id, name }: StoredType): Json {
  return { id: numberOf(id), id_v2: id, name, category: 'other' };
}

function labelled(name: string, value: Value, type: string): Value {
  return { label: name, value, type, universal_id: name };
}

/** The number of v1 is the end of the UUID of v2 here. */
export function numberOf(uuid: string): number {
  return Number.parseInt(uuid.slice(-12), 10) || 0;
}

function day(time: string): string {
  return time.slice(0, 10);
}

function lastDay({ end }: StoredAbsence): string {
  return end === null ? '9999-12-31' : addDays(day(end), -1);
}
