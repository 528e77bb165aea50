import { expect, test } from '@jest/globals';
import type { ExportDeclaration } from '../../src/contract/index.ts';
import { cellText, chooseExport, csvText, readExportOptions } from '../../src/engine/exports.ts';

const scores: ExportDeclaration = {
  name: 'engagement',
  description: 'Scores of teams.',
  columns: [{ name: 'team', class: 'open' }],
  options: [
    { name: 'dates', description: 'days', required: true, pattern: '\\d{4}-\\d{2}-\\d{2}' },
    { name: 'teams', description: 'names of teams' },
  ],
};
const kind = { kind: 'employees', fields: [], identity: { key: 'id' }, write: 'record', absence: 'nothing' } as const;
const connector = {
  title: 'Examplevibe',
  exports: [scores],
  withheld: [{ name: 'goals', reason: 'the API does not know them.' }],
  kinds: [{ ...kind, list: 'counted', operations: {} }],
} as const;

test('finds an export by its name', () => {
  expect(chooseExport(connector, 'engagement')).toBe(scores);
});

test.each([
  [
    'goals',
    'EXPORT_WITHHELD',
    'Examplevibe does not give out goals: the API does not know them.',
    'Choose one of: engagement.',
  ],
  ['employees', 'USAGE', 'The employees of Examplevibe are records, not an export.', /rollcall pull/],
  ['engagment', 'USAGE', 'Examplevibe has no export "engagment" (did you mean "engagement"?).', /engagement/],
  ['goal', 'USAGE', 'Examplevibe has no export "goal" (did you mean "goals"?).', /engagement/],
  ['weather', 'USAGE', 'Examplevibe has no export "weather".', /engagement/],
])('refuses %s with %s', (name, code, message, next) => {
  expect(() => chooseExport(connector, name)).toThrow(expect.objectContaining({ code, message }));
  expect(() => chooseExport(connector, name)).toThrow(
    expect.objectContaining({ next: next instanceof RegExp ? expect.stringMatching(next) : next }),
  );
});

test('says where nothing can be exported at all', () => {
  const bare = { title: 'Bare', kinds: [{ ...kind, list: 'by-key', operations: {} }] } as const;
  expect(() => chooseExport(bare, 'employees')).toThrow(
    expect.objectContaining({ code: 'USAGE', next: 'Nothing can be exported there.' }),
  );
});

test('reads options, also a value with an equals sign', () => {
  expect(readExportOptions(scores, ['dates=2026-11-02', 'teams=A=B'])).toEqual({ dates: '2026-11-02', teams: 'A=B' });
});

test.each([
  [['dates'], '--option dates is not of the form NAME=VALUE.'],
  [['=x'], '--option =x is not of the form NAME=VALUE.'],
  [['date=2026-11-02'], 'engagement takes no option "date" (did you mean "dates"?).'],
  [['dates=2026-11-02', 'dates=2026-11-09'], '--option dates is given twice.'],
  [['dates=yesterday'], '--option dates has a value of another form.'],
  [['teams=A'], 'engagement needs --option dates.'],
])('refuses the options %j', (texts, message) => {
  expect(() => readExportOptions(scores, texts)).toThrow(expect.objectContaining({ code: 'USAGE', message }));
});

test('names the options of an export without any', () => {
  expect(() => readExportOptions({ ...scores, name: 'plain', options: [] }, ['a=b'])).toThrow(
    expect.objectContaining({ next: 'Options of plain: none' }),
  );
});

test('writes values exactly, quoted only where a reader would lose something', () => {
  const cells = ['=1+1', 'a,b', 'say "x"', 'two\r\nlines', ' edge', '', '🐿 |', '00042'];
  expect(csvText([cells, ['x']])).toBe('=1+1,"a,b","say ""x""","two\r\nlines"," edge",,🐿 |,00042\r\nx\r\n');
});

test.each([
  [null, ''],
  [7.5, '7.5'],
  [false, 'false'],
  ['007', '007'],
  [{ a: [1] }, '{"a":[1]}'],
])('writes %j as %s', (value, text) => {
  expect(cellText(value)).toBe(text);
});
