import { expect, test } from '@jest/globals';
import { csv, type Firm, makeFirm, people } from './firm.ts';

/** A test site and the real one, which comes after it. */
function firmOf(rules = {}): Promise<Firm> {
  return makeFirm({
    systems: {
      real: {
        connector: 'springest',
        with: { site: 'real' },
        rules: { stage: 'production', after: 'trial', ...rules },
      },
      trial: { connector: 'springest', with: { site: 'trial' }, rules: { stage: 'test' } },
    },
    files: { 'hr/people.csv': csv(people(3)) },
  });
}

const outcomes = (run: Awaited<ReturnType<Firm['apply']>>) =>
  run.receipts.map(({ system, outcome, findings }) => [system, outcome, ...findings.map(({ code }) => code)].join(' '));

test('a system that comes after a test is written once the test is done, in the same run', async () => {
  const firm = await firmOf();
  const run = await firm.apply();
  expect([run.code, outcomes(run)]).toEqual([0, [...Array(3).fill('trial done'), ...Array(3).fill('real done')]]);
  expect((await firm.apply()).receipts).toEqual([]);
});

test('nothing is written there when the test fails, and all of it once that is healed', async () => {
  const firm = await firmOf();
  firm.system('trial').fault({ match: { method: 'POST' }, status: 400 });
  const run = await firm.apply();
  expect(run.code).toBe(7);
  expect(outcomes(run).filter((line) => line.startsWith('real'))).toEqual(Array(3).fill('real held test-not-green'));
  expect(firm.system('real').writes()).toEqual([]);

  const next = await firm.apply();
  expect([next.code, firm.system('real').writes().length]).toEqual([0, 3]);
});

test('nothing is written there when the test cannot be reached, or is no part of the run', async () => {
  const firm = await firmOf();
  firm.system('trial').fault({ status: 401, times: 50 });
  expect(outcomes(await firm.apply())).toEqual(Array(3).fill('real held test-not-green'));
  firm.system('trial').mend();
  expect(outcomes(await firm.apply({ system: 'real' }))).toEqual(Array(3).fill('real held test-not-green'));
  expect(firm.system('real').writes()).toEqual([]);
});

test.each([
  ['no such system', { after: 'trail' }, /"trail" is no test system of springest \(did you mean "trial"\?\)/],
  ['itself', { after: 'real' }, /"real" is no test system/],
  ['a test that waits', { stage: 'test' }, /A test system waits for no other one/],
])('a system cannot come after %s', async (_name, rules, message) => {
  const firm = await firmOf(rules);
  expect((await firm.plan()).words).toMatch(message);
});
