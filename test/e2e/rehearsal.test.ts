import { expect, test } from '@jest/globals';
import { csv, makeFirm, people, person } from './firm.ts';

test('shows before the merge what the vendor would refuse, and writes nothing to it', async () => {
  const rows = people(20, { status: '' });
  const left = rows.map((row) => (row.id === '5' ? { ...row, status: 'inactive' } : row));
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest' } },
    files: { 'hr/people.csv': csv(rows) },
  });
  await firm.apply();
  firm.commit({ 'hr/people.csv': csv(left) });
  await firm.apply();
  const writes = firm.system('springest').writes().length;
  // The closed account of 5 keeps its address.
  const newcomers = [person(21, { status: '', manager_id: '1' }), person(22, { status: '', email: 'p5@firm.test' })];
  firm.commit({ 'hr/people.csv': csv([...left, ...newcomers]) });

  const plain = await firm.rollcall(['plan']);
  const text = await firm.rollcall(['plan', '--simulate']);
  const json = await firm.rollcall(['plan', '--simulate', '--json']);
  const real = await firm.apply();

  expect([plain.code, text.code, json.code, real.code]).toEqual([0, 6, 6, 6]);
  expect(text.stderr).toBe('');
  expect(text.stdout).toContain('1 would be done, 1 would not');
  expect(text.stdout).toContain('person 22');
  expect(json.json[0].rehearsal).toMatchObject([
    {
      ...{ system: 'springest', state: 'rehearsed', summary: { done: 1, failed: 1 } },
      receipts: [{ op: 'create', key: '22', outcome: 'refused' }],
    },
  ]);
  expect(real.receipts.map(({ key, outcome }) => `${key} ${outcome}`).sort()).toEqual(['21 done', '22 refused']);
  expect(firm.system('springest').writes()).toHaveLength(writes + 2);
  expect(text.stdout).not.toMatch(/@firm|canary/);
}, 90_000);

test('rehearses a push of the whole organisation as it goes', async () => {
  const rows = people(6);
  const firm = await makeFirm({
    systems: { officevibe: { connector: 'officevibe' } },
    config: { teams: { from: 'department', ids: 'hr/teams.csv' } },
    files: { 'hr/people.csv': csv(rows), 'hr/teams.csv': 'id,name\nT1,Sales\nT2,Support\n' },
  });
  await firm.apply();
  const moved = rows.map((row) => (row.id === '3' ? { ...row, department: 'Support', job_title: 'Lead' } : row));
  firm.commit({ 'hr/people.csv': csv([...moved, person(7)]) });
  const writes = firm.system('officevibe').writes().length;

  const { code, json } = await firm.rollcall(['plan', '--simulate', '--json']);

  expect(json[0].rehearsal).toEqual([
    {
      ...{ system: 'officevibe', state: 'rehearsed', receipts: [] },
      summary: { done: json[0].systems[0].changes.length, accepted: 0, failed: 0, held: 0 },
    },
  ]);
  expect(code).toBe(0);
  expect(firm.system('officevibe').writes()).toHaveLength(writes);
}, 90_000);
