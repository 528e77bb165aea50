import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Request, RollcallError } from '../../../src/contract/index.ts';
import { type SimulatorServer, serveSimulator } from '../../../src/io/sandbox/simulator-server.ts';
import { type CallReport, createTransport, type TransportOptions } from '../../../src/io/system/http.ts';
import { createPaces } from '../../../src/io/system/paces.ts';
import { createSimpleSimulator, key, simpleConnector } from '../simple-system.ts';

let server: SimulatorServer;
let sleeps: number[];
let reports: CallReport[];

beforeEach(async () => {
  sleeps = [];
  reports = [];
  const simulator = createSimpleSimulator({ settings: {}, credentials: { api_key: key } });
  server = await serveSimulator({ simulator, title: 'simple', credentials: simpleConnector.credentials });
});

afterEach(() => server.close());

function transport(options: Partial<TransportOptions> = {}) {
  return createTransport({
    connector: simpleConnector,
    settings: { site: 'acme' },
    secrets: { api_key: key },
    endpoint: server.url,
    mode: 'apply',
    random: () => 0.5,
    sleep: async (ms) => void sleeps.push(ms),
    onCall: (call) => reports.push(call),
    ...options,
  });
}

async function refusal(work: () => unknown): Promise<RollcallError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RollcallError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const create: Request = { method: 'PUT', path: '/people/7', body: { email: 'canary.person@example.com' } };

test('adds the credential and hands back the parsed answer', async () => {
  const { send, calls } = transport();
  await send({ method: 'PUT', path: '/people/7', body: { id: '7' } });

  const answer = await send({ method: 'GET', path: '/people', query: { page: '1' } });

  expect(answer).toMatchObject({ status: 200, json: [{ id: '7' }] });
  expect(calls()).toBe(2);
});

test('keeps the key out of the call log', async () => {
  await transport().send({ method: 'GET', path: '/people', query: { page: '1' } });

  expect(server.calls()).toMatchObject([{ method: 'GET', path: '/people?page=1&key=***', status: 200 }]);
});

test('puts a header credential behind its prefix', async () => {
  const credentials = [
    ...simpleConnector.credentials,
    { name: 'token', description: 'token', in: 'header', parameter: 'Authorization', prefix: 'Bearer ' } as const,
  ];
  const { send } = transport({
    connector: { ...simpleConnector, credentials },
    secrets: { api_key: key, token: 'abc' },
  });

  const { json } = await send({ method: 'GET', path: '/echo', headers: { 'X-Partner': 'rollcall' } });

  expect(json).toMatchObject({ headers: { authorization: 'Bearer abc', 'x-partner': 'rollcall' } });
});

test.each<Request>([
  { method: 'PUT', path: '/people/7' },
  { method: 'POST', path: '/people' },
  { method: 'GET', path: '/people', query: { delete: '7' } },
  { method: 'GET', path: '/people/7/erase' },
  { method: 'GET', path: '/people/' },
  { method: 'GET', path: '/people/7%2Ferase' },
  { method: 'DELETE', path: '/people/7' },
])('refuses to send $method $path while planning', async (request) => {
  const { send } = transport({ mode: 'plan' });

  expect(await refusal(() => send(request))).toMatchObject({ code: 'PLAN_WROTE' });
  expect(server.calls()).toEqual([]);
});

test('lets declared reads through while planning, POST included', async () => {
  const { send } = transport({ mode: 'plan' });

  await send({ method: 'GET', path: '/people', query: { page: '2' } });
  await send({ method: 'GET', path: '/people/7' });
  await send({ method: 'POST', path: '/search', body: { active: true } });

  expect(server.calls().map((call) => call.status)).toEqual([200, 200, 200]);
});

test.each<Request>([
  { method: 'GET', path: '/people/../admin' },
  { method: 'GET', path: '/people/%2e%2e/admin' },
  { method: 'GET', path: '/people?page=1' },
  { method: 'GET', path: '/people#x' },
  { method: 'GET', path: 'people' },
  { method: 'GET', path: '/peo\nple' },
  { method: 'GET', path: '\\\\evil.example/people' },
  { method: 'GET', path: '/people', headers: { 'X-HTTP-Method-Override': 'DELETE' } },
  { method: 'GET', path: '/people', headers: { Host: 'evil.example' } },
  { method: 'GET', path: '/people', query: { key: 'another' } },
  { method: 'GET', path: '/people', body: {} },
])('refuses a connector that reaches around the transport: $path $headers $query', async (request) => {
  const { send } = transport({ mode: 'plan' });

  const error = await refusal(() => send(request));

  expect(['CONNECTOR_BROKEN', 'PLAN_WROTE']).toContain(error.code);
  expect(server.calls()).toEqual([]);
});

