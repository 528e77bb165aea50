import { expect, test } from '@jest/globals';
import { type Request, RollcallError, type Send, type Value, type WriteChange } from '../../../src/contract/index.ts';
import { findUsers, listContracts, listEstablishments, listRoles } from '../src/client.ts';
import { lucca } from '../src/index.ts';
import { asResponse, changeOf, codes, contextWith, openTenant, readAll, type Tenant, zoe } from './tenant.ts';

const json = (body: unknown) => asResponse({ status: 200, json: body as Value });
const always =
  (body: unknown): Send =>
  async () =>
    json(body);

/** A tenant whose answer to some calls is another one. */
const twisted =
  (tenant: Tenant, isMeant: (request: Request) => boolean, twist: Send): Send =>
  async (request) =>
    isMeant(request) ? twist(request) : tenant.send(request);

async function write(send: Send, change: WriteChange) {
  const [outcome] = await lucca.write(contextWith(send), { changes: [change] });
  if (!outcome) throw new Error('no outcome');
  return { status: outcome.status, codes: codes('findings' in outcome ? outcome.findings : []) };
}

const isPost = ({ method }: Request) => method === 'POST';
const isUsers = ({ method, path }: Request) => method === 'GET' && path === '/api/v3/users';

test.each([
  ['the same page again and again', { items: [{ id: 1, name: 'A' }], next: 'c1', count: 9 }],
  ['empty pages for ever', { items: [], next: 'c1' }],
  ['fewer than it says', { items: [{ id: 1, name: 'A' }], next: null, count: 2 }],
])('a list of the newer API that gives %s is none', async (_name, page) => {
  await expect(listEstablishments(always(page))).rejects.toMatchObject({
    code: 'SYSTEM_REFUSED',
    findings: [{ code: 'lucca-count-differs', who: 'vendor' }],
  });
});

test('a list of the older API that gives a full page again and again is none', async () => {
  const items = Array.from({ length: 1000 }, (_, index) => ({ id: index + 1, name: 'A' }));
  await expect(listRoles(always({ data: { items } }))).rejects.toMatchObject({ code: 'SYSTEM_REFUSED' });
  const { proof } = await readAll(contextWith(always({ data: { items, count: 1000 }, items: [], next: null })));
  expect(proof).toMatchObject({ complete: false });
});

test('pages that are smaller than asked for are read on to the total', async () => {
  const tenant = openTenant();
  for (const id of [1, 2, 3, 4, 5]) tenant.hand('users', { id });
  const small = twisted(tenant, isUsers, (request) => {
    const [offset] = (request.query?.paging ?? '').split(',');
    return tenant.send({ ...request, query: { ...request.query, paging: `${offset},2` } });
  });
  expect(await readAll(contextWith(small))).toMatchObject({
    records: [{ remote: '1' }, { remote: '2' }, { remote: '3' }, { remote: '4' }, { remote: '5' }],
    proof: { complete: true, counted: 5, total: 5 },
  });
});

test('a filter that Lucca passes over leads to nobody else: neither a second person nor the end of another contract', async () => {
  const everybody = { data: { items: [{ id: 1, login: 'a' }] }, items: [{ ...contract, ownerId: 1 }], next: null };
  await expect(findUsers(always(everybody), 'login', 'b')).rejects.toMatchObject({ code: 'SYSTEM_REFUSED' });
  expect(await findUsers(always({ data: { items: [{ id: 1 }] } }), 'login', 'b')).toHaveLength(1);
  expect(await listContracts(always(everybody), { ownerId: '2' })).toEqual([]);
  expect(await listContracts(always(everybody), { ownerId: '1' })).toHaveLength(1);
});

const contract = { id: 5, typeId: 1, startsOn: '2020-01-01', endsOn: null };

