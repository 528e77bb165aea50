import { expect, test } from '@jest/globals';
import { makeVendor, run, type World } from './model.ts';
import { commitOf, mappingOf } from './random-worlds.ts';
import { liveRecord, person, type Row } from './worlds.ts';

/** A system that holds some accounts, and one commit after another with these rows. */
function makeWorld(live: Parameters<typeof makeVendor>[0], ...commits: readonly (readonly Row[])[]): World {
  const history = commits.map((rows, index) => commitOf(`c${index + 1}`, { rows, held: [] }));
  return { mapping: mappingOf('listed'), vendor: makeVendor(live), history, ledger: undefined };
}

/** The world after a run of its first commit, at its last one. */
function started(world: World): World {
  return { ...run({ ...world, history: world.history.slice(0, 1) }).world, history: world.history };
}

test('a run killed between the two steps of a newcomer is ended, though their row said all of it while they were off', () => {
  const row = { manager_id: '1' };
  const world = started(makeWorld([], [person('1', { ...row, status: 'inactive' })], [person('1', row)]));
  const killed = run(world, { killAfter: 1 }).world;
  expect([...killed.vendor.records.values()].map(({ fields }) => fields.boss)).toEqual([undefined]);
  const healed = run(killed).world;
  expect([...healed.vendor.records.values()].map(({ fields }) => fields.boss)).toEqual(['p1@firm.example']);
});

test('who comes back is sent what their row came to say while they were off', () => {
  const fields = { key: '1', mail: 'p1@firm.example', name: 'Name 1', title: 'Baker', boss: null };
  const world = makeWorld(
    [liveRecord('r1', { key: '1', active: false, fields })],
    [person('1', { status: 'inactive', job_title: 'Miller' })],
    [person('1', { job_title: 'Miller' })],
  );
  const { planned, world: after } = run(started(world));
  expect(planned.plan.changes.map(({ op, fields: changed }) => [op, Object.keys(changed)])).toEqual([
    ['return', ['title']],
  ]);
  expect([...after.vendor.records.values()].map(({ active, fields: { title } }) => [active, title])).toEqual([
    [true, 'Miller'],
  ]);
});
