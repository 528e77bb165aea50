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

/** The same while the rate is well below the one that was refused last, or too little was taken to tell. */
const quickGrowth = 0.01;

/** Calls between two refusals from which on the second one tells where the limit is. */
const telling = 20;

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
  let ceiling = Number.POSITIVE_INFINITY;
  /** Busy milliseconds since the last refusal at which calls went well. */
  let taken: number[] = [];
  let busyMs = 0;
  let lastMs: number | undefined;
  let deafUntilMs = Number.NEGATIVE_INFINITY;
  let bestMs = Number.POSITIVE_INFINITY;
  let recent: number[] = [];

  /** Time in which nobody had anything to send does not count. */
  function passTime(ms: number): void {
    const nowMs = now();
    const gapMs = Math.max(0, nowMs - (lastMs ?? nowMs));
    busyMs += Math.min(gapMs, Math.max(1000 + 4 * ms, 1.5 / rate));
    lastMs = Math.max(lastMs ?? nowMs, nowMs);
  }

  /** What went well since the last refusal, or in the latter half since then, in calls a millisecond. */
  function measured(pauseMs: number): number | undefined {
    const endMs = busyMs + pauseMs;
    const half = Math.floor(taken.length / 2);
    const since = [
      [taken.length + 1, endMs],
      [taken.length - half, endMs - (taken[half] ?? endMs)],
    ];
    const rates = since.flatMap(([count = 0, ms = 0]) => (ms > 0 ? [count / ms] : []));
    return rates.length > 0 ? Math.max(...rates) : undefined;
  }

  function growthNow(): number {
    return rate < 0.9 * ceiling ? quickGrowth : growth * Math.max(1, taken.length / 500);
  }

  function slowDown(): void {
    if (recent.length < sample) return;
    const median = recent.toSorted((a, b) => a - b)[sample / 2] ?? 0;
    recent = [];
    bestMs = Math.min(bestMs, Math.max(1, median));
    if (median <= slowness * bestMs) return;
    ceiling = Math.min(rate, measured(0) ?? rate);
    rate = ceiling * backOff;
  }

  return {
    perMs: () => rate,
    refused(pauseMs) {
      if (now() < deafUntilMs) return;
      passTime(0);
      const permitted = measured(pauseMs) ?? rate;
      // Of a few calls one learns little: what was believed was far too much.
      if (taken.length < telling) ceiling = Number.POSITIVE_INFINITY;
      else ceiling = Number.isFinite(rate) ? rate : permitted;
      rate = Math.min(taken.length < 5 ? rate / 2 : rate, permitted) * backOff;
      deafUntilMs = now() + pauseMs;
      lastMs = deafUntilMs;
      busyMs = 0;
      taken = [];
    },
    answered(ms, perSecond) {
      passTime(ms);
      taken.push(busyMs);
      recent.push(ms);
      if (perSecond !== undefined && perSecond > 0) rate = Math.min(most, perSecond / 1000 / 1.02);
      else if (rate < most) rate = Math.min(most, rate * (1 + growthNow()));
      slowDown();
    },
  };
}
