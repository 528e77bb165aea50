import { expect, test } from '@jest/globals';
import type { Value } from '../../../src/contract/index.ts';
import { chooseDays, isSame, readTruth } from '../../../src/engine/compare/cells.ts';
import { findColumns } from '../../../src/engine/compare/columns.ts';
import { compareReport, markReport } from '../../../src/engine/compare/compare.ts';
import type { ComparedField, Report, Subject } from '../../../src/engine/compare/comparison.ts';
import { rosterSubject, systemSubject } from '../../../src/engine/compare/subject.ts';
import { builtInFields } from '../../../src/engine/fields.ts';
import { makeConnector, makeDesired, makeMapping, makeRoster, peopleKind, person, today } from '../worlds.ts';

const reportOf = (...rows: readonly (readonly string[])[]): Report => ({
  file: 'users.xls',
  rows: rows.map((cells, index) => ({ line: index + 1, cells })),
});
const compare = (report: Report, subject: Subject, key?: string) =>
  compareReport(report, subject, findColumns(report, subject, key));

const roster = makeRoster({
  people: [
    person('1', { job_title: 'Baker', start_date: '2026-02-01' }),
    person('2', { job_title: 'Nurse', start_date: '2026-02-28' }),
    person('3', { job_title: null, start_date: null }),
    person('4', { status: 'inactive' }),
    person('5'),
  ],
  held: ['5'],
});
const subject = rosterSubject(roster, builtInFields, today);

test('a report that agrees says nothing, whatever its words and order', () => {
  const report = reportOf(
    ['Overview of users', '', ''],
    ['Intitulé du poste', 'E-mail', 'External ID', 'Entrée', 'Budget'],
    ['Baker', 'P1@Firm.example ', '1', '01/02/2026', '7'],
    ['', '', '', '', ''],
    ['Nurse', 'p2@firm.example', '2', '28/02/2026', ''],
    ['', 'p3@firm.example', '3', '', ''],
    ['', 'p5@firm.example', '5', '', ''],
  );

  const found = compare(report, rosterSubject(makeRoster({ people: [] }), builtInFields, today));
  expect(found.onlyReport).toHaveLength(4);

  const { onlyReport, onlyRoster, left, different, rows, matched, ignored } = compare(report, subject);
  expect({ onlyReport, onlyRoster, left, rows, matched, ignored }).toEqual({
    onlyReport: [],
    onlyRoster: [],
    left: [],
    rows: 4,
    matched: 4,
    ignored: ['Budget'],
  });
  expect(different.map((one) => [one.key, one.fields.map((field) => field.name)])).toEqual([['5', ['job_title']]]);
});

test('who is in one only, and which columns differ by how many', () => {
  const report: Report = {
    ...reportOf(
      ['id', 'email', 'job title', 'start date'],
      ['1', 'other@firm.example', 'Chief', '01.02.2026'],
      ['', 'p2@firm.example', 'Chief', '28.02.2026'],
      ['4', 'p4@firm.example', 'Baker', ''],
      ['99', 'p9@firm.example', '', ''],
      ['1', 'p1@firm.example', 'Baker', ''],
      ['', '', 'nobody', ''],
    ),
    sheet: 'People',
  };

  const found = compare(report, subject);

  expect(found).toMatchObject({ file: 'users.xls', sheet: 'People', rows: 6, matched: 3 });
  expect(found.onlyReport).toEqual([
    { line: 5, key: '99' },
    { line: 6, key: '1' },
    { line: 7, key: '' },
  ]);
  expect(found.onlyRoster.map((one) => [one.key, one.place.line])).toEqual([
    ['3', 4],
    ['5', 6],
  ]);
  expect(found.left.map((one) => [one.key, one.line])).toEqual([['4', 4]]);
  expect(found.counts).toEqual([
    { name: 'job_title', count: 2 },
    { name: 'email', count: 1 },
  ]);
  expect(found.different[0]).toMatchObject({
    key: '1',
    line: 2,
    fields: [
      { name: 'email', class: 'personal', roster: 'p1@firm.example', report: 'other@firm.example' },
      { name: 'job_title', class: 'open', roster: 'Baker', report: 'Chief' },
    ],
  });
});

test('a column that says who is active is held against who has left', () => {
  const report = reportOf(
    ['external_id', 'active'],
    ['1', 'true'],
    ['2', 'non'],
    ['3', 'perhaps'],
    ['4', 'yes'],
    ['5', 'no'],
  );

  const { different, left } = compare(report, subject);

  expect(left).toEqual([]);
  expect(different.map((one) => [one.key, one.fields])).toEqual([
    ['2', [{ name: 'active', class: 'open', roster: true, report: 'false' }]],
    ['4', [{ name: 'active', class: 'open', roster: false, report: 'true' }]],
  ]);
});

