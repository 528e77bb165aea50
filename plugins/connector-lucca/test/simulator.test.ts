import { expect, test } from '@jest/globals';
import type { Request, Value } from '../../../src/contract/index.ts';
import { createSimulator } from '../src/simulator.ts';
import { apiKey, call, noonMs, openTenant, settings } from './tenant.ts';

const body: Readonly<Record<string, Value>> = {
  firstName: 'Zoé',
  lastName: 'Roe',
  mail: 'zoe@example.org',
  login: 'zroe',
  legalEntityId: 11,
  departmentId: 21,
  rolePrincipalId: 31,
  dtContractStart: '2026-11-01T00:00:00',
};

function open(overrides?: Readonly<Record<string, Value>>) {
  const tenant = openTenant(overrides);
  const get = (path: string, query: Request['query'] = {}) => call(tenant.simulator, { method: 'GET', path, query });
  const post = (more: Readonly<Record<string, Value>> = {}, query: Request['query'] = { contract: 'true' }) =>
    call(tenant.simulator, { method: 'POST', path: '/api/v3/users', query, body: { ...body, ...more } });
  const send = (method: Request['method'], path: string, sent: Value) =>
    call(tenant.simulator, { method, path, body: sent });
  return { ...tenant, get, post, sendTo: send };
}

const users = '/api/v3/users';
const contracts = '/directory/api/4.0/work-contracts';

test.each([
  ['lucca application=KEY', 200],
  ['Lucca application=KEY', 200],
  ['Bearer KEY', 401],
  ['lucca application=other', 401],
  ['', 401],
])('the header %p is answered with %i', (header, status) => {
  const { simulator } = open();
  const authorization = header.replace('KEY', apiKey);
  const answered = simulator.handle({
    ...{ method: 'GET', path: '/api/v3/roles', query: {}, headers: { authorization }, text: '', nowMs: noonMs },
  });
  expect(answered.status).toBe(status);
});

test('takes fifty calls in any minute, from whomever, and says when to come again', () => {
  const { simulator } = open({ calls_per_minute: 40 });
  const at = (ms: number) => call(simulator, { method: 'GET', path: '/api/v3/roles' }, apiKey, noonMs + ms);
  for (let number = 0; number < 50; number += 1) expect(at(number * 1000).status).toBe(200);
  expect(at(50_000)).toMatchObject({ status: 429, headers: { 'retry-after': '10' } });
  expect(at(60_000).status).toBe(200);
  expect(at(60_500).status).toBe(429);
});

test('gives id, name and url alone, ten at a time, unless asked for more', () => {
  const tenant = open();
  for (let id = 1; id <= 12; id += 1) tenant.hand('users', { id });
  const answered = tenant.get(users).json;
  expect(answered).toMatchObject({ header: { principal: 'Rollcall' }, data: { items: expect.any(Array) } });
  const items = (answered as { data: { items: object[] } }).data.items;
  expect(items).toHaveLength(10);
  expect(Object.keys(items[0] ?? {})).toEqual(['id', 'name', 'url']);
  expect(tenant.get(users, { paging: '10,1000', fields: 'id,department[id],collection.count' }).json).toMatchObject({
    data: { items: [{ id: 11, department: { id: 21 } }, { id: 12 }], count: 12 },
  });
});

test.each([
  [{ paging: '0,1001' }, 'Paging limit should be between 1 and 1000'],
  [{ paging: '0,0' }, 'Paging limit should be between 1 and 1000'],
  [{ paging: 'x,10' }, 'Offset value x not in correct format'],
  [{ fields: 'id,shoeSize' }, 'Unknown property shoeSize'],
  [{ shoeSize: '44' }, 'Unknown filter shoeSize'],
])('refuses the query %p', (query, message) => {
  expect(open().get(users, query as never)).toEqual({ status: 400, json: { Status: 400, Message: message } });
});

