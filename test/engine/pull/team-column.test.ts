import { expect, test } from '@jest/globals';
import type { LiveRecord } from '../../../src/contract/index.ts';
import { liveRecord, peopleKind, wholeKinds } from '../worlds.ts';
import { type PullCase, pullCase } from './pulls.ts';

const people = [
  'id,email,first_name,department',
  '1,p1@firm.example,Ann,Sales',
  '2,p2@firm.example,Bo,Sales',
  '3,p3@firm.example,Cy,Support',
  '4,p4@firm.example,Di,',
  '',
].join('\n');

const account = (id: string): LiveRecord => liveRecord(`r${id}`, { fields: { mail: `p${id}@firm.example` } });
const team = (remote: string, name: string): LiveRecord => liveRecord(remote, { kind: 'teams', fields: { name } });
const member = (teamId: string, id: string): LiveRecord =>
  liveRecord(`${teamId}/${id}`, { kind: 'memberships', parts: [teamId, `r${id}`], fields: { leads: false } });

const teams = [team('g1', 'Sales'), team('g2', 'Support'), team('g3', 'Legal')];
const accounts = ['1', '2', '3', '4'].map(account);
const column = { config: 'teams: { from: department }\n', kinds: wholeKinds() };

function pull(members: readonly LiveRecord[], over: Partial<PullCase> = {}) {
  return pullCase({ ...column, files: { 'people.csv': people }, live: [...accounts, ...teams, ...members], ...over });
}

test('writes the team that somebody was moved to, and leaves who is where the files say', async () => {
  const { written, pull: found } = await pull(
    [member('g1', '1'), member('g2', '2'), member('g2', '3'), member('g1', '4')],
    { applied: { 'people.csv': people } },
  );

  expect(written).toEqual({
    'people.csv': people.replace('Bo,Sales', 'Bo,Support').replace('Di,\n', 'Di,Sales\n'),
  });
  expect(found.leftCells).toEqual([]);
});

test('empties the cell of who was taken out of a team, but not of who was never in one', async () => {
  const members = [member('g1', '2'), member('g2', '3')];

  const synced = await pull(members, { applied: { 'people.csv': people } });
  const first = await pull(members);

  expect(synced.written).toEqual({ 'people.csv': people.replace('Ann,Sales', 'Ann,') });
  expect(first.written).toEqual({});
});

test('leaves a move that git made and no run has applied, and writes over one where both moved', async () => {
  const edited = people.replace('Ann,Sales', 'Ann,Support').replace('Bo,Sales', 'Bo,Support');

  const { written, pull: found } = await pull([member('g1', '1'), member('g3', '2'), member('g2', '3')], {
    files: { 'people.csv': edited },
    applied: { 'people.csv': people },
  });

  expect(written).toEqual({ 'people.csv': edited.replace('Bo,Support', 'Bo,Legal') });
  expect(found.leftCells).toEqual([{ kind: 'employees', key: '1', field: 'department', why: 'pending' }]);
  expect(found.cells).toMatchObject([{ key: '2', conflict: true }]);
});

test('leaves who is in several teams, and a team that the file of ids does not have', async () => {
  const members = [member('g2', '1'), member('g3', '1'), member('g3', '2'), member('g2', '3'), member('g1', '3')];
  const ids = { 'people.csv': people, 'teams.csv': 'id,name\nT1,Sales\nT2,Support\n' };

  const { written, pull: found } = await pull(members, {
    config: 'teams: { from: department, ids: teams.csv }\n',
    files: ids,
    applied: ids,
  });

  expect(written).toEqual({});
  expect(found.leftCells).toEqual([
    { kind: 'employees', key: '1', field: 'department', why: 'ambiguous' },
    { kind: 'employees', key: '2', field: 'department', why: 'unwritable' },
  ]);
});

test('leaves a team whose name has no text in the file, and who leaves anyway', async () => {
  const rows = people.replace('department', 'department,status').replace('Cy,Support', 'Cy,Support,inactive');
  const files = { 'people.csv': rows.replaceAll(/(Sales|Di,)$/gm, '$1,') };

  const { written, pull: found } = await pullCase({
    ...column,
    files,
    live: [...accounts, ...teams, team('g4', ' Odd '), member('g4', '1'), member('g1', '2'), member('g1', '3')],
  });

  expect(written).toEqual({});
  expect(found.leftCells).toMatchObject([{ key: '1', field: 'department', why: 'unwritable' }]);
});

test('gives newcomers their team, and nothing where it is not one', async () => {
  const adopted = await pullCase({
    ...column,
    files: { 'people.csv': people },
    adopt: ['employees'],
    live: [
      ...[...accounts, account('5'), account('6'), ...teams],
      ...[member('g1', '1'), member('g1', '2'), member('g2', '3')],
      ...[member('g3', '5'), member('g1', '6'), member('g2', '6')],
    ],
  });

  expect(adopted.written).toEqual({
    'people.csv': `${people}model-nl-1,p5@firm.example,,Legal\nmodel-nl-2,p6@firm.example,,\n`,
  });
});

test('keeps out of a column that the system has itself, and of systems without memberships', async () => {
  const own = { name: 'unit', type: 'text', class: 'open', from: 'department' } as const;
  const [first, ...others] = wholeKinds();
  const kinds = [{ ...(first ?? peopleKind()), fields: [...(first?.fields ?? []), own] }, ...others];
  const members = [member('g2', '1')];

  const itself = await pull(members, { kinds });
  const without = await pull([], { kinds: [peopleKind()], live: accounts });

  expect(itself.written).toEqual({});
  expect(without.written).toEqual({});
});
