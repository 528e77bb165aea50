import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Context, Send } from '../../../src/contract/index.ts';
import { supermood } from '../src/index.ts';
import { answering, changeOf, contextWith, credentials, openAccount, person } from './account.ts';

const error = (code: string, ...fields: string[]) =>
  JSON.stringify({ error: { code, message: 'x', details: fields.map((field) => ({ field, message: 'secret@x' })) } });

async function refusedWith(send: Send, context: Context = contextWith(send)) {
  const [outcome] = await supermood.write(context, { changes: [changeOf('1', person('1'))] });
  return outcome;
}

/** The table of the fact sheet, §5. */
test.each([
  [401, error('unauthorized'), 'account-refused', 'config', 'system', 'refused'],
  [403, error('forbidden'), 'right-missing', 'admin', 'system', 'refused'],
  [400, error('validation_error', 'email'), 'value-refused', 'data', 'record', 'refused'],
  [400, error('unknown_attribute', 'attributes.Care'), 'filter-missing', 'admin', 'record', 'refused'],
  [409, error('duplicate', 'email'), 'already-used', 'data', 'record', 'refused'],
  // Nobody is gone who was never there: the path is another one.
  [404, error('not_found'), 'not-the-api', 'config', 'system', 'refused'],
  [400, '<html>', 'value-refused', 'data', 'record', 'refused'],
  [422, '{"errors":["x"]}', 'value-refused', 'data', 'record', 'refused'],
  [409, '', 'already-used', 'data', 'record', 'refused'],
  [429, error('rate_limited'), 'rate-exceeded', 'config', 'system', 'refused'],
  [500, '<html>', 'vendor-fault', 'vendor', 'system', 'uncertain'],
  [418, error('teapot'), 'refused-without-reason', 'vendor', 'record', 'refused'],
  [404, '<html>', 'not-the-api', 'config', 'system', 'refused'],
  [302, '', 'not-the-api', 'config', 'system', 'refused'],
])('explains %d %s', async (status, text, code, who, scope, outcome) => {
  expect(await refusedWith(answering(status, text))).toMatchObject({
    status: outcome,
    findings: [{ code, who, scope, severity: 'error' }],
  });
});

test('a change of somebody who is not there any more is refused, and the plan is made anew', async () => {
  const context = contextWith(answering(404, error('not_found')));
  const change = changeOf('1', person('1'), { op: 'update', remote: 'a' });
  expect(await supermood.write(context, { changes: [change] })).toMatchObject([
    { status: 'refused', findings: [{ code: 'person-gone', who: 'admin', scope: 'record' }] },
  ]);
});

test.each([
  ['a login page', '<html>', 'text/html'],
  ['half a JSON', '{"id":"a', 'application/json'],
  ['an error in disguise', error('forbidden'), 'application/json'],
])('nobody counts as erased after %s', async (_name, text, type) => {
  const context = contextWith(answering(200, text, type));
  const change = changeOf('1', {}, { op: 'delete', active: false, remote: 'a' });
  expect(await supermood.write(context, { changes: [change] })).toMatchObject([
    { status: 'uncertain', findings: [{}] },
  ]);
});

test('names each field that was sent, and none that was not', async () => {
  const outcome = await refusedWith(answering(400, error('validation_error', 'email', 'lastName', 'shoeSize')));
  expect(outcome).toMatchObject({ findings: [{ field: 'email' }, { field: 'lastName' }] });
  expect(JSON.stringify(outcome)).not.toContain('shoeSize');
});

test('says the same for a token that is not given as for a password that is not taken', async () => {
  const answer = answering(401, '{"error":"invalid_client"}');
  const send: Send = async (request) => ({ ...(await answer(request)), isUnauthenticated: true });
  expect(await refusedWith(send)).toMatchObject({ status: 'refused', findings: [{ code: 'account-refused' }] });
  expect(await supermood.check(contextWith(send))).toMatchObject([{ code: 'account-refused', scope: 'system' }]);
});

test('nothing was sent when the place that gives tokens fails', async () => {
  const answer = answering(503, '');
  const send: Send = async (request) => ({ ...(await answer(request)), isUnauthenticated: true });
  expect(await refusedWith(send)).toMatchObject({ status: 'refused', findings: [{ code: 'vendor-fault' }] });
});

test.each([
  ['half a JSON', '{"id":"a', 'application/json'],
  ['a login page', '<html>', 'text/html'],
  ['another form', '{"id":"a"}', 'application/json'],
])('a creation is uncertain after %s', async (_name, text, type) => {
  expect(await refusedWith(answering(201, text, type))).toMatchObject({ status: 'uncertain', findings: [{}] });
});

test('an empty reply to a write is taken as done', async () => {
  expect(await refusedWith(answering(204, ''))).toMatchObject({ status: 'done' });
});

test('tells of a value that was stored otherwise than it was sent', async () => {
  const account = openAccount();
  const send: Send = async (request) => {
    const response = await account.send(request);
    if (request.method !== 'POST') return response;
    // A system that drops a value without an error.
    const json = { ...(response.json as object), lastName: 'Cut' };
    return { ...response, json, text: JSON.stringify(json) };
  };
  expect(await refusedWith(send)).toMatchObject({
    status: 'done',
    findings: [{ code: 'stored-otherwise', severity: 'warning', field: 'lastName', key: '1' }],
  });
});

test('no personal value and no password stands in a finding, whatever Supermood answers', async () => {
  const canary = 'Canary-4711';
  const text = fc.constantFrom(canary, `${canary}@example.org`, credentials.password);
  const body = fc.oneof(
    text,
    fc.record({
      error: fc.record({
        code: fc.oneof(text, fc.constant('validation_error')),
        details: fc.array(fc.record({ field: text, message: text })),
      }),
    }),
  );
  const changes = (['create', 'update', 'leave', 'return', 'delete'] as const).map((op) =>
    changeOf('1', person('1', { firstName: canary, lastName: canary, email: `${canary}@example.org` }), {
      op,
      remote: 'a',
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(200, 302, 400, 401, 403, 404, 409, 422, 429, 500), body, async (status, json) => {
      const context = contextWith(answering(status, JSON.stringify(json)));
      const said: unknown[] = [await supermood.check(context), await supermood.write(context, { changes })];
      for await (const batch of supermood.read(context, 'employees')) said.push(batch);
      said.push(await supermood.inspect?.(context, { desired: [], live: [], base: null, baseSettings: null }));
      expect(JSON.stringify(said)).not.toMatch(/Canary|p4ss/);
    }),
  );
});
