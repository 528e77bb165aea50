import type { QuotaDeclaration } from '../../contract/index.ts';

/** What a system's headers say of its rate: calls a second that it bears, and how long to wait for room. */
export interface Quota {
  readonly perSecond?: number;
  readonly pauseMs: number;
}

/** Reads the headers that a connector declares. What is not there, or is no number, says nothing. */
export function readQuota(headers: Readonly<Record<string, string>>, declared: QuotaDeclaration | undefined): Quota {
  if (!declared) return { pauseMs: 0 };
  const numberIn = (name: string | undefined): number | undefined => {
    const text = name === undefined ? undefined : headers[name];
    return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
  };
  const remaining = numberIn(declared.remaining);
  const stated = numberIn(declared.perSecond);
  const resetSeconds = numberIn(declared.resetSeconds);
  const isEmpty = remaining !== undefined && remaining < 1;
  if (stated !== undefined && stated > 0) return { perSecond: stated, pauseMs: isEmpty ? Math.ceil(1000 / stated) : 0 };
  if (resetSeconds === undefined || resetSeconds <= 0 || remaining === undefined) return { pauseMs: 0 };
  return isEmpty ? { pauseMs: Math.ceil(resetSeconds * 1000) } : { perSecond: remaining / resetSeconds, pauseMs: 0 };
}
