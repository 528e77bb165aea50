import { expect, test } from '@jest/globals';
import { countEffort, estimateEffort, msFor, speedOf } from '../../../src/engine/plan/estimate.ts';
import { makeChange, makeConnector, makeMapping, makeState, peopleKind, wholeKinds } from '../worlds.ts';

const callsPerMs = Number.POSITIVE_INFINITY;
const create = makeChange({ op: 'create' });
const leave = makeChange({ op: 'leave' });

test('counts the calls that the connector says a change takes, and one push for all that goes as a whole', () => {
  const operations = { create: { reversible: true, calls: 2 }, leave: { reversible: true } };
  const mapping = makeMapping({ connector: makeConnector([peopleKind({ operations })]) });
  const whole = makeMapping({ connector: makeConnector(wholeKinds()) });

  expect(countEffort([create, create, leave], makeState({ mapping }))).toEqual({ all: 5, alone: 1 });
  expect(countEffort([create, create], makeState({ mapping: whole }))).toEqual({ all: 1, alone: 1 });
});

test('counts calls of their own for fields that are sent apart', () => {
  const apart = [{ fields: ['start', 'end'], calls: 2 }];
  const operations = {
    create: { reversible: true, calls: 3, apart },
    update: { reversible: true, apart },
    leave: { reversible: true, calls: 2 },
  };
  const state = makeState({ mapping: makeMapping({ connector: makeConnector([peopleKind({ operations })]) }) });
  const calls = (op: 'create' | 'update', ...fields: readonly string[]): number => {
    const field = (after: string | null) => ({ before: { known: false }, after, class: 'open' }) as const;
    const changed = fields.map((name) => [name, field(name === 'end' ? null : name)] as const);
    return countEffort([makeChange({ op, fields: Object.fromEntries(changed) })], state).all;
  };

  expect([calls('create', 'name'), calls('create', 'name', 'end'), calls('create', 'name', 'start', 'end')]).toEqual([
    3, 3, 5,
  ]);
  expect([calls('update', 'name'), calls('update', 'end'), calls('update', 'name', 'start')]).toEqual([1, 2, 3]);
  expect(countEffort([leave], state).all).toBe(2);
});

test('takes a quarter of a second for a call that was not measured', () => {
  const changes = Array.from({ length: 40 }, () => create);

  expect(estimateEffort(changes, makeState())).toEqual({ calls: 40, seconds: 10 });
  expect(estimateEffort(changes, makeState(), { msPerCall: 1000, callsPerMs })).toEqual({ calls: 40, seconds: 40 });
  expect(estimateEffort([], makeState())).toEqual({ calls: 0, seconds: 0 });
});

test('is never faster than the rate, beyond a tenth of it at once', () => {
  const rate = { calls: 100, perMs: 10_000 };
  const slow = msFor({ all: 110, alone: 0 }, { rate, parallel: 4, msPerCall: 10, callsPerMs });

  expect(slow).toBeCloseTo(100 * 102 + 10);
  expect(msFor({ all: 0, alone: 0 }, { rate, parallel: 4, msPerCall: 10, callsPerMs })).toBe(0);
  expect(msFor({ all: 110, alone: 10 }, { rate: undefined, parallel: 4, msPerCall: 100, callsPerMs })).toBe(3500);
  expect(msFor({ all: 55, alone: 0 }, { rate, parallel: 4, msPerCall: 10, callsPerMs }, 2)).toBeCloseTo(50 * 204 + 10);
});

test('is never faster than what the system said of its rate', () => {
  const speed = { rate: undefined, parallel: 4, msPerCall: 10, callsPerMs: 0.02 };

  expect(msFor({ all: 100, alone: 0 }, speed)).toBe(5000);
  expect(msFor({ all: 100, alone: 0 }, speed, 2)).toBe(10_000);
});

test('takes what the pace was told for a rate of its own only where it is slower than the declared one', () => {
  const mapping = makeMapping({ connector: makeConnector(undefined, { rates: [{ calls: 100, perMs: 1000 }] }) });
  const told = (callsPerMs: number): number =>
    speedOf(makeState({ mapping }), { msPerCall: 10, callsPerMs }).callsPerMs;

  expect(told(100 / 1020)).toBe(Number.POSITIVE_INFINITY);
  expect(told(0.05)).toBe(0.05);
});
