import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lucca } from '../src/index.ts';
import { explain, isDone, isDoubtful, isUnknown, messageOf } from '../src/refusals.ts';
import { answering, asResponse, changeOf, contextWith, readAll, zoe } from './tenant.ts';

const said = (status: number, body: object | string, type = 'application/json') =>
  asResponse({
    status,
    text: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': type },
  });

test.each([
  [said(400, { Status: 400, Message: 'one' }), 'one'],
  [said(400, { message: 'two' }), 'two'],
  [said(400, 'three', 'text/plain'), 'three'],
  [said(200, { Status: 400, Message: 'four' }), 'four'],
  [said(200, { data: { id: 1 }, message: 'fine' }), undefined],
  [
    said(400, { title: 'Five.', errors: { startsOn: ['overlap'] } }, 'application/problem+json'),
    'Five. startsOn: overlap',
  ],
])('reads what Lucca says, in each of its forms', (response, message) => {
  expect(messageOf(response)).toBe(message);
  expect(isDone(response)).toBe(response.status === 200 && message === undefined);
});

test.each([
  [401, 'users', 'lucca-key-refused', 'config', 'system'],
  [403, 'users', 'lucca-right-missing-users', 'admin', 'system'],
  [403, 'contracts', 'lucca-right-missing-contracts', 'admin', 'system'],
  [403, 'structure', 'lucca-right-missing-structure', 'admin', 'system'],
  [405, 'users', 'lucca-call-gone', 'us', 'system'],
  [410, 'users', 'lucca-call-gone', 'us', 'system'],
  [408, 'users', 'lucca-too-slow', 'vendor', 'system'],
  [413, 'users', 'lucca-too-large', 'us', 'system'],
  [429, 'users', 'lucca-rate-exceeded', 'config', 'system'],
  [431, 'users', 'lucca-headers-too-large', 'config', 'system'],
  [500, 'users', 'lucca-fault', 'vendor', 'system'],
  [503, 'users', 'lucca-fault', 'vendor', 'system'],
  [302, 'users', 'lucca-not-the-api', 'config', 'system'],
  [200, 'users', 'lucca-not-the-api', 'config', 'system'],
  [404, 'users', 'lucca-account-unknown', 'config', 'system'],
] as const)('%i of %s is %s, for %s', (status, call, code, who, scope) => {
  expect(explain(said(status, '<html>', 'text/html'), call)).toMatchObject({ code, who, scope, severity: 'error' });
});

test.each([
  ['The field departmentId is required', 'users', 'lucca-field-needed', 'department'],
  ['Le champ rolePrincipalId est obligatoire', 'users', 'lucca-field-needed', 'role'],
  ['login zroe already exists', 'users', 'lucca-taken', 'login'],
  ['employeeNumber 7 existe déjà', 'users', 'lucca-taken', 'employeeNumber'],
  ['legalEntityId 99 not found', 'users', 'lucca-reference-unknown', 'establishment'],
  ['The manager, head of the department, has left', 'users', 'lucca-head-has-left', 'manager'],
  ['startsOn: The contracts overlap.', 'contracts', 'lucca-contract-overlap', 'dtContractStart'],
  ['endsOn: The end is before the start.', 'contracts', 'lucca-contract-dates', 'dtContractEnd'],
  ['dtContractEnd is before dtContractStart', 'users', 'lucca-contract-dates', 'dtContractEnd'],
  ['temporaryContractGroundId: The field is required.', 'contracts', 'lucca-field-needed', 'temporaryContractGroundId'],
  ['lastName is too long', 'users', 'lucca-too-long', 'lastName'],
  ['Nope', 'users', 'lucca-refused', undefined],
] as const)('%j of %s is %s about %s', (message, call, code, field) => {
  const finding = explain(said(400, { Status: 400, Message: message }), call);
  expect(finding).toMatchObject({ code, scope: 'record', ...(field && { field }) });
  expect('field' in finding).toBe(field !== undefined);
});

test('a number that leads nowhere is a 404, or the 500 of the older API, and neither is doubtful', () => {
  const old = said(500, { Status: 500, Message: 'User Not Found' });
  const gone = said(404, { Status: 404, Message: 'Resource User with ID 1 not found' });
  for (const response of [old, gone, said(404, '<html>', 'text/html')]) {
    expect([isUnknown(response, 'user'), isDoubtful(response, 'user')]).toEqual([true, false]);
    expect(explain(response, 'user')).toMatchObject({ code: 'lucca-person-unknown', scope: 'record' });
  }
  // Of a creation or a list, the same answers are a fault and a wrong address.
  expect(explain(old, 'users').code).toBe('lucca-fault');
  expect(explain(gone, 'structure').code).toBe('lucca-account-unknown');
});

test('is doubtful where nobody knows whether it was done: no time, a fault, half an answer', () => {
  const doubtful = [said(500, 'x'), said(408, 'x'), said(200, '{"data": {"id"'), said(200, '<html>', 'text/html')];
  expect(doubtful.map((response) => isDoubtful(response, 'users'))).toEqual([true, true, true, true]);
  expect(isDoubtful(said(500, { Message: 'Department not found' }), 'users')).toBe(true);
  expect([said(400, 'x'), said(429, 'x'), said(302, 'x')].map((one) => isDoubtful(one, 'users'))).toEqual([
    false,
    false,
    false,
  ]);
});

test('no value and no key is in a finding, whatever Lucca answers', async () => {
  const canary = 'Canary-4711';
  const message = fc.constantFrom(
    `${canary} already exists`,
    `login ${canary}@example.org already exists`,
    `${canary} is required`,
    canary,
    `The manager ${canary} has left`,
  );
  const body = fc.oneof(
    message,
    message.map((text) => ({ Status: 400, Message: text })),
    message.map((text) => ({ title: text, errors: { [text]: [text], login: text } })),
    message.map((text) => ({ data: { items: [{ id: text, mail: 5 }] } })),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(200, 302, 400, 401, 403, 404, 408, 422, 429, 500, 503),
      body,
      async (status, given) => {
        const context = contextWith(answering(status, typeof given === 'string' ? given : JSON.stringify(given)));
        const change = changeOf('7', {
          ...zoe,
          firstName: canary,
          mail: `${canary}@example.org`,
          socialSecurityNumber: canary,
        });
        const words: unknown[] = [
          await lucca.check(context),
          await lucca.write(context, {
            changes: [change, { ...change, op: 'update', remote: '1' }, { ...change, op: 'leave', remote: '1' }],
          }),
          (await readAll(context)).proof,
        ];
        expect(JSON.stringify(words)).not.toContain(canary);
      },
    ),
    { seed: 20261121, numRuns: 200 },
  );
});
