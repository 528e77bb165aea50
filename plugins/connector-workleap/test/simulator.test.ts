import { expect, test } from '@jest/globals';
import type { SeedRecord, SimulatedRequest, Value } from '../../../src/contract/index.ts';
import { createSimulator } from '../src/simulator.ts';
import type { State } from '../src/simulator-state.ts';
import { key, settings } from './account.ts';

function open(state?: Value) {
  const simulator = createSimulator({ settings, credentials: { api_key: key }, ...(state && { state }) });
  const call = (method: string, path: string, body?: Value, more: Partial<SimulatedRequest> = {}) =>
    simulator.handle({
      ...{ method, path, query: {}, headers: { 'workleap-subscription-key': key }, nowMs: 0 },
      text: body === undefined ? '' : JSON.stringify(body),
      ...more,
    });
  return { simulator, call, state: () => simulator.state() as unknown as State };
}

const member = (id: string, more: Readonly<Record<string, Value>> = {}) => ({
  ...{ externalMemberId: id, email: `p${id}@example.org`, firstName: 'F', lastName: 'L' },
  ...more,
});
const body = (members: readonly Value[], more: Readonly<Record<string, Value>> = {}): Value => ({
  members,
  teams: [{ externalTeamId: 'g1', teamName: 'Alpha' }],
  teamMappings: [{ externalTeamId: 'g1', externalMemberId: '1', isMember: true, isManager: false }],
  ...more,
});
const push = ({ call }: ReturnType<typeof open>, value: Value) => {
  const answer = call('POST', '/public/provisioning/json', value);
  call('GET', '/_sim/state');
  return answer;
};
const statuses = (account: ReturnType<typeof open>) =>
  Object.fromEntries(account.state().users.map((user) => [user.email, user.status]));

test('absent and active is switched off, absent in any other state is erased, administrators stay', () => {
  const account = open();
  for (const [email, status, isAdmin] of [
    ['a@example.org', 'Active', false],
    ['b@example.org', 'Invited', false],
    ['c@example.org', 'Created', false],
    ['d@example.org', 'Deactivated', false],
    ['e@example.org', 'Invited', true],
  ] as const)
    account.call('POST', '/_sim/users', { email, status, isAdmin });

  expect(push(account, body([member('1')])).status).toBe(202);

  expect(statuses(account)).toEqual({
    'boss@example.org': 'Active',
    'a@example.org': 'Deactivated',
    'b@example.org': 'Deleted',
    'c@example.org': 'Deleted',
    'd@example.org': 'Deleted',
    'e@example.org': 'Invited',
    'p1@example.org': 'Created',
  });
  push(account, body([member('1')]));
  expect(statuses(account)).toMatchObject({ 'a@example.org': 'Deleted' });
});

test('presence wakes nobody who was switched off by hand; of absence the account decides', () => {
  const account = open();
  push(account, body([member('1'), member('2')]));
  for (const id of ['1', '2']) account.call('POST', '/_sim/users', { email: `p${id}@example.org`, status: 'Active' });
  account.call('POST', '/_sim/users', { email: 'p1@example.org', status: 'Deactivated' });
  push(account, body([member('1')]));
  push(account, body([member('1'), member('3')]));
  expect(statuses(account)).toMatchObject({ 'p1@example.org': 'Deactivated', 'p2@example.org': 'Deleted' });

  push(account, body([member('3')]));
  account.call('POST', '/_sim/users', { email: 'p3@example.org', status: 'Active' });
  push(account, body([member('4')]));
  account.call('POST', '/_sim/account', { presenceWakes: true });
  push(account, body([member('3'), member('4')]));
  expect(statuses(account)).toMatchObject({ 'p3@example.org': 'Active' });
});

test('the first sync finds people by address, later ones change it by the id', () => {
  const account = open();
  account.call('POST', '/_sim/users', { email: 'P1@Example.org' });
  push(account, body([member('1')]));
  expect(account.state().users[1]).toMatchObject({ externalId: '1', email: 'P1@Example.org' });
  push(account, body([member('1', { email: 'new@example.org' })]));
  expect(account.state().users[1]).toMatchObject({ externalId: '1', email: 'new@example.org' });
});

