import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planMarkdown } from '../../src/review/markdown.ts';
import { change, mondayPlan, open, plan, row, stoppedPlan, system } from './plans.ts';
import { anyPlan } from './random-plans.ts';

const bytes = (text: string): number => new TextEncoder().encode(text).length;

test('tells an ordinary plan, riskiest first', () => {
  expect(planMarkdown(mondayPlan())).toMatchSnapshot();
});

test('tells a stopped plan and how to release it', () => {
  expect(planMarkdown(stoppedPlan(), { limitBytes: 2_500 })).toMatchSnapshot();
});

describe('a plan of twenty thousand changes', () => {
  const leaves = [change({ op: 'leave', key: 'the-leaver', fields: { active: open(true, false) }, cause: row(1) })];
  const updates = Array.from({ length: 20_000 }, (_, index) =>
    change({ op: 'update', key: `k${index}`, fields: { job_title: open('a', `b${index}`) }, cause: row(index + 2) }),
  );
  const large = plan({ systems: [system({ changes: [...updates, ...leaves] })] });

  test('keeps to the limit and says how much was cut', () => {
    const text = planMarkdown(large);

    expect(bytes(text)).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/… and 1[89],\d{3} more/);
    expect(text).toMatch(/1[89],\d{3} lines were left out/);
  });

  test('keeps the riskiest and says all in the table', () => {
    const text = planMarkdown(large, { limitBytes: 1_500 });

    expect(text).toContain('`the-leaver`');
    expect(text).toContain('20,000');
  });
});

test('stays within any limit with any plan', () => {
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: 1_000, max: 8_000 }), (one, limitBytes) => {
      expect(bytes(planMarkdown(one, { limitBytes }))).toBeLessThanOrEqual(limitBytes);
    }),
  );
});

test('lets nothing from files or systems act', () => {
  fc.assert(
    fc.property(anyPlan, (one) => {
      const lines = withoutCode(planMarkdown(one))
        .replace(/<\/?(?:details|summary|sub)>/g, '')
        .split('\n');

      expect(lines.filter((line) => acts.test(line))).toEqual([]);
    }),
  );
});

test('keeps every table whole with any plan', () => {
  fc.assert(
    fc.property(anyPlan, (one) => {
      const lines = planMarkdown(one).split('\n');
      const borders = lines.map((line) => (line.startsWith('|') ? line.replaceAll('\\|', '').split('|').length : 0));
      const broken = borders.filter(
        (count, index) => count > 0 && borders[index - 1] !== 0 && borders[index - 1] !== count,
      );

      expect(broken).toEqual([]);
    }),
  );
});

/** Markup, mentions, links, pictures, numbers of issues, and what is not seen. */
const acts = /[<@`]|\]\(|!\[|:\/\/|www\.\w|#\d|\bGH-\d+\b|\p{Cc}|(?!\u200d)\p{Cf}/u;

/** GitHub ends a code span at the next run of as many backticks; a chart has a grammar of its own. */
function withoutCode(text: string): string {
  return text.replace(/^```mermaid\n.*?^```$/ms, 'chart').replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, 'code');
}
