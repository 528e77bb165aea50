import { afterEach, expect, test } from '@jest/globals';
import type { ReadBatch, Value } from '../../../src/contract/index.ts';
import { type SimulatorServer, serveSimulator } from '../../../src/io/sandbox/simulator-server.ts';
import { readConnector } from '../../../src/io/system/connector-schema.ts';
import { resolveEndpoint } from '../../../src/io/system/endpoint.ts';
import { createTransport } from '../../../src/io/system/http.ts';
import { supermood } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';
import type { State } from '../src/simulator-state.ts';
import { changeOf, contextWith, credentials, person, settings } from './account.ts';

const servers: SimulatorServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function openLoopback(
  mode: 'plan' | 'apply',
  more: Readonly<Record<string, Value>> = {},
  secrets: Readonly<Record<string, string>> = credentials,
) {
  const own = { ...settings, ...more };
  const simulator = createSimulator({ settings: own, credentials });
  const server = await serveSimulator({ simulator, title: 'supermood', credentials: supermood.credentials });
  servers.push(server);
  const waits: number[] = [];
  const { send } = createTransport({
    connector: supermood,
    settings: own,
    secrets,
    endpoint: server.url,
    mode,
    sleep: async (ms) => void waits.push(ms),
  });
  const hand = (path: string, body: Value) =>
    simulator.handle({
      method: 'POST',
      path: `/_sim/${path}`,
      query: {},
      headers: {},
      text: JSON.stringify(body),
      nowMs: 0,
    });
  // What `state()` gives is an account's state.
  return { server, waits, hand, context: contextWith(send, own), state: () => simulator.state() as unknown as State };
}

const zoe = changeOf('7 & co/ü', person('7', { personalIdentifier: '7 & co/ü', Department: 'Équipe 1' }));

async function readAll(context: Parameters<typeof supermood.read>[0]): Promise<readonly ReadBatch[]> {
  const batches: ReadBatch[] = [];
  for await (const batch of supermood.read(context, 'employees')) batches.push(batch);
  return batches;
}

test('is a connector that the host takes, with a host of the customer only', () => {
  expect(readConnector(supermood)).toEqual({ connector: supermood });
  expect(resolveEndpoint(supermood, settings).href).toBe('https://api.example.org/');
});

test.each([
  ['basic', {}],
  ['token', {}],
  ['basic', { employees_path: '/api/v2/people', filters_path: '/api/v2/filters' }],
  ['token', { employees_path: '/api/v2/people', token_path: '/api/v2/token' }],
])('writes and reads a person over the real transport, signed in by %s, with %j', async (auth, paths) => {
  const { context, state } = await openLoopback('apply', { auth, ...paths });
  expect(await supermood.check(context)).toEqual([]);
  const [outcome] = await supermood.write(context, { changes: [zoe] });
  expect(outcome).toMatchObject({ status: 'done', remote: state().coworkers[0]?.id });
  expect(state().coworkers).toMatchObject([{ firstName: 'Zoë', attributes: { Department: 'Équipe 1' } }]);
  const [batch] = await readAll(context);
  expect(batch?.records).toMatchObject([{ key: zoe.key, fields: { ...zoe.fields } }]);
  const leave = changeOf(zoe.key, {}, { op: 'delete', active: false });
  expect(await supermood.write(context, { changes: [leave] })).toMatchObject([{ status: 'done' }]);
  expect(state().coworkers).toEqual([]);
});

test.each(['basic', 'token'])('cannot write while planning, signed in by %s', async (auth) => {
  const { context, server } = await openLoopback('plan', { auth });
  expect(await supermood.check(context)).toEqual([]);
  expect(await supermood.inspect?.(context, { desired: [], live: [], base: null, baseSettings: null })).toEqual([]);
  await expect(supermood.write(context, { changes: [zoe] })).rejects.toMatchObject({ code: 'PLAN_WROTE' });
  const written = server.calls().filter(({ method, path }) => method !== 'GET' && path !== '/oauth/token');
  expect(written).toEqual([]);
});

test('asks for a new token once the old one is not taken any more', async () => {
  const { context, state, server } = await openLoopback('apply', { auth: 'token' });
  await readAll(context);
  server.fault({ match: { path: '/v1/employees' }, status: 401 });
  expect((await readAll(context)).at(-1)?.proof).toMatchObject({ complete: true });
  expect(state().tokens).toHaveLength(2);
});

test('waits as long as Supermood asks for, and creates nobody twice', async () => {
  const { context, server, waits, state } = await openLoopback('apply');
  server.fault({ match: { method: 'POST' }, status: 429, headers: { 'retry-after': '7' } });
  expect(await supermood.write(context, { changes: [zoe] })).toMatchObject([{ status: 'done' }]);
  expect(state().coworkers).toHaveLength(1);
  expect(Math.max(...waits)).toBeGreaterThan(6000);
});

test('does not repeat a creation that may have been done, but a change it does', async () => {
  const { context, server, state } = await openLoopback('apply');
  server.fault({ match: { method: 'POST' }, drop: true, afterWrite: true });
  await expect(supermood.write(context, { changes: [zoe] })).rejects.toMatchObject({ code: 'SYSTEM_UNREACHABLE' });
  expect(state().coworkers).toHaveLength(1);
  server.fault({ match: { method: 'PATCH' }, drop: true, afterWrite: true });
  const change = changeOf(zoe.key, { lastName: 'Roy' }, { op: 'update', remote: 'b1f0' });
  expect(await supermood.write(context, { changes: [change] })).toMatchObject([{ status: 'done' }]);
  expect(state().coworkers).toMatchObject([{ lastName: 'Roy' }]);
});

test.each(['basic', 'token'])('keeps the password out of everything it says, signed in by %s', async (auth) => {
  const wrong = { service_account: 'sa-main', password: 'p4ss-of-the-other-account' };
  const { context, server } = await openLoopback('apply', { auth }, wrong);
  const said = [await supermood.check(context), await supermood.write(context, { changes: [zoe] })];
  expect(said).toMatchObject([
    [{ code: 'account-refused' }],
    [{ status: 'refused', findings: [{ code: 'account-refused' }] }],
  ]);
  expect(JSON.stringify([said, server.calls()])).not.toContain('p4ss');
});
