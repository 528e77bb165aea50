import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { connectors, workleap } from '../src/index.ts';
import { vendorErrors } from '../src/vendor-errors.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const fields = workleap.kinds.flatMap((kind) => kind.fields);

test('the hook gives the connector', async () => {
  expect(await connectors()).toEqual([workleap]);
  expect(await workleap.simulator?.()).toBeInstanceOf(Function);
});

test('the data sheet is plain data', () => {
  const { check: _c, read: _r, inspect: _i, write: _w, export: _e, simulator: _s, ...sheet } = workleap;
  expect(structuredClone(sheet)).toEqual(sheet);
});

test('every field and setting has a class, and what can name a person is not open', () => {
  expect([...fields, ...workleap.settings].filter((one) => one.class === undefined)).toEqual([]);
  const open = workleap.kinds[0]?.fields.filter((field) => field.class === 'open').map((field) => field.name);
  expect(open).toEqual(['externalMemberId', 'jobTitle', 'productAssignations']);
  expect(workleap.settings.filter((setting) => setting.class !== 'open').map((setting) => setting.name)).toEqual([
    'administrators',
  ]);
});

test('what cannot be undone must be asked for by name', () => {
  const needs = workleap.kinds.flatMap((kind) =>
    Object.values(kind.operations).flatMap((operation) => operation.needs ?? []),
  );
  expect(needs).toEqual(['invite', 'delete', 'remove_team']);
});

test('a search is a read although it is a POST, and a push is none', () => {
  expect(workleap.reads.map((route) => `${route.method} ${route.path}`)).toEqual([
    'POST {public_path}/users/search',
    'GET {officevibe_path}/engagement/scores',
    'POST {officevibe_path}/feedbacks/search',
  ]);
});

test('the README tells of every field, setting, effect and error', () => {
  for (const one of [...fields, ...workleap.settings]) expect(readme).toContain(`\`${one.name}\``);
  for (const effect of workleap.effects) expect(readme).toContain(effect.text);
  for (const error of vendorErrors) expect(readme).toContain(`\`${error.code}\``);
  for (const one of [...(workleap.exports ?? []), ...(workleap.withheld ?? [])])
    expect(readme).toContain(`\`${one.name}\``);
});
