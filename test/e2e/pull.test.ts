import { expect, test } from '@jest/globals';
import { csv, type Firm, makeFirm, people, readText } from './firm.ts';

const teamFile = 'id,name\nT1,Sales\nT2,Support\n';

function firmOf(files: Readonly<Record<string, string | Uint8Array>>, config = {}): Promise<Firm> {
  return makeFirm({
    systems: { officevibe: { connector: 'officevibe' } },
    config: { teams: { from: 'department', ids: 'hr/teams.csv' }, ...config },
    files: { 'hr/teams.csv': teamFile, ...files },
  });
}

test('writes one changed cell, and the plan after it is empty', async () => {
  const before = csv(people(5));
  const firm = await firmOf({ 'hr/people.csv': before });
  await firm.apply();
  await firm.system('officevibe').byHand('users', { email: 'p3@firm.test', lastName: 'Meyer' });

  const pull = await firm.rollcall(['pull', 'officevibe']);

  expect(pull.stderr).toBe('');
  expect(pull.code).toBe(0);
  expect(readText(firm.dir, 'hr/people.csv')).toBe(before.replace('Last3', 'Meyer'));
  firm.commit({}, 'Pull');
  const plan = await firm.plan();
  expect(plan.of('officevibe').changes).toEqual([]);
});
