import type { Value } from './value.ts';

/** One call that a connector asks the host to make. The host adds the credentials; a connector never sees them. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path under the system's endpoint, starting with `/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: Value;
  /** Sent as `multipart/form-data`, in place of `body`. */
  readonly parts?: readonly RequestPart[];
  /** True when sending it twice does no more than sending it once; only then is a write repeated after a doubtful failure. Reads always are. */
  readonly idempotent?: boolean;
}

/** One part of a multipart body: a text, or the content of a file that a record names, which the host reads. */
export type RequestPart = { readonly name: string } & (
  | { readonly text: string; readonly fileName?: string; readonly type?: string }
  | { readonly file: string; readonly fileName?: string }
);

/** What came back, whatever its status. */
export interface Response {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** No token was to be had: this is the answer to that question, and the call itself was not sent. */
  readonly isUnauthenticated?: true;
  /** The parsed body; absent when the body is not valid JSON or does not say that it is JSON. */
  readonly json?: unknown;
}

/**
 * Makes one call: waits for the permitted rate, retries what may be retried, follows no redirect.
 * @throws RollcallError `PLAN_WROTE` when plan mode meets a call that the data sheet does not declare as a read,
 * `HOST_FORBIDDEN` for another host, `SYSTEM_UNREACHABLE` and `SYSTEM_TIMED_OUT` when no answer came.
 */
export type Send = (request: Request) => Promise<Response>;

/** A call that only reads. Plan mode lets through nothing else. */
export interface ReadRoute {
  readonly method: Request['method'];
  /** Path with `*` for one segment, such as `/users/*`; settings in braces bring whole segments: `{people_path}/*`. */
  readonly path: string;
  /** Names of the query parameters that may be used, credentials aside. Default: none. */
  readonly query?: readonly string[];
}
