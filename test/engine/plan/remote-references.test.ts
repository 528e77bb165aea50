import { expect, test } from '@jest/globals';
import type { FieldDeclaration, Fields, KindDeclaration, LiveRecord } from '../../../src/contract/index.ts';
import { noBase } from '../../../src/engine/plan/base.ts';
import { matchLive } from '../../../src/engine/plan/match.ts';
import { neededKinds } from '../../../src/engine/plan/needed-kinds.ts';
import { planSystem } from '../../../src/engine/plan/plan.ts';
import { remoteFields, withKeys, withRemotes } from '../../../src/engine/plan/remote-references.ts';
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
  type RosterParts,
} from '../worlds.ts';

const field = (name: string, reference: FieldDeclaration['reference'], from?: string): FieldDeclaration => ({
  name,
  type: 'text',
  class: 'open',
  ...(from !== undefined && { from }),
  ...(reference && { reference }),
});

const boss = field('boss', { kind: 'employees', by: '@remote' }, 'manager_id');
const people = peopleKind({
  fields: [...peopleKind().fields.filter(({ name }) => name !== 'boss'), boss],
  operations: { create: { reversible: true }, update: { reversible: true }, leave: { reversible: true } },
});

/** Hours have no key of ours there: a person and a day tell which is which. */
const hours: KindDeclaration = {
  kind: 'attendances',
  fields: [
    { ...field('key', undefined, 'id'), readable: false },
    field('who', { kind: 'employees', by: '@remote', inactive: true }, 'employee_id'),
    { ...field('day', undefined, 'date'), type: 'date' },
    field('note', undefined, 'project'),
  ],
  identity: { key: 'key', also: ['who', 'day'] },
  window: { field: 'day', setting: 'days' },
  list: 'counted',
  write: 'record',
  absence: 'nothing',
  operations: { create: { reversible: true }, update: { reversible: true }, delete: { reversible: false } },
};

const connector = makeConnector([people, hours]);
const mapping = makeMapping({ connector });

const shift = (remote: string, who: string, day: string): LiveRecord =>
  liveRecord(remote, { kind: 'attendances', fields: { who, day, note: 'P1' } });

const row = (id: string, employee: string, date: string) => ({ id, employee_id: employee, date, project: 'P1' });

const options = { handedOver: new Map(), findings: [], conditions: [], isRead: true, releases: [] };

/** A system that holds person 1 as `v1` and their boss 2 as `v2`, seen through matching. */
function seen(parts: RosterParts, live: LiveRecord[], over = {}) {
  const used = makeMapping({ connector, system: makeSystem(over) });
  const desired = makeDesired(parts, used);
  const matched = matchLive({ mapping: used, desired, base: noBase, live, remote: {} });
  return makeState({
    mapping: used,
    settings: { days: 30 },
    desired,
    base: makeBase([], { known: false }),
    live: { records: matched.records, asked: new Set() },
    matched: matched.live,
    notOurs: matched.notOurs,
  });
}

const account = (id: string, boss: string | null, active = true): LiveRecord =>
  liveRecord(`v${id}`, {
    key: id,
    active,
    fields: { key: id, mail: `p${id}@firm.example`, name: `Name ${id}`, title: 'Baker', boss },
  });

test('reads a manager by the id the system has, and sees no difference', () => {
  const state = seen({ people: [person('1', { manager_id: '2' }), person('2')] }, [
    account('1', 'v2'),
    account('2', null),
  ]);

  expect(state.matched.get('employees/1')?.fields.boss).toBe('2');
  expect(planSystem(state, options).plan.changes).toEqual([]);
});

test('shows whom nobody here knows by the id there', () => {
  const state = seen({ people: [person('1')] }, [account('1', 'v9'), account('9', 'v1')]);

  expect(state.matched.get('employees/1')?.fields.boss).toBe('#v9');
  expect(state.notOurs[0]?.fields.boss).toBe('1');
});

test('tells hours apart by person and day', () => {
  const state = seen(
    { people: [person('1'), person('2')], attendances: [row('a', '1', '2026-03-01'), row('b', '2', '2026-03-01')] },
    [account('1', null), account('2', null), shift('h1', 'v2', '2026-03-01'), shift('h2', 'v1', '2026-03-01')],
  );

  expect(state.matched.get('attendances/a')?.remote).toBe('h2');
  expect(state.matched.get('attendances/b')?.remote).toBe('h1');
});

const planOf = (state: ReturnType<typeof seen>) => planSystem(state, options).plan;