test('leaves former employees out unless asked for, and future ones where the key may not see them', () => {
  const tenant = open();
  tenant.hand('users', { id: 1 });
  tenant.hand('contracts', { ownerId: 1, endsOn: '2026-11-20' });
  tenant.hand('users', { id: 2 });
  tenant.hand('contracts', { ownerId: 2, startsOn: '2026-11-22' });
  const ids = (query: Request['query']) =>
    (tenant.get(users, { fields: 'id', ...query }).json as { data: { items: { id: number }[] } }).data.items.map(
      ({ id }) => id,
    );
  expect(ids({})).toEqual([2]);
  expect(ids({ formerEmployees: 'true' })).toEqual([1, 2]);
  expect(ids({ dtContractEnd: 'notequal,null' })).toEqual([1]);
  tenant.hand('rights', { futureEmployees: false });
  expect(ids({ formerEmployees: 'true' })).toEqual([1]);
  expect(tenant.get(`${users}/2`)).toEqual({ status: 500, json: { Status: 500, Message: 'User Not Found' } });
  tenant.hand('rights', { formerEmployees: false });
  expect(ids({ formerEmployees: 'true' })).toEqual([]);
});

test('leaves out what the key may not see, as if it were not there', () => {
  const tenant = open();
  tenant.post();
  tenant.hand('rights', { hidden: ['birthDate'] });
  expect(tenant.get(users, { fields: 'id,birthDate' })).toMatchObject({ json: { data: { items: [{ id: 400 }] } } });
  expect(JSON.stringify(tenant.get(users, { fields: 'id,birthDate' }).json)).not.toContain('birthDate');
});

test('wants to be told whether there is a contract, and makes none otherwise', () => {
  const tenant = open();
  expect(tenant.post({}, {})).toMatchObject({ status: 400 });
  expect(tenant.post({}, { contract: 'false' })).toMatchObject({
    status: 200,
    json: { data: { id: 400, dtContractStart: null } },
  });
  expect(tenant.state().contracts).toEqual([]);
});

test('takes a flat body and one inside data, names in any case', () => {
  const tenant = open();
  expect(tenant.post({ legalEntityId: null, LegalEntityID: 12 }, { contract: 'true' }).status).toBe(200);
  const wrapped = { data: { ...body, login: 'other', mail: 'b@example.org' } };
  expect(
    call(tenant.simulator, { method: 'POST', path: users, query: { contract: 'true' }, body: wrapped }).status,
  ).toBe(200);
});

test.each([
  [{ legalEntityId: null }, 'legalEntityId'],
  [{ departmentId: null }, 'departmentId'],
  [{ rolePrincipalId: null }, 'rolePrincipalId'],
  [{ login: null }, 'login'],
  [{ mail: null }, 'mail'],
  [{ dtContractStart: null }, 'dtContractStart'],
  [{ firstName: '' }, 'firstName'],
  [{ lastName: 'x'.repeat(256) }, 'lastName'],
  [{ departmentId: 99 }, 'departmentId'],
  [{ departmentId: '21' }, 'departmentId'],
  [{ managerId: 99 }, 'managerId'],
  [{ gender: 'F' }, 'gender'],
  [{ nationalityId: 'fra' }, 'nationalityId'],
  [{ birthDate: '28/02/1990' }, 'birthDate'],
  [{ habilitedRoles: [{ id: 99 }] }, 'habilitedRoles'],
  [{ shoeSize: 44 }, 'shoeSize'],
])('makes nobody with %p, and names the property', (more, property) => {
  const tenant = open();
  const answered = tenant.post(more as Readonly<Record<string, Value>>);
  expect(answered.status).toBe(400);
  expect(JSON.stringify(answered.json)).toContain(property);
  expect(tenant.state().users).toEqual([]);
});

