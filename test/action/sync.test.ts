import { expect, test } from '@jest/globals';
import { activeIn, csv, ledgerText, type PersonRow, people, person } from '../e2e/firm.ts';
import { git } from '../io/repositories.ts';
import { canaries, commentOf, everythingShown, openWorkflow, type Workflow } from './workflow.ts';

const setup = { systems: { springest: { connector: 'springest' as const } } };

/** A firm whose first sync is done. */
async function syncedFirm(rows: readonly PersonRow[], config = {}): Promise<Workflow> {
  const workflow = await openWorkflow({ ...setup, config, files: { 'hr/people.csv': csv(rows) } });
  const first = await workflow.firm.apply({ environment: { ROLLCALL_KEY: canaries.key } });
  expect(first.code).toBe(0);
  return workflow;
}

const rows = people(12);

test.each(['merge', 'squash', 'rebase'] as const)(
  'applies what a %s merged and tells the pull request',
  async (how) => {
    const workflow = await syncedFirm(rows);
    const pull = workflow.propose(7, { 'hr/people.csv': csv([...rows, person(13)]) });
    workflow.github.reviews.set(7, [{ login: 'anna-b', state: 'APPROVED', commit_id: pull.head }]);
    const tip = workflow.merge(pull, how);

    const outcome = await workflow.push(tip);
    const again = await workflow.push(tip);

    expect([outcome.code, outcome.outputs]).toEqual([
      0,
      expect.objectContaining({ verdict: 'applied', applied: '1', failed: '0' }),
    ]);
    expect(activeIn(workflow.firm.system('springest'))).toContain('13');
    expect(commentOf(workflow, 7, 'sync')).toContain('1 applied, 0 failed, 0 held');
    expect(commentOf(workflow, 7, 'sync')).toContain('anna-b');
    expect(again.outputs).toMatchObject({ verdict: 'nothing', applied: '0' });
    git(workflow.firm.dir, 'fetch', '--quiet', 'origin', '+refs/rollcall/*:refs/rollcall/*');
    expect(ledgerText(workflow.firm.dir)).toMatch(/"approved": ?\[\s*"anna-b"/);
    expect(everythingShown(workflow, [outcome, again])).not.toMatch(/canary|firm\.test|First\d|Last\d/);
    expect(workflow.github.calls.filter(({ status }) => status >= 400)).toEqual([]);
  },
);

test('takes three merges within seconds through one that is killed', async () => {
  const workflow = await syncedFirm(rows);
  const tips = [13, 14, 15].map((id, index) => {
    const now = Array.from({ length: index + 1 }, (_, extra) => person(13 + extra));
    return workflow.merge(workflow.propose(id, { 'hr/people.csv': csv([...rows, ...now]) }), 'squash');
  });
  const [one = '', two = '', three = ''] = tips;

  const first = await workflow.push(one);
  const killed = await workflow.push(two, { onStart: (pid) => setTimeout(() => process.kill(pid, 'SIGKILL'), 300) });
  const last = await workflow.push(three);
  const rerun = await workflow.push(one);

  expect([first.code, first.outputs.verdict]).toEqual([0, 'superseded']);
  expect(killed.code).not.toBe(0);
  expect([last.code, last.outputs.applied]).toEqual([0, '3']);
  expect([rerun.code, rerun.outputs.verdict]).toEqual([0, 'superseded']);
  expect(activeIn(workflow.firm.system('springest')).length).toBe(15);
  for (const id of [13, 14, 15]) expect(commentOf(workflow, id, 'sync')).toContain('3 applied');
});

test('lets somebody else release a limit by a label, for what was shown, once', async () => {
  const many = people(40);
  const workflow = await syncedFirm(many);
  const pull = workflow.propose(7, { 'hr/people.csv': csv(people(30)) });
  const written = workflow.firm.system('springest').writes().length;
  const label = 'rollcall:allow springest leave=10';

  const stopped = await workflow.review(pull);
  const asked = commentOf(workflow, 7);
  workflow.github.label(7, label, 'clerk');
  const byAuthor = await workflow.review(pull);
  const refused = commentOf(workflow, 7);
  workflow.github.label(7, label, 'anna-b');
  const released = await workflow.review(pull);
  const tip = workflow.merge(pull);
  const writes = workflow.firm.system('springest').writes().length;
  const applied = await workflow.push(tip);

  expect([stopped.code, stopped.outputs.verdict]).toEqual([4, 'stopped']);
  expect(asked).toContain(label);
  expect(stopped.report).toContain(label);
  expect(byAuthor.code).toBe(4);
  expect(refused).toContain('was set by an author');
  expect([released.code, released.outputs.verdict]).toEqual([0, 'ready']);
  expect(writes).toBe(written);
  expect([applied.code, applied.outputs.applied]).toEqual([0, '10']);
  git(workflow.firm.dir, 'fetch', '--quiet', 'origin', '+refs/rollcall/*:refs/rollcall/*');
  expect(ledgerText(workflow.firm.dir)).toMatch(/"by": ?"anna-b"/);
});

test('takes a label for one run only, until somebody sets it again', async () => {
  const workflow = await syncedFirm(people(40));
  const system = workflow.firm.system('springest');
  const label = 'rollcall:allow springest leave=10';
  const pull = workflow.propose(7, { 'hr/people.csv': csv(people(30)) });
  await workflow.review(pull);
  workflow.github.label(7, label, 'anna-b');
  const tip = workflow.merge(pull);
  system.fault({ status: 400, times: 1000, match: { method: 'POST' } });

  const first = await workflow.push(tip);
  system.mend();
  const second = await workflow.push(tip);
  const told = commentOf(workflow, 7, 'sync');
  const left = activeIn(system).length;
  workflow.github.label(7, label, 'anna-b', { event: 'unlabeled' });
  workflow.github.label(7, label, 'anna-b');
  const third = await workflow.push(tip);

  expect([first.code, first.outputs.failed]).toEqual([6, '10']);
  expect([second.code, second.outputs.verdict]).toEqual([4, 'stopped']);
  expect(told).toContain('it was used before');
  expect(left).toBe(40);
  expect([third.code, third.outputs.applied]).toEqual([0, '10']);
});

test('does not take a label for a plan that changed since', async () => {
  const workflow = await syncedFirm(people(40));
  const label = 'rollcall:allow springest leave=10';
  await workflow.review(workflow.propose(7, { 'hr/people.csv': csv(people(30)) }));
  workflow.github.label(7, label, 'anna-b');
  const others = people(40).slice(10);
  const changed = workflow.propose(7, { 'hr/people.csv': csv(others) });

  const review = await workflow.review(changed);
  const sync = await workflow.push(workflow.merge(changed));

  expect([review.code, sync.code]).toEqual([4, 4]);
  expect(commentOf(workflow, 7)).toContain('changed since it was shown');
  expect(commentOf(workflow, 7, 'sync')).toContain('Nothing was written');
  expect(activeIn(workflow.firm.system('springest')).length).toBe(40);
});

test('can be released after the merge, once the stopped plan is shown there', async () => {
  const workflow = await syncedFirm(people(40));
  const tip = workflow.merge(workflow.propose(7, { 'hr/people.csv': csv(people(30)) }));

  const stopped = await workflow.push(tip);
  workflow.github.label(7, 'rollcall:allow springest leave=10', 'anna-b');
  const released = await workflow.push(tip);

  expect([stopped.code, stopped.outputs.verdict]).toEqual([4, 'stopped']);
  expect([released.code, released.outputs.applied]).toEqual([0, '10']);
});

test('refuses commits that nobody else approved where approval is required', async () => {
  const workflow = await syncedFirm(rows, { require: 'approval' });
  const pull = workflow.propose(7, { 'hr/people.csv': csv([...rows, person(13)]) });
  workflow.github.reviews.set(7, [
    { login: 'clerk', state: 'APPROVED', commit_id: pull.head },
    { login: 'anna-b', state: 'APPROVED', commit_id: pull.base },
  ]);
  const tip = workflow.merge(pull);

  const refused = await workflow.push(tip);
  workflow.github.reviews.set(7, [{ login: 'anna-b', state: 'APPROVED', commit_id: pull.head }]);
  const accepted = await workflow.push(tip);

  expect([refused.code, refused.outputs.verdict]).toEqual([5, 'refused']);
  expect(refused.summary).toContain('APPROVAL_MISSING');
  expect([accepted.code, accepted.outputs.applied]).toEqual([0, '1']);
});

test('refuses a commit without a pull request where approval is required', async () => {
  const workflow = await syncedFirm(rows, { require: 'approval' });
  const tip = workflow.firm.commit({ 'hr/people.csv': csv([...rows, person(13)]) });

  const refused = await workflow.push(tip);

  expect(refused.code).toBe(5);
  expect(refused.summary).toContain('came without a pull request');
  expect(activeIn(workflow.firm.system('springest')).length).toBe(12);
});

test('names the permission that is missing, before anything is written', async () => {
  const workflow = await syncedFirm(rows);
  workflow.github.permissions = { contents: 'write' };
  const tip = workflow.merge(workflow.propose(7, { 'hr/people.csv': csv([...rows, person(13)]) }));

  const refused = await workflow.push(tip);

  expect(refused.code).toBe(3);
  expect(refused.stdout).toContain('Add "pull-requests: read"');
  expect(activeIn(workflow.firm.system('springest')).length).toBe(12);
});

test('never says that nothing was written where only the comment failed', async () => {
  const workflow = await syncedFirm(rows);
  workflow.github.permissions = { contents: 'write', 'pull-requests': 'read' };
  const tip = workflow.merge(workflow.propose(7, { 'hr/people.csv': csv([...rows, person(13)]) }));

  const outcome = await workflow.push(tip);

  expect([outcome.code, outcome.outputs.verdict, outcome.outputs.applied]).toEqual([3, 'applied', '1']);
  expect(outcome.stdout).toContain('Add "pull-requests: write"');
  expect(outcome.summary).toContain('1 applied, 0 failed');
  expect(outcome.summary).not.toContain('othing was written');
});

test('asks again where GitHub fails for a moment, and writes nothing where it goes on', async () => {
  const workflow = await syncedFirm(rows);
  const tip = workflow.merge(workflow.propose(7, { 'hr/people.csv': csv([...rows, person(13)]) }));

  workflow.github.outage = 1000;
  const failed = await workflow.push(tip);
  const writes = activeIn(workflow.firm.system('springest')).length;
  workflow.github.outage = 2;
  const passed = await workflow.push(tip);

  expect([failed.code, failed.outputs.verdict]).toEqual([7, 'refused']);
  expect(failed.stdout).toContain('GITHUB_UNREACHABLE');
  expect(writes).toBe(12);
  expect([passed.code, passed.outputs.applied]).toEqual([0, '1']);
});

test('tells whoever merged, and those to notify, that the only system refused', async () => {
  const workflow = await syncedFirm(rows, { notify: ['@anna-b'] });
  const tip = workflow.merge(workflow.propose(7, { 'hr/people.csv': csv([...rows, person(13)]) }));
  workflow.firm.system('springest').fault({ status: 401, times: 1000 });

  const outcome = await workflow.push(tip);

  expect([outcome.code, outcome.outputs.verdict, outcome.outputs.applied]).toEqual([7, 'refused', '0']);
  expect(commentOf(workflow, 7, 'sync')).toMatch(/@anna-b: please look\.\n\n### ❌ Refused: nothing was written\n/);
  expect(workflow.firm.system('springest').writes()).toHaveLength(12);
});
