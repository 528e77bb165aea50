import { expect, test } from '@jest/globals';
import type { Finding } from '../../src/contract/index.ts';
import { concealPlan, concealReceipt } from '../../src/engine/conceal.ts';
import { makeChange, makePlan, makeReceipt, today } from './worlds.ts';

/** As a keyed hash would, so far as anybody can see: the same for the same name, and nothing of it. */
const conceal = (name: string): string =>
  `${name.slice(0, name.indexOf('/') + 1)}~${Buffer.from(name).toString('hex').slice(-20)}`;

const finding: Finding = {
  code: 'bad-date',
  severity: 'error',
  scope: 'record',
  who: 'data',
  message: 'It is no date.',
  next: 'Correct it.',
  kind: 'employees',
  key: 'E-4711',
};

const about = { kind: 'employees', key: 'E-4711' } as const;

test('shows no id of a person anywhere in a plan or a receipt', () => {
  const system = makePlan({
    changes: [makeChange({ ...about, after: ['employees/E-4711', 'teams/t1'] })],
    holds: [{ ...about, why: 'held', findings: [finding] }],
    drift: [{ ...about, type: 'gone', fields: {} }],
    findings: [finding],
  });
  const plan = { version: 1, digest: 'd', commit: 'c', uncommitted: false, date: today } as const;
  const shown = concealPlan({ ...plan, systems: [system], findings: [finding] }, conceal);
  const receipt = concealReceipt(makeReceipt({ ...about, findings: [finding] }), conceal);
  expect(JSON.stringify([shown, receipt])).not.toContain('4711');
  expect(shown.systems[0]?.changes[0]?.key).toBe(receipt.key);
  expect(receipt.key).toHaveLength(13);
});

test('leaves teams, what has no key of ours, and findings about nobody as they are', () => {
  const { kind: _, key: __, ...general } = finding;
  const change = makeChange({ kind: 'teams', key: 't1', after: ['employees/~stranger'] });
  const plan = { version: 1, digest: 'd', commit: 'c', uncommitted: false, date: today } as const;
  const before = { ...plan, systems: [makePlan({ changes: [change] })], findings: [general] };
  expect(concealPlan(before, conceal)).toEqual(before);
});
