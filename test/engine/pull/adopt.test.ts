import { expect, test } from '@jest/globals';
import type { FieldDeclaration, Fields, LiveRecord } from '../../../src/contract/index.ts';
import { liveRecord, peopleKind, wholeKinds } from '../worlds.ts';
import { pullCase } from './pulls.ts';

const people = 'id,email,first_name,job_title\n1,p1@firm.example,Ann,Baker\n';

const boss: FieldDeclaration = {
  name: 'boss',
  type: 'text',
  class: 'open',
  from: 'manager_id',
  reference: { kind: 'employees', by: '@remote' },
};

const mapped = peopleKind().fields.filter(({ name }) => name !== 'boss');
const withBoss = [peopleKind({ fields: [...mapped, boss] })];

function account(remote: string, fields: Fields = {}, over: Partial<LiveRecord> = {}): LiveRecord {
  return liveRecord(remote, { fields: { mail: `${remote}@firm.example`, name: `Name ${remote}`, ...fields }, ...over });
}

const known = liveRecord('r1', { key: '1', fields: { mail: 'p1@firm.example', name: 'Ann', title: 'Baker' } });

test('counts whom only the system has, and adds no row unless it is asked to', async () => {
  const { pull, written } = await pullCase({ files: { 'people.csv': people }, live: [known, account('x')] });

  expect(written).toEqual({});
  expect(pull.notAdopted).toEqual([{ kind: 'employees', name: 'x', why: 'not-asked' }]);
});

test('adds rows under the key of the system, else under its own id, with who is over whom', async () => {
  const { written, pull } = await pullCase({
    files: { 'people.csv': people.replaceAll('job_title', 'manager_id').replace('Baker', '') },
    kinds: withBoss,
    adopt: ['employees'],
    live: [
      { ...known, fields: { ...known.fields, boss: 'x' } },
      account('x', { title: 'Lead' }, { key: '77' }),
      account('y', { boss: 'x' }),
      account('z', { boss: 'nobody' }),
    ],
  });

  expect(written).toEqual({
    'people.csv':
      'id,email,first_name,manager_id\n1,p1@firm.example,Ann,77\n77,x@firm.example,Name x,\n' +
      'y,y@firm.example,Name y,77\nz,z@firm.example,Name z,\n',
  });
  expect(pull.rows.map(({ key, keyFrom }) => `${key} ${keyFrom}`)).toEqual(['77 system', 'y remote', 'z remote']);
});

test('leaves a reference to somebody whom the files do not have', async () => {
  const files = { 'people.csv': 'id,email,first_name,manager_id\n1,p1@firm.example,Ann,\n' };

  const { written } = await pullCase({
    files,
    kinds: withBoss,
    live: [{ ...known, fields: { ...known.fields, boss: 'x' } }, account('x')],
  });

  expect(written).toEqual({});
});

test('translates lists of references whole or not at all', async () => {
  const fields = [...mapped, { ...boss, name: 'peers', type: 'list', from: 'skills' } as const];
  const input = {
    files: { 'people.csv': 'id,email,first_name,skills\n1,p1@firm.example,Ann,\n' },
    config: 'fields: { employees: { skills: { type: list, class: open } } }\n',
    kinds: [peopleKind({ fields })],
    adopt: ['employees'],
  } as const;
  const peers = (...ids: readonly string[]) => [{ ...known, fields: { ...known.fields, peers: ids } }, account('x')];

  const whole = await pullCase({ ...input, live: peers('x', 'r1') });
  const lacking = await pullCase({ ...input, live: peers('x', 'nobody') });

  expect(whole.written['people.csv']).toContain('1,p1@firm.example,Ann,x;1\n');
  expect(lacking.written['people.csv']).toContain('1,p1@firm.example,Ann,\n');
});

test.each<[string, Partial<LiveRecord>, string]>([
  ['is off there', { active: false }, 'off'],
  ['the system manages itself', { untouchable: 'rule' }, 'untouchable'],
  ['stands in the files under another id', { fields: { mail: 'p2@firm.example' } }, 'elsewhere'],
  ['has a key that the files have for somebody else', { key: '2' }, 'elsewhere'],
  ['has nothing to be recognised by', { fields: {} }, 'unrecognisable'],
  ['has the address of another account', { fields: { mail: 'x@firm.example' } }, 'unrecognisable'],
])('does not take over who %s', async (_what, over, why) => {
  const { pull } = await pullCase({
    files: { 'people.csv': `${people}2,p2@firm.example,Bo,Baker\n` },
    system: '    only: id == "1"\n',
    adopt: ['employees'],
    live: [known, account('x'), account('y', {}, over)],
  });

  expect(pull.notAdopted).toContainEqual({ kind: 'employees', name: over.key ?? 'y', why });
});

