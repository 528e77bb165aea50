import { expect, test } from '@jest/globals';
import type { FieldDeclaration } from '../../src/contract/index.ts';
import { desiredRecords, seedRecords } from '../../src/engine/rehearsal.ts';
import {
  liveRecord,
  makeBase,
  makeConnector,
  makeDesired,
  makeMapping,
  makeState,
  peopleKind,
  person,
  wholeKinds,
} from './worlds.ts';

const boss: FieldDeclaration = {
  name: 'boss',
  type: 'text',
  class: 'open',
  from: 'manager_id',
  reference: { kind: 'employees', by: '@remote' },
};
const fields = [...peopleKind().fields.filter(({ name }) => name !== 'boss'), boss];

test('begins with what was read, and with what was last sent where nothing comes back', () => {
  const mapping = makeMapping({ connector: makeConnector([peopleKind({ fields })]) });
  const applied = makeDesired({ people: [person('1'), person('2', { manager_id: '1' })] }, mapping);
  const one = liveRecord('r1', { fields: { title: 'Lead', boss: '#r9' } });
  const two = liveRecord('r2', { key: '2', active: false, fields: { boss: '1' } });
  const state = makeState({
    mapping,
    base: makeBase(applied),
    live: { records: [one, two, liveRecord('r9', { fields: { mail: 'x@firm.example' } })], asked: new Set() },
    matched: new Map([
      ['employees/1', one],
      ['employees/2', two],
    ]),
  });

  expect(seedRecords(state)).toMatchObject([
    { remote: 'r1', key: '1', active: true, fields: { name: 'Name 1', title: 'Lead', boss: 'r9' } },
    { remote: 'r2', key: '2', active: false, fields: { name: 'Name 2', boss: 'r1' } },
    { remote: 'r9', active: true, fields: { mail: 'x@firm.example' } },
  ]);
});

test('begins with what was applied where the system was not asked', () => {
  const mapping = makeMapping({ connector: makeConnector([peopleKind({ fields, list: 'by-key' })]) });
  const people = [person('1'), person('2', { manager_id: '1', status: 'inactive' }), person('3', { manager_id: '2' })];
  const base = makeBase(makeDesired({ people }, mapping));

  const seeds = seedRecords(makeState({ mapping, base, remote: { 'employees/1': 'r1' } }));

  expect(seeds.map(({ key, remote, active, fields: { boss: above } }) => [key, remote, active, above])).toEqual([
    ['1', 'r1', true, null],
    ['2', '2', false, 'r1'],
    ['3', '3', true, '2'],
  ]);
});

test('keeps what a membership is made of', () => {
  const kinds = wholeKinds().map((kind) => ({ ...kind, list: 'none' as const }));
  const mapping = makeMapping({ connector: makeConnector(kinds) });
  const parts = {
    people: [person('1')],
    teams: [{ id: 'T', name: 'Sales', parent_id: null }],
    memberships: [{ team_id: 'T', employee_id: '1', member: true, manager: false }],
  };
  const read = liveRecord('g/p', { kind: 'memberships', parts: ['g', 'p'], fields: { leads: true } });
  const state = makeState({ mapping, base: makeBase(makeDesired(parts, mapping)), remote: { 'teams/T': 'g1' } });

  const seeds = seedRecords({ ...state, live: { records: [read], asked: new Set() } });

  expect(seeds.filter(({ kind }) => kind === 'memberships')).toMatchObject([
    { remote: 'g/p', parts: ['g', 'p'] },
    { key: 'T/1', parts: ['g1', '1'], fields: { leads: false } },
  ]);
});

test('names all that shall be there, for the departments and the like in it', () => {
  const mapping = makeMapping();
  const people = [person('1'), person('2', { status: 'inactive', job_title: 'Chief' })];

  const desired = desiredRecords(makeState({ mapping, desired: makeDesired({ people }, mapping) }));

  expect(desired).toMatchObject([
    { kind: 'employees', key: '1', active: true },
    { kind: 'employees', key: '2', active: false, fields: { title: 'Chief' } },
  ]);
});
