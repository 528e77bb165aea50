import { expect, test } from '@jest/globals';
import type { StatusRow } from '../../src/engine/status.ts';
import { textWidth } from '../../src/review/paint.ts';
import { describeStatus, statusJson } from '../../src/review/status.ts';
import { commits } from './plans.ts';

const since = { commit: commits.head, date: '2026-11-20' };
const rows: readonly StatusRow[] = [
  { key: '1043', system: 'springest-nl', state: 'applied', since },
  { key: '1043', system: 'springest-de', state: 'waiting', detail: 'The start date has not come.' },
  {
    key: '1043',
    system: 'officevibe-prod',
    state: 'failed',
    since,
    detail: 'The address is taken by another person of the account.',
  },
  { key: '1051', system: 'springest-nl', state: 'pending' },
  { key: '1051', system: 'springest-de', state: 'drifted', since },
  { key: '1051', system: 'officevibe-prod', state: 'never' },
];

test('tells where each person stands in each system', () => {
  expect(`\n${describeStatus(rows)}\n`).toMatchInlineSnapshot(`
"
Record  System           State            Since                       Detail
1043    springest-nl     ✓ applied        20 November 2026 (3f2c1ab)
        springest-de     … waiting                                    The start date has not come.
        officevibe-prod  ✗ failed         20 November 2026 (3f2c1ab)
          The address is taken by another person of the account.
1051    springest-nl     → pending
        springest-de     ≠ drifted        20 November 2026 (3f2c1ab)
        officevibe-prod  · never applied
"
`);
});

test('keeps within the width of the terminal', () => {
  const lines = describeStatus(rows, { width: 90, color: true }).split('\n');

  expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(90);
});

test('says so when no system knows the record', () => {
  expect(describeStatus([])).toBe('Nobody is pending, waiting, failed or drifted.');
});

test('gives the rows to programs as they are', () => {
  expect(statusJson(rows)).toEqual({ rows });
});
