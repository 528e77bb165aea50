import { expect, test } from '@jest/globals';
import type { Connector } from '../../src/contract/index.ts';
import type { SystemPlan } from '../../src/engine/change.ts';
import { type MatrixSystem, matrixOf } from '../../src/engine/matrix.ts';
import type { SystemRules } from '../../src/engine/rules.ts';
import { makeChange, makeConnector, makeMapping, makePlan, makeState, makeSystem, wholeKinds } from './worlds.ts';

interface Setup {
  readonly changes: number;
  readonly connector?: Partial<Connector>;
  readonly kinds?: Connector['kinds'];
  readonly rules?: Partial<SystemRules>;
  readonly plan?: Partial<SystemPlan>;
  readonly account?: string;
  readonly ms?: number;
}

function system(
  name: string,
  { changes, connector, kinds, rules, plan, account = name, ms = 100 }: Setup,
): MatrixSystem {
  const mapping = makeMapping({
    connector: makeConnector(kinds, connector),
    system: makeSystem({ name, ...rules }),
  });
  const planned = Array.from({ length: changes }, (_, key) => makeChange({ op: 'create', key: String(key) }));
  return {
    plan: makePlan({ name, verdict: changes > 0 ? 'ready' : 'nothing', changes: planned, ...plan }),
    gathered: { state: makeState({ mapping }) },
    system: { account, measured: () => ({ msPerCall: ms, callsPerMs: Number.POSITIVE_INFINITY }) },
  };
}

const rate = (calls: number) => ({ rates: [{ calls, perMs: 1000 }] });

test('gives one job to a system that fits, and none to one with nothing to do', () => {
  const jobs = matrixOf([system('north', { changes: 600 }), system('south', { changes: 0 })], 10);

  expect(jobs).toEqual([{ system: 'north', shard: '1/1', in_turn: false, lane: 'north 1', minutes: 1 }]);
});

test('cuts what the latency makes long into shards at the same time', () => {
  const jobs = matrixOf([system('north', { changes: 6000, ms: 1000, connector: rate(100) })], 30);

  expect(jobs.map(({ shard }) => shard)).toEqual(['1/4', '2/4', '3/4', '4/4']);
  expect(jobs.every(({ in_turn, minutes }) => !in_turn && minutes <= 30)).toBe(true);
  expect(new Set(jobs.map(({ lane }) => lane)).size).toBe(4);
});

test('lets shards take turns where the rate makes it long: at the same time they would gain nothing', () => {
  const jobs = matrixOf([system('north', { changes: 6000, ms: 100, connector: rate(1) })], 60);

  expect(jobs).toEqual(
    [1, 2].map((at) => ({ system: 'north', shard: `${at}/2`, in_turn: true, lane: 'north', minutes: 51 })),
  );
});

test('lets systems of one account take turns, in one lane', () => {
  const jobs = matrixOf(
    [
      system('north', { changes: 60, account: 'one' }),
      system('east', { changes: 7200, account: 'one', ms: 1000 }),
      system('south', { changes: 60 }),
    ],
    60,
  );

  expect(jobs.map(({ system: name, shard, lane }) => [name, shard, lane])).toEqual([
    ['north', '1/1', 'north'],
    ['east', '1/2', 'north'],
    ['east', '2/2', 'north'],
    ['south', '1/1', 'south 1'],
  ]);
});

test('never cuts what goes as a whole', () => {
  expect(matrixOf([system('whole', { changes: 5000, kinds: wholeKinds(), ms: 60_000 })], 1)).toEqual([
    { system: 'whole', shard: '1/1', in_turn: false, lane: 'whole 1', minutes: 1 },
  ]);
});

test('gives nothing while a limit stops any system, and leaves out what is refused or comes after a test', () => {
  const stop = { limit: 'leave', permitted: 1, planned: 2, ours: 3, message: 'Too many.' };
  const fine = system('north', { changes: 60 });

  expect(matrixOf([fine, system('south', { changes: 60, plan: { verdict: 'stopped', stops: [stop] } })], 60)).toEqual(
    [],
  );
  const left = [
    system('refused', { changes: 60, plan: { verdict: 'refused' } }),
    system('later', { changes: 60, rules: { after: 'north' } }),
  ];
  expect(matrixOf([fine, ...left], 60).map((job) => job.system)).toEqual(['north']);
});
