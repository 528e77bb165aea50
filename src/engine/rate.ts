import type { Fields, RateDeclaration } from '../contract/index.ts';

/** At most `calls` in any window of `perMs` milliseconds. */
export type Rate = Pick<RateDeclaration, 'calls' | 'perMs'>;

/** A declared rate with the setting that overrides it. */
export function rateOf({ calls, perMs, setting }: RateDeclaration, settings: Fields = {}): Rate {
  const stated = setting === undefined ? undefined : settings[setting];
  return { calls: typeof stated === 'number' && stated >= 1 ? Math.floor(stated) : calls, perMs };
}

/**
 * What one of several that call at the same time may use of a rate, so that together they never exceed it in any window:
 * whole calls, or one call in a longer window where there are fewer calls than callers.
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
