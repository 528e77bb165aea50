import type { Fields, RateDeclaration } from '../../contract/index.ts';
import { rateOf, shareOf } from '../../engine/rate.ts';
import { fillPath, findReadRoute } from '../../engine/read-routes.ts';
import { type Clock, createPace, type Pace, systemClock } from './pace.ts';

/** The rates of one account: its own and those of single routes. */
export interface Paces {
  /** What a call has to wait for. */
  for(method: string, path: string): Pace;
  /** Calls a millisecond that the account permits by now; infinite while nothing is known. */
  perMs(): number;
}

/**
 * A call waits for the rate of the account and for every rate whose route it matches.
 * @param callers how many machines use the account at the same time; each keeps to its share
 */
export function createPaces(
  rates: readonly RateDeclaration[] = [],
  settings: Fields = {},
  clock: Clock = systemClock,
  callers = 1,
): Paces {
  const declared = rates.map((rate) => ({
    route: rate.route && { ...rate.route, path: fillPath(rate.route.path, settings) },
    pace: createPace(shareOf(rateOf(rate, settings), callers), clock),
  }));
  const stated = declared.filter(({ route }) => !route).map(({ pace }) => pace);
  const shared = stated.length > 0 ? stated : [createPace(undefined, clock)];
  const routes = declared.flatMap(({ route, pace }) => (route ? [{ route, pace }] : []));
  return {
    perMs: () => Math.min(...shared.map((pace) => pace.perMs())),
    for(method, path) {
      const own = routes.filter(
        ({ route }) => route.method === method && findReadRoute([route], { ...route, path, query: [] }),
      );
      return together(
        shared,
        own.map(({ pace }) => pace),
        callers,
      );
    },
  };
}

/** A pause that is asked for on a route with a rate of its own stops that route only. */
function together(shared: readonly Pace[], own: readonly Pace[], callers: number): Pace {
  const all = [...shared, ...own];
  const paused = own.length > 0 ? own : shared;
  return {
    async wait() {
      for (const pace of all) await pace.wait();
    },
    pause: (ms) => {
      for (const pace of paused) pace.pause(ms);
    },
    refused: (ms) => {
      for (const pace of paused) pace.refused(ms);
    },
    answered: (ms, perSecond) => {
      for (const pace of paused) pace.answered(ms, perSecond === undefined ? undefined : perSecond / callers);
    },
    pauseLeftMs: () => Math.max(...all.map((pace) => pace.pauseLeftMs())),
    perMs: () => Math.min(...all.map((pace) => pace.perMs())),
  };
}
