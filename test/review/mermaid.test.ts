import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Change } from '../../src/engine/change.ts';
import { planMarkdown } from '../../src/review/markdown.ts';
import { escapeMermaid, mostPlaces, movesChart } from '../../src/review/mermaid.ts';
import { movesOf } from '../../src/review/moves.ts';
import { outline } from '../../src/review/outline.ts';
import { textsFor } from '../../src/review/texts.ts';
import { change, open, personal, plan, system } from './plans.ts';
import { anyPlan, hostile } from './random-plans.ts';
import { reorganisationPlan } from './reorganisation.ts';

const texts = textsFor('en');

function chartOf(changes: readonly Change[]): readonly string[] {
  const moves = movesOf(outline(plan({ systems: [system({ changes })] })), mostPlaces);
  return moves ? movesChart(moves, texts) : [];
}

function move(key: string, from: string, to: string): Change {
  return change({ op: 'update', key, fields: { department_name: open(from, to) } });
}

test('draws who goes where, with how many', () => {
  const moves = movesOf(outline(reorganisationPlan()), mostPlaces);

  expect(moves?.field).toBe('department_name');
  expect(movesChart(moves ?? { system: '', arrows: [] }, texts).join('\n')).toMatchSnapshot();
});

test('draws teams that people join and leave as members', () => {
  const membership = (op: 'create' | 'delete', team: string, person: string): Change =>
    change({ op, kind: 'memberships', key: `${team}/${person}` });

  expect(
    chartOf([membership('delete', 'care', '7'), membership('create', 'sales', '7'), membership('create', 'care', '8')]),
  ).toEqual([
    '```mermaid',
    'flowchart LR',
    '  p0["care"]',
    '  p1["sales"]',
    '  p2["(none)"]',
    '  p0 -->|1| p1',
    '  p2 -->|1| p0',
    '```',
  ]);
});

test('draws nothing when people only join, when nothing is open, and when it would be too much', () => {
  const join = change({ op: 'create', key: '1', fields: { department_name: open(undefined, 'Sales') } });
  const hidden = change({ op: 'update', key: '1', fields: { department_name: personal('Sales', 'Care') } });
  const many = Array.from({ length: 12 }, (_, index) => move(String(index), 'Sales', `Team ${index}`));

  expect([join, hidden].map((one) => chartOf([one]))).toEqual([[], []]);
  expect(chartOf(many)).toEqual([]);
  expect(chartOf(many.slice(1))).not.toEqual([]);
});

test('is the first thing to go when room is short', () => {
  const whole = planMarkdown(reorganisationPlan());
  const shorter = planMarkdown(reorganisationPlan(), { limitBytes: new TextEncoder().encode(whole).length - 1 });

  expect(whole).toContain('```mermaid');
  expect(shorter).not.toContain('mermaid');
  expect(shorter).toContain('R&D → Service client');
});

describe('names that try to act', () => {
  test.each([
    ['a"]; click a "javascript:alert(1)"', 'a”］； click a ”javascript∶alert(1)”'],
    ['#quot;#60;img#62;', '＃quot；＃60；img＃62；'],
    ['%%{init: {"theme":"dark"}}%%', '％％｛init∶ ｛”theme”∶”dark”｝｝％％'],
    ['`**bold**` <b>', 'ˋ∗∗bold∗∗ˋ ‹b›'],
    ['```\n# out', 'ˋˋˋ⏎＃ out'],
    ['1. Sales', '1․ Sales'],
    ['- Sales', '‐ Sales'],
    ['fa:fa-user $$x$$ &lt; R&D', 'fa∶fa-user ＄＄x＄＄ ＆lt； R&D'],
    [' ', '–'],
    ['\u202e', '⟨U+202E⟩'],
  ])('turns %j into %j', (name, label) => {
    expect(escapeMermaid(name)).toBe(label);
  });

  test('leave a chart of our own few words', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 5 }), (pairs) => {
        const chart = chartOf(pairs.map(([from, to], index) => move(String(index), from, to)));
        expect(chart.filter((line) => !grammar.test(line))).toEqual([]);
      }),
    );
  });

  test('leave a chart whole in any plan', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 1_000, max: 20_000 }), (one, limitBytes) => {
        const [, chart] = /```mermaid\n(.*?)```/s.exec(planMarkdown(one, { limitBytes })) ?? ['', ''];
        const lines = (chart ?? '').split('\n').filter((line) => line !== '');
        expect(lines.filter((line) => !grammar.test(line))).toEqual([]);
      }),
    );
  });
});

/** Everything that a chart may hold. */
const grammar =
  /^(?:```mermaid|```|flowchart LR| {2}p\d+ -->\|\d+\| p\d+| {2}p\d+(?:\["[^"`#;<>%$\\:*_~[\]{}|@\p{Cc}]+"\]|\(\["[^"`#;<>%$\\:*_~[\]{}|@\p{Cc}]+"\]\)))$/u;
