import { expect, test } from '@jest/globals';
import type { Finding } from '../../src/contract/index.ts';
import { countFindings, describeFindings } from '../../src/review/findings.ts';

const finding = (file: string, line: number, rest: Partial<Finding> = {}): Finding => ({
  code: 'bad-date',
  severity: 'error',
  scope: 'record',
  who: 'data',
  message: 'there is no such day',
  next: 'Correct the date.',
  place: { file, line, column: 3 },
  ...rest,
});

test('tells findings by file, each with its place, what it is and the next step', () => {
  const text = describeFindings(
    [
      finding('a.csv', 2, { others: [{ file: 'a.csv', line: 9, column: 1 }] }),
      finding('b.csv', 1, { severity: 'warning', code: 'unused-columns', message: 'not used', next: 'Map it.' }),
      finding('a.csv', 5),
    ],
    { color: false },
  );

  expect(text).toMatchInlineSnapshot(`
"a.csv:2:3 error there is no such day (bad-date)
  also a.csv:9:1
  → Correct the date.
a.csv:5:3 error there is no such day (bad-date)
  → Correct the date.

b.csv:1:3 warning not used (unused-columns)
  → Map it.

2 errors, 1 warning in 2 files"
`);
});

test('counts findings that repeat beyond ten in one file', () => {
  const many = Array.from({ length: 1234 }, (_, index) => finding('a.csv', index + 2, { field: 'start_date' }));

  const lines = describeFindings(many, { color: false }).split('\n');

  expect(lines).toHaveLength(23);
  expect(lines.slice(-3)).toEqual([
    '… 1,224 more: bad-date start_date (all of them with --json)',
    '',
    '1,234 errors in 1 file',
  ]);
});

test('removes what could steer a terminal from names that come out of files', () => {
  const text = describeFindings([finding('a\u001b[2J\u202e.csv', 2, { message: 'column "\u0007x\n::error::"' })], {
    color: false,
  });

  for (const character of ['\u001b', '\u202e', '\u0007']) expect(text).not.toContain(character);
  expect(text.split('\n')).toHaveLength(4);
});

test('colours errors and warnings only when asked', () => {
  expect(describeFindings([finding('a.csv', 2)], { color: true })).toContain('\u001b[31merror');
  expect(describeFindings([], { color: true })).toBe('');
});

test('counts what there is', () => {
  expect(countFindings([])).toBe('no findings');
  expect(countFindings([finding('a', 1, { severity: 'warning' })])).toBe('1 warning in 1 file');
});
