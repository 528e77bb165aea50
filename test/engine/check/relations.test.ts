import { expect, test } from '@jest/globals';
import { isUsable } from '../../../src/engine/roster.ts';
import { check, checkPeople, told } from './rosters.ts';

test('refuses a key that comes twice, with both places', async () => {
  const roster = await checkPeople('last_name,id\nRoe,1\nDoe,2\nMoe,1\n');

  expect(told(roster)).toEqual(['duplicate-key error/roster 4:5 2:5 #1']);
  expect(isUsable(roster)).toBe(false);
});

test('refuses an id in two sources, with both files', async () => {
  const roster = await check('sources:\n  a: { employees: a.csv }\n  b: { employees: b.csv }\n', {
    'a.csv': 'id\n1\n2\n',
    'b.csv': 'id\n2\n',
  });

  expect(roster.findings).toMatchObject([
    {
      code: 'id-in-two-sources',
      scope: 'roster',
      message: 'this key is in source a and in source b',
      place: { file: 'b.csv', line: 2 },
      others: [{ file: 'a.csv', line: 3 }],
    },
  ]);
});

test('keeps 007 and 7 apart', async () => {
  expect([...(await checkPeople('id\n007\n7\n')).records.employees.keys()]).toEqual(['007', '7']);
});

test('holds who has an unknown manager, and nobody else', async () => {
  const roster = await checkPeople('id,manager_id\n1,\n2,1\n3,9\n');

  expect(told(roster)).toEqual(['unknown-manager error/record 4:3 #3']);
  expect(isUsable(roster)).toBe(true);
  expect([...roster.records.employees.values()].map((record) => record.held.length)).toEqual([0, 0, 1]);
});

test('names all members of a circle of managers on each of them', async () => {
  const roster = await checkPeople('id,manager_id\n1,2\n2,3\n3,1\n4,1\n5,5\n');

  expect(told(roster)).toEqual([
    'manager-cycle error/record 2:3 3:3 4:3 #1',
    'manager-cycle error/record 3:3 2:3 4:3 #2',
    'manager-cycle error/record 4:3 2:3 3:3 #3',
    'own-manager error/record 6:3 #5',
  ]);
});

test('does not take managers for unknown when rows could not be read', async () => {
  expect(told(await checkPeople('id,manager_id\n1,2,x\n3,1\n'))).toEqual(['ragged-row error/roster 2:5']);
});

test('finds an end before the start', async () => {
  expect(told(await checkPeople('id,start_date,end_date\n1,2026-01-31,2026-01-30\n2,2026-01-31,2026-01-31\n'))).toEqual(
    ['end-before-start error/record 2:14 2:3 #1'],
  );
});

test('finds an e-mail that two active people share, letter case aside, on both', async () => {
  const csv = 'id,email,status\n1,Zoe@example.com,\n2,zoe@EXAMPLE.com,active\n3,zoe@example.com,inactive\n';

  expect(told(await checkPeople(csv))).toEqual([
    'shared-email error/record 2:3 3:3 #1',
    'shared-email error/record 3:3 2:3 #2',
  ]);
});

test('lets a newcomer have the address of someone who has left by the day of the run', async () => {
  const csv = 'id,email,end_date\n1,desk@example.com,2026-01-31\n2,desk@example.com,\n';

  expect(told(await checkPeople(csv, '', '2026-02-01'))).toEqual([]);
  expect(told(await checkPeople(csv, '', '2026-01-31'))).toHaveLength(2);
});

test('finds a former id that is still in use, or used twice', async () => {
  expect(told(await checkPeople('id,former_id\n1,\n2,1\n3,8\n4,8\n'))).toEqual([
    'former-id-in-use error/record 3:3 2:1 #2',
    'shared-former-id error/record 4:3 5:3 #3',
    'shared-former-id error/record 5:3 4:3 #4',
  ]);
});

test('finds memberships and absences that point at nobody', async () => {
  const source = 'sources: { hr: { employees: p.csv, teams: t.csv, memberships: m.csv, absences: a.csv } }';
  const roster = await check(source, {
    'p.csv': 'id\n1\n',
    't.csv': 'id,name,parent_id\nA,Alpha,B\nB,Beta,A\nC,Gamma,X\n',
    'm.csv': 'team_id,employee_id\nA,1\nA,2\nZ,1\n',
    'a.csv': 'id,employee_id\nx,9\n',
  });

  expect(told(roster)).toEqual([
    'team-cycle error/record 2:9 3:8 #A',
    'team-cycle error/record 3:8 2:9 #B',
    'unknown-team error/record 4:9 #C',
    'unknown-person error/record 3:3 #A/2',
    'unknown-team error/record 4:1 #Z/1',
    'unknown-person error/record 2:3 #x',
  ]);
  expect([...roster.records.memberships.keys()]).toEqual(['A/1', 'A/2', 'Z/1']);
});

test('applies the checks of rollcall.yaml, with the manager and the day', async () => {
  const yaml = [
    'checks:',
    "  - { assert: 'end_date == null || end_date >= start_date', message: leaves before joining }",
    "  - { assert: 'manager == null || manager.department == department', message: manager elsewhere, severity: warning }",
    "  - { assert: 'start_date <= today', message: starts in the future, severity: warning }",
  ].join('\n');
  const csv = 'id,department,manager_id,start_date,end_date\n1,A,,2026-01-31,\n2,B,1,2026-03-31,\n3,A,1,,2026-01-31\n';

  const roster = await checkPeople(csv, yaml, '2026-02-01');

  expect(told(roster)).toEqual([
    'check warning/record 3:1 #2',
    'check warning/record 3:1 #2',
    'check-failed error/record 4:1 #3',
    'check-failed warning/record 4:1 #3',
  ]);
  expect([...roster.records.employees.values()].map((record) => record.held.length)).toEqual([0, 0, 1]);
});

test('says once for a source that a check needs a column it does not have', async () => {
  const yaml = "checks: [{ assert: 'location != null', message: needs a place }]\n";
  const roster = await checkPeople('id\n1\n2\n', yaml);

  expect(roster.findings).toMatchObject([
    {
      code: 'check-unknown',
      severity: 'warning',
      message: '"needs a place" cannot be checked for source hr: it has no location',
    },
  ]);
});
