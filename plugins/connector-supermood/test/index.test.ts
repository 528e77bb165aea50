import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { assumptions } from '../src/assumptions.ts';
import { connectors, supermood } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';

const folder = new URL('../', import.meta.url);
const [employees] = supermood.kinds;

test('gives one connector through its hook, which is named in package.json', async () => {
  const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  expect(await connectors()).toEqual([supermood]);
  expect(manifest.oclif.hooks).toEqual({
    'rollcall:connectors': { target: './lib/index.js', identifier: 'connectors' },
  });
  expect(manifest.version).toBe(supermood.version);
});

test('declares plain data beside its functions', () => {
  const sheet = Object.fromEntries(Object.entries(supermood).filter(([, value]) => typeof value !== 'function'));
  expect(structuredClone(sheet)).toEqual(sheet);
  expect(JSON.parse(JSON.stringify(sheet))).toEqual(sheet);
});

test('says that it is experimental, and why', () => {
  expect(supermood.experimental).toContain('assumed');
});

test('deletes only what is allowed by name, and overwrites what the platform changed', () => {
  expect(employees?.operations.delete).toEqual({ reversible: false, needs: 'delete' });
  expect(employees?.operations.leave).toEqual({ reversible: true });
  expect([supermood.drift, employees?.absence, employees?.list]).toEqual(['correct', 'nothing', 'counted']);
});

test('has no field for roles, and gives none out', () => {
  expect(employees?.fields.map(({ name }) => name)).toEqual([
    'personalIdentifier',
    'email',
    'firstName',
    'lastName',
    'language',
    'phoneNumber',
  ]);
  expect(supermood.withheld?.map(({ name }) => name)).toContain('roles');
});

test.each([
  ['host', 'api.example.org', true],
  ['host', 'example.org/evil', false],
  ['host', 'user@example.org', false],
  ['host', 'localhost', false],
  ['employees_path', '/v2/people', true],
  ['employees_path', '/v2//people', false],
  ['employees_path', '/v2/people?x=1', false],
  ['employees_path', 'people', false],
])('%s may be %s: %s', (name, value, taken) => {
  const pattern = supermood.settings.find((setting) => setting.name === name)?.pattern;
  expect(new RegExp(`^(?:${pattern})$`, 'u').test(value)).toBe(taken);
});

test('describes every setting, field, effect, finding and assumption in its README', () => {
  const readme = readFileSync(new URL('README.md', folder), 'utf8');
  for (const { name } of supermood.settings) expect(readme).toContain(`| \`${name}\` |`);
  for (const { name, class: fieldClass = '' } of employees?.fields ?? []) {
    expect(readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`))).toContain(fieldClass);
  }
  for (const effect of supermood.effects) expect(readme).toContain(effect.text);
  for (const assumption of assumptions) expect(readme).toContain(assumption.text);
  const sources = ['refusals', 'inspect', 'inspect-filters', 'convert', 'write', 'import-file'];
  for (const source of sources) {
    const text = readFileSync(new URL(`src/${source}.ts`, folder), 'utf8');
    for (const [, code] of text.matchAll(/code: '([a-z-]+)'/g)) expect(readme).toContain(`\`${code}\``);
  }
});

test('keeps every address and name of the API in one file', () => {
  for (const file of ['client', 'convert', 'index', 'inspect', 'inspect-filters', 'refusals', 'settings', 'write']) {
    const url = new URL(`src/${file}.ts`, folder);
    expect(existsSync(url)).toBe(true);
    expect(readFileSync(url, 'utf8')).not.toMatch(/\/v1\/|'attributes'|unknown_attribute|client_id/);
  }
});

test('brings its simulator when asked for', async () => {
  expect(await supermood.simulator?.()).toBe(createSimulator);
});
