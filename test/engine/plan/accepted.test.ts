import { expect, test } from '@jest/globals';
import type { KindDeclaration, LiveRecord } from '../../../src/contract/index.ts';
import type { MappedRecord } from '../../../src/engine/map/map.ts';
import { believeAccepted, isSettled, unprovenRecords } from '../../../src/engine/plan/accepted.ts';
import { type Base, baseState } from '../../../src/engine/plan/base.ts';
import { makeVendor, run, type World } from '../model.ts';
import {
  liveRecord,
  makeBase,
  makeConnector,
  makeDesired,
  makeMapping,
  makeRoster,
  makeSystem,
  person,
  wholeKinds,
} from '../worlds.ts';

const name = 'employees/1';
const at = { commit: 'sent', date: '2026-03-01' };

const mappingOf = (over: Partial<KindDeclaration> = {}) => {
  const [people, ...others] = wholeKinds();
  if (!people) throw new Error('no kind');
  return makeMapping({ connector: makeConnector([{ ...people, ...over }, ...others]) });
};
const mapping = mappingOf();
const versionOf = (over: Parameters<typeof person>[1] = {}): MappedRecord => {
  const record = makeDesired({ people: [person('1', over)] }, mapping).get(name);
  if (!record) throw new Error('nobody was mapped');
  return record;
};
const sent = versionOf();
const leaver = versionOf({ status: 'inactive' });

/** A base in which one version was sent last, and accepted. */
const accepted = (
  version: MappedRecord | undefined,
  records: readonly (readonly [string, MappedRecord])[] = [],
): Base => makeBase(records, { accepted: new Map([[name, { at, version }]]), tried: new Map([[name, [version]]]) });

const live = (over: Partial<LiveRecord> = {}) =>
  liveRecord('r1', { fields: { mail: 'p1@firm.example', title: 'Baker' }, ...over });

const believe = (base: Base, record: LiveRecord | undefined, over: Partial<KindDeclaration> = {}) =>
  believeAccepted(base, {
    mapping: mappingOf(over),
    live: { records: record ? [record] : [], asked: new Set() },
    matched: new Map(record ? [[name, record]] : []),
  });

test('what was accepted and can be seen is applied, from the commit it was sent from', () => {
  const base = believe(accepted(sent), live());

  expect(base.records.get(name)).toBe(sent);
  expect([base.tried.size, base.exceptions.get(name), baseState(base, name)]).toEqual([0, at, 'active']);
  expect([isSettled(base), isSettled(accepted(sent))]).toEqual([true, false]);
  expect([unprovenRecords(base), unprovenRecords(accepted(sent))]).toEqual([[{ kind: 'employees', key: '1' }], []]);
});

test.each<[string, LiveRecord | undefined, Partial<KindDeclaration>]>([
  ['cannot be listed at all', undefined, { list: 'none' }],
  ['does not say whether it is on', { kind: 'employees', remote: 'r1', fields: {} }, {}],
  ['gives back nothing else', live({ fields: {} }), {}],
])('a record that %s is believed', (_, record, over) => {
  expect(believe(accepted(sent), record, over).records.get(name)).toBe(sent);
});

test.each<[string, LiveRecord | undefined]>([
  ['is not there yet', undefined],
  ['is off', live({ active: false })],
  ['has another value', live({ fields: { mail: 'p1@firm.example', title: 'Cook' } })],
])('a record that %s stays in doubt', (_, record) => {
  const base = believe(accepted(sent), record);

  expect([base.records.has(name), base.tried.has(name), isSettled(base)]).toEqual([false, true, false]);
});

test.each<[string, MappedRecord | undefined, LiveRecord | undefined, string]>([
  ['off, and is', leaver, live({ active: false }), 'inactive'],
  ['off, and is gone', leaver, undefined, 'inactive'],
  ['gone, and is', undefined, undefined, 'absent'],
  ['gone, and is off', undefined, live({ active: false }), 'absent'],
  ['gone, and is still on', undefined, live(), 'unknown'],
])('who was to be %s', (_, version, record, state) => {
  const base = believe(accepted(version, [[name, sent]]), record);

  expect(baseState(base, name)).toBe(state);
});

test('what a later run that did not end may have written stays in doubt', () => {
  const later = versionOf({ job_title: 'Miller' });
  const base = makeBase([], {
    accepted: new Map([[name, { at, version: sent }]]),
    tried: new Map([[name, [sent, later]]]),
  });

  expect(believe(base, live()).records.has(name)).toBe(false);
});

test.each<[string, Base]>([
  [
    'a kind that is not managed any more',
    makeBase([], { accepted: new Map([['rooms/1', { at, version: undefined }]]) }),
  ],
  ['a record that was held in that commit', accepted({ ...sent, state: 'held' })],
])('nothing is believed of %s', (_, base) => {
  expect(believe(base, live())).toEqual(base);
});

test('a push that was only accepted converges: the second run is empty, and the third writes nothing down', () => {
  const people = [person('1'), person('2'), person('3')];
  const whole = makeMapping({ connector: makeConnector(wholeKinds()), system: makeSystem() });
  const teams = [{ id: 'g1', name: 'Alpha', parent_id: null }];
  const memberships = [{ team_id: 'g1', employee_id: '1', member: true, manager: true }];
  const roster = makeRoster({ people, teams, memberships });
  const world: World = {
    mapping: whole,
    vendor: makeVendor(),
    history: [{ commit: 'c1', date: '2026-03-02', roster }],
    ledger: undefined,
  };

  const first = run(world, { accepts: true });
  const second = run(first.world, { accepts: true });

  expect(first.receipts.map((one) => one.outcome)).toEqual(Array(5).fill('accepted'));
  expect(Object.values(first.world.ledger?.exceptions ?? {}).map((one) => one.why)).toEqual(Array(5).fill('accepted'));
  expect(second.planned.plan.changes).toEqual([]);
  expect([isSettled(second.state.base), second.world.ledger?.exceptions]).toEqual([true, {}]);
  expect(isSettled(run(second.world).state.base)).toBe(false);
});
