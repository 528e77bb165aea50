import type { Fields, RateDeclaration } from '../contract/index.ts';

/** At most `calls` in any window of `perMs` milliseconds. */
export type Rate = Pick<RateDeclaration, 'calls' | 'perMs'>;

/** Clocks differ and calls overtake each other: a window counts as this much longer. */
export const paceMargin = 1.02;

/** How many calls of a rate may leave at once; the rest leave evenly. */
export function burstOf({ calls }: Rate): number {
  return Math.max(1, Math.ceil(calls / 10));
}

/** A declared rate with the setting that overrides it. */
export function rateOf({ calls, perMs, setting }: RateDeclaration, settings: Fields = {}): Rate {
  const stated = setting === undefined ? undefined : settings[setting];
  return { calls: typeof stated === 'number' && stated >= 1 ? Math.floor(stated) : calls, perMs };
}

/**
 * What one of several that call at the same time may use of a rate, in whole calls, so that together they never exceed it
 * in any window. More callers than calls keep to it on average only: each makes one call in a longer window.
 */
export function shareOf({ calls, perMs }: Rate, callers: number): Rate {
  if (calls >= callers) return { calls: Math.floor(calls / callers), perMs };
  return { calls: 1, perMs: perMs * Math.ceil(callers / calls) };
}

/** The rate that all calls of an account share; undefined when none is declared. */
export function accountRate(rates: readonly RateDeclaration[] = [], settings: Fields = {}): Rate | undefined {
  const rate = rates.find(({ route }) => route === undefined);
  return rate && rateOf(rate, settings);
}
