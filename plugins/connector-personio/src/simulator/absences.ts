import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { addDays, bodyOf, isLocalTime, isObject, problem, referredId, timestamp } from './answer.ts';
import { cursorPage } from './pages.ts';
import { isAmong, notFound } from './persons.ts';
import { nextUuid, type State, type StoredAbsence, type StoredType } from './state.ts';

type Body = Readonly<Record<string, unknown>>;

/** `GET /v2/absence-types`: the exact words of `unit` are not published (§7). */
export function listAbsenceTypes(state: State, request: SimulatedRequest): SimulatedResponse {
  return cursorPage(request, state.absenceTypes.map(toType), { usual: 100, most: 100, link: '/v2/absence-types' });
}

export function showAbsenceType(state: State, id: string): SimulatedResponse {
  const type = state.absenceTypes.find((one) => one.id === id);
  return type ? { status: 200, json: toType(type) } : notFound;
}

function toType({ id, name, unit }: StoredType): Value {
  return { id, name, category: 'other', unit: unit === 'day' ? 'daily' : 'hourly' };
}

/** `GET /v2/absence-periods` (§7). */
export function listAbsences(state: State, request: SimulatedRequest): SimulatedResponse {
  const { query } = request;
  const found = state.absences.filter(
    (absence) =>
      isAmong(absence.person, query['person.id']) &&
      isAmong(absence.type, query['absence_type.id']) &&
      isFrom(absence.start, query['starts_from.date_time.gte']) &&
      isUntil(absence.start, query['starts_from.date_time.lte']) &&
      // An open end is in no window of ends: a client that filters by it loses the long-term sick.
      (query['ends_at.date_time.gte'] === undefined || isFrom(absence.end ?? '', query['ends_at.date_time.gte'])) &&
      isUntil(absence.end ?? '', query['ends_at.date_time.lte']) &&
      isFrom(absence.updated_at.slice(0, 19), query['updated_at.gte']) &&
      isUntil(absence.updated_at.slice(0, 19), query['updated_at.lte']),
  );
  return cursorPage(
    request,
    found.map((one) => toPeriod(state, one)),
    { usual: 100, most: 100, link: '/v2/absence-periods' },
  );
}

function isFrom(time: string, limit: string | undefined): boolean {
  return limit === undefined || time >= limit.replace(/Z$/, '');
}

function isUntil(time: string, limit: string | undefined): boolean {
  return limit === undefined || (time !== '' && time <= limit.replace(/Z$/, ''));
}

export function showAbsence(state: State, id: string): SimulatedResponse {
  const absence = state.absences.find((one) => one.id === id);
  return absence ? { status: 200, json: toPeriod(state, absence) } : notFound;
}

/** `POST /v2/absence-periods?skip_approval=` → 201 (§7). */
export function createAbsence(state: State, request: SimulatedRequest): SimulatedResponse {
  const body = bodyOf(request);
  if (!body) return problem(400, 'The body is not valid JSON.');
  // It cannot be sent (forum).
  if ('timezone_id' in body) return problem(400, 'Unknown field timezone_id.');
  const person = referredId(body.person);
  const type = state.absenceTypes.find((one) => one.id === referredId(body.absence_type));
  if (!person || body.absence_type === undefined || body.starts_from === undefined) {
    return problem(400, 'A required field is missing.');
  }
  if (!type || !state.people.some((one) => one.id === person)) return notFound;
  // Types that need a certificate cannot be created (§7).
  if (type.needsCertificate) return problem(422, 'A certificate is required for this absence type.');
  const substitute = referredId(body.substitute) ?? null;
  if (type.needsSubstitute && substitute === null) return problem(422, 'A substitute is required.');
  if (!type.needsSubstitute && substitute !== null) return problem(422, 'A substitute is not allowed.');
  if (substitute !== null && (substitute === person || !state.people.some((one) => one.id === substitute))) {
    return problem(409, 'The substitute is invalid.', 'absences.conflict');
  }
  if (!isComment(body.comment)) return problem(400, 'The comment is invalid.');
  const absence: StoredAbsence = {
    id: '',
    person,
    type: type.id,
    start: '',
    startHalf: '',
    end: null,
    endHalf: null,
    comment: typeof body.comment === 'string' ? body.comment : null,
    substitute,
    status: request.query.skip_approval === 'true' ? 'APPROVED' : 'PENDING',
    updated_at: timestamp(request.nowMs),
  };
  const trouble = applySpan(state, absence, body, type);
  if (trouble) return trouble;
  absence.id = nextUuid(state);
  state.absences.push(absence);
  return { status: 201, json: { id: absence.id } };
}

/** `PATCH` → 204. The comment is taken and not stored, as users report (§7). */
export function changeAbsence(state: State, request: SimulatedRequest, id: string): SimulatedResponse {
  const absence = state.absences.find((one) => one.id === id);
  const type = state.absenceTypes.find((one) => one.id === absence?.type);
  if (!absence || !type) return notFound;
  const body = bodyOf(request);
  if (!body) return problem(400, 'The body is not valid JSON.');
  if ('timezone_id' in body) return problem(400, 'Unknown field timezone_id.');
  if (!isComment(body.comment)) return problem(400, 'The comment is invalid.');
  const changed = { ...absence };
  const trouble = applySpan(state, changed, body, type);
  if (trouble) return trouble;
  Object.assign(absence, changed, { updated_at: timestamp(request.nowMs) });
  return { status: 204, text: '' };
}

export function deleteAbsence(state: State, id: string): SimulatedResponse {
  if (!state.absences.some((one) => one.id === id)) return notFound;
  state.absences = state.absences.filter((one) => one.id !== id);
  return { status: 204, text: '' };
}

