import { afterEach, expect, test } from '@jest/globals';
import type { Context } from '../../../../src/contract/index.ts';
import { type SimulatorServer, serveSimulator } from '../../../../src/io/sandbox/simulator-server.ts';
import { createAuthenticator } from '../../../../src/io/system/authentication.ts';
import { createTransport } from '../../../../src/io/system/http.ts';
import { personio } from '../../src/index.ts';
import { createSimulator } from '../../src/simulator/simulator.ts';
import type { State } from '../../src/simulator/state.ts';
import { changeOf, credentials, readAll, settings } from '../account.ts';

const servers: SimulatorServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const payslip = Buffer.from('%PDF-1.4 ünïcode\n');

/** A clock that sleeping moves. */
async function openLoopback(mode: 'plan' | 'apply', secrets = credentials) {
  let nowMs = Date.parse('2026-11-02T08:00:00Z');
  const now = () => nowMs;
  const simulator = createSimulator({ settings, credentials });
  const server = await serveSimulator({ simulator, title: 'personio', credentials: personio.credentials, now });
  servers.push(server);
  const slept: number[] = [];
  const transport = createTransport({
    connector: personio,
    settings,
    secrets,
    authenticator: createAuthenticator({ connector: personio, settings, secrets, now }),
    endpoint: server.url,
    mode,
    now,
    sleep: async (ms) => {
      slept.push(ms);
      nowMs += ms;
    },
    readFile: async () => payslip,
  });
  const loaded = new Map<string, Promise<unknown>>();
  const context: Context = {
    settings,
    today: '2026-11-02',
    send: transport.send,
    file: async (path) => ({ name: path, bytes: payslip.length, digest: '' }),
    once: <Loaded>(name: string, load: () => Promise<Loaded>) => {
      const known = (loaded.get(name) as Promise<Loaded> | undefined) ?? load(); // put there by the same name
      loaded.set(name, known);
      return known;
    },
  };
  const hand = (path: string, body: unknown) =>
    fetch(`${server.url}/_sim/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const state = () => simulator.state() as unknown as State;
  const later = (ms: number) => {
    nowMs += ms;
  };
  return { server, context, hand, state, slept, later };
}

const ada = {
  id: '1',
  email: 'ada@example.org',
  first_name: 'Ada',
  last_name: 'Ñ',
  employment_start_date: '2026-01-01',
};

test('signs in, creates a person and uploads a file as it is, over the real transport', async () => {
  const { context, hand, state, server } = await openLoopback('apply');
  await hand('names', { categories: ['Payslips'] });
  expect(await personio.check(context)).toEqual([]);
  const [person] = await personio.write(context, { changes: [changeOf('1', ada)] });
  expect(person).toMatchObject({ status: 'done' });
  const { remote } = person as { remote: string };
  const fields = { id: 'd', owner: remote, category: 'Payslips', title: 'Slip', file: 'slip.pdf' };
  const [document] = await personio.write(context, { changes: [changeOf('d', fields, { kind: 'documents' })] });
  expect(document).toMatchObject({ status: 'done' });
  expect(state().documents).toMatchObject([{ size: payslip.length, fileName: 'slip.pdf', owner: remote }]);
  expect(server.calls().filter(({ path }) => path === '/v2/auth/token').length).toBeLessThanOrEqual(2);
});

test('cannot write while planning', async () => {
  const { context, server } = await openLoopback('plan');
  expect(await personio.check(context)).toEqual([]);
  await expect(personio.write(context, { changes: [changeOf('1', ada)] })).rejects.toMatchObject({
    code: 'PLAN_WROTE',
  });
  expect(server.calls().filter(({ method, path }) => method !== 'GET' && path !== '/v2/auth/token')).toEqual([]);
});

test('asks for another token when the one it has ended', async () => {
  const { context, later } = await openLoopback('apply');
  expect(await readAll(context, 'employees')).toEqual([]);
  later(2 * 86_400_000);
  expect(await readAll(context, 'employees')).toEqual([]);
});

test('waits out a 429 that does not say how long', async () => {
  const { context, hand, slept, server } = await openLoopback('apply');
  for (let index = 0; index < 8; index += 1) await hand('people', { email: `p${index}@example.org` });
  await hand('account', { callsPerSecond: 3 });
  expect(await readAll(context, 'employees')).toHaveLength(8);
  expect(slept.length).toBeGreaterThan(0);
  expect(server.calls().filter(({ status }) => status >= 500)).toEqual([]);
});

test('keeps the secret and the token out of the call log and out of what it says', async () => {
  const wrong = { ...credentials, client_secret: 'canary-secret-of-another-account' };
  const { context, server } = await openLoopback('apply', wrong);
  const said = [await personio.check(context), await personio.write(context, { changes: [changeOf('1', ada)] })];
  expect(said).toMatchObject([[{ code: 'credential-refused' }], [{ findings: [{ code: 'credential-refused' }] }]]);
  expect(JSON.stringify([said, server.calls()])).not.toMatch(/canary|papi-simulated/);
});

test('reads a list in the query that comes as one name several times (§4)', async () => {
  const { hand, server } = await openLoopback('plan');
  await hand('people', { email: 'ada@example.org' });
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...credentials });
  const signedIn = await fetch(`${server.url}/v2/auth/token`, { method: 'POST', body: form });
  const { access_token: token } = (await signedIn.json()) as { access_token: string };
  const wanted = `${server.url}/v1/company/employees?attributes[]=email&attributes[]=first_name`;
  const answer = await fetch(wanted, { headers: { authorization: `Bearer ${token}` } });
  const { data } = (await answer.json()) as { data: readonly { attributes: object }[] };
  expect(data.map(({ attributes }) => Object.keys(attributes))).toEqual([['id', 'first_name', 'email']]);
});