test.each(['https://127.0.0.1:1', 'http://evil.example', 'http://127.0.0.1.evil.example', 'http://u:p@127.0.0.1', 'x'])(
  'refuses %s as a stand-in for the vendor',
  async (endpoint) => {
    expect(await refusal(() => transport({ endpoint }))).toMatchObject({ code: 'HOST_FORBIDDEN' });
  },
);

test.each(['evil.example/', 'a.b', 'a@evil', '', 'a#b', 'é'])('refuses the site %j in the host name', async (site) => {
  const { endpoint: _, ...rest } = { endpoint: undefined };
  const make = () =>
    createTransport({
      ...rest,
      connector: simpleConnector,
      settings: { site },
      secrets: { api_key: key },
      mode: 'plan',
    });

  expect(await refusal(make)).toMatchObject({ code: 'HOST_FORBIDDEN' });
});

test('refuses a header credential that no header can carry, without showing it', async () => {
  const credentials = [{ name: 'token', description: 'token', in: 'header', parameter: 'X-Token' } as const];
  const connector = { ...simpleConnector, credentials };

  const error = await refusal(() => transport({ connector, secrets: { token: 'canary\nvalue' } }));

  expect(error).toMatchObject({ code: 'SECRET_MISSING' });
  expect(inspect(error)).not.toContain('canary');
});

test.each(['', undefined])('refuses to start with the key %j', async (given) => {
  const secrets: Record<string, string> = given === undefined ? {} : { api_key: given };
  expect(await refusal(() => transport({ secrets }))).toMatchObject({ code: 'SECRET_MISSING' });
});

test('gives a redirect back instead of following it', async () => {
  expect(await transport().send({ method: 'GET', path: '/moved' })).toMatchObject({ status: 302 });
});

test('parses only what says that it is JSON and is', async () => {
  const { send } = transport();
  server.fault({ html: true });

  expect(await send({ method: 'GET', path: '/people' })).not.toHaveProperty('json');
  expect(await send({ method: 'GET', path: '/half' })).toEqual(
    expect.not.objectContaining({ json: expect.anything() }),
  );
});

test('gives up on an answer that is too large', async () => {
  const { send } = transport({ maxBytes: 1024 });

  expect(await refusal(() => send({ method: 'GET', path: '/large' }))).toMatchObject({ code: 'SYSTEM_UNREACHABLE' });
});

test.each([500, 502, 503, 504, 429])('repeats a read after %d with growing waits', async (status) => {
  server.fault({ status, times: 3 });

  expect(await transport().send({ method: 'GET', path: '/people' })).toMatchObject({ status: 200 });
  expect(server.calls()).toHaveLength(4);
});

test('repeats a read whose connection was cut, and one that was cut short', async () => {
  server.fault({ drop: true, times: 2 });

  expect(await transport().send({ method: 'GET', path: '/people' })).toMatchObject({ status: 200 });
  expect(sleeps).toEqual([375, 750]);
});

test('repeats an idempotent write after a doubtful failure', async () => {
  server.fault({ afterWrite: true, drop: true });

  expect(await transport().send({ ...create, idempotent: true })).toMatchObject({ status: 201 });
  expect(server.calls().map((call) => call.status)).toEqual([0, 201]);
});

test('never repeats another write after a doubtful failure', async () => {
  server.fault({ afterWrite: true, drop: true });

  expect(await refusal(() => transport().send(create))).toMatchObject({ code: 'SYSTEM_UNREACHABLE' });
  expect(server.calls()).toHaveLength(1);
});

test('passes on a failure of the system for a write that may not be repeated', async () => {
  server.fault({ status: 503 });

  expect(await transport().send(create)).toMatchObject({ status: 503 });
  expect(server.calls()).toHaveLength(1);
});

