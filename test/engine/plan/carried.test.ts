import { expect, test } from '@jest/globals';
import type { KindDeclaration, LiveRecord, SnapshotRecord } from '../../../src/contract/index.ts';
import type { SystemLedger } from '../../../src/engine/ledger.ts';
import { noBase } from '../../../src/engine/plan/base.ts';
import { absenceOf, carriedAlong } from '../../../src/engine/plan/carried.ts';
import { planSystem } from '../../../src/engine/plan/plan.ts';
import { buildSnapshot } from '../../../src/engine/plan/snapshot.ts';
import type { SystemState } from '../../../src/engine/plan/state.ts';
import { recordRun } from '../../../src/engine/record.ts';
import type { SystemRules } from '../../../src/engine/rules.ts';
import {
  liveRecord,
  makeBase,
  makeConnector,
  makeDesired,
  makeMapping,
  makeState,
  makeSystem,
  peopleKind,
  person,
  wholeKinds,
} from '../worlds.ts';

const options = { handedOver: new Map<string, string>(), findings: [], conditions: [], releases: [], isRead: true };

/** A system that switches off whom a push leaves out, and erases who is off already. */
const mappingWith = (over: Partial<SystemRules> = {}) => {
  const kinds = wholeKinds().map((kind) =>
    kind.kind === 'employees' ? { ...kind, remoteIsPersonal: undefined } : kind,
  );
  return makeMapping({ connector: makeConnector(kinds as ReturnType<typeof wholeKinds>), system: makeSystem(over) });
};

/** Off, or not on yet: the system does not say which, and would erase it. */
const offOf = (remote: string, over: Partial<LiveRecord> = {}): LiveRecord => {
  const { active: _, ...record } = liveRecord(remote, {
    absence: 'deletes',
    fields: { mail: `${remote}@firm.example` },
  });
  return { ...record, ...over };
};

const stateOf = (over: Partial<SystemState>, system: Partial<SystemRules> = {}) =>
  makeState({ mapping: mappingWith(system), ...over });

const carried = (state: SystemState): readonly SnapshotRecord[] =>
  buildSnapshot(state, [], [], new Set()).records.filter((record) => record.active === false);

const changes = (state: SystemState) =>
  planSystem(state, options).plan.changes.map(({ op, key, needs }) => [op, key, ...needs].join(' '));

test.each<[LiveRecord, string]>([
  [liveRecord('1'), 'deactivates'],
  [liveRecord('1', { active: false }), 'nothing'],
  [liveRecord('1', { active: false, absence: 'deletes' }), 'deletes'],
  [liveRecord('1', { absence: 'deletes' }), 'deletes'],
  [liveRecord('1', { absence: 'deletes', staying: 'administrator' }), 'nothing'],
  [liveRecord('1', { untouchable: 'made by a rule' }), 'nothing'],
])('what leaving out %j does: %s', (record, does) => {
  expect(absenceOf(record, peopleKind({ absence: 'deactivates' }))).toBe(does);
});

test('who has left and would be erased goes along as last known, whether the row is there or gone', () => {
  const desired = makeDesired({ people: [person('1', { status: 'inactive', job_title: 'Chief' })] }, mappingWith());
  const before = makeDesired({ people: [person('2')] }, mappingWith());
  const live = [offOf('r1'), offOf('r2'), offOf('r3'), offOf('r4', { key: '4' })];
  const [one, two] = live;
  const state = stateOf({
    desired,
    base: makeBase(before),
    live: { records: live, asked: new Set() },
    matched: new Map([
      ['employees/1', one as LiveRecord],
      ['employees/2', two as LiveRecord],
    ]),
    notOurs: live.slice(2),
    remote: { 'employees/3': 'r3', 'teams/g': 'r4' },
  });

  expect(carried(state).map(({ key, remote, known }) => [key, remote, known])).toEqual([
    ['1', 'r1', true],
    ['2', 'r2', true],
    ['3', 'r3', true],
    ['4', 'r4', true],
  ]);
  expect(carried(state)[0]?.fields).toMatchObject({ title: 'Chief' });
  expect(carried(state)[2]?.fields).toEqual({ mail: 'r3@firm.example' });
});

