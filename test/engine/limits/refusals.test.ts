import { expect, test } from '@jest/globals';
import { RollcallError } from '../../../src/contract/index.ts';
import type { Stop } from '../../../src/engine/change.ts';
import { refuseNobody, refuseStopped, refuseWrongReleases } from '../../../src/engine/limits/refusals.ts';
import { makeBase, makeDesired, makeMapping, makePlan, makeState, makeSystem, person, today } from '../worlds.ts';

function codeOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof RollcallError) return error.code;
    throw error;
  }
  return 'nothing';
}

test('refuses a trial of somebody whom nobody knows', () => {
  const records = makeDesired({ people: [person('1')] });
  const states = [makeState(), makeState({ base: makeBase(records) })];
  expect(codeOf(() => refuseNobody('7', states))).toBe('USAGE');
  expect(codeOf(() => refuseNobody('1', states))).toBe('nothing');
  expect(codeOf(() => refuseNobody('1', [makeState({ desired: records })]))).toBe('nothing');
  expect(codeOf(() => refuseNobody(undefined, []))).toBe('nothing');
});

test('refuses a release of what there is not, and judges no limit of a system that was not read', () => {
  const systems = [makeSystem(), makeSystem({ name: 'unread' })];
  const refuse = (system: string, limit: string) =>
    codeOf(() => refuseWrongReleases([{ system, limit, count: 1, by: 'test' }], systems, [makeMapping()]));
  expect(refuse('model-nl', 'leave')).toBe('nothing');
  expect(refuse('model-nl', 'leaves')).toBe('USAGE');
  expect(refuse('model-be', 'leave')).toBe('USAGE');
  expect(refuse('unread', 'anything')).toBe('nothing');
});

test.each([
  [[], 'nothing'],
  [['leave'], 'LIMITS_EXCEEDED'],
  [['column_gone'], 'COLUMN_GONE'],
  [['column_gone', 'leave'], 'LIMITS_EXCEEDED'],
  [['base', 'leave'], 'LEDGER_LOST'],
  [['rewritten', 'base'], 'HISTORY_REWRITTEN'],
] as const)('refuses a plan stopped by %j as %s', (limits, code) => {
  const stops = limits.map(
    (limit): Stop => ({ limit, permitted: 0, planned: 2, ours: 9, message: `Too much ${limit}.` }),
  );
  const plan = { version: 1, digest: 'd', commit: 'c', uncommitted: false, date: today, findings: [] } as const;
  expect(codeOf(() => refuseStopped({ ...plan, systems: [makePlan({ stops })] }))).toBe(code);
});