test('fills in the default values of the tenant, never names, mail and first day', () => {
  const tenant = open();
  tenant.hand('defaults', { login: true, legalEntityId: 12, departmentId: 22, rolePrincipalId: 32 });
  const bare = { login: null, legalEntityId: null, departmentId: null, rolePrincipalId: null };
  const left = Object.fromEntries(Object.entries({ ...body, ...bare }).filter(([, value]) => value !== null));
  const send = (sent: Value) =>
    call(tenant.simulator, { method: 'POST', path: users, query: { contract: 'true' }, body: sent });
  expect(send(left)).toMatchObject({
    status: 200,
    json: { data: { login: 'zroe', legalEntity: { id: 12 }, department: { id: 22 } } },
  });
  const { dtContractStart: _, ...withoutStart } = left;
  expect(send({ ...withoutStart, mail: 'b@example.org' }).status).toBe(400);
});

test('has one login for one person, and one number in an establishment', () => {
  const tenant = open();
  tenant.post({ employeeNumber: '7' });
  tenant.hand('rights', { futureEmployees: false, formerEmployees: false });
  expect(tenant.post({ login: 'ZROE', mail: 'b@example.org' })).toMatchObject({ status: 400 });
  expect(tenant.post({ login: 'b', employeeNumber: '7' })).toMatchObject({ status: 400 });
  expect(tenant.post({ login: 'b', employeeNumber: '7', legalEntityId: 12 })).toMatchObject({ status: 200 });
});

test('takes the head of the department where no manager is sent, and nobody where the head has left', () => {
  const tenant = open();
  tenant.post({
    login: 'head',
    mail: 'head@example.org',
    dtContractStart: '2020-01-01T00:00:00',
    dtContractEnd: '2026-11-20T00:00:00',
  });
  tenant.hand('departments', { id: 21, headId: 400 });
  expect(tenant.post()).toMatchObject({ status: 400 });
  expect(tenant.post({ managerId: null })).toMatchObject({ status: 200, json: { data: { manager: null } } });
  expect(tenant.sendTo('PATCH', `${contracts}/401`, { endsOn: null }).status).toBe(200);
  expect(tenant.post({ login: 'b', mail: 'b@example.org' })).toMatchObject({
    json: { data: { manager: { id: 400 } } },
  });
});

test('changes what is sent of a user and keeps the rest, but for what the contract holds', () => {
  const tenant = open();
  tenant.post({ jobTitle: 'Head', e_shoe: '44' });
  expect(tenant.sendTo('PUT', `${users}/400`, { jobTitle: null, gender: 'Female' })).toMatchObject({
    json: { data: { jobTitle: null, gender: 'Female', lastName: 'Roe', extendedData: { e_shoe: '44' } } },
  });
  for (const field of ['dtContractStart', 'dtContractEnd']) {
    expect(tenant.sendTo('PUT', `${users}/400`, { [field]: '2026-12-01T00:00:00' }).status).toBe(400);
  }
  expect(tenant.sendTo('PUT', `${users}/400`, { mail: null }).status).toBe(400);
  expect(tenant.sendTo('PUT', `${users}/9`, { jobTitle: 'x' }).status).toBe(500);
  expect(tenant.sendTo('DELETE', `${users}/400`, {}).status).toBe(405);
});

test('refuses with status 200 where nothing is to be changed', () => {
  const tenant = open();
  tenant.post();
  expect(tenant.sendTo('PUT', `${users}/400`, {})).toMatchObject({
    status: 200,
    json: { Message: 'Nothing to update' },
  });
});

test('knows a custom field only where the HR file has it', () => {
  const tenant = open();
  tenant.hand('customFields', ['e_shoe']);
  expect(tenant.post({ e_hat: '56' }).status).toBe(400);
  expect(tenant.post({ e_shoe: '44' }).status).toBe(200);
});

