import { expect, test } from '@jest/globals';
import {
  activeIn,
  changesOf,
  csv,
  type FirmSetup,
  listedIn,
  makeFirm,
  officevibeState,
  people,
  peopleOf,
  person,
  springestPeople,
} from './firm.ts';

const springest: FirmSetup['systems'] = { springest: { connector: 'springest' } };
const both: FirmSetup['systems'] = { ...springest, officevibe: { connector: 'officevibe' } };
const teams = { teams: { from: 'department', ids: 'hr/teams.csv' } };
const teamFile = 'id,name\nT1,Sales\nT2,Support\n';

test('fills empty accounts on the first sync, and changes nothing on the second', async () => {
  const firm = await makeFirm({
    systems: both,
    config: teams,
    files: { 'hr/people.csv': csv(people(5)), 'hr/teams.csv': teamFile },
  });

  const first = await firm.rollcall(['apply', '--json']);
  const wrote = [firm.system('springest').writes().length, firm.system('officevibe').writes().length];
  const second = await firm.rollcall(['apply']);
  const plan = await firm.rollcall(['plan']);

  expect([first.code, second.code, plan.code]).toEqual([0, 0, 0]);
  expect(first.json.at(-1)).toEqual({ summary: { applied: 16, failed: 0, held: 0, accepted: 0 } });
  expect(activeIn(firm.system('springest'))).toEqual(['1', '2', '3', '4', '5']);
  expect(listedIn(firm.system('officevibe'))).toEqual(['1', '2', '3', '4', '5']);
  expect(wrote).toEqual([5, 1]);
  expect(second.stdout.trimEnd().split('\n').at(-1)).toBe('0 applied, 0 failed, 0 held');
  expect([firm.system('springest').writes().length, firm.system('officevibe').writes().length]).toEqual(wrote);
});

test('carries a joiner, a mover, a leaver and a returner into every system', async () => {
  const firm = await makeFirm({
    systems: both,
    config: teams,
    files: { 'hr/people.csv': csv(people(8, { status: 'active' })), 'hr/teams.csv': teamFile },
  });
  await firm.apply();

  const rows = people(8, { status: 'active' });
  const moved = rows.map((row) => (row.id === '2' ? { ...row, department: 'Support' } : row));
  firm.commit({ 'hr/people.csv': csv([...moved.filter((row) => row.id !== '3'), person(9, { status: 'active' })]) });
  const changed = await firm.apply();
  const second = await firm.apply();
  firm.commit({ 'hr/people.csv': csv([...moved, person(9, { status: 'active' })]) });
  const returned = await firm.apply();
  const last = await firm.plan();

  expect([changed.code, second.code, returned.code, last.code]).toEqual([0, 0, 0, 0]);
  expect(peopleOf(changed.of('springest'))).toEqual(['create 9', 'leave 3', 'update 2']);
  expect(changesOf(changed.of('officevibe')).toSorted()).toEqual([
    'create employees/9',
    'create memberships/T1/9',
    'create memberships/T2/2',
    'create teams/T2',
    'delete memberships/T1/2',
    'delete memberships/T1/3',
    'leave employees/3',
  ]);
  expect(peopleOf(returned.of('springest'))).toEqual(['return 3']);
  expect(peopleOf(second.of('officevibe'))).toEqual([]);
  expect(activeIn(firm.system('springest'))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  expect(springestPeople(firm.system('springest')).length).toBe(9);
  expect(listedIn(firm.system('officevibe'))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  expect(last.plan.systems.map((one) => one.changes.length)).toEqual([0, 0]);
});

test.each([
  ['a row that is gone', (row: Record<string, string>) => (row.id === '3' ? [] : [row])],
  ['a status', (row: Record<string, string>) => [row.id === '3' ? { ...row, status: 'inactive' } : row]],
  [
    'a last day that is over',
    (row: Record<string, string>) => [row.id === '3' ? { ...row, end_date: '2026-01-31' } : row],
  ],
  ['a place outside "only"', (row: Record<string, string>) => [row.id === '3' ? { ...row, location: 'DE' } : row]],
])('counts as a leaver whoever is carried off by %s', async (_how, change) => {
  const rows = people(6, { status: 'active', end_date: '', location: 'NL' });
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest', rules: { only: 'location == "NL"' } } },
    files: { 'hr/people.csv': csv(rows) },
  });
  await firm.apply({ day: '2026-01-15' });
  firm.commit({
    'hr/people.csv': csv(
      rows.flatMap((row) => change({ ...row })),
      Object.keys(rows[0] ?? {}),
    ),
  });

  const changed = await firm.apply({ day: '2026-02-05' });
  const second = await firm.plan({ day: '2026-02-05' });

  expect(peopleOf(changed.of('springest'))).toEqual(['leave 3']);
  expect(activeIn(firm.system('springest'))).toEqual(['1', '2', '4', '5', '6']);
  expect(second.of('springest').changes).toEqual([]);
});

