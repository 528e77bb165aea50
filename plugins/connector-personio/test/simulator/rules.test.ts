import { beforeEach, expect, test } from '@jest/globals';
import type { Request, Value } from '../../../../src/contract/index.ts';
import { createSimulator } from '../../src/simulator/simulator.ts';
import { type Account, credentials, openAccount, settings } from '../account.ts';

let account: Account;
let ada: string;
let bo: string;

beforeEach(() => {
  account = openAccount({ files: { 'a.pdf': { bytes: 3, digest: 'ff' } } });
  ada = (account.hand('people', { email: 'ada@example.org' }) as { id: string }).id;
  bo = (account.hand('people', { email: 'bo@example.org' }) as { id: string }).id;
});

const call = (method: Request['method'], path: string, rest: Partial<Request> = {}) =>
  account.context.send({ method, path, ...rest });
const listed = async (path: string, query: Readonly<Record<string, string>>) =>
  (((await call('GET', path, { query })).json as { _data?: readonly Record<string, Value>[] })._data ?? []).map(
    ({ id }) => id,
  );
const typeOf = (name: string) => account.state().absenceTypes.find((one) => one.name === name)?.id ?? '';
const day = (date: string, more: Record<string, Value> = {}) => ({
  person: { id: ada },
  absence_type: { id: typeOf('Paid vacation') },
  starts_from: { date_time: `${date}T00:00:00`, type: 'FIRST_HALF' },
  ends_at: { date_time: `${date}T00:00:00`, type: 'SECOND_HALF' },
  ...more,
});
const enter = (body: Value) => call('POST', '/v2/absence-periods', { body });

test('sorts attendances by five names, both ways, and refuses any other (§6)', async () => {
  for (const [date, person] of [['2026-10-02', ada] as const, ['2026-10-01', bo] as const]) {
    const start = { date_time: `${date}T09:00:00` };
    await call('POST', '/v2/attendance-periods', { body: { person: { id: person }, type: 'WORK', start } });
  }
  const [first, second] = account.state().attendances.map(({ id }) => id);
  const path = '/v2/attendance-periods';
  expect(await listed(path, { sort: 'start.date_time' })).toEqual([second, first]);
  expect(await listed(path, { sort: '-start.date_time' })).toEqual([first, second]);
  expect(await listed(path, { sort: '-person.id' })).toEqual([second, first]);
  expect((await call('GET', path, { query: { sort: 'comment' } })).status).toBe(400);
});

test.each([
  ['2026-11-02T07:00:00', 1],
  ['2026-11-02T09:00:00', 0],
])('filters by what was changed since %s (§6, §7)', async (since, count) => {
  await enter(day('2026-12-01'));
  const start = { date_time: '2026-10-01T09:00:00' };
  await call('POST', '/v2/attendance-periods', { body: { person: { id: ada }, type: 'WORK', start } });
  expect(await listed('/v2/absence-periods', { 'updated_at.gte': `${since}Z` })).toHaveLength(count);
  expect(await listed('/v2/attendance-periods', { 'updated_at.gte': since })).toHaveLength(count);
  const path = '/v2/attendance-periods';
  expect((await call('GET', path, { query: { 'updated_at.gte': `${since}Z` } })).status).toBe(400);
});

test('refuses a comment of more than 2,000 characters, and a time zone in every call (§7)', async () => {
  expect((await enter(day('2026-12-01', { comment: 'x'.repeat(2001) }))).status).toBe(400);
  expect((await enter(day('2026-12-01', { timezone_id: 'Europe/Berlin' }))).status).toBe(400);
  expect((await enter(day('2026-12-01', { comment: 'x'.repeat(2000) }))).status).toBe(201);
  const path = `/v2/absence-periods/${account.state().absences[0]?.id}`;
  expect((await call('PATCH', path, { body: { timezone_id: 'Europe/Berlin' } })).status).toBe(400);
});

