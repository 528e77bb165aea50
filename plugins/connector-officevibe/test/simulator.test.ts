import { expect, test } from '@jest/globals';
import type { Value } from '../../../src/contract/index.ts';
import { createSimulator } from '../src/simulator.ts';
import { type Account, key, openAccount } from './account.ts';

const user = (id: string, fields: Record<string, Value> = {}) => ({
  id,
  email: `p${id}@example.org`,
  firstName: 'A',
  lastName: 'B',
  ...fields,
});
const member = (groupId: string, userId: string) => ({
  groupId,
  userId,
  subGroupId: '',
  isMember: true,
  isManager: false,
});
const body = (own: Record<string, Value> = {}) => ({
  settings: { syncManagerEmail: 'boss@example.org', inviteNewUsers: false },
  users: [user('1'), user('2')],
  groups: [{ id: 'g1', name: 'Alpha' }],
  mappings: [member('g1', '1')],
  ...own,
});
const push = async (account: Account, own: Record<string, Value> = {}) => {
  const { status, json } = await account.send({ method: 'POST', path: '/sync', body: body(own) });
  return { status, json };
};
const get = async (account: Account, path: string, query: Record<string, string> = {}) =>
  (await account.send({ method: 'GET', path, query })).json;
const statusOf = (account: Account, email: string) => account.table('People').find((row) => row[1] === email)?.[5];
const teamNames = (account: Account) => account.table('Teams').map((row) => row[1]);
const taken = { status: 200, json: { isSuccess: true, errors: [] } };

test('a wrong key gets the login page, or a redirect to it, and never JSON', async () => {
  const account = openAccount({}, { key: 'wrong' });
  const page = await account.send({ method: 'GET', path: '/ping' });
  expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
  expect(page.json).toBeUndefined();
  account.hand('account', { login: 'redirect' });
  expect(await account.send({ method: 'GET', path: '/ping' })).toMatchObject({ status: 302 });
});

test('every reply but that of /sync has the envelope', async () => {
  const account = openAccount();
  expect(await get(account, '/ping')).toEqual({ isSuccess: true, errorMessage: '', data: null });
  expect(await get(account, '/nowhere')).toMatchObject({ isSuccess: false });
});

test('nothing works before the integration is activated, or below Pro', async () => {
  const account = openAccount();
  account.hand('account', { isActivated: false });
  expect(JSON.stringify(await get(account, '/ping'))).toContain('You must activate API synchronization');
  account.hand('account', { isActivated: true, plan: 'Free' });
  expect(await push(account)).toMatchObject({ status: 400, json: { isSuccess: false } });
  expect(account.table('People')).toHaveLength(1);
});

test('people are listed with the spelling fistName, without external id, status or property', async () => {
  const account = openAccount();
  await push(account, { users: [user('1', { 'Business Unit': 'North' })] });
  const list = (await get(account, '/users')) as { data: { userCount: number; users: Record<string, Value>[] } };
  expect(list.data.userCount).toBe(2);
  expect(list.data.users[1]).toEqual({
    email: 'p1@example.org',
    fistName: 'A',
    lastName: 'B',
    userName: 'p1@example.org',
    jobTitle: '',
    isGroupManager: false,
    isCompanyManager: false,
    isAdmin: false,
    managedGroups: [],
    memberGroups: ['Alpha'],
  });
});

test.each(['users', 'groups', 'mappings'])(
  'an empty or missing section %s fails the call and changes nothing',
  async (section) => {
    const account = openAccount();
    await push(account);
    const before = account.table('People');
    expect(await push(account, { users: [user('9')], [section]: [] })).toMatchObject({
      status: 400,
      json: { isSuccess: false },
    });
    expect(await push(account, { users: [user('9')], [section]: null })).toMatchObject({ status: 400 });
    expect(account.table('People')).toEqual(before);
  },
);