test('writes managers before their reports, whatever the order of the rows', async () => {
  const firm = await makeFirm({
    systems: springest,
    files: {
      'hr/people.csv': csv([
        person(1, { manager_id: '2' }),
        person(2, { manager_id: '3' }),
        person(3),
        person(4, { manager_id: '1' }),
      ]),
    },
  });

  const first = await firm.apply();

  expect(first.receipts.map((receipt) => `${receipt.key} ${receipt.outcome}`)).toEqual([
    '3 done',
    '2 done',
    '1 done',
    '4 done',
  ]);
});

test("moves a leaver's reports before the leaver goes", async () => {
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest', rules: { limits: { column: '100%', update: '100%' } } } },
    files: { 'hr/people.csv': csv([person(1), person(2), ...[3, 4, 5].map((id) => person(id, { manager_id: '1' }))]) },
  });
  await firm.apply();
  firm.commit({ 'hr/people.csv': csv([person(2), ...[3, 4, 5].map((id) => person(id, { manager_id: '2' }))]) });

  const changed = await firm.apply();

  expect(changed.receipts.map((receipt) => `${receipt.op} ${receipt.key} ${receipt.outcome}`)).toEqual([
    'update 3 done',
    'update 4 done',
    'update 5 done',
    'leave 1 done',
  ]);
});

test('breaks a circle of approvers in two steps', async () => {
  const approver = 'cost_center == null ? [] : [{"email": cost_center, "label": "Manager", "can_approve": true}]';
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest', rules: { fields: { approvers: approver } } } },
    files: {
      'hr/people.csv': csv([
        person(1, { cost_center: 'p2@firm.test' }),
        person(2, { cost_center: 'p3@firm.test' }),
        person(3, { cost_center: 'p1@firm.test' }),
      ]),
    },
  });

  const first = await firm.apply();
  const second = await firm.plan();

  expect(first.code).toBe(0);
  expect(first.receipts.map((receipt) => receipt.op)).toEqual(['create', 'create', 'create', 'update']);
  expect(springestPeople(firm.system('springest')).map((one) => one.approvers[0]?.email)).toEqual(
    expect.arrayContaining(['p2@firm.test', 'p3@firm.test', 'p1@firm.test']),
  );
  expect(second.of('springest').changes).toEqual([]);
});

test('feeds two sites from one roster, with a key and a host for each', async () => {
  const rows = [
    ...[1, 2, 3].map((id) => person(id, { location: 'NL' })),
    ...[4, 5].map((id) => person(id, { location: 'DE' })),
  ];
  const firm = await makeFirm({
    systems: {
      'springest-nl': { connector: 'springest', rules: { only: 'location == "NL"' } },
      'springest-de': { connector: 'springest', with: { region: 'de' }, rules: { only: 'location == "DE"' } },
    },
    files: { 'hr/people.csv': csv(rows) },
  });

  const first = await firm.rollcall(['apply']);
  const moved = rows.map((row) => (row.id === '3' ? { ...row, location: 'DE' } : row));
  firm.commit({ 'hr/people.csv': csv(moved) });
  const second = await firm.rollcall(['apply']);

  expect([first.code, second.code]).toEqual([0, 0]);
  expect(activeIn(firm.system('springest-nl'))).toEqual(['1', '2']);
  expect(activeIn(firm.system('springest-de'))).toEqual(['3', '4', '5']);
  expect(firm.system('springest-nl').writes().length).toBe(4);
});

