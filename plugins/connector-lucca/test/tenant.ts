import type {
  Context,
  Fields,
  Finding,
  LiveRecord,
  Request,
  Response,
  Send,
  SimulatedResponse,
  Simulator,
  Value,
  WriteChange,
} from '../../../src/contract/index.ts';
import { readPeople } from '../src/read.ts';
import { createSimulator } from '../src/simulator.ts';
import type { State } from '../src/simulator-state.ts';

/** The made-up key of the simulated tenant. */
export const apiKey = 'k3y-of-the-simulated-tenant';

export const today = '2026-11-21';

/** Noon in Paris on that day. */
export const noonMs = Date.parse('2026-11-21T11:00:00Z');

/** What the host gives a connector: the settings of `with:`, defaults filled in. */
export const settings = {
  account: 'example',
  domain: 'ilucca-test.net',
  key: 'employee_number',
  establishment_by: 'name',
  department_by: 'name',
  tenant_defaults: {},
  contract_types: { CDI: 1, CDD: 2 },
  social_security_property: 'insuranceNumber',
  unread: [],
  dpae: {},
  wrap_data: false,
  notify: true,
  calls_per_minute: 10_000,
} as const;

export type Overrides = Readonly<Record<string, Value>>;

/** A simulated tenant and a transport that reaches it without a socket. `calls` is what was sent, oldest first. */
export interface Tenant {
  readonly simulator: Simulator;
  readonly send: Send;
  readonly context: Context;
  readonly calls: Request[];
  state(): State;
  /** What an administrator does by hand. */
  hand(what: string, body: Value): void;
}

export function openTenant(overrides: Overrides = {}, state?: Value): Tenant {
  const own = { ...settings, ...overrides };
  const simulator = createSimulator({
    settings: own,
    credentials: { api_key: apiKey },
    ...(state !== undefined && { state }),
  });
  const calls: Request[] = [];
  const send: Send = async (request) => {
    calls.push(request);
    return asResponse(call(simulator, request));
  };
  return {
    simulator,
    send,
    calls,
    context: contextWith(send, overrides),
    // The simulator's own state, which only simulator.ts writes.
    state: () => simulator.state() as unknown as State,
    hand: (what, body) => {
      const answered = call(simulator, { method: 'POST', path: `/_sim/${what}`, body });
      if (answered.status !== 200) throw new Error(`/_sim/${what} answered ${answered.status}`);
    },
  };
}

export function contextWith(send: Send, overrides: Overrides = {}, day = today): Context {
  const loaded = new Map<string, Promise<unknown>>();
  return {
    settings: { ...settings, ...overrides },
    today: day,
    now: `${day}T11:00:00Z`,
    send,
    file: async () => undefined,
    once: <Loaded>(name: string, load: () => Promise<Loaded>) => {
      const known = loaded.get(name) ?? load();
      loaded.set(name, known);
      // One name is always loaded by one function, so that the type is that of the first call.
      return known as Promise<Loaded>;
    },
  };
}

/** A transport that gives the same answer to every call. */
export function answering(status: number, text: string, contentType = 'application/json'): Send {
  return async () => asResponse({ status, text, headers: { 'content-type': contentType } });
}

/** One call as the host would make it. */
export function call(simulator: Simulator, request: Request, key = apiKey, nowMs = noonMs): SimulatedResponse {
  return simulator.handle({
    method: request.method,
    path: request.path,
    query: request.query ?? {},
    headers: { authorization: `lucca application=${key}`, 'content-type': 'application/json' },
    text: request.body === undefined ? '' : JSON.stringify(request.body),
    nowMs,
  });
}

export function asResponse(answered: SimulatedResponse): Response {
  const text = answered.text ?? JSON.stringify(answered.json);
  const type = answered.headers?.['content-type'] ?? (answered.text === undefined ? 'application/json' : 'text/plain');
  const response = { status: answered.status, headers: answered.headers ?? {}, text };
  if (!/json/.test(type)) return response;
  try {
    return { ...response, json: JSON.parse(text) };
  } catch {
    return response;
  }
}

/** A newcomer with everything that Lucca needs. */
export const zoe: Fields = {
  employeeNumber: '7',
  firstName: 'Zoé',
  lastName: "O'Hara-Ñandú",
  mail: 'zoe@example.org',
  login: 'zoe@example.org',
  dtContractStart: '2026-11-01',
  dtContractEnd: null,
  establishment: 'Paris',
  department: 'Sales',
  role: 'Collaborateur',
};

export function changeOf(key: string, fields: Fields, rest: Partial<WriteChange> = {}): WriteChange {
  return {
    op: 'create',
    kind: 'employees',
    key,
    active: rest.op !== 'leave',
    fields,
    changed: Object.keys(fields),
    ...rest,
  };
}

/** Everybody the tenant shows, with the proof of the read. */
export async function readAll(context: Context) {
  const records: LiveRecord[] = [];
  for await (const batch of readPeople(context, 'employees')) {
    records.push(...batch.records);
    if (batch.proof) return { records, proof: batch.proof };
  }
  throw new Error('the read gave no proof');
}

export function codes(findings: readonly Finding[] | undefined): readonly string[] {
  return (findings ?? []).map((finding) => finding.code);
}
