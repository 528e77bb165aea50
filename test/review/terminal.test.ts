import { expect, test } from '@jest/globals';
import { textWidth } from '../../src/review/paint.ts';
import { describePlan } from '../../src/review/terminal.ts';
import { change, finding, mondayPlan, open, plan, stoppedPlan, system } from './plans.ts';

test('tells an ordinary plan, riskiest first', () => {
  expect(describePlan(mondayPlan())).toMatchSnapshot();
});

test('tells a stopped plan and how to release it', () => {
  expect(describePlan(stoppedPlan())).toMatchSnapshot();
});

test('tells a plan with nothing to do in a few lines', () => {
  expect(describePlan(plan())).toMatchSnapshot();
});

test('keeps within the width of the terminal', () => {
  for (const width of [60, 80, 120]) {
    const lines = describePlan(mondayPlan(), { width, color: true }).split('\n');

    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
  }
});

test('says the same with and without colour', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
  expect(describePlan(mondayPlan(), { color: true }).replace(/\u001b\[\d+m/g, '')).toBe(describePlan(mondayPlan()));
});

test('shows personal values on the own terminal when asked for', () => {
  expect(describePlan(mondayPlan())).not.toContain('zoe.quick@example.com');
  expect(describePlan(mondayPlan(), { showPersonal: true })).toContain('zoe.quick@example.com');
});

test('prints no line that a GitHub runner takes for a command', () => {
  const words = Array.from({ length: 30 }, (_, index) => '::error::x '.repeat(index % 3) + 'w'.repeat(index)).join(' ');
  const made = plan({
    systems: [
      system({
        changes: [change({ op: 'update', key: '1', fields: { a: open('##[error]x', words) } })],
        findings: [finding({ message: words, next: '::stop-commands::x' })],
      }),
    ],
  });

  const lines = describePlan(made, { width: 60 }).split('\n');

  expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
});
