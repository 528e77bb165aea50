import { expect, test } from '@jest/globals';
import { csv, type PersonRow, people, person } from '../e2e/firm.ts';
import { actsInAny } from '../review/parsed.ts';
import { canaries, commentOf, openWorkflow } from './workflow.ts';

const runPage = 'https://github.test/acme/hr/actions/runs/42';
const rows = people(120);

test.each([
  [0, rows],
  [1, [...rows, person(121)]],
  [
    100,
    [...rows.slice(1).map((row, index) => (index < 49 ? { ...row, department: 'Support' } : row)), ...newcomers(50)],
  ],
  [20_000, [...rows.slice(1), ...newcomers(19_999)]],
])(
  'tells %d changes in one sound comment, the riskiest on top',
  async (amount, after) => {
    const workflow = await openWorkflow({
      systems: {
        springest: { connector: 'springest', rules: { limits: { create: 30_000, update: '100%', column: '100%' } } },
      },
      files: { 'hr/people.csv': csv(rows) },
    });
    const first = await workflow.firm.apply({ environment: { ROLLCALL_KEY: canaries.key } });
    const outcome = await workflow.review(workflow.propose(7, { 'hr/people.csv': csv(after) }));

    const comment = commentOf(workflow, 7);
    expect([first.code, outcome.code]).toEqual([0, 0]);
    expect(outcome.outputs).toMatchObject({ verdict: amount === 0 ? 'nothing' : 'ready' });
    expect(new TextEncoder().encode(comment).length).toBeLessThanOrEqual(60_000);
    expect(new TextEncoder().encode(outcome.summary).length).toBeLessThanOrEqual(1_048_576);
    expect(actsInAny([comment], [runPage])).toEqual([]);
    expect(comment.includes('left out to keep this short')).toBe(amount === 20_000);
    if (amount >= 100) expect(comment.indexOf('Leave (1)')).toBeLessThan(comment.indexOf('Join ('));
  },
  300_000,
);

function newcomers(amount: number): readonly PersonRow[] {
  return Array.from({ length: amount }, (_, index) => person(1000 + index));
}
