import { expect, test } from '@jest/globals';
import { holdNewcomers } from '../../../src/engine/plan/handover.ts';
import {
  liveOf,
  liveRecord,
  makeBase,
  makeChange,
  makeConnector,
  makeDesired,
  makeMapping,
  makeState,
  person,
  wholeKinds,
} from '../worlds.ts';

const before = makeDesired({ people: [person('1')] });
const state = makeState({
  desired: makeDesired({ people: [person('9', { email: 'p1@firm.example' })] }),
  base: makeBase(before),
  ...liveOf(before),
});
const join = makeChange({ op: 'create', key: '9', desired: { mail: 'p1@firm.example' } });
const handedOver = new Map([['employees/9', 'employees/1']]);

test('a newcomer waits while the leaver whose address they get is on and does not leave now', () => {
  expect(holdNewcomers([join], [], state, handedOver).holds).toMatchObject([
    { why: 'waiting', findings: [{ code: 'address-taken' }] },
  ]);
  const off = { ...state, matched: new Map([['employees/1', liveRecord('r', { active: false })]]) };
  expect(holdNewcomers([join], [], off, handedOver).changes).toEqual([join]);
});

test('a newcomer goes after the leaver one by one, and waits for another run where one push does both', () => {
  const leave = makeChange({ op: 'leave', key: '1' });
  expect(holdNewcomers([join, leave], [], state, handedOver).changes).toEqual([join, leave]);
  const pushed = { ...state, mapping: makeMapping({ connector: makeConnector(wholeKinds()) }) };
  expect(holdNewcomers([join, leave], [], pushed, handedOver).changes).toEqual([leave]);
});

test('nobody gets an address that a held record keeps', () => {
  const hold = { kind: 'employees', key: '1', why: 'held', findings: [] } as const;
  expect(holdNewcomers([join], [hold], state, new Map()).changes).toEqual([]);
});
