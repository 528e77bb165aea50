import { expect, test } from '@jest/globals';
import { desiredRecords } from '../../src/engine/desired-records.ts';
import { makeDesired, makeMapping, makeSystem, overPerson, person } from './worlds.ts';

const recordsOf = (world: Parameters<typeof makeDesired>[0], system = {}) =>
  desiredRecords(makeDesired(world, makeMapping({ system: makeSystem(system) })));

test('gives everybody, and who of them is active', () => {
  const { records, findings } = recordsOf({ people: [person('1'), person('2', { status: 'inactive' })] });
  expect(records.map(({ kind, key, active }) => [kind, key, active])).toEqual([
    ['employees', '1', true],
    ['employees', '2', false],
  ]);
  expect(records[0]?.fields).toMatchObject({ key: '1', mail: 'p1@firm.example' });
  expect(findings).toEqual([]);
});

test('says with an error who is held, and with a notice who waits or is skipped', () => {
  const people = [
    person('1', { location: 'NL' }),
    person('2', { location: 'NL' }),
    person('3', { location: 'NL', email: null }),
    person('4', { location: 'FR' }),
  ];
  const { records, findings } = recordsOf({ people, held: ['2'] }, { skip: overPerson('location == "FR"') });
  expect(records.map(({ key }) => key)).toEqual(['1']);
  expect(findings.map(({ code, severity, key }) => `${severity} ${code} ${key}`)).toEqual([
    'error bad-date undefined',
    'error held-from-file 2',
    'warning waiting-for-field 3',
    'warning not-in-file 3',
    'warning not-in-file 4',
  ]);
});

test('leaves out who does not belong there', () => {
  const people = [person('1', { location: 'NL' }), person('2', { location: 'FR' })];
  expect(recordsOf({ people }, { only: overPerson('location != "FR"') }).records).toHaveLength(1);
});
