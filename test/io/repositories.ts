import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';

const made: string[] = [];

afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** An empty temporary folder, removed after the tests of the file that asked for it. */
export function temporaryFolder(): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-')));
  made.push(dir);
  return dir;
}

/** Runs git in a folder without any configuration of the machine. */
export function git(dir: string, ...args: string[]): string {
  const environment = {
    ...process.env,
    HOME: '/nonexistent',
    XDG_CONFIG_HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Canary Person',
    GIT_AUTHOR_EMAIL: 'canary@example.test',
    GIT_COMMITTER_NAME: 'Canary Person',
    GIT_COMMITTER_EMAIL: 'canary@example.test',
  };
  return execFileSync('git', ['-C', dir, ...args], { env: environment, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** A repository with a branch `main` and no commit. */
export function emptyRepository(): string {
  const dir = temporaryFolder();
  git(dir, 'init', '--quiet', '--initial-branch=main');
  return dir;
}

/** Writes files, commits everything and gives the commit's id. */
export function commit(dir: string, files: Readonly<Record<string, string | Uint8Array>>, message = 'Change'): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  git(dir, 'add', '--all');
  git(dir, 'commit', '--quiet', '--allow-empty', '-m', message);
  return git(dir, 'rev-parse', 'HEAD');
}

/** A bare repository and a clone of it with one commit pushed to `main`. */
export function clonedRepository(): { readonly bare: string; readonly dir: string; readonly first: string } {
  const bare = temporaryFolder();
  git(bare, 'init', '--quiet', '--bare', '--initial-branch=main');
  const dir = emptyRepository();
  const first = commit(dir, { 'people.csv': 'id\n1\n' });
  git(dir, 'remote', 'add', 'origin', bare);
  git(dir, 'push', '--quiet', 'origin', 'main');
  return { bare, dir, first };
}

/** A fresh clone, with the options of `git clone`. */
export function clone(from: string, ...options: string[]): string {
  const dir = temporaryFolder();
  git(dir, 'clone', '--quiet', ...options, from, '.');
  return dir;
}
