import { expect, test } from '@jest/globals';
import type { SnapshotRecord } from '../../../src/contract/index.ts';
import {
  toMemberships,
  toPerson,
  toSyncBody,
  toSyncGroup,
  toSyncMembership,
  toSyncUser,
  toTeam,
} from '../src/convert.ts';
import type { ListedUser, SyncUser } from '../src/schema.ts';
import { readSettings } from '../src/settings.ts';
import { membership, person, settings, team } from './account.ts';

const listed: ListedUser = {
  email: '',
  lastName: '',
  jobTitle: '',
  isGroupManager: false,
  isCompanyManager: false,
  isAdmin: false,
  managedGroups: [],
  memberGroups: [],
};
const own = (over = {}) => readSettings({ ...settings, ...over });

/** One person in three forms: as git has it, as it is pushed, as it is listed. */
const pairs: readonly {
  readonly name: string;
  readonly record: SnapshotRecord;
  readonly pushed: SyncUser;
  readonly live: ListedUser;
}[] = [
  {
    name: 'letters of any language survive',
    record: person('17', { email: 'n@example.org', firstName: 'Íñigo', lastName: 'Žáček 🐿', jobTitle: 'a | b' }),
    pushed: { id: '17', email: 'n@example.org', firstName: 'Íñigo', lastName: 'Žáček 🐿', jobTitle: 'a | b' },
    live: { ...listed, email: 'n@example.org', fistName: 'Íñigo', lastName: 'Žáček 🐿', jobTitle: 'a | b' },
  },
  {
    name: 'an empty field is an empty text',
    record: person('1', { email: 'a@example.org', firstName: 'A', lastName: 'B', jobTitle: null }),
    pushed: { id: '1', email: 'a@example.org', firstName: 'A', lastName: 'B', jobTitle: '' },
    live: { ...listed, email: 'a@example.org', fistName: 'A', lastName: 'B', jobTitle: null },
  },
  {
    name: 'a text that looks like a formula or a number stays as it is',
    record: person('007', { email: 'b@example.org', firstName: '=1+1', lastName: '0012', jobTitle: '@all' }),
    pushed: { id: '007', email: 'b@example.org', firstName: '=1+1', lastName: '0012', jobTitle: '@all' },
    live: { ...listed, email: 'b@example.org', firstName: '=1+1', lastName: '0012', jobTitle: '@all' },
  },
];

test.each(pairs)('$name', ({ record, pushed, live }) => {
  expect(toSyncUser(record)).toEqual(pushed);
  const read = toPerson(live);
  const { id: _id, ...fields } = record.fields;
  expect(read).toEqual({
    kind: 'employees',
    remote: pushed.email,
    active: true,
    fields: { ...fields, jobTitle: fields.jobTitle ?? '' },
  });
});

test('an unknown field is left out, a property goes under its own name, an address in lower case', () => {
  const { fields: _, ...rest } = person('1');
  const fields = { id: '1', email: ' A@Example.ORG', 'Business Unit': 'North', 'Hire Date': null };
  expect(toSyncUser({ ...rest, fields })).toEqual({
    id: '1',
    email: 'a@example.org',
    'Business Unit': 'North',
    'Hire Date': '',
  });
});

test('an administrator and an executive manager stay, whatever the files say', () => {
  expect(toPerson({ ...listed, email: 'a@x.org', isAdmin: true }).staying).toBe('administrator');
  expect(toPerson({ ...listed, email: 'a@x.org', isCompanyManager: true }).staying).toBe('executive manager');
  expect(toPerson({ ...listed, email: 'a@x.org' })).not.toHaveProperty('staying');
});

test('a team is read with its name; a rule-based one is untouchable; a hinted one gets its key', () => {
  const group = { id: 't9', name: 'Everyone in Lyon', userCount: 0, managerCount: 0 };
  expect(toTeam(group, own())).toMatchObject({
    remote: 't9',
    untouchable: 'rule-based team',
    fields: { name: 'Everyone in Lyon' },
  });
  expect(toTeam({ ...group, name: 'Équipe A' }, own({ current_team_names: { '0001': 'Équipe A' } }))).toMatchObject({
    key: '0001',
  });
  expect(toSyncGroup(team('0001', 'Équipe 1'))).toEqual({ id: '0001', name: 'Équipe 1' });
  expect(toSyncGroup(team('0001', 'Équipe 1'), new Map([['0001', 'Équipe A']]))).toEqual({
    id: '0001',
    name: 'Équipe A',
  });
});

test.each([
  [
    { member: true, manager: false },
    { isMember: true, isManager: false },
  ],
  [
    { member: false, manager: true },
    { isMember: false, isManager: true },
  ],
  [
    { member: true, manager: true },
    { isMember: true, isManager: true },
  ],
])('roles %j go as %j and come back', (fields, roles) => {
  const row = toSyncMembership(membership('g/1', '7', fields));
  expect(row).toEqual({ groupId: 'g/1', userId: '7', subGroupId: '', ...roles });
  const group = { id: 't1', name: 'Alpha', userCount: 1, managerCount: 1 };
  const live = {
    ...listed,
    email: 'p7@example.org',
    memberGroups: fields.member ? ['Alpha'] : [],
    managedGroups: fields.manager ? ['Alpha'] : [],
  };
  expect(toMemberships(live, () => group, own())).toEqual([
    { kind: 'memberships', remote: 't1/p7@example.org', parts: ['t1', 'p7@example.org'], active: true, fields },
  ]);
});

test('a membership without a word on roles is that of a member', () => {
  const { fields: _, ...rest } = membership('g1', '7');
  expect(toSyncMembership({ ...rest, fields: { teamId: 'g1', employeeId: '7' } })).toMatchObject({
    isMember: true,
    isManager: false,
  });
});

test('memberships of rule-based teams are left out', () => {
  const group = { id: 't9', name: 'Everyone in Lyon', userCount: 1, managerCount: 0 };
  expect(toMemberships({ ...listed, email: 'a@x.org', memberGroups: ['t9'] }, () => group, own())).toEqual([]);
});

test('the body holds settings, people, teams, sub-teams and roles', () => {
  const snapshot = [
    person('1'),
    team('g1', 'Alpha'),
    team('g2', 'Beta', { fields: { parentId: 'g1' } }),
    membership('g2', '1'),
  ];
  const body = toSyncBody(snapshot, own());
  expect(body.settings).toEqual({ syncManagerEmail: 'boss@example.org', inviteNewUsers: false });
  expect(body.groups).toEqual([
    { id: 'g1', name: 'Alpha' },
    { id: 'g2', name: 'Beta' },
  ]);
  expect(body.mappings).toEqual([
    { groupId: 'g1', userId: '', subGroupId: 'g2', isMember: false, isManager: false },
    { groupId: 'g2', userId: '1', subGroupId: '', isMember: true, isManager: false },
  ]);
  expect(toSyncBody(snapshot, own({ sync_admin: 'guid', invite_new_users: true })).settings).toEqual({
    syncAdmin: 'guid',
    inviteNewUsers: true,
  });
});
