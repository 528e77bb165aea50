import { expect, test } from '@jest/globals';
import { accountRate, burstOf, rateOf, shareOf } from '../../src/engine/rate.ts';

test('takes a rate from its setting, in whole calls', () => {
  const declared = { calls: 40, perMs: 60_000, setting: 'calls_per_minute' };

  expect(rateOf(declared, { calls_per_minute: 12.7 })).toEqual({ calls: 12, perMs: 60_000 });
  expect(rateOf(declared, { calls_per_minute: 0 })).toEqual({ calls: 40, perMs: 60_000 });
  expect(rateOf(declared)).toEqual({ calls: 40, perMs: 60_000 });
});

test('shares a rate so that all together keep to it', () => {
  expect(shareOf({ calls: 50, perMs: 60_000 }, 4)).toEqual({ calls: 12, perMs: 60_000 });
  expect(shareOf({ calls: 2, perMs: 1000 }, 5)).toEqual({ calls: 1, perMs: 3000 });
});

test('knows the rate of the account from those of single routes', () => {
  const route = { method: 'GET', path: '/people/*' } as const;

  expect(accountRate([{ calls: 1, perMs: 1, route }])).toBeUndefined();
  expect(
    accountRate([
      { calls: 1, perMs: 1, route },
      { calls: 7, perMs: 5 },
    ]),
  ).toEqual({ calls: 7, perMs: 5 });
  expect([4000, 9].map((calls) => burstOf({ calls, perMs: 1 }))).toEqual([400, 1]);
});
