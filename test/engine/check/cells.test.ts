import { expect, test } from '@jest/globals';
import { checkRoster } from '../../../src/engine/check/check.ts';
import { parseRules } from '../../../src/io/config/config.ts';
import { readSources } from '../../../src/io/csv/sources.ts';
import { checkPeople, told, treeOf } from './rosters.ts';

const fieldOf = async (field: string, values: readonly string[], yaml = '') => {
  const rows = values.map((value, index) => `${index}\t${value}`).join('\n');
  const roster = await checkPeople(`id\t${field}\n${rows}\n`, yaml);
  const read = [...roster.records.employees.values()].map((record) => record.fields[field]);
  return { read, told: told(roster), findings: roster.findings, roster };
};

test('tells an empty cell from a bad one and from a column that is not there', async () => {
  const { read, told, roster } = await fieldOf('start_date', ['2026-01-31', '', 'soon']);

  expect(read).toEqual(['2026-01-31', null, undefined]);
  expect('end_date' in (roster.records.employees.get('0')?.fields ?? {})).toBe(false);
  expect(told).toEqual(['bad-date error/record 4:3 #2']);
  expect(roster.records.employees.get('2')?.held).toEqual(roster.findings);
  expect(roster.records.employees.get('0')?.held).toEqual([]);
});

test.each([
  [['2026-01-31'], ['2026-01-31']],
  [['2026/1/31'], ['2026-01-31']],
  [
    ['31/01/2026', '01/02/2026'],
    ['2026-01-31', '2026-02-01'],
  ],
  [
    ['01/31/2026', '01/02/2026'],
    ['2026-01-31', '2026-01-02'],
  ],
  [['31.1.2026'], ['2026-01-31']],
  [
    ['31-01-2026', '1-2-2026'],
    ['2026-01-31', '2026-02-01'],
  ],
  [['20260131'], ['2026-01-31']],
  [
    ['2026-01-31 00:00:00', '2026-01-30T00:00:00.000Z'],
    ['2026-01-31', '2026-01-30'],
  ],
  [['05/05/2026'], ['2026-05-05']],
  [['29/02/2024'], ['2024-02-29']],
])('finds out how %j are written', async (written, expected) => {
  const { read, findings } = await fieldOf('start_date', written);

  expect(read).toEqual(expected);
  expect(findings).toEqual([]);
});

test.each([
  ['30/02/2026', 'there is no such day'],
  ['29/02/2023', 'there is no such day'],
  ['13/13/2026', 'this is not a date in the form dd/MM/yyyy'],
  ['2026-01-31', 'this is not a date in the form dd/MM/yyyy'],
  ['31/01/26', 'this is not a date in the form dd/MM/yyyy'],
  ['45321', "this looks like Excel's number of a day"],
])('refuses %j among dates of the form dd/MM/yyyy', async (written, message) => {
  const { findings } = await fieldOf('start_date', ['31/12/2025', '30/11/2025', written]);

  expect(findings).toMatchObject([{ code: 'bad-date', message, place: { line: 4, column: 3 }, key: '2' }]);
});

test('refuses dates that can be read in two ways, showing both', async () => {
  const { findings, read } = await fieldOf('start_date', ['01/02/2026', '03/04/2026']);

  expect(read).toEqual([undefined, undefined]);
  expect(findings).toMatchObject([
    {
      code: 'dates-unclear',
      scope: 'roster',
      message: 'the dates of start_date can be read as dd/MM/yyyy and as MM/dd/yyyy, and nothing in the file decides',
      place: { line: 1, column: 4 },
    },
  ]);
});

test('reads them as rollcall.yaml states, or as the other dates of the file are written', async () => {
  const stated = await fieldOf('start_date', ['01/02/2026'], '    dates: MM/dd/yyyy\n');
  const beside = await checkPeople('id,start_date,end_date\n1,25/12/2025,01/02/2026\n');

  expect(stated.read).toEqual(['2026-01-02']);
  expect(beside.records.employees.get('1')?.fields.end_date).toBe('2026-02-01');
});

test('refuses a stated form without a year of four digits', async () => {
  const rules = parseRules('version: 1\nsources: { hr: { employees: p.csv } }');
  const sources = rules.sources.map((source) => ({ ...source, dates: 'dd/MM/yy' }));
  const tables = await readSources(treeOf({ 'p.csv': 'id,start_date\n1,01/02/26\n' }), { ...rules, sources });

  const { findings } = checkRoster(tables, { ...rules, sources });

  expect(findings).toMatchObject([{ code: 'bad-date-format', scope: 'roster', place: { file: 'rollcall.yaml' } }]);
});

