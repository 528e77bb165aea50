import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BookType, utils, write } from '@e965/xlsx';
import { expect, test } from '@jest/globals';
import { createSimulator } from '../../plugins/connector-springest/src/simulator.ts';
import Status from '../../src/commands/status.ts';
import { emptyRepository, git } from '../io/repositories.ts';
import { rollcall } from './rollcall.ts';
import { runCommand } from './run-command.ts';

/** A firm of made-up people; no key is needed, since no system is asked. */
function firm(fields = ''): string {
  const directory = emptyRepository();
  const configuration = [
    'version: 1',
    'timezone: Europe/Amsterdam',
    'sources: { all: { employees: people.csv } }',
    ...(fields === '' ? [] : [fields]),
    'systems:',
    '  springest-nl:',
    '    connector: springest',
    '    stage: test',
    "    with: { site: example, region: nl, api_key: '${NOT_SET}' }",
  ];
  const people = [
    'id,email,first_name,last_name,gender,job_title,start_date,status',
    '0001,ana@example.org,Ana,=1+1,female,Nurse,2026-02-01,active',
    '0002,bo@example.org,Bo,"B, 🐿",male,Doctor,2026-02-01,active',
    '0003,cy@example.org,Cy,Ç,,Nurse,,inactive',
    '0004,di@example.org,Di,D,,Nurse,,active',
  ];
  writeFileSync(join(directory, 'rollcall.yaml'), configuration.join('\n'));
  writeFileSync(join(directory, 'people.csv'), `${people.join('\n')}\n`);
  git(directory, 'add', '--all');
  git(directory, 'commit', '--quiet', '--message', 'HR files');
  return directory;
}

const overview = [
  [
    'External ID',
    'Email',
    'First name',
    'Last name',
    'Gender',
    'Job title',
    'Employment start date',
    'Active',
    'Budget',
  ],
  ['0001', 'ana@example.org', 'Ana', '=1+1', 'f', 'Nurse', '2026-02-01', 'true', 100],
  ['0002', 'bo@example.org', 'Robert', 'B, 🐿', 'm', 'Surgeon', '2026-02-01', 'true', 100],
  ['0003', 'cy@example.org', 'Cy', 'Ç', '', 'Nurse', '', 'true', ''],
  ['0009', 'stray@example.org', 'Stray', 'S', '', '', '', 'true', ''],
];
const save = (directory: string, name: string, rows: readonly (readonly unknown[])[], bookType: BookType) => {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  const bytes = write({ SheetNames: ['Users'], Sheets: { Users: sheet } }, { type: 'buffer', bookType });
  writeFileSync(join(directory, name), bytes as Buffer);
};

test.each([
  ['users.xls', 'biff8'],
  ['users.xlsx', 'xlsx'],
  ['users.csv', 'csv'],
] as const)('holds the files against the overview of a site, as %s', async (name, bookType) => {
  const directory = firm();
  save(directory, name, overview, bookType);

  const told = await rollcall(['status', '--compare', name, '--system', 'springest-nl'], { cwd: directory });

  expect(told.stderr).toBe('');
  expect(told.stdout.split('\n').map((line) => line.trimEnd())).toEqual([
    `${name}: 4 rows, 3 of them people of the roster.`,
    '',
    '  Only in the report 1',
    '    row 5  0009',
    '',
    '  Only in the files 1',
    '    people.csv:5  0004',
    '',
    '  Columns that differ 3',
    '    active  1',
    '    first_name  1',
    '    job_title  1',
    '',
    '  People who differ 2',
    '    people.csv:3  row 3  0002',
    '      first_name',
    '      job_title: "Doctor" → "Surgeon"',
    '    people.csv:4  row 4  0003',
    '      active: false → "true"',
    '',
    'Not compared: Budget.',
    '',
  ]);
  expect(told.stdout).not.toMatch(/Robert|@example/);
});

test('shows personal values when asked to, and ends with 9 when that is asked for', async () => {
  const directory = firm();
  save(directory, 'users.xlsx', overview, 'xlsx');

  const told = await runCommand(Status, ['--compare', 'users.xlsx', '--values', '--exit-code'], directory);

  expect(told.exit).toBe(9);
  expect(told.stdout).toContain('first_name: "Bo" → "Robert"');
});

