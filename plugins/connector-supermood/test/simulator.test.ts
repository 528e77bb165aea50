import { expect, test } from '@jest/globals';
import type { Request, Value } from '../../../src/contract/index.ts';
import { createSimulator } from '../src/simulator.ts';
import { basic, call, credentials, openAccount, settings } from './account.ts';

const ana = {
  firstName: 'Ana',
  lastName: 'Roy',
  email: 'ana@example.org',
  personalIdentifier: 'E-17',
  language: 'fr',
  active: true,
};

function open() {
  const account = openAccount();
  const post = (body: Value) => call(account.simulator, { method: 'POST', path: '/v1/employees', body });
  const patch = (id: string, body: Value) =>
    call(account.simulator, { method: 'PATCH', path: `/v1/employees/${id}`, body });
  const get = (query: Request['query'] = {}) =>
    call(account.simulator, { method: 'GET', path: '/v1/employees', query });
  return { ...account, post, patch, get };
}

test('creates a coworker, shows every filter of the account and no role', () => {
  const account = open();
  const answer = account.post({ ...ana, attributes: { Department: 'Care', 'Start date': '2024-03-01' } });
  expect(answer).toMatchObject({
    status: 201,
    json: {
      id: 'b1f0',
      phoneNumber: null,
      attributes: { Department: 'Care', 'Start date': '2024-03-01', Country: null },
    },
  });
  account.hand('employees', { find: 'E-17', role: 'administrator' });
  expect(JSON.stringify(account.get().json)).not.toContain('role');
  expect(account.state().coworkers).toMatchObject([{ role: 'administrator' }]);
});

test.each([
  ['no first name', { firstName: '' }, 'firstName'],
  ['no last name', { lastName: null }, 'lastName'],
  ['no language', { language: undefined }, 'language'],
  ['an unknown language', { language: 'fr-FR' }, 'language'],
  ['no word on active', { active: undefined }, 'active'],
  ['active as a text', { active: 'yes' }, 'active'],
  ['neither e-mail nor identifier', { email: null, personalIdentifier: ' ' }, 'email'],
  ['an e-mail that is none', { email: 'ana' }, 'email'],
  ['a national phone number', { phoneNumber: '06 12 34 56 78' }, 'phoneNumber'],
  ['a day that is none', { attributes: { 'Start date': '2026-02-30' } }, 'attributes.Start date'],
  ['a day in another form', { attributes: { 'Start date': '01/02/2026' } }, 'attributes.Start date'],
  ['a number as a text', { attributes: { 'Weekly hours': '35' } }, 'attributes.Weekly hours'],
  ['a field of another name', { first_name: 'Ana' }, 'first_name'],
])('refuses %s with 400, names the field and stores nothing', (_name, wrong, field) => {
  const account = open();
  const body = JSON.parse(JSON.stringify({ ...ana, ...wrong }));
  expect(account.post(body)).toMatchObject({
    status: 400,
    json: { error: { code: 'validation_error', details: [{ field }] } },
  });
  expect(account.state().coworkers).toEqual([]);
});

test('refuses an unknown filter, capitals included, and stores nothing', () => {
  const account = open();
  expect(account.post({ ...ana, attributes: { department: 'Care' } })).toMatchObject({
    status: 400,
    json: { error: { code: 'unknown_attribute', details: [{ field: 'attributes.department' }] } },
  });
  expect(account.state().coworkers).toEqual([]);
});

test('adds an unknown value to a list filter and says so', () => {
  const account = open();
  const answer = account.post({ ...ana, attributes: { Department: 'Soins' } });
  expect(answer.headers).toEqual({ 'x-sim-new-value': 'Department=Soins' });
  expect(account.state().filters).toContainEqual({ id: 'f1', name: 'Department', type: 'list', values: ['Soins'] });
  expect(account.patch('b1f0', { attributes: { Department: 'Soins' } }).headers).toBeUndefined();
});

test.each([
  ['email', { ...ana, email: 'ANA@example.org', personalIdentifier: 'E-18' }],
  ['personalIdentifier', { ...ana, email: 'other@example.org' }],
  ['phoneNumber', { ...ana, email: 'other@example.org', personalIdentifier: 'E-18' }],
])('refuses a second %s with 409, also of somebody inactive', (field, second) => {
  const account = open();
  account.post({ ...ana, phoneNumber: '+33612345678', active: false });
  expect(account.post({ ...second, phoneNumber: '+33612345678' })).toMatchObject({
    status: 409,
    json: { error: { code: 'duplicate' } },
  });
  const answer = account.post({ ...second, phoneNumber: field === 'phoneNumber' ? '+33612345678' : null });
  expect(answer).toMatchObject({ status: 409, json: { error: { details: [{ field }] } } });
  expect(account.state().coworkers).toHaveLength(1);
});

test('changes only what is sent; null and an empty text clear', () => {
  const account = open();
  account.post({ ...ana, phoneNumber: '+33612345678', attributes: { Department: 'Care', Country: 'FR' } });
  account.patch('b1f0', { phoneNumber: '', attributes: { Country: null } });
  expect(account.state().coworkers).toMatchObject([
    { firstName: 'Ana', phoneNumber: null, attributes: { Department: 'Care' }, active: true },
  ]);
  expect(account.state().coworkers[0]?.attributes).not.toHaveProperty('Country');
  expect(account.patch('b1f0', { email: null, personalIdentifier: null }).status).toBe(400);
});

