import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  CredentialDeclaration,
  SimulatedPart,
  SimulatedResponse,
  SimulatedTable,
  Simulator,
  Value,
} from '../../contract/index.ts';
import { type Fault, takeFault } from './simulator-fault.ts';
import { keepState } from './simulator-state.ts';

export interface SimulatorOptions {
  readonly simulator: Simulator;
  /** Shown on the page, such as `springest-nl (Springest Go)`. */
  readonly title: string;
  /** Their query parameters are left out of the call log. */
  readonly credentials?: readonly CredentialDeclaration[];
  /** Default: any free one. */
  readonly port?: number;
  /** Where its state is kept after each write. */
  readonly stateFile?: string;
  /** Draws the page under `/_rollcall/`, such as `renderSimulatorPage`. Without it there is none. */
  readonly page?: (view: SimulatorView) => string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface SimulatorView {
  readonly title: string;
  readonly tables: readonly SimulatedTable[];
  /** The last thirty, newest first. */
  readonly calls: readonly ReceivedCall[];
  /** All calls so far. */
  readonly count: number;
}

/** One call as received, credentials left out. `status` 0: the connection was cut or left hanging. */
export interface ReceivedCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface SimulatorServer {
  /** Such as `http://127.0.0.1:40123`, without a slash at the end; the page is at `/_rollcall/`. */
  readonly url: string;
  /** The last 100,000 calls, oldest first. */
  calls(): readonly ReceivedCall[];
  /** Makes coming calls fail. Faults are used up in the order in which they were given. */
  fault(fault: Fault): void;
  /** Forgets all faults that are left. */
  mend(): void;
  /** Saves the state, cuts all connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves a simulator on loopback, with a page to look at it under `/_rollcall/`.
 * @throws Error of Node (`EADDRINUSE`) when the port is taken.
 */
export async function serveSimulator(options: SimulatorOptions): Promise<SimulatorServer> {
  const { simulator, title, now = Date.now } = options;
  const log: ReceivedCall[] = [];
  const faults: Fault[] = [];
  const state = keepState(() => simulator.state(), options.stateFile);
  const hidden = new Set((options.credentials ?? []).filter((one) => one.in === 'query').map((one) => one.parameter));

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      // A simulator must not throw; a caller sees what a broken vendor would send.
      if (!response.headersSent) reply(response, { status: 500, text: 'the simulator failed' });
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = new URL(`${url}${request.url ?? '/'}`);
    // Another name for 127.0.0.1 is a web page trying to reach in.
    if (![`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? '')) {
      return reply(response, { status: 421, text: 'wrong host' });
    }
    const bytes = await readBytes(request);
    const text = bytes.toString('utf8');
    const parts = await readParts(bytes, request.headers['content-type']);
    if (target.pathname.startsWith('/_rollcall')) return reply(response, answerViewer(request, target.pathname, text));
    const method = request.method ?? 'GET';
    const fault = takeFault(faults, { method, path: target.pathname });
    const handle = () => {
      const handled = simulator.handle({
        method,
        path: target.pathname,
        query: flatQuery(target.searchParams),
        headers: flatHeaders(request),
        text,
        ...(parts && { parts }),
        nowMs: now(),
      });
      if (method !== 'GET') state.changed();
      return handled;
    };
    const note = (status: number) => {
      log.push({ method, path: shownPath(target, hidden), status, at: new Date(now()).toISOString() });
      if (log.length > maxCalls) log.shift();
    };
    const outcome = fault ? fail(fault, handle) : handle();
    if (outcome === 'drop' || outcome === 'hang') {
      note(0);
      if (outcome === 'drop') request.socket.destroy();
      return;
    }
    note(outcome.status);
    reply(response, outcome);
  }

  function answerViewer(request: IncomingMessage, path: string, text: string): SimulatedResponse {
    if (request.method === 'POST' && path === '/_rollcall/fault') {
      // A web page cannot send this type to another origin without asking first.
      if (!request.headers['content-type']?.startsWith('application/json')) return { status: 415 };
      faults.push(JSON.parse(text) as Fault);
      return { status: 204 };
    }
    if (request.method !== 'GET') return { status: 405 };
    switch (path) {
      case '/_rollcall/calls.json':
        return { status: 200, json: log.map((call) => ({ ...call })) };
      case '/_rollcall/state.json':
        return { status: 200, json: simulator.state() };
      case '/_rollcall':
      case '/_rollcall/':
        return answerPage();
      default:
        return { status: 404 };
    }
  }

  function answerPage(): SimulatedResponse {
    if (!options.page) return { status: 404 };
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    };
    const calls = log.slice(-30).reverse();
    return { status: 200, headers, text: options.page({ title, tables: simulator.show(), calls, count: log.length }) };
  }

  return {
    url,
    calls: () => [...log],
    fault: (fault) => void faults.push(fault),
    mend: () => void faults.splice(0),
    async close() {
      state.save();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const maxCalls = 100_000;

/** What the caller sees of a fault; `afterWrite` first lets the call do its work. */
function fail(fault: Fault, handle: () => SimulatedResponse): SimulatedResponse | 'drop' | 'hang' {
  const handled = fault.afterWrite || fault.halfJson ? handle() : undefined;
  if (fault.hang) return 'hang';
  if (fault.html) {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    return { status: fault.status ?? 200, headers, text: '<!doctype html><title>Sign in</title><h1>Sign in</h1>' };
  }
  if (fault.halfJson && handled) {
    const whole = handled.json === undefined ? '{"unfinished":[1' : JSON.stringify(handled.json);
    const headers = { 'content-type': 'application/json' };
    return { status: fault.status ?? handled.status, headers, text: whole.slice(0, Math.ceil(whole.length / 2)) };
  }
  if (fault.status !== undefined) return { status: fault.status, headers: fault.headers ?? {}, text: '' };
  return 'drop';
}

function reply(response: ServerResponse, { status, headers = {}, json, text }: SimulatedResponse): void {
  const type = json === undefined ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(json === undefined ? (text ?? '') : JSON.stringify(json satisfies Value));
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The parts of a multipart body; nothing for another one, or one that cannot be taken apart. */
/** A name that comes more than once has its values joined by commas, as vendors read lists. */
function flatQuery(parameters: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name).join(',')]));
}

async function readParts(bytes: Buffer, type: string | undefined): Promise<readonly SimulatedPart[] | undefined> {
  if (!type?.startsWith('multipart/form-data')) return undefined;
  const body = new Response(new Uint8Array(bytes), { headers: { 'content-type': type } });
  const form = await body.formData().catch(() => new FormData());
  return Promise.all(
    [...form].map(async ([name, value]) => {
      const content = typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
      return {
        name,
        ...(typeof value !== 'string' && { fileName: value.name, type: value.type }),
        text: content.toString('utf8'),
        bytes: content.length,
        digest: createHash('sha256').update(content).digest('hex'),
      };
    }),
  );
}

function flatHeaders(request: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function shownPath(target: URL, hidden: ReadonlySet<string>): string {
  const shown = new URL(target);
  for (const name of hidden) if (shown.searchParams.has(name)) shown.searchParams.set(name, '***');
  return shown.pathname + shown.search;
}
