import { expect, test } from '@jest/globals';
import type { FieldDeclaration, Fields, LiveRecord } from '../../../src/contract/index.ts';
import { liveRecord, peopleKind, wholeKinds } from '../worlds.ts';
import { pullCase } from './pulls.ts';

const people =
  'id,email,first_name,job_title,manager_id,status\n1,p1@firm.example,Ann,Baker,,\n2,p2@firm.example,Bo,Clerk,1,\n';

/** The account of a person as the first file has it. */
function account(id: '1' | '2', fields: Fields = {}, over: Partial<LiveRecord> = {}): LiveRecord {
  const own: Fields = id === '1' ? { name: 'Ann', title: 'Baker' } : { name: 'Bo', title: 'Clerk' };
  return liveRecord(`r${id}`, { key: id, fields: { mail: `p${id}@firm.example`, ...own, ...fields }, ...over });
}

const both = [account('1'), account('2')];

test('changes nothing where the system holds what the files say', async () => {
  const { pull, written } = await pullCase({ files: { 'people.csv': people }, live: both });

  expect(written).toEqual({});
  expect(pull).toMatchObject({ cells: [], rows: [], leftCells: [], leftRecords: [], notAdopted: [] });
});

test('writes what moved in the system, and says what it cannot pull', async () => {
  const { pull, written } = await pullCase({
    files: { 'people.csv': people },
    applied: { 'people.csv': people },
    live: [account('1', { title: 'Lead' }), account('2')],
  });

  expect(written).toEqual({ 'people.csv': people.replace('Baker', 'Lead') });
  expect(pull.cells).toMatchObject([{ key: '1', field: 'job_title', before: 'Baker', after: 'Lead', class: 'open' }]);
  expect(pull.leftFields).toEqual([{ kind: 'employees', field: 'boss', why: 'computed' }]);
});

test('leaves what git changed and no run has applied, and writes where both moved', async () => {
  const edited = people.replace('Baker', 'Lead').replace('Clerk', 'Head');

  const { pull, written } = await pullCase({
    files: { 'people.csv': edited },
    applied: { 'people.csv': people },
    live: [account('1'), account('2', { title: 'Chief' })],
  });

  expect(written).toEqual({ 'people.csv': edited.replace('Head', 'Chief') });
  expect(pull.leftCells).toEqual([{ kind: 'employees', key: '1', field: 'job_title', why: 'pending' }]);
  expect(pull.cells).toMatchObject([{ key: '2', conflict: true }]);
});

test('never takes unknown for empty', async () => {
  const { pull, written } = await pullCase({
    files: { 'people.csv': people },
    live: [liveRecord('r1', { key: '1', fields: { mail: 'p1@firm.example' } }), account('2', { title: null })],
  });

  expect(written).toEqual({ 'people.csv': people.replace('Clerk', '') });
  expect(pull.cells).toHaveLength(1);
});

test('leaves cells that cannot be read, have no text, or have no column', async () => {
  const files = {
    'people.csv': 'id,email,first_name,start_date\n1,p1@firm.example,Ann,soon\n2,p2@firm.example,Bo,2024-05-01\n',
  };
  const fields = [
    ...peopleKind().fields,
    { name: 'start', type: 'date', class: 'open', from: 'start_date' } as const,
    { name: 'since', type: 'date', class: 'open', from: 'start_date' } as const,
  ];

  const { pull, written } = await pullCase({
    files,
    kinds: [peopleKind({ fields })],
    live: [account('1', { start: '2024-01-01' }), account('2', { name: ' Bob', start: 'tomorrow' })],
  });

  expect(written).toEqual({});
  expect(pull.leftCells.map(({ key, field, why }) => `${key} ${field} ${why}`)).toEqual([
    '1 start_date unreadable',
    '2 first_name unwritable',
    '2 start_date unwritable',
  ]);
  expect(pull.leftFields).toContainEqual({ kind: 'employees', field: 'job_title', why: 'no-column' });
});

test('leaves a letter that the encoding of the file lacks', async () => {
  const files = { 'people.csv': Buffer.from('id;email;first_name\n1;p1@firm.example;Zo\u00e9\n', 'latin1') };

  const { pull } = await pullCase({ files, live: [account('1', { name: 'Łukasz' })] });

  expect(pull.leftCells).toEqual([{ kind: 'employees', key: '1', field: 'first_name', why: 'unwritable' }]);
});

test('leaves a cell that two fields of the system want otherwise, and writes one that they agree on', async () => {
  const fields = [...peopleKind().fields, { name: 'login', type: 'text', class: 'open', from: 'job_title' } as const];

  const { pull, written } = await pullCase({
    files: { 'people.csv': people },
    kinds: [peopleKind({ fields })],
    live: [account('1', { title: 'Lead', login: 'Baker' }), account('2', { title: 'Head', login: 'Head' })],
  });

  expect(pull.leftCells).toEqual([{ kind: 'employees', key: '1', field: 'job_title', why: 'ambiguous' }]);
  expect(written).toEqual({ 'people.csv': people.replace('Clerk', 'Head') });
});

