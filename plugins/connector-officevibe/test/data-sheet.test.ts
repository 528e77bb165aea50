import { expect, test } from '@jest/globals';
import { connectors, officevibe } from '../src/index.ts';

test('the hook gives the connector', async () => {
  expect(await connectors()).toEqual([officevibe]);
  expect(await officevibe.simulator?.()).toBeInstanceOf(Function);
});

test('the data sheet is plain data', () => {
  const { check: _c, read: _r, inspect: _i, write: _w, export: _e, simulator: _s, ...sheet } = officevibe;
  expect(structuredClone(sheet)).toEqual(sheet);
});

test('every field and setting has a class, and what can name a person is not open', () => {
  const fields = officevibe.kinds.flatMap((kind) => kind.fields);
  expect([...fields, ...officevibe.settings].filter((one) => one.class === undefined)).toEqual([]);
  const open = officevibe.kinds
    .find((kind) => kind.kind === 'employees')
    ?.fields.filter((field) => field.class === 'open');
  expect(open?.map((field) => field.name)).toEqual(['id', 'jobTitle']);
  expect(officevibe.settings.filter((setting) => setting.class !== 'open').map((setting) => setting.name)).toEqual([
    'sync_manager_email',
    'sync_admin',
  ]);
});

test('what cannot be undone must be asked for by name', () => {
  const needs = officevibe.kinds.flatMap((kind) =>
    Object.values(kind.operations).flatMap((operation) => operation.needs ?? []),
  );
  expect(needs).toEqual(['invite', 'remove_team']);
  expect(officevibe.kinds.find((kind) => kind.kind === 'employees')?.operations).not.toHaveProperty('delete');
});

test('nothing but GET counts as a read, but for the scores that a POST asks for', () => {
  const others = officevibe.reads.filter((route) => route.method !== 'GET');
  expect(others).toEqual([{ method: 'POST', path: '/engagement' }]);
});

test('what the vendor keeps to itself is named, with a reason', () => {
  expect(officevibe.withheld?.map((one) => one.name)).toEqual([
    'survey-results',
    'custom-surveys',
    'goals',
    'one-on-ones',
    'good-vibes',
    'members',
  ]);
});
