import { expect, test } from '@jest/globals';
import { csv, people, person } from '../e2e/firm.ts';
import { git } from '../io/repositories.ts';
import { canaries, commentOf, openWorkflow, type StepOutcome, type Workflow } from './workflow.ts';

const setup = { systems: { springest: { connector: 'springest' as const } } };

async function syncedFirm(count: number): Promise<Workflow> {
  const workflow = await openWorkflow({ ...setup, files: { 'hr/people.csv': csv(people(count)) } });
  const first = await workflow.firm.apply({ environment: { ROLLCALL_KEY: canaries.key } });
  expect(first.code).toBe(0);
  return workflow;
}

/** Lines of the log that the runner would obey, other than those by which we register secrets and mark the step. */
function commandsIn({ stdout }: StepOutcome): readonly string[] {
  return stdout
    .split('\n')
    .filter((line) => /^\s*::|##\[/.test(line) && !/^::(?:add-mask|error|notice|warning)\b/.test(line));
}

const hostile = [
  '::set-output name=verdict::ready',
  '##[command]rm -rf /',
  '@all @acme/people-ops',
  '![x](https://evil.example/x.png)',
  '<img src=x onerror=alert(1)>',
  'a | b | c',
  '[link](https://evil.example)',
  '`code` ``more``',
  '<!-- rollcall:review -->',
  '=1+1',
  '#1 GH-2 acme/hr#3',
  '\u202Egnirts',
];

test('lets no cell act in a comment, the summary, the log or the outputs', async () => {
  const workflow = await syncedFirm(40);
  const rows = people(40).map((row, index) => {
    const text = hostile[index] ?? 'Clerk';
    return { ...row, job_title: text, department: text === 'Clerk' ? 'Sales' : text };
  });

  const outcome = await workflow.review(workflow.propose(7, { 'hr/people.csv': csv(rows) }));

  const comment = commentOf(workflow, 7);
  const outside = comment
    .replace(/^<!-- rollcall:(?:review|shown).*-->$/gm, '')
    .replace(/```mermaid[\s\S]*?```/g, '')
    .replace(/(`+)[^`].*?[^`]?\1(?!`)/g, '');
  expect(outcome.code).toBe(0);
  expect(comment).toContain('evil.example');
  expect(outside).not.toMatch(/@all|@acme|evil|<img|!\[|GH-2|#3|\u202E/);
  expect(commandsIn(outcome)).toEqual([]);
  expect(outcome.outputs.verdict).toBe('ready');
});

test('marks more lines than a workflow command could', async () => {
  const workflow = await syncedFirm(4);
  const rows = [...people(4), ...people(70).slice(4)].map((row) => ({
    ...row,
    start_date: Number(row.id) > 4 ? 'someday' : '2020-01-01',
  }));

  await workflow.review(workflow.propose(7, { 'hr/people.csv': csv(rows) }));

  const [check] = workflow.github.checks;
  expect(check?.annotations.length).toBeGreaterThan(60);
  expect(check?.annotations[0]).toMatchObject({ path: 'hr/people.csv', annotation_level: 'failure' });
  expect(workflow.github.calls.filter(({ status }) => status >= 400)).toEqual([]);
});

test('tells in the comment why a roster is refused', async () => {
  const workflow = await syncedFirm(4);
  const pull = workflow.propose(7, { 'hr/people.csv': csv([...people(4), person(4)]) });

  const outcome = await workflow.review(pull);

  expect([outcome.code, outcome.outputs.verdict]).toEqual([3, 'refused']);
  expect(commentOf(workflow, 7)).toContain('ROSTER_REFUSED');
  expect(commentOf(workflow, 7)).toContain('hr/people.csv:6');
  expect(workflow.github.checks[0]?.conclusion).toBe('failure');
  expect(workflow.github.checks[0]?.annotations.length).toBeGreaterThan(0);
});

test('merges by itself where GitHub has no merge of this head, and names a conflict', async () => {
  const workflow = await syncedFirm(4);
  const pull = workflow.propose(7, { 'hr/people.csv': csv([...people(4), person(5)]) });
  const outcome = await workflow.review({ ...pull, merge: pull.head });
  workflow.firm.commit({ 'hr/people.csv': csv([...people(4), person(6)]) });
  const base = git(workflow.firm.dir, 'rev-parse', 'main');

  const conflict = await workflow.review({ ...pull, merge: pull.head, base });

  expect([outcome.code, outcome.outputs.added]).toEqual([0, '1']);
  expect(conflict.code).toBe(3);
  expect(commentOf(workflow, 7)).toContain('MERGE_CONFLICT');
});

test('does not count what main still has pending', async () => {
  const workflow = await syncedFirm(12);
  workflow.firm.commit({ 'hr/people.csv': csv([...people(12), person(13)]) });
  const pull = workflow.propose(7, { 'hr/people.csv': csv([...people(12), person(13), person(14)]) });

  const outcome = await workflow.review(pull);

  expect(outcome.code).toBe(0);
  expect(commentOf(workflow, 7)).toContain('1 joins');
  expect(commentOf(workflow, 7)).toContain('1 change from earlier merges is still to be applied');
});

test('says for a first pull request that nothing tells yet what may be shown', async () => {
  const workflow = await openWorkflow({ ...setup, files: { 'hr/people.csv': csv(people(3)) } });
  const config = workflow.firm.config({});
  git(workflow.firm.dir, 'rm', '--quiet', 'rollcall.yaml');
  workflow.firm.commit({});
  const pull = workflow.propose(7, { 'rollcall.yaml': config, 'hr/people.csv': csv(people(4)) });

  const outcome = await workflow.review(pull);

  expect([outcome.code, outcome.outputs.verdict]).toEqual([0, 'records']);
  expect(commentOf(workflow, 7)).toContain('no `rollcall.yaml` yet');
  expect(commentOf(workflow, 7)).not.toMatch(/firm\.test|Sales/);
  expect(workflow.firm.system('springest').calls()).toEqual([]);
});