test('repeats any write after 429, which did nothing', async () => {
  server.fault({ status: 429, headers: { 'retry-after': '2' } });

  expect(await transport().send(create)).toMatchObject({ status: 201 });
});

test('hands over the last answer when the system stays busy', async () => {
  server.fault({ status: 503, times: 9 });

  expect(await transport().send({ method: 'GET', path: '/people' })).toMatchObject({ status: 503 });
  expect(server.calls()).toHaveLength(5);
});

test('says that the system did not answer in time', async () => {
  server.fault({ hang: true });
  const { send } = transport({ timeoutMs: 200 });

  expect(await refusal(() => send(create))).toMatchObject({ code: 'SYSTEM_TIMED_OUT' });
});

test('repeats even a write when nothing listens, since nothing was sent', async () => {
  await server.close();

  const error = await refusal(() => transport().send(create));

  expect(error).toMatchObject({ code: 'SYSTEM_UNREACHABLE', message: expect.stringContaining('ECONNREFUSED') });
  expect(reports).toHaveLength(5);
});

test('slows all callers of an account after one 429', async () => {
  let nowMs = 0;
  const clock = {
    now: () => nowMs,
    sleep: async (ms: number) => {
      nowMs += ms;
    },
  };
  const paces = createPaces([{ calls: 100, perMs: 1000 }], {}, clock);
  const [first, second] = [transport({ paces, ...clock }), transport({ paces, ...clock })];
  server.fault({ status: 429, headers: { 'retry-after': '30' }, match: { path: '/people/first' } });
  await first.send({ method: 'GET', path: '/people/first' });
  const beforeMs = nowMs;

  await second.send({ method: 'GET', path: '/people/second' });

  expect(beforeMs).toBeGreaterThanOrEqual(30_000);
  expect(nowMs).toBeGreaterThan(beforeMs);
});

test('does not wait an hour, nor call before it is over', async () => {
  const { send } = transport();
  server.fault({ status: 429, headers: { 'retry-after': '3600' } });

  expect(await send({ method: 'GET', path: '/people' })).toMatchObject({ status: 429 });
  expect(await refusal(() => send({ method: 'GET', path: '/people' }))).toMatchObject({
    code: 'SYSTEM_UNREACHABLE',
    next: expect.stringContaining('in 60 minutes'),
  });
  expect(server.calls()).toHaveLength(1);
  expect(sleeps).toEqual([]);
});

test('no error shows the key, the query, the person or the body', async () => {
  const errors: unknown[] = [];
  const failing: readonly (() => Promise<unknown>)[] = [
    () => transport({ mode: 'plan' }).send({ ...create, path: '/people/canary.person@example.com/x' }),
    () => transport({ timeoutMs: 100 }).send(create),
    () => transport().send(create),
    () => transport().send({ method: 'GET', path: '/people/canary.person@example.com', query: { q: 'canary-query' } }),
    () => transport({ settings: { site: `${key}.x` }, endpoint: 'http://canary-host.example' }).send(create),
    () => transport({ secrets: { api_key: key }, maxBytes: 1 }).send(create),
  ];
  server.fault({ hang: true, match: { method: 'PUT' } });
  for (const [index, fail] of failing.entries()) {
    if (index === 2) server.fault({ drop: true, times: 1 });
    if (index === 3) server.fault({ drop: true, times: 9, match: { method: 'GET' } });
    errors.push(await refusal(fail));
  }

  expect(errors).toHaveLength(failing.length);
  for (const error of errors) {
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/canary|https?:\/\//);
    expect(JSON.stringify(error)).not.toMatch(/canary/);
  }
});

test('hides a key that the system repeats when it refuses', async () => {
  const wrong = 'canary-wrong-key-1';
  const answer = await transport({ secrets: { api_key: wrong } }).send({ method: 'GET', path: '/people' });

  expect(answer).toMatchObject({ status: 401, json: { error: 'wrong key ***' } });
  expect(inspect(answer)).not.toContain(wrong);
});

test('reports each attempt without anything private', async () => {
  server.fault({ status: 500 });
  await transport().send({ method: 'GET', path: '/people/canary' });

  expect(reports).toMatchObject([
    { route: 'GET /people/*', status: 500, isRead: true },
    { route: 'GET /people/*', status: 200, isRead: true },
  ]);
});