test('a person who is absent is deactivated, not deleted, and leaves the lists', async () => {
  const account = openAccount();
  await push(account);
  expect(await push(account, { users: [user('1')] })).toEqual(taken);
  expect(statusOf(account, 'p2@example.org')).toBe('Deactivated');
  expect(JSON.stringify(await get(account, '/users'))).not.toContain('p2@');
});

test('an absent administrator or executive manager is untouched, and present ones keep their role', async () => {
  const account = openAccount();
  account.hand('users', { email: 'chief@example.org', isCompanyManager: true });
  await push(account, { users: [user('1'), user('7', { email: 'boss@example.org', jobTitle: 'Director' })] });
  expect(statusOf(account, 'chief@example.org')).toBe('Active');
  expect(account.table('People')[0]).toEqual([
    '7',
    'boss@example.org',
    'A',
    'B',
    'Director',
    'Active',
    'administrator',
    '',
  ]);
});

test('who was deactivated by hand stays so; whom absence deactivated comes back', async () => {
  const account = openAccount();
  await push(account);
  account.hand('users', { email: 'p1@example.org', status: 'Deactivated' });
  await push(account, { users: [user('1')] });
  await push(account);
  expect(statusOf(account, 'p1@example.org')).toBe('Deactivated by hand');
  expect(statusOf(account, 'p2@example.org')).toBe('Active');
});

test('a person who was deleted is a new one', async () => {
  const account = openAccount();
  await push(account);
  account.hand('users', { email: 'p1@example.org', status: 'Deleted' });
  await push(account);
  expect(
    account
      .table('People')
      .filter((row) => row[1] === 'p1@example.org')
      .map((row) => row[5]),
  ).toEqual(['Deleted', 'Created']);
});

test('without the switch newcomers are Created without a mail, and switching it on later invites nobody', async () => {
  const account = openAccount();
  await push(account);
  const invites = { settings: { syncManagerEmail: 'boss@example.org', inviteNewUsers: true } };
  await push(account, { ...invites, users: [user('1'), user('2'), user('3')] });
  expect(account.table('Invitations sent')).toEqual([['p3@example.org']]);
  expect([statusOf(account, 'p1@example.org'), statusOf(account, 'p3@example.org')]).toEqual(['Created', 'Invited']);
  account.hand('invite', { email: 'p1@example.org' });
  expect(statusOf(account, 'p1@example.org')).toBe('Invited');
});

test('a team is matched by external id, else by exact name, and the id is then stored', async () => {
  const account = openAccount();
  account.hand('groups', { name: 'Alpha' });
  const before = await get(account, '/groups');
  await push(account);
  await push(account, { groups: [{ id: 'g1', name: 'Omega' }] });
  expect(teamNames(account)).toEqual(['Everyone in Lyon', 'Omega']);
  expect(JSON.stringify(before).match(/t\d+/g)).toEqual(JSON.stringify(await get(account, '/groups')).match(/t\d+/g));
});

test('an unknown id with an unknown name, and a changed id, make a new team; the absent one is gone', async () => {
  const account = openAccount();
  account.hand('groups', { name: 'Alpha' });
  await push(account, { groups: [{ id: 'g1', name: 'alpha' }] });
  expect(teamNames(account)).toEqual(['Everyone in Lyon', 'alpha']);
  const ids = JSON.stringify(await get(account, '/groups'));
  await push(account, { groups: [{ id: 'g2', name: 'alpha' }], mappings: [member('g2', '1')] });
  expect(JSON.stringify(await get(account, '/groups'))).not.toBe(ids);
});

test('a rule-based team is neither replaced nor matched by name', async () => {
  const account = openAccount();
  await push(account, { groups: [{ id: 'g1', name: 'Everyone in Lyon' }] });
  expect(account.table('Teams').map((row) => [row[0], row[1], row[5]])).toEqual([
    ['', 'Everyone in Lyon', 'yes'],
    ['g1', 'Everyone in Lyon', ''],
  ]);
});

test('a person is matched by id, else by address in any capitals', async () => {
  const account = openAccount();
  account.hand('users', { email: 'P1@Example.org' });
  await push(account);
  await push(account, { users: [user('1', { email: 'new1@example.org' }), user('2')] });
  expect(account.table('People').map((row) => row[1])).toEqual([
    'boss@example.org',
    'new1@example.org',
    'p2@example.org',
  ]);
});

