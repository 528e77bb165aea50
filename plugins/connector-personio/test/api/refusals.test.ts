import { expect, test } from '@jest/globals';
import type { WriteOutcome } from '../../../../src/contract/index.ts';
import { personio } from '../../src/index.ts';
import { type Account, changeOf, credentials, openAccount } from '../account.ts';

const trace = 'aswo3f-a202lfso-312123sld';

/** Two changes of which the vendor refuses the first. */
async function writeTwo(account: Account, status: number, json: object = {}): Promise<readonly WriteOutcome[]> {
  const ids = ['ada', 'bo'].map(
    (name) => (account.hand('people', { email: `${name}@example.org` }) as { id: string }).id,
  );
  account.answer('PATCH', `/v2/persons/${ids[0]}`, { status, json: { personio_trace_id: trace, ...json } });
  const changes = ids.map((remote, index) =>
    changeOf(String(index), { first_name: 'Ada' }, { op: 'update', remote, changed: ['first_name'] }),
  );
  return personio.write(account.context, { changes });
}

test('a 403 for one record holds that one when the box for writing is ticked', async () => {
  const [first, second] = await writeTwo(openAccount(), 403);
  expect(first?.findings).toMatchObject([{ code: 'record-forbidden', scope: 'record', who: 'admin', key: '0' }]);
  expect(first?.findings?.[0]?.message).toContain(trace);
  expect(second?.status).toBe('done');
});

test('a 403 stops the system when the box is not ticked, and names it', async () => {
  const account = openAccount();
  account.hand('account', { scopes: { [credentials.client_id]: ['employees:read'] } });
  const [first] = await writeTwo(account, 403);
  expect(first?.findings).toMatchObject([
    { code: 'right-missing', scope: 'system', next: expect.stringContaining('"Write" under "Employees"') },
  ]);
});

test.each([
  ['The email is invalid.', 'email-refused'],
  ['A custom attribute is no date.', 'attribute-refused'],
  ['The weights of cost centers must add up to 100.', 'weights-not-whole'],
  ['The office does not exist or is invalid.', 'reference-unknown'],
  ['An org unit does not exist.', 'reference-unknown'],
])('%s is told as %s, to be mended in the files', async (detail, code) => {
  const [first, second] = await writeTwo(openAccount(), 400, { errors: [{ title: 'Bad request', detail }] });
  expect(first?.findings).toMatchObject([{ code, who: 'data', scope: 'record' }]);
  expect(second?.status).toBe('done');
});

test('a list that is refused stops the system, since it is about nobody', async () => {
  const account = openAccount();
  account.answer('GET', '/v2/persons', { status: 400, json: { personio_trace_id: trace } });
  expect(await personio.check(account.context)).toMatchObject([
    { code: 'bad-request', scope: 'system', message: expect.stringContaining(trace) },
  ]);
});

test('a read that is refused says who can do what about it', async () => {
  const account = openAccount();
  account.answer('GET', '/v2/persons', { status: 401, json: {} });
  const batches = [];
  for await (const batch of personio.read(account.context, 'employees')) batches.push(batch);
  expect(batches.at(-1)?.proof).toMatchObject({
    complete: false,
    cause: { who: 'admin', next: expect.stringContaining('"Read" under "Employees"') },
  });
});

test('gives the trace id of a token that was refused', async () => {
  const account = openAccount();
  const json = { error: 'invalid_client', error_description: 'papi-secret', trace_id: trace };
  account.answer('POST', '/v2/auth/token', { status: 400, json });
  const [finding] = await personio.check(account.context);
  expect(finding?.message).toContain(trace);
  expect(JSON.stringify(finding)).not.toContain('papi-secret');
});
