import { expect, test } from '@jest/globals';
import type { ReadRoute } from '../../src/contract/index.ts';
import { findReadRoute } from '../../src/engine/read-routes.ts';

const routes: readonly ReadRoute[] = [
  { method: 'GET', path: '/people', query: ['page'] },
  { method: 'GET', path: '/people/*/tags' },
  { method: 'POST', path: '/search' },
];

test.each([
  ['GET', '/people', []],
  ['GET', '/people', ['page']],
  ['GET', '/people/a%20b/tags', []],
  ['POST', '/search', []],
] as const)('takes %s %s with %j for a read', (method, path, query) => {
  expect(findReadRoute(routes, { method, path, query })).toMatchObject({ method });
});

test.each([
  ['GET', '/people', ['page', 'delete']],
  ['GET', '/people/', []],
  ['GET', '/people/7', []],
  ['GET', '/people//tags', []],
  ['GET', '/people/a%2Fb/tags', []],
  ['GET', '/people/a%5cb/tags', []],
  ['GET', '/people/7/tags', ['page']],
  ['POST', '/people', []],
  ['GET', '/search', []],
  ['DELETE', '/people/7/tags', []],
] as const)('takes %s %s with %j for no read', (method, path, query) => {
  expect(findReadRoute(routes, { method, path, query })).toBeUndefined();
});
