import { expect, test } from '@jest/globals';
import type { Plan } from '../../../src/engine/change.ts';
import { exitOfApply, exitOfPlan } from '../../../src/engine/exit.ts';
import { checkLimits, type LimitInput } from '../../../src/engine/limits/limits.ts';
import { countOurs } from '../../../src/engine/limits/ours.ts';
import { permitted } from '../../../src/engine/limits/over-limit.ts';
import {
  liveRecord,
  makeBase,
  makeChange,
  makeDesired,
  makePlan,
  makeReceipt,
  makeState,
  makeSystem,
  person,
  strictLimits,
} from '../worlds.ts';

const people = (count: number) => Array.from({ length: count }, (_, index) => person(String(index + 1)));

function judge(changes: LimitInput['changes'], over: Partial<LimitInput> = {}, size = 20) {
  return checkLimits({
    system: makeSystem({ limits: strictLimits }),
    changes,
    base: makeBase(makeDesired({ people: people(size) })),
    ...countOurs(makeState({ base: makeBase(makeDesired({ people: people(size) })) })),
    conditions: [],
    releases: [],
    ...over,
  }).stops.map((stop) => stop.limit);
}

const many = (count: number, over: Parameters<typeof makeChange>[0]) =>
  Array.from({ length: count }, (_, index) => makeChange({ key: String(index + 1), ...over }));

test('a share permits at least one, the stricter of share and count wins, and none is none', () => {
  expect(permitted({ share: 0.05 }, 10)).toBe(1);
  expect(permitted({ share: 0.05, count: 10 }, 1000)).toBe(10);
  expect(permitted({ share: 0 }, 10)).toBe(0);
  expect(permitted({}, 10)).toBe(Number.POSITIVE_INFINITY);
});

test('stops leavers, joiners and updates beyond their limits', () => {
  expect(judge(many(2, { op: 'leave' }))).toEqual(['leave']);
  expect(judge(many(1, { op: 'leave' }))).toEqual([]);
  expect(judge(many(11, { op: 'create' }))).toEqual(['create']);
  const fields = { title: { before: { known: true, value: 'a' }, after: 'b', class: 'open' } } as const;
  expect(judge(many(11, { op: 'update', fields }))).toEqual(['update', 'column:title']);
});

test('does not limit joiners of a first sync, unless rollcall.yaml does', () => {
  const base = { ...makeBase([]), known: false };
  expect(judge(many(11, { op: 'create' }), { base })).toEqual([]);
  const stated = makeSystem({ limits: { ...strictLimits, stated: ['create'] } });
  expect(judge(many(11, { op: 'create' }), { base, system: stated })).toEqual(['create']);
});

test('never lets the last one go, nor a protected one', () => {
  expect(judge([makeChange({ op: 'leave' })], {}, 1)).toEqual(['last']);
  expect(judge([makeChange({ op: 'leave' }), makeChange({ op: 'create', key: '9' })], {}, 1)).toEqual(['last']);
  const system = makeSystem({ limits: strictLimits, protect: ['1', '2'] });
  expect(judge(many(1, { op: 'leave' }), { system })).toEqual(['protect']);
  expect(judge(many(2, { op: 'leave' }), { system })).toEqual(['leave', 'protect']);
});

test('stops a column that nobody has a value in any more', () => {
  const fields = { title: { before: { known: true, value: 'a' }, after: null, class: 'open' } } as const;
  expect(judge(many(1, { fields }), {}, 1)).toEqual(['emptied:title']);
  expect(judge(many(1, { fields }), { inUse: new Set(['employees/title']) }, 1)).toEqual([]);
});

test('counts irreversible operations by their word, and permits one where nobody set a limit', () => {
  expect(judge(many(2, { op: 'create', needs: ['archive'] }))).toEqual(['archive']);
  expect(judge(many(2, { op: 'delete', kind: 'teams', needs: ['remove_team'] }))).toEqual([
    'teams:delete',
    'teams:remove_team',
  ]);
  const base = { ...makeBase([]), known: false };
  expect(judge(many(11, { op: 'create', needs: ['invite'] }), { base })).toEqual(['invite']);
});

test('counts people taken out of teams as changes, unless they leave', () => {
  const ours = new Map([['memberships', 4] as const]);
  const out = ['t1/1', 't1/2', 't1/3'].map((key) => makeChange({ op: 'delete', kind: 'memberships', key }));
  expect(judge(out, { ours })).toEqual(['memberships:update']);
  expect(
    judge([...out, makeChange({ op: 'leave', key: '1' })], { ours: new Map([...ours, ['employees', 20]]) }),
  ).toEqual([]);
  const teams = ['1', '2', '3'].map((key) => makeChange({ op: 'delete', kind: 'teams', key }));
  expect(judge([...teams, makeChange({ op: 'leave', key: '1' })])).toContain('teams:update');
});

test('is released by system, name and number, and by nothing less', () => {
  const release = { system: 'model-nl', limit: 'leave', count: 2, by: 'x' };
  expect(judge(many(2, { op: 'leave' }), { releases: [release] })).toEqual([]);
  for (const wrong of [{ count: 1 }, { limit: 'create' }, { system: 'other' }])
    expect(judge(many(2, { op: 'leave' }), { releases: [{ ...release, ...wrong }] })).toEqual(['leave']);
});

test('a first sync counts the active records that it takes over', () => {
  const matched = new Map([
    ['employees/1', liveRecord('a')],
    ['employees/2', liveRecord('b', { active: false })],
  ]);
  expect(countOurs(makeState({ matched })).ours).toEqual(new Map([['employees', 1]]));
});

const planOf = (...systems: Plan['systems']): Plan => ({
  version: 1,
  digest: '',
  commit: '',
  uncommitted: false,
  date: '',
  systems,
  findings: [],
});
const stop = (limit: string) => ({ limit, permitted: 0, planned: 1, ours: 1, message: '' });
const error = { code: 'x', severity: 'error', scope: 'system', message: '', next: '', who: 'vendor' } as const;

test('has an exit code for each refusal, and the gravest of several', () => {
  expect(exitOfPlan(planOf(makePlan()))).toBe(0);
  expect(exitOfPlan(planOf(makePlan({ stops: [stop('leave')] })))).toBe(4);
  expect(exitOfPlan(planOf(makePlan({ stops: [stop('rewritten')] })))).toBe(5);
  expect(exitOfPlan(planOf(makePlan({ stops: [stop('leave'), stop('column_gone')] })))).toBe(3);
  expect(exitOfPlan(planOf(makePlan({ verdict: 'refused', findings: [error] })))).toBe(7);
  expect(exitOfPlan(planOf(makePlan({ verdict: 'refused', findings: [{ ...error, who: 'data' }] })))).toBe(3);
});

test('an apply is red for what was not done and for who is held by an error, not for warnings', () => {
  const hold = (severity: 'error' | 'warning') =>
    makePlan({
      holds: [{ kind: 'employees', key: '1', why: 'held', findings: [{ ...error, scope: 'record', severity }] }],
    });
  expect(exitOfApply(planOf(makePlan()), [makeReceipt(), makeReceipt({ outcome: 'accepted' })])).toBe(0);
  expect(exitOfApply(planOf(makePlan()), [makeReceipt({ outcome: 'refused' })])).toBe(6);
  expect(exitOfApply(planOf(makePlan()), [makeReceipt({ outcome: 'held', findings: [error] })])).toBe(7);
  expect(exitOfApply(planOf(hold('error')), [])).toBe(6);
  expect(exitOfApply(planOf(hold('warning')), [])).toBe(0);
});
