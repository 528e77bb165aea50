import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { SystemPlan } from '../../src/engine/change.ts';
import { project } from '../commands/rollcall.ts';
import { activeIn, type Firm, listedIn, makeFirm } from './firm.ts';

const folder = join(project, '..', 'shared', 'data', 'employees');
const rosterOf = (year: number): string => join(folder, `real10k-${year}-01-01.csv`);

const departments = [
  ['D1', 'Customer Service'],
  ['D2', 'Development'],
  ['D3', 'Finance'],
  ['D4', 'Human Resources'],
  ['D5', 'Marketing'],
  ['D6', 'Production'],
  ['D7', 'Quality Management'],
  ['D8', 'Research'],
  ['D9', 'Sales'],
];

async function largeFirm(): Promise<Firm> {
  return makeFirm({
    systems: { springest: { connector: 'springest' }, officevibe: { connector: 'officevibe' } },
    config: {
      sources: {
        hr: {
          employees: 'hr/people.csv',
          key: 'employee_id',
          columns: { employee_id: 'id', hire_date: 'start_date' },
          values: { gender: { M: 'male', F: 'female' } },
          dates: 'yyyy-MM-dd',
        },
      },
      teams: { from: 'department', ids: 'hr/teams.csv' },
    },
    files: {
      'hr/people.csv': readFileSync(rosterOf(1995)),
      'hr/teams.csv': ['id,name', ...departments.map((row) => row.join(','))].join('\n'),
    },
  });
}

const run = existsSync(rosterOf(1995)) ? test : test.skip;

// The true counts stand in the README beside the rosters; without them the test is skipped.
run(
  'takes 6,132 people through two systems and from 1995 to 1996, to the true counts',
  async () => {
    const firm = await largeFirm();

    const first = await firm.apply({ day: '1995-01-01' });
    const second = await firm.plan({ day: '1995-01-01' });
    firm.commit({ 'hr/people.csv': readFileSync(rosterOf(1996)) });
    const stopped = await firm.plan({ day: '1996-01-01' });
    const next = await firm.apply({ day: '1996-01-01', allow: ['springest:leave=126', 'officevibe:leave=126'] });
    const last = await firm.plan({ day: '1996-01-01' });

    expect([first.code, second.code, stopped.code, next.code, last.code]).toEqual([0, 0, 4, 0, 0]);
    expect([countsOf(first.of('springest')), countsOf(first.of('officevibe'))]).toEqual([
      { 'create employees': 6132 },
      { 'create employees': 6132, 'create teams': 9, 'create memberships': 6132 },
    ]);
    expect(second.plan.systems.map((one) => one.changes.length)).toEqual([0, 0]);
    // Officevibe has no field for the manager, the status and the last day; moves are memberships there.
    expect([countsOf(next.of('springest')), countsOf(next.of('officevibe'))]).toEqual([
      { 'create employees': 645, 'update employees': 508, 'leave employees': 126 },
      {
        'create employees': 645,
        'update employees': 424,
        'leave employees': 126,
        'create memberships': 645 + 72,
        'delete memberships': 126 + 72,
      },
    ]);
    expect(stopped.plan.systems.map((one) => one.changes.length)).toEqual(
      next.plan.systems.map((one) => one.changes.length),
    );
    expect(last.plan.systems.map((one) => one.changes.length)).toEqual([0, 0]);
    expect([activeIn(firm.system('springest')).length, listedIn(firm.system('officevibe')).length]).toEqual([
      6651, 6651,
    ]);
  },
  300_000,
);

function countsOf(plan: SystemPlan): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { op, kind } of plan.changes) counts[`${op} ${kind}`] = (counts[`${op} ${kind}`] ?? 0) + 1;
  return counts;
}