test('bad rows are skipped and reported, and nobody is taken for absent because of one', () => {
  const account = open();
  push(account, body([member('1')]));
  const mappings: Value = [
    { externalTeamId: 'nope', externalMemberId: '1', isMember: 'TRUE' },
    { externalTeamId: 'g1', externalSubteamId: 'nope' },
    { externalTeamId: 'nope', externalSubteamId: 'g1' },
    { externalTeamId: 'g1', externalMemberId: 'nobody', isMember: true },
    { externalTeamId: 'g1', externalMemberId: '1', isManager: true },
  ];
  const members = [
    member('1', { firstName: 'x'.repeat(51) }),
    member('1'),
    member('2', { lastName: '' }),
    member('3', { Colour: 'red', 'Business Unit': 'West', 'Hire Date': '2026-01-01' }),
  ];
  const teams = [
    { externalTeamId: 'g1', teamName: 'Alpha' },
    { externalTeamId: 'g1', teamName: 'Twice' },
  ];
  push(account, body(members, { teamMappings: mappings, teams }));

  expect(account.state().report.map((row) => `${row.externalId}: ${row.message}`)).toEqual([
    '1: User skipped',
    '1: User skipped',
    '2: User skipped',
    '3: Attribute Not Found',
    '3: Skipped User Attribute Option Not Found',
    'g1: Team skipped',
    'nope: Skipped User to Group Relation - Group Not Found',
    'nope: Skipped Subgroup to Group Relation - Subgroup Not Found',
    'nope: Skipped Subgroup to Group Relation - Subgroup Not Found',
    'nobody: User skipped',
  ]);
  expect(statuses(account)).toMatchObject({ 'p1@example.org': 'Created', 'p3@example.org': 'Created' });
  expect(account.call('GET', '/_sim/report').text).toContain('"nobody","User skipped"');
});

test('teams keep their history by id, are taken over by name once, and go when nobody names them', () => {
  const account = open();
  account.call('POST', '/_sim/teams', { name: 'Alpha' });
  account.call('POST', '/_sim/teams', { name: 'Omega' });
  const alpha = account.state().teams.find((team) => team.name === 'Alpha')?.id;
  push(account, body([member('1')]));
  push(account, body([member('1')], { teams: [{ externalTeamId: 'g1', teamName: 'Renamed' }] }));

  expect(account.state().teams.map((team) => [team.id === alpha, team.name])).toEqual([
    [false, 'Everyone in Lyon'],
    [true, 'Renamed'],
  ]);
});

test('legacy names are taken, a settings section is not', () => {
  const account = open();
  const old = {
    users: [{ id: '1', email: 'p1@example.org', firstName: 'F', lastName: 'L', language: 'fr' }],
    groups: [{ id: 'g1', name: 'Alpha' }],
    mappings: [{ groupId: 'g1', userId: '1', subGroupId: '', isMember: true, isManager: true }],
  };
  expect(push(account, old).status).toBe(202);
  expect(account.state().users[1]).toMatchObject({ externalId: '1', fields: { languagePreferences: 'fr' } });
  expect(account.state().teams.at(-1)).toMatchObject({ managers: [account.state().users[1]?.id] });
  expect(push(account, { ...old, settings: {} }).status).toBe(400);
});

test('a sync above a threshold waits for a person, who may approve or reject it', () => {
  const account = open();
  account.call('POST', '/_sim/account', { riskTeams: 1, automaticInvite: true });
  push(account, body([member('1')]));
  expect([account.state().jobs[0]?.status, account.state().users.length]).toEqual(['Pending', 1]);
  account.call('POST', '/_sim/approve');
  expect([account.state().jobs[0]?.status, account.state().mails]).toEqual(['Completed', ['p1@example.org']]);
});

test('work waits as many calls as the account says', () => {
  const account = open();
  account.call('POST', '/_sim/account', { lag: 2 });
  push(account, body([member('1')]));
  expect(account.state().users).toHaveLength(1);
  for (let calls = 0; calls < 2; calls += 1) account.call('GET', '/_sim/state');
  expect(account.state().users).toHaveLength(2);
});

