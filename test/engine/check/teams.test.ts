import { expect, test } from '@jest/globals';
import type { Roster } from '../../../src/engine/roster.ts';
import { check, told } from './rosters.ts';

const fromColumn = 'sources: { hr: { employees: p.csv } }\nteams: { from: department, ids: t.csv }\n';
const officevibe = 'sources: { ov: { preset: officevibe, dir: ov } }\n';
const fieldsOf = (roster: Roster, kind: 'teams' | 'memberships') =>
  [...roster.records[kind]].map(([key, record]) => [key, record.fields]);

test('makes teams and memberships from a column, with ids from a file', async () => {
  const roster = await check(fromColumn, {
    'p.csv': 'id,department,manager_id\n1,Sales,\n2,sales ,1\n3,IT,1\n4,,\n',
    't.csv': 'id,name\nT1,Sales\nT2,IT\nT3,Empty\n',
  });

  expect(roster.findings).toEqual([]);
  expect(fieldsOf(roster, 'teams')).toEqual([
    ['T1', { id: 'T1', name: 'Sales', parent_id: null }],
    ['T2', { id: 'T2', name: 'IT', parent_id: null }],
  ]);
  expect(fieldsOf(roster, 'memberships')).toEqual([
    ['T1/1', { team_id: 'T1', employee_id: '1', member: true, manager: true }],
    ['T1/2', { team_id: 'T1', employee_id: '2', member: true, manager: false }],
    ['T2/3', { team_id: 'T2', employee_id: '3', member: true, manager: false }],
  ]);
  expect(roster.coverage.map(({ kind, files }) => [kind, files])).toEqual([
    ['employees', ['p.csv']],
    ['teams', ['t.csv']],
    ['memberships', ['p.csv']],
  ]);
});

test('asks for the id of a new team, and takes nobody out of one meanwhile', async () => {
  const roster = await check(fromColumn, {
    'p.csv': 'id,department\n1,Sales\n2,IT\n3,IT\n',
    't.csv': 'id,name\nT1,Sales\n',
  });

  expect(told(roster)).toEqual(['team-without-id error/record 3:3 4:3']);
  expect(roster.findings[0]?.message).toBe('the team "IT" (2 people) has no id in t.csv');
  expect(roster.incomplete.map(({ kind }) => kind)).toEqual(['teams', 'memberships']);
  expect(roster.records.employees.get('2')?.held).toEqual([]);
});

test('does not show the value of a team column that is not open', async () => {
  const yaml = 'sources: { hr: { employees: p.csv } }\nteams: { from: gender, ids: t.csv }\n';
  const roster = await check(yaml, { 'p.csv': 'id,gender\n1,male\n', 't.csv': 'id,name\nT1,female\n' });

  expect(roster.findings[0]?.message).toBe('the team (1 person) has no id in t.csv');
});

test('refuses a file of ids with a name or an id twice, or none at all', async () => {
  const people = { 'p.csv': 'id,department\n1,Sales\n' };

  expect(told(await check(fromColumn, { ...people, 't.csv': 'id,name\nT1,Sales\nT2,sales\nT1,IT\n' }))).toEqual([
    'team-name-twice error/roster 3:4 2:4',
    'duplicate-key error/roster 4:1 2:1 #T1',
  ]);
  expect(told(await check(fromColumn, people))).toEqual(['file-missing error/roster 1:1']);
});

test('warns of teams whose name is their id', async () => {
  const yaml = 'sources: { hr: { employees: p.csv } }\nteams: { from: department }\n';
  const roster = await check(yaml, { 'p.csv': 'id,department\n1,Sales\n' });

  expect(told(roster)).toEqual(['team-ids-unstable warning/roster 1:4']);
  expect([...roster.records.teams.keys()]).toEqual(['Sales']);
});