test('lists by page with a total, finds by e-mail and identifier, and refuses pages that are too large', () => {
  const account = open();
  for (const number of [1, 2, 3]) {
    account.post({ ...ana, email: `P${number}@example.org`, personalIdentifier: `E-${number}` });
  }
  expect(account.get({ page: '2', pageSize: '2' })).toMatchObject({
    json: { items: [{ personalIdentifier: 'E-3' }], page: 2, pageSize: 2, total: 3 },
  });
  expect(account.get({ email: 'p2@example.org' })).toMatchObject({ json: { total: 1 } });
  expect(account.get({ personalIdentifier: 'E-2' })).toMatchObject({ json: { total: 1 } });
  expect(account.get({ active: 'false' })).toMatchObject({ json: { total: 0 } });
  expect(account.get({ pageSize: '1000' }).status).toBe(400);
});

test('shifts the pages when somebody is removed while they are read', () => {
  const account = open();
  for (const number of [1, 2, 3]) {
    account.post({ ...ana, email: `p${number}@example.org`, personalIdentifier: `E-${number}` });
  }
  account.hand('while-reading', {
    page: 1,
    remove: 'E-1',
    add: { firstName: 'N', lastName: 'N', email: 'n@example.org' },
  });
  const ids = [1, 2].flatMap((page) => {
    const { json } = account.get({ page: String(page), pageSize: '2' });
    return (json as { items: { personalIdentifier: string | null }[] }).items.map((one) => one.personalIdentifier);
  });
  expect(ids).toEqual(['E-1', 'E-2', null]);
});

test('deletes once, then knows nobody', () => {
  const account = open();
  account.post(ana);
  const remove = () => call(account.simulator, { method: 'DELETE', path: '/v1/employees/b1f0' });
  expect([remove().status, remove().status, account.patch('b1f0', {}).status]).toEqual([204, 404, 404]);
});

test('an id that is no text of a path is nobody, and half a body is malformed', () => {
  const { simulator } = openAccount();
  expect(call(simulator, { method: 'GET', path: '/v1/employees/%zz' })).toMatchObject({ status: 404 });
  expect(call(simulator, { method: 'POST', path: '/v1/employees' })).toMatchObject({
    status: 400,
    json: { error: { code: 'validation_error' } },
  });
});

test('listens at the paths of the settings only', () => {
  const { simulator } = openAccount({ employees_path: '/v2/people' });
  expect(call(simulator, { method: 'GET', path: '/v2/people' }).status).toBe(200);
  expect(call(simulator, { method: 'GET', path: '/v1/employees' }).status).toBe(404);
});

test('is stopped and started again without forgetting anybody', () => {
  const account = open();
  account.post(ana);
  const again = createSimulator({ settings, credentials, state: account.simulator.state() });
  expect(again.state()).toEqual(account.simulator.state());
  expect(again.show()[0]?.rows).toEqual([['E-17', 'Ana', 'Roy', 'ana@example.org', 'fr', 'yes', '']]);
});

test.each([
  ['half a JSON', '{"firstName":', 'application/json'],
  ['a list', '[]', 'application/json'],
  ['what does not say that it is JSON', '{}', 'text/plain'],
])('refuses %s', (_name, text, type) => {
  const { simulator } = openAccount();
  const headers = { authorization: basic('sa-test', 'p4ss:word'), 'content-type': type };
  expect(simulator.handle({ method: 'POST', path: '/v1/employees', query: {}, headers, text, nowMs: 0 }).status).toBe(
    400,
  );
});

test('begins with what a real account holds, so that a plan can be rehearsed', () => {
  const live = [
    {
      kind: 'employees',
      remote: 'a1',
      key: '1',
      active: false,
      fields: { email: 'x@example.org', Site: 'Lyon', Level: null },
    },
    { kind: 'employees', remote: 'a2', fields: { firstName: 'Bo' } },
  ] as const;
  const simulator = createSimulator({ settings, credentials, live });
  expect(simulator.isSeeded).toBe(true);
  const patch = (id: string, body: Value) => call(simulator, { method: 'PATCH', path: `/v1/employees/${id}`, body });
  const whole = { firstName: 'A', lastName: 'B', language: 'fr' };
  expect(patch('a1', { ...whole, attributes: { Level: '3', Unheard: 'x' } })).toMatchObject({
    status: 200,
    json: { personalIdentifier: '1', active: false, attributes: { Site: 'Lyon', Level: '3' } },
  });
  expect(patch('a2', { ...whole, email: 'X@example.org' })).toMatchObject({ status: 409 });
  const known = createSimulator({ settings, credentials, live: [{ kind: 'employees', remote: 'b1f0', fields: {} }] });
  const created = call(known, { method: 'POST', path: '/v1/employees', body: { ...ana, email: 'new@example.org' } });
  expect(created).toMatchObject({ status: 201, json: { id: 'b1f1' } });
});
