import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { readSandbox, sandboxRef, writeSandbox } from '../../src/io/sandbox/sandbox-file.ts';
import { cleanHome, project, rollcall, run, startRollcall } from './rollcall.ts';

/** A repository with two sites of one system that use one key each, and one that shares the first's key and site. */
async function repository() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-sandbox-')));
  mkdirSync(join(root, 'hr'));
  writeFileSync(join(root, 'hr', 'people.csv'), 'id,email\n1,anna@example.com\n');
  const system = (name: string, site: string, variable: string) => [
    `  ${name}:`,
    '    connector: springest',
    '    stage: test',
    `    with: { site: ${site}, api_key: '\${${variable}}' }`,
  ];
  const lines = [
    'version: 1',
    'timezone: Europe/Paris',
    'sources: { all: { employees: hr/people.csv } }',
    'systems:',
    ...system('learning', 'one', 'ONE_KEY'),
    ...system('academy', 'two', 'TWO_KEY'),
    ...system('trainees', 'one', 'ONE_KEY'),
  ];
  writeFileSync(join(root, 'rollcall.yaml'), lines.join('\n'));
  const env = cleanHome();
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    ['commit', '-q', '-m', 'Start'],
  ]) {
    expect(await run('git', args, { cwd: root, env })).toMatchObject({ code: 0 });
  }
  return { root, env, gitDir: join(root, '.git') };
}

interface Started {
  readonly systems: readonly { readonly name: string; readonly endpoint: string; readonly page: string }[];
  readonly environment: Readonly<Record<string, string>>;
}

const createAnna = (endpoint: string, key: string | undefined) =>
  fetch(`${endpoint}/users.json?api_key=${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ external_id: '1', email: 'anna@example.com' }),
  });

test('runs a simulator an account until it is stopped, and keeps what they hold', async () => {
  const { root, env, gitDir } = await repository();
  const first = await startRollcall(['sandbox', '--json'], { cwd: root, env });
  const { systems, environment }: Started = JSON.parse(first.stdout);
  const [learning, academy, trainees] = systems;

  expect(systems.map((system) => system.name)).toEqual(['learning', 'academy', 'trainees']);
  expect(environment).toEqual({ ONE_KEY: 'sandbox-one-key', TWO_KEY: 'sandbox-two-key' });
  expect(trainees?.endpoint).toBe(learning?.endpoint);
  expect(academy?.endpoint).not.toBe(learning?.endpoint);
  expect((await readSandbox(gitDir)).systems.learning).toEqual({
    connector: 'springest',
    endpoint: learning?.endpoint,
  });

  expect((await createAnna(learning?.endpoint ?? '', environment.ONE_KEY)).status).toBe(201);
  expect((await createAnna(learning?.endpoint ?? '', environment.TWO_KEY)).status).toBe(401);
  expect(await (await fetch(learning?.page ?? '')).text()).toContain('anna@example.com');
  expect(await rollcall(['sandbox'], { cwd: root, env })).toMatchObject({ code: 8 });
  expect(await first.stop('SIGINT')).toBe(0);

  await expect(readSandbox(gitDir, 0)).rejects.toMatchObject({ code: 'SYSTEM_UNREACHABLE' });
  const second = await startRollcall(['sandbox', '--json'], { cwd: root, env });
  const again: Started = JSON.parse(second.stdout);
  expect(await (await fetch(again.systems[0]?.page ?? '')).text()).toContain('anna@example.com');
  expect(await second.stop('SIGTERM')).toBe(0);
});

test('starts with empty accounts and an empty ledger when asked to', async () => {
  const { root, env } = await repository();
  const first = await startRollcall(['sandbox', '--json'], { cwd: root, env });
  const { systems, environment }: Started = JSON.parse(first.stdout);
  await createAnna(systems[0]?.endpoint ?? '', environment.ONE_KEY);
  await first.stop('SIGINT');
  await run('git', ['update-ref', sandboxRef, 'HEAD'], { cwd: root, env });

  const second = await startRollcall(['sandbox', '--json', '--reset'], { cwd: root, env });

  const again: Started = JSON.parse(second.stdout);
  expect(await (await fetch(again.systems[0]?.page ?? '')).text()).not.toContain('anna@example.com');
  expect(await run('git', ['rev-parse', '--verify', '-q', sandboxRef], { cwd: root, env })).toMatchObject({ code: 1 });
  await second.stop('SIGINT');
});

test('tells people where to look and what to run', async () => {
  const { root, env } = await repository();
  const { stdout, stop } = await startRollcall(['sandbox', '--state', join(root, 'elsewhere')], { cwd: root, env });

  expect(stdout).toMatch(/learning +Springest Go +http:\/\/127\.0\.0\.1:\d+\/_rollcall\//);
  expect(stdout).toContain('rollcall plan --sandbox');
  expect(stdout).toContain('export ONE_KEY=sandbox-one-key');
  expect(stdout).toContain('elsewhere');
  await stop('SIGINT');
});

test('is not taken for running after it was killed', async () => {
  const { root, env, gitDir } = await repository();
  const { stop } = await startRollcall(['sandbox', '--json'], { cwd: root, env });
  await stop('SIGKILL');

  expect(existsSync(join(gitDir, 'rollcall', 'sandbox.json'))).toBe(true);
  await expect(readSandbox(gitDir, 0)).rejects.toMatchObject({ code: 'SYSTEM_UNREACHABLE' });
});

test('ends with the process that started it', async () => {
  const { root, env, gitDir } = await repository();
  const file = join(gitDir, 'rollcall', 'sandbox.json');
  const dev = join(project, 'bin', 'run.js');
  const parent = spawn('sh', ['-c', `"${process.execPath}" "${dev}" sandbox > /dev/null & wait`], { cwd: root, env });
  for (let tries = 0; !existsSync(file) && tries < 100; tries += 1) await sleep(100);
  const { pid } = JSON.parse(readFileSync(file, 'utf8'));

  parent.kill('SIGKILL');

  for (let tries = 0; existsSync(file) && tries < 100; tries += 1) await sleep(100);
  expect(existsSync(file)).toBe(false);
  for (let tries = 0; isAlive(pid) && tries < 50; tries += 1) await sleep(100);
  expect(isAlive(pid)).toBe(false);
});

test('refuses a stated port that is taken', async () => {
  const { root, env } = await repository();
  const { stdout, stop } = await startRollcall(['sandbox', '--json'], { cwd: root, env });
  const port = new URL((JSON.parse(stdout) as Started).systems[0]?.endpoint ?? '').port;
  const other = await repository();

  const refused = await rollcall(['sandbox', '--port', port], { cwd: other.root, env: other.env });

  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(`port ${port} is taken`) });
  await stop('SIGINT');
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('is found by the command on the next line, though it is still starting', async () => {
  const { gitDir } = await repository();
  const address = { environment: {}, systems: {} };

  const found = readSandbox(gitDir);
  await writeSandbox(gitDir, address);

  expect(await found).toEqual(address);
});

test('says so where its address cannot be written', async () => {
  const { gitDir } = await repository();
  writeFileSync(join(gitDir, 'rollcall'), 'a file where the folder goes');

  const written = writeSandbox(gitDir, { environment: {}, systems: {} });

  await expect(written).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});
