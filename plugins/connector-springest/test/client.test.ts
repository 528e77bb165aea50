import { expect, test } from '@jest/globals';
import type { ReadBatch, Send, WriteChange } from '../../../src/contract/index.ts';
import { nobody } from '../src/assumptions.ts';
import { findPerson, sendPerson } from '../src/client.ts';
import { springest } from '../src/index.ts';
import { answering, changeOf, contextWith, openSite } from './site.ts';

const ada = changeOf('1', { email: 'ada@example.org', first_name: 'Ada' });

async function write(send: Send, ...changes: WriteChange[]) {
  return springest.write(contextWith(send), { changes });
}

async function readAll(send: Send, ...keys: string[]): Promise<readonly ReadBatch[]> {
  const batches: ReadBatch[] = [];
  for await (const batch of springest.read(
    contextWith(send),
    'employees',
    keys.map((key) => ({ key })),
  ))
    batches.push(batch);
  return batches;
}

const person = {
  id: '1001',
  external_id: '1',
  user_email: 'ada@example.org',
  active: 'true',
  learning_track_status: 'completed',
};

test('creates a person, keeps the id and says that the call may be repeated', async () => {
  const site = openSite();
  expect(await write(site.send, ada)).toEqual([{ kind: 'employees', key: '1', status: 'done', remote: '1001' }]);
  expect(site.calls).toEqual([
    {
      method: 'POST',
      path: '/users.json',
      body: { external_id: '1', email: 'ada@example.org', first_name: 'Ada', active: true },
      idempotent: true,
    },
  ]);
});

test('closes an account and opens it again', async () => {
  const site = openSite();
  await write(site.send, ada);
  await write(site.send, changeOf('1', {}, { op: 'leave', active: false }));
  expect(await findPerson(site.send, '1')).toMatchObject({ person: { active: false, user_email: 'ada@example.org' } });
  await write(site.send, changeOf('1', {}, { op: 'return', active: true }));
  expect(await findPerson(site.send, '1')).toMatchObject({ person: { active: true } });
});

test('goes on after a person that is refused', async () => {
  const site = openSite();
  const outcomes = await write(site.send, changeOf('2', { email: 'not an address' }), ada);
  expect(outcomes.map((outcome) => [outcome.key, outcome.status])).toEqual([
    ['2', 'refused'],
    ['1', 'done'],
  ]);
});

test('sends nothing for a person whose fields cannot be passed on', async () => {
  const site = openSite();
  const [outcome] = await write(site.send, changeOf('1', { birthdate: 'tomorrow' }));
  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code: 'bad-date' }] });
  expect(site.calls).toEqual([]);
});

test('refuses to delete without a call', async () => {
  const site = openSite();
  const [outcome] = await write(site.send, changeOf('1', {}, { op: 'delete', active: false }));
  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code: 'not-possible' }] });
  expect(site.calls).toEqual([]);
});

test('tells in the outcome what was left out', async () => {
  const [outcome] = await write(openSite().send, changeOf('1', { email: 'ada@example.org', gender: 'undisclosed' }));
  expect(outcome).toMatchObject({ status: 'done', findings: [{ code: 'gender-not-sent', key: '1' }] });
});

test.each([
  ['any 2xx', 200, '{"id":"5"}', { status: 'done', id: '5' }],
  ['an id that is a number', 201, '{"id":5}', { status: 'done', id: '5' }],
  ['a reply with more in it', 201, '{"id":"5","more":1}', { status: 'done', id: '5' }],
  ['a reply without an id', 201, '{}', { status: 'done' }],
  ['an empty reply', 204, '', { status: 'done' }],
])('takes %s as done', async (_name, status, text, wanted) => {
  expect(await sendPerson(answering(status, text), {})).toEqual(wanted);
});

test.each([
  ['half a JSON', 201, '{"id":"5', 'application/json'],
  ['a login page', 200, '<html>', 'text/html'],
  ['a fault of the vendor', 502, '<html>', 'text/html'],
])('calls a write uncertain after %s', async (_name, status, text, type) => {
  const [outcome] = await write(answering(status, text, type), ada);
  expect(outcome?.status).toBe('uncertain');
});

test.each([
  [{ email: ['is required'] }, 'email-missing', 'data'],
  [{ email: ['should be an email address'] }, 'email-malformed', 'data'],
  [{ email: ['has already been taken'] }, 'email-taken', 'data'],
  [{ gender: ['is not included in the list'] }, 'gender-unknown', 'data'],
  [{ birthdate: ['is invalid'] }, 'refused-field', 'data'],
  [{ approvers: ['x@y: does not exist or is not active'] }, 'approver-missing', 'data'],
  [{ approvers: ['label is required'] }, 'approver-without-label', 'config'],
  [{ city: 'is too long (maximum is 255 characters)' }, 'refused-field', 'data'],
  [{ conversion_type: 'not allowed' }, 'refused-field-unknown', 'vendor'],
  ['Bad Request', 'refused-without-reason', 'vendor'],
  [{}, 'refused-without-reason', 'vendor'],
  [[1], 'refused-without-reason', 'vendor'],
])('explains the refusal %j', async (error, code, who) => {
  const [outcome] = await write(answering(400, JSON.stringify({ error })), ada);
  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code, who, scope: 'record', key: '1' }] });
});

