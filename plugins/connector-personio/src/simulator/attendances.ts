import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { bodyOf, isDay, isLocalTime, isObject, problem, referredId, timestamp } from './answer.ts';
import { cursorPage } from './pages.ts';
import { isAmong, notFound } from './persons.ts';
import { nextUuid, type State, type StoredAttendance } from './state.ts';

type Body = Readonly<Record<string, unknown>>;

/** `GET /v2/attendance-periods`: 100 a page, absolute links (§4, §6). Filters by time carry no `Z`, else 400. */
export function listAttendances(state: State, request: SimulatedRequest): SimulatedResponse {
  const { query } = request;
  for (const [name, value] of Object.entries(query)) {
    if (/(\.date_time|^updated_at)\.(gte|lte)$/.test(name) && !isLocalTime(value)) return badFilter;
    if (/^attribution_date\.(gte|lte)$/.test(name) && !isDay(value)) return badFilter;
  }
  const found = state.attendances.filter(
    (period) =>
      isAmong(period.id, query.id) &&
      isAmong(period.person, query['person.id']) &&
      isAmong(period.project ?? '', query['project.id']) &&
      isAmong(period.status, query.status) &&
      isWithin(attributionOf(period), query, 'attribution_date') &&
      isWithin(period.start, query, 'start.date_time') &&
      isWithin(period.end ?? '9999', query, 'end.date_time') &&
      isWithin(period.updated_at.slice(0, 19), query, 'updated_at'),
  );
  const sorted = sortBy(found, query.sort);
  if (!sorted) return badFilter;
  return cursorPage(request, sorted.map(toPeriod), { usual: 100, most: 100, link: '/v2/attendance-periods' });
}

/** By one of five names, `-` before it for the other way round; undefined for any other name. */
function sortBy(found: readonly StoredAttendance[], sort: string | undefined): readonly StoredAttendance[] | undefined {
  if (sort === undefined) return found;
  const [, sign, name = ''] = /^(-?)(.*)$/.exec(sort) ?? [];
  const keyOf = sortKeys[name];
  if (!keyOf) return undefined;
  const sorted = found.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0));
  return sign === '-' ? sorted.toReversed() : sorted;
}

const sortKeys: Readonly<Record<string, (period: StoredAttendance) => string>> = {
  'person.id': ({ person }) => person,
  'start.date_time': ({ start }) => start,
  'end.date_time': ({ end }) => end ?? '9999',
  updated_at: (period) => period.updated_at,
  status: ({ status }) => status,
};

const badFilter = problem(400, 'Provided request parameters are invalid.');

function isWithin(value: string, query: Readonly<Record<string, string>>, name: string): boolean {
  const from = query[`${name}.gte`];
  const to = query[`${name}.lte`];
  return (from === undefined || value >= from) && (to === undefined || value <= to);
}

export function showAttendance(state: State, id: string): SimulatedResponse {
  const period = state.attendances.find((one) => one.id === id);
  return period ? { status: 200, json: toPeriod(period) } : notFound;
}

/** `POST /v2/attendance-periods?skip_approval=` → 201 with the id and the neighbours it changed (§6). */
export function createAttendance(state: State, request: SimulatedRequest): SimulatedResponse {
  const body = bodyOf(request);
  if (!body) return problem(400, 'The body is not valid JSON.');
  const person = referredId(body.person);
  if (!person || (body.type !== 'WORK' && body.type !== 'BREAK')) return problem(400, 'A required field is missing.');
  if (!state.people.some((one) => one.id === person)) return notFound;
  const period: StoredAttendance = {
    id: '',
    person,
    type: body.type,
    start: '',
    end: null,
    comment: null,
    project: null,
    status: 'PENDING',
    updated_at: timestamp(request.nowMs),
  };
  if (body.start === undefined) return problem(400, 'The field start is required.');
  const trouble = applyPeriod(state, period, body, request);
  if (trouble) return trouble;
  period.id = nextUuid(state);
  state.attendances.push(period);
  return { status: 201, json: { id: period.id, affected_periods: [] } };
}

