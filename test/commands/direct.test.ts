import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readDiffCall } from '../../src/commands/direct.ts';
import { repositoryRoot } from './run-command.ts';

const plain = {
  base: 'a.csv',
  head: 'b.csv',
  key: [],
  format: 'table',
  limit: undefined,
  distinguishEmpty: false,
  exitCode: false,
  paths: [],
  config: 'rollcall.yaml',
  needsConfig: false,
};

test.each([
  [['a.csv', 'b.csv'], {}],
  [['a.csv', '--json', 'b.csv'], { format: 'json' }],
  [['a.csv', 'b.csv', '--format=html', '--json'], { format: 'json' }],
  [['--key', 'id', 'a.csv', 'b.csv', '--key', 'x,y'], { key: ['id', 'x,y'] }],
  [['a.csv', 'b.csv', '--limit', '0', '--empty', 'distinct'], { limit: 0, distinguishEmpty: true }],
  [['a.csv', 'b.csv', '-c', 'other.yaml', '--exit-code'], { config: 'other.yaml', needsConfig: true, exitCode: true }],
])('reads %j by itself', (words, call) => {
  expect(readDiffCall(words)).toEqual({ ...plain, ...call });
});

test.each([
  [['a.csv']],
  [['a.csv', 'b.csv', 'c.csv']],
  [['a.csv', 'b.csv', '--', 'hr']],
  [['a.csv', 'b.csv', '--help']],
  [['a.csv', 'b.csv', '--jsn']],
  [['a.csv', 'b.csv', '--key']],
  [['a.csv', 'b.csv', '--format', 'xml']],
  [['a.csv', 'b.csv', '--limit', '-1']],
  [['a.csv', 'b.csv', '--empty', 'maybe']],
])('leaves %j to the framework', (words) => {
  expect(readDiffCall(words)).toBeUndefined();
});

test('both ways print the same', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'rollcall-direct-'));
  writeFileSync(join(cwd, 'a.csv'), 'id,name\n1,Anna\n2,Bo\n');
  writeFileSync(join(cwd, 'b.csv'), 'id,name\n1,Anne\n3,Cy\n');
  const run = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(repositoryRoot, 'bin/run.js'), 'diff', ...words],
      { cwd, encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  };
  for (const format of ['json', 'table', 'markdown', 'html']) {
    const direct = run('a.csv', 'b.csv', '--format', format, '--exit-code');
    // A path after `--` says nothing where two files are compared, but is left to the framework.
    const framework = run('a.csv', 'b.csv', '--format', format, '--exit-code', '--', '.');
    expect(direct).toEqual({ ...framework, status: 9 });
  }
});

test('the version is told as the framework tells it', () => {
  const run = (word: string) =>
    spawnSync(process.execPath, [join(repositoryRoot, 'bin/run.js'), word], { encoding: 'utf8' });
  expect(run('--version').stdout).toMatch(/^rollcall\/\d+\.\d+\.\d+ \S+ node-v\d+/);
});
