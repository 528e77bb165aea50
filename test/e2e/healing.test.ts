import { expect, test } from '@jest/globals';
import { git } from '../io/repositories.ts';
import {
  activeIn,
  csv,
  type Firm,
  type FirmSetup,
  listedIn,
  makeFirm,
  officevibeState,
  people,
  peopleOf,
  person,
  springestPeople,
} from './firm.ts';

const one: FirmSetup['systems'] = { springest: { connector: 'springest' } };

/** Runs `apply` as a process and kills it with the k-th write of a system: before the write happens, or after. */
async function applyAndKill(
  firm: Firm,
  system: string,
  k: number,
  when: 'before' | 'after',
  signal: 'SIGKILL' | 'SIGINT' = 'SIGKILL',
): Promise<string> {
  let pid = 0;
  const target = firm.system(system);
  const kill = (count: number): void => {
    if (count === k) process.kill(pid, signal);
  };
  if (when === 'before') target.beforeWrite = kill;
  else target.afterWrite = kill;
  const outcome = await firm.rollcall(['apply'], {
    onStart: (started) => {
      pid = started;
    },
  });
  expect(outcome.signal).toBe(signal);
  target.beforeWrite = () => {};
  target.afterWrite = () => {};
  return outcome.stderr;
}

test('goes on after a record that the vendor refuses, and heals in the run after the mend', async () => {
  const firm = await makeFirm({ systems: one, files: { 'hr/people.csv': csv(people(6)) } });
  await firm.apply();
  // Somebody made an account by hand with an address that the files give to another person.
  const taken = await fetch(
    `${firm.system('springest').server.url}/users.json?api_key=${firm.system('springest').key}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ external_id: 'by-hand', email: 'p7@firm.test' }),
    },
  );
  expect(taken.status).toBe(201);
  firm.commit({ 'hr/people.csv': csv(people(9)) });

  const failed = await firm.rollcall(['apply']);
  const again = await firm.apply();
  const mended = people(9).map((row) => (row.id === '7' ? { ...row, email: 'seventh@firm.test' } : row));
  firm.commit({ 'hr/people.csv': csv(mended) });
  const healed = await firm.apply();
  const last = await firm.plan();

  expect([failed.code, again.code, healed.code, last.code]).toEqual([6, 6, 0, 0]);
  expect(failed.stdout.trimEnd().split('\n').at(-1)).toBe('2 applied, 1 failed, 0 held');
  expect(failed.stdout).not.toContain('p7@firm.test');
  expect(again.receipts.map((receipt) => `${receipt.key} ${receipt.outcome}`)).toEqual(['7 refused']);
  expect(peopleOf(healed.of('springest'))).toEqual(['create 7']);
  expect(last.of('springest').changes).toEqual([]);
  expect(activeIn(firm.system('springest'))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', 'by-hand']);
});

test('holds what depends on a record that failed, and takes both up together', async () => {
  const firm = await makeFirm({ systems: one, files: { 'hr/people.csv': csv(people(6)) } });
  await firm.apply();
  firm.commit({ 'hr/people.csv': csv([...people(6), person(7), person(8, { manager_id: '7' }), person(9)]) });
  firm.system('springest').fault({ status: 400, match: { method: 'POST' } });

  const failed = await firm.apply();
  const healed = await firm.apply();

  expect(failed.code).toBe(6);
  expect(failed.receipts.map((receipt) => `${receipt.key} ${receipt.outcome}`)).toEqual([
    '7 refused',
    '8 held',
    '9 done',
  ]);
  expect(healed.code).toBe(0);
  expect(activeIn(firm.system('springest'))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
});

test.each([
  ['before', 1],
  ['after', 1],
  ['before', 4],
  ['after', 4],
  ['after', 9],
] as const)('ends the same when killed %s write %i, and run again', async (when, k) => {
  const before = people(12);
  const after = [
    ...before.slice(2, 7).map((row) => ({ ...row, job_title: 'Lead' })),
    ...before.slice(7),
    ...[13, 14, 15].map((id) => person(id, { manager_id: '3' })),
  ];
  const rules = { limits: { leave: 5, update: '100%', column: '100%' } };
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest', rules } },
    files: { 'hr/people.csv': csv(before) },
  });
  await firm.apply();
  firm.commit({ 'hr/people.csv': csv(after) });

  await applyAndKill(firm, 'springest', springestPeople(firm.system('springest')).length + k, when);
  const again = await firm.apply();
  const last = await firm.plan();

  expect(again.code).toBe(0);
  expect(last.of('springest').changes).toEqual([]);
  const found = springestPeople(firm.system('springest'));
  expect(found.length).toBe(15);
  expect(
    found
      .filter((one) => one.active)
      .map((one) => `${one.external_id} ${one.texts.job_title}`)
      .sort(),
  ).toEqual(after.map((row) => `${row.id} ${row.job_title}`).sort());
});

test('makes those leave who were created by a killed run whose commit was reverted, and never makes the others', async () => {
  const firm = await makeFirm({ systems: one, files: { 'hr/people.csv': csv(people(100)) } });
  await firm.apply();
  firm.commit({ 'hr/people.csv': csv(people(140)) });
  await applyAndKill(firm, 'springest', 100 + 25, 'after');
  git(firm.dir, 'revert', '--no-edit', 'HEAD');

  const stopped = await firm.apply();
  const reverted = await firm.apply({ allow: ['springest:leave=25'] });
  const last = await firm.plan();

  expect(stopped.code).toBe(4);
  expect(stopped.error?.message).toContain('25 of ');
  expect(reverted.code).toBe(0);
  expect(reverted.receipts.every((receipt) => receipt.op === 'leave')).toBe(true);
  const found = springestPeople(firm.system('springest'));
  expect(found.length).toBe(125);
  expect(activeIn(firm.system('springest')).length).toBe(100);
  expect(last.of('springest').changes).toEqual([]);
});

test('finds its way back after a kill around the push of a whole organisation', async () => {
  for (const when of ['before', 'after'] as const) {
    const firm = await makeFirm({
      systems: { officevibe: { connector: 'officevibe' } },
      config: { teams: { from: 'department', ids: 'hr/teams.csv' } },
      files: { 'hr/people.csv': csv(people(10)), 'hr/teams.csv': 'id,name\nT1,Sales\nT2,Support\n' },
    });
    await firm.apply();
    const rows = [person(2, { department: 'Support' }), ...people(11).slice(2)];
    firm.commit({ 'hr/people.csv': csv(rows) });
    await applyAndKill(firm, 'officevibe', 2, when);

    const again = await firm.apply();
    const last = await firm.plan();

    expect(again.code).toBe(0);
    expect(last.of('officevibe').changes).toEqual([]);
    expect(listedIn(firm.system('officevibe'))).toEqual(rows.map((row) => row.id).sort());
    const { groups } = officevibeState(firm.system('officevibe'));
    expect(groups.map((group) => `${group.name} ${group.members.length}`)).toEqual(['Sales 9', 'Support 1']);
  }
});

test('creates nobody twice when the answers to creates were lost', async () => {
  const firm = await makeFirm({ systems: one, files: { 'hr/people.csv': csv(people(4)) } });
  await firm.apply();
  firm.commit({ 'hr/people.csv': csv(people(6)) });
  firm.system('springest').fault({ hang: true, afterWrite: true, times: 5, match: { method: 'POST' } });

  const lost = await firm.apply({ timeoutMs: 250 });
  const healed = await firm.apply();
  const last = await firm.plan();

  expect([6, 7]).toContain(lost.code);
  expect(lost.receipts.map((receipt) => receipt.outcome)).toContain('uncertain');
  expect([healed.code, last.code]).toEqual([0, 0]);
  expect(last.of('springest').changes).toEqual([]);
  expect(springestPeople(firm.system('springest')).map((one) => one.external_id)).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
  ]);
});

test('says how to go on when somebody stops it', async () => {
  const firm = await makeFirm({ systems: one, files: { 'hr/people.csv': csv(people(6)) } });

  const said = await applyAndKill(firm, 'springest', 3, 'before', 'SIGINT');
  const again = await firm.apply();

  expect(said).toContain('run it again to go on');
  expect(again.code).toBe(0);
  expect(activeIn(firm.system('springest'))).toEqual(['1', '2', '3', '4', '5', '6']);
});
