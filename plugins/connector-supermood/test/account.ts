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
import { supermood } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';
import type { State } from '../src/simulator-state.ts';

export const credentials = { service_account: 'sa-test', password: 'p4ss:word' };

/** The settings as the host hands them over: stated ones and defaults. */
export const settings: Readonly<Record<string, Value>> = {
  ...Object.fromEntries(
    supermood.settings.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  ),
  account: 'example-test',
  host: 'api.example.org',
};

export interface Account {
  readonly simulator: Simulator;
  readonly context: Context;
  readonly send: Send;
  /** Calls so far, in order. */
  readonly calls: Request[];
  /** Acts by hand in the app. */
  hand(path: string, body: Value): void;
  state(): State;
}

/** An account without the transport: what the simulator says is what the connector gets. */
export function openAccount(more: Readonly<Record<string, Value>> = {}): Account {
  const own = { ...settings, ...more };
  const simulator = createSimulator({ settings: own, credentials });
  const calls: Request[] = [];
  const send: Send = async (request) => {
    calls.push(request);
    return asResponse(call(simulator, request));
  };
  return {
    simulator,
    context: contextWith(send, own),
    send,
    calls,
    hand: (path, body) => {
      const answer = simulator.handle({ ...bare, method: 'POST', path: `/_sim/${path}`, text: JSON.stringify(body) });
      if (answer.status !== 200) throw new Error(`/_sim/${path} answered ${answer.status}`);
    },
    // What `state()` gives is an account's state.
    state: () => simulator.state() as unknown as State,
  };
}

const bare = { query: {}, headers: {}, nowMs: 1_800_000_000_000 };

/** One call as the host would make it. */
export function call(
  simulator: Simulator,
  request: Request,
  rest: { readonly authorization?: string; readonly nowMs?: number } = {},
): SimulatedResponse {
  const authorization = rest.authorization ?? basic(credentials.service_account, credentials.password);
  return simulator.handle({
    ...bare,
    ...(rest.nowMs !== undefined && { nowMs: rest.nowMs }),
    method: request.method,
    path: request.path,
    query: { ...request.query },
    headers: { authorization, ...(request.body !== undefined && { 'content-type': 'application/json' }) },
    text: request.body === undefined ? '' : JSON.stringify(request.body),
  });
}

export function basic(id: string, password: string): string {
  return `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`;
}

/** Answers every call in the same way. */
export function answering(status: number, text: string, contentType = 'application/json'): Send {
  return async () => asResponse({ status, text, headers: { 'content-type': contentType } });
}

export function contextWith(send: Send, own: Readonly<Record<string, Value>> = settings): Context {
  const loaded = new Map<string, unknown>();
  return {
    settings: own,
    today: '2026-11-21',
    send,
    file: async () => undefined,
    once: async <Loaded>(name: string, load: () => Promise<Loaded>) => {
      if (!loaded.has(name)) loaded.set(name, await load());
      // What was loaded under this name.
      return loaded.get(name) as Loaded;
    },
  };
}

/** A change of one person, a creation unless said otherwise. */
export function changeOf(key: string, fields: WriteChange['fields'], rest: Partial<WriteChange> = {}): WriteChange {
  return { op: 'create', kind: 'employees', key, active: true, fields, changed: Object.keys(fields), ...rest };
}

/** What a person must have. */
export function person(key: string, more: WriteChange['fields'] = {}): WriteChange['fields'] {
  return {
    personalIdentifier: key,
    email: `p${key}@example.org`,
    firstName: 'Zoë',
    lastName: '=1+1',
    language: 'fr',
    ...more,
  };
}

function asResponse(simulated: SimulatedResponse): Response {
  const text = simulated.json === undefined ? (simulated.text ?? '') : JSON.stringify(simulated.json);
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
