import { burstOf, paceMargin, type Rate } from '../../engine/rate.ts';
import { createEstimate } from './pace-estimate.ts';

/** Time as the transport sees it; tests bring their own. Milliseconds throughout. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** The real clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Lets calls through at a permitted rate. Systems that share an account share one pace.
 * Where no rate is declared, it is learnt from what the system refuses.
 */
export interface Pace {
  /** Resolves when the next call may leave; those who wait leave in the order in which they came. */
  wait(): Promise<void>;
  /** The system asked for a pause: nobody calls before it is over, and then nobody bursts. */
  pause(ms: number): void;
  /** A call was refused for coming too soon: everybody pauses, and goes on more slowly. */
  refused(pauseMs: number): void;
  /** A call was answered otherwise, after `ms`; `perSecond` is what the system says of its rate, where it does. */
  answered(ms: number, perSecond?: number): void;
  /** What is left of the pause, in milliseconds; 0 when there is none. */
  pauseLeftMs(): number;
  /** Calls a millisecond that it lets through by now, as declared, told or learnt; infinite while nothing is known. */
  perMs(): number;
}

/**
 * At most `calls` in any `perMs`: a tenth of them may leave at once, the rest evenly. Without a rate, calls wait
 * for pauses, and for what the refusals taught.
 */
export function createPace(rate: Rate | undefined, clock: Clock = systemClock): Pace {
  const windowMs = rate ? rate.perMs * paceMargin : 0;
  const declared = rate ? rate.calls / windowMs : Number.POSITIVE_INFINITY;
  const burst = rate ? burstOf(rate) : 1;
  const estimate = createEstimate(declared, clock.now);
  /** When the last `calls` calls left, as a ring; `count` of them in all. */
  const left: number[] = [];
  let count = 0;
  let usedUntilMs = Number.NEGATIVE_INFINITY;
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  let turn: Promise<void> = Promise.resolve();

  /** The moment from which the next call may leave. */
  function dueMs(nowMs: number): number {
    const interval = 1 / estimate.perMs();
    const room = rate && count >= rate.calls ? (left[count % rate.calls] ?? 0) + windowMs : Number.NEGATIVE_INFINITY;
    return Math.max(nowMs, usedUntilMs - (burst - 1) * interval, room, pausedUntilMs);
  }

  async function leave(): Promise<void> {
    for (;;) {
      const nowMs = clock.now();
      const atMs = dueMs(nowMs);
      // Fractions of an interval add up to noise far below a microsecond.
      const waitMs = Math.ceil(atMs - nowMs - 1e-6);
      if (waitMs > 0) await clock.sleep(waitMs);
      // A pause that began meanwhile sends everyone back.
      if (pausedUntilMs > Math.max(clock.now(), atMs)) continue;
      usedUntilMs = Math.max(usedUntilMs, atMs) + 1 / estimate.perMs();
      if (rate) left[count % rate.calls] = Math.max(atMs, nowMs);
      count += 1;
      return;
    }
  }

  function pause(ms: number): void {
    pausedUntilMs = Math.max(pausedUntilMs, clock.now() + ms);
    usedUntilMs = Math.max(usedUntilMs, pausedUntilMs + (burst - 1) / estimate.perMs());
  }

  return {
    wait() {
      turn = turn.then(leave, leave);
      return turn;
    },
    pause,
    refused(pauseMs) {
      estimate.refused(pauseMs);
      pause(pauseMs);
    },
    answered: (ms, perSecond) => estimate.answered(ms, perSecond),
    pauseLeftMs: () => Math.max(0, pausedUntilMs - clock.now()),
    perMs: estimate.perMs,
  };
}