test("maps the manager's manager as a higher manager", async () => {
  const approvers = [
    'manager == null ? [] : manager.manager == null',
    '? [{"email": manager.email, "label": "Manager"}]',
    ': [{"email": manager.email, "label": "Manager"}, {"email": manager.manager.email, "label": "Higher manager"}]',
  ].join(' ');
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest', rules: { fields: { approvers } } } },
    files: { 'hr/people.csv': csv([person(1, { manager_id: '2' }), person(2, { manager_id: '3' }), person(3)]) },
  });

  const first = await firm.apply();

  expect(first.code).toBe(0);
  const found = springestPeople(firm.system('springest')).find((one) => one.external_id === '1');
  expect(found?.approvers.map(({ email, label }) => `${label} ${email}`)).toEqual([
    'Manager p2@firm.test',
    'Higher manager p3@firm.test',
  ]);
});

test('tries one person alone, and leaves the others for later', async () => {
  const firm = await makeFirm({ systems: springest, files: { 'hr/people.csv': csv(people(4)) } });

  const trial = await firm.rollcall(['apply', '--only', '3', '--json']);
  const again = await firm.apply({ only: '3' });
  const all = await firm.apply();

  expect(trial.code).toBe(0);
  expect(trial.json.map((line) => line.key)).toEqual(['3', undefined]);
  expect(again.receipts).toEqual([]);
  expect(peopleOf(all.of('springest'))).toEqual(['create 1', 'create 2', 'create 4']);
  expect(springestPeople(firm.system('springest')).length).toBe(4);
});

test('lets a whole team move and keeps its memberships in step', async () => {
  const firm = await makeFirm({
    systems: { officevibe: { connector: 'officevibe' } },
    config: teams,
    files: { 'hr/people.csv': csv([...people(8), person(9, { department: 'Support' })]), 'hr/teams.csv': teamFile },
  });
  await firm.apply();
  firm.commit({
    'hr/people.csv': csv([
      person(1, { department: 'Support' }),
      ...people(9).slice(1, 8),
      person(9, { department: 'Support' }),
    ]),
  });

  const moved = await firm.apply();
  const again = await firm.plan();

  expect(moved.code).toBe(0);
  expect(again.of('officevibe').changes).toEqual([]);
  const groups = officevibeState(firm.system('officevibe')).groups;
  expect(groups.map((group) => `${group.name} ${group.members.length}`)).toEqual(['Sales 7', 'Support 2']);
});

test('answers for people who have left long ago, and for nobody else', async () => {
  const firm = await makeFirm({ systems: springest, files: { 'hr/people.csv': csv(people(12)) } });
  await firm.apply();
  const staying = people(12).filter((row) => row.id !== '12');
  const left = firm.commit({ 'hr/people.csv': csv(staying) });
  await firm.apply();
  firm.commit({
    'hr/people.csv': csv(staying.map((row) => (row.id === '2' ? { ...row, first_name: 'Twelve 12' } : row))),
  });
  await firm.apply();

  const gone = await firm.rollcall(['status', '12', '--json']);
  const stranger = await firm.rollcall(['status', '99']);
  const trial = await firm.rollcall(['plan', '--only', '12']);

  expect([gone.code, stranger.code, trial.code]).toEqual([0, 2, 2]);
  expect(gone.json).toMatchObject([{ rows: [{ key: '12', state: 'applied', since: { commit: left } }] }]);
  expect(stranger.stderr).toContain('There is no person with this id');
  expect(trial.stderr).toContain('There is no person with the id of --only');
});
