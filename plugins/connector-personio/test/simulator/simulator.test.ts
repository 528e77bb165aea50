import { beforeEach, expect, test } from '@jest/globals';
import type { SimulatedResponse, Simulator, Value } from '../../../../src/contract/index.ts';
import { createSimulator } from '../../src/simulator/simulator.ts';
import type { State } from '../../src/simulator/state.ts';
import { credentials, settings } from '../account.ts';

const start = Date.parse('2026-11-02T08:00:00Z');
let simulator: Simulator;
let token: string;

beforeEach(() => {
  simulator = createSimulator({ settings, credentials });
  token = tokenIn(form('/v2/auth/token', { grant_type: 'client_credentials', ...credentials }));
});

const plain = { query: {}, headers: {}, text: '', nowMs: start };
const form = (path: string, fields: Record<string, string>, nowMs = start) =>
  simulator.handle({
    ...plain,
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    text: new URLSearchParams(fields).toString(),
    nowMs,
  });
const get = (path: string, query: Record<string, string> = {}, nowMs = start) =>
  simulator.handle({ ...plain, method: 'GET', path, query, headers: { authorization: `Bearer ${token}` }, nowMs });
const send = (method: string, path: string, body: unknown, query: Record<string, string> = {}) =>
  simulator.handle({
    ...plain,
    method,
    path,
    query,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    text: JSON.stringify(body),
  });
const hand = (path: string, body: unknown) =>
  simulator.handle({ ...plain, method: 'POST', path: `/_sim/${path}`, text: JSON.stringify(body) }).json;
const bodyOf = ({ json, text }: SimulatedResponse) => (json ?? JSON.parse(text ?? 'null')) as Record<string, Value>;
const tokenIn = (answer: SimulatedResponse) => String(bodyOf(answer).access_token);
const state = () => simulator.state() as unknown as State;
const people = (count: number) => {
  for (let index = 0; index < count; index += 1) hand('people', { email: `p${index}@example.org` });
};
const listed = (answer: SimulatedResponse) => bodyOf(answer)._data as readonly Record<string, Value>[];
const linked = (answer: SimulatedResponse) => JSON.stringify(bodyOf(answer)._meta);

test('gives tokens for a form only, and says what is wrong in the words of OAuth (§3)', () => {
  const json = simulator.handle({
    ...plain,
    method: 'POST',
    path: '/v2/auth/token',
    headers: { 'content-type': 'application/json' },
    text: JSON.stringify({ grant_type: 'client_credentials', ...credentials }),
  });
  expect([json.status, bodyOf(json).error]).toEqual([400, 'invalid_request']);
  const errors = [
    { ...credentials },
    { grant_type: 'password', ...credentials },
    { grant_type: 'client_credentials', ...credentials, client_secret: 'x' },
    { grant_type: 'client_credentials', ...credentials, scope: 'payroll:read' },
  ].map((fields) => bodyOf(form('/v2/auth/token', fields)).error);
  expect(errors).toEqual(['invalid_request', 'unsupported_grant_type', 'invalid_client', 'invalid_scope']);
});

test('gives the same token for a day, with the seconds that are left, until it is revoked (§3)', () => {
  const later = form('/v2/auth/token', { grant_type: 'client_credentials', ...credentials }, start + 3_600_000);
  expect(bodyOf(later)).toMatchObject({ access_token: token, expires_in: 82_800, token_type: 'Bearer' });
  expect(get('/v2/persons', {}, start + 86_400_000).status).toBe(401);
  expect(form('/v2/auth/revoke', { token })).toMatchObject({ status: 200, text: '' });
  expect(get('/v2/persons').status).toBe(401);
});

test('refuses credentials in the query with 403 (§3)', () => {
  expect(get('/v2/persons', { ...credentials }).status).toBe(403);
  expect(form('/v1/auth', {}).status).toBe(403);
});

test('gives v1 tokens too, echoes them on v1 but for attendances (§3)', () => {
  expect(bodyOf(form('/v1/auth', credentials))).toMatchObject({ success: true, data: { token, expires_in: 86_400 } });
  expect(get('/v1/company/employees').headers).toMatchObject({ authorization: `Bearer ${token}` });
  expect(get('/v1/company/attendances').headers?.authorization).toBeUndefined();
});

