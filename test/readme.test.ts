import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const tutorial = [...readme.matchAll(/```sh tutorial\n(.*?)```/gs)].map((block) => block[1]).join('\n');

/** Runs a script as a newcomer would type it, in a home of its own; the sandbox it starts ends with it. */
async function runScript(script: string): Promise<{ code: number | null; output: string }> {
  const home = mkdtempSync(join(tmpdir(), 'rollcall-readme-'));
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8' };
  const child = spawn(
    'bash',
    ['-euo', 'pipefail', '-c', `trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n${script}`],
    { cwd: root, env },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

test('every command of the tutorial does what the page says', async () => {
  const { code, output } = await runScript(tutorial);
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  expect(output).toContain('5 applied, 0 failed, 0 held');
  expect(output).toContain('2 applied, 0 failed, 0 held');
  expect(output).toContain('0 applied, 0 failed, 0 held');
  expect(output).toContain('LIMITS_EXCEEDED');
  expect(output).toContain('stopped with exit code 4');
}, 180_000);

test('the commands in the table are the commands there are', async () => {
  const { commands } = await import('../src/commands/index.ts');
  const named = [...readme.matchAll(/^\| `rollcall ([a-z]+)/gm)].map((row) => row[1]);
  const there = Object.keys(commands).filter((id) => !id.includes(':'));
  expect([...named].sort()).toEqual([...there, 'plugins'].sort());
});
