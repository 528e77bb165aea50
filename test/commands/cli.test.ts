import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { linkPlugins, soundPlugin } from '../host/plugins.ts';
import { cleanHome, rollcall } from './rollcall.ts';

const withPlugins = (sources: Readonly<Record<string, string | undefined>>) => ({
  env: { ...cleanHome(), ROLLCALL_DATA_DIR: linkPlugins(sources) },
});

test('lists the connectors that come with it', async () => {
  const { code, stdout, stderr } = await rollcall(['connectors']);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/springest .* comes with rollcall/);
});

test('lists them as JSON', async () => {
  const { stdout } = await rollcall(['connectors', '--json']);

  const { connectors } = JSON.parse(stdout);
  expect(connectors.map((one: { id: string }) => one.id)).toEqual(
    [...connectors.map((one: { id: string }) => one.id)].sort(),
  );
  expect(connectors[0]).toMatchObject({ from: 'bundled', plugin: 'rollcall', version: expect.any(String) });
});

test('shows a data sheet', async () => {
  const { code, stdout } = await rollcall(['connectors', 'show', 'springest']);

  expect(code).toBe(0);
  for (const word of ['Settings (with:)', 'api_key', 'Fields of employees', 'personal', 'Effects'])
    expect(stdout).toContain(word);
});

test('shows which fields the systems of a configuration own', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'rollcall-owned-'));
  writeFileSync(
    join(cwd, 'rollcall.yaml'),
    [
      'version: 1',
      'timezone: Europe/Paris',
      'sources: { france: { employees: people.csv } }',
      'systems:',
      '  learning:',
      '    connector: springest',
      '    stage: test',
      "    with: { site: example, api_key: '${LEARNING_KEY}' }",
      "    fields: { tags: '[department]', job_title: ~ }",
    ].join('\n'),
  );

  const asJson = await rollcall(['connectors', 'show', 'springest', '--config', 'rollcall.yaml', '--json'], { cwd });
  const asText = await rollcall(['connectors', 'show', 'springest'], { cwd });

  const { owned } = JSON.parse(asJson.stdout);
  expect(owned).toMatchObject([
    {
      ...{ system: 'learning', kind: 'employees', fields: { tags: '[department]', email: 'email' } },
      ...{ operations: ['create', 'update', 'leave', 'return'], drift: 'report' },
    },
  ]);
  expect(owned[0].fields).not.toHaveProperty('job_title');
  expect(asText.stdout).toMatch(/Owned by learning, employees\n(?: {2}.+\n)*? {2}tags +← \[department\]/);
  expect(asText.stdout).toContain('Every other field belongs to the administrators and is never sent.');
});

test.each([
  [['conectors'], 'USAGE: there is no command "conectors" (did you mean "connectors"?).'],
  [['connectors', 'shw'], 'USAGE: '],
  [['connectors', '--jsn'], 'USAGE: "connectors" has no --jsn (did you mean "--json"?).'],
  [['connectors', 'show'], 'USAGE: Missing 1 required arg:'],
])('refuses %j with exit code 2', async (args, message) => {
  const { code, stdout, stderr } = await rollcall(args);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.split('\n')[0]).toContain(message);
  expect(stderr).toContain('--help');
});

test('tells a refusal as JSON when asked for JSON', async () => {
  const { code, stdout, stderr } = await rollcall(['connectors', 'show', 'springst', '--json']);

  expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    error: {
      code: 'CONNECTOR_UNKNOWN',
      message: 'connector "springst" is not installed (did you mean "springest"?)',
      next: expect.stringContaining('rollcall connectors'),
    },
  });
});

test('lists what works and refuses what does not', async () => {
  const { code, stdout, stderr } = await rollcall(
    ['connectors'],
    withPlugins({ 'connector-bad': 'throw new Error("canary");', 'connector-good': soundPlugin({ id: 'good' }) }),
  );

  expect(code).toBe(3);
  expect(stdout).toMatch(/good .* linked/);
  expect(stderr).toMatch(/CONNECTOR_BROKEN: plugin "connector-bad" failed with Error/);
  expect(stderr).not.toContain('canary');
});

test('names a plugin that ends the process, and does not end as it wished', async () => {
  const source = 'export const connectors = async () => { process.exit(0); };';

  const { code, stderr } = await rollcall(['connectors'], withPlugins({ 'connector-bad': source }));

  expect(code).toBe(3);
  expect(stderr).toContain('plugin "connector-bad" calls process.exit');
});

test('ends red when a plugin ends the process later', async () => {
  const source = `${soundPlugin({ id: 'good' })}
    const { exit } = process;
    setTimeout(() => exit.call(process, 0), 5);
    await new Promise((resolve) => setTimeout(resolve, 50));`;

  const { code, stderr } = await rollcall(['connectors'], withPlugins({ 'connector-bad': source }));

  expect(code).not.toBe(0);
  expect(stderr).not.toBe('');
});

test('ends although a plugin leaves a timer running', async () => {
  const source = `setInterval(() => {}, 1000); ${soundPlugin({ id: 'good' })}`;

  expect((await rollcall(['connectors'], withPlugins({ 'connector-busy': source }))).code).toBe(0);
});

test('keeps to its form when its own folders cannot be used', async () => {
  const home = cleanHome();
  writeFileSync(join(home.XDG_DATA_HOME ?? '', 'rollcall'), 'a file where a folder belongs');

  const { code, stderr } = await rollcall(['connectors'], { env: home });

  expect(code).not.toBe(0);
  expect(stderr).toMatch(/^[A-Z_]+: /m);
});
