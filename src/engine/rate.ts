import type { Fields, RateDeclaration } from '../contract/index.ts';

/** At most `calls` in any window of `perMs` milliseconds. */
export type Rate = Pick<RateDeclaration, 'calls' | 'perMs'>;

/** A declared rate with the setting that overrides it. */
export function rateOf({ calls, perMs, setting }: RateDeclaration, settings: Fields = {}): Rate {
  const stated = setting === undefined ? undefined : settings[setting];
  return { calls: typeof stated === 'number' && stated >= 1 ? Math.floor(stated) : calls, perMs };
}

/** The rate that all calls of an account share; undefined when none is declared. */
export function accountRate(rates: readonly RateDeclaration[] = [], settings: Fields = {}): Rate | undefined {
  const rate = rates.find(({ route }) => route === undefined);
  return rate && rateOf(rate, settings);
}
