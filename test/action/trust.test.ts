import { expect, test } from '@jest/globals';
import { activeIn, csv, people, person } from '../e2e/firm.ts';
import { git } from '../io/repositories.ts';
import { canaries, commentOf, everythingShown, openWorkflow, repository, type Workflow } from './workflow.ts';

const setup = { systems: { springest: { connector: 'springest' as const } } };
const rows = people(12);

async function syncedFirm(): Promise<Workflow> {
  const workflow = await openWorkflow({ ...setup, files: { 'hr/people.csv': csv(rows) } });
  const first = await workflow.firm.apply({ environment: { ROLLCALL_KEY: canaries.key } });
  expect(first.code).toBe(0);
  return workflow;
}

const oneMore = { 'hr/people.csv': csv([...rows.slice(1), { ...person(1), department: 'Support' }, person(13)]) };

test('compares only records for a fork, without a call to any system or a write to GitHub', async () => {
  const workflow = await syncedFirm();
  workflow.github.permissions = { contents: 'read', 'pull-requests': 'read' };
  const pull = workflow.propose(7, oneMore, { author: 'eve' });
  const calls = workflow.firm.system('springest').calls().length;

  const outcome = await workflow.review(pull, {
    pullRequest: { head: { sha: pull.head, repo: { full_name: 'eve/hr' } } },
    environment: { SPRINGEST_KEY: '', ROLLCALL_KEY: '' },
  });

  expect([outcome.code, outcome.outputs]).toEqual([0, { added: '1', changed: '1', removed: '0', verdict: 'records' }]);
  expect(outcome.summary).toContain('no system was read');
  expect(outcome.summary).toContain('`Sales` → `Support`');
  expect(outcome.summary).not.toMatch(/firm\.test|First\d|Last\d/);
  expect(workflow.firm.system('springest').calls().length).toBe(calls);
  expect(workflow.github.calls).toEqual([]);
});

test('refuses a public repository unless it is told that it may be', async () => {
  const workflow = await syncedFirm();
  const pull = workflow.propose(7, oneMore);
  const payload = { repository: { ...repository, private: false } };

  const refused = await workflow.review(pull, { payload });
  const allowed = await workflow.review(pull, { payload, inputs: { allow_public: 'true' } });

  expect(refused.code).toBe(3);
  expect(refused.stdout).toContain('PUBLIC_REPOSITORY');
  expect(refused.stdout).not.toContain('reading');
  expect(allowed.code).toBe(0);
});

test('sends no key where a pull request says, and tells that its systems wait for the merge', async () => {
  const workflow = await syncedFirm();
  const stranger = await openWorkflow({ ...setup, files: { 'hr/people.csv': csv(rows) } });
  const url = stranger.firm.system('springest').server.url;
  const config = workflow.firm.config({}).replace(workflow.firm.system('springest').server.url, url);
  expect(config).toContain(url);
  const pull = workflow.propose(7, { ...oneMore, 'rollcall.yaml': config });

  const outcome = await workflow.review(pull);

  expect(outcome.code).toBe(0);
  expect(commentOf(workflow, 7)).toContain('This changes `systems` in rollcall.yaml');
  expect(stranger.firm.system('springest').calls()).toEqual([]);
});

test('shows nothing that a pull request declares open, or moves into an open field', async () => {
  const salaried = rows.map((row) => ({ ...row, salary: `canary-salary-${row.id}` }));
  const workflow = await openWorkflow({
    ...setup,
    config: { fields: { employees: { salary: { class: 'secret' } } } },
    files: { 'hr/people.csv': csv(salaried) },
  });
  await workflow.firm.apply({ environment: { ROLLCALL_KEY: canaries.key } });
  const pull = workflow.propose(7, {
    'rollcall.yaml': workflow.firm.config(
      {},
      {
        fields: { employees: { salary: { class: 'open' }, first_name: { class: 'open' } } },
        sources: { hr: { employees: 'hr/people.csv', columns: { salary: 'location', department: 'department' } } },
      },
    ),
    'hr/people.csv': csv(
      salaried.map((row) => (row.id === '1' ? { ...row, salary: 'canary-raise', first_name: 'Canary' } : row)),
    ),
  });

  const outcome = await workflow.review(pull);

  expect(commentOf(workflow, 7)).toContain('`fields`');
  expect(everythingShown(workflow, [outcome])).not.toMatch(/canary/i);
});

test('compares only records against a base that anybody may push', async () => {
  const workflow = await syncedFirm();
  const pull = workflow.propose(7, oneMore);
  const calls = workflow.firm.system('springest').calls().length;

  const outcome = await workflow.review(pull, { pullRequest: { base: { sha: pull.base, ref: 'stacked' } } });

  expect(outcome.outputs.verdict).toBe('records');
  expect(commentOf(workflow, 7)).toContain('does not go to the default branch');
  expect(workflow.firm.system('springest').calls().length).toBe(calls);
});

test('takes no comment for its own that somebody else wrote', async () => {
  const workflow = await syncedFirm();
  const pull = workflow.propose(7, oneMore);
  const body = '<!-- rollcall:review -->\nAll is well.';
  workflow.github.comments.set(7, [{ id: 1, user: { login: 'eve', type: 'User' }, body }]);

  await workflow.review(pull);

  const comments = workflow.github.comments.get(7) ?? [];
  expect(comments.map(({ user }) => user.login)).toEqual(['eve', 'github-actions[bot]']);
  expect(comments[0]?.body).toBe(body);
});

test('names the permission without which a review cannot be told', async () => {
  const workflow = await syncedFirm();
  workflow.github.permissions = { contents: 'read', 'pull-requests': 'read' };

  const outcome = await workflow.review(workflow.propose(7, oneMore));

  expect(outcome.code).toBe(3);
  expect(outcome.stdout).toContain('Add "pull-requests: write" to "permissions:" of the job');
  expect(outcome.summary).toContain('1 joins');
});

test.each([
  ['an empty token', { 'github-token': '' }, 'The input github-token is empty'],
  ['a switch that is no switch', { allow_public: 'yes' }, 'The input allow_public is neither true nor false'],
  ['a webhook that is no address', { webhook: 'canary-webhook' }, 'The input webhook is no address'],
])('refuses %s with a next step', async (_what, inputs, message) => {
  const workflow = await openWorkflow({ ...setup, files: { 'hr/people.csv': csv(rows) } });
  const tip = git(workflow.firm.dir, 'rev-parse', 'HEAD');

  const outcome = await workflow.push(tip, { inputs });

  expect(outcome.code).toBe(2);
  expect(outcome.stdout).toContain(message);
  expect(activeIn(workflow.firm.system('springest'))).toEqual([]);
});
