import { expect, test } from '@jest/globals';
import type { Pull } from '../../src/engine/pull/pull.ts';
import type { PulledCell } from '../../src/engine/pull/pulled-cells.ts';
import { describePull, pullJson } from '../../src/review/pull.ts';

const cell: PulledCell = {
  ...{ kind: 'employees', key: '1', file: 'hr/people.csv', row: 0, column: 2, text: 'x' },
  ...{ field: 'job_title', class: 'open', before: 'Clerk', after: 'Lead' },
};

const nothing: Pull = {
  cells: [],
  rows: [],
  removed: [],
  leftCells: [],
  leftRecords: [],
  leftFields: [],
  notAdopted: [],
};

const whole: Pull = {
  cells: [
    cell,
    { ...cell, key: '2', conflict: true },
    { ...cell, field: 'last_name', class: 'personal', after: 'Canary' },
  ],
  rows: [
    {
      ...{ kind: 'employees', key: '77', keyFrom: 'remote', file: 'hr/people.csv', left: ['location'] },
      ...{ cells: ['77', 'Canary'], fields: { last_name: 'Canary' } },
    },
  ],
  removed: [{ kind: 'absences', key: 'a1', file: 'hr/absences.csv', row: 3 }],
  leftCells: [{ kind: 'employees', key: '3', field: 'first_name', why: 'unwritable' }],
  leftRecords: [
    { kind: 'employees', key: '4', why: 'gone' },
    { kind: 'employees', key: '5', why: 'gone' },
  ],
  leftFields: [{ kind: 'employees', field: 'tags', why: 'computed' }],
  notAdopted: [{ kind: 'teams', name: 'T9', why: 'untouchable' }],
};

const report = { system: 'personio', pull: whole, files: ['hr/people.csv', 'hr/absences.csv'], isDryRun: false };

test('counts cells by column, says what was added, removed and left, and why', () => {
  expect(describePull(report, { color: false, width: 200 }).split('\n')).toEqual([
    'personio',
    '  hr/people.csv: 3 cells, 1 new row',
    '    job_title: 2 cells',
    '    last_name: 1 cell',
    '    1 new row lacks location',
    '  hr/absences.csv: 0 cells, 0 new rows',
    '    removed, gone from the system: absence a1',
    expect.stringContaining('1 new row has the system’s own id as key.'),
    expect.stringContaining('1 of these cells was changed in the files too'),
    '',
    '  Left as it is',
    expect.stringContaining('  · person 3, first_name: the file has no text for it'),
    '  · 2 people (4, 5): not in the system any more; the row stays unless --remove is given',
    '  · team T9: managed by the system itself',
    '  · person, tags: made of several columns or by an expression, so not pulled',
    '',
    '  Look at it with "git diff" or "rollcall diff", then open a pull request.',
  ]);
});

test('lists every cell when asked to, and personal values only on top of that', () => {
  const hidden = describePull(report, { color: false, verbose: true });
  const shown = describePull(report, { color: false, verbose: true, showPersonal: true });

  expect(hidden).toContain('person 1: job_title Clerk → Lead');
  expect(hidden).not.toContain('Canary');
  expect(shown).toContain('person 1: last_name Clerk → Canary');
  expect(JSON.stringify(pullJson(report))).not.toContain('Canary');
});

test.each(['fr', 'de', 'nl'] as const)('says it in the language of the review: %s', (language) => {
  const text = describePull(report, { color: false, language });

  expect(text).not.toMatch(/cells|rows|system any more/);
  expect(text).toContain('job_title');
});

test('says when there was nothing to write, and when nothing was', () => {
  const calm = describePull({ ...report, pull: nothing, files: [] }, { color: false });
  const dry = describePull({ ...report, isDryRun: true }, { color: false });

  expect(calm).toBe('personio\n\n  Nothing to write.');
  expect(dry).toContain('Nothing was written (--dry-run).');
});
