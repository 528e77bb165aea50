import { expect, test } from '@jest/globals';
import { createPace, type Pace } from '../../../src/io/system/pace.ts';
import { virtualTime } from './virtual-time.ts';

/** Seconds until there is room again; 0 takes the call. */
type Vendor = (nowMs: number) => number;

function tokenBucket(perSecond: (nowMs: number) => number, capacity: number): Vendor {
  let tokens = capacity;
  let atMs = 0;
  return (nowMs) => {
    tokens = Math.min(capacity, tokens + ((nowMs - atMs) / 1000) * perSecond(nowMs));
    atMs = nowMs;
    if (tokens < 1) return Math.ceil((1 - tokens) / perSecond(nowMs));
    tokens -= 1;
    return 0;
  };
}

function fixedWindow(calls: number, seconds: number): Vendor {
  let window = -1;
  let count = 0;
  return (nowMs) => {
    const current = Math.floor(nowMs / (seconds * 1000));
    if (current !== window) count = 0;
    window = current;
    count += 1;
    return count <= calls ? 0 : Math.ceil(((window + 1) * seconds * 1000 - nowMs) / 1000);
  };
}

function slidingWindow(calls: number, seconds: number): Vendor {
  const taken: number[] = [];
  return (nowMs) => {
    while ((taken[0] ?? nowMs) <= nowMs - seconds * 1000) taken.shift();
    if (taken.length >= calls) return Math.ceil(((taken[0] ?? 0) + seconds * 1000 - nowMs) / 1000);
    taken.push(nowMs);
    return 0;
  };
}

interface Outcome {
  /** Of the calls that the vendor would have taken in the same time. */
  readonly share: number;
  readonly refused: number;
}

/** Sends `calls` with eight at a time, each taking 40 to 120 ms, and says how much of the permitted rate that used. */
async function send(
  calls: number,
  vendor: Vendor,
  permitted: (ms: number) => number,
  { rate, quota }: { rate?: { calls: number; perMs: number }; quota?: number } = {},
): Promise<Outcome> {
  const time = virtualTime();
  const pace: Pace = createPace(rate, time);
  let left = calls;
  let refused = 0;
  let sent = 0;
  const sender = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      for (;;) {
        await pace.wait();
        sent += 1;
        const ms = 40 + ((sent * 37) % 80);
        await time.sleep(ms / 2);
        const busySeconds = vendor(time.now());
        await time.sleep(ms / 2);
        if (busySeconds === 0) {
          pace.answered(ms, quota);
          break;
        }
        refused += 1;
        pace.refused(busySeconds * 1000);
      }
    }
  };
  await time.run(Promise.all(Array.from({ length: 8 }, sender)));
  return { share: calls / permitted(time.now()), refused };
}

const steady = (perSecond: number, burst: number) => (ms: number) => burst + (ms / 1000) * perSecond;

test('uses 95 % of a declared rate and is never refused', async () => {
  const bucket = await send(
    3000,
    tokenBucket(() => 20, 40),
    steady(20, 0),
    { rate: { calls: 20, perMs: 1000 } },
  );
  const sliding = await send(3000, slidingWindow(50, 10), steady(5, 0), { rate: { calls: 50, perMs: 10_000 } });
  const fixed = await send(3000, fixedWindow(600, 60), steady(10, 0), { rate: { calls: 600, perMs: 60_000 } });

  for (const { share, refused } of [bucket, sliding, fixed]) {
    expect(refused).toBe(0);
    expect(share).toBeGreaterThanOrEqual(0.95);
  }
});

test('uses 95 % of a rate that the vendor tells, and is never refused', async () => {
  const { share, refused } = await send(
    3000,
    tokenBucket(() => 20, 20),
    steady(20, 0),
    { quota: 20 },
  );

  expect(refused).toBe(0);
  expect(share).toBeGreaterThanOrEqual(0.95);
});

test('finds a rate that nobody tells, with one refusal in a hundred calls', async () => {
  const bucket = await send(
    10_000,
    tokenBucket(() => 20, 40),
    steady(20, 0),
  );
  const narrow = await send(
    10_000,
    tokenBucket(() => 20, 5),
    steady(20, 0),
  );
  const fixed = await send(10_000, fixedWindow(600, 60), steady(10, 0));
  const sliding = await send(10_000, slidingWindow(100, 10), steady(10, 0));

  for (const { share, refused } of [bucket, narrow, fixed, sliding]) {
    expect(refused).toBeLessThanOrEqual(100);
    expect(share).toBeGreaterThanOrEqual(0.88);
  }
});

test('follows a vendor that halves its rate on the way, declared or not', async () => {
  const halfAtMs = 250_000;
  const halving = (nowMs: number): number => (nowMs < halfAtMs ? 20 : 10);
  const permitted = (ms: number): number => (20 * Math.min(ms, halfAtMs) + 10 * Math.max(0, ms - halfAtMs)) / 1000;
  const unknown = await send(10_000, tokenBucket(halving, 20), permitted);
  const declared = await send(10_000, tokenBucket(halving, 20), permitted, { rate: { calls: 20, perMs: 1000 } });

  for (const { share, refused } of [unknown, declared]) {
    expect(refused).toBeLessThanOrEqual(100);
    expect(share).toBeGreaterThanOrEqual(0.88);
  }
});

test('slows down for a system that gets slower and slower, although it refuses nothing', async () => {
  const time = virtualTime();
  const pace = createPace(undefined, time);
  const spent = async (ms: number): Promise<number> => {
    const startMs = time.now();
    for (let call = 0; call < 200; call += 1) {
      await pace.wait();
      await time.sleep(10);
      pace.answered(ms);
    }
    return time.now() - startMs;
  };
  let quick = 0;
  let slow = 0;
  await time.run(
    (async () => {
      quick = await spent(50);
      slow = await spent(500);
    })(),
  );

  expect(quick).toBe(2000);
  expect(slow).toBeGreaterThan(2100);
});

test('learns nothing from the time in which nobody called', async () => {
  const time = virtualTime();
  const pace = createPace(undefined, time);
  const work = async (): Promise<number> => {
    for (let call = 0; call < 30; call += 1) {
      await pace.wait();
      await time.sleep(50);
      pace.answered(50);
    }
    await time.sleep(3_600_000);
    pace.refused(1000);
    const startMs = time.now();
    for (let call = 0; call < 30; call += 1) await pace.wait();
    return time.now() - startMs;
  };
  const working = work();
  await time.run(working);

  expect(await working).toBeLessThan(10_000);
});
