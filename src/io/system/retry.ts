import type { QuotaDeclaration } from '../../contract/index.ts';

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

/**
 * How long to wait so that a call finds room again, by the headers in which a system tells what is left.
 * 0 while something is left, and where it does not say.
 */
export function quotaPauseMs(headers: Readonly<Record<string, string>>, quota: QuotaDeclaration | undefined): number {
  if (!quota) return 0;
  const numberIn = (name: string | undefined): number | undefined => {
    const text = name === undefined ? undefined : headers[name];
    return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
  };
  const remaining = numberIn(quota.remaining);
  if (remaining === undefined || remaining >= 1) return 0;
  const perSecond = numberIn(quota.perSecond);
  if (perSecond !== undefined && perSecond > 0) return Math.ceil(1000 / perSecond);
  return Math.ceil((numberIn(quota.resetSeconds) ?? 0) * 1000);
}
