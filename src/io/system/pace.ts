import type { RateDeclaration } from '../../contract/index.ts';

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
 * Its state is the moment up to which the rate is used up.
 */
export interface Pace {
  /** Resolves when the next call may leave. */
  wait(): Promise<void>;
  /** The system asked for a pause: nobody calls before it is over, and then nobody bursts. */
  pause(ms: number): void;
  /** What is left of the pause, in milliseconds; 0 when there is none. */
  pauseLeftMs(): number;
}

/**
 * At most `calls` in any `perMs`: a tenth of them may leave at once, the rest evenly. Without a rate, calls wait
 * for pauses only.
 */
export function createPace(
  rate: Pick<RateDeclaration, 'calls' | 'perMs'> | undefined,
  clock: Clock = systemClock,
): Pace {
  const burst = rate ? Math.max(1, Math.ceil(rate.calls / 10)) : Number.POSITIVE_INFINITY;
  // A burst and what trickles in behind it together make up `calls`, never more.
  const intervalMs = rate ? rate.perMs / (rate.calls - burst + 1) : 0;
  const lead = rate ? (burst - 1) * intervalMs : 0;
  let usedUntilMs = Number.NEGATIVE_INFINITY;
  let pausedUntilMs = Number.NEGATIVE_INFINITY;

  return {
    async wait() {
      for (;;) {
        const startMs = clock.now();
        const leaveMs = Math.max(startMs, usedUntilMs - lead, pausedUntilMs);
        usedUntilMs = Math.max(usedUntilMs, startMs) + intervalMs;
        // Fractions of an interval add up to noise far below a microsecond.
        const waitMs = Math.ceil(leaveMs - startMs - 1e-6);
        if (waitMs > 0) await clock.sleep(waitMs);
        // A pause that began meanwhile sends everyone back into the queue.
        if (pausedUntilMs <= Math.max(clock.now(), leaveMs)) return;
      }
    },
    pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.now() + ms);
      usedUntilMs = Math.max(usedUntilMs, pausedUntilMs + lead);
    },
    pauseLeftMs: () => Math.max(0, pausedUntilMs - clock.now()),
  };
}
