import { expect, test } from '@jest/globals';
import {
  activeIn,
  csv,
  type Firm,
  ledgerText,
  makeFirm,
  type PersonRow,
  people,
  person,
  type SystemSetup,
} from './firm.ts';

/** A firm whose first sync is done, with everything it wrote counted so far. */
async function syncedFirm(
  rows: readonly PersonRow[],
  rules: NonNullable<SystemSetup['rules']> = {},
): Promise<{ readonly firm: Firm; readonly written: number }> {
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest', rules } },
    files: { 'hr/people.csv': csv(rows) },
  });
  const first = await firm.apply();
  expect(first.code).toBe(0);
  return { firm, written: firm.system('springest').writes().length };
}

/** A file without anybody is refused before any limit is asked: so somebody else stands in it. */
const others = { 'hr/people.csv': csv(people(1).map((row) => ({ ...row, id: '99', email: 'p99@firm.test' }))) };

test('never lets nine of nine people go, however their replacement looks', async () => {
  const { firm, written } = await syncedFirm(people(9));
  firm.commit(others);

  const plan = await firm.plan();
  const apply = await firm.apply();

  expect([plan.code, apply.code]).toEqual([4, 4]);
  expect(apply.words).toContain('9 of 9 employees would leave; at most 1 may.');
  expect(apply.words).toContain('--allow springest:leave=9');
  expect(apply.words).toContain('--allow springest:last=9');
  expect(firm.system('springest').writes().length).toBe(written);
  expect(activeIn(firm.system('springest')).length).toBe(9);
});

test('stops a mass removal, lets it through once released, and writes down who released it', async () => {
  const { firm, written } = await syncedFirm(people(40));
  firm.commit({ 'hr/people.csv': csv(people(30)) });

  const stopped = await firm.rollcall(['apply']);
  const short = await firm.rollcall(['apply', '--allow', 'springest:leave=9']);
  const before = firm.system('springest').writes().length;
  const released = await firm.rollcall(['apply', '--json', '--allow', 'springest:leave=10'], {
    environment: { GITHUB_ACTOR: 'anna-b' },
  });

  expect([stopped.code, short.code, released.code]).toEqual([4, 4, 0]);
  expect(before).toBe(written);
  expect(activeIn(firm.system('springest')).length).toBe(30);
  expect(released.json.filter((line) => line.releases?.[0]?.limit === 'leave').length).toBe(10);
  expect(released.json[0]?.releases).toEqual([{ system: 'springest', limit: 'leave', count: 10, by: 'anna-b' }]);
  expect(ledgerText(firm.dir)).toMatch(/"limit": ?"leave"/);
  expect(ledgerText(firm.dir)).toMatch(/"by": ?"anna-b"/);
});

test('holds a release for one run only', async () => {
  const { firm } = await syncedFirm(people(40));
  firm.commit({ 'hr/people.csv': csv(people(30)) });
  await firm.apply({ allow: ['springest:leave=10'] });
  firm.commit({ 'hr/people.csv': csv(people(20)) });

  const next = await firm.apply();

  expect(next.code).toBe(4);
  expect(activeIn(firm.system('springest')).length).toBe(30);
});

test.each([
  ['another manager for nearly all', { manager_id: '11' }, { manager_id: '12' }, 'column:approvers'],
  ['a column that has gone empty', { job_title: 'Clerk' }, { job_title: '' }, 'emptied:job_title'],
])('stops %s', async (_what, before, after, limit) => {
  const managers = [person(11, { job_title: '' }), person(12, { job_title: '' })];
  const { firm, written } = await syncedFirm([...people(10, before), ...managers]);
  firm.commit({ 'hr/people.csv': csv([...people(10, after), ...managers]) });

  const plan = await firm.plan();
  const apply = await firm.apply();

  expect([plan.code, apply.code]).toEqual([4, 4]);
  expect(plan.of('springest').stops.map((stop) => stop.limit)).toContain(limit);
  expect(firm.system('springest').writes().length).toBe(written);
  const allow = plan.of('springest').stops.map((stop) => `springest:${stop.limit}=${stop.planned}`);
  expect((await firm.apply({ allow })).code).toBe(0);
});

test('never lets a protected person leave without their name on the release', async () => {
  const { firm, written } = await syncedFirm(people(10), { protect: ['4'] });
  firm.commit({ 'hr/people.csv': csv(people(10).filter((row) => row.id !== '4')) });

  const stopped = await firm.apply();
  const writes = firm.system('springest').writes().length;
  const released = await firm.apply({ allow: ['springest:protect=1'] });

  expect(stopped.code).toBe(4);
  expect(stopped.error?.message).toContain('A protected person would leave.');
  expect(writes).toBe(written);
  expect(released.code).toBe(0);
});

test('judges all systems before the first write of any', async () => {
  const firm = await makeFirm({
    systems: { one: { connector: 'springest' }, two: { connector: 'springest', rules: { limits: { leave: 0 } } } },
    files: { 'hr/people.csv': csv(people(30)) },
  });
  await firm.apply();
  const written = [firm.system('one').writes().length, firm.system('two').writes().length];
  firm.commit({ 'hr/people.csv': csv(people(29)) });

  const stopped = await firm.apply();

  expect(stopped.code).toBe(4);
  expect([firm.system('one').writes().length, firm.system('two').writes().length]).toEqual(written);
});

test.each([
  ['a system', 'springset:leave=10', 'There is no system "springset"'],
  ['a limit', 'springest:leaves=10', '"leaves" is no limit of springest (did you mean "leave"?)'],
  ['a column', 'springest:column:jobtitle=10', '"column:jobtitle" is no limit'],
])('refuses a release that misspells %s', async (_what, allow, message) => {
  const { firm, written } = await syncedFirm(people(3));

  const refused = await firm.apply({ allow: [allow] });

  expect(refused.code).toBe(2);
  expect(refused.words).toContain(message);
  expect(firm.system('springest').writes().length).toBe(written);
});

test('takes up a first sync that the vendor refused, without asking for a release', async () => {
  const firm = await makeFirm({
    systems: { springest: { connector: 'springest' } },
    files: { 'hr/people.csv': csv(people(12)) },
  });
  firm.system('springest').afterWrite = (count) => {
    if (count === 3) firm.system('springest').fault({ status: 403, match: { method: 'POST' } });
  };
  const failed = await firm.apply();
  const left = activeIn(firm.system('springest')).length;

  const healed = await firm.apply();

  expect([failed.code, healed.code]).toEqual([7, 0]);
  expect(left).toBe(3);
  expect(activeIn(firm.system('springest')).length).toBe(12);
});