test('notes in the status column who is off in the system', async () => {
  const { written } = await pullCase({
    files: { 'people.csv': people },
    live: [account('1', {}, { active: false }), account('2')],
    source: '    values: { status: { parti: inactive } }\n',
  });

  expect(written).toEqual({ 'people.csv': people.replace('Baker,,\n', 'Baker,,parti\n') });
});

test('says who is off in the system where no column takes that, and who is on there and off here', async () => {
  const files = {
    'people.csv': 'id,email,first_name,end_date\n1,p1@firm.example,Ann,\n2,p2@firm.example,Bo,2020-01-01\n',
  };

  const { pull, written } = await pullCase({ files, live: [account('1', {}, { active: false }), account('2')] });

  expect(written).toEqual({});
  expect(pull.leftRecords).toEqual([
    { kind: 'employees', key: '1', why: 'off' },
    { kind: 'employees', key: '2', why: 'on' },
  ]);
});

test('leaves alone who leaves or comes back by the files, and who is off on both sides', async () => {
  const left = people.replace('Baker,,', 'Baker,,inactive');
  const gone = account('1', { title: 'Lead' }, { active: false });

  const leaving = await pullCase({ files: { 'people.csv': left }, applied: { 'people.csv': people }, live: both });
  const returning = await pullCase({
    files: { 'people.csv': people },
    applied: { 'people.csv': left },
    live: [account('1', {}, { active: false }), account('2')],
  });
  const off = await pullCase({ files: { 'people.csv': left }, live: [gone, account('2')] });

  for (const { pull, written } of [leaving, returning, off]) {
    expect(written).toEqual({});
    expect(pull.leftRecords).toEqual([]);
  }
});

test('keeps the row of who is not there, and says whether they ever were', async () => {
  const more = `${people}3,p3@firm.example,Cy,Clerk,,\n4,p4@firm.example,Di,Clerk,,inactive\n`;

  const { pull, written } = await pullCase({
    files: { 'people.csv': more },
    applied: { 'people.csv': people },
    live: [account('1')],
  });

  expect(written).toEqual({});
  expect(pull.leftRecords).toEqual([
    { kind: 'employees', key: '2', why: 'gone' },
    { kind: 'employees', key: '3', why: 'absent' },
  ]);
});

test('does nothing for records that the system skips, and pulls only the kinds that it takes', async () => {
  const live = [account('1', { title: 'Lead' }), account('2', { title: 'Lead' })];

  const skipped = await pullCase({ files: { 'people.csv': people }, live, system: '    skip: id == "1"\n' });
  const none = await pullCase({ files: { 'people.csv': people }, live, system: '    kinds: [teams]\n' });

  expect(skipped.written).toEqual({ 'people.csv': people.replace('Clerk', 'Lead') });
  expect(none.written).toEqual({});
});

test('brings back who is on there and off here, where the fields say so', async () => {
  const files = { 'people.csv': 'id,email,first_name,end_date\n1,p1@firm.example,Ann,2020-01-01\n' };
  const end = { name: 'end', type: 'date', class: 'open', from: 'end_date' } as const;

  const { pull, written } = await pullCase({
    files,
    kinds: [peopleKind({ fields: [...peopleKind().fields, end] })],
    live: [account('1', { end: null })],
  });

  expect(written).toEqual({ 'people.csv': 'id,email,first_name,end_date\n1,p1@firm.example,Ann,\n' });
  expect(pull.leftRecords).toEqual([]);
});

test('leaves a record that several rows make up', async () => {
  const files = {
    'ov/users.csv': 'id,email,firstName\n1,p1@firm.example,Ann\n',
    'ov/groups.csv': 'id,name\nT1,Sales\n',
    'ov/groups-mapping.csv': 'groupId,userId,subGroupId,isMember,isManager\nT1,1,,TRUE,FALSE\nT1,1,,FALSE,TRUE\n',
  };

  const { pull, written } = await pullCase({
    files,
    source: '    preset: officevibe\n    dir: ov\n',
    kinds: wholeKinds(),
    live: [
      account('1'),
      liveRecord('g1', { kind: 'teams', fields: { name: 'Sales' } }),
      liveRecord('m1', { kind: 'memberships', parts: ['g1', 'r1'], fields: { leads: false } }),
    ],
  });

  expect(written).toEqual({});
  expect(pull.leftRecords).toEqual([{ kind: 'memberships', key: 'T1/1', why: 'several-rows' }]);
});

