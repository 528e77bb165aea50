import { expect, test } from '@jest/globals';
import { proposeChanges } from '../../../src/engine/plan/changes.ts';
import { decideRecord } from '../../../src/engine/plan/decide.ts';
import { liveState } from '../../../src/engine/plan/live.ts';
import type { SystemState } from '../../../src/engine/plan/state.ts';
import {
  liveOf,
  liveRecord,
  makeBase,
  makeConnector,
  makeDesired,
  makeMapping,
  makeState,
  makeSystem,
  overPerson,
  peopleKind,
  person,
  wholeKinds,
} from '../worlds.ts';

/** One system with what was applied, what is wanted now, and a live side that holds what was applied. */
function moved(
  before: Parameters<typeof person>[1] | null,
  now: Parameters<typeof person>[1] | null,
  over: Partial<SystemState> = {},
) {
  const { mapping = makeMapping() } = over;
  const rows = (row: typeof before) => ({ people: [...(row ? [person('1', row)] : []), person('2')] });
  const base = makeDesired(rows(before), mapping);
  return makeState({
    mapping,
    desired: makeDesired(rows(now), mapping),
    base: makeBase(base),
    ...liveOf(base),
    ...over,
  });
}

const system = (over: object) => ({ mapping: makeMapping({ system: makeSystem(over) }) });

test('holds, leaves or deletes who is missing, as the system says', () => {
  expect(proposeChanges(moved({}, null)).changes[0]).toMatchObject({ op: 'leave', key: '1' });
  expect(proposeChanges(moved({}, null, system({ missing: 'delete' }))).changes[0]).toMatchObject({
    op: 'delete',
    needs: ['delete'],
  });
  expect(proposeChanges(moved({}, null, system({ missing: 'hold' }))).holds[0]).toMatchObject({
    why: 'held',
    findings: [{ code: 'missing-held', severity: 'warning' }],
  });
});

test('takes nobody for gone whose files are not complete', () => {
  const state = moved({}, null, {
    whyIncomplete: () => ({ source: 'hr', kind: 'employees', reason: 'a row could not be read' }),
  });
  expect(proposeChanges(state)).toMatchObject({ changes: [], holds: [{ findings: [{ code: 'roster-incomplete' }] }] });
  const untried = moved({}, null, { base: makeBase([], { tried: new Map([['employees/1', [undefined]]]) }) });
  expect(proposeChanges(untried).holds).toEqual([]);
});

test('moves who is wanted by another system of the same account', () => {
  expect(proposeChanges(moved({}, null, { wantedElsewhere: new Set(['employees/1']) })).changes).toEqual([]);
});

test('notes what is not among the permitted operations as skipped', () => {
  const create = system({ operations: ['create'] });
  expect(proposeChanges(moved({}, null, create)).holds).toMatchObject([{ key: '1', why: 'skipped' }]);
  expect(proposeChanges(moved({}, { job_title: 'Smith' }, create)).holds).toMatchObject([{ key: '1', why: 'skipped' }]);
});

test('plans nothing for a system that is only read, not even for strangers in an account that is pushed whole', () => {
  const mapping = makeMapping({
    connector: makeConnector(wholeKinds()),
    system: makeSystem({ operations: [] }),
  });
  const notOurs = [liveRecord('x', { fields: { mail: 'x@firm.example' } })];

  const { changes, holds } = proposeChanges(moved({}, { job_title: 'Smith' }, { mapping, notOurs }));

  expect(changes).toEqual([]);
  expect(holds).toMatchObject([{ key: '1', why: 'skipped' }]);
});

test('holds what the system cannot do', () => {
  const mapping = makeMapping({
    connector: makeConnector([peopleKind({ operations: { update: { reversible: true } } })]),
  });
  expect(proposeChanges(moved({}, null, { mapping })).holds).toMatchObject([
    { findings: [{ code: 'operation-missing' }] },
  ]);
});

test('reports drift and sends it to nobody, unless the system corrects it', () => {
  const drifted = {
    matched: new Map([
      [
        'employees/1',
        liveRecord('r1', {
          key: '1',
          fields: { key: '1', mail: 'p1@firm.example', name: 'Other', title: 'Baker', boss: null },
        }),
      ],
    ]),
  };
  const reported = proposeChanges(moved({}, { job_title: 'Smith' }, drifted));
  expect(reported.drift[0]).toMatchObject({ key: '1', type: 'fields' });
  expect(reported.changes[0]?.desired).not.toHaveProperty('name');
  const corrected = proposeChanges(moved({}, {}, { ...drifted, ...system({ drift: 'correct' }) }));
  expect(corrected.changes[0]).toMatchObject({ op: 'update', cause: { type: 'drift' } });
  const only = proposeChanges(moved({}, {}, drifted));
  expect(only).toMatchObject({ changes: [], drift: [{ type: 'fields' }, { type: 'gone' }] });
  expect(proposeChanges(moved({}, {}, { matched: new Map() })).drift).toMatchObject([
    { type: 'gone' },
    { type: 'gone' },
  ]);
});

test('shows a conflict where git and the system both moved, and git wins', () => {
  const matched = new Map([['employees/1', liveRecord('r1', { key: '1', fields: { title: 'Clerk' } })]]);
  expect(proposeChanges(moved({}, { job_title: 'Smith' }, { matched })).changes[0]?.fields.title).toMatchObject({
    conflict: true,
    after: 'Smith',
  });
});

test('says of a value that it is that of a default', () => {
  const defaults = { employees: { title: overPerson('"Staff"') } };
  const [change] = proposeChanges(moved({}, { job_title: null }, system({ defaults }))).changes;
  expect(change?.fields.title).toMatchObject({ after: 'Staff', isDefault: true });
});