test('answers 401 and not 403 for people without the right, 403 elsewhere (§3, §6)', () => {
  hand('account', { scopes: { [credentials.client_id]: ['documents:read'] } });
  expect(
    [get('/v2/persons'), get('/v2/attendance-periods'), get('/v1/company/employees')].map(({ status }) => status),
  ).toEqual([401, 403, 403]);
});

test('gives 10 people a page, refuses more than 50, and keeps the cursor inside the absolute link (§4)', () => {
  people(12);
  const first = get('/v2/persons');
  expect(listed(first)).toHaveLength(10);
  expect(get('/v2/persons', { limit: '100' }).status).toBe(400);
  const cursor = /cursor=(cur_[\w-]+)/.exec(linked(first))?.[1] ?? '';
  expect(linked(first)).toContain('https://api.personio.de/v2/persons?cursor=');
  const last = get('/v2/persons', { cursor });
  expect(listed(last)).toHaveLength(2);
  expect(linked(last)).not.toContain('next');
  expect(get('/v2/persons', { cursor: 'cur_nonsense' }).status).toBe(400);
});

test("links employments to a wrong path, as the specification's sample does (§4)", () => {
  people(1);
  const [person] = state().people;
  if (!person) throw new Error('nobody there');
  const answer = get(`/v2/persons/${person.id}/employments`);
  expect(linked(answer)).toContain('https://api.personio.de/v2/employments');
});

test('gives 50 employees of v1 a page, cuts a larger limit to 100, and counts its pages wrong (§4)', () => {
  people(120);
  const queries: readonly Record<string, string>[] = [{}, { limit: '500' }, { limit: '100', offset: '100' }];
  const pages = queries.map((query) => bodyOf(get('/v1/company/employees', query)));
  expect(pages.map(({ data }) => (data as readonly Value[]).length)).toEqual([50, 100, 20]);
  expect(pages.map(({ metadata }) => metadata)).toEqual([
    { total_elements: 120, current_page: 0, total_pages: 3 },
    { total_elements: 120, current_page: 0, total_pages: 2 },
    { total_elements: 120, current_page: 0, total_pages: 2 },
  ]);
});

test('gives ids of v1 that are longer than a number of JavaScript (§5a)', () => {
  people(1);
  expect(get('/v1/company/employees').text).toContain('"id":1067807102794692608');
});

test('leaves out attributes that are not ticked, and with none ticked all but the ids (§3)', () => {
  people(1);
  const [person] = state().people;
  hand('account', { readable: ['email', 'office'] });
  expect(Object.keys(listed(get('/v2/persons'))[0] ?? {}).sort()).toEqual([
    '_meta',
    'created_at',
    'custom_attributes',
    'email',
    'employments',
    'id',
    'status',
    'updated_at',
  ]);
  hand('account', { readable: [] });
  expect(Object.keys(listed(get('/v2/persons'))[0] ?? {}).sort()).toEqual(['_meta', 'employments', 'id']);
  const employments = get(`/v2/persons/${person?.id}/employments`);
  expect(Object.keys(listed(employments)[0] ?? {}).sort()).toEqual(['_meta', 'id', 'person', 'status']);
  expect(bodyOf(get('/v1/company/employees')).data).toEqual([
    { type: 'Employee', attributes: { id: expect.anything() } },
  ]);
});

test('gives custom attributes with small types, real numbers and without labels (§5b)', () => {
  const { key } = hand('attributes', { label: 'Shoe size', type: 'integer' }) as { key: string };
  hand('account', { asReported: true });
  hand('people', { email: 'ada@example.org', custom: { [key]: '38' } });
  expect(listed(get('/v2/persons'))[0]?.custom_attributes).toEqual([{ id: key, type: 'int', value: 38 }]);
  expect(bodyOf(get('/v1/company/employees/custom-attributes')).data).toContainEqual({
    key,
    label: 'Shoe size',
    type: 'integer',
    universal_id: null,
    options: [],
  });
});