test('lets no two contracts of one person share a day, and no end be before its start', () => {
  const tenant = open();
  tenant.post();
  const contract = { ownerId: 400, typeId: 1, startsOn: '2027-01-01', establishmentId: 11 };
  const overlapping = tenant.sendTo('POST', contracts, contract);
  expect(overlapping).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } });
  expect(overlapping.text).toContain('overlap');
  expect(tenant.sendTo('PATCH', `${contracts}/401`, { endsOn: '2026-10-31' }).status).toBe(400);
  expect(tenant.sendTo('PATCH', `${contracts}/401`, { endsOn: '2026-12-31' }).status).toBe(200);
  expect(tenant.sendTo('POST', contracts, contract)).toMatchObject({ status: 200, json: { isApplicable: false } });
  expect(tenant.sendTo('PATCH', `${contracts}/401`, { endsOn: '2027-01-01' }).status).toBe(400);
  expect(tenant.sendTo('POST', contracts, { ownerId: 400 }).status).toBe(400);
  expect(tenant.sendTo('POST', contracts, { ...contract, startsOn: '2030-01-01T00:00:00' }).status).toBe(400);
  expect(tenant.sendTo('PATCH', `${contracts}/9`, {}).status).toBe(404);
});

test('shows the contract that counts on the user: the current one, else the next, else the last', () => {
  const tenant = open();
  tenant.post({ dtContractStart: '2020-01-01T00:00:00', dtContractEnd: '2021-01-01T00:00:00' });
  const shown = () => tenant.get(`${users}/400`).json as { data: { dtContractStart: string } };
  expect(shown().data.dtContractStart).toBe('2020-01-01T00:00:00');
  const next = { ownerId: 400, typeId: 1, establishmentId: 12 };
  tenant.sendTo('POST', contracts, { ...next, startsOn: '2027-01-01' });
  expect(shown().data.dtContractStart).toBe('2027-01-01T00:00:00');
  tenant.sendTo('POST', contracts, { ...next, startsOn: '2026-11-01', endsOn: '2026-11-30' });
  expect(shown()).toMatchObject({ data: { dtContractStart: '2026-11-01T00:00:00', legalEntity: { id: 12 } } });
});

test('gives ten contracts a page with a cursor and a total, where asked for', () => {
  const tenant = open();
  for (let id = 1; id <= 12; id += 1) {
    tenant.hand('users', { id });
    tenant.hand('contracts', { ownerId: id });
  }
  const first = tenant.get(contracts, { 'fields.root': 'next,count' }).json as {
    items: object[];
    next: string;
    count: number;
  };
  expect([first.items.length, first.count]).toEqual([10, 12]);
  expect(tenant.get(contracts, { page: first.next, 'fields.root': 'next' }).json).toMatchObject({
    items: [{ ownerId: 11 }, { ownerId: 12 }],
    next: null,
  });
  expect(tenant.get(contracts).json).not.toHaveProperty('count');
  expect(tenant.get(contracts, { ownerId: '3' }).json).toMatchObject({ items: [{ ownerId: 3, isApplicable: true }] });
  expect(tenant.get(contracts, { limit: '1001' }).status).toBe(400);
  expect(tenant.get(contracts, { shoeSize: '44' }).status).toBe(400);
});

test('hides archived units unless asked for, and gives a hundred a page at most', () => {
  const tenant = open();
  tenant.hand('establishments', { id: 12, isArchived: true });
  const units = '/organization/structure/api/establishments';
  const names = (query?: Request['query']) =>
    (tenant.get(units, query).json as { items: { name: string }[] }).items.map(({ name }) => name);
  expect(names()).toEqual(['Paris', 'Genève']);
  expect(names({ isArchived: 'true,false' })).toEqual(['Paris', 'Lyon', 'Genève']);
  expect(tenant.get(units, { limit: '101' }).status).toBe(400);
  expect(tenant.get('/organization/structure/api/planets').status).toBe(404);
});

test.each([
  ['users', '/api/v3/users'],
  ['contracts', contracts],
  ['structure', '/organization/structure/api/departments'],
])('answers 403 without the right to %s', (right, path) => {
  const tenant = open();
  tenant.hand('rights', { [right]: false });
  expect(tenant.get(path).status).toBe(403);
});

test.each(['/api/v3/departments', '/api/v3/legalentities'])('%s was shut down in September 2026', (path) => {
  expect(open().get(path).status).toBe(410);
});

