import { expect, test } from '@jest/globals';
import type { Fields, LiveRecord, SnapshotRecord } from '../../../src/contract/index.ts';
import { supermood } from '../src/index.ts';
import { type Account, openAccount, person } from './account.ts';

const wanted = (key: string, more: Fields = {}, remote?: string): SnapshotRecord => ({
  kind: 'employees',
  key,
  ...(remote !== undefined && { remote }),
  fields: person(key, more),
});

async function inspect(
  desired: readonly SnapshotRecord[],
  { account = openAccount(), live = [] }: { account?: Account; live?: readonly LiveRecord[] } = {},
) {
  return supermood.inspect?.(account.context, { desired, live, base: null, baseSettings: null });
}

test('finds nothing wrong with people whose filters and values are there', async () => {
  const account = openAccount();
  account.hand('filters', { name: 'Department', values: ['Care'] });
  const desired = [
    wanted('1', { Department: 'Care', 'Start date': '2024-03-01', 'Weekly hours': '35', Manager: 'Bo' }),
  ];
  expect(await inspect(desired, { account })).toEqual([]);
});

test('refuses a filter that the account does not have, and asks whether a similar one was meant', async () => {
  const findings = await inspect([
    wanted('1', { departement: 'Care', start_date: null }),
    wanted('2', { departement: 'Care' }),
  ]);
  expect(findings).toMatchObject([
    { code: 'filter-missing', scope: 'system', severity: 'error', who: 'admin', field: 'departement' },
    { code: 'filter-missing', field: 'start_date' },
  ]);
  expect((await inspect([wanted('1', { department: 'Care' })]))?.[0]?.next).toMatch(/^Did you mean "Department"\?/);
});

test('announces a new value once, at the first person who has it, and does not show it', async () => {
  const account = openAccount();
  account.hand('filters', { name: 'Department', values: ['Care'] });
  const findings = await inspect(
    [wanted('1', { Department: 'Care' }), wanted('2', { Department: 'Canary' }), wanted('3', { Department: 'Canary' })],
    { account },
  );
  expect(findings).toMatchObject([
    { code: 'filter-value-new', severity: 'warning', scope: 'record', key: '2', field: 'Department' },
  ]);
  expect(findings?.[0]?.message).toContain('2 people have');
  expect(JSON.stringify(findings)).not.toContain('Canary');
});

test.each([
  ['one that is there', ['Soins'], ['soins']],
  ['another new one', [], ['Equipe 1', 'Équipe 1']],
])('warns of a value that differs from %s in capitals or accents only', async (_name, values, written) => {
  const account = openAccount();
  account.hand('filters', { name: 'Department', values });
  const findings = await inspect(
    written.map((Department, index) => wanted(String(index), { Department })),
    { account },
  );
  expect(findings?.at(-1)).toMatchObject({ code: 'filter-value-near', severity: 'warning' });
});

test('does not announce values of filters that are no list', async () => {
  expect(await inspect([wanted('1', { Manager: 'Somebody new' })])).toEqual([]);
});

test.each([
  ['a day in another form', { 'Start date': '01/02/2026' }, 'filter-value-malformed'],
  ['a number with a comma', { 'Weekly hours': '37,5' }, 'filter-value-malformed'],
  ['an unknown language', { language: 'klingon' }, 'language-unknown'],
  ['a national phone number', { phoneNumber: '0612345678' }, 'phone-malformed'],
])('holds a person with %s', async (_name, fields: Fields, code) => {
  const findings = await inspect([wanted('1', fields), wanted('2')]);
  expect(findings).toMatchObject([{ code, severity: 'error', scope: 'record', who: 'data', key: '1' }]);
});

test('takes the languages from the settings', async () => {
  const account = openAccount({ languages: ['pl'] });
  expect(await inspect([wanted('1', { language: 'pl' }), wanted('2')], { account })).toMatchObject([
    { code: 'language-unknown', key: '2' },
  ]);
});

test('holds both people who have one phone number', async () => {
  const phoneNumber = '+33612345678';
  expect(await inspect([wanted('1', { phoneNumber }), wanted('2', { phoneNumber }), wanted('3')])).toMatchObject([
    { code: 'phone-shared', key: '1' },
    { code: 'phone-shared', key: '2' },
  ]);
});

const account = (key: string | undefined, email: string, active = true): LiveRecord => ({
  kind: 'employees',
  remote: 'a',
  ...(key !== undefined && { key }),
  active,
  fields: { email },
});

test.each([
  ['an active account', true, 'other-identifier'],
  ['the account of somebody who has left', false, 'former-account'],
])('never gives a newcomer %s with the same e-mail', async (_name, active, code) => {
  const live = [account('7', 'P1@example.org', active)];
  expect(await inspect([wanted('1')], { live })).toMatchObject([{ code, severity: 'error', who: 'admin', key: '1' }]);
});

test('never does so because the address alone made the two one', async () => {
  const live = [account('7', 'p1@example.org', false)];
  expect(await inspect([wanted('1', {}, 'a')], { live })).toMatchObject([{ code: 'former-account', key: '1' }]);
});

test.each([
  ['has no identifier', [wanted('1')], account(undefined, 'p1@example.org')],
  [
    'is their own under a former identifier',
    [{ ...wanted('1', {}, 'a'), known: true } as const],
    account('7', 'p1@example.org'),
  ],
  ['gets another address in this plan', [wanted('1'), wanted('7')], account('7', 'p1@example.org')],
  ['has another address', [wanted('1')], account('7', 'p7@example.org')],
])('takes an account that %s for no trouble', async (_name, desired, one) => {
  expect(await inspect(desired, { live: [one] })).toEqual([]);
});

test('holds people who exchange their e-mails among themselves, and nobody who takes one that becomes free', async () => {
  const live = ['1', '2', '3', '4'].map((key) => ({ ...account(key, `p${key}@example.org`), remote: `r${key}` }));
  const taking = (key: string, from: string) => wanted(key, { email: `P${from}@example.org` });
  const circle = [taking('1', '2'), taking('2', '3'), taking('3', '1'), taking('4', '5')];
  expect((await inspect(circle, { live }))?.map(({ code, key }) => [code, key])).toEqual([
    ['email-circle', '1'],
    ['email-circle', '2'],
    ['email-circle', '3'],
  ]);
  expect(await inspect([taking('1', '2'), taking('2', '3'), taking('3', '4'), taking('4', '5')], { live })).toEqual([]);
});

test('needs an e-mail where people are known by it alone', async () => {
  const byEmail = openAccount({ identify_by: 'email' });
  const live = [account('7', 'p1@example.org')];
  const findings = await inspect([wanted('1'), wanted('2', { email: null })], { account: byEmail, live });
  expect(findings).toMatchObject([{ code: 'identity-missing', key: '2' }]);
});

test('says why the filters could not be read', async () => {
  const closed = openAccount();
  closed.hand('service-accounts', { id: 'sa-test', password: 'p4ss:word', managesUsers: false });
  expect(await inspect([wanted('1')], { account: closed })).toMatchObject([{ code: 'right-missing', scope: 'system' }]);
});
