import { expect, test } from '@jest/globals';
import { type Kind, kinds } from '../../src/contract/index.ts';
import { builtInFields, type FieldRule } from '../../src/engine/fields.ts';
import { csv } from '../e2e/firm.ts';
import { everythingShown, openWorkflow, repository } from './workflow.ts';

/** Days nobody in these tests was born, absent or hired on otherwise; no two fields share one. */
const days = (index: number, round: number): string => `19${31 + index}-0${(index % 8) + 1}-1${round}`;

const hidden = kinds.flatMap((kind) =>
  builtInFields[kind].filter((field) => field.class !== 'open').map((field, index) => ({ kind, field, index })),
);

/** A value of a hidden field that is right for its type and can be found again. */
function canaryOf({ name, type, options }: FieldRule, index: number, id: number, round: number): string {
  if (options) return options[round % options.length] ?? '';
  if (type === 'boolean') return round % 2 === 0 ? 'true' : 'false';
  if (type === 'date') return days(index, round);
  if (type === 'number') return String(99_000 + index * 10 + round);
  if (/time$/.test(name)) return `0${round}:5${index % 10}`;
  if (name.endsWith('email')) return `canary-${name}-${id}-${round}@firm.test`;
  return `canary-${name}-${id}-${round}`;
}

/** Rows of a kind whose every personal and secret cell is a canary, all of them others in each round. */
function rowsOf(kind: Kind, count: number, round: number): readonly Readonly<Record<string, string>>[] {
  return Array.from({ length: count }, (_, row) => {
    const id = row + 1;
    const shown: Readonly<Record<string, string>> =
      kind === 'employees'
        ? { id: `${id}`, department: 'Sales', job_title: 'Clerk' }
        : { id: `${kind}-${id}`, employee_id: `${id}` };
    const own = hidden.filter((one) => one.kind === kind);
    const cells = own.map(({ field, index }) => [field.name, canaryOf(field, index, id, round)] as const);
    return { ...shown, ...Object.fromEntries(cells), salary: `canary-salary-${id}-${round}` };
  });
}

const filed = ['employees', 'absences', 'attendances', 'documents'] as const;
const files = (count: number, round: number): Readonly<Record<string, string>> =>
  Object.fromEntries(filed.map((kind) => [`hr/${kind}.csv`, csv(rowsOf(kind, count, round))]));

const canary = new RegExp(
  [
    'canary',
    '@firm\\.test',
    '\\b990\\d\\d',
    ...Array.from({ length: 40 }, (_, index) => `19${31 + index}-0${(index % 8) + 1}-1\\d`),
  ].join('|'),
  'i',
);

test('looks for every field that is not open', () => {
  expect(hidden.length).toBeGreaterThan(30);
  const seen = hidden.filter(({ field, index }) => canary.test(canaryOf(field, index, 1, 1)));
  // Words of a fixed list and times of day are no canaries: they stand elsewhere too.
  expect(hidden.length - seen.length).toBeLessThanOrEqual(12);
});

test('shows no personal and no secret value of any kind to anybody, whatever becomes of a run', async () => {
  const secret = { salary: { class: 'secret' } };
  const workflow = await openWorkflow({
    systems: {
      springest: {
        connector: 'springest',
        rules: {
          fields: {
            tags: '[department, nationality, birth_place, string(salary)]',
            job_title: 'preferred_name + phone',
          },
          limits: { update: '100%', column: '100%' },
        },
      },
    },
    config: {
      sources: { hr: Object.fromEntries(filed.map((kind) => [kind, `hr/${kind}.csv`])) },
      fields: Object.fromEntries(filed.map((kind) => [kind, secret])),
    },
    files: files(6, 0),
  });
  const first = await workflow.push(workflow.firm.commit());
  const pull = workflow.propose(7, files(7, 1));

  const review = await workflow.review(pull);
  const fork = await workflow.review(pull, {
    pullRequest: { head: { sha: pull.head, repo: { full_name: 'eve/hr' } } },
    environment: { SPRINGEST_KEY: '', ROLLCALL_KEY: '' },
  });
  const tip = workflow.merge(pull);
  workflow.firm.system('springest').fault({ status: 400, times: 3, match: { method: 'POST' } });
  const sync = await workflow.push(tip);
  const planned = await workflow.run({
    event: 'workflow_dispatch',
    sha: tip,
    payload: { ref: 'refs/heads/main', repository },
  });
  const scheduled = await workflow.run({ event: 'schedule', sha: tip, payload: { schedule: '0 3 * * *', repository } });
  const wrong = rowsOf('employees', 7, 1).map((row) => ({
    ...row,
    email: 'canary',
    birth_date: 'canary',
    manager_email: 'canary',
  }));
  const broken = await workflow.review(
    workflow.propose(8, { 'hr/employees.csv': csv([...wrong, ...wrong.slice(0, 1)]) }),
  );

  const outcomes = [first, review, fork, sync, planned, scheduled, broken];
  expect(outcomes.map(({ outputs }) => outputs.verdict)).toEqual([
    'applied',
    'ready',
    'records',
    'partial',
    'ready',
    'applied',
    'refused',
  ]);
  // They were read and sent, so there was something to show.
  expect(JSON.stringify(workflow.firm.system('springest').state())).toContain('canary-preferred_name-1-1');
  expect(everythingShown(workflow, outcomes).match(canary)?.[0]).toBeUndefined();
  expect(JSON.stringify(workflow.github.calls)).not.toMatch(canary);
}, 240_000);
