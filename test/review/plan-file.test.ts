import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { planFile, planMoves } from '../../src/review/plan-file.ts';
import { change, commits, mondayPlan, open, plan, system } from './plans.ts';

const digest = (text: string): string => createHash('sha256').update(`key ${text}`).digest('hex');
const withChanges = (mark: string, ...changes: Parameters<typeof change>[0][]) =>
  plan({ digest: mark, systems: [system({ changes: changes.map(change) })] });

test('saves keys, causes and names of fields, and no value', () => {
  const text = JSON.stringify(planFile(mondayPlan(), { digest }));

  expect(text).toContain('department_name');
  for (const value of ['Ventes', 'zoe.quick@example.com', 'Zoé', 'achats']) expect(text).not.toContain(value);
});

test('finds nothing moved in the plan that was saved', () => {
  expect(planMoves(planFile(mondayPlan(), { digest }), mondayPlan(), { digest })).toEqual([]);
});

test('names the commit that moved', () => {
  const saved = planFile(plan({ commit: commits.before }));

  expect(planMoves(saved, plan())).toEqual(['The plan was made for commit 9ab1c2d; now it is 3f2c1ab.']);
});

test('names changes that came, went, or change other fields', () => {
  const saved = planFile(
    withChanges('a', { op: 'leave', key: '1' }, { op: 'update', key: '2', fields: { team: open('a', 'b') } }),
  );
  const fresh = withChanges(
    'b',
    { op: 'update', key: '2', fields: { phone: open('1', '2') } },
    { op: 'create', key: '3' },
  );

  expect(planMoves(saved, fresh)).toEqual([
    'springest-nl: leave (person 1) is not needed any more.',
    'springest-nl: change (person 2) now changes other fields (−team, +phone).',
    'springest-nl: join (person 3) was not in the plan.',
  ]);
});

test('names the record whose values moved, without the values', () => {
  const saved = planFile(withChanges('a', { op: 'update', key: '2', fields: { team: open('a', 'b') } }), { digest });
  const fresh = withChanges('b', { op: 'update', key: '2', fields: { team: open('a', 'c') } });

  expect(planMoves(saved, fresh, { digest })).toEqual(['springest-nl: change (person 2) now has other values.']);
});

test('says that something moved even when it cannot say what', () => {
  const saved = planFile(plan({ digest: 'a' }));

  expect(planMoves(saved, plan({ digest: 'b' }))).toEqual([
    'A value, a held record or a finding is another one than when the plan was made.',
  ]);
});

test('names systems that came and went', () => {
  const saved = planFile(plan({ digest: 'a', systems: [system({ name: 'one' })] }));
  const fresh = plan({ digest: 'b', systems: [system({ name: 'two' })] });

  expect(planMoves(saved, fresh)).toEqual(['one: is not planned any more.', 'two: was not in the plan.']);
});

test('takes a limit that was released since for no move', () => {
  const saved = planFile(plan({ systems: [system({ verdict: 'stopped' })] }));

  expect(planMoves(saved, plan({ systems: [system({ verdict: 'ready' })] }))).toEqual([]);
});

test('says that only the order moved', () => {
  const saved = planFile(withChanges('a', { op: 'update', key: '1' }, { op: 'update', key: '2' }));
  const fresh = withChanges('b', { op: 'update', key: '2' }, { op: 'update', key: '1' });

  expect(planMoves(saved, fresh)).toEqual(['springest-nl: the order of the changes is another one.']);
});
