import { expect, test } from '@jest/globals';
import { csv, makeFirm, people } from './firm.ts';

test('tells what moved by hand, ends with 9 when asked to, and is silent once it is pulled', async () => {
  const firm = await makeFirm({
    systems: { officevibe: { connector: 'officevibe' } },
    config: { teams: { from: 'department', ids: 'hr/teams.csv' } },
    files: { 'hr/people.csv': csv(people(4)), 'hr/teams.csv': 'id,name\nT1,Sales\n' },
  });
  await firm.apply();
  await firm.system('officevibe').byHand('users', { email: 'p3@firm.test', lastName: 'Canary' });

  const drift = await firm.rollcall(['drift', '--exit-code']);
  const json = await firm.rollcall(['drift', '--json']);
  const pull = await firm.rollcall(['pull', 'officevibe', '--json']);
  firm.commit({}, 'Pull');
  const after = await firm.rollcall(['drift', '--exit-code']);

  expect(drift.stderr).toBe('');
  expect(drift.code).toBe(9);
  expect(drift.stdout).toContain('person 3 has other values: lastName •••');
  expect(json.code).toBe(0);
  expect(json.json[0].systems).toMatchObject([
    { name: 'officevibe', read: true, summary: { drift: 1, notOurs: 1 }, drift: [{ key: '3', corrected: true }] },
  ]);
  expect(pull.json[0]).toMatchObject({ files: [{ file: 'hr/people.csv', columns: { last_name: 1 }, rows: 0 }] });
  expect(`${drift.stdout}${json.stdout}${pull.stdout}`).not.toMatch(/Canary|Last3|@firm/);
  expect([after.code, after.stdout]).toEqual([0, expect.stringContaining('Nothing moved without the files.')]);
}, 60_000);

test('ends with the code of a system that cannot be read', async () => {
  const firm = await makeFirm({
    systems: { officevibe: { connector: 'officevibe' } },
    config: { teams: { from: 'department', ids: 'hr/teams.csv' } },
    files: { 'hr/people.csv': csv(people(2)), 'hr/teams.csv': 'id,name\nT1,Sales\n' },
  });

  const drift = await firm.rollcall(['drift', '--exit-code'], { environment: { OFFICEVIBE_KEY: 'wrong' } });

  expect(drift.code).toBe(7);
  expect(drift.stdout).toContain('Could not be read');
}, 60_000);

test('says of a system without a list that it cannot be pulled, and whom drift did not look at', async () => {
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest' } },
    files: { 'hr/people.csv': csv(people(3)) },
  });
  await firm.apply();

  const pull = await firm.rollcall(['pull', 'springest']);
  const drift = await firm.rollcall(['drift', '--exit-code']);

  expect(pull.code).toBe(2);
  expect(pull.stderr).toContain('gives no list of what it holds');
  expect(drift.code).toBe(0);
  expect(drift.stdout).toContain('3 records were not looked at');
}, 60_000);
