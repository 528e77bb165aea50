import { expect, test } from '@jest/globals';
import type { SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { parseJson } from '../../src/api/json.ts';
import { personio } from '../../src/index.ts';
import { changeOf, codesOf, openAccount, readAll } from '../account.ts';

const person = (id: string) => ({ id, email: `p${id}@example.org`, status: 'INACTIVE', employments: [] });
const page = (items: readonly Value[], href?: string): SimulatedResponse => ({
  status: 200,
  json: { _data: items, _meta: { links: href === undefined ? {} : { next: { href } } } },
});
const next = 'https://api.personio.de/v2/persons?cursor=';

test('asks for pages as large as each address permits, and never relies on a default', async () => {
  const account = openAccount();
  for (let index = 0; index < 120; index += 1) account.hand('people', { email: `p${index}@example.org` });
  expect(await readAll(account.context, 'employees')).toHaveLength(120);
  const limits = new Map(account.calls.map(({ path, query }) => [path.replace(/\d+/g, '*'), query?.limit]));
  expect(Object.fromEntries(limits)).toEqual({
    '/v*/company/employees': '100',
    '/v*/company/employees/attributes': undefined,
    '/v*/legal-entities': '50',
    '/v*/persons': '50',
    '/v*/persons/*/employments': '50',
  });
  expect(
    account.calls.filter(({ path }) => path === '/v1/company/employees').map(({ query }) => query?.offset),
  ).toEqual(['0', '100']);
});

test.each([
  ['absolute', `${next}cur_2`],
  ['relative', '/v2/persons?cursor=cur_2'],
  ['with a wrong path', 'https://api.personio.de/v2/employments?cursor=cur_2'],
])('follows a link that is %s, by its cursor alone', async (_what, href) => {
  const account = openAccount();
  account.answer('GET', '/v2/persons', page([person('1')], href), page([person('2')]));
  expect(await readAll(account.context, 'employees')).toHaveLength(2);
  expect(account.calls.filter(({ path }) => path === '/v2/persons').map(({ query }) => query?.cursor)).toEqual([
    undefined,
    'cur_2',
  ]);
});

test.each([
  [
    'a cursor that was there before',
    [page([person('1')], `${next}a`), page([person('2')], `${next}b`), page([person('3')], `${next}a`)],
  ],
  [
    'a page that was there before under a new cursor',
    [page([person('1')], `${next}a`), page([person('1')], `${next}b`)],
  ],
  ['a link to somewhere else', [page([person('1')], 'https://evil.example/v2/persons?cursor=a')]],
  ['a link without a cursor', [page([person('1')], 'https://api.personio.de/v2/persons')]],
  ['an empty cursor', [page([person('1')], next)]],
])('%s gives no proof, so that nobody leaves', async (_what, pages) => {
  const account = openAccount();
  account.answer('GET', '/v2/persons', ...pages);
  expect(await readAll(account.context, 'employees')).toContain('could not be followed to its end');
});

test.each([
  ['a total that changes', [120, 119]],
  ['a page that is empty before the total is reached', [3]],
])('names are unknown after %s', async (_what, totals) => {
  const account = openAccount();
  account.hand('people', { email: 'ada@example.org', employment: { office: '1', status: 'ACTIVE' } });
  const item = { type: 'Employee', attributes: { id: { value: 1 } } };
  const answers = totals.map((total, index) => ({
    status: 200,
    json: { success: true, metadata: { total_elements: total }, data: index === 0 && totals.length > 1 ? [item] : [] },
  }));
  account.answer('GET', '/v1/company/employees', ...answers);
  const records = await readAll(account.context, 'employees');
  if (typeof records === 'string') throw new Error(records);
  expect(records[0]?.fields).not.toHaveProperty('office');
  expect(records[0]?.fields).toHaveProperty('office_id', '1');
});

test('a login page in place of the list is no list', async () => {
  const account = openAccount();
  account.answer('GET', '/v2/persons', { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>' });
  expect(await readAll(account.context, 'employees')).toContain('Something other than the Personio API answered');
});

test('an employment that cannot be had for a moment leaves the person with what is known of them', async () => {
  const account = openAccount();
  account.hand('people', { email: 'ada@example.org', first_name: 'Ada' });
  account.answer('GET', /employments$/, { status: 404, json: { errors: [] } });
  expect(await readAll(account.context, 'employees')).toMatchObject([{ active: true, fields: { first_name: 'Ada' } }]);
});

test('an employment that may not be read gives no proof', async () => {
  const account = openAccount();
  account.hand('people', { email: 'ada@example.org' });
  account.answer('GET', /employments$/, { status: 403, json: { errors: [] } });
  expect(await readAll(account.context, 'employees')).toContain('may not read employees');
});

test('keeps every digit of a long id', () => {
  expect(parseJson('{"id":1067807102794692608,"small":12,"half":0.5}')).toEqual({
    id: '1067807102794692608',
    small: 12,
    half: 0.5,
  });
  expect(parseJson('<html>')).toBeUndefined();
});

test('sends the names that support asks for, and Beta only where it was asked for', async () => {
  const account = openAccount({ settings: { partner_id: 'EXAMPLE', beta: true } });
  await readAll(account.context, 'attendances');
  const headers = account.calls.map(({ path, headers: sent }) => [
    path,
    sent?.['x-personio-app-id'],
    sent?.['x-personio-partner-id'],
    sent?.beta,
  ]);
  expect(headers[0]).toEqual(['/v2/projects', 'ROLLCALL', 'EXAMPLE', undefined]);
  expect(headers[1]).toEqual(['/v2/attendance-periods', 'ROLLCALL', 'EXAMPLE', 'true']);
});

test.each([
  [400, { errors: [{ detail: 'The email x@example.org has already been taken.' }] }, 'email-taken', 'data'],
  [400, { errors: [{ title: 'Bad request', detail: 'Ada is no number' }] }, 'bad-request', 'us'],
  [
    400,
    { errors: [{ field: 'supervisor', errors: [{ reason: 'Supervisor not found' }] }] },
    'supervisor-unknown',
    'data',
  ],
  [401, {}, 'right-missing', 'admin'],
  [403, {}, 'record-forbidden', 'admin'],
  [404, {}, 'not-there', 'admin'],
  [409, {}, 'conflict', 'data'],
  [422, {}, 'not-processable', 'data'],
  [429, {}, 'rate-exceeded', 'config'],
  [500, {}, 'vendor-fault', 'vendor'],
  [302, {}, 'not-the-api', 'config'],
])('%i on a write becomes a finding: %j → %s', async (status, json, code, who) => {
  const account = openAccount();
  account.answer('PATCH', '/v2/persons/7', { status, json: { personio_trace_id: 'aswo3f-a202lfso', ...json } });
  const change = changeOf('7', { id: '7', first_name: 'Ada' }, { op: 'update', remote: '7', changed: ['first_name'] });
  const [outcome] = await personio.write(account.context, { changes: [change] });
  expect(outcome?.status).toBe(status >= 500 ? 'uncertain' : 'refused');
  expect(outcome?.findings).toMatchObject([{ code, who }]);
  expect(outcome?.findings?.[0]?.message).toContain('aswo3f-a202lfso');
  expect(JSON.stringify(outcome)).not.toMatch(/example\.org|Ada/);
});

test.each([
  ['invalid_client', 400, 'credential-refused', 'config'],
  ['invalid_scope', 400, 'credential-not-permitted', 'admin'],
  ['access_denied', 400, 'credential-not-permitted', 'admin'],
  ['unsupported_grant_type', 400, 'token-request-refused', 'us'],
  ['temporarily_unavailable', 400, 'vendor-fault', 'vendor'],
  [undefined, 429, 'rate-exceeded', 'config'],
  [undefined, 403, 'credential-refused', 'config'],
  [undefined, 503, 'vendor-fault', 'vendor'],
  [undefined, 302, 'not-the-api', 'config'],
])('no token for %s (%i) becomes %s', async (error, status, code, who) => {
  const account = openAccount();
  account.answer('POST', '/v2/auth/token', { status, json: error === undefined ? {} : { error } });
  expect(await personio.check(account.context)).toMatchObject([{ code, who, scope: 'system', severity: 'error' }]);
});

test('all is well with every box ticked', async () => {
  const account = openAccount();
  expect(await personio.check(account.context)).toEqual([]);
  expect(account.calls.every(({ method, path }) => method === 'GET' || path === '/v2/auth/token')).toBe(true);
});

test.each([
  [['employees:read', 'absences:read', 'absences:write'], ['warning scope-missing']],
  [['personio:persons:read', 'personio:persons:write'], []],
  [['something:else'], []],
])('scopes %j give %j: names differ from page to page', async (scopes, expected) => {
  const account = openAccount();
  const token = { access_token: 'papi-x', token_type: 'Bearer', expires_in: 60, scope: scopes.join(' ') };
  account.answer('POST', '/v2/auth/token', { status: 200, json: token });
  account.answer('GET', '/v2/persons', page([]));
  account.answer('GET', '/v1/company/employees/attributes', {
    status: 200,
    json: { success: true, data: ['email', 'first_name', 'last_name'].map((key) => ({ key, label: key })) },
  });
  expect(codesOf(await personio.check(account.context))).toEqual(expected);
});

test.each([
  ['employees', '"Read" under "Employees"'],
  ['absences', '"Read" under "Absences"'],
  ['attendances', '"Read" under "Attendances"'],
  ['documents', '"Read" under "Documents"'],
] as const)('names the box when the right to read %s is missing', async (kind, box) => {
  const account = openAccount();
  const other = kind === 'documents' ? 'absences' : 'documents';
  account.hand('account', { scopes: { 'papi-client-of-the-test': [`${other}:read`, `${other}:write`] } });
  expect(await personio.check({ ...account.context, kinds: [kind] })).toMatchObject([
    { code: 'right-missing', severity: 'error', who: 'admin', next: expect.stringContaining(box) },
  ]);
});

test.each([
  ['none is ticked', { readable: [] }, {}, ['error attributes-unreadable']],
  ['the e-mail is not', { readable: ['first_name', 'last_name'] }, {}, ['error attributes-unreadable']],
  ['the number names nothing', {}, { personnel_number: 'Personnel number' }, ['error personnel-number-unknown']],
])('attributes are checked: %s', async (_what, hand, more, expected) => {
  const account = openAccount({ settings: more });
  account.hand('account', hand);
  expect(codesOf(await personio.check(account.context))).toEqual(expected);
});
