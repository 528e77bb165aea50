import { expect, test } from '@jest/globals';
import { isDue } from '../../src/engine/due.ts';

const commit = 'a'.repeat(40);
const ran = (date: string) => ({ applied: { commit, date }, attempted: [] });

test('takes a push system on every run', () => {
  expect(isDue('push', 'push', ran('2026-01-05'), '2026-01-05')).toBe(true);
  expect(isDue('push', 'schedule', ran('2026-01-05'), '2026-01-05')).toBe(true);
});

test.each(['daily', 'weekly', 'monthly'] as const)('leaves a %s system alone on a push', (when) => {
  expect(isDue(when, 'push', undefined, '2026-01-05')).toBe(false);
});

test.each([
  ['daily', '2026-01-05', '2026-01-05', false],
  ['daily', '2026-01-05', '2026-01-06', true],
  ['weekly', '2026-01-05', '2026-01-11', false],
  ['weekly', '2026-01-11', '2026-01-12', true],
  ['weekly', '2025-12-29', '2026-01-04', false],
  ['monthly', '2026-01-01', '2026-01-31', false],
  ['monthly', '2026-01-31', '2026-02-01', true],
] as const)('judges a %s system that ran on %s to be due on %s: %s', (when, last, today, due) => {
  expect(isDue(when, 'schedule', ran(last), today)).toBe(due);
});

test('takes at once what never ran or was cut short', () => {
  const run = { commit, date: '2026-01-05', run: 'r' };

  expect(isDue('monthly', 'schedule', undefined, '2026-01-05')).toBe(true);
  expect(isDue('monthly', 'schedule', { ...ran('2026-01-05'), attempted: [run] }, '2026-01-05')).toBe(true);
});

test('gives back a rhythm that it does not know rather than deciding', () => {
  expect(isDue('hourly' as never, 'schedule', ran('2026-01-05'), '2026-01-06')).toBe(false);
});