test('does not take over whom no row would tell from others, or whose key does not fit', async () => {
  const live = [known, account('x'), account(' y', {}), account('z', { name: 'Łukasz' })];
  const withoutMail = { 'people.csv': people.replace('email', 'post').replace('p1@firm.example', '') };

  const blind = await pullCase({ files: withoutMail, adopt: ['employees'], live });
  const odd = await pullCase({
    files: { 'people.csv': Buffer.from(people.replace('Ann', 'Zo\u00e9'), 'latin1') },
    adopt: ['employees'],
    live,
  });

  expect(blind.pull.notAdopted.map(({ why }) => why)).toEqual(['unrecognisable', 'unrecognisable', 'unrecognisable']);
  expect(odd.pull.notAdopted).toEqual([{ kind: 'employees', name: ' y', why: 'unrecognisable' }]);
  expect(odd.pull.rows.map(({ key, left }) => [key, left])).toEqual([
    ['x', []],
    ['z', ['first_name']],
  ]);
});

test('makes up keys where the own id is an e-mail, and never one that is taken', async () => {
  const { pull } = await pullCase({
    files: { 'people.csv': `${people}model-nl-1,q@firm.example,Q,Baker\n` },
    kinds: [peopleKind({ remoteIsPersonal: true })],
    adopt: ['employees'],
    live: [known, account('x'), account('y'), account('z', { mail: null })],
  });

  expect(pull.rows.map(({ key, keyFrom }) => `${key} ${keyFrom}`)).toEqual(['model-nl-2 made', 'model-nl-3 made']);
  expect(pull.notAdopted).toEqual([{ kind: 'employees', name: '~z', why: 'unrecognisable' }]);
});

test('takes teams and memberships over with the people in them', async () => {
  const { written, pull } = await pullCase({
    files: {
      'people.csv': 'id,email,first_name,job_title\n1,p1@firm.example,Ann,Baker\n',
      'teams.csv': 'id,name\nT1,Sales\n',
      'members.csv': 'team_id,employee_id,member,manager\nT1,1,TRUE,FALSE\n',
    },
    source: '    employees: people.csv\n    teams: teams.csv\n    memberships: members.csv\n',
    kinds: wholeKinds(),
    adopt: ['employees', 'teams', 'memberships'],
    live: [
      liveRecord('p1@firm.example', { fields: { mail: 'p1@firm.example', name: 'Ann', title: 'Baker' } }),
      account('x'),
      liveRecord('g1', { kind: 'teams', fields: { name: 'Sales' } }),
      liveRecord('g2', { kind: 'teams', fields: { name: 'Support' } }),
      liveRecord('g1 p1', { kind: 'memberships', parts: ['g1', 'p1@firm.example'], fields: { leads: true } }),
      liveRecord('g2 x', { kind: 'memberships', parts: ['g2', 'x'], fields: { leads: true } }),
      liveRecord('g9 x', { kind: 'memberships', parts: ['g9', 'x'], fields: { leads: true } }),
    ],
  });

  expect(written).toEqual({
    'people.csv': 'id,email,first_name,job_title\n1,p1@firm.example,Ann,Baker\nmodel-nl-1,x@firm.example,Name x,\n',
    'teams.csv': 'id,name\nT1,Sales\ng2,Support\n',
    'members.csv': 'team_id,employee_id,member,manager\nT1,1,TRUE,TRUE\ng2,model-nl-1,,TRUE\n',
  });
  expect(pull.notAdopted).toEqual([{ kind: 'memberships', name: 'g9 x', why: 'unrecognisable' }]);
});

test('says which kinds no file takes', async () => {
  const { pull } = await pullCase({
    files: { 'people.csv': people },
    kinds: wholeKinds(),
    adopt: ['employees', 'teams'],
    live: [liveRecord('g2', { kind: 'teams', fields: { name: 'Support' } })],
  });

  expect(pull.notAdopted).toEqual([{ kind: 'teams', name: 'g2', why: 'no-file' }]);
});
