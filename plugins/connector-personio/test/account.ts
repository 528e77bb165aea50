import type {
  Context,
  Finding,
  Kind,
  LiveRecord,
  Request,
  Response,
  Send,
  SimulatedResponse,
  Simulator,
  SnapshotRecord,
  Value,
  WriteChange,
} from '../../../src/contract/index.ts';
import { personio } from '../src/index.ts';
import { createSimulator } from '../src/simulator/simulator.ts';
import type { State } from '../src/simulator/state.ts';

/** The made-up credential of the simulated account. */
export const credentials = { client_id: 'papi-client-of-the-test', client_secret: 's3cret-of-the-simulated-account' };

export const settings: Readonly<Record<string, Value>> = Object.fromEntries([
  ...personio.settings.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value] as const])),
  ['account', 'example'],
]);

/** A simulated account and a transport that signs in and reaches it without a socket. `calls` is what was sent. */
export interface Account {
  readonly simulator: Simulator;
  readonly context: Context;
  readonly calls: Request[];
  /** Every call with its answer, signing in aside. */
  readonly exchanges: Exchange[];
  /** Acts by hand in Personio. */
  hand(path: string, body: unknown): Value;
  state(): State;
  /** Answers the next calls to this address in place of the simulator. */
  answer(method: string, path: string | RegExp, ...answers: readonly SimulatedResponse[]): void;
  /** A new run: nothing is remembered of the one before. */
  nextRun(): Context;
}

export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

export interface AccountOptions {
  readonly settings?: Readonly<Record<string, Value>>;
  readonly files?: Readonly<Record<string, { readonly bytes: number; readonly digest?: string }>>;
  readonly today?: string;
}

export function openAccount(options: AccountOptions = {}): Account {
  const all = { ...settings, ...options.settings };
  const simulator = createSimulator({ settings: all, credentials });
  const calls: Request[] = [];
  const exchanges: Exchange[] = [];
  const stubs: { method: string; path: string | RegExp; answer: SimulatedResponse }[] = [];
  let token: string | undefined;

  const handle = (request: Request, headers: Readonly<Record<string, string>>, text: string): SimulatedResponse => {
    const stub = stubs.findIndex(
      (one) =>
        one.method === request.method &&
        (typeof one.path === 'string' ? one.path === request.path : one.path.test(request.path)),
    );
    const [stubbed] = stub < 0 ? [] : stubs.splice(stub, 1);
    if (stubbed) return stubbed.answer;
    const { parts } = request;
    return simulator.handle({
      method: request.method,
      path: request.path,
      query: request.query ?? {},
      headers,
      text,
      ...(parts && {
        parts: parts.map((part) =>
          'text' in part
            ? { name: part.name, text: part.text, bytes: part.text.length, digest: '' }
            : {
                name: part.name,
                fileName: part.fileName ?? part.file.split('/').at(-1) ?? '',
                text: '',
                bytes: options.files?.[part.file]?.bytes ?? 0,
                digest: options.files?.[part.file]?.digest ?? '',
              },
        ),
      }),
      nowMs: Date.parse('2026-11-02T08:00:00Z'),
    });
  };
  const signIn = (): SimulatedResponse => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...credentials });
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = handle({ method: 'POST', path: '/v2/auth/token' }, type, form.toString());
    const json = answer.json as { access_token?: string } | undefined;
    token = json?.access_token;
    return json ? { ...answer, json: { ...json, access_token: '***' } } : answer;
  };
  const send: Send = async (request) => {
    calls.push(request);
    if (request.path === '/v2/auth/token') return asResponse(signIn());
    if (token === undefined) {
      const refused = signIn();
      if (token === undefined) return { ...asResponse(refused), isUnauthenticated: true };
    }
    const type: Record<string, string> = request.body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { ...request.headers, ...type, authorization: `Bearer ${token}` };
    const response = asResponse(
      handle(request, headers, request.body === undefined ? '' : JSON.stringify(request.body)),
    );
    exchanges.push({ request, response });
    return response;
  };
  const run = (): Context => {
    const loaded = new Map<string, Promise<unknown>>();
    return {
      settings: all,
      today: options.today ?? '2026-11-02',
      send,
      file: async (path) => {
        const facts = options.files?.[path];
        return facts && { name: path.split('/').at(-1) ?? '', bytes: facts.bytes, digest: facts.digest ?? '' };
      },
      once: <Loaded>(name: string, load: () => Promise<Loaded>) => {
        const known = (loaded.get(name) as Promise<Loaded> | undefined) ?? load(); // put there by the same name
        loaded.set(name, known);
        return known;
      },
    };
  };
  return {
    simulator,
    context: run(),
    calls,
    exchanges,
    hand: (path, body) => {
      const request = { path: `/_sim/${path}`, query: {}, headers: {}, text: JSON.stringify(body), nowMs: 0 };
      return simulator.handle({ method: 'POST', ...request }).json ?? null;
    },
    // The simulator's own state, which only its own files write.
    state: () => simulator.state() as unknown as State,
    answer: (method, path, ...answers) => stubs.push(...answers.map((answer) => ({ method, path, answer }))),
    nextRun: run,
  };
}

function asResponse(simulated: SimulatedResponse): Response {
  const text = simulated.text ?? (simulated.json === undefined ? '' : JSON.stringify(simulated.json));
  const headers = { ...(simulated.json !== undefined && { 'content-type': 'application/json' }), ...simulated.headers };
  const isJson = /json/.test((headers as Record<string, string>)['content-type'] ?? '');
  const json = isJson ? parse(text) : undefined;
  return { status: simulated.status, headers, text, ...(json !== undefined && { json }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A change, a creation of a person unless said otherwise. As the engine does, it sends a record that is there nothing
 * that can only be written once, but for its key.
 */
export function changeOf(key: string, fields: WriteChange['fields'], rest: Partial<WriteChange> = {}): WriteChange {
  const { op = 'create', kind = 'employees' } = rest;
  const declared = personio.kinds.find((one) => one.kind === kind)?.fields ?? [];
  const once = declared.filter(({ name, writable }) => op !== 'create' && writable === 'create' && name !== 'id');
  const sent = Object.entries(fields).filter(([name]) => !once.some((field) => field.name === name));
  return { op, kind, key, active: true, fields: Object.fromEntries(sent), changed: Object.keys(fields), ...rest };
}

/** The record that a change makes, as an inspection sees it. */
export function desiredOf({ kind, key, fields, remote }: WriteChange): SnapshotRecord {
  return { kind, key, fields, ...(remote !== undefined && { remote }) };
}

/** Reads a kind to its end; a reason in place of records when there is no proof. */
export async function readAll(context: Context, kind: Kind): Promise<readonly LiveRecord[] | string> {
  const records: LiveRecord[] = [];
  for await (const batch of personio.read(context, kind)) {
    records.push(...batch.records);
    if (batch.proof && !batch.proof.complete) return batch.proof.reason;
    if (batch.proof) return records;
  }
  return 'no proof';
}

export function codesOf(findings: readonly Finding[] = []): readonly string[] {
  return findings.map(({ code, severity, field }) => [severity, code, field].filter(Boolean).join(' '));
}