test('as one system sees it: in its words, with its forms, its own people', () => {
  const kind = peopleKind();
  const connector = makeConnector([
    { ...kind, fields: [...kind.fields, { name: 'labels', type: 'list', from: '[department]' }] },
  ]);
  const mapping = makeMapping({ connector });
  const desired = makeDesired(
    {
      people: [
        person('1', { department: 'Care' }),
        person('2', { email: null }),
        person('3', { status: 'inactive', department: 'Care' }),
      ],
    },
    mapping,
  );
  const report = reportOf(
    ['key', 'mail', 'job title', 'labels', 'boss', 'active'],
    ['1', 'P1@FIRM.example', 'Baker', 'care', '', 'true'],
    ['3', 'p3@firm.example', 'Baker', 'Sales; Care', '', 'false'],
  );

  const found = compare(report, systemSubject(desired, mapping));

  expect(found.onlyRoster).toEqual([]);
  expect(found.different.map((one) => [one.key, one.fields.map((field) => field.name)])).toEqual([['3', ['labels']]]);
  expect(systemSubject(desired, { ...mapping, kinds: [] }).fields).toEqual([]);
});

test('the column of ids can be named', () => {
  const report = reportOf(['code', 'id', 'poste'], ['1', 'x7', 'Baker']);

  expect(compare(report, subject).onlyReport).toEqual([{ line: 2, key: 'x7' }]);
  expect(compare(report, subject, 'Code')).toMatchObject({ onlyReport: [], matched: 1 });
  expect(() => findColumns(report, subject, 'cod')).toThrow(
    expect.objectContaining({ code: 'USAGE', message: 'users.xls has no column "cod" (did you mean "code"?).' }),
  );
  expect(() => findColumns(reportOf(['Name'], ['Ana']), subject)).toThrow(
    expect.objectContaining({ code: 'USAGE', next: 'Name the column of ids with --key COLUMN.' }),
  );
});

test('a list of troubles marks the rows it means', () => {
  const all = makeRoster({
    people: [person('1')],
    teams: [
      { id: 'g1', name: 'Alpha', parent_id: null },
      { id: 'g2', name: 'Beta', parent_id: 'g9' },
    ],
    memberships: [{ team_id: 'g9', employee_id: '1' }],
  });
  const report = reportOf(
    ['ExternalId', 'Message'],
    ['1', 'x'],
    ['g1', 'x'],
    ['1', 'y'],
    ['g9', 'z'],
    ['', ''],
    ['??', 'z'],
  );
  const columns = findColumns(report, subject);

  const marks = markReport({ ...report, sheet: 'Issues' }, all, columns);

  expect(columns.isList).toBe(true);
  expect(findColumns(reportOf(['external id', 'email']), subject).isList).toBe(false);
  expect([marks.rows, marks.sheet]).toEqual([5, 'Issues']);
  expect(marks.marked.map((one) => [one.id, one.lines, one.places.length])).toEqual([
    ['1', [2, 4], 1],
    ['g1', [3], 1],
    ['g9', [5], 2],
    ['??', [7], 0],
  ]);
});

const field = (type: ComparedField['type'], name = 'x'): ComparedField => ({ name, type, class: 'open', words: [] });
const isoDay = chooseDays([]);

test.each<[ComparedField, Value, string, boolean]>([
  [field('text'), 'Baker', ' Baker ', true],
  [field('text'), 'Baker', 'baker', false],
  [field('text'), null, '', true],
  [field('text'), null, 'x', false],
  [field('text'), 'x', '', false],
  [field('text', 'gender'), 'female', 'Frau', true],
  [field('text', 'gender'), 'female', 'Herr', false],
  [field('number'), 38.5, '38,5', true],
  [field('number'), 38.5, '38', false],
  [field('boolean'), true, 'Oui', true],
  [field('boolean'), true, 'perhaps', false],
  [field('date'), '2026-02-01', '2026-02-01', true],
  [field('date'), '2026-02-01', 'soon', false],
  [field('list'), ['b', 'A'], 'a; B', true],
  [field('list'), ['a'], 'a, b', false],
  [field('list'), [{ email: 'x' }], 'anything', true],
])('%j holds %j: the cell "%s" is the same: %s', (one, value, cell, same) => {
  expect(isSame(one, value, cell, isoDay)).toBe(same);
});

test('a type that nobody knows is not taken for the same', () => {
  expect(isSame(field('map' as never), 'x', 'x', isoDay)).not.toBe(true);
});

test('a column of days is read the way that agrees most', () => {
  const american = chooseDays([
    { roster: '2026-03-02', report: '03/02/2026' },
    { roster: '2026-01-02', report: '01/02/2026' },
    { roster: null, report: '' },
  ]);
  expect(american('03/02/2026')).toBe('2026-03-02');
  expect(chooseDays([{ roster: '2026-01-02', report: 'soon' }])('2026-01-02')).toBe('2026-01-02');
});

test.each([
  ['Actief', true],
  ['disabled', false],
  ['perhaps', undefined],
])('%s is %s', (word, truth) => {
  expect(readTruth(word)).toBe(truth);
});
