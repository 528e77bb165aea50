import { expect, test } from '@jest/globals';
import type { Change } from '../../../src/engine/change.ts';
import { wrongRelease } from '../../../src/engine/limits/releases.ts';
import { holdForbidden } from '../../../src/engine/plan/forbidden.ts';
import { compareKeys, orderChanges } from '../../../src/engine/plan/order.ts';
import { planSystem } from '../../../src/engine/plan/plan.ts';
import { indexReferences } from '../../../src/engine/plan/references.ts';
import { viewOf } from '../../../src/engine/plan/snapshot.ts';
import type { SystemState } from '../../../src/engine/plan/state.ts';
import {
  liveOf,
  liveRecord,
  makeBase,
  makeChange,
  makeConnector,
  makeDesired,
  makeMapping,
  makeState,
  makeSystem,
  person,
  wholeKinds,
} from '../worlds.ts';

const options = { handedOver: new Map<string, string>(), findings: [], conditions: [], releases: [], isRead: true };
const whole = (over: object = {}) => makeMapping({ connector: makeConnector(wholeKinds()), system: makeSystem(over) });

function plan(state: SystemState, over: object = {}) {
  return planSystem(state, { ...options, ...over });
}

const said = (changes: readonly Change[]) =>
  changes.map(({ op, key, step }) => `${op} ${key}${step ? ` ${step}` : ''}`);

test('puts managers before their reports, and moves reports before their manager leaves', () => {
  const before = makeDesired({ people: [person('1'), person('2', { manager_id: '1' })] });
  const desired = makeDesired({
    people: [person('2', { manager_id: '3' }), person('3', { manager_id: '4' }), person('4')],
  });
  const { changes } = plan(makeState({ desired, base: makeBase(before), ...liveOf(before) })).plan;
  expect(said(changes)).toEqual(['create 4', 'create 3', 'update 2', 'leave 1']);
  expect(changes[2]?.after).toEqual(['employees/3']);
});

test('does not send a manager along again who was accepted and has left since', () => {
  const left = person('1', { status: 'inactive' });
  const before = makeDesired({ people: [person('1'), person('2', { manager_id: '1' })] });
  const desired = makeDesired({ people: [left, person('2', { manager_id: '1', job_title: 'Miller' })] });
  const { changes, holds } = plan(makeState({ desired, base: makeBase(before), ...liveOf(before) })).plan;
  const update = changes.find(({ op }) => op === 'update');
  expect(holds).toEqual([]);
  expect(update?.desired).toMatchObject({ title: 'Miller' });
  expect(update?.desired).not.toHaveProperty('boss');
});

test('breaks a circle in exactly two steps: first without the references, then with them', () => {
  const desired = makeDesired({ people: [person('1', { manager_id: '2' }), person('2', { manager_id: '1' })] });
  const { changes } = plan(makeState({ desired, base: makeBase([]), live: { records: [], asked: new Set() } })).plan;
  expect(said(changes)).toEqual(['create 2 1', 'create 1', 'update 2 2']);
  expect(changes[0]?.desired).not.toHaveProperty('boss');
  expect(changes[2]).toMatchObject({
    fields: { boss: { after: 'p1@firm.example' } },
    after: ['employees/2', 'employees/1'],
  });
});

test('a wish gives way to a rule: the report of a leaver moves later if the new manager needs the address', () => {
  const before = makeDesired({ people: [person('1'), person('2', { manager_id: '1' })] });
  const desired = makeDesired({
    people: [
      person('1', { status: 'inactive' }),
      person('2', { manager_id: '3' }),
      person('3', { email: 'p1@firm.example', manager_id: null }),
    ],
  });
  const state = makeState({ desired, base: makeBase(before), ...liveOf(before) });
  const changes = orderChanges(
    [
      makeChange({ op: 'leave', key: '1' }),
      makeChange({ key: '2', desired: { boss: 'p1@firm.example' } }),
      makeChange({ op: 'create', key: '3' }),
    ],
    state,
    { ...indexReferences(state), desired: () => 'employees/3' },
    new Map([['employees/3', 'employees/1']]),
  );
  expect(said(changes)).toEqual(['leave 1', 'create 3', 'update 2']);
});

test('sorts whole numbers by size and before everything else', () => {
  expect(['b', '10', '9', '1a', 'a'].sort(compareKeys)).toEqual(['9', '10', '1a', 'a', 'b']);
  expect(compareKeys('a', 'a')).toBe(0);
});

test('holds what is not allowed, and stops where only a push would do it to strangers', () => {
  const base = makeDesired({ people: [person('1')] });
  const mapping = makeMapping({ system: makeSystem({ missing: 'delete', allow: [] }) });
  const held = plan(makeState({ mapping, base: makeBase(base), ...liveOf(base) })).plan;
  expect(held.holds).toMatchObject([{ key: '1', findings: [{ code: 'not-allowed' }] }]);
  const stranger = makeChange({ op: 'delete', kind: 'teams', cause: { type: 'not-ours' }, needs: ['remove_team'] });
  const stopped = holdForbidden([stranger], makeState({ mapping: whole({ allow: [], operations: ['create'] }) }));
  expect(stopped.stops.map((stop) => stop.limit)).toEqual(['allow:remove_team', 'operations']);
});

