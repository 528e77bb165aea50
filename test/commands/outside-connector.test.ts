import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { cleanHome, project, rollcall, run, startRollcall } from './rollcall.ts';

let folder: string;
let tarball: string;

beforeAll(async () => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-outside-')));
  folder = join(base, 'example');
  cpSync(join(project, 'examples', 'connector-example'), folder, { recursive: true });
  const packed = join(base, 'packed');
  mkdirSync(packed);
  const { code, stderr } = await run('npm', ['pack', '--pack-destination', packed], { cwd: folder });
  tarball = join(packed, 'rollcall-connector-example-1.0.0.tgz');
  expect({ code, stderr, isThere: existsSync(tarball) }).toMatchObject({ code: 0, isThere: true });
});

test('is seen once its tarball is installed, and gone once it is uninstalled', async () => {
  const env = cleanHome();

  const installed = await rollcall(['plugins', 'install', `file:${tarball}`], { env });
  expect(installed).toMatchObject({ code: 0 });
  const seen = await rollcall(['connectors', '--json'], { env });
  const uninstalled = await rollcall(['plugins', 'uninstall', 'rollcall-connector-example'], { env });
  const after = await rollcall(['connectors', '--json'], { env });

  expect(JSON.parse(seen.stdout).connectors).toContainEqual(
    expect.objectContaining({ id: 'frontdesk', from: 'installed', plugin: 'rollcall-connector-example' }),
  );
  expect(uninstalled).toMatchObject({ code: 0 });
  expect(after.stdout).not.toContain('frontdesk');
});

test.each(['tarball', 'link'])('is used by plan and apply (%s)', async (way) => {
  const env = cleanHome();
  const how = way === 'tarball' ? ['install', `file:${tarball}`] : ['link', folder, '--no-install'];
  expect(await rollcall(['plugins', ...how], { env })).toMatchObject({ code: 0 });
  const cwd = await repository(env);
  const sandbox = await startRollcall(['sandbox', '--json'], { cwd, env });

  const plan = await rollcall(['plan', '--sandbox', '--json'], { cwd, env });
  const apply = await rollcall(['apply', '--sandbox'], { cwd, env });
  const second = await rollcall(['plan', '--sandbox', '--json'], { cwd, env });
  const { page } = JSON.parse(sandbox.stdout).systems[0];
  const seen = await (await fetch(page)).text();
  await sandbox.stop('SIGINT');

  expect(JSON.parse(plan.stdout).systems).toMatchObject([
    { name: 'desk', connector: 'frontdesk', verdict: 'ready', summary: { create: 2 } },
  ]);
  expect(apply).toMatchObject({ code: 0, stdout: expect.stringContaining('2 applied, 0 failed, 0 held') });
  expect(seen).toContain('anna@example.com');
  expect(JSON.parse(second.stdout).systems).toMatchObject([
    { verdict: 'nothing', summary: { create: 0, unchanged: 2 } },
  ]);
});

test('is seen when its folder is linked', async () => {
  const env = cleanHome();
  expect(await rollcall(['plugins', 'link', folder, '--no-install'], { env })).toMatchObject({ code: 0 });

  const { code, stdout } = await rollcall(['connectors', 'show', 'frontdesk'], { env });

  expect(code).toBe(0);
  expect(stdout).toContain('linked:');
  expect(stdout).toContain('Prints a badge');
});

/** Two people and one system that the connector from outside knows. */
async function repository(env: Readonly<Record<string, string>>): Promise<string> {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-desk-')));
  const people = [
    'id,first_name,last_name,email,location',
    '1,Anna,Ay,anna@example.com,Paris',
    '2,Bob,Bee,bob@example.com,Lyon',
  ];
  const config = [
    'version: 1',
    'timezone: Europe/Paris',
    'sources: { all: { employees: people.csv } }',
    'systems:',
    '  desk:',
    '    connector: frontdesk',
    '    stage: test',
    "    with: { site: paris, token: '${DESK_TOKEN}' }",
  ];
  writeFileSync(join(cwd, 'people.csv'), `${people.join('\n')}\n`);
  writeFileSync(join(cwd, 'rollcall.yaml'), `${config.join('\n')}\n`);
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    ['commit', '-q', '-m', 'Start'],
  ]) {
    expect(await run('git', args, { cwd, env })).toMatchObject({ code: 0 });
  }
  return cwd;
}

test('passes its own tests', async () => {
  const { code, stdout } = await run(process.execPath, ['--test'], {
    cwd: join(project, 'examples', 'connector-example'),
  });

  expect({ code, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stdout: '' });
});