test('v1 ignores an unknown office with status 200 and a word in meta, and an e-mail without any (§5a)', () => {
  hand('names', { offices: ['Berlin'] });
  const made = send('POST', '/v1/company/employees', {
    employee: { email: 'ada@example.org', first_name: 'Ada', last_name: 'L', office: 'Atlantis', salary: 1 },
  });
  expect([made.status, bodyOf(made).meta]).toEqual([200, ["office 'Atlantis' not found"]]);
  const { id } = bodyOf(made).data as { id: number };
  const changed = send('PATCH', `/v1/company/employees/${id}`, {
    employee: { email: 'new@example.org', office: 'Berlin' },
  });
  expect(bodyOf(changed)).toEqual({ success: true, data: { id }, meta: [] });
  expect(state().people).toMatchObject([{ email: 'ada@example.org' }]);
});

test.each([
  [{ status: 'gone' }, 422],
  [{ supervisor_id: 99 }, 422],
  [{ supervisor_id: null, hire_date: '2030-01-01' }, 200],
])('v1 judges %j with %i (§5a)', (employee, status) => {
  people(1);
  expect(send('PATCH', `/v1/company/employees/${state().people[0]?.id}`, { employee }).status).toBe(status);
  expect(send('PATCH', '/v1/company/employees/1', { employee }).status).toBe(404);
});

test('v1 sets the status by the first day when it is made, not when it is changed (§5a)', () => {
  const person = { email: 'ada@example.org', first_name: 'Ada', last_name: 'L', hire_date: '2027-01-01' };
  send('POST', '/v1/company/employees', { employee: person });
  const employment = () => state().people[0]?.employments[0];
  expect(employment()?.status).toBe('ONBOARDING');
  send('PATCH', `/v1/company/employees/${state().people[0]?.id}`, { employee: { hire_date: '2020-01-01' } });
  expect(employment()).toMatchObject({ status: 'ONBOARDING', employment_start_date: '2020-01-01' });
});

test('v2 insists on three fields in every change of an employment, and takes no termination (§5b)', () => {
  people(1);
  const [person] = state().people;
  const path = `/v2/persons/${person?.id}/employments/${person?.employments[0]?.id}`;
  const standing = { status: 'ACTIVE', type: 'INTERNAL', employment_start_date: '2020-01-01' };
  for (const name of Object.keys(standing)) {
    const { [name as keyof typeof standing]: _, ...rest } = standing;
    expect(send('PATCH', path, rest).status).toBe(400);
  }
  const termination = { termination_date: '2026-12-31', type: 'QUIT' };
  expect(send('PATCH', path, { ...standing, termination }).status).toBe(204);
  expect(state().people[0]?.employments[0]?.termination).toBeNull();
  const twice = { probation_end_date: '2026-12-31', probation_period_length: 6 };
  expect(send('PATCH', path, { ...standing, ...twice }).status).toBe(400);
  expect(send('PATCH', path, { ...standing, supervisor: { id: person?.id } }).status).toBe(400);
});

test('refuses times with an offset, in filters and in bodies (§4, §6)', () => {
  people(1);
  const person = { id: state().people[0]?.id };
  const times = { start: { date_time: '2026-01-15T09:00:00Z' }, end: null };
  expect(send('POST', '/v2/attendance-periods', { person, type: 'WORK', ...times }).status).toBe(400);
  expect(get('/v2/attendance-periods', { 'start.date_time.gte': '2026-01-01T12:00:00Z' }).status).toBe(400);
  expect(get('/v2/attendance-periods', { 'start.date_time.gte': '2026-01-01T12:00:00' }).status).toBe(200);
});

test('asks for approval unless told otherwise, and refuses a project on a break (§6)', () => {
  people(1);
  hand('projects', { name: 'Alpha' });
  const period = {
    person: { id: state().people[0]?.id },
    start: { date_time: '2026-01-15T09:00:00' },
    end: { date_time: '2026-01-15T12:00:00' },
  };
  const project = { id: state().projects[0]?.id };
  expect(send('POST', '/v2/attendance-periods', { ...period, type: 'BREAK', project }).status).toBe(422);
  expect(send('POST', '/v2/attendance-periods', { ...period, type: 'WORK' }).status).toBe(201);
  expect(send('POST', '/v2/attendance-periods', { ...period, type: 'WORK' }).status).toBe(422);
  expect(state().attendances).toMatchObject([{ status: 'PENDING' }]);
  expect(get('/v2/projects', { includes: 'x' }).status).toBe(400);
});

