import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { kinds } from '../../../src/contract/index.ts';
import { presetNames } from '../../../src/engine/check/preset.ts';
import { presetColumns, presetFiles } from '../../../src/engine/check/presets.ts';
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

test("reads Supermood's import file, in which a surname is a first name", async () => {
  const yaml =
    'sources: { supermood: { preset: supermood, dir: hr, columns: { Site: location, Start: start_date } } }\n';
  const roster = await check(yaml, {
    'hr/coworkers.csv':
      'Nom;Surname;Mail;Matricule;Langue;Employé actif;Site;Start\n' +
      'Ñandú;Ana;ana@example.org;E-1;fr;Oui;Lyon;03/02/2026\n' +
      'Dü;Di;;E-2;de;no;Köln;04/02/2026\n',
  });

  expect(roster.findings).toEqual([]);
  expect([...roster.records.employees.values()].map(({ fields }) => fields)).toEqual([
    {
      ...{ id: 'E-1', last_name: 'Ñandú', first_name: 'Ana', email: 'ana@example.org', language: 'fr' },
      ...{ status: 'active', location: 'Lyon', start_date: '2026-02-03' },
    },
    {
      ...{ id: 'E-2', last_name: 'Dü', first_name: 'Di', email: null, language: 'de' },
      ...{ status: 'inactive', location: 'Köln', start_date: '2026-02-04' },
    },
  ]);
});

test('says of two columns for one contact field that one is too many, and of another word for yes', async () => {
  const roster = await check('sources: { supermood: { preset: supermood, dir: hr } }\n', {
    'hr/coworkers.csv': 'matricule,nom,last name,actif\nE-1,Roe,Roe,parti\n',
  });
  expect(told(roster)).toEqual([
    'two-columns-one-field error/roster 1:15 1:11',
    'unmapped-value error/record 2:13 #E-1',
  ]);
});

test("reads the words of a source's own `values:` before those of a preset", async () => {
  const yaml =
    'sources: { supermood: { preset: supermood, dir: hr, values: { status: { parti: inactive, la: active } } } }\n';
  const roster = await check(yaml, { 'hr/coworkers.csv': 'matricule,actif\n1,parti\n2,la\n' });
  expect([...roster.records.employees.values()].map(({ fields }) => fields.status)).toEqual(['inactive', 'active']);
});

test("reads Lucca's import of users, where whoever has no manager is their own", async () => {
  const roster = await check('sources: { lucca: { preset: lucca, dir: hr } }\n', {
    'hr/users.csv':
      'login;firstName;lastName;mail;legalEntity;dtContractStart;department;manager;rolePrincipal;culture;employeenumber;dtBirth\n' +
      'aroe;Ana;Roe;ana@example.org;Example SAS;04/01/2027;Care;aroe;User;fr-FR;0007;02/03/1990\n' +
      'bdu;Bo;Dü;bo@example.org;Example SAS;05/01/2027;Care;aroe;User;de-DE;;\n',
  });

  expect(roster.findings).toEqual([]);
  expect(roster.records.employees.get('aroe')?.fields).toEqual({
    id: 'aroe',
    first_name: 'Ana',
    last_name: 'Roe',
    email: 'ana@example.org',
    legal_entity: 'Example SAS',
    start_date: '2027-01-04',
    department: 'Care',
    manager_id: null,
    role_principal: 'User',
    language: 'fr-FR',
    employee_number: '0007',
    birth_date: '1990-03-02',
  });
  expect(roster.records.employees.get('bdu')?.fields).toMatchObject({ manager_id: 'aroe', employee_number: null });
});

test('reads dates that leave it open as the vendor writes them, unless the file or rollcall.yaml decides', async () => {
  const start = async (dates: readonly string[], more = '') => {
    const roster = await check(`sources: { lucca: { preset: lucca, dir: hr${more} } }\n`, {
      'hr/users.csv': `login,dtContractStart\n${dates.map((date, index) => `${index},${date}\n`).join('')}`,
    });
    return roster.records.employees.get('0')?.fields.start_date;
  };
  expect(await start(['04/01/2027'])).toBe('2027-01-04');
  expect(await start(['04/01/2027', '04/30/2027'])).toBe('2027-04-01');
  expect(await start(['04/01/2027'], ', dates: MM/dd/yyyy')).toBe('2027-04-01');
});

