import type {
  Context,
  Request,
  Response,
  Send,
  SimulatedResponse,
  Simulator,
  Value,
  WriteChange,
} from '../../../src/contract/index.ts';
import { createSimulator } from '../src/simulator.ts';

/** The made-up key of the simulated site. */
export const siteKey = 'k3y-of-the-simulated-site';

export const settings = { site: 'example', region: 'nl', calls_per_hour: 4000 } as const;

/** A simulated site and a transport that reaches it without a socket. `calls` is what was sent, oldest first. */
export interface Site {
  readonly simulator: Simulator;
  readonly send: Send;
  readonly context: Context;
  readonly calls: Request[];
}

export function openSite(
  options: { readonly state?: Value; readonly key?: string; readonly limit?: number } = {},
): Site {
  const simulator = createSimulator({
    settings: { ...settings, calls_per_hour: options.limit ?? 4000 },
    credentials: { api_key: siteKey },
    ...(options.state === undefined ? {} : { state: options.state }),
  });
  const calls: Request[] = [];
  const send: Send = async (request) => {
    calls.push(request);
    return asResponse(call(simulator, request, options.key ?? siteKey));
  };
  return { simulator, send, context: contextWith(send), calls };
}

/** A transport that gives the same answer to every call. */
export function answering(status: number, text: string, contentType = 'application/json'): Send {
  return async () => asResponse({ status, text, headers: { 'content-type': contentType } });
}

export function contextWith(send: Send): Context {
  return { settings, today: '2026-11-21', send, file: async () => undefined, once: (_name, load) => load() };
}

/** One call as the host would make it. */
export function call(
  simulator: Simulator,
  request: Request,
  key = siteKey,
  nowMs = 1_800_000_000_000,
): SimulatedResponse {
  return simulator.handle({
    method: request.method,
    path: request.path,
    query: { ...request.query, api_key: key },
    headers: request.body === undefined ? {} : { 'content-type': 'application/json' },
    text: request.body === undefined ? '' : JSON.stringify(request.body),
    nowMs,
  });
}

/** A change of one person, a creation unless said otherwise. */
export function changeOf(key: string, fields: WriteChange['fields'], rest: Partial<WriteChange> = {}): WriteChange {
  return { op: 'create', kind: 'employees', key, active: true, fields, changed: Object.keys(fields), ...rest };
}

function asResponse(simulated: SimulatedResponse): Response {
  const text = simulated.text ?? JSON.stringify(simulated.json);
  const headers = { 'content-type': 'application/json', ...simulated.headers };
  const json = headers['content-type'].startsWith('application/json') ? parse(text) : undefined;
  return { status: simulated.status, headers, text, ...(json === undefined ? {} : { json }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