test('leaves values of another shape than the column has', async () => {
  const fields = [
    ...peopleKind().fields,
    { name: 'skills', type: 'list', class: 'open', from: 'skills' } as const,
    { name: 'hours', type: 'text', class: 'open', from: 'weekly_hours' } as const,
    { name: 'shift', type: 'text', class: 'open', from: 'weekly_hours' } as const,
    { name: 'hidden', type: 'text', class: 'open', from: 'location', readable: false } as const,
  ];

  const { pull, written } = await pullCase({
    files: { 'people.csv': 'id,email,first_name,skills,weekly_hours,location\n1,p1@firm.example,Ann,,35,\n' },
    config: 'fields: { employees: { skills: { type: list, class: open } } }\n',
    kinds: [peopleKind({ fields })],
    live: [account('1', { name: ['Ann', 'Lee'], skills: 'dance', hours: '37.5', shift: '37.50' })],
  });

  expect(written).toEqual({});
  expect(pull.leftCells.map(({ field, why }) => `${field} ${why}`)).toEqual([
    'first_name unwritable',
    'skills unwritable',
    'weekly_hours unwritable',
  ]);
  expect(pull.leftFields).toContainEqual({ kind: 'employees', field: 'hidden', why: 'never-read' });
});

test('turns the words of the system back where a column has few values, and nothing else that is computed', async () => {
  const sex: FieldDeclaration = {
    ...{ name: 'sex', type: 'text', class: 'open' },
    from: 'gender == "female" ? "F" : gender == "male" ? "M" : dyn(null)',
  };
  const loud = { name: 'loud', type: 'text', class: 'open', from: 'job_title.upperAscii()' } as const;
  const rows = [
    '1,p1@firm.example,Ann,Mme',
    '2,p2@firm.example,Bo,M.',
    '3,p3@firm.example,Cy,M.',
    '4,p4@firm.example,Di,',
  ];

  const { pull, written } = await pullCase({
    files: { 'people.csv': ['id,email,first_name,gender', ...rows, ''].join('\n') },
    source: '    values: { gender: { Mme: female, M.: male } }\n',
    kinds: [peopleKind({ fields: [...peopleKind().fields.slice(0, 3), sex, loud] })],
    live: [
      account('1', { sex: 'F' }),
      account('2', { sex: 'F' }),
      liveRecord('r3', { key: '3', fields: { sex: null } }),
      liveRecord('r4', { key: '4', fields: { sex: 'X' } }),
    ],
  });

  expect(written).toEqual({
    'people.csv':
      'id,email,first_name,gender\n1,p1@firm.example,Ann,Mme\n2,p2@firm.example,Bo,Mme\n3,p3@firm.example,Cy,\n4,p4@firm.example,Di,\n',
  });
  expect(pull.leftCells).toEqual([{ kind: 'employees', key: '4', field: 'gender', why: 'unwritable' }]);
  expect(pull.leftFields).toEqual([{ kind: 'employees', field: 'loud', why: 'computed' }]);
});

test('does not take a login of their own for the address that it began with', async () => {
  const login = { name: 'login', type: 'text', class: 'open', from: 'email', writable: 'create' } as const;
  const kinds = [peopleKind({ fields: [...peopleKind().fields, login] })];
  const live = [account('1', { login: 'ann' }), account('2', { login: 'bo', mail: 'bo@firm.example' })];

  const { pull, written } = await pullCase({ files: { 'people.csv': people }, kinds, live });

  expect(written).toEqual({ 'people.csv': people.replace('p2@', 'bo@') });
  expect(pull.leftCells).toEqual([]);
});

test('removes the row of who is gone where it is asked to, and never every row of a file', async () => {
  const more = `${people}3,p3@firm.example,Cy,Clerk,,\n`;
  const input = { files: { 'people.csv': more }, applied: { 'people.csv': people }, remove: true };

  const { pull, written } = await pullCase({ ...input, live: [account('2')] });
  const last = await pullCase({ ...input, applied: { 'people.csv': more }, live: [] }).catch((error: unknown) => error);

  expect(written).toEqual({ 'people.csv': more.replace(/^1,.*\n/m, '') });
  expect(pull.removed).toEqual([{ kind: 'employees', key: '1', file: 'people.csv', row: 0 }]);
  expect(pull.leftRecords).toEqual([{ kind: 'employees', key: '3', why: 'absent' }]);
  expect(last).toMatchObject({ code: 'LIMITS_EXCEEDED' });
});

test('lets a system that is only read be right, also where git changed a cell or left it empty', async () => {
  const edited = people.replace('Baker', 'Lead').replace('Clerk', '');
  const input = { files: { 'people.csv': edited }, applied: { 'people.csv': people }, live: both };
  const left = { 'people.csv': people.replace('Baker,,', 'Baker,,inactive') };

  const source = await pullCase({ ...input, system: '    operations: []\n    blank: keep\n' });
  const synced = await pullCase({ ...input, system: '    blank: keep\n' });
  const off = await pullCase({
    files: { 'people.csv': people },
    applied: left,
    live: [account('1', {}, { active: false }), account('2')],
    system: '    operations: []\n',
  });

  expect(source.written).toEqual({ 'people.csv': people });
  expect(source.pull.cells.some(({ conflict }) => conflict)).toBe(false);
  expect(synced.written).toEqual({});
  expect(off.written).toEqual(left);
});
