import { expect, test } from '@jest/globals';
import { people } from '../e2e/firm.ts';
import { naughtyCells } from '../review/naughty.ts';
import { actsInAny } from '../review/parsed.ts';
import { canaries, commentOf, openWorkflow, type StepOutcome } from './workflow.ts';

const runPage = 'https://github.test/acme/hr/actions/runs/42';
const columns = Array.from({ length: 12 }, (_, index) => `note_${index + 1}`);

/** What a file can hold: no zero bytes, which make it none of ours, and no halves of characters. */
const cells = naughtyCells(102_000, 17).filter((cell) => cell.isWellFormed() && !cell.includes('\0'));

/** People whose notes are hostile, all open. */
function hostilePeople(count: number): readonly Readonly<Record<string, string>>[] {
  return people(count).map((row, index) => ({
    ...row,
    job_title: cells[index] ?? '',
    department: cells.at(-index - 1) ?? '',
    ...Object.fromEntries(columns.map((name, column) => [name, cells[index * columns.length + column] ?? ''])),
  }));
}

/** Every cell in quotes, so that it may hold anything. */
function csv(rows: readonly Readonly<Record<string, string>>[]): string {
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  return lines.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');
}

/** A long table in short ones, for the parser's sake. */
function piecesOf(summary: string): readonly string[] {
  const lines = summary.split('\n');
  return Array.from({ length: Math.ceil(lines.length / 500) }, (_, index) =>
    ['| a | b | c |', '|---|---|---|', ...lines.slice(index * 500, (index + 1) * 500)]
      .slice(index === 0 ? 2 : 0)
      .join('\n'),
  );
}

/** Lines of the log that the runner would obey, other than those by which we register secrets and mark the step. */
function commandsIn({ stdout }: StepOutcome): readonly string[] {
  return stdout
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .filter((line) => /^\s*::|##\[/.test(line) && !/^::(?:add-mask|error|notice|warning)\b/.test(line));
}

test('lets none of a hundred thousand hostile cells act, wherever they are shown', async () => {
  const count = Math.ceil(100_000 / columns.length);
  const plain = people(count).map((row) => ({ ...row, ...Object.fromEntries(columns.map((name) => [name, 'plain'])) }));
  const notes = Object.fromEntries(columns.map((name) => [name, { class: 'open' }]));
  const workflow = await openWorkflow({
    systems: { springest: { connector: 'springest', rules: { limits: { create: '100%' } } } },
    config: { fields: { employees: notes } },
    files: { 'hr/people.csv': csv(plain) },
  });
  const pull = workflow.propose(7, { 'hr/people.csv': csv(hostilePeople(count)) });
  const stacked = { base: { sha: pull.base, ref: 'stacked' } };

  const records = await workflow.review(pull, { pullRequest: stacked });
  const recordsComment = commentOf(workflow, 7);
  const planned = await workflow.review(pull, { environment: { ROLLCALL_KEY: canaries.key } });
  const plannedComment = commentOf(workflow, 7);

  const told = [recordsComment, plannedComment, ...piecesOf(records.summary), ...piecesOf(planned.summary)];
  expect(records.outputs).toMatchObject({ verdict: 'records', changed: String(count) });
  expect(actsInAny(told, [runPage]).slice(0, 5)).toEqual([]);
  expect([...commandsIn(records), ...commandsIn(planned)]).toEqual([]);
}, 300_000);