test('takes up where it stopped, and shows its people', () => {
  const tenant = open();
  tenant.post({ employeeNumber: '7' });
  const again = createSimulator({ settings, credentials: { api_key: apiKey }, state: tenant.simulator.state() });
  expect(call(again, { method: 'GET', path: `${users}/400` })).toMatchObject({ json: { data: { id: 400 } } });
  expect(again.show()[0]?.rows).toEqual([
    ['400', '7', 'Zoé Roe', 'zoe@example.org', 'Paris', 'Sales', 'Collaborateur', '2026-11-01', ''],
  ]);
});

test('a new tenant has the defaults that its customer declares', () => {
  const { defaults } = open({
    tenant_defaults: { role: 'manager', establishment: 'LYO', department: 'unheard of', login: 'initial' },
  }).state();
  expect(defaults).toEqual({ login: true, legalEntityId: 12, departmentId: 21, rolePrincipalId: 32 });
});

test('filters as the older API does: lists, negations, days, parts of texts, nothing', () => {
  const tenant = open();
  for (const [id, login, startsOn, endsOn] of [
    [1, 'ana', '2020-01-01', null],
    [2, 'bo', '2021-06-15', '2027-01-31'],
    [3, 'anouk', '2026-01-01', null],
  ] as const) {
    tenant.hand('users', { id, login, mail: `${login}@example.org`, modifiedAt: `202${id}-01-01T08:00:00Z` });
    tenant.hand('contracts', { ownerId: id, startsOn, endsOn });
  }
  const ids = (query: Request['query']) =>
    (tenant.get(users, { fields: 'id', ...query }).json as { data: { items: { id: number }[] } }).data.items.map(
      ({ id }) => id,
    );
  expect(ids({ id: '1,3' })).toEqual([1, 3]);
  expect(ids({ login: 'notequal,BO' })).toEqual([1, 3]);
  expect(ids({ mail: 'like,AN' })).toEqual([1, 3]);
  expect(ids({ login: 'starts,an' })).toEqual([1, 3]);
  expect(ids({ id: 'greaterthan,1' })).toEqual([2, 3]);
  expect(ids({ id: 'greaterthanorequal,3' })).toEqual([3]);
  expect(ids({ id: 'lessthan,2' })).toEqual([1]);
  expect(ids({ id: 'lessthanorequal,2' })).toEqual([1, 2]);
  expect(ids({ dtContractStart: 'since,2021-06-15' })).toEqual([2, 3]);
  expect(ids({ dtContractStart: 'until,2021-06-15' })).toEqual([1, 2]);
  expect(ids({ dtContractStart: 'between,2021-01-01,2021-12-31' })).toEqual([2]);
  expect(ids({ dtContractStart: '2020-01-01' })).toEqual([1]);
  expect(ids({ dtContractEnd: 'null' })).toEqual([1, 3]);
  expect(ids({ modifiedAt: 'since,2022-01-01T00:00:00' })).toEqual([2, 3]);
  expect(ids({ orderBy: 'dtContractEnd,desc,login,desc' })).toEqual([2, 3, 1]);
  expect(ids({ OrderBy: 'login,asc', Paging: '1,1' })).toEqual([3]);
});

test('gives one person whole, or with the fields asked for', () => {
  const tenant = open();
  tenant.post();
  expect(tenant.get(`${users}/400`)).toMatchObject({ json: { data: { name: 'Zoé Roe', displayName: 'Roe Zoé' } } });
  expect(tenant.get(`${users}/400`, { fields: 'id,department[id]' })).toMatchObject({
    json: { data: { id: 400, department: { id: 21 } } },
  });
  expect(tenant.get(`${users}/400`, { fields: 'shoeSize' }).status).toBe(400);
});

test.each([
  [{ dtContractEnd: '2026-10-31T00:00:00' }, 'dtContractEnd'],
  [{ dtContractStart: '2026-02-30T00:00:00' }, 'dtContractStart'],
  [{ userAxisValues_12: 5 }, 'userAxisValues_12'],
  [{ userWorkCycles: [cycle('2026-11-01', null), cycle('2026-12-01', null)] }, 'userWorkCycles'],
])('refuses %p as well', (more, property) => {
  const answered = open().post(more);
  expect(answered.status).toBe(400);
  expect(JSON.stringify(answered.json)).toContain(property);
});