/** `PATCH /v2/attendance-periods/{id}` → 204. Person and type are not among what it takes (§6). */
export function changeAttendance(state: State, request: SimulatedRequest, id: string): SimulatedResponse {
  const period = state.attendances.find((one) => one.id === id);
  if (!period) return notFound;
  const body = bodyOf(request);
  if (!body) return problem(400, 'The body is not valid JSON.');
  const changed = { ...period };
  const trouble = applyPeriod(state, changed, body, request);
  if (trouble) return trouble;
  Object.assign(period, changed, { updated_at: timestamp(request.nowMs) });
  return { status: 204, text: '' };
}

export function deleteAttendance(state: State, id: string): SimulatedResponse {
  if (!state.attendances.some((one) => one.id === id)) return notFound;
  state.attendances = state.attendances.filter((one) => one.id !== id);
  return { status: 200, text: '' };
}

/** `GET /v2/projects`: any `includes` is refused (§6). */
export function listProjects(state: State, request: SimulatedRequest): SimulatedResponse {
  if ('includes' in request.query) return badFilter;
  return cursorPage(request, state.projects, { usual: 10, most: 50, link: '/v2/projects' });
}

function applyPeriod(
  state: State,
  period: StoredAttendance,
  body: Body,
  request: SimulatedRequest,
): SimulatedResponse | undefined {
  for (const side of ['start', 'end'] as const) {
    const given = body[side];
    if (given === undefined) continue;
    if (given === null && side === 'end') {
      period.end = null;
      continue;
    }
    const time = isObject(given) ? given.date_time : undefined;
    // Local time without an offset.
    if (!isLocalTime(time)) return problem(400, `The ${side} is invalid.`);
    period[side] = time.length === 16 ? `${time}:00` : time;
  }
  if (period.end !== null && period.start >= period.end) return problem(422, 'The start is after the end.');
  if (period.end !== null && Date.parse(`${period.end}Z`) - Date.parse(`${period.start}Z`) > 86_400_000) {
    return problem(422, 'The time range is too long.');
  }
  const { comment, project } = body;
  if (comment !== undefined) {
    if (comment !== null && (typeof comment !== 'string' || comment.length > 1000))
      return problem(400, 'The comment is invalid.');
    period.comment = comment === '' ? null : comment;
  }
  if (project !== undefined) {
    const id = referredId(project);
    if (id === undefined) return problem(400, 'The project is invalid.');
    if (id !== null && state.projects.find((one) => one.id === id)?.status !== 'ACTIVE') {
      return problem(422, 'The project was not found or is not active.');
    }
    period.project = id;
  }
  if (period.type === 'BREAK' && period.project !== null) return problem(422, 'A BREAK may not have a project.');
  // The error code of an overlap is not published (§6).
  if (state.attendances.some((one) => one.id !== period.id && overlaps(one, period))) {
    return problem(422, 'The period overlaps with an existing one.');
  }
  // false by default, unlike v1 (§6).
  period.status = request.query.skip_approval === 'true' ? 'CONFIRMED' : 'PENDING';
  return undefined;
}

function overlaps(one: StoredAttendance, other: StoredAttendance): boolean {
  return one.person === other.person && one.start < (other.end ?? '9999') && other.start < (one.end ?? '9999');
}

/** The day of the start; when Personio attributes a period to another day is not published. */
function attributionOf({ start }: StoredAttendance): string {
  return start.slice(0, 10);
}

function toPeriod(period: StoredAttendance): Value {
  const { id, type, person, status, start, end, comment, project } = period;
  return {
    id,
    type,
    person: { id: person },
    approval: { status },
    start: { date_time: start },
    end: end === null ? null : { date_time: end },
    attribution_date: attributionOf(period),
    comment,
    project: project === null ? null : { id: project },
    is_auto_generated: false,
    is_holiday: false,
    is_on_time_off: false,
    created_at: period.updated_at,
    updated_at: period.updated_at,
  };
}
