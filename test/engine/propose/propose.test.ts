import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { kinds } from '../../../src/contract/index.ts';
import { headerWords } from '../../../src/engine/propose/header-words.ts';
import type { FoundTable } from '../../../src/engine/propose/proposal.ts';
import { propose } from '../../../src/engine/propose/propose.ts';
import { parseRules } from '../../../src/io/config/config.ts';
import { writeProposal } from '../../../src/io/config/proposal-text.ts';

function found(file: string, ...lines: readonly string[]): FoundTable {
  const [header = [], ...rows] = lines.map((line) => line.split(','));
  return {
    table: {
      file,
      encoding: 'utf-8',
      delimiter: ',',
      header,
      rows: rows.map((cells, index) => ({ line: index + 2, cells })),
      findings: [],
      place: () => ({ file, line: 1, column: 1 }),
    },
  };
}

const french = found(
  'hr/france/employes.csv',
  "Matricule,Nom,Prénom,Courriel,Sexe,Date d'entrée,Service,N+1,Salaire",
  '001,Lefèvre,Chloé,chloe@example.org,F,03/02/2020,Études,,1',
  '002,Petit,Zoë,zoe@example.org,H,14/05/2021,Études,001,2',
);

test('recognises a French export', () => {
  const { sources, leftOut } = propose([french]);

  expect(leftOut).toEqual([]);
  expect(sources).toEqual([
    {
      name: 'france',
      files: { employees: ['hr/france/employes.csv'] },
      key: 'Matricule',
      columns: {
        Courriel: 'email',
        Prénom: 'first_name',
        Nom: 'last_name',
        Sexe: 'gender',
        Service: 'department',
        'N+1': 'manager_id',
        "Date d'entrée": 'start_date',
      },
      values: { gender: { F: 'female', H: 'male' } },
      dates: 'dd/MM/yyyy',
      unused: ['Salaire'],
      recognised: 8,
      notes: [],
    },
  ]);
});

test.each([
  [
    'Personalnummer,Vorname,Name,E-Mail,Geschlecht,Eintrittsdatum,Abteilung,Standort,Vorgesetzter',
    '7,Jörg,Weiß,j@example.org,männlich,01.02.2020,Vertrieb,Köln,8',
    '8,Ute,Öz,u@example.org,weiblich,15.02.2020,Vertrieb,Köln,',
    {
      key: 'Personalnummer',
      dates: 'dd.MM.yyyy',
      values: { gender: { männlich: 'male', weiblich: 'female' } },
      columns: { Name: 'last_name', Vorgesetzter: 'manager_id', Standort: 'location' },
    },
  ],
  [
    'Personeelsnummer,Voornaam,Achternaam,E-mailadres,Status,Datum in dienst,Afdeling,Functie,Leidinggevende',
    '7,Jan,de Vries,j@example.org,Actief,01-02-2020,Verkoop,Adviseur,8',
    '8,Els,Bakker,e@example.org,Uit dienst,25-02-2020,Verkoop,Hoofd,',
    {
      key: 'Personeelsnummer',
      dates: 'dd-MM-yyyy',
      values: { status: { Actief: 'active', 'Uit dienst': 'inactive' } },
    },
  ],
  [
    'Employee ID,First Name,Surname,Work Email,Gender,Hire Date,Department,Job Title,Manager ID',
    '7,Jo,Smith,j@example.org,male,2020-02-01,Sales,Adviser,8',
    '8,Al,Stone,a@example.org,female,2020-02-15,Sales,Head,',
    { key: 'Employee ID', columns: { Surname: 'last_name', 'Work Email': 'email', 'Hire Date': 'start_date' } },
  ],
])('recognises the headers of %s', (header, first, second, expected) => {
  const [source] = propose([found('people.csv', header, first, second)]).sources;

  expect(source).toMatchObject({ name: 'people', ...expected, unused: [], notes: [] });
  expect(source?.recognised).toBe(9);
});

test('proposes several exports as several sources', () => {
  const dutch = found('hr/nl/p.csv', 'Personeelsnummer,Voornaam,Achternaam', '7,Jan,de Vries');

  expect(propose([french, dutch]).sources.map((source) => source.name)).toEqual(['france', 'nl']);
});

test("takes a vendor's own set of files as it is", () => {
  const files = [
    found('hr/ov/groups-mapping.csv', 'groupId,userId,isMember,isManager', 'g1,u1,TRUE,FALSE'),
    found('hr/ov/groups.csv', 'id,name', 'g1,Dev'),
    found('hr/ov/users.csv', 'id,email,firstName,lastName', 'u1,a@example.org,Ada,Byte'),
  ];

  expect(propose(files)).toMatchObject({ sources: [{ preset: 'officevibe', dir: 'hr/ov' }], leftOut: [] });
});

