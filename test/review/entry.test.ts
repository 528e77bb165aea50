import { expect, test } from '@jest/globals';
import { type Entry, toEntries } from '../../src/review/entry.ts';
import { outline } from '../../src/review/outline.ts';
import { describePlan } from '../../src/review/terminal.ts';
import { change, open, plan, system } from './plans.ts';

const membership = (op: 'create' | 'delete', key: string, manager = false) =>
  change({ op, kind: 'memberships', key, fields: { manager: open(undefined, manager) } });
const told = (entries: readonly Entry[]) =>
  entries.map(({ change: { op, kind, key }, teams }) => [
    op,
    kind,
    key,
    teams?.left,
    teams?.joined.map(({ team }) => team),
  ]);

test('tells a move between teams once, by the person', () => {
  const entries = toEntries([membership('create', 'care/7'), membership('delete', 'support/7')], () => false);

  expect(told(entries)).toEqual([['update', 'employees', '7', ['support'], ['care']]]);
});

test('puts the teams of those who join, leave or change with them, wherever these stand', () => {
  const changes = [
    change({ op: 'create', key: '1' }),
    membership('create', 'care/1'),
    membership('delete', 'care/2'),
    change({ op: 'leave', key: '2' }),
  ];

  expect(told(toEntries(changes, () => false))).toEqual([
    ['create', 'employees', '1', [], ['care']],
    ['leave', 'employees', '2', ['care'], []],
  ]);
});

test('says the teams of a change in two steps once', () => {
  const changes = [
    change({ op: 'update', key: '1', step: 1 }),
    membership('create', 'care/1'),
    change({ op: 'update', key: '1', step: 2 }),
  ];

  expect(told(toEntries(changes, () => false)).map(([, , , , joined]) => joined)).toEqual([['care'], undefined]);
});

test('leaves by itself what cannot be undone, and what has no person in its key', () => {
  const changes = [membership('delete', 'care/1'), membership('create', '~3f2c')];

  expect(told(toEntries(changes, ({ op }) => op === 'delete'))).toEqual([
    ['delete', 'memberships', 'care/1', undefined, undefined],
    ['create', 'memberships', '~3f2c', undefined, undefined],
  ]);
});

test('loses no change', () => {
  const changes = [
    membership('create', 'a/1'),
    membership('create', 'b/2'),
    change({ op: 'update', key: '2' }),
    membership('delete', 'c/2'),
  ];

  const entries = toEntries(changes, () => false);
  const teams = entries.flatMap((entry) => [
    ...(entry.teams?.left ?? []),
    ...(entry.teams?.joined.map(({ team }) => team) ?? []),
  ]);

  expect(teams.sort()).toEqual(['a', 'b', 'c']);
  expect(entries).toHaveLength(2);
});

test('says who becomes a manager, and that somebody is in no team any more', () => {
  const made = plan({
    systems: [system({ changes: [membership('create', 'care/7', true), membership('delete', 'sales/8')] })],
  });

  const text = describePlan(made);

  expect(text).toContain('person 7: team none → care as manager');
  expect(text).toContain('person 8: team sales → none');
});

test('counts a person who changes teams as moving, in the section of moves', () => {
  const changes = [
    change({ op: 'update', key: '7', fields: { job_title: open('a', 'b') } }),
    membership('create', 'care/7'),
  ];

  const { systems, tally } = outline(plan({ systems: [system({ changes })] }));

  expect([...(systems[0]?.sections.keys() ?? [])]).toEqual(['move']);
  expect(tally).toMatchObject({ move: 1, change: 0 });
});
