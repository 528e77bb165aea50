import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';

export type Json = { readonly [name: string]: Value };

/** A problem of v2 (common components; credentials-service for tokens). The words repeat what was sent, as real ones do. */
export function problem(status: number, detail: string, code = 'common.bad_request'): SimulatedResponse {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    text: JSON.stringify({
      personio_trace_id: 'aswo3f-a202lfso-312123sld-1230ddd',
      timestamp: '2026-01-01T00:00:00+00:00',
      errors: [
        {
          title: titles[status] ?? 'Error',
          detail,
          type: `https://developer.personio.de/reference/errors#${code}`,
          _meta: {},
        },
      ],
    }),
  };
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Resource not found',
  409: 'Conflict',
  422: 'Unprocessable entity',
  429: 'Too many requests',
};

/** An error of v1. `code` is often 0 (§9). */
export function legacyError(status: number, message: string, rest: Json = {}): SimulatedResponse {
  return { status, json: { success: false, error: { code: status === 422 ? 422 : 0, message, ...rest } } };
}

/** The object of a JSON body, or undefined. */
export function bodyOf(request: SimulatedRequest): Readonly<Record<string, unknown>> | undefined {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return undefined;
  try {
    const body: unknown = JSON.parse(request.text);
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** A form, or undefined when the body does not say that it is one. */
export function formOf(request: SimulatedRequest): Readonly<Record<string, string>> | undefined {
  if (!/^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? '')) return undefined;
  return Object.fromEntries(new URLSearchParams(request.text));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The id in `{"id": "…"}`; null for null; undefined for anything else. */
export function referredId(value: unknown): string | null | undefined {
  if (value === null) return null;
  return isObject(value) && typeof value.id === 'string' ? value.id : undefined;
}

/** Whether a text is a day of the calendar, yyyy-mm-dd. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Local time without an offset (§6, §7): a `Z` is refused, although the documents show one. */
export function isLocalTime(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) && isDay(text.slice(0, 10));
}

export function timestamp(nowMs: number): string {
  return new Date(nowMs).toISOString();
}

/** One segment of a path such as `/v2/persons/*`, decoded; undefined when the path is another one. */
export function segmentsOf(pattern: string, path: string): readonly string[] | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const found: string[] = [];
  for (const [index, segment] of wanted.entries()) {
    const one = given[index] ?? '';
    if (segment === '*') found.push(decodeURIComponent(one));
    else if (segment !== one) return undefined;
  }
  return found.includes('') ? undefined : found;
}

/** A day some days later, yyyy-mm-dd. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