test('a run for one person lists what its push does to strangers, and leaves everybody else as in base', () => {
  const mapping = whole();
  const before = makeDesired({ people: [person('1'), person('2')] }, mapping);
  const desired = makeDesired(
    { people: [person('1', { job_title: 'Smith' }), person('2', { job_title: 'Smith' })] },
    mapping,
  );
  const state = makeState({ mapping, desired, base: makeBase(before), ...liveOf(before), notOurs: [liveRecord('s')] });
  const { plan: planned, snapshot } = plan(state, { only: '1' });
  expect(said(planned.changes)).toEqual(['update 1', 'leave ~s']);
  expect(snapshot.map((record) => [record.key, record.fields.title])).toEqual([
    ['1', 'Smith'],
    ['2', 'Baker'],
  ]);
});

test('refuses a push that would leave out somebody held whose last state nobody knows', () => {
  const mapping = whole();
  const desired = makeDesired({ people: [person('1'), person('2')], held: ['2'] }, mapping);
  const state = makeState({
    mapping,
    desired,
    base: makeBase([]),
    matched: new Map([['employees/2', liveRecord('r2')]]),
  });
  const { plan: planned } = plan(state);
  expect(planned.verdict).toBe('refused');
  expect(planned.findings).toMatchObject([{ code: 'held-without-base', key: '2' }]);
});

test('sends nobody along whom git has let go and who is off already', () => {
  const mapping = whole();
  const before = makeDesired({ people: [person('1'), person('2'), person('3')] }, mapping);
  const desired = makeDesired(
    { people: [person('1', { job_title: 'Smith' }), person('3', { status: 'inactive' })] },
    mapping,
  );
  const live = new Map([
    ['employees/1', liveRecord('r1')],
    ['employees/3', liveRecord('r3', { active: false })],
  ]);
  expect(
    plan(makeState({ mapping, desired, base: makeBase(before), matched: live })).snapshot.map((one) => one.key),
  ).toEqual(['1']);
});

test('plans nothing for a system that was not read to its end', () => {
  const desired = makeDesired({ people: [person('1')] });
  expect(plan(makeState({ desired }), { isRead: false }).plan).toMatchObject({ verdict: 'nothing', changes: [] });
});

test('says how long the calls take, at the rate that was stated', () => {
  const desired = makeDesired({ people: [person('1'), person('2'), person('3')] });
  const rated = (setting?: string) =>
    makeMapping({
      connector: makeConnector(undefined, {
        experimental: 'new',
        rates: [{ calls: 1, perMs: 60_000, ...(setting && { setting }) }],
      }),
    });
  expect(plan(makeState({ desired, mapping: rated() })).plan).toMatchObject({
    calls: 3,
    seconds: 123,
    experimental: 'new',
  });
  expect(plan(makeState({ desired, mapping: rated('pace'), settings: { pace: 2 } })).plan.seconds).toBe(62);
});

test('counts effects that a setting switches on, and only for fields that get a value', () => {
  const effect = { text: 'x', kind: 'employees', operations: ['create'], reversible: false } as const;
  const effects = [
    { ...effect, id: 'mail', when: { setting: 'invite', equals: true } },
    { ...effect, id: 'right', field: 'boss' },
    { ...effect, id: 'title', field: 'title' },
  ];
  const mapping = makeMapping({ connector: makeConnector(undefined, { effects }) });
  const { plan: planned } = plan(
    makeState({ mapping, desired: makeDesired({ people: [person('1')] }, mapping), settings: { invite: false } }),
  );
  expect(planned.effects.map(({ id, count }) => [id, count])).toEqual([['title', 1]]);
});

test('shows a connector what shall be there, and not who has left', () => {
  const desired = makeDesired({ people: [person('1'), person('2', { status: 'inactive' })] });
  expect(viewOf(desired, makeState({ base: makeBase(desired) })).map((one) => one.key)).toEqual(['1']);
});

test('keeps the people of a team whose removal is held, and holds who would join it', () => {
  const mapping = whole({ allow: [] });
  const parts = {
    people: [person('1'), person('2')],
    teams: [{ id: 't1', name: 'T', parent_id: null }],
    memberships: [{ team_id: 't1', employee_id: '1', manager: false }],
  };
  const before = makeDesired(parts, mapping);
  const desired = makeDesired({ people: parts.people }, mapping);
  const { plan: planned } = plan(makeState({ mapping, desired, base: makeBase(before), ...liveOf(before) }));
  expect(planned.changes).toEqual([]);
  expect(planned.holds.map((hold) => hold.kind)).toEqual(['teams', 'memberships']);
});

test('knows which releases there are', () => {
  const mapping = whole();
  const release = { system: 'model-nl', limit: 'teams:remove_team', count: 1, by: 'x' };
  const systems = [{ name: 'model-nl', mapping }, { name: 'later' }];
  expect(wrongRelease(release, systems)).toBeUndefined();
  for (const limit of ['operations', 'teams:emptied:name', 'column:title', 'memberships:update']) {
    expect(wrongRelease({ ...release, limit }, systems)).toBeUndefined();
  }
  expect(wrongRelease({ ...release, limit: 'leaf' }, systems)).toContain('is no limit of model-nl');
  expect(wrongRelease({ ...release, system: 'modl-nl' }, systems)).toContain('There is no system');
  expect(wrongRelease({ ...release, system: 'x' }, [])).toContain('there is none');
  expect(wrongRelease({ ...release, system: 'later' }, systems)).toBeUndefined();
});
