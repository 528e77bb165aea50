import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../io/repositories.ts';
import { bundle } from './workflow.ts';

/** Its whole is five times as large; what a start takes is for `npm run bench` to measure. */
const mostBytesAtStart = 400_000;

test('is small and brings no command line along', () => {
  const folder = dirname(bundle());
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));

  expect(files).toContain('index.js');
  expect(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBeLessThan(3_000_000);
  expect(texts.filter((text) => text.includes('@oclif/core'))).toEqual([]);
});

test('has read little of itself when it begins to work', async () => {
  const folder = temporaryFolder();
  await start(bundle(), { ANY_SECRET: 'registered', NODE_V8_COVERAGE: folder });

  const scripts = readdirSync(folder).flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).result);
  const own = scripts.map(({ url }) => url).filter((url) => url.startsWith('file:'));
  const bytes = own.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);

  expect(own.length).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(mostBytesAtStart);
});

test('ends with a sentence where it is started by hand', async () => {
  const { code, stdout } = await start(bundle(), { 'INPUT_GITHUB-TOKEN': 'token' });

  expect(code).toBe(2);
  expect(stdout).toContain('this runs as a step of a GitHub workflow');
});

function start(
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly stdout: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file], { env: { PATH: process.env.PATH, ...environment }, stdio: 'pipe' });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout }));
  });
}