/** `GET …/breakdowns`: the only place where amounts are (§7). Weekends are counted here. */
export function showBreakdowns(state: State, id: string): SimulatedResponse {
  const absence = state.absences.find((one) => one.id === id);
  if (!absence) return notFound;
  const unit = state.absenceTypes.find((one) => one.id === absence.type)?.unit === 'hour' ? 'HOUR' : 'DAY';
  const data = breakdownsOf(absence).map(
    ({ date, hours }): Value => ({ date, effective_duration: { unit, value: unit === 'DAY' ? hours / 24 : hours } }),
  );
  return { status: 200, json: { _data: data, _meta: { links: {} } } };
}

/** Hours of each of its days; of an open end only the first one. */
export function breakdownsOf(absence: StoredAbsence): readonly { readonly date: string; readonly hours: number }[] {
  const start = absence.start.slice(0, 10);
  const end = absence.end === null ? `${addDays(start, 1)}T00:00:00` : until(absence);
  const days: { date: string; hours: number }[] = [];
  for (let date = start; `${date}T00:00:00` < end; date = addDays(date, 1)) {
    const midnight = `${addDays(date, 1)}T00:00:00`;
    const begins = date === start ? from(absence) : `${date}T00:00:00`;
    const hours = (Date.parse(`${midnight < end ? midnight : end}Z`) - Date.parse(`${begins}Z`)) / 3_600_000;
    days.push({ date, hours });
  }
  return days;
}

/** Days are stored with the midnight after the last one, which is how they come back (§7). */
function applySpan(
  state: State,
  absence: StoredAbsence,
  body: Body,
  { unit }: StoredType,
): SimulatedResponse | undefined {
  const { starts_from: start, ends_at: end } = body;
  if (start !== undefined) {
    const time = isObject(start) ? start.date_time : undefined;
    // Local times, no offset.
    if (!isObject(start) || !isLocalTime(time)) return problem(400, 'starts_from is invalid.');
    if (unit === 'day' && !isHalf(start.type)) return problem(400, 'starts_from.type is required.');
    absence.start = unit === 'day' ? `${time.slice(0, 10)}T00:00:00` : time;
    absence.startHalf = unit === 'day' ? String(start.type) : '';
  }
  if (end === null) {
    absence.end = null;
    absence.endHalf = null;
  } else if (end !== undefined) {
    const time = isObject(end) ? end.date_time : undefined;
    if (!isObject(end) || !isLocalTime(time)) return problem(400, 'ends_at is invalid.');
    if (unit === 'day' && !isHalf(end.type)) return problem(400, 'ends_at.type is required.');
    absence.end = unit === 'day' ? `${addDays(time.slice(0, 10), 1)}T00:00:00` : time;
    absence.endHalf = unit === 'day' ? String(end.type) : '';
  }
  if (absence.end !== null && absence.end <= absence.start) return problem(422, 'The start is after the end.');
  const isOneDay = absence.end !== null && absence.end.slice(0, 10) === addDays(absence.start.slice(0, 10), 1);
  if (unit === 'day' && isOneDay && absence.startHalf === 'SECOND_HALF' && absence.endHalf === 'FIRST_HALF') {
    return problem(400, 'The absence has no duration.');
  }
  if (overlapsAnother(state, absence)) {
    return problem(409, 'The absence conflicts with another absence.', 'absences.conflict');
  }
  // Nor while standing in for somebody else.
  if (state.absences.some((one) => one.substitute === absence.person && meets(one, absence))) {
    return problem(409, 'The requester is a substitute in this time.', 'absences.conflict');
  }
  return undefined;
}

/** Up to 2,000 characters (§7). */
function isComment(comment: unknown): boolean {
  return comment === undefined || comment === null || (typeof comment === 'string' && comment.length <= 2000);
}

function isHalf(type: unknown): boolean {
  return type === 'FIRST_HALF' || type === 'SECOND_HALF';
}

/** Whether another absence of the person, not rejected, meets this one. */
export function overlapsAnother(state: State, absence: StoredAbsence): boolean {
  return state.absences.some((one) => one.id !== absence.id && one.status !== 'REJECTED' && overlaps(one, absence));
}

/** Two halves of one day may stand side by side. */
function overlaps(one: StoredAbsence, other: StoredAbsence): boolean {
  return one.person === other.person && meets(one, other);
}

function meets(one: StoredAbsence, other: StoredAbsence): boolean {
  return from(one) < until(other) && from(other) < until(one);
}

function from({ start, startHalf }: StoredAbsence): string {
  return startHalf === 'SECOND_HALF' ? `${start.slice(0, 10)}T12:00:00` : start;
}

function until({ end, endHalf }: StoredAbsence): string {
  if (end === null) return '9999';
  return endHalf === 'FIRST_HALF' ? `${addDays(end.slice(0, 10), -1)}T12:00:00` : end;
}

function toPeriod(state: State, absence: StoredAbsence): Value {
  const { id, person, type, start, startHalf, end, endHalf, comment, status } = absence;
  return {
    id,
    person: { id: person },
    absence_type: { id: type },
    starts_from: { date_time: start, ...(startHalf !== '' && { type: startHalf }) },
    // Noon of the last day keeps its day; else the midnight after it.
    ends_at:
      end === null
        ? null
        : endHalf === 'FIRST_HALF'
          ? { date_time: until(absence), type: endHalf }
          : { date_time: end, ...(endHalf ? { type: endHalf } : {}) },
    timezone_id: state.timezone,
    comment,
    approval: { status },
    created_at: absence.updated_at,
    updated_at: absence.updated_at,
  };
}
