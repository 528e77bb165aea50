import { afterEach, expect, test } from '@jest/globals';
import { type SimulatorServer, serveSimulator } from '../../../src/io/sandbox/simulator-server.ts';
import { createTransport, type Transport } from '../../../src/io/system/http.ts';
import { lucca } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';
import type { State } from '../src/simulator-state.ts';
import { apiKey, changeOf, codes, contextWith, noonMs, readAll, settings, zoe } from './tenant.ts';

const servers: SimulatorServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function openLoopback(mode: 'plan' | 'apply', key = apiKey) {
  const simulator = createSimulator({ settings, credentials: { api_key: apiKey } });
  const server = await serveSimulator({ simulator, title: 'lucca', credentials: lucca.credentials, now: () => noonMs });
  servers.push(server);
  const transport: Transport = createTransport({
    connector: lucca,
    settings,
    secrets: { api_key: key },
    endpoint: server.url,
    mode,
    sleep: async () => {},
    timeoutMs: 500,
  });
  const state = () => simulator.state() as unknown as State;
  return { server, state, context: contextWith(transport.send) };
}

const odd = changeOf('7 & co/ü', { ...zoe, employeeNumber: '7 & co/ü', mail: 'zoe+x@example.org', login: 'zoë/&?x' });

test('writes and reads a person over the real transport', async () => {
  const { context, state } = await openLoopback('apply');
  expect(await lucca.check(context)).toEqual([]);
  expect(await lucca.write(context, { changes: [odd] })).toMatchObject([{ status: 'done', remote: '400' }]);
  expect(state().users).toMatchObject([{ login: 'zoë/&?x' }]);
  expect((await readAll(context)).records).toMatchObject([{ key: '7 & co/ü', fields: { lastName: "O'Hara-Ñandú" } }]);
});

test('reads all it needs while planning, and cannot write', async () => {
  const { context, server } = await openLoopback('plan');
  expect(await lucca.check(context)).toEqual([]);
  expect((await readAll(context)).proof).toEqual({ complete: true, counted: 0, total: 0 });
  const view = {
    desired: [{ kind: 'employees', key: '7', fields: zoe }],
    live: [],
    base: null,
    baseSettings: null,
  } as const;
  expect(codes(await lucca.inspect?.(context, view))).toEqual(['lucca-without-manager']);
  for await (const batch of lucca.export?.(context, { name: 'dpae', options: {}, keys: [] }) ?? []) {
    expect(batch.proof).toEqual({ complete: true, counted: 0 });
  }
  await expect(lucca.write(context, { changes: [odd] })).rejects.toMatchObject({ code: 'PLAN_WROTE' });
  expect(server.calls().filter((call) => call.method !== 'GET')).toEqual([]);
});

test.each([
  ['fails after it was done', { status: 500, afterWrite: true }],
  ['is cut off after it was done', { drop: true, afterWrite: true }],
  ['is not answered in time', { hang: true, afterWrite: true }],
  ['runs into the five seconds', { status: 408, afterWrite: true }],
] as const)('a creation that %s is found, and not sent again', async (_name, fault) => {
  const { context, server, state } = await openLoopback('apply');
  server.fault({ ...fault, match: { method: 'POST' } });
  expect(await lucca.write(context, { changes: [odd] })).toMatchObject([{ status: 'done', remote: '400' }]);
  expect(server.calls().filter((call) => call.method === 'POST')).toHaveLength(1);
  expect(state().users).toHaveLength(1);
});

test('a creation that fails before it was done is uncertain, and nobody is there', async () => {
  const { context, server, state } = await openLoopback('apply');
  server.fault({ status: 500, match: { method: 'POST' } });
  expect(await lucca.write(context, { changes: [odd] })).toMatchObject([{ status: 'uncertain' }]);
  expect([server.calls().filter((call) => call.method === 'POST').length, state().users.length]).toEqual([1, 0]);
});

test('a change that fails midway is repeated, since sending it twice does no more than once', async () => {
  const { context, server, state } = await openLoopback('apply');
  await lucca.write(context, { changes: [odd] });
  server.fault({ status: 503, afterWrite: true, match: { method: 'PUT' } });
  const change = { ...odd, op: 'update', remote: '400', fields: { jobTitle: 'Head' }, changed: ['jobTitle'] } as const;
  expect(await lucca.write(context, { changes: [change] })).toMatchObject([{ status: 'done' }]);
  expect(state().users[0]?.texts.jobTitle).toBe('Head');
});

test('a page that is cut in half is no read', async () => {
  const { context, server } = await openLoopback('plan');
  server.fault({ halfJson: true, match: { path: '/api/v3/users' } });
  expect((await readAll(context)).proof).toMatchObject({ complete: false });
});

test('keeps the key out of the call log and out of what it says', async () => {
  const wrong = 'k3y-of-another-tenant';
  const { context, server } = await openLoopback('apply', wrong);
  const said = [await lucca.check(context), await lucca.write(context, { changes: [odd] })];
  expect(said).toMatchObject([
    [{ code: 'lucca-key-refused' }],
    [{ status: 'refused', findings: [{ code: 'lucca-key-refused' }] }],
  ]);
  expect(JSON.stringify([said, server.calls()])).not.toContain(wrong);
});
