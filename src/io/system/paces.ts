import type { Fields, RateDeclaration } from '../../contract/index.ts';
import { rateOf } from '../../engine/rate.ts';
import { fillPath, findReadRoute } from '../../engine/read-routes.ts';
import { type Clock, createPace, type Pace, systemClock } from './pace.ts';

/** The rates of one account: its own and those of single routes. */
export interface Paces {
  /** What a call has to wait for. */
  for(method: string, path: string): Pace;
}

/** A call waits for the rate of the account and for every rate whose route it matches. */
export function createPaces(
  rates: readonly RateDeclaration[] = [],
  settings: Fields = {},
  clock: Clock = systemClock,
): Paces {
  const declared = rates.map((rate) => ({
    route: rate.route && { ...rate.route, path: fillPath(rate.route.path, settings) },
    pace: createPace(rateOf(rate, settings), clock),
  }));
  const stated = declared.filter(({ route }) => !route).map(({ pace }) => pace);
  const shared = stated.length > 0 ? stated : [createPace(undefined, clock)];
  const routes = declared.flatMap(({ route, pace }) => (route ? [{ route, pace }] : []));
  return {
    for(method, path) {
      const own = routes.filter(
        ({ route }) => route.method === method && findReadRoute([route], { ...route, path, query: [] }),
      );
      return together(
        shared,
        own.map(({ pace }) => pace),
      );
    },
  };
}

/** A pause that is asked for on a route with a rate of its own stops that route only. */
function together(shared: readonly Pace[], own: readonly Pace[]): Pace {
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
      for (const pace of paused) pace.answered(ms, perSecond);
    },
    pauseLeftMs: () => Math.max(...all.map((pace) => pace.pauseLeftMs())),
  };
}
