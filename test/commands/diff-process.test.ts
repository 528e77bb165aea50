import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../io/repositories.ts';
import { repositoryRoot } from './run-command.ts';

const program = join(repositoryRoot, 'bin/run.js');

test('a reader who stops early is content, however long the diff', async () => {
  const dir = temporaryFolder();
  const rows = (value: string) => Array.from({ length: 40_000 }, (_, id) => `${id},${value}`).join('\n');
  writeFileSync(join(dir, 'base.csv'), `id,note\n${rows('before')}\n`);
  writeFileSync(join(dir, 'head.csv'), `id,note\n${rows('after')}\n`);

  const run = spawn(process.execPath, [program, 'diff', 'base.csv', 'head.csv', '--json'], { cwd: dir });
  let complaint = '';
  run.stderr.on('data', (piece) => {
    complaint += piece;
  });
  run.stdout.once('data', () => run.stdout.destroy());
  const exit = await new Promise((resolve) => {
    run.on('close', resolve);
  });

  expect([exit, complaint]).toEqual([0, '']);
});

test('prints all of a long diff into a pipe, without colours', () => {
  const dir = temporaryFolder();
  const rows = Array.from({ length: 20_001 }, (_, id) => String(id)).join('\n');
  writeFileSync(join(dir, 'base.csv'), 'id\n0\n');
  writeFileSync(join(dir, 'head.csv'), `id\n${rows}\n`);
  const run = spawnSync(process.execPath, [program, 'diff', 'base.csv', 'head.csv'], { cwd: dir, encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, '']);
  const [summary, gap, ...lines] = run.stdout.trimEnd().split('\n');
  expect([summary, gap]).toEqual(['records: 20,000 added, 1 unchanged', '']);
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([20_000, '+ 1', '+ 20000']);
});

test('a refusal as JSON has the code and the next step', () => {
  const dir = temporaryFolder();
  const run = spawnSync(process.execPath, [program, 'diff', 'a.csv', 'b.csv', '--json'], {
    cwd: dir,
    encoding: 'utf8',
  });
  expect(run.status).toBe(3);
  expect(JSON.parse(run.stdout).error).toMatchObject({ code: 'FILE_UNREADABLE', next: expect.any(String) });
});