test('a property must exist with the same capitals, and its option too; the rest of the row is applied', async () => {
  const account = openAccount();
  const users = [
    user('1', { 'business unit': 'North', 'Business Unit': 'East', 'Hire Date': '2020-01-01' }),
    user('2', { 'Business Unit': 'South' }),
  ];
  expect((await push(account, { users })).json).toEqual({
    isSuccess: true,
    errors: ['Attribute Not Found (ExternalId: 1)', 'Skipped User Attribute Option Not Found (ExternalId: 1)'],
  });
  expect(account.table('People').map((row) => row[7])).toEqual(['', 'Hire Date: 2020-01-01', 'Business Unit: South']);
});

test('relations to teams that are not in the files are skipped and reported with the id', async () => {
  const account = openAccount();
  const mappings = [
    member('g1', '1'),
    member('g9', '2'),
    { groupId: 'g1', userId: '', subGroupId: 'g8', isMember: false, isManager: false },
  ];
  expect((await push(account, { mappings })).json).toEqual({
    isSuccess: true,
    errors: [
      'Skipped User to Group Relation - Group Not Found (ExternalId: g9)',
      'Skipped Subgroup to Group Relation - Subgroup Not Found (ExternalId: g8)',
    ],
  });
  expect(account.table('Report of the last push').map((row) => row[0])).toEqual(['g9', 'g8']);
});

test('a bad row is skipped and reported while the rest is applied, with isSuccess either way', async () => {
  const account = openAccount();
  account.hand('account', { rowErrorsAreSuccess: false });
  const users = [user('1'), user('2', { firstName: 'x'.repeat(51) }), user('3', { email: 'p1@example.org' })];
  expect(await push(account, { users })).toEqual({
    status: 200,
    json: { isSuccess: false, errors: ['User skipped (ExternalId: 2)', 'User skipped (ExternalId: 3)'] },
  });
  expect(account.table('People')).toHaveLength(2);
});

test('names in the body are read in any capitals, and both roles may stand in one row', async () => {
  const account = openAccount();
  const reply = await account.send({
    method: 'POST',
    path: '/sync',
    body: {
      Settings: { SyncManagerEmail: 'boss@example.org', InviteNewUsers: 'FALSE' },
      Users: [{ Id: '1', Email: 'p1@example.org', FirstName: 'A', LastName: 'B' }],
      Groups: [
        { Id: 'g1', Name: 'Alpha' },
        { Id: 'g2', Name: 'Beta' },
      ],
      Mappings: [
        { GroupId: 'g1', UserId: '1', IsMember: 'TRUE', IsManager: 'TRUE' },
        { GroupId: 'g1', SubGroupId: 'g2' },
      ],
    },
  });
  expect(reply.json).toEqual({ isSuccess: true, errors: [] });
  expect(account.table('Teams').slice(1)).toEqual([
    ['g1', 'Alpha', '', 'p1@example.org', 'p1@example.org', ''],
    ['g2', 'Beta', 'Alpha', '', '', ''],
  ]);
});

test('the sync manager must be an administrator, by e-mail or by id', async () => {
  const account = openAccount();
  await push(account);
  expect(await push(account, { settings: { syncManagerEmail: 'p1@example.org' } })).toMatchObject({ status: 400 });
  expect(await push(account, { settings: { syncAdmin: 'u1', inviteNewUsers: false } })).toEqual(taken);
});

test('half a body is refused with 400 and the same JSON', () => {
  const simulator = createSimulator({ settings: {}, credentials: { api_key: key } });
  const headers = { authorization: `Bearer ${key}` };
  const answer = simulator.handle({ method: 'POST', path: '/sync', query: {}, headers, text: '{"users":[', nowMs: 0 });
  expect(answer).toEqual({
    status: 400,
    json: { isSuccess: false, errors: ['Main: An error occurred while syncing'] },
  });
});