test('takes working times that follow each other, profiles, and the number of a person by the name it has', () => {
  const tenant = open({ social_security_property: 'nir' });
  const cycles = [cycle('2026-11-01', '2026-11-30'), cycle('2026-12-01', null)];
  expect(tenant.post({ userWorkCycles: cycles, profile_timmi: { id: 3 }, nir: '1' })).toMatchObject({
    status: 200,
    json: { data: { userWorkCycles: cycles, applicationData: { profile_timmi: { id: 3 } } } },
  });
  expect(tenant.state().users[0]?.texts.nir).toBe('1');
});

function cycle(startsOn: string, endsOn: string | null) {
  return { id: 1, startsOn, endsOn, workCycleID: 2 };
}

test('takes a POST that says it is a PUT', () => {
  const tenant = open();
  tenant.post();
  const answered = call(tenant.simulator, {
    ...{ method: 'POST', path: `${users}/400`, query: { httpmethod: 'PUT' }, body: { jobTitle: 'Head' } },
  });
  expect(answered).toMatchObject({ status: 200, json: { data: { jobTitle: 'Head' } } });
});

test('gives a contract with all its fields, and asks for what its type needs', () => {
  const tenant = open();
  tenant.post();
  tenant.hand('neededByType', { 2: ['temporaryContractGroundId'] });
  const change = (more: Value) => tenant.sendTo('PATCH', `${contracts}/401`, more);
  expect(change({ typeId: 2 })).toMatchObject({
    status: 400,
    text: expect.stringContaining('temporaryContractGround'),
  });
  expect(change({ typeId: 2, temporaryContractGroundId: 1, trialPeriodDays: 30 }).status).toBe(200);
  expect(tenant.get(`${contracts}/401`)).toMatchObject({
    status: 200,
    json: { typeId: 2, trialPeriodEndDate: '2026-11-30', trialPeriodEndDate2: null, hiringTypeId: null },
  });
  expect(tenant.get(`${contracts}/9`).status).toBe(404);
  expect(tenant.get(contracts, { isArchived: 'true' })).toMatchObject({ json: { items: [] } });
  expect(tenant.sendTo('PATCH', `${contracts}/401`, { endsOn: '2026-02-30' }).status).toBe(400);
});

test.each([
  ['establishments', { id: '12' }, ['Lyon']],
  ['establishments', { search: 'par' }, ['Paris']],
  ['departments', { search: 'eng' }, ['Engineering']],
  ['legal-units', { search: 'SAS' }, ['Example SAS']],
])('finds %s by %p', (what, query, names) => {
  const { items } = open().get(`/organization/structure/api/${what}`, query as never).json as {
    items: { name: string }[];
  };
  expect(items.map(({ name }) => name)).toEqual(names);
});

test.each([
  '/directory/api/work-contract-archetypes',
  '/directory/api/work-contract-temporary-contract-grounds',
  '/organization/structure/api/occupation-categories',
  '/api/v3/cultures',
])('gives the list %s', (path) => {
  expect(open().get(path).status).toBe(200);
});

test('refuses in the form of the API that was called: problem+json on the newer ones', () => {
  const { simulator } = open();
  const wrong = (path: string) => call(simulator, { method: 'GET', path }, 'another');
  expect(wrong(users)).toEqual({ status: 401, json: { Status: 401, Message: 'Unauthorized' } });
  for (const path of [contracts, '/lucca-api/employees']) {
    expect(wrong(path)).toMatchObject({ status: 401, headers: { 'content-type': 'application/problem+json' } });
  }
  // The newest API takes no key.
  expect(call(simulator, { method: 'GET', path: '/lucca-api/employees' }).status).toBe(401);
  expect(call(simulator, { method: 'GET', path: users }, 'x'.repeat(9000)).status).toBe(431);
  for (const path of ['/api/v3/departments/tree', '/api/v3/legalentities/11'])
    expect(call(simulator, { method: 'GET', path }).status).toBe(410);
});