test.each([
  [
    ['35', '37.5'],
    [35, 37.5],
  ],
  [
    ['35', '37,5'],
    [35, 37.5],
  ],
  [
    ['1.234,5', '0,5'],
    [1234.5, 0.5],
  ],
  [['1 234,5'], [1234.5]],
  [['1\u202f234,5'], [1234.5]],
  [["1'234.50"], [1234.5]],
  [['-3'], [-3]],
])('finds out how the numbers %j are written', async (written, expected) => {
  const { read, findings } = await fieldOf('weekly_hours', written);

  expect(read).toEqual(expected);
  expect(findings).toEqual([]);
});

test('refuses numbers that can be read in two ways, and bad ones', async () => {
  expect((await fieldOf('weekly_hours', ['1.234'])).told).toEqual(['numbers-unclear error/roster 1:4']);
  expect((await fieldOf('weekly_hours', ['1.234'], "    decimal: ','\n")).read).toEqual([1234]);
  expect((await fieldOf('weekly_hours', ['38h', '1e3', '12345678901234567890', '35'])).told).toEqual([
    'bad-number error/record 2:3 #0',
    'bad-number error/record 3:3 #1',
    'bad-number error/record 4:3 #2',
  ]);
});

test('reads yes and no in the languages of the files, lists, patterns and options', async () => {
  const yaml = [
    'fields:',
    '  employees:',
    '    remote: { type: boolean, class: open }',
    '    skills: { type: list, class: open }',
    "    cost_center: { pattern: '\\d{4}', class: open }",
    '    grade: { options: [A, B], class: open }',
  ].join('\n');
  const roster = await checkPeople(
    'id,remote,skills,cost_center,grade\n1,Oui,a; b|c,0042,b\n2,NEIN,;,42,C\n3,perhaps,x,1234,A\n',
    yaml,
  );

  expect([...roster.records.employees.values()].map((record) => record.fields)).toEqual([
    { id: '1', remote: true, skills: ['a', 'b', 'c'], cost_center: '0042', grade: 'B' },
    { id: '2', remote: false, skills: null },
    { id: '3', skills: ['x'], cost_center: '1234', grade: 'A' },
  ]);
  expect(told(roster)).toEqual([
    'not-the-pattern error/record 3:10 #2',
    'not-an-option error/record 3:13 #2',
    'bad-boolean error/record 4:3 #3',
  ]);
});

test('translates values, and finds those that nobody translated', async () => {
  const { read, told } = await fieldOf(
    'gender',
    ['H', 'f', 'male', 'X', ''],
    '    values: { gender: { H: male, F: female } }\n',
  );

  expect(read).toEqual(['male', 'female', 'male', undefined, null]);
  expect(told).toEqual(['unmapped-value error/record 5:3 #3']);
});

test.each(['zoe', 'zoe@example', 'Zoe <zoe@example.com>', 'a@example.com;b@example.com', 'zoe @example.com', '@x.com'])(
  'refuses %j as an e-mail address without repeating it',
  async (address) => {
    const { read, findings } = await fieldOf('email', [address]);

    expect(read).toEqual([undefined]);
    expect(findings).toMatchObject([{ code: 'bad-email', scope: 'record', key: '0' }]);
    expect(JSON.stringify(findings)).not.toContain(address);
  },
);

test('removes space around values, composes letters, and finds lost ones', async () => {
  const { read, told } = await fieldOf('last_name', ['\u00a0Roe ', 'Zoe\u0301', 'R\ufffdmy', '=1+1']);

  expect(read).toEqual(['Roe', 'Zo\u00e9', undefined, '=1+1']);
  expect(told).toEqual(['lost-letter error/record 4:3 #2']);
});

test('takes a row without a key as a gap in the roster, not as a record', async () => {
  const roster = await checkPeople('id,last_name\n1,Roe\n ,Doe\n , \n');

  expect([...roster.records.employees.keys()]).toEqual(['1']);
  expect(told(roster)).toEqual(['missing-value error/record 3:1', 'empty-row warning/roster 4:1']);
  expect(roster.incomplete).toEqual([
    {
      source: 'hr',
      kind: 'employees',
      reason: 'a row has no key',
      place: { file: 'hr/people.csv', line: 3, column: 1 },
    },
  ]);
});
