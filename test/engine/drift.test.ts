import { expect, test } from '@jest/globals';
import type { KindDeclaration, LiveRecord } from '../../src/contract/index.ts';
import type { SystemPlan } from '../../src/engine/change.ts';
import { driftOf } from '../../src/engine/drift.ts';
import { proposeChanges, type SystemState } from '../../src/engine/plan/changes.ts';
import {
  liveOf,
  liveRecord,
  makeBase,
  makeConnector,
  makeDesired,
  makeMapping,
  makePlan,
  makeState,
  makeSystem,
  peopleKind,
  person,
  type Row,
  wholeKinds,
} from './worlds.ts';

interface World {
  readonly applied: readonly Row[];
  readonly people?: readonly Row[];
  /** What became of single accounts, by key; null for one that is gone. */
  readonly live?: Readonly<Record<string, Partial<LiveRecord> | null>>;
  readonly kinds?: readonly KindDeclaration[];
  readonly drift?: 'report' | 'correct';
  readonly takes?: readonly KindDeclaration['kind'][];
}

function worldOf({ applied, people = applied, live = {}, kinds, drift, takes }: World): SystemState {
  const system = makeSystem({ ...(drift && { drift }), ...(takes && { kinds: takes }) });
  const mapping = makeMapping({ connector: makeConnector(kinds), system });
  const before = makeDesired({ people: applied }, mapping);
  const matched = new Map(
    [...liveOf(before).matched].flatMap(([name, record]): [string, LiveRecord][] => {
      const change = live[record.key ?? ''];
      if (change === null) return [];
      return [[name, { ...record, ...change, fields: { ...record.fields, ...change?.fields } }]];
    }),
  );
  return makeState({
    mapping,
    base: makeBase(before),
    desired: makeDesired({ people }, mapping),
    matched,
    live: { records: [...matched.values()], asked: new Set() },
  });
}

function drifted(state: SystemState, isRead = true) {
  const plan: SystemPlan = makePlan(proposeChanges(state));
  return driftOf(plan, state, isRead);
}

test('tells base, desired and live of what moved in the system, and whether git moved too', () => {
  const state = worldOf({
    applied: [person('1'), person('2'), person('3')],
    people: [person('1'), person('2', { job_title: 'Chief' }), person('3', { job_title: 'Chief' })],
    live: { 1: { fields: { title: 'Lead' } }, 2: { fields: { title: 'Head' } } },
  });

  const { records } = drifted(state);

  expect(records).toEqual([
    {
      ...{ kind: 'employees', key: '1', type: 'fields', isCorrected: false },
      fields: { title: { base: 'Baker', desired: 'Baker', live: 'Lead', class: 'open' } },
    },
    {
      ...{ kind: 'employees', key: '2', type: 'fields', isCorrected: false },
      fields: { title: { base: 'Baker', desired: 'Chief', live: 'Head', class: 'open', conflict: true } },
    },
  ]);
});

test.each(['report', 'correct'] as const)('tells who is gone or was switched, whether drift is %sed', (drift) => {
  const applied = [person('1'), person('2'), person('3', { status: 'inactive' }), person('4')];
  const live = { 1: null, 2: { active: false }, 3: { active: true } };

  const { records } = drifted(worldOf({ applied, live, drift }));

  expect(records.map(({ key, type, isCorrected }) => [key, type, isCorrected])).toEqual([
    ['1', 'gone', drift === 'correct'],
    ['2', 'inactive', drift === 'correct'],
    ['3', 'active', drift === 'correct'],
  ]);
});

test('finds drift in what a push corrects, and none in what nobody can know', () => {
  const state = worldOf({
    applied: [person('1')],
    live: { 1: { fields: { title: 'Lead', key: 'other' } } },
    kinds: wholeKinds(),
  });

  const { records } = drifted(state);

  expect(records).toMatchObject([{ key: '1', type: 'fields', isCorrected: true }]);
  expect(Object.keys(records[0]?.fields ?? {})).toEqual(['title']);
});

test('counts who is in the system only, of the kinds that it takes', () => {
  const notOurs = [liveRecord('x'), liveRecord('y'), liveRecord('t', { kind: 'teams' })];
  const state = worldOf({ applied: [person('1')], kinds: wholeKinds(), takes: ['employees'] });

  expect(drifted({ ...state, notOurs }).notOurs).toEqual({ employees: 2 });
});

test('knows nothing of a system that was not read, nor of whom it was not asked for', () => {
  const world = { applied: [person('1'), person('2')], live: { 1: { fields: { title: 'Lead' } }, 2: null } };

  expect(drifted(worldOf(world), false).records).toEqual([]);
  const asked = drifted(worldOf({ ...world, kinds: [peopleKind({ list: 'by-key' })] }));
  expect(asked).toMatchObject({ records: [{ key: '1', type: 'fields' }], unseen: 1 });
});

test('leaves out closed periods and who is skipped', () => {
  const start = { name: 'start', type: 'date', class: 'open', from: 'start_date' } as const;
  const kinds = [peopleKind({ fields: [...peopleKind().fields, start], window: { field: 'start', setting: 'days' } })];
  const applied = [person('1', { start_date: '2020-01-01' })];
  const state = worldOf({ applied, kinds, live: { 1: { fields: { title: 'Lead' } } } });

  expect(drifted(state).records).toHaveLength(1);
  expect(drifted({ ...state, settings: { days: 30 } }).records).toEqual([]);
  const desired = new Map([...state.desired].map(([name, one]) => [name, { ...one, state: 'skipped' } as const]));
  expect(drifted({ ...state, desired }).records).toEqual([]);
});