test.each([
  ['is cut in half', { status: 200, text: '{"data": {"id": 40', headers: { 'content-type': 'application/json' } }],
  ['is a page of a proxy', { status: 200, text: '<html>', headers: { 'content-type': 'text/html' } }],
  ['is in another form', { status: 200, json: { ok: true } }],
  ['is a fault that speaks of something not found', { status: 500, json: { Message: 'Mail server not found' } }],
])('a creation that was done and whose answer %s is found, and not sent again', async (_name, answer) => {
  const tenant = openTenant();
  const send = twisted(tenant, isPost, async (request) => {
    await tenant.send(request);
    return asResponse(answer);
  });
  expect(await write(send, changeOf('7', zoe))).toEqual({ status: 'done', codes: [] });
  expect(tenant.calls.filter(isPost)).toHaveLength(1);
});

test.each([
  ['an answer that says nothing', async () => asResponse({ status: 503, text: 'busy' }), 'uncertain'],
  ['no answer', () => Promise.reject(new RollcallError('SYSTEM_TIMED_OUT', 'no answer')), 'thrown'],
] as const)('a creation with %s stays uncertain when the look-up is refused', async (_name, answer, end) => {
  const tenant = openTenant();
  let isPosted = false;
  const send: Send = async (request) => {
    if (isPost(request)) {
      isPosted = true;
      return answer();
    }
    return isPosted && isUsers(request) ? asResponse({ status: 403, text: '' }) : tenant.send(request);
  };
  const outcome = write(send, changeOf('7', zoe)).catch(() => ({ status: 'thrown', codes: ['lucca-fault'] }));
  expect(await outcome).toEqual({ status: end, codes: ['lucca-fault'] });
});

test('a change whose answer is cut is uncertain, never taken for not done', async () => {
  const tenant = openTenant();
  await tenant.send({ method: 'GET', path: '/api/v3/roles' });
  tenant.hand('users', { id: 90 });
  const half = twisted(
    tenant,
    ({ method }) => method === 'PUT',
    async () => asResponse({ status: 200, text: '{', headers: { 'content-type': 'application/json' } }),
  );
  const change = changeOf('7', { jobTitle: 'Head' }, { op: 'update', remote: '90' });
  expect(await write(half, change)).toMatchObject({ status: 'uncertain' });
});

test('somebody who came back and whose other fields are refused is half done, and said to be', async () => {
  const tenant = openTenant();
  tenant.hand('users', { id: 90 });
  tenant.hand('contracts', { ownerId: 90, startsOn: '2020-01-01', endsOn: '2020-12-31' });
  const fields = { dtContractStart: '2026-11-21', dtContractEnd: null, jobTitle: 'Head' };
  const refusing = twisted(
    tenant,
    ({ method }) => method === 'PUT',
    async () => asResponse({ status: 422, json: { message: 'no' } }),
  );
  const change = changeOf('7', fields, { op: 'return', remote: '90', changed: ['jobTitle'] });
  expect(await write(refusing, change)).toEqual({ status: 'uncertain', codes: ['lucca-refused'] });
  expect(tenant.state().contracts).toHaveLength(2);
});

test.each([
  [409, 'lucca-refused'],
  [413, 'lucca-too-large'],
  [422, 'lucca-refused'],
])('%i about one person holds nobody else', async (status, code) => {
  const tenant = openTenant();
  const send = twisted(tenant, isPost, async () => asResponse({ status, text: '<html>' }));
  const [outcome] = await lucca.write(contextWith(send), { changes: [changeOf('7', zoe)] });
  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code, scope: 'record', key: '7' }] });
});

test('a right that is missing for one person holds that person, and for three in a row everybody', async () => {
  const tenant = openTenant();
  for (const id of [90, 91, 92, 93, 94]) tenant.hand('users', { id });
  const bounded = twisted(
    tenant,
    ({ method, path }) => method === 'PUT' && !path.endsWith('/92'),
    async () => asResponse({ status: 403, text: '' }),
  );
  const changes = [90, 91, 92, 93, 94, 90].map((id) =>
    changeOf(String(id), { jobTitle: 'Head' }, { op: 'update', remote: String(id) }),
  );
  const outcomes = await lucca.write(contextWith(bounded), { changes });
  expect(outcomes.map((one) => ('findings' in one ? one.findings?.[0]?.scope : one.status))).toEqual([
    ...['record', 'record', 'done', 'record', 'record'],
    'system',
  ]);
});
