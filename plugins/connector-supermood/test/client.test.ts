import { expect, test } from '@jest/globals';
import type { Context, ReadBatch, WriteChange } from '../../../src/contract/index.ts';
import { supermood } from '../src/index.ts';
import { type Account, answering, changeOf, contextWith, openAccount, person } from './account.ts';

async function write(context: Context, ...changes: WriteChange[]) {
  return supermood.write(context, { changes });
}

async function readAll(context: Context): Promise<readonly ReadBatch[]> {
  const batches: ReadBatch[] = [];
  for await (const batch of supermood.read(context, 'employees')) batches.push(batch);
  return batches;
}

async function fill(account: Account, count: number): Promise<void> {
  const keys = Array.from({ length: count }, (_, index) => String(index + 1));
  await write(account.context, ...keys.map((key) => changeOf(key, person(key))));
  account.calls.length = 0;
}

test('creates, changes, switches off and on, and deletes a person', async () => {
  const account = openAccount();
  const [created] = await write(account.context, changeOf('1', person('1', { Department: 'Care' })));
  expect(created).toEqual({ kind: 'employees', key: '1', status: 'done', remote: 'b1f0' });
  const then = (op: WriteChange['op'], fields: WriteChange['fields'] = {}) =>
    write(account.context, changeOf('1', fields, { op, remote: 'b1f0', active: op !== 'leave' && op !== 'delete' }));

  await then('update', { lastName: 'Roy' });
  expect(account.state().coworkers).toMatchObject([
    { lastName: 'Roy', active: true, attributes: { Department: 'Care' } },
  ]);
  await then('leave');
  expect(account.state().coworkers).toMatchObject([{ active: false }]);
  await then('return');
  expect(account.state().coworkers).toMatchObject([{ active: true, lastName: 'Roy' }]);
  expect(await then('delete')).toMatchObject([{ status: 'done' }]);
  expect(account.state().coworkers).toEqual([]);
  expect(account.calls.map(({ method, path, idempotent }) => [method, path, idempotent])).toEqual([
    ['GET', '/v1/attributes', undefined],
    ['POST', '/v1/employees', undefined],
    ['PATCH', '/v1/employees/b1f0', true],
    ['PATCH', '/v1/employees/b1f0', true],
    ['PATCH', '/v1/employees/b1f0', true],
    ['DELETE', '/v1/employees/b1f0', true],
  ]);
});

test('never sends a field that is not managed', async () => {
  const account = openAccount();
  await fill(account, 1);
  account.hand('employees', { find: '1', phoneNumber: '+33612345678', attributes: { Country: 'FR' }, role: 'viewer' });
  await write(account.context, changeOf('1', { lastName: 'Roy' }, { op: 'update', remote: 'b1f0' }));
  expect(account.calls.map(({ body }) => body)).toEqual([{ lastName: 'Roy' }]);
  expect(account.state().coworkers).toMatchObject([
    { lastName: 'Roy', phoneNumber: '+33612345678', attributes: { Country: 'FR' }, role: 'viewer' },
  ]);
});

test('searches for a person whose id no run has kept, by identifier and then by e-mail', async () => {
  const account = openAccount();
  await fill(account, 2);
  account.hand('employees', { find: '2', personalIdentifier: null });
  for (const key of ['1', '2']) {
    const change = changeOf(key, { email: `P${key}@example.org` }, { op: 'leave', active: false, changed: [] });
    expect(await write(account.context, change)).toMatchObject([{ status: 'done' }]);
  }
  expect(account.state().coworkers.map(({ active }) => active)).toEqual([false, false]);
  const nobody = changeOf('9', {}, { op: 'leave', active: false });
  expect(await write(account.context, nobody)).toMatchObject([
    { status: 'refused', findings: [{ code: 'person-gone', key: '9' }] },
  ]);
});

test('nobody counts as gone after a search that did not search', async () => {
  const account = openAccount();
  await fill(account, 150);
  const context = contextWith(async (request) => account.send({ ...request, query: { page: '1', pageSize: '100' } }));
  expect(await write(context, changeOf('140', {}, { op: 'delete', active: false }))).toMatchObject([
    { status: 'refused', findings: [{ code: 'unexpected-reply', scope: 'system' }] },
  ]);
  expect(account.state().coworkers).toHaveLength(150);
});

test('never takes somebody with another identifier for the one asked for, though the e-mail is the same', async () => {
  const account = openAccount();
  await fill(account, 1);
  const leaver = changeOf('9', { email: 'p1@example.org' }, { op: 'leave', active: false, changed: [] });
  expect(await write(account.context, leaver)).toMatchObject([
    { status: 'refused', findings: [{ code: 'person-gone' }] },
  ]);
  expect(account.state().coworkers).toMatchObject([{ active: true }]);
});

test('who is gone already is as good as deleted; a change of them is refused', async () => {
  const account = openAccount();
  const gone = { remote: 'b1f0', changed: ['lastName'] } as const;
  expect(await write(account.context, changeOf('1', {}, { ...gone, op: 'delete', active: false }))).toMatchObject([
    { status: 'done' },
  ]);
  expect(await write(account.context, changeOf('1', {}, { op: 'delete', active: false }))).toMatchObject([
    { status: 'done' },
  ]);
  expect(await write(account.context, changeOf('1', { lastName: 'Roy' }, { ...gone, op: 'update' }))).toMatchObject([
    { status: 'refused', findings: [{ code: 'person-gone', who: 'admin', scope: 'record', key: '1' }] },
  ]);
});

