import { describe, expect, test } from '@jest/globals';
import { RollcallError } from '../../src/contract/index.ts';
import type { Change } from '../../src/engine/change.ts';
import type { KindDiff } from '../../src/engine/diff/kind-diff.ts';
import { diffMarkdown } from '../../src/review/diff-markdown.ts';
import { driftIssue } from '../../src/review/drift-markdown.ts';
import { planMarkdown } from '../../src/review/markdown.ts';
import { recordsMarkdown } from '../../src/review/records-markdown.ts';
import { refusalMarkdown } from '../../src/review/refusal-markdown.ts';
import { syncMarkdown } from '../../src/review/sync-markdown.ts';
import { describePlan } from '../../src/review/terminal.ts';
import { faultsOf } from './gfm.ts';
import { naughtyCells } from './naughty.ts';
import { actsInAny } from './parsed.ts';
import { change, commits, finding, hold, open, plan, receipt, system } from './plans.ts';

/** A cell for each place of a change where a text from outside can stand. */
function changesOf(cells: readonly string[]): readonly Change[] {
  const ops = ['update', 'create', 'leave', 'delete', 'return'] as const;
  return Array.from({ length: Math.ceil(cells.length / 6) }, (_, index) => {
    const [key = '', name = '', before = '', after = '', file = '', other = ''] = cells.slice(index * 6, index * 6 + 6);
    return change({
      op: ops[index % 7] ?? 'update',
      key,
      fields: { [name]: open(before, after), list: open([other], [after, before]) },
      cause: { type: 'commits', commits: [commits.head], place: { file, line: 1, column: 1 } },
    });
  });
}

describe('a hundred thousand hostile cells', () => {
  const cells = naughtyCells(100_000, 7);
  const batches = Array.from({ length: 20 }, (_, index) => changesOf(cells.slice(index * 5_000, (index + 1) * 5_000)));

  test('act nowhere in a comment', () => {
    const faults = batches.flatMap((changes) =>
      faultsOf(planMarkdown(plan({ systems: [system({ changes })] }), { limitBytes: 100_000_000 })),
    );

    expect(faults.slice(0, 5)).toEqual([]);
  });

  test("act nowhere in comments as GitHub's Markdown reads them", () => {
    // Of the size of a comment: the parser takes more than twice as long for a table of twice as many rows.
    const pieces = batches.flatMap((changes) =>
      Array.from({ length: Math.ceil(changes.length / 84) }, (_, index) => changes.slice(index * 84, (index + 1) * 84)),
    );
    const texts = pieces.map((changes) =>
      planMarkdown(plan({ systems: [system({ changes })] }), { limitBytes: 100_000_000 }),
    );

    expect(actsInAny(texts).slice(0, 5)).toEqual([]);
  });

  test('act nowhere in a difference of records', () => {
    const faults = batches.flatMap((_, index) => faultsOf(diffOf(cells.slice(index * 5_000, (index + 1) * 5_000))));

    expect(faults.slice(0, 5)).toEqual([]);
  });

  test('give a runner no command in the words for a log', () => {
    const some = batches.slice(0, 4).flat();
    const log = describePlan(plan({ systems: [system({ changes: some })] }), { verbose: true });

    expect(log.split('\n').filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  });
});

test('hostile words of findings, effects, holds, drift, names and limits act nowhere', () => {
  const cells = naughtyCells(1_200, 11);
  const texts = cells.map((cell, index) => {
    const other = cells.at(index - 1) ?? '';
    const wrong = finding({ message: cell, next: other, place: { file: cell, line: 1, column: 1 }, key: other });
    const one = system({
      name: cell,
      connector: other,
      experimental: cell,
      changes: [move('1', cell, other), move('2', other, cell)],
      holds: [hold({ key: cell, findings: [wrong] })],
      drift: [{ kind: 'employees', key: cell, type: 'fields', fields: { [other]: open(cell, other) } }],
      findings: [wrong],
      stops: [{ limit: `column:${cell}`, permitted: 1, planned: 2, ours: 3, message: other }],
      releases: [{ system: cell, limit: other, count: 1, by: cell }],
      effects: [{ id: cell, text: other, count: 1, reversible: false }],
    });
    return planMarkdown(plan({ digest: cell, commit: other, systems: [one], findings: [wrong] }));
  });

  expect([...texts.flatMap(faultsOf), ...actsInAny(texts)].slice(0, 5)).toEqual([]);
});

test('hostile words act nowhere in the other texts of the Action', () => {
  const cells = naughtyCells(1_200, 13);
  const texts = cells.flatMap((cell, index) => {
    const other = cells.at(index - 1) ?? '';
    const wrong = finding({ message: cell, next: other, place: { file: other, line: 1, column: 1 } });
    const one = system({
      name: cell || 'one',
      verdict: index % 2 === 0 ? 'refused' : 'ready',
      findings: [wrong],
      holds: [hold({ key: cell, findings: [wrong] })],
      drift: [{ kind: 'employees', key: cell, type: 'fields', fields: { [other]: open(cell, other) } }],
    });
    const made = plan({ systems: [one] });
    const failed = receipt({ system: other || 'one', key: cell, outcome: 'refused', findings: [wrong] });
    return [
      recordsMarkdown([diffWith([cell, other, cell, other, cell])], { classOf: () => 'open' }),
      driftIssue(made)?.body ?? '',
      syncMarkdown({ plan: made, receipts: [failed], later: [cell], approved: [other] }),
      refusalMarkdown(new RollcallError('ROSTER_REFUSED', cell, { next: other, findings: [wrong] })),
    ];
  });

  expect([...texts.flatMap(faultsOf), ...actsInAny(texts)].slice(0, 5)).toEqual([]);
});

function move(key: string, from: string, to: string): Change {
  return change({ op: 'update', key, fields: { department_name: open(from, to) } });
}

function diffOf(cells: readonly string[]): string {
  const text = [...diffMarkdown([diffWith(cells)], { limit: 1_000_000 })].join('');
  return text.replaceAll('<br>', ' ').replaceAll('_empty_', 'empty');
}

function diffWith(cells: readonly string[]): KindDiff {
  const at = (index: number): string => cells[index] ?? '';
  const changes = Array.from({ length: Math.ceil(cells.length / 5) }, (_, index) => {
    const from = index * 5;
    const label = at(from + 1);
    const fields = [{ name: at(from + 2), before: at(from + 3), after: at(from + 4) }];
    return { op: 'changed' as const, key: at(from), label, fields };
  });
  const columns = { added: [at(0)], removed: [at(1)], renamed: [{ from: at(2), to: at(3) }] };
  const summary = { added: 0, removed: 0, changed: changes.length, unchanged: 0 };
  return { kind: 'records', file: at(4), key: [at(5)], columns, summary, changes };
}
