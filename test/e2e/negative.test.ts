import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { csv, type Firm, makeFirm, type Outcome, people, type Run, readText } from './firm.ts';

const rows = people(12, { status: 'active' });
const whole = csv(rows);

async function syncedFirm(sources?: Readonly<Record<string, string>>): Promise<Firm> {
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest' }, officevibe: { connector: 'officevibe' } },
    config: {
      sources: { hr: { employees: 'hr/people*.csv', ...sources } },
      teams: { from: 'department', ids: 'hr/teams.csv' },
    },
    files: { 'hr/people.csv': whole, 'hr/teams.csv': 'id,name\nT1,Sales\n' },
  });
  expect((await firm.apply()).code).toBe(0);
  return firm;
}

/** A refusal with its own code and a next step, without a stack trace, and without a single write. */
function expectRefusal(outcome: Outcome | Run, code: number, words: string): void {
  const told = 'stderr' in outcome ? outcome.stderr : outcome.words;
  expect(told).toContain(words);
  expect(outcome.code).toBe(code);
  expect(told).not.toMatch(/^\s+at /m);
  expect(told).not.toContain('UNEXPECTED');
}

function writesOf(firm: Firm): number {
  return Object.values(firm.systems).reduce((sum, system) => sum + system.writes().length, 0);
}

test('tells a refusal once, on stderr, and as one object with --json', async () => {
  const firm = await syncedFirm();
  firm.commit({ 'hr/people.csv': csv([...rows, ...rows.slice(0, 1)]) });

  const told = await firm.rollcall(['apply']);
  const json = await firm.rollcall(['apply', '--json']);

  expectRefusal(told, 3, 'hr/people.csv:14:1');
  expect(told.stdout).toBe('');
  expect([json.code, json.stderr]).toEqual([3, '']);
  expect(json.json.map((line) => line.error.code)).toEqual(['ROSTER_REFUSED']);
});

test.each<[string, Record<string, string | Uint8Array | null>, number, string]>([
  ['an empty file', { 'hr/people.csv': '' }, 3, 'ROSTER_REFUSED'],
  ['a file with its header only', { 'hr/people.csv': csv([], Object.keys(rows[0] ?? {})) }, 3, ''],
  ['half a file, cut in a row', { 'hr/people.csv': whole.slice(0, whole.length / 2 - 8) }, 3, ''],
  ['half a file, cut in quotes', { 'hr/people.csv': `${whole.slice(0, whole.length / 2)}"Cl` }, 3, ''],
  [
    'a column that is gone',
    { 'hr/people.csv': csv(rows, ['id', 'email', 'first_name', 'last_name', 'department', 'status']) },
    3,
    'job_title',
  ],
  ['the key column gone', { 'hr/people.csv': csv(rows, ['email', 'first_name', 'last_name']) }, 3, 'id'],
  ['a workbook named .csv', { 'hr/people.csv': Buffer.from('504b0304140006000800', 'hex') }, 3, ''],
  ['no file at all', { 'hr/people.csv': null }, 3, ''],
  ['a doubled key', { 'hr/people.csv': csv([...rows, ...rows.slice(0, 1)]) }, 3, ''],
  ['a configuration that is no YAML', { 'rollcall.yaml': 'version: 1\nsystems: [}\n' }, 3, 'CONFIG_INVALID'],
  ['an empty configuration', { 'rollcall.yaml': '' }, 3, 'CONFIG_INVALID'],
  ['no configuration', { 'rollcall.yaml': null }, 3, 'CONFIG_MISSING'],
])('refuses %s with a next step, and writes nothing', async (_what, files, code, words) => {
  const firm = await syncedFirm();
  const written = writesOf(firm);
  firm.commit(files);

  const apply = await firm.apply();
  const plan = await firm.plan();

  expectRefusal(apply, code, words);
  expect(apply.error?.next).not.toBe('');
  expect(plan.code).toBe(code);
  expect(writesOf(firm)).toBe(written);
});

test('lets nobody leave when a file is cut at the end of a row', async () => {
  const firm = await syncedFirm();
  const written = writesOf(firm);
  firm.commit({ 'hr/people.csv': csv(rows.slice(0, 6)) });

  const apply = await firm.rollcall(['apply']);

  expectRefusal(apply, 4, 'would leave');
  expect(writesOf(firm)).toBe(written);
});

test('holds the people of a file that vanished from a glob', async () => {
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest', rules: { limits: { leave: 100 } } } },
    config: { sources: { hr: { employees: 'hr/*.csv' } } },
    files: { 'hr/a.csv': csv(rows.slice(0, 11)), 'hr/b.csv': csv(rows.slice(11)) },
  });
  await firm.apply();
  const written = writesOf(firm);
  rmSync(join(firm.dir, 'hr/b.csv'));
  firm.commit();

  const apply = await firm.rollcall(['apply']);

  expect(apply.code).toBe(6);
  expect(apply.stdout + apply.stderr).toContain('hr/b.csv');
  expect(writesOf(firm)).toBe(written);
});

test.each([
  ['a limit', '"limits": { "leaves": 5 }', 'is not a limit (did you mean "leave"?)'],
  ['a limit that cannot be read', '"limits": { "leave": "five" }', 'The limit "leave" cannot be read'],
  ['a key', '"limit": { "leave": 5 }', 'limit'],
  ['an expression', '"only": "departement == 1"', 'departement'],
])('refuses %s that is misspelt', async (_what, line, words) => {
  const firm = await syncedFirm();
  const written = writesOf(firm);
  const before = readText(firm.dir, 'rollcall.yaml');
  firm.commit({ 'rollcall.yaml': before.replace('"connector": "springest",', `"connector": "springest", ${line},`) });

  const apply = await firm.apply();

  expectRefusal(apply, 3, words);
  expect(apply.words).toMatch(/rollcall\.yaml:\d+:\d+/);
  expect(writesOf(firm)).toBe(written);
});

test('refuses a missing and a wrong key, each by its own code', async () => {
  const firm = await syncedFirm();
  const written = writesOf(firm);
  firm.commit({ 'hr/people.csv': csv([...rows, ...people(13).slice(12)]) });

  const missing = await firm.rollcall(['apply'], { environment: { SPRINGEST_KEY: '' } });
  const wrong = await firm.rollcall(['apply', '--system', 'springest'], {
    environment: { SPRINGEST_KEY: 'canary-wrong' },
  });
  const page = await firm.rollcall(['apply', '--system', 'officevibe'], {
    environment: { OFFICEVIBE_KEY: 'canary-wrong' },
  });

  expectRefusal(missing, 3, 'SPRINGEST_KEY');
  expect([wrong.code, page.code]).toEqual([7, 7]);
  expect(wrong.stdout + wrong.stderr + page.stdout + page.stderr).not.toContain('canary');
  expect(writesOf(firm)).toBe(written);
});