test('makes hours only for people who are there, or were', () => {
  const parts = {
    people: [person('1', { status: 'inactive' }), person('2', { status: 'inactive' })],
    attendances: [row('a', '1', '2026-03-01'), row('b', '2', '2026-03-01')],
  };
  const plan = planOf(seen(parts, [account('1', null, false)]));

  expect(plan.changes).toMatchObject([{ op: 'create', kind: 'attendances', key: 'a' }]);
  expect(plan.holds).toMatchObject([{ kind: 'attendances', key: 'b', findings: [{ code: 'reference-missing' }] }]);
});

test('leaves alone what lies in a closed period, wanted or gone', () => {
  const parts = { people: [person('1')], attendances: [row('old', '1', '2026-01-30'), row('new', '1', '2026-01-31')] };
  const state = seen(parts, [account('1', null)]);
  const gone = {
    ...state,
    desired: new Map([...state.desired].filter(([name]) => !name.startsWith('attendances/'))),
    base: makeBase(state.desired),
    matched: new Map([
      ...state.matched,
      ...[...state.desired.keys()].map((name) => [name, shift(name, 'v1', '')] as const),
    ]),
  };

  expect(planOf(state).changes.map(({ key }) => key)).toEqual(['new']);
  expect(planOf(gone as typeof state).changes).toMatchObject([{ op: 'delete', kind: 'attendances', key: 'new' }]);
  expect(planOf({ ...state, settings: {} }).changes.map(({ key }) => key)).toEqual(['new', 'old']);
});

test('takes only the kinds that a system is for, and asks for those it needs', () => {
  const parts = {
    people: [person('1'), person('2')],
    attendances: [row('a', '1', '2026-03-01'), row('b', '2', '2026-03-01')],
  };
  const state = seen(parts, [account('1', null)], { kinds: ['attendances'] });
  const plan = planOf(state);

  expect(plan.changes).toMatchObject([{ op: 'create', kind: 'attendances', key: 'a' }]);
  expect(plan.holds).toMatchObject([{ kind: 'attendances', key: 'b', findings: [{ code: 'reference-missing' }] }]);
  expect(neededKinds(state)).toEqual(['employees', 'attendances']);
  expect(neededKinds(seen({ people: [person('1')] }, []))).toEqual(['employees']);
});

test('does with missing records what is said of their kind', () => {
  const parts = { people: [person('1')], attendances: [row('a', '1', '2026-03-01')] };
  const before = makeDesired(parts, mapping);
  const live = [account('1', null), shift('h1', 'v1', '2026-03-01')];
  const planned = (missing: object) => {
    const state = seen({ people: [] }, [], missing);
    const matched = matchLive({ mapping: state.mapping, desired: new Map(), base: makeBase(before), live, remote: {} });
    return planOf({
      ...state,
      base: makeBase(before),
      matched: matched.live,
      live: { records: live, asked: new Set() },
    });
  };

  expect(planned({ missingOf: { attendances: 'hold' } }).changes.map(({ kind }) => kind)).toEqual(['employees']);
  expect(
    planned({})
      .changes.map(({ kind }) => kind)
      .sort(),
  ).toEqual(['attendances', 'employees']);
});

test('gives the system its own ids, also within lists, and names who has none yet', () => {
  const approvers = field('approvers', { kind: 'employees', by: '@remote', path: 'id' });
  const remoteOf = (name: string) => ({ 'employees/1': 'v1', 'employees/2': 'v2' })[name];
  const fields: Fields = { boss: '1', approvers: [{ id: '2', role: 'x' }, { role: 'y' }, null, 'odd'], title: 'Baker' };

  expect(withRemotes(fields, [boss, approvers], remoteOf)).toEqual({
    fields: { boss: 'v1', approvers: [{ id: 'v2', role: 'x' }, { role: 'y' }, null, 'odd'], title: 'Baker' },
  });
  expect(withRemotes({ boss: null }, [boss, approvers], remoteOf)).toEqual({ fields: { boss: null } });
  expect(withRemotes({ boss: '7' }, [boss], remoteOf)).toMatchObject({ unknown: 'employees/7' });
  expect(remoteFields(people)).toEqual([boss]);
  const same = liveRecord('v1', { fields: { title: 'Baker' } });
  expect(withKeys(same, [boss], () => undefined)).toBe(same);
  const plain = { ...boss, name: 'title' };
  const { reference: _, ...unreferring } = plain;
  expect(withKeys(same, [unreferring], () => undefined)).toEqual(same);
});
