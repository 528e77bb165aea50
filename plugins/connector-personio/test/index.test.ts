import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checkDataSheet } from '../../../src/engine/data-sheet.ts';
import { readConnector } from '../../../src/io/system/connector-schema.ts';
import { assumptions } from '../src/assumptions.ts';
import { connectors, personio } from '../src/index.ts';
import { createSimulator } from '../src/simulator/simulator.ts';

const folder = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', folder), 'utf8');

test('gives one connector through its hook, which is named in package.json', async () => {
  const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  expect(await connectors()).toEqual([personio]);
  expect(manifest.oclif.hooks).toEqual({
    'rollcall:connectors': { target: './lib/index.js', identifier: 'connectors' },
  });
  expect(manifest.version).toBe(personio.version);
});

test('declares plain data that the host takes', () => {
  const { check, read, inspect, write, export: giveOut, simulator, ...sheet } = personio;
  expect(structuredClone(sheet)).toEqual(sheet);
  for (const work of [check, read, inspect, write, giveOut, simulator]) expect(typeof work).toBe('function');
  expect(checkDataSheet(personio)).toEqual([]);
  expect(readConnector(personio)).toEqual({ connector: personio });
});

test('says what the system cannot do by not declaring it', () => {
  const operations = Object.fromEntries(personio.kinds.map((kind) => [kind.kind, Object.keys(kind.operations)]));
  expect(operations).toEqual({
    employees: ['create', 'update', 'leave', 'return'],
    absences: ['create', 'update', 'delete'],
    attendances: ['create', 'update', 'delete'],
    documents: ['create', 'update', 'delete'],
  });
  expect(personio.kinds.every(({ absence, write }) => absence === 'nothing' && write === 'record')).toBe(true);
  const deletions = personio.kinds.flatMap((kind) => (kind.operations.delete ? [kind.operations.delete] : []));
  expect(deletions).toEqual(deletions.map(() => ({ reversible: false, needs: 'delete' })));
});

test('refuses by name what people ask for and it leaves out', () => {
  expect(personio.withheld?.map(({ name }) => name)).toEqual(['recruiting', 'custom-reports', 'salaries']);
});

test('gives every field a class, and never open to what tells of a person', () => {
  const fields = personio.kinds.flatMap((kind) => kind.fields);
  expect(fields.every((field) => field.class !== undefined)).toBe(true);
  const open = new Set(fields.filter((field) => field.class === 'open').map(({ name }) => name));
  for (const name of ['email', 'first_name', 'gender', 'absence_type', 'start_time', 'title', 'file', 'comment']) {
    expect(open).not.toContain(name);
  }
  expect(personio.kinds[0]?.extraFields?.class).toBe('personal');
});

test('writes nothing under a route that is declared as a read', () => {
  expect(new Set(personio.reads.map(({ method }) => method))).toEqual(new Set(['GET']));
});

test.each([
  ['api.personio.de', true],
  ['api.personio.com', true],
  ['api.personio.de.evil.example', false],
  ['evil.example/api.personio.de', false],
])('takes the host %s: %s', (host, taken) => {
  const pattern = personio.settings.find((setting) => setting.name === 'host')?.pattern;
  expect(new RegExp(`^(?:${pattern})$`, 'u').test(host)).toBe(taken);
});

test.each(personio.kinds.map(({ kind, fields }) => [kind, fields] as const))(
  'describes every field of %s in its README',
  (kind, fields) => {
    const titles: Readonly<Record<string, string>> = { employees: 'People' };
    const title = titles[kind] ?? `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
    const section = readme.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
    for (const field of fields) {
      const row = section.split('\n').find((line) => line.startsWith(`| \`${field.name}\` |`));
      expect(row).toContain(`| ${field.class} |`);
      if (field.from !== undefined && !field.from.includes('?')) expect(row).toContain(`\`${field.from}\``);
    }
  },
);

test('describes every effect, setting and assumption in its README', () => {
  for (const effect of personio.effects) expect(readme).toContain(`- ${effect.text}`);
  for (const setting of personio.settings) expect(readme).toContain(`| \`${setting.name}\` |`);
  for (const { section, text } of assumptions) expect(readme).toContain(`| ${section} | ${text} |`);
});

test('describes every finding it can give in its README', () => {
  const files = readdirSync(new URL('src/', folder), { encoding: 'utf8', recursive: true }).filter(
    (name) => name.endsWith('.ts') && !name.startsWith('simulator'),
  );
  const sources = files.map((name) => readFileSync(new URL(`src/${name}`, folder), 'utf8')).join('\n');
  const codes = new Set(
    [...sources.matchAll(/(?:code: |complain\(\s*)'([a-z]+(?:-[a-z]+)+)'/g)].map((match) => match[1] ?? ''),
  );
  expect(codes.size).toBeGreaterThan(40);
  for (const code of codes) expect(readme).toContain(`\`${code}\``);
});

test('brings its simulator when asked for', async () => {
  expect(await personio.simulator?.()).toBe(createSimulator);
});