test.each([
  [
    'hr/berlin/staff.csv',
    'ID,First name,Last name,Email,Status,Hire date,Last day of work,Subcompany,Shoe size',
    'personio',
    'berlin',
  ],
  ['hr/coworkers.csv', 'Personal identifier,Name,Surname,Email,Language,Active', 'supermood', 'supermood'],
  ['hr/users.csv', 'login,firstName,lastName,mail,legalEntity,dtContractStart,manager,rolePrincipal', 'lucca', 'lucca'],
  ['talents.csv', 'talent_id,last_name,first_name,work_email,start_date,manager_email,status', 'teelt', 'teelt'],
  ['members.csv', 'externalMemberId,email,firstName,lastName,jobTitle', 'workleap', 'workleap'],
])('knows %s with %s as a file of %s', (file, header, preset, name) => {
  const cells = header.split(',').map((_, index) => (index === 0 ? '7' : ''));

  const [source] = propose([found(file, header, cells.join(','))]).sources;

  expect(source).toMatchObject({ name, preset, files: { employees: [file] }, columns: {}, values: {}, notes: [] });
  expect(source?.key).toBeUndefined();
  expect(source?.unused).toEqual(preset === 'personio' ? ['Shoe size'] : []);
});

test("states beside a vendor's preset what is the customer's own: another key, further columns", () => {
  const header = 'employeenumber,login,firstName,lastName,mail,dtContractStart,rolePrincipal,Site,Sexe';
  const row = '7,ada,Ada,Byte,a@example.org,03/02/2020,Employee,Lyon,F';

  const [source] = propose([found('hr/users.csv', header, row)]).sources;

  expect(source).toMatchObject({ preset: 'lucca', key: 'employeenumber', unused: ['login'], notes: [] });
  expect(source?.columns).toEqual({ Site: 'location', Sexe: 'gender' });
  expect(source?.values).toEqual({ gender: { F: 'female' } });
  expect(source?.dates).toBeUndefined();
});

test('keeps the three files of Workleap together, and people of another make apart', () => {
  const files = [
    found('hr/members.csv', 'externalMemberId,email,firstName,lastName', 'u1,a@example.org,Ada,Byte'),
    found('hr/people.csv', 'id,email,first_name,last_name', '9,b@example.org,Bo,Nibble'),
    found('hr/teams-mappings.csv', 'externalTeamId,externalMemberId,externalSubteamId,isMember', 'g1,u1,,TRUE'),
    found('hr/teams.csv', 'externalTeamId,teamName', 'g1,Dev'),
  ];

  const { sources, leftOut } = propose(files.filter((one) => one.table.file !== 'hr/people.csv'));
  const together = propose(files).sources.find((source) => source.preset === undefined);

  expect(leftOut).toEqual([]);
  expect(sources).toMatchObject([
    {
      preset: 'workleap',
      files: { employees: ['hr/members.csv'], teams: ['hr/teams.csv'], memberships: ['hr/teams-mappings.csv'] },
      columns: {},
    },
  ]);
  expect(together?.files).toEqual({ employees: ['hr/people.csv'] });
});

test('joins files of one folder that hold different people, and leaves out older versions', () => {
  const site = (file: string, id: string) =>
    found(file, 'id,first_name,last_name,email', `${id},A,B,a${id}@example.org`);
  const { sources, leftOut } = propose([
    site('hr/lyon.csv', '1'),
    site('hr/paris-2025.csv', '2'),
    site('hr/paris-2026.csv', '2'),
  ]);

  expect(sources).toMatchObject([{ files: { employees: ['hr/lyon.csv', 'hr/paris-2026.csv'] } }]);
  expect(leftOut).toEqual([
    {
      file: 'hr/paris-2025.csv',
      reason: 'it looks like another version of hr/paris-2026.csv; keep one file and leave its versions to git',
    },
  ]);
});

test('puts absences of the same folder into the source of its people', () => {
  const absences = found('hr/france/absences.csv', 'id,Matricule,Type,Du,Au', '1,001,CP,01/02/2026,14/02/2026');

  const { sources } = propose([french, absences]);

  expect(sources).toMatchObject([{ files: { employees: [french.table.file], absences: ['hr/france/absences.csv'] } }]);
  expect(sources[0]?.columns).toMatchObject({ Du: 'start_date', Au: 'end_date' });
});

test('finds the file that gives teams their ids', () => {
  const teams = found('hr/teams.csv', 'id,name', 't1,Études');

  expect(propose([french, teams])).toMatchObject({
    teams: { from: 'department', ids: 'hr/teams.csv' },
    sources: [{ name: 'france' }],
  });
});

