import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPace } from '../../../src/io/system/pace.ts';
import { retryAfterMs, retryWaitMs } from '../../../src/io/system/retry.ts';

function fakeClock() {
  let nowMs = 0;
  return {
    now: () => nowMs,
    sleep: async (ms: number) => {
      nowMs += ms;
    },
  };
}

test('never lets more calls into any window than the rate permits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 100, max: 5000 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 150 }),
      async (calls, perMs, gaps) => {
        const clock = fakeClock();
        const pace = createPace({ calls, perMs }, clock);
        const left: number[] = [];
        for (const gap of gaps) {
          await clock.sleep(gap % 7 === 0 ? gap : 0);
          await pace.wait();
          left.push(clock.now());
        }
        return left.every((start) => left.filter((at) => at >= start && at < start + perMs).length <= calls);
      },
    ),
  );
});

test('lets a tenth of the calls leave at once and spreads the rest', async () => {
  const clock = fakeClock();
  const pace = createPace({ calls: 4000, perMs: 3_600_000 }, clock);
  for (let call = 0; call < 400; call += 1) await pace.wait();
  expect(clock.now()).toBe(0);

  for (let call = 0; call < 100; call += 1) await pace.wait();

  expect(clock.now()).toBeGreaterThan(91_000);
  expect(clock.now()).toBeLessThan(93_000);
});

test('does not wait without a rate', async () => {
  const clock = fakeClock();
  const pace = createPace(undefined, clock);
  for (let call = 0; call < 50; call += 1) await pace.wait();

  expect(clock.now()).toBe(0);
});

test('holds everyone during a pause and bursts into nothing after it', async () => {
  const clock = fakeClock();
  const pace = createPace({ calls: 100, perMs: 1000 }, clock);
  pace.pause(5000);
  await pace.wait();
  expect(clock.now()).toBe(5000);

  await pace.wait();

  expect(clock.now()).toBeGreaterThan(5000);
});

test('sends those who already wait back into the queue when a pause begins', async () => {
  let nowMs = 0;
  const wake: (() => void)[] = [];
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const atMs = nowMs + ms;
      wake.push(() => {
        nowMs = Math.max(nowMs, atMs);
        resolve();
      });
    });
  const pace = createPace({ calls: 1, perMs: 1000 }, { now: () => nowMs, sleep });
  await pace.wait();
  const second = pace.wait();
  pace.pause(60_000);
  wake.shift()?.();
  await new Promise(setImmediate);
  wake.shift()?.();
  await second;

  expect(nowMs).toBeGreaterThanOrEqual(60_000);
});

test('doubles its waits up to half a minute and spreads them', () => {
  expect([1, 2, 3, 9].map((attempt) => retryWaitMs(attempt, 1))).toEqual([500, 1000, 2000, 30_000]);
  expect(retryWaitMs(1, 0)).toBe(250);
});

test('reads Retry-After in seconds and as a date', () => {
  const nowMs = Date.parse('2026-01-01T00:00:00Z');
  expect(retryAfterMs('120', nowMs)).toBe(120_000);
  expect(retryAfterMs('Thu, 01 Jan 2026 00:01:00 GMT', nowMs)).toBe(60_000);
  expect(retryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', nowMs)).toBe(0);
  expect(retryAfterMs('soon', nowMs)).toBeUndefined();
  expect(retryAfterMs(undefined, nowMs)).toBeUndefined();
});
