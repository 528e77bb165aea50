import { expect, test } from '@jest/globals';
import type { Change } from '../../../src/engine/change.ts';
import { msFor } from '../../../src/engine/plan/estimate.ts';
import { type Rate, shareOf } from '../../../src/engine/rate.ts';
import { inTurn } from '../../../src/io/system/in-turn.ts';
import { createPace } from '../../../src/io/system/pace.ts';
import { virtualTime } from './virtual-time.ts';

function changes(count: number, op: Change['op'] = 'create'): readonly Change[] {
  const cause = { type: 'first-sync' } as const;
  return Array.from({ length: count }, (_, key) => ({
    ...{ op, kind: 'employees' as const, key: String(key), fields: {}, desired: {} },
    ...{ cause, effects: [], needs: [], after: [] },
  }));
}

interface Case {
  readonly rate?: Rate;
  readonly parallel?: number;
  readonly msPerCall: number;
  readonly creates: number;
  readonly leaves?: number;
  readonly callers?: number;
}

/** How long writing takes through the real pace and order, each call some share longer or shorter than measured. */
async function actualMs({ rate, parallel = 1, msPerCall, creates, leaves = 0, callers = 1 }: Case): Promise<number> {
  const time = virtualTime();
  const pace = createPace(rate && shareOf(rate, callers), time);
  let sent = 0;
  const write = async (): Promise<void> => {
    await pace.wait();
    sent += 1;
    const ms = msPerCall * (0.8 + ((sent * 37) % 41) / 100);
    await time.sleep(ms);
    pace.answered(ms);
  };
  await time.run(inTurn([...changes(creates), ...changes(leaves, 'leave')], parallel, write));
  return time.now();
}

const cases: readonly (readonly [string, Case])[] = [
  ['a rate that is the bound', { rate: { calls: 5, perMs: 1000 }, msPerCall: 80, creates: 600 }],
  ['a rate by the minute', { rate: { calls: 100, perMs: 60_000 }, msPerCall: 200, creates: 400 }],
  [
    'a rate by the hour, most of it in its burst',
    { rate: { calls: 5000, perMs: 3_600_000 }, msPerCall: 100, creates: 800 },
  ],
  ['a latency that is the bound', { rate: { calls: 50, perMs: 1000 }, msPerCall: 400, creates: 300 }],
  ['several at a time', { rate: { calls: 50, perMs: 1000 }, parallel: 8, msPerCall: 300, creates: 800 }],
  ['no rate at all', { parallel: 4, msPerCall: 120, creates: 500 }],
  ['leavers one after another', { parallel: 8, msPerCall: 200, creates: 200, leaves: 150 }],
  ['a share of a rate', { rate: { calls: 10, perMs: 1000 }, msPerCall: 100, creates: 300, callers: 3 }],
];

test.each(cases)('is right within a fifth: %s', async (_name, one) => {
  const { rate, parallel = 1, msPerCall, creates, leaves = 0, callers = 1 } = one;

  const said = msFor(
    { all: creates + leaves, alone: leaves },
    { rate, parallel, msPerCall, callsPerMs: Number.POSITIVE_INFINITY },
    callers,
  );
  const taken = await actualMs(one);

  expect(said / taken).toBeGreaterThan(0.8);
  expect(said / taken).toBeLessThan(1.2);
});

test('shares of a rate never add up to more than the rate, in any window', async () => {
  for (const [rate, callers] of [
    [{ calls: 10, perMs: 1000 }, 3],
    [{ calls: 5, perMs: 1000 }, 5],
    [{ calls: 100, perMs: 60_000 }, 7],
  ] as const) {
    const time = virtualTime();
    const left: number[] = [];
    const caller = async (): Promise<void> => {
      const pace = createPace(shareOf(rate, callers), time);
      for (let call = 0; call < 40; call += 1) {
        await pace.wait();
        left.push(time.now());
      }
    };
    await time.run(Promise.all(Array.from({ length: callers }, caller)));

    const most = Math.max(...left.map((at) => left.filter((ms) => ms >= at && ms < at + rate.perMs).length));
    expect(most).toBeLessThanOrEqual(rate.calls);
  }
});
