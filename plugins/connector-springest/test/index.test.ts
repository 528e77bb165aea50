import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { assumptions } from '../src/assumptions.ts';
import { connectors, springest } from '../src/index.ts';
import { createSimulator } from '../src/simulator.ts';

const folder = new URL('../', import.meta.url);
const fields = springest.kinds[0]?.fields ?? [];

test('gives one connector through its hook, which is named in package.json', async () => {
  const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  expect(await connectors()).toEqual([springest]);
  expect(manifest.oclif.hooks).toEqual({
    'rollcall:connectors': { target: './lib/index.js', identifier: 'connectors' },
  });
  expect(manifest.version).toBe(springest.version);
});

test('declares plain data beside its functions', () => {
  const { check, read, write, export: giveOut, simulator, ...sheet } = springest;
  expect(structuredClone(sheet)).toEqual(sheet);
  expect(JSON.parse(JSON.stringify(sheet))).toEqual(sheet);
  for (const work of [check, read, write, giveOut, simulator]) expect(typeof work).toBe('function');
});

test('can neither delete nor list', () => {
  const [employees] = springest.kinds;
  expect(Object.keys(employees?.operations ?? {})).toEqual(['create', 'update', 'leave', 'return']);
  expect(employees).toMatchObject({ list: 'by-key', absence: 'nothing', write: 'record' });
});

test('gives every field a class, and never open to what tells of a person', () => {
  const open = fields.filter((field) => field.class === 'open').map((field) => field.name);
  expect(fields.every((field) => field.class !== undefined)).toBe(true);
  expect(open).toEqual([
    'external_id',
    'company_name',
    'country',
    'job_title',
    'department_name',
    'business_unit',
    'cost_center',
    'cost_center_name',
    'tags',
    'employment_start_date',
    'employment_end_date',
  ]);
});

test('reads back the id, the e-mail and the learning status only', () => {
  const readable = fields.filter((field) => field.readable !== false).map((field) => field.name);
  expect(readable).toEqual(['external_id', 'email', 'learning_track_status']);
});

test('says of the end date that it cannot be undone, and guards it', () => {
  expect(springest.effects.filter((effect) => !effect.reversible)).toMatchObject([{ field: 'employment_end_date' }]);
  expect(fields.find((field) => field.name === 'employment_end_date')?.guard).toBeDefined();
});

test.each([
  ['example', true],
  ['my-site2', true],
  ['evil.com/', false],
  ['-x', false],
  ['a@b', false],
])('takes the site %s: %s', (site, taken) => {
  const pattern = springest.settings.find((setting) => setting.name === 'site')?.pattern;
  expect(new RegExp(`^(?:${pattern})$`, 'u').test(site)).toBe(taken);
});

test.each([
  ['nl', true],
  ['co.uk', true],
  ['nl.evil.com', false],
  ['nl:8080', false],
])('takes the region %s: %s', (region, taken) => {
  const pattern = springest.settings.find((setting) => setting.name === 'region')?.pattern;
  expect(new RegExp(`^(?:${pattern})$`, 'u').test(region)).toBe(taken);
});

test('describes every field, effect and assumption in its README', () => {
  const readme = readFileSync(new URL('README.md', folder), 'utf8');
  for (const field of fields) {
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${field.name}\` |`));
    expect(row).toContain(field.class);
    if (field.from !== undefined && !field.from.includes('?')) expect(row).toContain(`\`${field.from}\``);
  }
  for (const effect of springest.effects) expect(readme).toContain(effect.text);
  for (const assumption of assumptions) expect(readme).toContain(assumption.text);
});

test('brings its simulator when asked for', async () => {
  expect(await springest.simulator?.()).toBe(createSimulator);
});