test('holds who is active and has lost what the system needs', () => {
  expect(proposeChanges(moved({}, { email: null })).holds).toMatchObject([
    { why: 'held', findings: [{ code: 'needed-field-emptied', severity: 'error' }] },
  ]);
  expect(proposeChanges(moved(null, { email: null })).holds).toMatchObject([{ why: 'waiting' }]);
});

test('takes nobody for back because the column that said they left is gone', () => {
  expect(proposeChanges(moved({ status: 'inactive' }, { status: undefined })).holds).toMatchObject([
    { findings: [{ code: 'activity-unknown' }] },
  ]);
});

test('holds an id that changed where the system cannot change it', () => {
  const state = moved({}, { former_id: '0' });
  const renamed = { ...state, base: { ...state.base, renamed: new Map([['employees/0', 'employees/1']]) } };
  expect(proposeChanges(renamed).holds).toMatchObject([{ key: '1', findings: [{ code: 'id-fixed' }] }]);
});

test('holds what is blocked, and the memberships of it', () => {
  const mapping = makeMapping({ connector: makeConnector(wholeKinds()) });
  const parts = {
    people: [person('1')],
    teams: [{ id: 't1', name: 'T' }],
    memberships: [{ team_id: 't1', employee_id: '1' }],
  };
  const desired = makeDesired(parts, mapping);
  const blocked = new Map([['employees/1', []]]);
  const { holds } = proposeChanges(makeState({ mapping, desired, base: makeBase([]), blocked }));
  expect(holds.map((hold) => hold.kind)).toEqual(['employees', 'memberships']);
});

test('does not repeat a create in doubt where nobody can look', () => {
  const mapping = makeMapping({ connector: makeConnector([peopleKind({ list: 'none' })]) });
  const desired = makeDesired({ people: [person('1')] }, mapping);
  const tried = new Map([['employees/1', [desired.get('employees/1')]]]);
  const { holds, changes } = proposeChanges(makeState({ mapping, desired, base: makeBase([], { tried }) }));
  expect(changes).toEqual([]);
  expect(holds).toMatchObject([{ findings: [{ code: 'create-in-doubt' }] }]);
});

test('states again what a push without an answer may have created, where nobody can look', () => {
  const mapping = makeMapping({ connector: makeConnector([peopleKind({ list: 'none', write: 'snapshot' })]) });
  const desired = makeDesired({ people: [person('1')] }, mapping);
  const tried = new Map([['employees/1', [desired.get('employees/1')]]]);
  const state = makeState({ mapping, desired, base: makeBase([], { tried }) });
  expect(proposeChanges(state)).toMatchObject({ holds: [], changes: [{ op: 'create', key: '1' }] });
});

test('states a team again whose removal may have been done', () => {
  const [people, teams] = wholeKinds();
  if (!people || !teams) throw new Error('no kinds');
  const { return: _, ...operations } = teams.operations;
  const mapping = makeMapping({ connector: makeConnector([people, { ...teams, list: 'none', operations }]) });
  const desired = makeDesired({ people: [], teams: [{ id: 't1', name: 'T' }] }, mapping);
  const team = desired.get('teams/t1');
  if (!team) throw new Error('no team was mapped');
  const base = makeBase([['teams/t1', team]], { tried: new Map([['teams/t1', [undefined]]]) });
  expect(proposeChanges(makeState({ mapping, desired, base }))).toMatchObject({
    holds: [],
    changes: [{ op: 'create', kind: 'teams' }],
  });
});

test('leaves administrators alone', () => {
  const record = liveRecord('r1', { staying: 'administrator' });
  expect(proposeChanges(moved({}, null, { matched: new Map([['employees/1', record]]) })).changes).toEqual([]);
});

test('names a live record that a push would act on by its own key where nobody else has it', () => {
  const mapping = makeMapping({ connector: makeConnector(wholeKinds()) });
  const notOurs = [
    liveRecord('a', { key: '7' }),
    liveRecord('b', { key: '1' }),
    liveRecord('c'),
    liveRecord('d', { active: false }),
  ];
  const state = makeState({ mapping, desired: makeDesired({ people: [person('1')] }, mapping), notOurs });
  const leaving = proposeChanges(state).changes.filter((change) => change.cause.type === 'not-ours');
  expect(leaving.map((change) => change.key)).toEqual(['7', '~b', '~c']);
});

test('knows nothing of kinds that the mapping does not have', () => {
  expect(liveState('teams/1', undefined, { records: [], asked: new Set() }, makeMapping())).toBe('unknown');
  expect(
    liveState(
      'employees/1',
      liveRecord('r', { active: undefined as never }),
      { records: [], asked: new Set() },
      makeMapping(),
    ),
  ).toBe('present');
});

test('gives back what it does not know rather than deciding', () => {
  const states = { base: 'unknown', ours: true, missing: 'leave' } as const;
  expect(decideRecord({ ...states, live: 'active', desired: 'unheard-of' as never })).toBe('unheard-of');
  expect(decideRecord({ ...states, desired: 'active', live: 'unheard-of' as never })).toBe('unheard-of');
});

test('names an account of nobody by its key only where no other one bears it', () => {
  const live = ['8', '9', '9'].map((key, index) => liveRecord(`r${index}`, { key, fields: {} }));
  const mapping = makeMapping({ connector: makeConnector(wholeKinds()) });
  const state = makeState({ mapping, live: { records: live, asked: new Set() }, notOurs: live });

  expect(proposeChanges(state).changes.map(({ key }) => key)).toEqual(['8', '~r1', '~r2']);
});
