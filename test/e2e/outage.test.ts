import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { activeIn, csv, type Firm, makeFirm, people, springestPeople } from './firm.ts';

async function syncedFirm(): Promise<Firm> {
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest' }, officevibe: { connector: 'officevibe' } },
    remote: true,
    config: { teams: { from: 'department', ids: 'hr/teams.csv' } },
    files: { 'hr/people.csv': csv(people(6)), 'hr/teams.csv': 'id,name\nT1,Sales\n' },
  });
  expect((await firm.apply()).code).toBe(0);
  firm.commit({ 'hr/people.csv': csv(people(8)) });
  return firm;
}

function writesOf(firm: Firm): number {
  return Object.values(firm.systems).reduce((sum, system) => sum + system.writes().length, 0);
}

test('writes nothing while the remote that keeps the ledger gives no answer', async () => {
  const firm = await syncedFirm();
  const before = writesOf(firm);
  renameSync(`${firm.bare}`, `${firm.bare}-away`);

  const plan = await firm.plan();
  const apply = await firm.rollcall(['apply']);

  renameSync(`${firm.bare}-away`, `${firm.bare}`);
  expect([plan.code, apply.code]).toEqual([7, 7]);
  expect(apply.stderr).toContain('LEDGER_UNREACHABLE');
  expect(writesOf(firm)).toBe(before);
});

test('heals in the next run when the remote went away in the middle of one', async () => {
  const firm = await syncedFirm();
  firm.system('springest').afterWrite = (count) => {
    if (count === 7) renameSync(`${firm.bare}`, `${firm.bare}-away`);
  };

  const broken = await firm.rollcall(['apply']);
  renameSync(`${firm.bare}-away`, `${firm.bare}`);
  firm.system('springest').afterWrite = () => {};
  const healed = await firm.apply();
  const last = await firm.plan();

  expect(broken.code).toBe(7);
  expect(broken.stderr).toContain('LEDGER_UNREACHABLE');
  expect([healed.code, last.code]).toEqual([0, 0]);
  expect(last.plan.systems.map((one) => one.changes.length)).toEqual([0, 0]);
  expect(springestPeople(firm.system('springest')).length).toBe(8);
  expect(activeIn(firm.system('springest')).length).toBe(8);
});

test('writes nothing when receipts cannot be kept', async () => {
  const firm = await syncedFirm();
  const before = writesOf(firm);
  const folder = join(firm.dir, '.git', 'rollcall', 'receipts');
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'in the way');

  const refused = await firm.apply();
  rmSync(folder);
  mkdirSync(folder);
  const healed = await firm.apply();

  expect([refused.code, refused.error?.code]).toEqual([3, 'FILE_UNREADABLE']);
  expect(writesOf(firm) - before).toBe(3);
  expect(healed.code).toBe(0);
});

test.each([
  ['a person who is not there', ['apply', '--only', '99'], 'person'],
  ['a system that is not there', ['plan', '--system', 'sprinquest'], 'springest'],
  ['a release that cannot be read', ['apply', '--allow', 'leave=3'], 'SYSTEM:LIMIT=COUNT'],
])('refuses %s as a word that is wrong', async (_what, args, words) => {
  const firm = await syncedFirm();
  const before = writesOf(firm);

  const refused = await firm.rollcall(args);

  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(words);
  expect(writesOf(firm)).toBe(before);
});
