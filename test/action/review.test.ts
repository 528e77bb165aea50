import { expect, test } from '@jest/globals';
import { csv, people, person } from '../e2e/firm.ts';
import { commentOf, everythingShown, openWorkflow } from './workflow.ts';

const setup = { systems: { springest: { connector: 'springest' as const } } };

/** A firm of twelve whose first sync is done. */
async function syncedFirm() {
  const workflow = await openWorkflow({ ...setup, files: { 'hr/people.csv': csv(people(12)) } });
  const first = await workflow.firm.apply({
    environment: { ROLLCALL_KEY: 'canary-rollcall-key-0123456789-0123456789' },
  });
  expect(first.code).toBe(0);
  return workflow;
}

const rows = people(12);
const moved = rows.map((row) => (row.id === '3' ? { ...row, department: 'Support' } : row));

test('reviews a pull request in one comment, and updates it in place', async () => {
  const workflow = await syncedFirm();
  const pull = workflow.propose(7, { 'hr/people.csv': csv([...moved, person(13)]) });

  const opened = await workflow.review(pull);
  const first = commentOf(workflow, 7);
  const again = workflow.propose(7, { 'hr/people.csv': csv([...moved, person(13), person(14)]) });
  const updated = await workflow.review(again);
  const second = commentOf(workflow, 7);

  expect([opened.code, opened.stdout]).toEqual([0, expect.any(String)]);
  expect(opened.outputs).toMatchObject({ verdict: 'ready', added: '1', removed: '0', changed: '1' });
  expect(opened.outputs.matrix).toBe(
    '[{"system":"springest","shard":"1/1","in_turn":false,"lane":"springest 1","minutes":1}]',
  );
  expect(first).toContain('1 joins');
  expect(first).toContain('`Sales → Support`');
  expect(updated.code).toBe(0);
  expect(second).toContain('2 join');
  expect(workflow.github.checks.map(({ head_sha, conclusion }) => [head_sha, conclusion])).toEqual([
    [pull.head, 'success'],
    [again.head, 'success'],
  ]);
  expect(opened.report).toContain('<!doctype html>');
  expect(workflow.github.calls.filter(({ status }) => status >= 400)).toEqual([]);
  expect(workflow.firm.system('springest').writes().length).toBe(12);
});

test('shows no personal value, key or token to anybody', async () => {
  const workflow = await syncedFirm();
  const pull = workflow.propose(7, { 'hr/people.csv': csv([...moved, person(13)]) });

  const outcome = await workflow.review(pull);

  const shown = everythingShown(workflow, [outcome]);
  expect(shown).not.toMatch(/canary|firm\.test|First\d|Last\d/);
});
