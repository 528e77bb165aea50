import { afterEach, expect, test } from '@jest/globals';
import type { Connector, SimulatedRequest, SimulatedResponse } from '../../../src/contract/index.ts';
import { type SimulatorServer, serveSimulator } from '../../../src/io/sandbox/simulator-server.ts';
import { createTransport, type TransportOptions } from '../../../src/io/system/http.ts';
import { simpleConnector } from '../simple-system.ts';

const secret = 'canary-secret-5521';

const tokenConnector: Connector = {
  ...simpleConnector,
  credentials: [
    { name: 'user', description: 'the account', in: 'authentication', parameter: 'client_id' },
    { name: 'password', description: 'its secret', in: 'authentication', parameter: 'client_secret' },
  ],
  authentication: [{ type: 'token', path: '/token', form: { grant_type: 'client_credentials' } }],
};

const basicConnector: Connector = {
  ...tokenConnector,
  settings: [...simpleConnector.settings, { name: 'auth', type: 'text', description: 'how to sign in' }],
  authentication: [
    { type: 'basic', user: 'user', password: 'password', when: { setting: 'auth', equals: 'basic' } },
    { type: 'token', path: '/token', form: {} },
  ],
};

let server: SimulatorServer | undefined;
afterEach(async () => {
  await server?.close();
});

interface Vendor {
  readonly seen: SimulatedRequest[];
  /** Tokens that it takes. */
  readonly valid: Set<string>;
}

/** Gives out `token-1`, `token-2` and so on, for a minute and a half each. */
async function serve(
  answer: (request: SimulatedRequest, given: number) => SimulatedResponse | undefined = () => undefined,
) {
  const vendor: Vendor = { seen: [], valid: new Set() };
  let given = 0;
  await server?.close();
  server = await serveSimulator({
    title: 'vendor',
    simulator: {
      state: () => ({}),
      show: () => [],
      handle(request) {
        vendor.seen.push(request);
        const other = answer(request, given);
        if (other) return other;
        if (request.path === '/token') {
          given += 1;
          vendor.valid.add(`token-${given}`);
          const json = { access_token: `token-${given}`, expires_in: 150, scope: 'people:read', token_type: 'Bearer' };
          return { status: 200, json };
        }
        const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
        return vendor.valid.has(token) ? { status: 200, json: [] } : { status: 401, json: { error: 'sign in' } };
      },
    },
  });
  return vendor;
}

function transport(connector: Connector, options: Partial<TransportOptions> = {}) {
  return createTransport({
    connector,
    settings: { site: 'acme' },
    secrets: { user: 'hr', password: secret },
    endpoint: server?.url ?? '',
    mode: 'plan',
    random: () => 0.5,
    sleep: async () => {},
    ...options,
  });
}

const list = { method: 'GET', path: '/people' } as const;