test('conflicts: a substitute who is none, and an absence while standing in for somebody (§7)', async () => {
  account.hand('absence-types', { name: 'Stand-in', needsSubstitute: true });
  const standIn = { absence_type: { id: typeOf('Stand-in') } };
  expect((await enter(day('2026-12-01', standIn))).status).toBe(422);
  expect((await enter(day('2026-12-01', { ...standIn, substitute: { id: ada } }))).status).toBe(409);
  expect((await enter(day('2026-12-01', { ...standIn, substitute: { id: bo } }))).status).toBe(201);
  expect((await enter(day('2026-12-01', { person: { id: bo } }))).status).toBe(409);
  expect((await enter(day('2026-12-02', { person: { id: bo } }))).status).toBe(201);
});

test('tells the hours of an absence in hours in its breakdown (§7)', async () => {
  const made = await enter({
    ...day('2026-12-01', { absence_type: { id: typeOf('Home office') } }),
    starts_from: { date_time: '2026-12-01T22:00:00' },
    ends_at: { date_time: '2026-12-02T01:30:00' },
  });
  const { json } = await call('GET', `/v2/absence-periods/${(made.json as { id: string }).id}/breakdowns`);
  expect(json).toMatchObject({
    _data: [
      { date: '2026-12-01', effective_duration: { unit: 'HOUR', value: 2 } },
      { date: '2026-12-02', effective_duration: { unit: 'HOUR', value: 1.5 } },
    ],
  });
});

test('takes no absence that needs a certificate, in v1 either (§7)', () => {
  account.hand('absence-types', { name: 'Sick note', needsCertificate: true });
  const type = Number.parseInt(typeOf('Sick note').slice(-12), 10);
  const form = {
    ...{ employee_id: ada, time_off_type_id: String(type), start_date: '2026-12-01', end_date: '2026-12-01' },
    ...{ half_day_start: 'false', half_day_end: 'false' },
  };
  expect(postForm('/v1/company/time-offs', form).status).toBe(400);
});

test('filters absences of v1 by employees[], and refuses a plain list (§4)', async () => {
  for (const id of [ada, bo]) await enter(day('2026-12-01', { person: { id } }));
  const count = async (query: Record<string, string>) =>
    ((await call('GET', '/v1/company/time-offs', { query })).json as { data?: readonly Value[] }).data?.length;
  expect(await count({ 'employees[]': `${ada},${bo}` })).toBe(2);
  expect(await count({ 'employees[]': bo })).toBe(1);
  expect((await call('GET', '/v1/company/time-offs', { query: { employees: `${ada},${bo}` } })).status).toBe(400);
});

const hourly = (more: Record<string, string> = {}) => ({
  ...{ employee_id: ada, time_off_type_id: '3', start_date: '2026-07-01', end_date: '2026-07-01' },
  ...{ start_time: '09:00', end_time: '10:30' },
  ...more,
});

test('v1 enters absences in hours at an address of their own, in UTC and minutes (§7)', async () => {
  const made = postForm('/v1/company/absence-periods', hourly());
  expect([made.status, made.json]).toMatchObject([
    201,
    {
      data: {
        attributes: {
          effective_duration: 90,
          ...{ start: '2026-07-01T07:00:00.000Z', end: '2026-07-01T08:30:00.000Z', timezone: 'Europe/Berlin' },
        },
      },
    },
  ]);
  const path = '/v1/company/absence-periods';
  const count = async (query: Record<string, string>) =>
    ((await call('GET', path, { query })).json as { data: readonly Value[] }).data.length;
  expect(await count({ start_date: '2026-07-01', end_date: '2026-07-01' })).toBe(1);
  expect(await count({ start_date: '2026-07-02' })).toBe(0);
  expect(await listed('/v2/absence-periods', {})).toHaveLength(1);
  const { id } = account.state().absences[0] ?? {};
  const statuses = [id, id, '7'].map(async (one) => (await call('DELETE', `${path}/${one}`)).status);
  expect(await Promise.all(statuses)).toEqual([200, 404, 400]);
});

