import { expect, test } from '@jest/globals';
import type { Comparison } from '../../src/engine/compare/comparison.ts';
import { comparisonJson, describeComparison, describeMarks } from '../../src/review/compare.ts';

const place = (line: number) => ({ file: 'hr/people.csv', line, column: 1 });
const comparison: Comparison = {
  file: 'users.xls',
  sheet: 'Users',
  rows: 1200,
  matched: 1198,
  onlyReport: [
    { line: 7, key: '' },
    { line: 8, key: 'canary@example.org' },
    { line: 9, key: '=1+1\u202e' },
  ],
  onlyRoster: [{ key: '7', place: place(12) }],
  left: [{ key: '8', place: place(13), line: 20 }],
  different: [
    {
      key: '9',
      place: place(14),
      line: 21,
      fields: [
        { name: 'email', class: 'personal', roster: 'canary@example.org', report: 'other@example.org' },
        { name: 'salary', class: 'secret', roster: 7777, report: '8888' },
        { name: 'job_title', class: 'open', roster: 'Nurse', report: 'Chief' },
      ],
    },
  ],
  counts: [
    { name: 'email', count: 1 },
    { name: 'job_title', count: 1 },
    { name: 'salary', count: 1 },
  ],
  ignored: ['Budget', 'Notes'],
};
const none = { rows: 3, matched: 3, onlyReport: [], onlyRoster: [], left: [], different: [], counts: [], ignored: [] };
const plain = { audience: {}, keyClass: 'open' } as const;

test('shows who is where, and values as their classes allow', () => {
  const text = describeComparison(comparison, plain);

  expect(text).toContain('users.xls (Users): 1,200 rows, 1,198 of them people of the roster.');
  expect(text).toContain('job_title: "Nurse" → "Chief"');
  expect(text).not.toMatch(/canary|other@|7777|8888|\u202e/);
  const shown = describeComparison(comparison, { ...plain, audience: { showPersonal: true } });
  expect(shown).toContain('email: "canary@example.org" → "other@example.org"');
  expect(shown).not.toMatch(/7777|8888/);
});

test('shows no id where ids are personal', () => {
  const options = { audience: {}, keyClass: 'personal' } as const;
  const marks = { file: 'r.csv', rows: 1, marked: [{ id: 'canary', lines: [2], places: [place(3)] }] };

  expect(describeMarks(marks, options)).toBe('r.csv names 1 row with a trouble.\n  hr/people.csv:3  row 2');
  expect(JSON.stringify([comparisonJson({ comparison }, options), comparisonJson({ marks }, options)])).not.toMatch(
    /canary|"key"|7777/,
  );
});

test.each([
  ['en', 'The report and the files agree.', 'Only in the report'],
  ['fr', 'Le rapport et les fichiers concordent.', 'Seulement dans le rapport'],
  ['de', 'Bericht und Dateien stimmen überein.', 'Nur im Bericht'],
  ['nl', 'Het rapport en de bestanden komen overeen.', 'Alleen in het rapport'],
] as const)('speaks %s', (language, same, onlyReport) => {
  expect(describeComparison({ ...none, file: 'a.csv' }, { ...plain, language })).toContain(same);
  const text = describeComparison(comparison, { ...plain, language });
  expect(text).toContain(onlyReport);
  expect(text).not.toMatch(/undefined|\[object/);
  const marks = { file: 'r.csv', rows: 2, marked: [{ id: 'g7', lines: [2, 3], places: [] }] };
  expect(describeMarks(marks, { ...plain, language })).not.toMatch(/undefined|\[object/);
});

test('lists the first of many, and all when asked', () => {
  const onlyReport = Array.from({ length: 50 }, (_, index) => ({ line: index + 2, key: `k${index}` }));
  const many = { ...none, file: 'a.csv', onlyReport };

  expect(describeComparison(many, plain)).not.toContain('k49');
  expect(describeComparison(many, { ...plain, verbose: true })).toContain('k49');
});