test('asks for one token and sends it with every call, also while planning', async () => {
  const vendor = await serve();
  const { send } = transport(tokenConnector);

  const answers = await Promise.all([send(list), send(list)]);
  await send(list);

  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(vendor.seen.filter(({ path }) => path === '/token')).toHaveLength(1);
  const [asked] = vendor.seen;
  expect(asked?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
  expect(asked?.text).toBe(`grant_type=client_credentials&client_id=hr&client_secret=${secret}`);
  expect(vendor.seen.at(-1)?.headers.authorization).toBe('Bearer token-1');
});

test('asks again before a token ends', async () => {
  let nowMs = 0;
  const vendor = await serve();
  const { send } = transport(tokenConnector, { now: () => nowMs });

  await send(list);
  nowMs = 91_000;
  await send(list);

  expect(vendor.seen.at(-1)?.headers.authorization).toBe('Bearer token-2');
});

test('asks once more when a token is not taken any longer, and then believes the answer', async () => {
  const vendor = await serve();
  const { send } = transport(tokenConnector);
  await send(list);
  vendor.valid.clear();

  expect(await send(list)).toMatchObject({ status: 200 });
  const refusing = await serve((request) => (request.path === '/people' ? { status: 401 } : undefined));
  const answer = await transport(tokenConnector).send(list);

  expect(answer).toMatchObject({ status: 401 });
  expect(answer.isUnauthenticated).toBeUndefined();
  expect(refusing.seen.map(({ path }) => path)).toEqual(['/token', '/people', '/token', '/people']);
});

test('hands on why there is no token, without the credentials', async () => {
  await serve((request) =>
    request.path === '/token' ? { status: 400, json: { error: 'invalid_client', said: secret } } : undefined,
  );

  const answer = await transport(tokenConnector).send(list);

  expect(answer).toMatchObject({
    status: 400,
    isUnauthenticated: true,
    json: { error: 'invalid_client', said: '***' },
  });
});

test('takes an answer without a usable token for none', async () => {
  const vendor = await serve((request) =>
    request.path === '/token' ? { status: 200, json: { access_token: 'two words\n' } } : undefined,
  );

  expect(await transport(tokenConnector).send(list)).toMatchObject({ status: 200, isUnauthenticated: true });
  expect(vendor.seen).toHaveLength(1);
});

test('shows a connector the scopes of its token and never the token', async () => {
  await serve();

  const answer = await transport(tokenConnector).send({ method: 'POST', path: '/token' });

  expect(answer.json).toMatchObject({ scope: 'people:read', access_token: '***' });
  expect(JSON.stringify(answer)).not.toContain('token-1');
});

test('hides a token that the system repeats in a refusal', async () => {
  await serve((request) =>
    request.path === '/people' ? { status: 403, json: { error: request.headers.authorization ?? '' } } : undefined,
  );
  const long = 'token-that-is-long';
  const answer = await transport(tokenConnector, {
    authenticator: {
      tokenPath: undefined,
      authorize: async () => ({ header: `Bearer ${long}` }),
      renew: async () => ({ status: 200, headers: {}, text: '' }),
      isStale: () => false,
      secrets: () => [long],
    },
  }).send(list);

  expect(answer.text).not.toContain(long);
});

test('signs in with a name and a password where a setting says so', async () => {
  const vendor = await serve(() => ({ status: 401 }));
  const { send } = transport(basicConnector, {
    settings: { site: 'acme', auth: 'basic' },
    secrets: { user: 'Zoë', password: secret },
  });

  await send(list);

  expect(vendor.seen.map(({ headers }) => headers.authorization)).toEqual([
    `Basic ${Buffer.from(`Zoë:${secret}`).toString('base64')}`,
  ]);
});

test('lets no connector set the header itself', async () => {
  await serve();

  const sent = transport(basicConnector).send({ ...list, headers: { Authorization: 'Bearer mine' } });

  await expect(sent).rejects.toMatchObject({ code: 'CONNECTOR_BROKEN' });
});

test('sends files that records name, and texts beside them', async () => {
  const vendor = await serve();
  const { send } = transport(tokenConnector, {
    mode: 'apply',
    readFile: async (path) => (path === 'pay/2026-01 – Zoë.pdf' ? new Uint8Array([0xff, 0xd8, 0]) : undefined),
  });
  const parts = [
    { name: 'title', text: 'Janvier é' },
    { name: 'rows', text: 'a,b', fileName: 'rows.csv', type: 'text/csv' },
    { name: 'file', file: 'pay/2026-01 – Zoë.pdf' },
  ];

  await send({ method: 'POST', path: '/documents', parts });
  const missing = send({ method: 'POST', path: '/documents', parts: [{ name: 'file', file: 'pay/none.pdf' }] });

  await expect(missing).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  expect(vendor.seen.at(-1)?.parts).toMatchObject([
    { name: 'title', text: 'Janvier é' },
    { name: 'rows', fileName: 'rows.csv', type: 'text/csv', bytes: 3 },
    { name: 'file', fileName: '2026-01 – Zoë.pdf', bytes: 3 },
  ]);
  await expect(send({ method: 'GET', path: '/documents', parts })).rejects.toMatchObject({ code: 'CONNECTOR_BROKEN' });
  const typed = { method: 'POST', path: '/x', parts, headers: { 'Content-Type': 'text/plain' } } as const;
  await expect(send(typed)).rejects.toMatchObject({ code: 'CONNECTOR_BROKEN' });
});

test('waits until the quota that the system speaks of has room again', async () => {
  let nowMs = 0;
  await serve((request) =>
    request.path === '/people' ? { status: 200, headers: { 'x-left': '0', 'x-rate': '4' }, json: [] } : undefined,
  );
  const sleep = async (ms: number) => {
    nowMs += ms;
  };
  const quota = { remaining: 'x-left', perSecond: 'x-rate' };
  const { send } = transport({ ...tokenConnector, quota }, { now: () => nowMs, sleep });

  await send(list);
  await send(list);

  expect(nowMs).toBe(250);
});

test('keeps the rate of a route without slowing others', async () => {
  let nowMs = 0;
  await serve();
  const sleep = async (ms: number) => {
    nowMs += ms;
  };
  const rates = [{ calls: 1, perMs: 1000, route: { method: 'GET', path: '/people/*' } as const }];
  const { send } = transport({ ...tokenConnector, rates }, { now: () => nowMs, sleep });

  for (let call = 0; call < 3; call += 1) await send(list);
  expect(nowMs).toBe(0);
  for (let call = 0; call < 3; call += 1) await send({ method: 'GET', path: '/people/7' });

  expect(nowMs).toBe(2040);
});
