import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const executable = '/usr/bin/chromium';

/** False where there is no Chromium; tests that need one then say so and do nothing. */
export const hasBrowser = existsSync(executable);

export interface View {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Asks for dark pages. */
  readonly dark?: boolean;
}

/** A real Chromium without a window, spoken to over its own protocol. */
export interface Browser {
  /** Opens a page; `addresses` are all it asked the network for, `troubles` what its console and policies complained of. */
  open(html: string, view?: View): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenPage {
  /** What an expression gives in the page, as plain data. */
  evaluate<T>(expression: string): Promise<T>;
  readonly addresses: readonly string[];
  readonly troubles: readonly string[];
}

export async function startBrowser(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-browser-'));
  const flags = '--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync';
  const child = spawn(executable, [...flags.split(' '), `--user-data-dir=${folder}`, '--remote-debugging-port=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await addressOf(child);
  const origin = `http://${new URL(address).host}`;
  let pages = 0;
  return {
    async open(html, view = { width: 1280, height: 900 }) {
      pages += 1;
      const file = join(folder, `page-${pages}.html`);
      writeFileSync(file, html);
      const target = (await (await fetch(`${origin}/json/new?about:blank`, { method: 'PUT' })).json()) as {
        webSocketDebuggerUrl: string;
      };
      return openPage(await connect(target.webSocketDebuggerUrl), pathToFileURL(file).href, view);
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      // Its children may still write for a moment.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** Chromium says on stderr where it listens. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [address] = /ws:\/\/\S+/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Chromium ended: ${said.slice(0, 500)}`)));
  });
}

async function openPage(socket: Socket, url: string, { dark = false, ...view }: View): Promise<OpenPage> {
  const addresses: string[] = [];
  const troubles: string[] = [];
  let loaded = (): void => {};
  const isLoaded = new Promise<void>((resolve) => {
    loaded = resolve;
  });
  socket.listen((method, params) => {
    if (method === 'Page.loadEventFired') loaded();
    if (method === 'Network.requestWillBeSent') addresses.push(String(params.request?.url));
    if (method === 'Log.entryAdded') troubles.push(String(params.entry?.text));
    if (method === 'Runtime.exceptionThrown') troubles.push(String(params.exceptionDetails?.text));
  });
  for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await socket.send(`${domain}.enable`);
  await socket.send('Emulation.setDeviceMetricsOverride', { ...view, deviceScaleFactor: 1, mobile: false });
  const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
  await socket.send('Emulation.setEmulatedMedia', { features });
  await socket.send('Page.navigate', { url });
  await isLoaded;
  return {
    addresses,
    troubles,
    async evaluate<T>(expression: string): Promise<T> {
      const answer = await socket.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails).slice(0, 500));
      return answer.result?.value as T;
    },
  };
}

/** Parts of what the protocol says that are looked at here. */
interface Said {
  readonly request?: { readonly url?: string };
  readonly entry?: { readonly text?: string };
  readonly exceptionDetails?: { readonly text?: string };
  readonly result?: { readonly value?: unknown };
}

interface Socket {
  send(method: string, params?: object): Promise<Said>;
  listen(hear: (method: string, params: Said) => void): void;
}

async function connect(address: string): Promise<Socket> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  let last = 0;
  let hear = (_method: string, _params: Said): void => {};
  const waiting = new Map<number, (result: Said) => void>();
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { id?: number; method?: string; params?: Said; result?: Said };
    if (message.id !== undefined) waiting.get(message.id)?.(message.result ?? {});
    else hear(message.method ?? '', message.params ?? {});
  });
  return {
    send(method, params = {}) {
      last += 1;
      const id = last;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    listen(listener) {
      hear = listener;
    },
  };
}