test('switches a leaver off although a value that changed with it is refused, and says so', async () => {
  const account = openAccount();
  await fill(account, 2);
  const change = changeOf(
    '1',
    { email: 'p2@example.org', lastName: 'Roy' },
    { op: 'leave', remote: 'b1f0', active: false },
  );
  expect(await write(account.context, change)).toMatchObject([
    { status: 'done', findings: [{ code: 'already-used', severity: 'warning', field: 'email', key: '1' }] },
  ]);
  expect(account.state().coworkers[0]).toMatchObject({ active: false, email: 'p1@example.org', lastName: '=1+1' });
  expect(account.calls.map(({ method, body }) => [method, body])).toEqual([
    ['PATCH', { active: false, email: 'p2@example.org', lastName: 'Roy' }],
    ['PATCH', { active: false }],
  ]);
});

test('goes on after a person that is refused', async () => {
  const account = openAccount();
  const outcomes = await write(
    account.context,
    changeOf('1', person('1', { email: 'none' })),
    changeOf('2', person('2')),
  );
  expect(outcomes.map(({ key, status }) => [key, status])).toEqual([
    ['1', 'refused'],
    ['2', 'done'],
  ]);
});

test('reads every page and proves it by the total', async () => {
  const account = openAccount();
  await fill(account, 230);
  const batches = await readAll(account.context);
  expect(batches.map(({ records, proof }) => [records.length, proof?.complete])).toEqual([
    [100, undefined],
    [100, undefined],
    [30, true],
  ]);
  expect(batches.at(-1)?.proof).toEqual({ complete: true, counted: 230, total: 230 });
  expect(account.calls.map(({ query }) => query?.page)).toEqual(['1', '2', '3']);
});

test('an account without anybody is read to its end', async () => {
  expect(await readAll(openAccount().context)).toEqual([
    { records: [], proof: { complete: true, counted: 0, total: 0 } },
  ]);
});

test.each([
  ['removed', { remove: '1' }],
  ['added', { add: { firstName: 'N', lastName: 'N', email: 'new@example.org' } }],
])('gives no proof when somebody is %s while the list is read', async (_name, meanwhile) => {
  const account = openAccount();
  await fill(account, 150);
  account.hand('while-reading', { page: 1, ...meanwhile });
  expect((await readAll(account.context)).at(-1)?.proof).toMatchObject({ complete: false });
  expect((await readAll(account.context)).at(-1)?.proof).toMatchObject({ complete: true });
});

const employee = {
  id: 'a',
  firstName: 'A',
  lastName: 'B',
  email: null,
  personalIdentifier: '1',
  phoneNumber: null,
  language: 'fr',
  active: true,
  attributes: {},
};
const list = (items: readonly unknown[], more: object = {}) =>
  JSON.stringify({ items, page: 1, pageSize: 100, total: items.length, ...more });

test.each([
  ['the same person twice', list([employee, employee])],
  ['more people than the total', list([employee], { total: 0 })],
  ['fewer people than the total', list([], { total: 1 })],
  ['another page', list([employee], { page: 2 })],
  ['a field too many', list([{ ...employee, role: 'admin' }])],
  ['a field too few', list([{ id: 'a' }])],
  ['no total', JSON.stringify({ items: [] })],
  ['half a JSON', '{"items":['],
])('gives no proof when the list holds %s', async (_name, text) => {
  expect((await readAll(contextWith(answering(200, text)))).at(-1)).toMatchObject({
    records: [],
    proof: { complete: false },
  });
});

test('reads employees only', async () => {
  const batches: ReadBatch[] = [];
  for await (const batch of supermood.read(openAccount().context, 'teams')) batches.push(batch);
  expect(batches).toMatchObject([{ records: [], proof: { complete: false } }]);
  expect(await write(openAccount().context, changeOf('1', {}, { kind: 'teams' }))).toMatchObject([
    { status: 'refused', findings: [{ code: 'not-possible' }] },
  ]);
});

test('finds nothing wrong with a sound account, with two reads of nobody', async () => {
  const account = openAccount();
  expect(await supermood.check(account.context)).toEqual([]);
  expect(account.calls.map(({ method, path, query }) => [method, path, query])).toEqual([
    ['GET', '/v1/employees', { page: '1', pageSize: '1' }],
    ['GET', '/v1/attributes', undefined],
  ]);
});

test('finds that the paths are other ones', async () => {
  const context = contextWith(answering(404, '{"error":{"code":"not_found"}}'));
  expect(await supermood.check(context)).toMatchObject([{ code: 'not-the-api', scope: 'system', who: 'config' }]);
});

test('finds filters that may not be read', async () => {
  const context = contextWith(async (request) =>
    request.path === '/v1/attributes'
      ? answering(403, '{"error":{"code":"forbidden"}}')(request)
      : answering(200, list([]))(request),
  );
  expect(await supermood.check(context)).toMatchObject([{ code: 'right-missing', scope: 'system', who: 'admin' }]);
});

test('takes the names of the filters once a run', async () => {
  const account = openAccount();
  await write(account.context, ...['1', '2'].map((key) => changeOf(key, person(key, { Department: 'Care' }))));
  expect(account.calls.filter(({ path }) => path === '/v1/attributes')).toHaveLength(1);
});