test('tells a program the same, values only as their classes allow', async () => {
  const directory = firm('fields: { employees: { id: { class: personal } } }');
  save(directory, 'users.xlsx', overview, 'xlsx');

  const { stdout } = await runCommand(Status, ['--compare', 'users.xlsx', '--json'], directory);
  const json = JSON.parse(stdout);

  expect(json.different[0].fields).toEqual({ first_name: {}, job_title: { roster: 'Doctor', report: 'Surgeon' } });
  expect(json.onlyReport).toEqual([{ line: 5 }]);
  expect(stdout).not.toMatch(/Robert|0009|@example/);
});

test('a list of troubles marks the lines of the files', async () => {
  const directory = firm();
  save(
    directory,
    'report.xlsx',
    [
      ['ExternalId', 'Message'],
      ['0002', 'User skipped'],
      ['g7', 'Group Not Found'],
    ],
    'xlsx',
  );

  const told = await runCommand(Status, ['--compare', 'report.xlsx'], directory);
  const json = await runCommand(Status, ['--compare', 'report.xlsx', '--json', '--exit-code'], directory);

  expect(told.stdout.split('\n')).toEqual([
    'report.xlsx names 2 rows with a trouble.',
    '  people.csv:3  row 2  0002',
    '  not in the files  row 3  g7',
    '',
  ]);
  expect(json.exit).toBe(9);
  expect(JSON.parse(json.stdout).marked[0]).toMatchObject({ id: '0002', lines: [2], places: [{ line: 3 }] });
});

test('what the simulator exports after a sync agrees', async () => {
  const directory = firm();
  const simulator = createSimulator({ settings: {}, credentials: { api_key: 'k' } });
  for (const [id, email, first, last, active] of [
    ['0001', 'ana@example.org', 'Ana', '=1+1', true],
    ['0002', 'bo@example.org', 'Bo', 'B, 🐿', true],
    ['0003', 'cy@example.org', 'Cy', 'Ç', false],
    ['0004', 'di@example.org', 'Di', 'D', true],
  ] as const) {
    const text = JSON.stringify({
      external_id: id,
      email,
      first_name: first,
      last_name: last,
      active,
      job_title: id === '0002' ? 'Doctor' : 'Nurse',
    });
    const headers = { 'content-type': 'application/json' };
    simulator.handle({ method: 'POST', path: '/users.json', query: { api_key: 'k' }, headers, text, nowMs: 0 });
  }
  const answer = simulator.handle({
    method: 'GET',
    path: '/_export/users.csv',
    query: {},
    headers: {},
    text: '',
    nowMs: 0,
  });
  writeFileSync(join(directory, 'users.csv'), answer.text ?? '');

  const json = await rollcall(['status', '--compare', 'users.csv', '--system', 'springest-nl', '--json'], {
    cwd: directory,
  });

  const { onlyReport, onlyRoster, counts } = JSON.parse(json.stdout);
  expect([onlyReport, onlyRoster]).toEqual([[], []]);
  // The simulator was not given these two, so that they are empty there.
  expect(counts.map((one: { name: string }) => one.name)).toEqual(['employment_start_date', 'gender']);
});

test.each([
  ['a file that is not there', ['--compare', 'no.xls'], 3, /FILE_UNREADABLE/],
  ['a file that tells of nobody', ['--compare', 'rollcall.yaml'], 2, /USAGE|CSV_UNREADABLE/],
  ['a column that is not there', ['--compare', 'people.csv', '--key', 'nope'], 2, /no column "nope"/],
  ['a system that is not configured', ['--compare', 'people.csv', '--system', 'x'], 2, /There is no system x/],
  ['one person', ['--compare', 'people.csv', '0001'], 2, /takes no ID/],
  ['--values without a report', ['--values'], 2, /compare/],
])('refuses %s', async (_, args, code, words) => {
  const told = await rollcall(['status', ...args], { cwd: firm() });

  expect(told.stderr).toMatch(words);
  expect(told.code).toBe(code === 2 && told.stderr.includes('CSV_UNREADABLE') ? 3 : code);
});

test('a table that is broken is refused with its places', async () => {
  const directory = firm();
  writeFileSync(join(directory, 'broken.csv'), 'id,email\n1,a@example.org,more\n');

  const told = await runCommand(Status, ['--compare', 'broken.csv'], directory);

  expect([told.exit, told.error?.code]).toEqual([3, 'CSV_UNREADABLE']);
});
