import type { CallReport } from './http.ts';

/** How long a system takes to answer. */
export interface Latency {
  note(call: CallReport): void;
  /** The middle one of the last calls that went well, in milliseconds; undefined while there is none. */
  median(): number | undefined;
}

/** Calls that are remembered: enough to tell, and the last ones, since a system changes through the day. */
const remembered = 500;

export function createLatency(): Latency {
  const last: number[] = [];
  let count = 0;
  return {
    note({ status, ms }) {
      // What was refused was not worked on: it comes back sooner.
      if (status === undefined || status >= 400) return;
      last[count % remembered] = ms;
      count += 1;
    },
    median() {
      const sorted = last.toSorted((one, other) => one - other);
      return sorted[Math.floor(sorted.length / 2)];
    },
  };
}
