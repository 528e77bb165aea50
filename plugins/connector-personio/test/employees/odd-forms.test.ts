import { expect, test } from '@jest/globals';
import type { Value } from '../../../../src/contract/index.ts';
import { personio } from '../../src/index.ts';
import { changeOf, codesOf, desiredOf, openAccount, readAll } from '../account.ts';

const page = (items: readonly Value[]) => ({ status: 200, json: { _data: items, _meta: { links: {} } } });
const ada = {
  id: '7',
  email: 'ada@example.org',
  first_name: 'Ada',
  last_name: 'L',
  employment_start_date: '2026-01-01',
};

test('an attribute in a form that nobody has seen is unknown, and everybody else is read', async () => {
  const account = openAccount();
  const odd = { id: 'dynamic_1', type: 'MONEY', value: { amount: 1, currency: 'EUR' } };
  const people: readonly Value[] = [
    { id: '1', email: 'a@example.org', status: 'ACTIVE', custom_attributes: [odd, { id: 'dynamic_2', value: true }] },
    { id: '2', email: 'b@example.org', status: 'INACTIVE' },
  ];
  account.answer('GET', '/v2/persons', page(people));
  account.answer('GET', /employments$/, page([{ id: 'e', status: 'ACTIVE', weekly_working_hours: '38.5' }]));
  const records = await readAll(account.context, 'employees');
  expect(records).toMatchObject([{ fields: { dynamic_2: 'true', weekly_working_hours: 38.5 } }, { remote: '2' }]);
  expect(records[0]).not.toHaveProperty('fields.dynamic_1');
});

test('one employee of v1 in an odd form does not cost the others their names', async () => {
  const account = openAccount();
  account.hand('people', { email: 'ada@example.org', employment: { office: '5' } });
  const office = { value: { type: 'Office', attributes: { id: 5, name: 'Berlin' } } };
  const data: readonly Value[] = [
    { attributes: { office: { value: 'Berlin' }, team: null, cost_centers: 7 } },
    { attributes: { office } },
  ];
  account.answer('GET', '/v1/company/employees', {
    status: 200,
    json: { success: true, metadata: { total_elements: 2 }, data },
  });
  expect(await readAll(account.context, 'employees')).toMatchObject([{ fields: { office: 'Berlin' } }]);
});

test('a name is the same with its accents composed or not, and with spaces around it', async () => {
  const account = openAccount();
  account.hand('names', { offices: [' Orléans'.normalize('NFD')] });
  account.hand('people', {
    email: 'seat@example.org',
    first_name: 'Zoë'.normalize('NFD'),
    office: ' Orléans'.normalize('NFD'),
  });
  const change = changeOf('7', { ...ada, office: 'Orléans'.normalize('NFC') });
  expect(await personio.write(account.context, { changes: [change] })).toMatchObject([{ status: 'done' }]);
  expect(await readAll(account.nextRun(), 'employees')).toMatchObject([
    { fields: { first_name: 'Zoë'.normalize('NFC') } },
    { fields: { first_name: 'Ada' } },
  ]);
});

test.each([
  ['cost_centers', [{ name: '4711', weight: 60 }], 'error weights-not-whole cost_centers'],
  ['cost_center_ids', [{ id: '9', weight: 60 }], 'error weights-not-whole cost_center_ids'],
  ['cost_center_ids', ['9'], 'error bad-mapping cost_center_ids'],
])('%s that Personio would refuse hold the row: %j', async (field, value, code) => {
  const account = openAccount();
  account.hand('names', { cost_centers: ['4711'] });
  account.hand('people', { email: 'seat@example.org', cost_center: '4711' });
  const desired = [desiredOf(changeOf('7', { ...ada, [field]: value }))];
  const view = { desired, live: [], base: null, baseSettings: null };
  expect(codesOf(await personio.inspect?.(account.context, view))).toEqual([code]);
});

test('lists of names and employments that cannot be read are told, also when nothing is to be written', async () => {
  const account = openAccount();
  const remote = (account.hand('people', { email: ada.email }) as { id: string }).id;
  account.answer('GET', '/v1/company/employees', { status: 403, json: {} });
  account.answer('GET', '/v2/legal-entities', { status: 503, json: {} });
  account.answer('GET', /employments$/, { status: 404, json: {} });
  const live = await readAll(account.context, 'employees');
  if (typeof live === 'string') throw new Error(live);
  const fields = { office: null, legal_entity: null, employment_start_date: '2020-01-01' };
  const desired = [desiredOf(changeOf('7', fields, { op: 'update', remote }))];
  const found = await personio.inspect?.(account.context, { desired, live, base: null, baseSettings: null });
  expect(found?.map(({ code, who, severity }) => `${severity} ${code} ${who}`)).toEqual([
    'warning names-unlisted admin',
    'warning names-unlisted vendor',
    'warning employments-unreadable vendor',
  ]);
});

test('nobody is made without the number by which the next run would know them', async () => {
  const account = openAccount({ settings: { personnel_number: 'Number' } });
  account.answer('GET', '/v1/company/employees/attributes', { status: 403, json: {} });
  const [outcome] = await personio.write(account.context, { changes: [changeOf('7', ada)] });
  expect([outcome?.status, codesOf(outcome?.findings)]).toEqual(['refused', ['error personnel-number-unknown']]);
  expect(account.state().people).toEqual([]);
});
