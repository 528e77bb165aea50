import { types } from 'node:util';
import type { Response } from '../../contract/index.ts';

/** One call as it leaves: everything in it is private. */
export interface OutgoingCall {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Node writes the content type of a form itself. */
  readonly body?: string | URLSearchParams | FormData;
}

/**
 * Why no answer came. `sent: false`: the system certainly did not get the call; otherwise it may have.
 * `isLasting`: trying again soon leads nowhere. `reason` is a code of Node or words of ours, without values.
 */
export interface Failure {
  readonly type: 'timed-out' | 'unreachable';
  readonly sent: boolean;
  readonly isLasting: boolean;
  readonly reason: string;
}

export type Exchange =
  | { readonly response: Response; readonly failure?: undefined }
  | { readonly response?: undefined; readonly failure: Failure };

/** Makes one call and reads the whole answer, up to a size and a time. Never throws, never follows a redirect. */
export async function exchange(
  call: OutgoingCall,
  limits: { readonly timeoutMs: number; readonly maxBytes: number },
): Promise<Exchange> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    const answer = await fetch(call.url, {
      method: call.method,
      headers: call.headers,
      ...(call.body !== undefined && { body: call.body }),
      redirect: 'manual',
      signal,
    });
    const bytes = await readBody(answer, limits.maxBytes);
    if (!bytes) {
      const reason = `the answer is larger than ${limits.maxBytes} bytes`;
      return { failure: { type: 'unreachable', sent: true, isLasting: true, reason } };
    }
    return { response: toResponse(answer, bytes) };
  } catch (thrown) {
    // The error and its causes hold the address with its query, so only a code leaves this place.
    if (signal.aborted) return { failure: { type: 'timed-out', sent: true, isLasting: false, reason: 'TIMED_OUT' } };
    return { failure: describeFailure(codeOf(thrown)) };
  }
}

async function readBody(answer: globalThis.Response, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toResponse(answer: globalThis.Response, bytes: Uint8Array): Response {
  const headers = Object.fromEntries(answer.headers);
  const type = headers['content-type'] ?? '';
  const json = /^(application|text)\/([\w.-]+\+)?json\s*(;|$)/i.test(type) ? parseJson(bytes) : undefined;
  return {
    status: answer.status,
    headers,
    text: new TextDecoder().decode(bytes),
    ...(json !== undefined && { json }),
  };
}

/** Strict about letters: a body in another encoding must not pass as names that changed. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Codes with which no byte of the call has left, beside those of certificates. */
const neverSent = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function describeFailure(code: string): Failure {
  const isCertificate = /CERT|SELF_SIGNED|^ERR_TLS|^ERR_SSL|ALTNAME/.test(code);
  return {
    type: code === 'UND_ERR_CONNECT_TIMEOUT' ? 'timed-out' : 'unreachable',
    sent: !(isCertificate || neverSent.has(code)),
    isLasting: isCertificate || code === 'ENOTFOUND' || code === 'INVALID_CALL',
    reason: code,
  };
}

function codeOf(thrown: unknown): string {
  if (!types.isNativeError(thrown)) return 'UNKNOWN';
  if ('code' in thrown && typeof thrown.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(thrown.code)) return thrown.code;
  if (thrown.cause !== undefined) return codeOf(thrown.cause);
  return thrown.name === 'TypeError' && thrown.message !== 'terminated' ? 'INVALID_CALL' : 'UNKNOWN';
}
