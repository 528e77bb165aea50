import { expect, test } from '@jest/globals';
import { RollcallError } from '../../../src/contract/index.ts';
import { liveRecord, peopleKind, wholeKinds } from '../worlds.ts';
import { pullCase } from './pulls.ts';

const live = [
  liveRecord('r1', { fields: { mail: 'p1@firm.example', name: 'Ann', title: 'Baker' } }),
  liveRecord('r2', { fields: { mail: 'p2@firm.example', name: 'Bo, "B"', title: null } }),
];

test('makes a file that is not there, with a column for what the system gives', async () => {
  const { written } = await pullCase({ files: {}, live, adopt: ['employees'] });

  expect(written).toEqual({
    'people.csv':
      'id,email,first_name,job_title,status\nr1,p1@firm.example,Ann,Baker,\nr2,p2@firm.example,"Bo, ""B""",,\n',
  });
});

test('fills a file that has a header only, in its own order', async () => {
  const { written } = await pullCase({
    files: { 'people.csv': 'first_name;email;id\r\n' },
    live,
    adopt: ['employees'],
  });

  expect(written).toEqual({
    'people.csv': 'first_name;email;id\r\nAnn;p1@firm.example;r1\r\n"Bo, ""B""";p2@firm.example;r2\r\n',
  });
});

test('names the columns of a new file as the source does', async () => {
  const { written } = await pullCase({
    files: { 'people.csv': '' },
    source:
      "    key: Matricule\n    columns: { Prénom: first_name, 'Nom; de famille': last_name }\n    delimiter: ';'\n",
    config: 'teams: { from: department }\n',
    live: live.slice(0, 1),
    adopt: ['employees'],
  });

  expect(written).toEqual({
    'people.csv':
      'Matricule;email;Prénom;"Nom; de famille";job_title;department;status\nr1;p1@firm.example;Ann;;Baker;;\n',
  });
});

test('names the columns of a new file as the preset does', async () => {
  const { written } = await pullCase({
    files: {},
    source: '    preset: officevibe\n    dir: ov\n',
    kinds: wholeKinds(),
    live: [
      ...live,
      liveRecord('g1', { kind: 'teams', fields: { name: 'Sales' } }),
      liveRecord('m1', { kind: 'memberships', parts: ['g1', 'r1'], fields: { leads: true } }),
    ],
    adopt: ['employees', 'teams', 'memberships'],
  });

  expect(
    Object.fromEntries(Object.entries(written).map(([file, text]) => [file, text.split('\n').slice(0, 2)])),
  ).toEqual({
    'ov/users.csv': ['id,email,firstName,jobTitle,status', 'model-nl-1,p1@firm.example,Ann,Baker,'],
    'ov/groups.csv': ['id,name,parent_id', 'g1,Sales,'],
    'ov/groups-mapping.csv': ['groupId,userId,isManager', 'g1,model-nl-1,true'],
  });
});

test('writes dates of an empty column as the other columns have them, and plainly where there are none', async () => {
  const dated = (from: string, name: string) => ({ name, type: 'date', class: 'open', from }) as const;
  const kinds = [
    peopleKind({ fields: [...peopleKind().fields, dated('start_date', 'start'), dated('end_date', 'end')] }),
  ];
  const holding = [liveRecord('r1', { key: '1', fields: { start: '2024-12-31', end: '2026-05-04' } })];
  const pull = (start: string) =>
    pullCase({ files: { 'people.csv': `id,start_date,end_date\n1,${start},\n` }, kinds, live: holding });

  const like = await pull('31/12/2024');
  const plain = await pull('');

  expect(like.written).toEqual({ 'people.csv': 'id,start_date,end_date\n1,31/12/2024,04/05/2026\n' });
  expect(plain.written).toEqual({ 'people.csv': 'id,start_date,end_date\n1,2024-12-31,2026-05-04\n' });
});

test('refuses what would not read back as meant', async () => {
  const start = { name: 'start', type: 'date', class: 'open', from: 'start_date' } as const;
  const pull = (dates: string) =>
    pullCase({
      files: { 'people.csv': 'id,start_date\n1,25/12/2024\n2,01/02/2024\n' },
      source: dates,
      kinds: [peopleKind({ fields: [...peopleKind().fields, start] })],
      live: [liveRecord('r1', { key: '1', fields: { start: '2024-03-04' } })],
    });

  const refused = await pull('').catch((error: unknown) => error);
  const stated = await pull('    dates: dd/MM/yyyy\n');

  expect(refused).toBeInstanceOf(RollcallError);
  expect(refused).toMatchObject({ code: 'ROSTER_REFUSED', findings: [{ code: 'dates-unclear' }] });
  expect(stated.written).toEqual({ 'people.csv': 'id,start_date\n1,04/03/2024\n2,01/02/2024\n' });
});
