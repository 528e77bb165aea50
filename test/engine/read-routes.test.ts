import { expect, test } from '@jest/globals';
import type { Fields, ReadRoute } from '../../src/contract/index.ts';
import { fillPath, findReadRoute } from '../../src/engine/read-routes.ts';

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

test('fills settings in braces into a path', () => {
  expect(fillPath('/people/*', {})).toBe('/people/*');
  expect(fillPath('{people_path}/*/tags', { people_path: '/v2/our-people' })).toBe('/v2/our-people/*/tags');
});

test.each([
  ['nothing', undefined],
  ['a number', 2],
  ['no slash', 'people'],
  ['a star', '/people/*'],
  ['an empty segment', '/v2//people'],
  ['a slash at the end', '/people/'],
  ['a way up', '/v2/../people'],
  ['a way up at the end', '/v2/..'],
  ['a query', '/people?all=1'],
  ['an encoded slash', '/a%2Fb'],
  ['another host', '//evil.example'],
])('refuses %s as a path, and does not show it', (_name, value) => {
  const settings: Fields = value === undefined ? {} : { people_path: value };
  expect(() => fillPath('{people_path}', settings)).toThrow('setting "people_path" is missing or no path');
  expect(() => fillPath('{people_path}', settings)).toThrow(expect.objectContaining({ code: 'HOST_FORBIDDEN' }));
});