const files = {
  'ov/users.csv':
    'id,email,firstName,lastName,jobTitle,imageUrl,language\n1,a@example.com,Ann,Roe,CEO,,fr\n2,b@example.com,Bo,Doe,,,en\n',
  'ov/groups.csv': 'id,name\ng1,Sales\ng2,West\n',
  'ov/groups-mapping.csv':
    'GroupId,UserId,SubGroupId,IsMember,IsManager\ng1,,g2,,\ng1,1,,FALSE,TRUE\ng1,1,,TRUE,FALSE\ng2,2,,TRUE,TRUE\n',
};

test("reads Officevibe's own files as they are", async () => {
  const roster = await check(officevibe, files);

  expect(roster.findings).toEqual([]);
  expect(roster.records.employees.get('1')?.fields).toEqual({
    id: '1',
    email: 'a@example.com',
    first_name: 'Ann',
    last_name: 'Roe',
    job_title: 'CEO',
    image_url: null,
    language: 'fr',
  });
  expect(fieldsOf(roster, 'teams')).toEqual([
    ['g1', { id: 'g1', name: 'Sales', parent_id: null }],
    ['g2', { id: 'g2', name: 'West', parent_id: 'g1' }],
  ]);
  expect(fieldsOf(roster, 'memberships')).toEqual([
    ['g1/1', { team_id: 'g1', employee_id: '1', member: true, manager: true }],
    ['g2/2', { team_id: 'g2', employee_id: '2', member: true, manager: true }],
  ]);
  expect(roster.coverage.map(({ kind, fields }) => [kind, fields])).toEqual([
    ['employees', ['id', 'email', 'first_name', 'last_name', 'job_title', 'image_url', 'language']],
    ['teams', ['id', 'name', 'parent_id']],
    ['memberships', ['team_id', 'employee_id', 'member', 'manager']],
  ]);
});

test('refuses mapping rows that say too much, too little or the contrary', async () => {
  const mapping =
    'groupId,userId,subGroupId,isMember,isManager\ng1,1,g2,TRUE,FALSE\ng1,,,TRUE,FALSE\ng1,2,,FALSE,FALSE\ng1,1,,x,FALSE\n' +
    'g1,,g2,,\ng2,,g2,,\n';
  const roster = await check(officevibe, { ...files, 'ov/groups-mapping.csv': mapping });

  expect(told(roster)).toEqual([
    'own-parent error/record 3:1 #g2',
    'user-and-sub-team error/record 2:6 #g1/1',
    'empty-mapping error/record 3:4 #g1/',
    'neither-member-nor-manager error/record 4:7 #g1/2',
    'bad-boolean error/record 5:7 #g1/1',
    'two-parents error/record 7:1 6:1 #g2',
  ]);
  expect(roster.incomplete).toMatchObject([{ kind: 'memberships' }, { kind: 'memberships' }]);
});

test("reads Officevibe's JSON body, with the place of every finding", async () => {
  const yaml =
    'sources:\n  ov: { preset: officevibe, dir: ov, employees: b.json, teams: b.json, memberships: b.json }\n';
  const json = JSON.stringify(
    {
      Users: [
        { id: '1', email: 'a@example.com' },
        { id: 2, email: 'bad' },
      ],
      Groups: [{ id: 'g1', name: 'Sales' }],
      Mappings: [{ GroupId: 'g1', UserId: '1', IsMember: true, IsManager: false }],
    },
    null,
    2,
  );

  const roster = await check(yaml, { 'b.json': json });

  expect(told(roster)).toEqual(['bad-email error/record 9:16 #2']);
  expect([...roster.records.employees.values()].map(({ key, place }) => [key, place.line])).toEqual([
    ['1', 3],
    ['2', 7],
  ]);
  expect([...roster.records.memberships.keys()]).toEqual(['g1/1']);
});

test.each(['{"users": [', '[]', '{"users": []}', '{"users": [[1]]}', '{"users": [{"id": {}}]}'])(
  'refuses the JSON %s',
  async (json) => {
    const yaml = 'sources:\n  ov: { preset: officevibe, dir: ov, employees: b.json }\n';
    const roster = await check(yaml, { ...files, 'b.json': json });

    expect(told(roster)).toContain('bad-json error/roster 1:1');
  },
);
