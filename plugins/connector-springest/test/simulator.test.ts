import { expect, test } from '@jest/globals';
import type { Request, SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { createSimulator, type SiteState } from '../src/simulator.ts';
import { call, openSite, settings, siteKey } from './site.ts';

type Body = Readonly<Record<string, Value>>;

function openEmpty() {
  const { simulator } = openSite();
  const post = (body: Value): SimulatedResponse => call(simulator, { method: 'POST', path: '/users.json', body });
  const get = (query?: Request['query']): SimulatedResponse =>
    call(simulator, query ? { method: 'GET', path: '/users.json', query } : { method: 'GET', path: '/users.json' });
  // What `state()` gives is a site's state.
  const people = () => (simulator.state() as SiteState).people;
  return { simulator, post, get, people };
}

const ada: Body = { external_id: '1', email: 'ada@example.org', first_name: 'Ada', tags: ['Boss'] };

test('answers 201 with the id as a text, for a creation as for an update', () => {
  const site = openEmpty();
  expect(site.post(ada)).toEqual({ status: 201, json: { id: '1001' } });
  expect(site.post(ada)).toEqual({ status: 201, json: { id: '1001' } });
  expect(site.people()).toHaveLength(1);
});

test('keeps what is left out and overrides what is sent, even with nothing', () => {
  const site = openEmpty();
  site.post({ ...ada, job_title: 'Head', city: 'Utrecht' });
  site.post({ external_id: '1', job_title: '', tags: [], city: null });
  expect(site.people()).toMatchObject([
    { email: 'ada@example.org', tags: [], texts: { first_name: 'Ada', job_title: '', city: '' } },
  ]);
});

test('finds a person by external_id before e-mail, so that the e-mail changes', () => {
  const site = openEmpty();
  site.post(ada);
  site.post({ external_id: '1', email: 'lovelace@example.org' });
  expect(site.people()).toMatchObject([{ id: '1001', email: 'lovelace@example.org' }]);
});

test('finds a person by e-mail alone, whatever its letter case', () => {
  const site = openEmpty();
  site.post(ada);
  expect(site.post({ email: 'ADA@example.org', first_name: 'Augusta' })).toMatchObject({ json: { id: '1001' } });
  expect(site.people()).toMatchObject([{ external_id: '1', texts: { first_name: 'Augusta' } }]);
});

test.each([
  ['a free external_id', { external_id: '3', email: 'ada@example.org' }],
  ["another person's external_id", { external_id: '2', email: 'ada@example.org' }],
])('refuses an e-mail that is taken under %s', (_name, body) => {
  const site = openEmpty();
  site.post(ada);
  site.post({ external_id: '2', email: 'bob@example.org' });
  expect(site.post(body)).toEqual({ status: 400, json: { error: { email: ['has already been taken'] } } });
});

test('takes a person with an e-mail only, who then cannot be read', () => {
  const site = openEmpty();
  expect(site.post({ email: 'eve@example.org' }).status).toBe(201);
  expect(site.get({ external_id: '' }).status).toBe(400);
});

test('opens an account by default, and a closed one again when active is left out', () => {
  const site = openEmpty();
  site.post(ada);
  expect(site.get({ external_id: '1' })).toMatchObject({ json: { active: 'true' } });
  site.post({ external_id: '1', active: false });
  expect(site.get({ external_id: '1' })).toMatchObject({ json: { active: 'false' } });
  site.post({ external_id: '1', city: 'Utrecht' });
  expect(site.get({ external_id: '1' })).toMatchObject({ json: { active: 'true' } });
});

test('does not close an account because of its end date', () => {
  const site = openEmpty();
  site.post({ ...ada, employment_end_date: '2020-01-01' });
  expect(site.people()).toMatchObject([{ active: true }]);
});

test('ignores fields it does not know, the misspelt end date of the article included', () => {
  const site = openEmpty();
  expect(site.post({ ...ada, employee_end_date: 'whatever' }).status).toBe(201);
  expect(site.people()[0]?.texts).toEqual({ first_name: 'Ada' });
});

test('writes tags in small letters and keeps their spaces and signs', () => {
  const site = openEmpty();
  site.post({ ...ada, tags: ['Marketer', 'Den Haag & co', 'department-1'] });
  expect(site.people()[0]?.tags).toEqual(['marketer', 'den haag & co', 'department-1']);
});

const boss = { email: 'ada@example.org', label: 'Manager' };

test('takes approvers who are there and active at that moment, and lets them approve by default', () => {
  const site = openEmpty();
  const bob = { external_id: '2', email: 'bob@example.org', approvers: [boss] };
  expect(site.post(bob)).toEqual({
    status: 400,
    json: { error: { approvers: ['ada@example.org: does not exist or is not active'] } },
  });
  expect(site.people()).toEqual([]);
  site.post(ada);
  expect(site.post(bob).status).toBe(201);
  expect(site.people()[1]?.approvers).toEqual([{ ...boss, can_approve: true }]);
  expect(site.post({ external_id: '1', active: false }).status).toBe(201);
  expect(site.post(bob).status).toBe(400);
});

test.each([
  [{ email: 'ada@example.org' }, 'label is required'],
  [{ ...boss, label: '' }, 'label is required'],
  [{ ...boss, label: 'manager' }, 'label is not included in the list'],
  [{ label: 'Manager' }, 'email is required'],
  [{ ...boss, can_approve: 'no' }, 'can_approve is invalid'],
  ['ada@example.org', 'is invalid'],
])('refuses the approver %j', (approver, message) => {
  const site = openEmpty();
  site.post(ada);
  expect(site.post({ external_id: '2', email: 'bob@example.org', approvers: [approver] })).toEqual({
    status: 400,
    json: { error: { approvers: [message] } },
  });
});

test('replaces the whole list of approvers', () => {
  const site = openEmpty();
  site.post(ada);
  site.post({ external_id: '2', email: 'bob@example.org', approvers: [boss] });
  site.post({ external_id: '2', approvers: [] });
  expect(site.people()[1]?.approvers).toEqual([]);
});

test.each([
  [{ first_name: 'X' }, { email: ['is required'] }],
  [{ external_id: '1', email: 'ada' }, { email: ['should be an email address'] }],
  [{ external_id: '1', gender: 'x' }, { gender: ['is not included in the list'] }],
  [{ external_id: '1', birthdate: '2001-02-29' }, { birthdate: ['is invalid'] }],
  [{ external_id: '1', employment_end_date: '1/2/2026' }, { employment_end_date: ['is invalid'] }],
  [{ external_id: '1', active: 'false' }, { active: ['is invalid'] }],
  [{ external_id: '1', city: 5 }, { city: ['is invalid'] }],
  [{ external_id: '1', tags: 'sales' }, { tags: ['is invalid'] }],
  [{ external_id: '1', approvers: boss }, { approvers: ['is invalid'] }],
  [
    { external_id: '1', gender: 'x', birthdate: 'x' },
    { gender: ['is not included in the list'], birthdate: ['is invalid'] },
  ],
])('refuses %j as a whole and stores nothing', (body, error) => {
  const site = openEmpty();
  expect(site.post(body)).toEqual({ status: 400, json: { error } });
  expect(site.people()).toEqual([]);
});

test('gives five fields of one person by external_id', () => {
  const site = openEmpty();
  site.post(ada);
  expect(site.get({ external_id: '1' })).toEqual({
    status: 200,
    json: {
      id: '1001',
      external_id: '1',
      user_email: 'ada@example.org',
      active: 'true',
      learning_track_status: 'uncompleted',
    },
  });
  expect(site.get({ external_id: '2' })).toEqual({ status: 404, json: { error: 'Not Found' } });
  expect(site.get()).toEqual({ status: 400, json: { error: { external_id: ['is required'] } } });
});

test('refuses the key of another site and no key', () => {
  const { simulator } = openSite();
  const probe = { method: 'GET', path: '/users.json', query: { external_id: '1' } } as const;
  expect(call(simulator, probe, 'key-of-another-site')).toEqual({
    status: 401,
    json: { error: "You're not authorized" },
  });
  expect(simulator.handle({ ...probe, headers: {}, text: '', nowMs: 0 })).toMatchObject({ status: 401 });
});

test('keeps two sites apart', () => {
  const german = createSimulator({ settings: { ...settings, region: 'de' }, credentials: { api_key: 'k-de' } });
  const dutch = createSimulator({ settings, credentials: { api_key: 'k-nl' } });
  expect(call(german, { method: 'POST', path: '/users.json', body: ada }, 'k-nl').status).toBe(401);
  expect(call(dutch, { method: 'POST', path: '/users.json', body: ada }, 'k-nl').status).toBe(201);
  expect((german.state() as SiteState).people).toEqual([]);
});

test.each([
  ['an unknown path', { method: 'GET', path: '/people.json' }, 404],
  ['a method without a right', { method: 'DELETE', path: '/users.json' }, 403],
  ['a list of people', { method: 'POST', path: '/users.json', body: [ada] }, 400],
] as const)('refuses %s', (_name, request, status) => {
  expect(call(openSite().simulator, request).status).toBe(status);
});

test('refuses half a JSON, and does not read what does not say it is JSON', () => {
  const { simulator } = openSite();
  const request = { method: 'POST', path: '/users.json', query: { api_key: siteKey }, nowMs: 0 };
  const json = { 'content-type': 'application/json' };
  expect(simulator.handle({ ...request, headers: json, text: '{"email":' }).status).toBe(400);
  expect(simulator.handle({ ...request, headers: {}, text: JSON.stringify(ada) })).toMatchObject({
    json: { error: { email: ['is required'] } },
  });
});

test('answers 403 while the users API is not open to the key', () => {
  const { simulator } = openSite({ state: { enabled: false } });
  expect(call(simulator, { method: 'POST', path: '/users.json', body: ada })).toEqual({
    status: 403,
    json: { error: 'Forbidden' },
  });
});

test('takes so many calls an hour and says when to come again', () => {
  const { simulator } = openSite({ limit: 2 });
  const probe = { method: 'GET', path: '/users.json', query: { external_id: '1' } } as const;
  const at = (minutes: number) => call(simulator, probe, siteKey, 1_800_000_000_000 + minutes * 60_000);
  expect([at(0).status, at(10).status]).toEqual([404, 404]);
  expect(at(20)).toMatchObject({ status: 429, headers: { 'retry-after': '2400' } });
  expect(at(60).status).toBe(404);
});

test('takes up where it stopped', () => {
  const before = openEmpty();
  before.post(ada);
  const { simulator } = openSite({ state: before.simulator.state() });
  expect(call(simulator, { method: 'POST', path: '/users.json', body: ada })).toMatchObject({ json: { id: '1001' } });
  expect(call(simulator, { method: 'POST', path: '/users.json', body: { email: 'b@example.org' } })).toMatchObject({
    json: { id: '1002' },
  });
});

test('shows its people, and exports them as an administrator would', () => {
  const site = openEmpty();
  site.post({ ...ada, job_title: 'Head, "acting"' });
  site.post({ external_id: '2', email: 'bob@example.org', approvers: [{ ...boss, can_approve: false }] });
  const [table] = site.simulator.show();
  expect(table?.rows.map((row) => row[(table.columns as readonly string[]).indexOf('approvers')])).toEqual([
    '',
    'ada@example.org (Manager, cannot approve)',
  ]);
  const csv = call(site.simulator, { method: 'GET', path: '/_export/users.csv' }, 'no key needed');
  expect(csv.text?.split('\r\n')).toHaveLength(4);
  expect(csv.text).toContain('"Head, ""acting"""');
});