test('gives the end of an absence in days as the midnight after it (§7)', () => {
  people(1);
  hand('absence-types', { name: 'Vacation' });
  const made = send('POST', '/v2/absence-periods', {
    person: { id: state().people[0]?.id },
    absence_type: { id: state().absenceTypes[0]?.id },
    starts_from: { date_time: '2026-04-01T00:00:00', type: 'FIRST_HALF' },
    ends_at: { date_time: '2026-04-02T00:00:00', type: 'SECOND_HALF' },
  });
  expect(made.status).toBe(201);
  expect(listed(get('/v2/absence-periods'))).toMatchObject([{ ends_at: { date_time: '2026-04-03T00:00:00' } }]);
});

const timeOff = (more: Record<string, string> = {}) => ({
  employee_id: state().people[0]?.id ?? '',
  time_off_type_id: '1',
  start_date: '2026-04-01',
  end_date: '2026-04-02',
  half_day_start: 'false',
  half_day_end: 'true',
  ...more,
});
const signedForm = (path: string, fields: Record<string, string>) =>
  simulator.handle({
    ...plain,
    method: 'POST',
    path,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
    text: new URLSearchParams(fields).toString(),
  });

test('v1 enters absences in days by a form, approved, and counts halves (§7)', () => {
  people(1);
  expect(send('POST', '/v1/company/time-offs', timeOff()).status).toBe(422);
  const made = signedForm('/v1/company/time-offs', timeOff());
  expect([made.status, bodyOf(made).data]).toMatchObject([
    200,
    { attributes: { status: 'approved', days_count: 1.5 } },
  ]);
  const { id } = (bodyOf(made).data as { attributes: { id: number } }).attributes;
  expect(listed(get('/v2/absence-periods'))).toMatchObject([
    { ends_at: { type: 'FIRST_HALF' }, approval: { status: 'APPROVED' } },
  ]);
  const within = { start_date: '2026-04-02', end_date: '2026-04-30' };
  expect(bodyOf(get('/v1/company/time-offs', within))).toMatchObject({
    data: [],
    metadata: { current_page: 1, total_pages: 1 },
  });
  expect(send('DELETE', `/v1/company/time-offs/${id}`, {}).status).toBe(200);
  expect(get(`/v1/company/time-offs/${id}`).status).toBe(404);
});

test.each([
  ['a type in hours', { time_off_type_id: '3' }, 400],
  ['both halves of one day', { end_date: '2026-04-01', half_day_start: 'true' }, 400],
  ['an unknown type', { time_off_type_id: '9' }, 404],
  ['an unknown employee', { employee_id: '9' }, 404],
  ['a missing flag', { half_day_end: '' }, 422],
])('v1 refuses %s (§7)', (_what, more, status) => {
  people(1);
  expect(signedForm('/v1/company/time-offs', timeOff(more)).status).toBe(status);
});

test('says how much of the rate is left, and 429 without Retry-After beyond it (§9)', () => {
  hand('account', { callsPerSecond: 2 });
  const answers = [1, 2, 3].map(() => get('/v2/persons'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers.map(({ headers }) => headers?.['x-ratelimit-remaining'])).toEqual(['1', '0', '0']);
  expect(answers[2]?.headers).not.toHaveProperty('retry-after');
  expect(get('/v2/persons', {}, start + 1000).status).toBe(200);
});

test('takes 60 uploads a minute (§9)', () => {
  const statuses = Array.from({ length: 61 }, () => send('POST', '/v1/company/documents', {}).status);
  expect([statuses[59], statuses[60]]).toEqual([422, 429]);
});

test('lists documents of one owner only (§8)', () => {
  expect(get('/v2/document-management/documents').status).toBe(400);
});

test('answers 422 where v1 has ended, and 404 where some accounts have nothing (§1, §5b)', () => {
  expect(get('/v1/company/attendances').status).toBe(422);
  expect(['/v2/workplaces', '/v2/cost-centers', '/v2/org-units'].map((path) => get(path).status)).toEqual([
    404, 404, 404,
  ]);
});

test('goes on where an earlier one stopped, and shows what it holds', () => {
  people(1);
  const next = createSimulator({ settings, credentials, state: simulator.state() });
  expect(next.state()).toEqual(simulator.state());
  expect(next.show().map(({ title, rows }) => [title, rows.length])).toEqual([
    ['Employees', 1],
    ['Absences', 0],
    ['Attendances', 0],
    ['Documents', 0],
  ]);
});