test("reads Personio's export by the labels of its own attributes", async () => {
  const roster = await check(
    'sources: { personio: { preset: personio, dir: hr, columns: { T-Shirt: image_url } } }\n',
    {
      'hr/employees.csv':
        'ID,First name,Last name,Name (preferred),Email,Gender,Status,Position,Supervisor,Supervisor ID,Employment type,Weekly hours,' +
        'Hire date,Contract ends,Termination date,Last day of work,Subcompany,Office,Department,Team,Cost center,T-Shirt\n' +
        '7,Ada,Roe,,ada@example.org,female,onboarding,Nurse,Bo Dü,8,internal,37.5,2027-01-04T00:00:00+01:00,,,,Example GmbH,Köln,Care,A,100,M\n' +
        '8,Bo,Dü,B,bo@example.org,diverse,leave,,,,external,40,2020-01-01T00:00:00+01:00,2027-12-31T00:00:00+01:00,,2027-12-31T00:00:00+01:00,,,,,,\n',
    },
  );

  expect(roster.findings).toEqual([]);
  expect(roster.records.employees.get('7')?.fields).toMatchObject({
    ...{
      status: 'active',
      start_date: '2027-01-04',
      weekly_hours: 37.5,
      legal_entity: 'Example GmbH',
      location: 'Köln',
    },
    ...{ manager_id: '8', supervisor_name: 'Bo Dü', job_title: 'Nurse', preferred_name: null, end_date: null },
  });
  expect(roster.records.employees.get('8')?.fields).toMatchObject({
    ...{ status: 'leave', gender: 'diverse', contract_end_date: '2027-12-31', end_date: '2027-12-31' },
  });
});

test('reads the three files of the Workleap generation, sub-teams included', async () => {
  const roster = await check('sources: { workleap: { preset: workleap, dir: hr } }\n', {
    'hr/members.csv':
      'externalMemberId,email,firstName,lastName,jobTitle,imageUrl,languagePreferences,productAssignations\n' +
      '1,ana@example.org,Ana,Ñandú,Nurse,,fr,Officevibe;Pingboard\n2,bo@example.org,Bo,Dü,,,en,\n',
    'hr/teams.csv': 'externalTeamId,teamName\nt1,All\nt2,Équipe 1\n',
    'hr/teams-mappings.csv':
      'externalTeamId,externalMemberId,externalSubteamId,isMember,isManager\n' +
      't2,1,,TRUE,FALSE\nt2,2,,FALSE,TRUE\nt1,,t2,,\n',
  });

  expect(roster.findings).toEqual([]);
  expect(roster.records.employees.get('1')?.fields).toMatchObject({
    language: 'fr',
    product_assignations: ['Officevibe', 'Pingboard'],
  });
  expect(roster.records.teams.get('t2')?.fields).toEqual({ id: 't2', name: 'Équipe 1', parent_id: 't1' });
  expect([...roster.records.memberships.keys()]).toEqual(['t2/1', 't2/2']);
});

test.each(presetNames)('the page of presets names every file and header of %s', (preset) => {
  const page = readFileSync(new URL('../../../docs/presets.md', import.meta.url), 'utf8');
  const [, section = ''] = page.split(`## \`${preset}\``);
  const [own = ''] = section.split('\n## ');
  const source = { name: preset, preset, place: { file: '', line: 1, column: 1 }, files: {}, columns: {}, values: {} };
  const words = [
    ...Object.values(presetFiles(preset)),
    ...kinds.flatMap((kind) => Object.keys(presetColumns(source, kind))),
  ];
  expect(words.length).toBeGreaterThan(5);
  expect(words.filter((word) => !own.includes(`\`${word}\``))).toEqual([]);
});
