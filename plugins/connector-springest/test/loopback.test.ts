import { afterEach, expect, test } from '@jest/globals';
import { type SimulatorServer, serveSimulator } from '../../../src/io/sandbox/simulator-server.ts';
import { createTransport, type Transport } from '../../../src/io/system/http.ts';
import { springest } from '../src/index.ts';
import { createSimulator, type SiteState } from '../src/simulator.ts';
import { changeOf, contextWith, settings, siteKey } from './site.ts';

const servers: SimulatorServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function openLoopback(mode: 'plan' | 'apply', key = siteKey) {
  const simulator = createSimulator({ settings, credentials: { api_key: siteKey } });
  const server = await serveSimulator({ simulator, title: 'springest', credentials: springest.credentials });
  servers.push(server);
  const transport: Transport = createTransport({
    connector: springest,
    settings,
    secrets: { api_key: key },
    endpoint: server.url,
    mode,
    sleep: async () => {},
  });
  return { server, simulator, context: contextWith(transport.send) };
}

const zoe = changeOf('7 & co/ü', { email: 'zoe@example.org', first_name: 'Zoë', tags: ['Zürich'] });

test('writes and reads a person over the real transport', async () => {
  const { context, simulator } = await openLoopback('apply');
  expect(await springest.check(context)).toEqual([]);
  expect(await springest.write(context, { changes: [zoe] })).toMatchObject([{ status: 'done', remote: '1001' }]);
  expect((simulator.state() as SiteState).people).toMatchObject([{ texts: { first_name: 'Zoë' }, tags: ['zürich'] }]);
  for await (const batch of springest.read(context, 'employees', [{ key: zoe.key }])) {
    if (batch.proof) expect(batch.proof).toEqual({ complete: true, counted: 1 });
  }
});

test('cannot write while planning', async () => {
  const { context, server } = await openLoopback('plan');
  expect(await springest.check(context)).toEqual([]);
  await expect(springest.write(context, { changes: [zoe] })).rejects.toMatchObject({ code: 'PLAN_WROTE' });
  expect(server.calls().filter((call) => call.method !== 'GET')).toEqual([]);
});

test('heals a fault of the vendor by repeating the call, and creates nobody twice', async () => {
  const { context, server, simulator } = await openLoopback('apply');
  server.fault({ status: 500 });
  expect(await springest.write(context, { changes: [zoe] })).toMatchObject([{ status: 'done' }]);
  expect((simulator.state() as SiteState).people).toHaveLength(1);
});

test('keeps the key out of the call log and out of what it says', async () => {
  const wrong = 'k3y-of-another-site';
  const { context, server } = await openLoopback('apply', wrong);
  const said = [await springest.check(context), await springest.write(context, { changes: [zoe] })];
  expect(said).toMatchObject([[{ code: 'key-refused' }], [{ status: 'refused', findings: [{ code: 'key-refused' }] }]]);
  expect(JSON.stringify([said, server.calls()])).not.toContain(wrong);
});