test('a hire date stays once it is set, and nobody says so', async () => {
  const account = openAccount();
  account.hand('properties', { 'Hire Date': null });
  const push = (date: string) =>
    account.send({
      method: 'POST',
      path: '/sync',
      body: {
        settings: { syncManagerEmail: 'boss@example.org', inviteNewUsers: false },
        users: [{ id: '1', email: 'p1@example.org', firstName: 'A', lastName: 'B', 'Hire Date': date }],
        groups: [{ id: 'g', name: 'G' }],
        mappings: [{ groupId: 'g', userId: '1', subGroupId: '', isMember: true, isManager: false }],
      },
    });
  await push('2024-01-01');
  for (const date of ['2025-01-01', '']) expect((await push(date)).json).toEqual({ isSuccess: true, errors: [] });
  expect(account.table('People').at(-1)?.at(-1)).toBe('Hire Date: 2024-01-01');
});

test('an address that is no text of a path is nobody', async () => {
  const { send } = openAccount();
  for (const method of ['GET', 'POST'] as const)
    expect(await send({ method, path: '/users/%zz' })).toMatchObject({ status: 400, json: { isSuccess: false } });
});

test('the small calls for single people and teams work', async () => {
  const account = openAccount();
  await push(account);
  await account.send({ method: 'POST', path: '/users/x%40example.org' });
  expect(account.table('Invitations sent')).toEqual([['x@example.org']]);
  expect(await get(account, '/users/x%40example.org')).toMatchObject({
    isSuccess: true,
    data: { email: 'x@example.org' },
  });
  await account.send({ method: 'POST', path: '/users/deactivate', body: { email: 'x@example.org' } });
  expect(await get(account, '/users/x%40example.org')).toMatchObject({ isSuccess: false });
  await account.send({ method: 'POST', path: '/groups', body: { name: 'Gamma' } });
  const list = (await get(account, '/groups')) as { data: { groups: { id: string; name: string }[] } };
  const groupId = list.data.groups.find((group) => group.name === 'Gamma')?.id ?? '';
  const people = { groupId, emails: ['p1@example.org'] };
  await account.send({
    method: 'POST',
    path: '/groups/addUsers',
    body: { ...people, toMembers: true, toManagers: true },
  });
  await account.send({ method: 'POST', path: '/groups/removeUsers', body: { ...people, fromManagers: true } });
  expect(await get(account, '/groups/', { groupId })).toMatchObject({
    data: { userCount: 1, managerCount: 0, users: [{ email: 'p1@example.org' }] },
  });
  await account.send({ method: 'POST', path: '/groups/removeAllUsers', body: { groupId, fromMembers: true } });
  expect(await get(account, '/groups/', { groupId })).toMatchObject({ data: { userCount: 0 } });
  await account.send({ method: 'POST', path: '/groups/remove', body: { name: 'Gamma' } });
  expect(teamNames(account)).toEqual(['Everyone in Lyon', 'Alpha']);
  const dates = { groupNames: ['Alpha'], dates: ['2026-11-02'] };
  const { json } = await account.send({ method: 'POST', path: '/engagement', body: dates });
  expect(json).toMatchObject({ data: { weeklyReports: [{ groupName: 'Alpha', date: '2026-11-02' }] } });
});

test('it can be stopped and started again, and gives the report as a spreadsheet', async () => {
  const account = openAccount();
  await push(account, { mappings: [member('g1', '1'), member('g9', '1')] });
  const call = { query: {}, headers: {}, text: '', nowMs: 0 };
  const first = createSimulator({ settings: {}, credentials: { api_key: key } });
  first.handle({ ...call, method: 'POST', path: '/_sim/users', text: '{"email":"a@example.org"}' });
  const second = createSimulator({ settings: {}, credentials: { api_key: key }, state: first.state() });
  expect(second.show()).toEqual(first.show());
  expect(second.handle({ ...call, method: 'GET', path: '/_sim/report' }).text).toBe('ExternalId,Message\r\n');
});
