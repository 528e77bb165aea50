import { expect, test } from '@jest/globals';
import {
  changesOf,
  csv,
  type Firm,
  listedIn,
  makeFirm,
  officevibeState,
  type PersonRow,
  people,
  peopleOf,
  person,
  type SystemSetup,
} from './firm.ts';

const teamFile = 'id,name\nT1,Sales\nT2,Support\n';

function firmOf(
  rows: readonly PersonRow[],
  setup: Omit<SystemSetup, 'connector'> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Firm> {
  return makeFirm({
    systems: { officevibe: { connector: 'officevibe', ...setup } },
    config: { teams: { from: 'department', ids: 'hr/teams.csv' } },
    files: { 'hr/people.csv': csv(rows), 'hr/teams.csv': teamFile, ...files },
  });
}

test('sends a held record along as it was last applied', async () => {
  const rows = people(8);
  const firm = await firmOf(rows);
  await firm.apply();
  const changed = rows.map((row) =>
    row.id === '2'
      ? { ...row, first_name: '', job_title: 'Lead' }
      : row.id === '3'
        ? { ...row, job_title: 'Lead' }
        : row,
  );
  firm.commit({ 'hr/people.csv': csv(changed.map((row) => (row.id === '4' ? { ...row, email: 'nonsense' } : row))) });

  const apply = await firm.apply();

  expect(apply.code).toBe(6);
  expect(peopleOf(apply.of('officevibe'))).toEqual(['update 3']);
  const users = officevibeState(firm.system('officevibe')).users;
  expect(
    users
      .filter((user) => user.externalId !== null)
      .map((user) => `${user.externalId} ${user.jobTitle} ${user.status}`),
  ).toEqual(rows.map((row) => `${row.id} ${row.id === '3' ? 'Lead' : 'Clerk'} Created`));
  expect(users.find((user) => user.externalId === '2')?.firstName).toBe('First2');
  expect(users.find((user) => user.externalId === '4')?.email).toBe('p4@firm.test');
});

test('leaves a newcomer out who is skipped, and one without an address', async () => {
  const rows = people(8, { start_date: '2026-01-01' });
  const firm = await firmOf(rows, { rules: { skip: 'start_date > today' } });
  await firm.apply({ day: '2026-02-01' });
  firm.commit({
    'hr/people.csv': csv([
      ...rows,
      person(9, { start_date: '2026-03-01' }),
      person(10, { email: '', start_date: '2026-01-01' }),
    ]),
  });

  const early = await firm.apply({ day: '2026-02-02' });
  const due = await firm.apply({ day: '2026-03-01' });

  expect([early.code, due.code]).toEqual([0, 0]);
  expect(peopleOf(early.of('officevibe'))).toEqual([]);
  expect(peopleOf(due.of('officevibe'))).toEqual(['create 9']);
  expect(due.of('officevibe').changes[0]?.cause.type).toBe('date');
  expect(listedIn(firm.system('officevibe'))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
});

test('sends what was last applied and the one change, when one person is tried', async () => {
  const rows = people(8);
  const firm = await firmOf(rows);
  await firm.apply();
  firm.commit({
    'hr/people.csv': csv([
      ...rows.slice(1).map((row) => (['2', '3'].includes(row.id) ? { ...row, job_title: 'Lead' } : row)),
      person(9),
    ]),
  });

  const trial = await firm.apply({ only: '3' });
  const between = officevibeState(firm.system('officevibe')).users;
  const all = await firm.apply();
  const last = await firm.plan();

  expect([trial.code, all.code]).toEqual([0, 0]);
  expect(changesOf(trial.of('officevibe'))).toEqual(['update employees/3']);
  expect(between.filter((user) => user.jobTitle === 'Lead').map((user) => user.externalId)).toEqual(['3']);
  expect(between.filter((user) => user.status === 'Deactivated')).toEqual([]);
  expect(between.some((user) => user.externalId === '9')).toBe(false);
  expect(peopleOf(all.of('officevibe'))).toEqual(['create 9', 'leave 1', 'update 2']);
  expect(last.of('officevibe').changes).toEqual([]);
});

test('refuses to try one person on an account with people, while nothing was ever applied', async () => {
  const firm = await firmOf(people(4));
  for (const id of [1, 2])
    await firm.system('officevibe').byHand('users', { email: `p${id}@firm.test`, firstName: 'By', lastName: 'Hand' });

  const trial = await firm.apply({ only: '3' });

  expect(trial.code).not.toBe(0);
  expect(firm.system('officevibe').writes()).toEqual([]);
});

test('plans strangers of a first sync as leavers, under the limits', async () => {
  const firm = await firmOf(people(20));
  for (let id = 1; id <= 20; id += 1) await firm.system('officevibe').byHand('users', { email: `p${id}@firm.test` });
  for (const id of [21, 22, 23]) await firm.system('officevibe').byHand('users', { email: `x${id}@firm.test` });

  const plan = await firm.plan();
  const stopped = await firm.rollcall(['apply']);
  const written = firm.system('officevibe').writes().length;
  const released = await firm.apply({
    allow: [
      'officevibe:leave=3',
      'officevibe:update=20',
      'officevibe:column:id=20',
      'officevibe:column:firstName=20',
      'officevibe:column:lastName=20',
      'officevibe:column:jobTitle=20',
    ],
  });
  const last = await firm.plan();

  expect(plan.code).toBe(4);
  const strangers = plan.of('officevibe').changes.filter((change) => change.cause.type === 'not-ours');
  expect(strangers.map((change) => change.op)).toEqual(['leave', 'leave', 'leave']);
  expect([stopped.code, written]).toEqual([4, 0]);
  expect(stopped.stderr).not.toContain('x21@firm.test');
  expect([released.code, last.of('officevibe').changes]).toEqual([0, []]);
  expect(officevibeState(firm.system('officevibe')).users.filter((user) => user.status === 'Deactivated').length).toBe(
    3,
  );
});

test('leaves administrators alone, named in the files or not', async () => {
  const firm = await firmOf(people(4));
  await firm.system('officevibe').byHand('users', { email: 'boss@firm.test', isAdmin: true });
  await firm.system('officevibe').byHand('users', { email: 'head@firm.test', isCompanyManager: true });
  const before = officevibeState(firm.system('officevibe')).users;

  const first = await firm.apply();

  expect(first.code).toBe(0);
  expect(officevibeState(firm.system('officevibe')).users.slice(0, before.length)).toEqual(before);
});

test('renames a team by its id in one run, and in two runs when the app does not know the id yet', async () => {
  const firm = await firmOf([...people(4), person(5, { department: 'Support' })]);
  await firm.apply();
  const renamed = [...people(4), person(5, { department: 'Helpdesk' })];
  const before = officevibeState(firm.system('officevibe')).groups.map((group) => group.id);
  firm.commit({ 'hr/people.csv': csv(renamed), 'hr/teams.csv': 'id,name\nT1,Sales\nT2,Helpdesk\n' });

  const known = await firm.apply();

  expect(known.code).toBe(0);
  expect(changesOf(known.of('officevibe'))).toEqual(['update teams/T2']);
  const groups = officevibeState(firm.system('officevibe')).groups;
  expect(groups.map((group) => `${group.id} ${group.name}`)).toEqual([`${before[0]} Sales`, `${before[1]} Helpdesk`]);

  const fresh = await firmOf(
    renamed,
    { with: { current_team_names: { T2: 'Support' } } },
    { 'hr/teams.csv': 'id,name\nT1,Sales\nT2,Helpdesk\n' },
  );
  await fresh.system('officevibe').byHand('groups', { name: 'Support' });
  const live = officevibeState(fresh.system('officevibe')).groups[0]?.id;
  const first = await fresh.apply();
  const names = officevibeState(fresh.system('officevibe')).groups.map((group) => group.name);
  const second = await fresh.apply();
  const third = await fresh.plan();

  expect([first.code, second.code, third.code]).toEqual([0, 0, 0]);
  expect(names).toContain('Support');
  expect(officevibeState(fresh.system('officevibe')).groups.find((group) => group.id === live)?.name).toBe('Helpdesk');
  expect(third.of('officevibe').changes).toEqual([]);
});

test('removes a team only where that is allowed by name', async () => {
  const rows = [...people(4), person(5, { department: 'Support' })];
  const moved = people(5);
  const firm = await firmOf(rows);
  await firm.apply();
  firm.commit({ 'hr/people.csv': csv(moved), 'hr/teams.csv': 'id,name\nT1,Sales\n' });

  const held = await firm.apply();
  const still = officevibeState(firm.system('officevibe')).groups.map((group) => group.name);
  firm.commit({
    'rollcall.yaml': firm.config({ officevibe: { connector: 'officevibe', rules: { allow: ['remove_team'] } } }),
  });
  const removed = await firm.apply();
  const last = await firm.plan();

  expect(held.code).toBe(6);
  expect(held.of('officevibe').holds.map((hold) => `${hold.kind}/${hold.key}`)).toContain('teams/T2');
  expect(still).toEqual(['Sales', 'Support']);
  expect(removed.code).toBe(0);
  expect(officevibeState(firm.system('officevibe')).groups.map((group) => group.name)).toEqual(['Sales']);
  expect(last.of('officevibe').changes).toEqual([]);
});

test('invites only where that is allowed by name, and says so before', async () => {
  const firm = await firmOf(people(4), { with: { invite_new_users: true } });

  const held = await firm.apply();
  const none = officevibeState(firm.system('officevibe')).mails;
  firm.commit({
    'rollcall.yaml': firm.config({
      officevibe: { connector: 'officevibe', with: { invite_new_users: true }, rules: { allow: ['invite'] } },
    }),
  });
  const plan = await firm.plan();
  const invited = await firm.apply();

  expect([held.code === 0, none]).toEqual([false, []]);
  expect(plan.of('officevibe').effects.some((effect) => effect.count === 4 && !effect.reversible)).toBe(true);
  expect(invited.code).toBe(0);
  expect(officevibeState(firm.system('officevibe')).mails.length).toBe(4);
});

test('never pushes a section that is empty, and says so in the plan', async () => {
  const firm = await firmOf(people(4, { department: '' }));

  const plan = await firm.plan();
  const apply = await firm.apply();

  expect([plan.code, apply.code]).toEqual([3, 3]);
  expect(firm.system('officevibe').writes()).toEqual([]);
});
