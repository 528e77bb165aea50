import { expect, test } from '@jest/globals';
import { check, told } from './rosters.ts';

const talents =
  'talent_id,last_name,first_name,work_email,phone,legal_entity,department,start_date,manager_email,establishment_field,status,lucca_user_id\n' +
  'T-1,Roe,Zoé,zoe@example.com,0612345678,Example SAS,Sales,2027-01-04,boss@example.com,Paris,new,\n';

test("reads Teelt's talents as they are", async () => {
  const roster = await check('sources: { teelt: { preset: teelt, dir: hr/teelt } }\n', {
    'hr/teelt/talents.csv': talents,
  });

  expect(roster.findings).toEqual([]);
  expect(roster.records.employees.get('T-1')?.fields).toEqual({
    id: 'T-1',
    last_name: 'Roe',
    first_name: 'Zoé',
    email: 'zoe@example.com',
    phone: '0612345678',
    legal_entity: 'Example SAS',
    department: 'Sales',
    start_date: '2027-01-04',
    manager_email: 'boss@example.com',
    establishment: 'Paris',
    talent_status: 'new',
    lucca_user_id: null,
  });
});

test('takes a file of its own name, and a column of its own for the establishment', async () => {
  const yaml =
    'sources:\n  teelt:\n    { preset: teelt, employees: export.csv, columns: { Site: establishment },\n      values: { establishment: { Siège: PAR } } }\n';
  const roster = await check(yaml, { 'export.csv': 'talent_id,Site,status\nT-1,Siège,new\nT-2,Lyon,sent\n' });

  expect(told(roster)).toEqual(['unmapped-value error/record 3:5 #T-2']);
  expect(roster.records.employees.get('T-1')?.fields).toMatchObject({ establishment: 'PAR', talent_status: 'new' });
});

test('knows the fields of a preset only where it is used', async () => {
  const yaml = (preset: string) =>
    `sources: { hr: { ${preset}employees: p.csv } }\nchecks: [{ assert: 'talent_status == "new"', message: m }]\n`;

  await expect(check(yaml(''), { 'p.csv': 'id\n1\n' })).rejects.toMatchObject({ code: 'EXPRESSION_INVALID' });
  const roster = await check(yaml('preset: teelt, '), { 'p.csv': 'talent_id,status\n1,sent\n' });
  expect(told(roster)).toEqual(['check error/record 2:1 #1']);
});