test.each([
  ['a type in days', { time_off_type_id: '1' }, 400],
  ['one day without its times', { start_time: '' }, 400],
  ['an end before the start', { end_time: '08:00' }, 400],
  ['an unknown type', { time_off_type_id: '9' }, 404],
  ['a missing day', { end_date: '' }, 422],
])('v1 refuses %s for an absence in hours (§7)', (_what, more, status) => {
  expect(postForm('/v1/company/absence-periods', hourly(more)).status).toBe(status);
});

test('deletes a person with all that is about them (§5b)', async () => {
  await enter(day('2026-12-01'));
  expect((await call('DELETE', `/v2/persons/${ada}`)).status).toBe(204);
  expect(account.state()).toMatchObject({ absences: [], people: [{ id: bo }] });
});

test('a token that was asked for with fewer scopes opens no more than those (§3)', async () => {
  const answer = postForm('/v2/auth/token', {
    grant_type: 'client_credentials',
    ...credentials,
    scope: 'absences:read',
  });
  expect(answer.json).toMatchObject({ scope: 'absences:read' });
  const { access_token: token } = answer.json as { access_token: string };
  const statuses = ['/v2/absence-types', '/v2/persons'].map((path) => get(path, token).status);
  expect(statuses).toEqual([200, 401]);
});

test('takes 15 lists of employees a second, and 150 tokens a minute with a problem of v2 (§9)', () => {
  const form = { grant_type: 'client_credentials', ...credentials };
  const { access_token: token } = postForm('/v2/auth/token', form).json as { access_token: string };
  const statuses = Array.from({ length: 16 }, () => get('/v1/company/employees', token).status);
  expect(statuses.slice(14)).toEqual([200, 429]);
  const tokens = Array.from({ length: 151 }, () => postForm('/v2/auth/token', form));
  expect(tokens.at(-1)).toMatchObject({ status: 429, headers: { 'content-type': 'application/problem+json' } });
});

test('gives a document out by its address for downloads (§8)', async () => {
  const parts = [
    { name: 'title', text: 'Slip' },
    { name: 'employee_id', text: ada },
    { name: 'category_id', text: '1' },
    { name: 'file', file: 'a.pdf' },
  ];
  expect((await call('POST', '/v1/company/documents', { parts })).status).toBe(201);
  const [document] = account.state().documents;
  const path = '/v2/document-management/documents';
  expect((await call('GET', `${path}/${document?.id}/download`)).status).toBe(200);
  expect(await listed(path, { owner_id: ada, 'created_at.gte': '2026-11-03T00:00:00Z' })).toEqual([]);
  expect(await listed(path, { owner_id: ada, 'created_at.lt': '2026-11-03T00:00:00Z' })).toEqual([document?.id]);
});

const fresh = { query: {}, headers: {}, text: '', nowMs: Date.parse('2026-11-02T08:00:00Z') };

/** Past the transport of the account, which signs in by itself and only sends JSON. */
function postForm(path: string, fields: Readonly<Record<string, string>>) {
  const signIn = { grant_type: 'client_credentials', ...credentials };
  const type = 'application/x-www-form-urlencoded';
  const post = (to: string, form: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) =>
    account.simulator.handle({
      ...fresh,
      method: 'POST',
      path: to,
      headers: { 'content-type': type, ...more },
      text: new URLSearchParams(form).toString(),
    });
  if (path === '/v2/auth/token') return post(path, fields);
  const { access_token: token } = post('/v2/auth/token', signIn).json as { access_token: string };
  return post(path, fields, { authorization: `Bearer ${token}` });
}

function get(path: string, token: string) {
  return account.simulator.handle({ ...fresh, method: 'GET', path, headers: { authorization: `Bearer ${token}` } });
}

test('an account that stopped and started again still knows who stands in', async () => {
  account.hand('absence-types', { name: 'Stand-in', needsSubstitute: true });
  await enter(day('2026-12-01', { absence_type: { id: typeOf('Stand-in') }, substitute: { id: bo } }));
  const next = createSimulator({ settings, credentials, state: account.simulator.state() });
  expect(next.state()).toMatchObject({ absences: [{ substitute: bo }] });
});
