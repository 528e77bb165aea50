import { expect, test } from '@jest/globals';
import type { Finding } from '../../src/contract/index.ts';
import type { SystemPlan } from '../../src/engine/change.ts';
import type { LedgerException, SystemLedger } from '../../src/engine/ledger.ts';
import type { SystemState } from '../../src/engine/plan/state.ts';
import { openRows, statusOf } from '../../src/engine/status.ts';
import {
  makeBase,
  makeChange,
  makeDesired,
  makeMapping,
  makePlan,
  makeState,
  makeSystem,
  overPerson,
  person,
  today,
} from './worlds.ts';

const finding: Finding = {
  code: 'bad-date',
  severity: 'error',
  scope: 'record',
  who: 'data',
  message: 'It is no date.',
  next: 'Correct it.',
};
const about = { kind: 'employees', key: '1' } as const;
const here = { desired: makeDesired({ people: [person('1')] }) };

function entry(exceptions: Readonly<Record<string, LedgerException>> = {}): SystemLedger {
  return {
    version: 1,
    system: 'model-nl',
    connector: 'model',
    connectorVersion: '1.0.0',
    mapping: 1,
    account: 'one',
    applied: { commit: 'before', date: today },
    attempted: [],
    exceptions,
    remote: {},
    runs: [],
  };
}

function rowOf(
  plan: Partial<SystemPlan>,
  state: Partial<SystemState> = {},
  ledger: SystemLedger | undefined = entry(),
): string {
  const row = statusOf('1', { plan: makePlan(plan), state: makeState(state), entry: ledger });
  return [row.state, row.detail].filter((one) => one !== undefined).join(': ');
}

test('says what waits, what failed and what the next run does', () => {
  const leaving = { changes: [makeChange({ op: 'leave' })] };
  expect(rowOf({ holds: [{ ...about, why: 'waiting', findings: [finding] }] })).toBe('waiting: It is no date.');
  expect(rowOf({ holds: [{ ...about, why: 'held', findings: [finding] }] })).toBe('failed: It is no date.');
  expect(rowOf(leaving)).toBe('pending: The next run will leave it.');
  expect(rowOf(leaving, {}, entry({ 'employees/1': { applied: null, why: 'accepted' } }))).toBe(
    'pending: The system took it to leave it, and does not show it yet; the next run says it again.',
  );
  const failed = entry({ 'employees/1': { applied: null, why: 'failed' } });
  expect(rowOf(leaving, {}, failed)).toBe('failed: The last run could not leave it (failed).');
  const pending = entry({ 'employees/1': { applied: null, why: 'pending' } });
  expect(rowOf(leaving, {}, pending)).toBe('pending: The next run will leave it.');
});

test.each([
  ['gone', 'It is not there any more, though git says so.'],
  ['inactive', 'It was switched off by hand.'],
  ['active', 'It was switched on again by hand.'],
  ['fields', 'Values were changed by hand.'],
] as const)('says how somebody drifted: %s', (type, sentence) => {
  expect(rowOf({ drift: [{ ...about, type, fields: {} }] })).toBe(`drifted: ${sentence}`);
});

test('takes drift that the next run corrects for drift', () => {
  expect(rowOf({ changes: [makeChange({ cause: { type: 'drift' } })] })).toBe('drifted: Values were changed by hand.');
});

test('says who is on, who is off and who never was there', () => {
  const off = makeDesired({ people: [person('1', { status: 'inactive' })] });
  const skipping = makeMapping({ system: makeSystem({ skip: overPerson('true') }) });
  expect(rowOf({}, here)).toBe('applied');
  expect(rowOf({}, { desired: off })).toBe('applied: The account is off.');
  expect(rowOf({}, { base: makeBase(off) })).toBe('applied: The account is off.');
  expect(statusOf('1', { plan: makePlan(), state: makeState({ desired: off }), entry: undefined }).state).toBe('never');
  expect(rowOf({}, { desired: makeDesired({ people: [person('1')] }, skipping) })).toMatch(/^waiting: A rule/);
  expect(rowOf({})).toBe('never');
});

test('says that a system that refuses could not be looked up', () => {
  const refused = { findings: [{ ...finding, scope: 'system' as const, message: 'It is closed.' }] };
  expect(rowOf(refused, here)).toBe('pending: It could not be looked up: It is closed.');
  const before = statusOf('1', { plan: makePlan(refused), state: makeState(here), entry: undefined });
  expect(before.state).toBe('never');
});

test('lists by key who is not simply applied, and nobody who is not ours', () => {
  const plan = makePlan({
    changes: [makeChange({ key: '3' }), makeChange({ key: '~stranger' }), makeChange({ kind: 'teams', key: 't1' })],
    holds: [{ kind: 'employees', key: '2', why: 'held', findings: [] }],
    drift: [{ kind: 'employees', key: '3', type: 'fields', fields: {} }],
  });
  const rows = openRows({ plan, state: makeState(), entry: entry() });
  expect(rows.map(({ key, state }) => [key, state])).toEqual([
    ['2', 'failed'],
    ['3', 'drifted'],
  ]);
});
