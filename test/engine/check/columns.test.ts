import { expect, test } from '@jest/globals';
import { check, checkPeople, told } from './rosters.ts';

test('finds columns by mapping, by key and by their own names, letter case and spaces aside', async () => {
  const roster = await checkPeople(
    'Matricule;Prénom;Last Name;E-MAIL;department\n007;Zoé;Roe;zoe@example.com;Sales\n',
    '    key: matricule\n    columns: { prénom: first_name, E-mail: email }\n',
  );

  expect(roster.findings).toEqual([]);
  expect(roster.records.employees.get('007')?.fields).toEqual({
    id: '007',
    first_name: 'Zoé',
    last_name: 'Roe',
    email: 'zoe@example.com',
    department: 'Sales',
  });
  expect(roster.coverage).toEqual([
    {
      source: 'hr',
      kind: 'employees',
      files: ['hr/people.csv'],
      fields: ['id', 'first_name', 'email', 'last_name', 'department'],
    },
  ]);
});

test('refuses a file without its key column, and shows no header, which may be a person', async () => {
  const roster = await checkPeople('Zoe,Roe\nBo,Doe\n');

  expect(told(roster)).toEqual(['missing-column error/roster 1:1']);
  expect(JSON.stringify(roster.findings)).not.toContain('Roe');
  expect(roster.incomplete).toMatchObject([{ source: 'hr', kind: 'employees' }]);
});

test('refuses a file that lost a mapped column, and points at a column with a close name', async () => {
  const roster = await checkPeople('id,Departement\n1,Sales\n', '    columns: { Département: department }\n');

  expect(roster.findings[0]).toMatchObject({
    code: 'missing-column',
    scope: 'roster',
    field: 'department',
    message: 'the column "Département" (department) is missing; column 2 has a name close to it',
  });
});

test('looks for a mapped column in the file of the kind that has it', async () => {
  const source =
    'sources:\n  hr:\n    employees: p.csv\n    absences: a.csv\n    key: Nr\n    columns: { Start: start_date, Grund: absence_type }\n';
  const roster = await check(source, {
    'p.csv': 'Nr,last_name\n1,Roe\n',
    'a.csv': 'id,Nr,Start,Grund\nA1,1,2026-01-31,leave\n',
  });

  expect(roster.findings).toEqual([]);
  expect(roster.records.absences.get('A1')?.fields).toEqual({
    id: 'A1',
    employee_id: '1',
    start_date: '2026-01-31',
    absence_type: 'leave',
  });
});

test('refuses two columns that give one field, with both places', async () => {
  expect(told(await checkPeople('id,first name,FIRST_NAME\n1,a,b\n'))).toEqual([
    'two-columns-one-field error/roster 1:15 1:4',
  ]);
});

test('takes a stated column rather than one that happens to have the name', async () => {
  const roster = await checkPeople('Nr,id,last_name\n7,x9,Roe\n', '    key: Nr\n');

  expect(told(roster)).toEqual(['unused-columns warning/roster 1:4']);
  expect([...roster.records.employees.keys()]).toEqual(['7']);
});

test('names unused columns once, with the field they may be meant for', async () => {
  const roster = await checkPeople('id,frist_name,Parking\n1,a,b\n');

  expect(roster.findings).toMatchObject([
    {
      code: 'unused-columns',
      severity: 'warning',
      message: 'these columns are not used: "frist_name" (did you mean first_name?), "Parking"',
      place: { line: 1, column: 4 },
    },
  ]);
});

test('counts a column as covered only when every file of the source has it', async () => {
  const roster = await check('sources: { hr: { employees: hr/*.csv } }', {
    'hr/a.csv': 'id,department\n1,Sales\n',
    'hr/b.csv': 'id,location\n2,Gent\n',
  });

  expect(roster.coverage).toMatchObject([{ files: ['hr/a.csv', 'hr/b.csv'], fields: ['id'] }]);
  expect(roster.records.employees.get('2')?.fields).toEqual({ id: '2', location: 'Gent' });
});

test.each(['', 'id,last_name\n', 'PK\u0003\u0004'])(
  'never takes the file %j for a roster without people',
  async (csv) => {
    const roster = await checkPeople(csv);

    expect(roster.findings.some(({ severity, scope }) => severity === 'error' && scope === 'roster')).toBe(true);
    expect(roster.incomplete).toMatchObject([{ source: 'hr', kind: 'employees' }]);
  },
);

test('says that a pattern matches no file, at its source in rollcall.yaml', async () => {
  const roster = await check('sources: { hr: { employees: hr/*.csv } }', {});

  expect(roster.findings).toMatchObject([
    { code: 'file-missing', scope: 'roster', place: { file: 'rollcall.yaml', line: 2 } },
  ]);
  expect(roster.coverage).toEqual([]);
  expect(roster.incomplete).toHaveLength(1);
});
