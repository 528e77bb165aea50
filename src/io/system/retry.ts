/**
 * How long to wait before the next attempt, in milliseconds: doubling from half a second up to 30 seconds,
 * of which a random half is left out so that callers do not come back together. `attempt` counts from 1.
 */
export function retryWaitMs(attempt: number, random: number): number {
  const longest = Math.min(30_000, 500 * 2 ** (attempt - 1));
  return Math.round(longest / 2 + (longest / 2) * random);
}

/** Milliseconds until the moment a `Retry-After` header names, in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
