import { expect, test } from '@jest/globals';
import { planJson } from '../../src/review/plan-json.ts';
import { change, mondayPlan, open, plan, secret, system } from './plans.ts';

test('counts operations, holds, drift and what stays as it is', () => {
  const [springest] = planJson(mondayPlan()).systems;

  expect(springest?.summary).toEqual({
    create: 2,
    update: 4,
    leave: 2,
    return: 1,
    delete: 0,
    hold: 3,
    unchanged: 104,
    drift: 2,
    unmanaged: 3,
  });
});

test('shows a change with its cause and its values by class', () => {
  const made = plan({
    systems: [
      system({
        changes: [
          change({
            op: 'update',
            key: '9',
            fields: { department: open('A', 'B'), salary: secret(1, 2), team: open(undefined, null) },
          }),
        ],
      }),
    ],
  });

  expect(planJson(made).systems[0]?.changes).toEqual([
    {
      op: 'update',
      kind: 'employees',
      key: '9',
      fields: {
        department: { before: 'A', after: 'B' },
        salary: { before: '[secret]', after: '[secret]', hidden: 'secret' },
        team: { after: null },
      },
      cause: {
        type: 'commits',
        commits: ['3f2c1ab9d0e4f5a6b7c8d9e0f1a2b3c4d5e6f708'],
        place: { file: 'hr/france/employes.csv', line: 2, column: 1 },
      },
      effects: [],
      needs: [],
    },
  ]);
});

test('has the keys that programs rely on', () => {
  const json = planJson(mondayPlan());

  expect(Object.keys(json)).toEqual(['version', 'digest', 'commit', 'uncommitted', 'date', 'systems', 'findings']);
  expect(Object.keys(json.systems[0] ?? {})).toEqual([
    'name',
    'connector',
    'verdict',
    'summary',
    'changes',
    'findings',
    'effects',
    'calls',
    'seconds',
    'stops',
    'releases',
    'holds',
    'drift',
  ]);
});
