import { expect, test } from '@jest/globals';
import type { Kind, LiveRecord, Proof, Request, Response, Value } from '../../../src/contract/index.ts';
import { workleap } from '../src/index.ts';
import { type Account, openAccount, responseOf } from './account.ts';

const read = async (account: Pick<Account, 'context'>, kind: Kind = 'employees') => {
  const records: LiveRecord[] = [];
  let proof: Proof | undefined;
  for await (const batch of workleap.read(account.context, kind)) {
    records.push(...batch.records);
    proof = batch.proof;
  }
  return { records, proof };
};
const fill = (account: Account, count: number, status = 'Active') => {
  for (let number = 1; number <= count; number += 1) account.hand('users', { email: `n${number}@example.org`, status });
};

test.each(['value', 'users'])('reads everybody where the list stands under %s', async (listName) => {
  const account = openAccount();
  fill(account, 3);
  account.hand('users', { email: 'off@example.org', status: 'Deactivated' });
  account.hand('users', { email: 'new@example.org', status: 'Invited' });
  account.hand('users', { email: 'gone@example.org', status: 'Deleted' });
  account.hand('account', { listName });

  const { records, proof } = await read(account);

  expect(proof).toEqual({ complete: true, counted: 6 });
  expect(records.map((one) => [one.fields.email, one.active, one.absence, one.staying])).toEqual([
    ['boss@example.org', true, undefined, 'administrator'],
    ['n1@example.org', true, undefined, undefined],
    ['n2@example.org', true, undefined, undefined],
    ['n3@example.org', true, undefined, undefined],
    ['off@example.org', undefined, 'deletes', undefined],
    ['new@example.org', undefined, 'deletes', undefined],
  ]);
});

test('follows the pages to their end', async () => {
  const account = openAccount();
  fill(account, 7);
  account.hand('account', { pageCap: 3 });

  expect((await read(account)).proof).toEqual({ complete: true, counted: 8 });
  expect(account.calls).toHaveLength(3);
});

test('a list cut at a round number without a word is no list', async () => {
  const account = openAccount();
  fill(account, 60);
  account.hand('account', { pageCap: 50, paging: 'cut' });

  expect((await read(account)).proof).toEqual({
    complete: false,
    reason: 'the search for everybody gave 50 people and left some out',
  });
});

test('a firm whose number is round is proven by other searches', async () => {
  const account = openAccount();
  fill(account, 49);

  expect((await read(account)).proof).toEqual({ complete: true, counted: 50 });
  expect(account.calls).toHaveLength(11);
});

test.each([
  ['as many as it was asked for', { page_size: 3 }, 3],
  ['more pages than page_size people', { page_size: 2 }, 3],
])('does not believe a list of %s', async (_, own, people) => {
  const account = openAccount(own);
  fill(account, people);
  account.hand('account', { paging: 'cut' });

  expect((await read(account)).proof).toMatchObject({ complete: false, reason: expect.stringContaining('page_size') });
});

const page = (users: readonly Value[], rest: Readonly<Record<string, Value>> = {}) =>
  responseOf(200, { value: users, ...rest });
const ana = { id: 'a', active: true, emails: [{ value: 'ana@example.org' }] };

test.each<[string, (request: Request) => Response]>([
  ['nobody', () => page([])],
  ['somebody twice', () => page([ana, { ...ana }])],
  ['a list that goes round', () => page([ana], { continuationToken: 'same' })],
  ['both lists', () => responseOf(200, { value: [], users: [] })],
  ['another form', () => responseOf(200, { items: [] })],
  ['a person without an address', () => page([{ id: 'a', active: true, emails: [] }])],
  ['a person who says nothing of being on', () => page([{ id: 'a', emails: ana.emails }])],
  ['an error', () => responseOf(500, {})],
  ['a page', () => ({ status: 200, headers: { 'content-type': 'text/html' }, text: '<html>' })],
  ['nothing', () => ({ status: 200, headers: {}, text: '' })],
])('%s is no complete read', async (_, intercept) => {
  const { proof, records } = await read(openAccount({}, { intercept }));

  expect([proof?.complete, records]).toEqual([false, []]);
});

test('a second search that fails is no proof', async () => {
  const users = Array.from({ length: 10 }, (_, index) => ({ ...ana, id: `u${index}` }));
  let calls = 0;
  const intercept = () => {
    calls += 1;
    return calls === 1 ? page(users) : responseOf(503, {});
  };

  expect((await read(openAccount({}, { intercept }))).proof).toMatchObject({ complete: false });
});

test.each(['teams', 'memberships', 'absences'] as const)('gives back no %s', async (kind) => {
  expect((await read(openAccount(), kind)).proof).toMatchObject({ complete: false });
});

test.each<[string, Readonly<Record<string, Value>>, string]>([
  ['a key that has ended', { isKeyExpired: true }, 'workleap-key-refused'],
  ['a key for other data', { keyScope: 'Officevibe' }, 'workleap-forbidden'],
])('%s is named before anything is read', async (_, account, code) => {
  const opened = openAccount();
  opened.hand('account', account);

  expect(await workleap.check(opened.context)).toMatchObject([{ code, scope: 'system' }]);
});

test('a wrong key and a wrong path are told apart, and a good one says nothing', async () => {
  const said = await Promise.all([
    workleap.check(openAccount({}, { key: 'wrong' }).context),
    workleap.check(openAccount({ public_path: '/elsewhere' }, { intercept: () => responseOf(404, {}) }).context),
    workleap.check(openAccount().context),
  ]);

  expect(said.map((findings) => findings.map((finding) => finding.code))).toEqual([
    ['workleap-key-refused'],
    ['workleap-path-unknown'],
    [],
  ]);
});
