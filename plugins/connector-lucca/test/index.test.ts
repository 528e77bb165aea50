import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readConnector } from '../../../src/io/system/connector-schema.ts';
import { assumptions } from '../src/assumptions.ts';
import { connectors, lucca } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';

const folder = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', folder), 'utf8');
const fields = lucca.kinds[0]?.fields ?? [];

test('gives one connector through its hook, which is named in package.json', async () => {
  const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  expect(await connectors()).toEqual([lucca]);
  expect(manifest.oclif.hooks).toEqual({
    'rollcall:connectors': { target: './lib/index.js', identifier: 'connectors' },
  });
  expect(manifest.version).toBe(lucca.version);
});

test('has a data sheet that the host takes', () => {
  expect(readConnector(lucca)).toEqual({ connector: lucca });
});

test('declares plain data beside its functions', () => {
  const { check, read, inspect, write, export: give, simulator, ...sheet } = lucca;
  expect(structuredClone(sheet)).toEqual(sheet);
  for (const work of [check, read, inspect, write, give, simulator]) expect(typeof work).toBe('function');
});

test('deletes nobody, and says that it is not tried yet', () => {
  expect(Object.keys(lucca.kinds[0]?.operations ?? {})).toEqual(['create', 'update', 'leave', 'return']);
  expect(lucca.experimental).toContain('Not yet tried');
});

test('keeps numbers of persons and banks secret, and never reads them back', () => {
  const secret = fields.filter((field) => field.class === 'secret');
  expect(secret.map((field) => field.name)).toEqual(['socialSecurityNumber', 'bankName', 'iban', 'bic']);
  expect(secret.every((field) => field.readable === false)).toBe(true);
});

test('gives every field a class, and open ones only to what tells of work', () => {
  expect(fields.every((field) => field.class !== undefined)).toBe(true);
  expect(fields.filter((field) => field.class === 'open').map((field) => field.name)).toEqual([
    ...['employeeNumber', 'dtContractStart', 'dtContractEnd', 'establishment', 'legalUnit', 'department', 'manager'],
    ...['role', 'secondaryRoles', 'culture', 'contractType', 'trialPeriodDays', 'renewedTrialPeriodDays'],
    ...[
      'hiringTypeId',
      'temporaryContractGroundId',
      'spcId',
      'terminationReasonId',
      'jobTitle',
      'cspId',
      'calendarId',
      'country',
      'startTime',
    ],
  ]);
});

test.each([
  ['example', true],
  ['example-company2', true],
  ['evil.com/', false],
  ['-x', false],
])('takes the account %s: %s', (account, taken) => {
  const pattern = lucca.settings.find((setting) => setting.name === 'account')?.pattern;
  expect(new RegExp(`^(?:${pattern})$`, 'u').test(account)).toBe(taken);
});

test('its README describes every setting, field, effect, export and assumption', () => {
  const row = (name: string) => readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
  for (const { name } of [...lucca.settings, ...lucca.credentials])
    expect([name, row(name)]).toEqual([name, expect.any(String)]);
  for (const field of fields) {
    expect(row(field.name)).toContain(field.class);
    if (field.from !== undefined && !field.from.includes('?')) expect(row(field.name)).toContain(`\`${field.from}\``);
  }
  for (const effect of lucca.effects) expect(readme).toContain(effect.text);
  for (const { name } of [...(lucca.exports ?? []), ...(lucca.withheld ?? [])]) expect(readme).toContain(`\`${name}\``);
  for (const assumption of assumptions) expect(readme).toContain(assumption.text);
});

test('its README names every finding', () => {
  const sources = [
    'refusals',
    'asking',
    'check',
    'client',
    'contract',
    'create',
    'dpae',
    'establishment',
    'inspect-newcomers',
    'inspect-people',
  ];
  for (const name of [...sources, 'inspect-units', 'manager', 'native', 'troubles', 'write']) {
    const text = readFileSync(new URL(`src/${name}.ts`, folder), 'utf8');
    for (const [, code = ''] of text.matchAll(/code: [`'](lucca-[a-z-]+)/g))
      expect(readme).toContain(`\`${code.replace(/-$/, '')}`);
  }
});

test('brings its simulator when asked for', async () => {
  expect(await lucca.simulator?.()).toBe(createSimulator);
});