test.each<[string, string, Value | undefined, number]>([
  ['POST', '/public/provisioning/json', [], 400],
  ['POST', '/public/provisioning/json', { members: [] }, 400],
  ['POST', '/public/provisioning/csv', {}, 400],
  ['POST', '/public/users/deactivate', { userIds: ['nobody'] }, 404],
  ['POST', '/public/users/activate', {}, 404],
  ['GET', '/public/users', undefined, 404],
  ['POST', '/_sim/account', { users: 1 }, 404],
  ['GET', '/_sim/nothing', undefined, 404],
])('%s %s with %j is answered with %i', (method, path, value, status) => {
  expect(open().call(method, path, value).status).toBe(status);
});

test('one person is created by an address alone, and not twice', () => {
  const account = open();
  account.call('POST', '/_sim/account', { automaticInvite: true });
  const ana = { emails: [{ value: 'ana@example.org' }, { value: 'a@example.org' }], name: { givenName: 'Ana' } };

  expect([ana, ana, { emails: [] }].map((one) => account.call('POST', '/public/users', one).status)).toEqual([
    201, 409, 400,
  ]);
  expect(statuses(account)).toMatchObject({ 'ana@example.org': 'Invited' });
});

test('a hire date stays once it is set, and nobody says so', () => {
  const account = open();
  for (const date of ['2024-01-01', '2025-01-01', '']) push(account, body([member('1', { 'Hire Date': date })]));

  expect([account.state().users.at(-1)?.properties, account.state().report]).toEqual([
    { 'Hire Date': '2024-01-01' },
    [],
  ]);
});

test('a bearer token is no key here', () => {
  expect(open().call('POST', '/public/users/search', {}, { headers: { authorization: `Bearer ${key}` } }).status).toBe(
    401,
  );
});

test('a rehearsal begins with the people read, under their own ids, and the teams last accepted', () => {
  const live: readonly SeedRecord[] = [
    {
      kind: 'employees',
      remote: 'real-1',
      key: '1',
      active: true,
      fields: { email: 'p1@example.org', jobTitle: 'Chief', 'Business Unit': 'North', productAssignations: ['a', 'b'] },
    },
    { kind: 'employees', remote: 'real-2', fields: { email: 'off@example.org', level: 3, odd: null } },
    { kind: 'employees', remote: 'real-0', active: true, fields: { email: 'boss@example.org' } },
    { kind: 'teams', remote: 'g1', key: 'g1', fields: { externalTeamId: 'g1', teamName: 'Alpha' } },
    { kind: 'teams', remote: 'g2', key: 'g2', fields: { teamName: 'Beta', parentTeamId: 'g1' } },
    {
      kind: 'memberships',
      remote: 'm',
      key: 'g2/1',
      fields: { externalTeamId: 'g2', externalMemberId: '1', member: true, manager: true },
    },
  ];
  const simulator = createSimulator({ settings, credentials: { api_key: key }, live });
  const state = simulator.state() as unknown as State;

  expect(simulator.isSeeded).toBe(true);
  expect(state.users.map((user) => [user.id, user.externalId, user.status, user.isAdmin, user.deactivatedBy])).toEqual([
    ['real-0', null, 'Active', true, null],
    ['real-1', '1', 'Active', false, null],
    ['real-2', null, 'Deactivated', false, 'hand'],
  ]);
  expect(state.users[1]).toMatchObject({
    fields: { jobTitle: 'Chief', productAssignations: 'a;b' },
    properties: { 'Business Unit': 'North' },
  });
  const [, alpha, beta] = state.teams;
  expect(beta).toMatchObject({ parent: alpha?.id, members: ['real-1'], managers: ['real-1'] });
  expect(open().simulator.isSeeded).toBeUndefined();
});

test('what it holds can be taken up again and looked at', () => {
  const account = open();
  push(account, body([member('1', { 'Business Unit': 'North' })]));
  const again = open(account.simulator.state());

  expect(again.simulator.state()).toEqual(account.simulator.state());
  expect(again.simulator.show().map((table) => table.title)).toEqual([
    'People',
    'Teams',
    'Syncs',
    'Invitations sent',
    'Report of the last sync',
  ]);
  expect(JSON.stringify(again.simulator.show())).toContain('Business Unit: North');
  account.call('POST', '/_sim/properties', { Colour: null });
  expect(account.state().properties).toEqual({ Colour: null });
});
