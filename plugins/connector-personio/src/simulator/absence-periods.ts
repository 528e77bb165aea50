import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { breakdownsOf, overlapsAnother } from './absences.ts';
import { addDays, formOf, isDay, legacyError, timestamp } from './answer.ts';
import { isAmong } from './persons.ts';
import { nextUuid, type State, type StoredAbsence } from './state.ts';
import { badPeriod, numberOf, pageOf, requireFields, toEmployee } from './time-offs.ts';

/** Absences of v1, of types in hours only (§7). What v2 wrote is here too, under the same UUID. */

/** `GET /v1/company/absence-periods`: everything that meets the days asked for; `offset` is the number of the page. */
export function listAbsencePeriods(state: State, { query }: SimulatedRequest): SimulatedResponse {
  if ('employees' in query) return legacyError(400, 'Unknown parameter employees.', { code: 400 });
  const { start_date: from = '', end_date: to = '9999' } = query;
  const found = inHours(state).filter(
    (one) =>
      one.start.slice(0, 10) <= to &&
      (one.end ?? '9999') > from &&
      isAmong(one.person, query['employees[]']) &&
      isAmong(one.type, query['absence_types[]']) &&
      isAmong(one.id, query['absence_periods[]']),
  );
  return pageOf(query, found, (one) => toPeriod(state, one));
}

/** `POST /v1/company/absence-periods`: a form only; times are needed for one day, and approved unless told otherwise. */
export function createAbsencePeriod(state: State, request: SimulatedRequest): SimulatedResponse {
  const form = formOf(request) ?? {};
  const missing = requireFields(form, ['employee_id', 'time_off_type_id', 'start_date', 'end_date']);
  if (missing) return missing;
  const { start_date: start = '', end_date: end = '', start_time: from, end_time: until } = form;
  if (!isDay(start) || !isDay(end)) return legacyError(422, 'The given data failed to pass validation.', { code: 0 });
  if (!state.people.some(({ id }) => id === form.employee_id)) return legacyError(404, 'Employee not found.');
  const type = state.absenceTypes.find(({ id }) => String(numberOf(id)) === form.time_off_type_id);
  if (!type) return legacyError(404, 'Time-off type not found.');
  const isOneDay = start === end;
  const areTimes = [from, until].every((time) => time !== undefined && /^([01]\d|2[0-3]):[0-5]\d$/.test(time));
  // The wrong address for the unit; a certificate; one day without its times.
  if (type.unit === 'day' || type.needsCertificate || (isOneDay && !areTimes)) return badPeriod;
  const startsAt = isOneDay ? `${from}:00` : form.half_day_start === 'true' ? '12:00:00' : '00:00:00';
  const endsAt = isOneDay
    ? `${end}T${until}:00`
    : form.half_day_end === 'true'
      ? `${end}T12:00:00`
      : `${addDays(end, 1)}T00:00:00`;
  const absence: StoredAbsence = {
    id: '',
    person: form.employee_id ?? '',
    type: type.id,
    start: `${start}T${startsAt}`,
    startHalf: '',
    end: endsAt,
    endHalf: null,
    comment: form.comment ?? null,
    status: form.skip_approval === 'false' ? 'PENDING' : 'APPROVED',
    updated_at: timestamp(request.nowMs),
  };
  if (endsAt <= absence.start || overlapsAnother(state, absence)) return badPeriod;
  absence.id = nextUuid(state);
  state.absences.push(absence);
  return { status: 201, json: { success: true, data: toPeriod(state, absence) } };
}

export function deleteAbsencePeriod(state: State, id: string): SimulatedResponse {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) {
    return legacyError(400, 'The absence period id is invalid.', { code: 400 });
  }
  const found = inHours(state).find((one) => one.id === id);
  if (!found) return legacyError(404, 'The absence period was not found.', { code: 404 });
  state.absences = state.absences.filter((one) => one !== found);
  return { status: 200, json: { success: true, data: { message: 'The absence period was deleted.' } } };
}

function inHours(state: State): readonly StoredAbsence[] {
  const hourly = new Set(state.absenceTypes.filter(({ unit }) => unit === 'hour').map(({ id }) => id));
  return state.absences.filter((one) => hourly.has(one.type));
}

/** Durations in minutes, start and end in UTC beside the time zone (§7). */
function toPeriod(state: State, absence: StoredAbsence): Value {
  const type = state.absenceTypes.find(({ id }) => id === absence.type);
  const absenceType = { id: absence.type, name: type?.name ?? '', time_off_type_id: numberOf(absence.type) };
  const breakdowns = breakdownsOf(absence).map(({ date, hours }) => ({ date, effective_duration: hours * 60 }));
  return {
    type: 'AbsencePeriod',
    attributes: {
      id: absence.id,
      measurement_unit: 'hour',
      effective_duration: breakdowns.reduce((sum, { effective_duration: minutes }) => sum + minutes, 0),
      employee: toEmployee(state, absence.person),
      // The specification has its properties here, its example one deeper.
      absence_type: { type: 'AbsenceType', ...absenceType, attributes: absenceType },
      certificate: { status: 'not-required' },
      start: toUtc(absence.start, state.timezone),
      ...(absence.end !== null && { end: toUtc(absence.end, state.timezone) }),
      timezone: state.timezone,
      half_day_start: false,
      half_day_end: false,
      breakdowns,
      comment: absence.comment ?? '',
      origin: 'API',
      status: absence.status.toLowerCase(),
      created_by: 1,
      created_at: absence.updated_at,
      updated_at: absence.updated_at,
    },
  };
}

/** A local time as it is in UTC: 9 in the morning in Berlin is 8, in summer 7. */
function toUtc(local: string, timeZone: string): string {
  const asUtc = Date.parse(`${local}Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(asUtc);
  return new Date(asUtc - (Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc)).toISOString();
}
