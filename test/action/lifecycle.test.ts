import { expect, test } from '@jest/globals';
import { activeIn, csv, people, person } from '../e2e/firm.ts';
import { git } from '../io/repositories.ts';
import { canaries, commentOf, everythingShown, openWorkflow, repository, type Workflow } from './workflow.ts';

const setup = { systems: { springest: { connector: 'springest' as const } } };
const rows = people(12);

async function syncedFirm(config = {}): Promise<Workflow> {
  const workflow = await openWorkflow({ ...setup, config, files: { 'hr/people.csv': csv(rows) } });
  const first = await workflow.firm.apply({ environment: { ROLLCALL_KEY: canaries.key } });
  expect(first.code).toBe(0);
  return workflow;
}

test('heals a run that was killed between two writes', async () => {
  const workflow = await syncedFirm();
  const system = workflow.firm.system('springest');
  const more = [13, 14, 15, 16].map((id) => person(id));
  const tip = workflow.merge(workflow.propose(7, { 'hr/people.csv': csv([...rows, ...more]) }));
  let pid = 0;
  let count = 0;
  system.afterWrite = () => {
    count += 1;
    if (count === 2) process.kill(pid, 'SIGKILL');
  };

  const killed = await workflow.push(tip, {
    onStart: (started) => {
      pid = started;
    },
  });
  system.afterWrite = () => {};
  const healed = await workflow.push(tip);

  expect(killed.code).toBe(128);
  expect(healed.code).toBe(0);
  expect(activeIn(system).length).toBe(16);
  expect(commentOf(workflow, 7, 'sync')).toContain('0 failed');
});

test('brings a leaver back with a revert', async () => {
  const workflow = await syncedFirm();
  const left = await workflow.push(
    workflow.merge(workflow.propose(7, { 'hr/people.csv': csv(rows.filter(({ id }) => id !== '3')) })),
  );
  const gone = activeIn(workflow.firm.system('springest'));
  const back = workflow.propose(8, { 'hr/people.csv': csv(rows) });

  const review = await workflow.review(back);
  const returned = await workflow.push(workflow.merge(back, 'squash'));

  expect([left.code, review.code, returned.code]).toEqual([0, 0, 0]);
  expect(gone).not.toContain('3');
  expect(commentOf(workflow, 8)).toContain('1 joins');
  expect(activeIn(workflow.firm.system('springest'))).toContain('3');
});

test('reviews what stands in the merge queue, with a check and without a comment', async () => {
  const workflow = await syncedFirm();
  const pull = workflow.propose(7, { 'hr/people.csv': csv([...rows, person(13)]) });
  const group = { base_sha: pull.base, head_sha: pull.merge, base_ref: 'refs/heads/main' };

  const outcome = await workflow.run({
    event: 'merge_group',
    sha: pull.merge,
    ref: 'refs/heads/gh-readonly-queue/main/pr-7',
    payload: { action: 'checks_requested', repository, merge_group: group },
  });

  expect([outcome.code, outcome.outputs.verdict, outcome.outputs.added]).toEqual([0, 'ready', '1']);
  expect(workflow.github.checks.map(({ head_sha }) => head_sha)).toEqual([pull.merge]);
  expect(workflow.github.comments.size).toBe(0);
});

test('names nobody where ids are personal', async () => {
  const config = { fields: { employees: { id: { class: 'personal' }, manager_id: { class: 'personal' } } } };
  const named = people(12).map((row) => ({ ...row, id: `canary-${row.id}` }));
  const workflow = await openWorkflow({ ...setup, config, files: { 'hr/people.csv': csv(named) } });
  const first = await workflow.push(git(workflow.firm.dir, 'rev-parse', 'HEAD'));
  const pull = workflow.propose(7, { 'hr/people.csv': csv(named.slice(1)) });

  const review = await workflow.review(pull);
  const synced = await workflow.push(workflow.merge(pull));

  expect([first.code, review.code, synced.code]).toEqual([0, 0, 0]);
  expect(commentOf(workflow, 7)).toContain('1 leaves');
  expect(everythingShown(workflow, [first, review, synced])).not.toMatch(/canary|firm\.test|First\d|Last\d/);
});

test('refuses a run whose commit was pushed away', async () => {
  const workflow = await syncedFirm();
  const tip = workflow.firm.commit({ 'hr/people.csv': csv([...rows, person(13)]) });
  git(workflow.firm.dir, 'reset', '--quiet', '--hard', 'HEAD~1');
  git(workflow.firm.dir, 'commit', '--quiet', '--allow-empty', '-m', 'Another way');
  git(workflow.firm.dir, 'push', '--quiet', '--force', 'origin', 'main');

  const outcome = await workflow.push(tip);

  expect([outcome.code, outcome.outputs.verdict]).toEqual([5, 'refused']);
  expect(outcome.stdout).toContain('HEAD_BEHIND');
  expect(activeIn(workflow.firm.system('springest')).length).toBe(12);
});