test('who is nobody we know is planned as a deletion that must be allowed, and never switched off', () => {
  const notOurs = [offOf('r7'), liveRecord('r8')];
  const state = stateOf({ notOurs, live: { records: notOurs, asked: new Set() } });

  expect(changes(state)).toEqual(['leave ~r8', 'delete ~r7 delete']);
  expect(carried(state)).toEqual([]);
  const { stops, verdict } = planSystem(stateOf({ notOurs }, { allow: [] }), options).plan;
  expect([verdict, stops.map((stop) => stop.limit)]).toEqual(['stopped', ['allow:delete']]);
});

test.each<[string, Partial<SystemState>]>([
  ['is concealed', { remote: { 'employees/~0a1b': 'r3' } }],
  ['is of another kind', { remote: { 'teams/3': 'r3' } }],
  ['somebody else has by now', { remote: { 'employees/3': 'r3' }, desired: makeDesired({ people: [person('3')] }) }],
])('a name that %s carries nobody', (_, over) => {
  const state = stateOf({ notOurs: [offOf('r3')], ...over });

  expect([...carriedAlong(state).keys()]).toEqual([]);
});

test('with "missing: delete" those who once were ours are deleted, those in the files are not', () => {
  const desired = makeDesired({ people: [person('1', { status: 'inactive' })] }, mappingWith());
  const off = offOf('r1');
  const state = stateOf(
    {
      desired,
      base: makeBase(desired),
      matched: new Map([['employees/1', off]]),
      notOurs: [offOf('r3')],
      remote: { 'employees/3': 'r3' },
    },
    { missing: 'delete' },
  );

  expect(changes(state)).toEqual(['delete ~r3 delete']);
  expect(carried(state).map(({ key }) => key)).toEqual(['1']);
});

test('who is deleted on purpose does not go along', () => {
  const before = makeDesired({ people: [person('1')] }, mappingWith());
  const state = stateOf(
    { base: makeBase(before), matched: new Map([['employees/1', offOf('r1')]]) },
    { missing: 'delete' },
  );
  const { plan, snapshot } = planSystem(state, options);

  expect(plan.changes.map(({ op, key }) => `${op} ${key}`)).toEqual(['delete 1']);
  expect(snapshot).toEqual([]);
});

test('the ledger remembers who is carried, so that the next run knows them too', () => {
  const state = stateOf({ notOurs: [offOf('r3'), offOf('r5')], remote: { 'employees/3': 'r3', 'employees/6': 'r6' } });
  const ledger: SystemLedger = {
    version: 1,
    system: 'model-nl',
    connector: 'model',
    connectorVersion: '1.0.0',
    mapping: 1,
    account: 'one',
    applied: null,
    attempted: [],
    exceptions: {},
    remote: state.remote,
    runs: [],
  };
  const run = { run: 'run-1', at: '', commit: 'head', counts: {}, releases: [] };
  const { plan } = planSystem(state, options);

  const next = recordRun({
    ...{ ledger, state, plan, receipts: [], at: { commit: 'head', date: '2026-03-02' }, run, isPartial: false },
  });

  expect(next.remote).toEqual({ 'employees/3': 'r3' });
});

test('on a first sync a held team that nobody can look up refuses the push, which might remove it', () => {
  const kinds = wholeKinds().map((kind): KindDeclaration => (kind.kind === 'teams' ? { ...kind, list: 'none' } : kind));
  const mapping = makeMapping({ connector: makeConnector(kinds), system: makeSystem() });
  const teams = makeDesired({ teams: [{ id: 'g1', name: 'Alpha', parent_id: null }] }, mapping);
  const [[name, record] = []] = [...teams];
  if (!name || !record) throw new Error('no team was mapped');
  const desired = new Map([[name, { ...record, state: 'held' as const }]]);
  const codes = (base: SystemState['base']) =>
    buildSnapshot(makeState({ mapping, desired, base }), [], [], new Set()).findings.map((finding) => finding.code);

  expect(codes(noBase)).toEqual(['held-without-base']);
  // Later it is known that it was never applied.
  expect(codes(makeBase([]))).toEqual([]);
});

test('who comes back after the row was gone is switched on again, not merely updated', () => {
  const desired = makeDesired({ people: [person('3')] }, mappingWith());
  const seen = { desired, base: makeBase([]), matched: new Map([['employees/3', offOf('r3')]]) };

  expect(changes(stateOf({ ...seen, remote: { 'employees/3': 'r3' } }))).toEqual(['return 3']);
  // Invited by hand, and new to us: nothing is to be switched on.
  expect(changes(stateOf(seen))).toEqual(['update 3']);
});
