import { describe, expect, test } from '@jest/globals';
import { checkCall, hasDescription } from './openapi.ts';

if (!hasDescription) test("GitHub's OpenAPI description: left out, .ci/parts is not installed", () => {});

const annotation = { path: 'a.csv', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'x' };
const checkRun = (annotations: number) => ({
  name: 'Rollcall',
  head_sha: 'a'.repeat(40),
  status: 'completed',
  conclusion: 'success',
  output: { title: 't', summary: 's', annotations: Array(annotations).fill(annotation) },
});

(hasDescription ? describe : describe.skip)("GitHub's OpenAPI description", () => {
  const call = (method: string, path: string, body?: unknown, query: Readonly<Record<string, string>> = {}) =>
    checkCall({ method, path, query, body });

  test.each([
    ['GET', '/repos/acme/hr/issues/7/comments', undefined, { per_page: '100' }],
    ['POST', '/repos/acme/hr/issues/7/comments', { body: 'text' }, {}],
    ['POST', '/repos/acme/hr/check-runs', checkRun(50), {}],
  ])('allows %s %s', (method, path, body, query) => {
    expect(call(method, path, body, query)).toEqual([]);
  });

  test.each([
    ['an operation that there is not', 'GET', '/repos/acme/hr/tissues', undefined],
    ['a number that is none', 'GET', '/repos/acme/hr/issues/seven/events', undefined],
    ['a missing body', 'POST', '/repos/acme/hr/issues/7/comments', undefined],
    ['a missing text', 'POST', '/repos/acme/hr/issues/7/comments', {}],
    ['a text of another type', 'POST', '/repos/acme/hr/issues/7/comments', { body: 7 }],
    ['a word that GitHub does not know', 'POST', '/repos/acme/hr/issues/7/comments', { body: 'x', bodies: 'y' }],
    ['51 annotations', 'POST', '/repos/acme/hr/check-runs', checkRun(51)],
    ['a state that there is not', 'PATCH', '/repos/acme/hr/issues/7', { state: 'shut' }],
  ])('refuses %s', (_what, method, path, body) => {
    expect(call(method, path, body === undefined ? undefined : JSON.parse(JSON.stringify(body)))).not.toEqual([]);
  });

  test('refuses a query that GitHub does not know', () => {
    expect(call('GET', '/repos/acme/hr/issues', undefined, { lables: 'x' })).not.toEqual([]);
  });
});
