import { expect, test } from '@jest/globals';
import { shardOf } from '../../src/engine/shard-of.ts';
import { parseLedger } from '../../src/io/ledger/ledger-schema.ts';
import { git } from '../io/repositories.ts';
import { activeIn, csv, type Firm, type FirmSetup, makeFirm, people, person, springestPeople } from './firm.ts';

const one: FirmSetup['systems'] = {
  springest: { connector: 'springest', rules: { limits: { create: 100, leave: 50, update: '100%', column: '100%' } } },
};

const ids = (count: number): readonly string[] => people(count).map((row) => row.id);

function ledgerOf(firm: Firm, system: string) {
  git(firm.dir, 'fetch', '--quiet', '--force', 'origin', 'refs/rollcall/ledger:refs/test/ledger');
  return parseLedger(system, git(firm.dir, 'cat-file', 'blob', `refs/test/ledger:systems/${system}.json`));
}

test('three shards at once, one of them killed, end where one run would; the last run heals, the next is empty', async () => {
  const firm = await makeFirm({ systems: one, files: { 'hr/people.csv': csv(people(60)) }, remote: true });
  const target = firm.system('springest');
  const pids: number[] = [];
  let isKilled = false;
  target.afterWrite = () => {
    const second = springestPeople(target).filter((made) => shardOf(`employees/${made.external_id}`, 3) === 2);
    if (second.length !== 5 || isKilled) return;
    isKilled = true;
    process.kill(pids[1] ?? 0, 'SIGKILL');
  };
  const shards = ['1/3', '2/3', '3/3'].map((shard, index) =>
    firm.rollcall(['apply', '--system', 'springest', '--shard', shard], {
      directory: firm.clone(),
      onStart: (pid) => {
        pids[index] = pid;
      },
    }),
  );

  const ended = await Promise.all(shards);
  const entry = ledgerOf(firm, 'springest');
  const between = springestPeople(target).length;
  target.afterWrite = () => {};
  const healed = await firm.rollcall(['apply'], { directory: firm.clone() });
  const last = await firm.plan();

  expect(ended.map(({ code, signal, stderr }) => signal ?? (stderr || code))).toEqual([0, 'SIGKILL', 0]);
  const applied = [0, 2].map((index) => Number(/^(\d+) applied/m.exec(ended[index]?.stdout ?? '')?.[1]));
  expect(Object.keys(entry.exceptions).length).toBe(applied.reduce((sum, count) => sum + count, 0));
  expect([entry.applied, entry.attempted.length, entry.runs.length]).toEqual([null, 1, 2]);
  expect(between).toBeLessThan(60);
  expect(healed.code).toBe(0);
  expect(last.of('springest').changes).toEqual([]);
  expect(
    springestPeople(target)
      .map((found) => found.external_id)
      .sort(),
  ).toEqual([...ids(60)].sort());
  const settled = ledgerOf(firm, 'springest');
  expect([settled.applied?.commit, settled.attempted, settled.exceptions]).toEqual([
    git(firm.dir, 'rev-parse', 'HEAD'),
    [],
    {},
  ]);
});

test('a report waits for the manager whom another shard makes, and who leaves waits for everybody', async () => {
  const firm = await makeFirm({ systems: one, files: { 'hr/people.csv': csv(people(6)) } });
  await firm.apply();
  const rows = [
    ...people(3),
    person(10),
    ...[11, 12, 13, 14].map((id) => person(id, { manager_id: '10' })),
    ...[15, 16, 17, 18, 19].map((id) => person(id, { manager_id: String(id - 5) })),
  ];
  firm.commit({ 'hr/people.csv': csv(rows) });

  const ended = await Promise.all(['1/3', '2/3', '3/3'].map((shard) => firm.apply({ shard })));
  const settled = await firm.apply();
  const last = await firm.plan();

  expect(ended.map(({ code, words }) => words || code)).toEqual([0, 0, 0]);
  const done = ended.flatMap(({ receipts }) => receipts.map(({ op, key, outcome }) => `${op} ${key} ${outcome}`));
  expect(new Set(done).size).toBe(done.length);
  expect([settled.code, last.code]).toEqual([0, 0]);
  expect(done.length + settled.receipts.length).toBe(13);
  expect(done).toContain('create 10 done');
  expect(last.of('springest').changes).toEqual([]);
  expect(activeIn(firm.system('springest'))).toEqual(rows.map((row) => row.id).sort());
  const reports = springestPeople(firm.system('springest')).filter((found) => found.approvers.length > 0);
  expect(reports.length).toBe(9);
});

test('shards that take turns do equal parts in the order of the plan', async () => {
  const firm = await makeFirm({ systems: one, files: { 'hr/people.csv': csv(people(2)) } });
  await firm.apply();
  const rows = [person(9), ...Array.from({ length: 8 }, (_, at) => person(at + 10, { manager_id: String(at + 9) }))];
  firm.commit({ 'hr/people.csv': csv([...people(2), ...rows]) });

  const keys: (readonly string[])[] = [];
  for (const shard of ['1/3', '2/3', '3/3']) {
    const { receipts } = await firm.apply({ shard, inTurn: true });
    keys.push(receipts.map(({ key }) => key));
  }
  const settled = await firm.apply();

  expect(keys).toEqual([
    ['9', '10', '11'],
    ['12', '13', '14'],
    ['15', '16', '17'],
  ]);
  expect([settled.code, settled.receipts]).toEqual([0, []]);
});

test('a limit is judged over the whole plan, and stops every shard before its first write', async () => {
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest' } },
    files: { 'hr/people.csv': csv(people(40)) },
  });
  await firm.apply();
  firm.commit({ 'hr/people.csv': csv(people(30)) });
  const before = firm.system('springest').writes().length;

  const ended = await Promise.all(['1/4', '2/4', '3/4', '4/4'].map((shard) => firm.apply({ shard })));

  expect(ended.map(({ code }) => code)).toEqual([4, 4, 4, 4]);
  expect(firm.system('springest').writes().length).toBe(before);
});

test('the first shard alone pushes what goes as a whole', async () => {
  const firm = await makeFirm({
    systems: { officevibe: { connector: 'officevibe' } },
    config: { teams: { from: 'department', ids: 'hr/teams.csv' } },
    files: { 'hr/people.csv': csv(people(10)), 'hr/teams.csv': 'id,name\nT1,Sales\n' },
  });

  const second = await firm.apply({ shard: '2/2' });
  const writes = firm.system('officevibe').writes().length;
  const first = await firm.apply({ shard: '1/2' });
  const settled = await firm.apply();

  expect([second.code, writes, second.receipts]).toEqual([0, 0, []]);
  expect([first.code, first.receipts.length, settled.code, settled.receipts]).toEqual([0, 21, 0, []]);
});