test('names a source after its folder, else after its file without the date', () => {
  const nameOf = (file: string) => propose([found(file, 'id,first_name,last_name', '1,A,B')]).sources[0]?.name;

  expect(nameOf('hr/Société Générale/export.csv')).toBe('societe-generale');
  expect(nameOf('hr/staff_2026-01-31.csv')).toBe('staff');
  expect(nameOf('staff20260131.csv')).toBe('staff');
  expect(nameOf('2026.csv')).toBe('source2026');
});

test('makes a source of teams that nobody is in', () => {
  const teams = found('hr/teams.csv', 'id,name', 't1,Elsewhere');

  expect(propose([french, teams]).sources).toMatchObject([{ name: 'france' }, { files: { teams: ['hr/teams.csv'] } }]);
});

test('says why a file is left out', () => {
  const { sources, leftOut } = propose([
    found('a.csv', 'x,y', '1,2'),
    found('b.csv', 'first_name,last_name,email', 'A,B,a@example.org'),
    found('c.csv', 'Matricule,Type,Du,Au', '1,CP,01/02/2026,14/02/2026'),
    found('d.csv'),
  ]);

  expect(sources).toEqual([]);
  expect(leftOut.map(({ reason }) => reason)).toEqual([
    'its columns are not recognised',
    'it looks like people, but no column holds a personnel number',
    'it looks like absences, but no column identifies its rows',
    'it cannot be read as CSV',
  ]);
});

test('takes no column of managers that holds no personnel numbers', () => {
  const [source] = propose([found('p.csv', 'id,first_name,Manager', '1,Ada,Bob Stone', '2,Bob,')]).sources;

  expect(source?.columns).toEqual({});
  expect(source?.unused).toEqual(['Manager']);
  expect(source?.notes).toEqual(['"Manager" names managers by something other than their personnel number']);
});

test.each([
  ['Matricule,Prénom,Nom,Date de naissance', 'dd/MM/yyyy', 'dd/MM/yyyy was taken'],
  ['Employee ID,First name,Surname,Date of birth', undefined, 'state one under "dates"'],
])('says that the dates of %s do not decide', (header, dates, note) => {
  const [source] = propose([found('p.csv', header, '1,A,B,01/02/1990', '2,C,D,05/06/1991')]).sources;

  expect(source?.dates).toBe(dates);
  expect(source?.notes).toEqual([`its dates can be read as dd/MM/yyyy or MM/dd/yyyy: ${note}`]);
});

test('counts words of a fixed vocabulary that it does not know, without showing them', () => {
  const [source] = propose([found('p.csv', 'id,first_name,gender', '1,A,Qq', '2,B,H')]).sources;

  expect(source?.values).toEqual({ gender: { H: 'male' } });
  expect(source?.notes).toEqual(['1 word of gender must be added under "values"']);
});

test('prefers a key whose values are all there and all different', () => {
  const [source] = propose([found('p.csv', 'ID,Matricule,first_name,email', '1,7,A,', '1,8,B,')]).sources;

  expect(source?.key).toBe('Matricule');
});

test('writes something that is accepted, whatever the files are called and hold', () => {
  const own = ['dtContractStart', 'rolePrincipal', 'Subcompany', 'Supervisor ID', 'talent_id', 'externalMemberId'];
  const words = [...kinds.flatMap((kind) => Object.values(headerWords[kind]).flat()), ...own, ...own, ...own];
  const header = fc.uniqueArray(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...words) }, fc.string({ minLength: 1, maxLength: 8 })),
    {
      minLength: 1,
      maxLength: 9,
    },
  );
  const cell = fc.oneof(
    fc.constantFrom('', '1', '2', 'M', 'H', '01/02/2020', '2020-01-01', 'a@example.org'),
    fc.string({ maxLength: 5 }),
  );
  const table = fc
    .tuple(
      fc.constantFrom('hr/a/', 'hr/', '', 'déjà vu/', '~/', '# x: /'),
      fc.string({ minLength: 1, maxLength: 6 }),
      header,
    )
    .chain(([dir, stem, headers]) =>
      fc
        .array(fc.array(cell, { minLength: headers.length, maxLength: headers.length }), { maxLength: 4 })
        .map((rows): FoundTable => {
          const file = `${dir}${stem.replaceAll(/[/\\:]/g, '_')}.csv`;
          return {
            table: {
              ...found(file).table,
              header: headers,
              rows: rows.map((cells, index) => ({ line: index + 2, cells })),
            },
          };
        }),
    );

  fc.assert(
    fc.property(fc.uniqueArray(table, { minLength: 1, maxLength: 5, selector: (one) => one.table.file }), (tables) => {
      const proposal = propose(tables);
      if (proposal.sources.length === 0) return;

      const rules = parseRules(writeProposal(proposal, 'Europe/Paris'));

      expect(rules.sources.map((source) => source.name)).toEqual(proposal.sources.map((source) => source.name));
    }),
    { numRuns: 500 },
  );
});
