import {
  type Connector,
  type Request,
  type Response,
  RollcallError,
  type Send,
  type Value,
} from '../../contract/index.ts';
import { fillPath, findReadRoute } from '../../engine/read-routes.ts';
import { type Authenticator, createAuthenticator, isTokenRequest } from './authentication.ts';
import { resolveEndpoint } from './endpoint.ts';
import { exchange, type Failure, type OutgoingCall } from './exchange.ts';
import { checkSecrets, hideSecrets, placeCall, prepareCall } from './outgoing.ts';
import { systemClock } from './pace.ts';
import { createPaces, type Paces } from './paces.ts';
import { readQuota } from './quota.ts';
import { retryAfterMs, retryWaitMs } from './retry.ts';

/** What the transport needs to know of a connector. */
export type TransportConnector = Pick<
  Connector,
  'id' | 'endpoint' | 'credentials' | 'authentication' | 'settings' | 'reads' | 'rates' | 'quota'
>;

export interface TransportOptions {
  readonly connector: TransportConnector;
  /** Name of the system, for messages. Default: the connector's id. */
  readonly system?: string;
  /** Settings of `with:` without credentials, checked. */
  readonly settings: Readonly<Record<string, Value>>;
  /** Credentials by their declared name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Loopback address that stands in for the vendor. */
  readonly endpoint?: string;
  /** `plan` lets through declared reads only. */
  readonly mode: 'plan' | 'apply';
  /** Shared by systems that share an account. Default: of its own, at the declared rates. */
  readonly paces?: Paces;
  /** Shared by transports with the same credentials. Default: of its own. */
  readonly authenticator?: Authenticator;
  /** Reads a file that a record names. Default: there are none. */
  readonly readFile?: (path: string) => Promise<Uint8Array | undefined>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** From 0 up to 1, to spread retries. */
  readonly random?: () => number;
  /** For one attempt, the body included. Default 30 seconds. */
  readonly timeoutMs?: number;
  /** Largest answer. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Told of every attempt, once its outcome is known. */
  readonly onCall?: (call: CallReport) => void;
}

/** One attempt, without anything private: `route` is a declared read, or method and first segment of the path. */
export interface CallReport {
  readonly route: string;
  /** Absent when no answer came. */
  readonly status?: number;
  readonly isRead: boolean;
  readonly ms: number;
}

export interface Transport {
  readonly send: Send;
  /** Attempts made so far. */
  calls(): number;
}

/** Attempts at one call, the first included. */
const maxAttempts = 5;

/**
 * The only way out of the process for a connector. It adds the credentials, keeps the rate, repeats what may be
 * repeated, and lets nothing but declared reads through while planning.
 * Reads, and writes that say they are idempotent, are repeated after 408, 429, 500, 502, 503, 504 and when no answer came;
 * other writes only when they certainly had no effect: 429, or no connection at all.
 * No error of it holds an address with its query, a header, a body or a credential.
 * @throws RollcallError `HOST_FORBIDDEN` for settings that lead to another host, `SECRET_MISSING` for a credential
 * that is absent or cannot be sent.
 */
