import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { cleanHome, project, rollcall, run } from './rollcall.ts';

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

test('is seen when its folder is linked', async () => {
  const env = cleanHome();
  expect(await rollcall(['plugins', 'link', folder, '--no-install'], { env })).toMatchObject({ code: 0 });

  const { code, stdout } = await rollcall(['connectors', 'show', 'frontdesk'], { env });

  expect(code).toBe(0);
  expect(stdout).toContain('linked:');
  expect(stdout).toContain('Prints a badge');
});

test('passes its own tests', async () => {
  const { code, stdout } = await run(process.execPath, ['--test'], {
    cwd: join(project, 'examples', 'connector-example'),
  });

  expect({ code, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stdout: '' });
});
