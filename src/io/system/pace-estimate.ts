/** What a system permits, as far as its refusals tell. */
export interface Estimate {
  /** Calls a millisecond; infinite while nothing is known. */
  perMs(): number;
  refused(pauseMs: number): void;
  answered(ms: number, perSecond?: number): void;
}

/** After a refusal the next calls stay this far below what went well. */
const backOff = 0.95;

/** Each call that went well raises the rate by this share, and by more the longer nothing was refused. */
const growth = 0.0002;

/** So many times slower than at its best, a system is overloaded. */
const slowness = 4;

/** Answers after which its slowness is judged. */
const sample = 50;

/**
 * Learns a rate: between two refusals, pauses included, the system took so many calls in so much time; that is what it
 * permits. Refusals of calls that left before the last one was heard tell nothing new.
 * @param most calls a millisecond that are never exceeded
 */
export function createEstimate(most: number, now: () => number): Estimate {
  let rate = most;
  let taken = 0;
  let sinceMs: number | undefined;
  let deafUntilMs = Number.NEGATIVE_INFINITY;
  let bestMs = Number.POSITIVE_INFINITY;
  let recent: number[] = [];

  /** What went well since the last refusal, in calls a millisecond. */
  function measured(pauseMs: number): number | undefined {
    const elapsedMs = now() - (sinceMs ?? now()) + pauseMs;
    return elapsedMs > 0 ? (taken + 1) / elapsedMs : undefined;
  }

  function slowDown(): void {
    if (recent.length < sample) return;
    const median = recent.toSorted((a, b) => a - b)[sample / 2] ?? 0;
    recent = [];
    bestMs = Math.min(bestMs, Math.max(1, median));
    if (median > slowness * bestMs) rate = Math.min(rate, measured(0) ?? rate) * backOff;
  }

  return {
    perMs: () => rate,
    refused(pauseMs) {
      if (now() < deafUntilMs) return;
      const permitted = measured(pauseMs) ?? rate;
      // Of a few calls one learns little: what was believed was far too much.
      rate = Math.min(taken < 5 ? rate / 2 : rate, permitted) * backOff;
      sinceMs = now() + pauseMs;
      deafUntilMs = sinceMs;
      taken = 0;
    },
    answered(ms, perSecond) {
      sinceMs ??= now();
      taken += 1;
      recent.push(ms);
      if (perSecond !== undefined && perSecond > 0) rate = Math.min(most, perSecond / 1000 / 1.02);
      else if (rate < most) rate = Math.min(most, rate * (1 + growth * Math.max(1, taken / 500)));
      slowDown();
    },
  };
}