test('an error is one, whatever its status says', async () => {
  const [outcome] = await write(answering(200, '{"error":{"email":["has already been taken"]}}'), ada);
  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code: 'email-taken', scope: 'record', key: '1' }] });
});

test('says the same trouble of a field once, and each field on its own', async () => {
  const body = {
    error: {
      approvers: ['a@y: does not exist or is not active', 'b@y: does not exist or is not active'],
      city: 'is invalid',
    },
  };
  const [outcome] = await write(answering(400, JSON.stringify(body)), ada);
  expect(outcome).toMatchObject({ findings: [{ field: 'approvers' }, { field: 'city' }] });
});

test.each([
  [302, 'not-the-api', 'config'],
  [401, 'key-refused', 'config'],
  [403, 'not-enabled', 'vendor'],
  [404, 'site-unknown', 'config'],
  [429, 'rate-exceeded', 'config'],
])('takes %d as a trouble of the whole system', async (status, code, who) => {
  const [outcome] = await write(answering(status, '{"error":"No"}'), ada);
  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code, who, scope: 'system' }] });
});

test('reads those that are there, one call each, and counts them', async () => {
  const site = openSite();
  await write(site.send, ada);
  site.calls.length = 0;
  const batches = await readAll(site.send, '1', '2');
  expect(batches.flatMap((batch) => batch.records)).toMatchObject([{ key: '1', remote: '1001', active: true }]);
  expect(batches.at(-1)?.proof).toEqual({ complete: true, counted: 1 });
  expect(site.calls).toEqual(
    ['1', '2'].map((key) => ({ method: 'GET', path: '/users.json', query: { external_id: key } })),
  );
});

test.each(['[]', '{}', 'null', '[{}]'])('takes the reply %s as nobody', async (text) => {
  expect(await findPerson(answering(200, text), '1')).toEqual({ status: 'absent' });
});

test.each([
  ['one object', person, true],
  ['a list of one', [person], true],
  ['a real boolean', { ...person, active: false }, false],
  ['a boolean as text', { ...person, active: 'false' }, false],
  ['an external_id that is a number', { ...person, external_id: 1 }, true],
  ['one without an address and a status', { ...person, user_email: null, learning_track_status: null }, true],
])('reads %s', async (_name, json, active) => {
  expect(await findPerson(answering(200, JSON.stringify(json)), '1')).toMatchObject({
    status: 'found',
    person: { active },
  });
});

test.each([
  ['somebody else', JSON.stringify({ ...person, external_id: '2' })],
  ['two people', JSON.stringify([person, person])],
  ['a field too many', JSON.stringify({ ...person, first_name: 'Ada' })],
  ['a field too few', JSON.stringify({ id: '1', external_id: '1' })],
  ['an unknown state', JSON.stringify({ ...person, active: 'maybe' })],
  ['half a JSON', '{"id":'],
])('gives no proof when the reply is %s', async (_name, text) => {
  expect(await readAll(answering(200, text), '1')).toMatchObject([{ records: [], proof: { complete: false } }]);
});

test.each([
  [401, '{"error":"No"}'],
  [404, '<html>'],
  [500, '{"error":"No"}'],
])('gives no proof after %d', async (status, text) => {
  const [batch] = await readAll(answering(status, text, text.startsWith('<') ? 'text/html' : undefined), '1');
  expect(batch).toMatchObject({ records: [], proof: { complete: false } });
});

test('reads employees only', async () => {
  const batches: ReadBatch[] = [];
  for await (const batch of springest.read(contextWith(openSite().send), 'teams')) batches.push(batch);
  expect(batches).toMatchObject([{ records: [], proof: { complete: false } }]);
});

test('finds nothing wrong with a sound key, and asks for nobody real', async () => {
  const site = openSite();
  expect(await springest.check(site.context)).toEqual([]);
  expect(site.calls.map((call) => call.method)).toEqual(['GET', 'GET']);
  expect(site.calls[0]?.query).toEqual({ external_id: nobody });
});

test('finds the key of another site, and users that are not enabled', async () => {
  expect(await springest.check(openSite({ key: 'another' }).context)).toMatchObject([{ code: 'key-refused' }]);
  expect(await springest.check(openSite({ state: { enabled: false } }).context)).toMatchObject([
    { code: 'not-enabled' },
  ]);
});

test('finds a wrong site by what it says when the external_id is left out', async () => {
  const findings = await springest.check(contextWith(answering(404, '{"error":"Not Found"}')));
  expect(findings).toMatchObject([{ code: 'site-unknown', scope: 'system', who: 'config' }]);
});

test('finds a login page in place of the API', async () => {
  const findings = await springest.check(contextWith(answering(200, '<html>', 'text/html')));
  expect(findings).toMatchObject([{ code: 'not-the-api' }]);
});
