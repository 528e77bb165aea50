import { expect, test } from '@jest/globals';
import { patiently } from '../../src/action/patience.ts';
import { RollcallError } from '../../src/contract/index.ts';

const minute = 60_000;

/** Work that finds the lock held until a moment, each try taking a while, and the minutes that went by. */
function lockedUntil(endMs: number, { tryMs = 2_000, error = new RollcallError('LOCKED', 'held') } = {}) {
  let nowMs = 0;
  let tries = 0;
  const notes: number[] = [];
  const clock = {
    now: () => nowMs,
    sleep: async (ms: number) => {
      nowMs += ms;
    },
  };
  const work = async () => {
    tries += 1;
    nowMs += tryMs;
    if (nowMs < endMs) throw error;
    return 'done';
  };
  const run = patiently(work, { onWait: () => notes.push(nowMs), clock });
  return { run, tries: () => tries, minutes: () => nowMs / minute, notes };
}

test('outwaits the lease of a run that was killed', async () => {
  const { run, tries, minutes, notes } = lockedUntil(10 * minute);

  expect(await run).toBe('done');
  expect(minutes()).toBeGreaterThanOrEqual(10);
  expect(minutes()).toBeLessThan(10.5);
  expect(notes.length).toBe(tries() - 1);
});

test('gives up when the lock is held for longer than any lease, and says so', async () => {
  const { run, minutes } = lockedUntil(60 * minute);

  await expect(run).rejects.toMatchObject({ code: 'LOCKED', exit: 8 });
  expect(minutes()).toBeGreaterThan(10.5);
  expect(minutes()).toBeLessThanOrEqual(11.1);
});

test('does not try again what was refused for another reason', async () => {
  const { run, tries, notes } = lockedUntil(minute, { error: new RollcallError('LIMITS_EXCEEDED', 'too many') });

  await expect(run).rejects.toMatchObject({ code: 'LIMITS_EXCEEDED' });
  expect([tries(), notes]).toEqual([1, []]);
});
