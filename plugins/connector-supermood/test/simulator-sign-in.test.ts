import { expect, test } from '@jest/globals';
import type { Request, Value } from '../../../src/contract/index.ts';
import { createSimulator } from '../src/simulator.ts';
import { basic, call, credentials, openAccount, settings } from './account.ts';

const ana = {
  firstName: 'Ana',
  lastName: 'Roy',
  email: 'ana@example.org',
  personalIdentifier: 'E-17',
  language: 'fr',
  active: true,
};

function open() {
  const account = openAccount();
  const post = (body: Value) => call(account.simulator, { method: 'POST', path: '/v1/employees', body });
  const patch = (id: string, body: Value) =>
    call(account.simulator, { method: 'PATCH', path: `/v1/employees/${id}`, body });
  const get = (query: Request['query'] = {}) =>
    call(account.simulator, { method: 'GET', path: '/v1/employees', query });
  return { ...account, post, patch, get };
}

test('takes the service account with every call, and no other one', () => {
  const { simulator } = openAccount();
  const probe = { method: 'GET', path: '/v1/employees' } as const;
  expect(call(simulator, probe).status).toBe(200);
  for (const wrong of [basic('sa-test', 'wrong'), basic('sa-main', 'p4ss:word'), 'Bearer nothing', '']) {
    expect(call(simulator, probe, { authorization: wrong })).toMatchObject({
      status: 401,
      json: { error: { code: 'unauthorized' } },
    });
  }
});

test('gives a token for an hour', () => {
  const { simulator } = openAccount();
  const ask = (password: string) =>
    simulator.handle({
      method: 'POST',
      path: '/oauth/token',
      query: {},
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      text: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'sa-test',
        client_secret: password,
      }).toString(),
      nowMs: 0,
    });
  expect(ask('wrong').status).toBe(401);
  const { access_token: token } = ask('p4ss:word').json as { access_token: string };
  const probe = (nowMs: number) =>
    call(simulator, { method: 'GET', path: '/v1/attributes' }, { authorization: `Bearer ${token}`, nowMs }).status;
  expect([probe(1000), probe(3_599_999), probe(3_600_000)]).toEqual([200, 200, 401]);
});

test('refuses a service account that may not manage users, and traces the others', () => {
  const account = open();
  account.hand('service-accounts', { id: 'sa-france', password: 'x' });
  account.hand('service-accounts', { id: 'sa-viewer', password: 'x', managesUsers: false });
  const post = (id: string) =>
    call(account.simulator, { method: 'POST', path: '/v1/employees', body: ana }, { authorization: basic(id, 'x') })
      .status;
  expect([post('sa-viewer'), post('sa-france')]).toEqual([403, 201]);
  expect(account.state().traces).toEqual([{ account: 'sa-france', call: 'POST /v1/employees' }]);
});

test('accepts every set of credentials that the host names', () => {
  const others = [{ service_account: 'sa-spain', password: 'y' }];
  const simulator = createSimulator({ settings, credentials, others });
  const probe = { method: 'GET', path: '/v1/employees' } as const;
  expect(call(simulator, probe, { authorization: basic('sa-spain', 'y') }).status).toBe(200);
});

test('answers 429 with Retry-After above a rate, and again once the window has passed', () => {
  const account = open();
  account.hand('rate', { calls: 2, perMs: 1000 });
  const at = (nowMs: number) => call(account.simulator, { method: 'GET', path: '/v1/attributes' }, { nowMs });
  expect([at(5000).status, at(5100).status]).toEqual([200, 200]);
  expect(at(5200)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  expect(at(6001).status).toBe(200);
});