export function createTransport(options: TransportOptions): Transport {
  const { connector, mode, now = systemClock.now, sleep = systemClock.sleep, random = Math.random } = options;
  const endpoint = resolveEndpoint(connector, options.settings, options.endpoint);
  const secrets = checkSecrets(connector, options.secrets);
  const paces = options.paces ?? createPaces(connector.rates, options.settings, { now, sleep });
  const authenticator =
    options.authenticator ?? createAuthenticator({ connector, settings: options.settings, secrets, now });
  const reads = connector.reads.map((route) => ({ ...route, path: fillPath(route.path, options.settings) }));
  const limits = { timeoutMs: options.timeoutMs ?? 30_000, maxBytes: options.maxBytes ?? 64 * 1024 * 1024 };
  const system = options.system ?? connector.id;
  let calls = 0;

  async function send(request: Request): Promise<Response> {
    if (isTokenRequest(authenticator, request)) return authenticator.renew(ask);
    const { path } = placeCall(request, { connector, endpoint });
    const read = findReadRoute(reads, { ...request, path, query: Object.keys(request.query ?? {}) });
    const route = `${request.method} ${read?.path ?? shortPath(path)}`;
    if (mode === 'plan' && !read) {
      throw new RollcallError(
        'PLAN_WROTE',
        `connector "${connector.id}" tried ${route} while planning; nothing was sent`,
      );
    }
    const isRepeatable = read !== undefined || request.idempotent === true;
    for (let isFirst = true; ; isFirst = false) {
      const authorization = await authenticator.authorize(ask);
      if (authorization.refused) return authorization.refused;
      const { header } = authorization;
      const call = await prepareCall(request, {
        ...{ connector, endpoint, secrets },
        ...(header !== undefined && { authorization: header }),
        ...(options.readFile && { readFile: options.readFile }),
      });
      const response = await exchangeOften(call, { path, route, isRead: read !== undefined, isRepeatable });
      // A call without a token that counts was not looked at: it is sent again with a new one, once.
      if (response.status === 401 && isFirst && authenticator.isStale(header)) continue;
      return response;
    }
  }

  async function ask(form: URLSearchParams, path: string): Promise<Response> {
    const call = await prepareCall({ method: 'POST', path }, { connector, endpoint, secrets });
    const about = { path, route: `POST ${path}`, isRead: true, isRepeatable: true };
    return exchangeOften({ ...call, body: form }, about);
  }

  /** One call with its repetitions. */
  async function exchangeOften(
    call: OutgoingCall,
    { path, route, isRead, isRepeatable }: { path: string; route: string; isRead: boolean; isRepeatable: boolean },
  ): Promise<Response> {
    const pace = paces.for(call.method, path);
    for (let attempt = 1; ; attempt += 1) {
      const pauseMs = pace.pauseLeftMs();
      if (pauseMs > longestWaitMs) throw tooLongAPause(system, route, pauseMs);
      await pace.wait();
      calls += 1;
      const startMs = now();
      const { response, failure } = await exchange(call, limits);
      const ms = now() - startMs;
      const report = { route, isRead, ms };
      options.onCall?.(response ? { ...report, status: response.status } : report);
      const isLast = attempt === maxAttempts;
      if (failure) {
        if (isLast || failure.isLasting || (failure.sent && !isRepeatable)) throw noAnswer(system, route, failure);
        await sleep(retryWaitMs(attempt, random()));
        continue;
      }
      const isBusy = response.status === 429;
      const hidden = [...Object.values(secrets), ...authenticator.secrets()];
      if (!isBusy) {
        const quota = readQuota(response.headers, connector.quota);
        pace.answered(ms, quota.perSecond);
        if (quota.pauseMs > 0) pace.pause(quota.pauseMs);
      }
      if (!isBusy && !(isRepeatable && [408, 500, 502, 503, 504].includes(response.status)))
        return hideSecrets(response, hidden);
      const askedMs = retryAfterMs(response.headers['retry-after'], now());
      const waitMs = Math.max(askedMs ?? 0, retryWaitMs(attempt, random()));
      if (isBusy) pace.refused(waitMs);
      if (isLast || waitMs > longestWaitMs) return hideSecrets(response, hidden);
      if (!isBusy) await sleep(waitMs);
    }
  }

  return { send, calls: () => calls };
}

/** A system that asks for more patience than this gets its answer passed on, and no further call until the time is over. */
const longestWaitMs = 15 * 60_000;

function tooLongAPause(system: string, route: string, pauseMs: number): RollcallError {
  const minutes = Math.ceil(pauseMs / 60_000);
  return new RollcallError('SYSTEM_UNREACHABLE', `${system}: ${route} was not sent, the system takes no calls now`, {
    next: `Run again in ${minutes} minutes; what was not sent is taken up then.`,
  });
}

function noAnswer(system: string, route: string, { type, reason }: Failure): RollcallError {
  if (type === 'timed-out')
    return new RollcallError('SYSTEM_TIMED_OUT', `${system}: ${route} was not answered in time (${reason})`);
  return new RollcallError('SYSTEM_UNREACHABLE', `${system} cannot be reached: no answer to ${route} (${reason})`);
}

/** What lies behind the first segment may be a person's id or address. */
function shortPath(path: string): string {
  const [, first = '', ...rest] = path.split('/');
  return rest.length === 0 ? `/${first}` : `/${first}/…`;
}
