import { once } from 'node:events';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openRepository } from '../../../src/io/git/git.ts';
import { runGit, timedOut } from '../../../src/io/git/git-process.ts';
import { clone, clonedRepository, commit, emptyRepository, git, temporaryFolder } from '../repositories.ts';

test('finds the top of the repository from a folder in it', async () => {
  const dir = emptyRepository();
  mkdirSync(join(dir, 'hr/été'), { recursive: true });

  const repository = await openRepository(join(dir, 'hr/été'));

  expect(repository.root).toBe(dir);
  expect(repository.gitDir).toBe(join(dir, '.git'));
});

test('shares the git folder between working trees', async () => {
  const dir = emptyRepository();
  commit(dir, { 'a.csv': 'id\n' });
  const other = join(temporaryFolder(), 'other');
  git(dir, 'worktree', 'add', '--quiet', other);

  const repository = await openRepository(other);

  expect(repository.root).toBe(other);
  expect(repository.gitDir).toBe(join(dir, '.git'));
});

test('refuses a folder that is not in a repository', async () => {
  await expect(openRepository(temporaryFolder())).rejects.toMatchObject({ code: 'GIT_MISSING' });
  await expect(openRepository('/nonexistent/folder')).rejects.toMatchObject({ code: 'GIT_MISSING' });
});

test('refuses a repository without a commit', async () => {
  const repository = await openRepository(emptyRepository());

  await expect(repository.head()).rejects.toMatchObject({ code: 'GIT_MISSING' });
});

test('resolves names to full commit ids and refuses unknown ones', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'a.csv': 'id\n' });
  git(dir, 'tag', 'v1', '-a', '-m', 'First');
  const repository = await openRepository(dir);

  expect(await repository.head()).toBe(first);
  for (const name of ['HEAD', 'main', 'v1', first, first.slice(0, 8)])
    expect(await repository.resolve(name)).toBe(first);
  for (const name of ['nothing', '--help', '', 'HEAD~1', 'HEAD:a.csv', '0'.repeat(40)]) {
    await expect(repository.resolve(name)).rejects.toMatchObject({ code: 'REVISION_UNKNOWN' });
  }
});

test('knows the default branch without a remote whatever is checked out', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'a.csv': 'id\n' });
  git(dir, 'switch', '--quiet', '-c', 'change');
  commit(dir, { 'a.csv': 'id\n1\n' });
  const repository = await openRepository(dir);

  expect(await repository.defaultBranch()).toBe('main');
  expect(await repository.tipOfDefaultBranch()).toBe(first);
});

test('asks the remote for the tip of the default branch and fetches it', async () => {
  const { bare, dir } = clonedRepository();
  const behind = clone(bare);
  const second = commit(dir, { 'people.csv': 'id\n1\n2\n' });
  git(dir, 'push', '--quiet', 'origin', 'main');
  const repository = await openRepository(behind);

  expect(await repository.defaultBranch()).toBe('main');
  expect(await repository.tipOfDefaultBranch()).toBe(second);
  expect(git(behind, 'cat-file', '-t', second)).toBe('commit');
  await expect(repository.tipOfDefaultBranch('nothing')).rejects.toMatchObject({ code: 'REVISION_UNKNOWN' });
});

test('finds the default branch of a remote whose own HEAD points nowhere', async () => {
  const { bare, dir, first } = clonedRepository();
  git(bare, 'symbolic-ref', 'HEAD', 'refs/heads/trunk');
  git(dir, 'push', '--quiet', 'origin', 'main:refs/heads/other');
  const repository = await openRepository(dir);

  expect(await repository.defaultBranch()).toBe('main');
  expect(await repository.tipOfDefaultBranch('other')).toBe(first);
  git(dir, 'push', '--quiet', 'origin', 'main:refs/heads/third', ':main');
  await expect(repository.defaultBranch()).rejects.toMatchObject({ code: 'REVISION_UNKNOWN' });
});

test('agrees through origin, the only remote, or the one of the branch, and never guesses', async () => {
  const { bare, dir } = clonedRepository();
  // A run asks once.
  const remote = async () => (await openRepository(dir)).remote();
  git(dir, 'remote', 'add', 'upstream', bare);
  expect(await remote()).toBe('origin');

  git(dir, 'remote', 'rename', 'origin', 'company');
  await expect(remote()).rejects.toMatchObject({ code: 'GIT_FAILED' });
  git(dir, 'config', 'branch.main.remote', 'upstream');
  expect(await remote()).toBe('upstream');
  git(dir, 'remote', 'remove', 'upstream');
  expect(await remote()).toBe('company');
  git(dir, 'remote', 'remove', 'company');
  expect(await remote()).toBeNull();
});

test('says that git is not installed', async () => {
  const path = process.env.PATH;
  process.env.PATH = '/nonexistent';
  try {
    await expect(openRepository(temporaryFolder())).rejects.toMatchObject({
      code: 'GIT_MISSING',
      next: expect.stringMatching(/Install git/),
    });
  } finally {
    process.env.PATH = path;
  }
});

test('says that a remote cannot be reached, without its credentials', async () => {
  const { dir } = clonedRepository();
  git(dir, 'remote', 'set-url', 'origin', 'http://someone:canarysecret@127.0.0.1:1/x.git');
  const repository = await openRepository(dir);

  const refused = repository.tipOfDefaultBranch();

  await expect(refused).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE' });
  await expect(refused).rejects.not.toThrow(/canarysecret/);
});

test('tells ancestors in a shallow clone by fetching what is missing', async () => {
  const { bare, dir, first } = clonedRepository();
  for (let number = 2; number < 6; number += 1) commit(dir, { 'people.csv': `id\n${number}\n` });
  git(dir, 'push', '--quiet', 'origin', 'main');
  const shallow = clone(`file://${bare}`, '--depth=1');
  const repository = await openRepository(shallow);
  const head = await repository.head();

  expect(await repository.isShallow()).toBe(true);
  expect(await repository.isAncestor(first, head)).toBe(true);
  expect(await repository.isAncestor(head, first)).toBe(false);
  expect(await repository.isAncestor(head, head)).toBe(true);
});

test('tells that a rewritten history does not build on the old one', async () => {
  const { dir, first } = clonedRepository();
  git(dir, 'commit', '--quiet', '--amend', '-m', 'Other');
  const repository = await openRepository(dir);

  expect(await repository.isAncestor(first, await repository.head())).toBe(false);
});

test('fetches a commit by its id into a shallow clone, which stays shallow', async () => {
  const { bare, dir, first } = clonedRepository();
  commit(dir, { 'people.csv': 'id\n2\n' });
  commit(dir, { 'people.csv': 'id\n3\n' });
  git(dir, 'push', '--quiet', 'origin', 'main');
  const repository = await openRepository(clone(`file://${bare}`, '--depth=1'));

  await repository.ensureCommit(first);

  expect(await repository.text(['show', `${first}:people.csv`])).toBe('id\n1');
  expect(await repository.text(['rev-list', '--count', 'HEAD'])).toBe('1');
  await expect(repository.ensureCommit('1'.repeat(40))).rejects.toMatchObject({ code: 'REVISION_UNKNOWN' });
});

test('lists the commits in between, newest first, and those that touched a file', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'a.csv': 'id\n' });
  const second = commit(dir, { 'b [1].csv': 'id\n' });
  const third = commit(dir, { 'a.csv': 'id\n1\n' });
  const repository = await openRepository(dir);

  expect(await repository.commitsBetween(first, third)).toEqual([third, second]);
  expect(await repository.commitsBetween(first, third, ['b [1].csv'])).toEqual([second]);
  expect(await repository.commitsBetween(first, third, [])).toEqual([]);
  expect(await repository.commitsBetween(third, third)).toEqual([]);
  expect(await repository.changedPaths(first, third)).toEqual(['a.csv', 'b [1].csv']);
});

test('lists what is not committed', async () => {
  const dir = emptyRepository();
  commit(dir, { 'a.csv': 'id\n', 'b.csv': 'id\n', '.gitignore': 'secret.csv\n' });
  appendFileSync(join(dir, 'a.csv'), '1\n');
  for (const name of ['staged é.csv', 'new.csv', 'secret.csv']) writeFileSync(join(dir, name), 'id\n');
  git(dir, 'add', 'staged é.csv');
  git(dir, 'mv', 'b.csv', 'c.csv');
  const repository = await openRepository(dir);

  expect(await repository.dirty()).toEqual(['a.csv', 'b.csv', 'c.csv', 'new.csv', 'staged é.csv']);
  expect(await repository.dirty(['a.csv', 'secret.csv'])).toEqual(['a.csv']);
  expect(await repository.dirty([])).toEqual([]);
});

test('names the commit that wrote each line, and none for lines that were there before', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'a.csv': 'id\n1\n2\n' });
  const second = commit(dir, { 'a.csv': 'id\n1\n3\n' });
  const third = commit(dir, { 'a.csv': 'id\n0\n1\n3\n' });
  const repository = await openRepository(dir);

  expect(await repository.lineCommits(first, third, 'a.csv')).toEqual([undefined, third, undefined, second]);
});

test('obeys neither variables nor settings that lead elsewhere', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'a.csv': 'id\n' });
  git(dir, 'config', 'log.showSignature', 'true');
  git(dir, 'config', 'color.ui', 'always');
  process.env.GIT_DIR = '/nonexistent';
  try {
    const repository = await openRepository(dir);
    expect(await repository.head()).toBe(first);
  } finally {
    delete process.env.GIT_DIR;
  }
});

test('lists the commits in between in a shallow clone too', async () => {
  const { bare, dir, first } = clonedRepository();
  const second = commit(dir, { 'people.csv': 'id\n2\n' });
  const third = commit(dir, { 'people.csv': 'id\n3\n' });
  git(dir, 'push', '--quiet', 'origin', 'main');
  const repository = await openRepository(clone(`file://${bare}`, '--depth=1'));

  expect(await repository.commitsBetween(first, third, ['people.csv'])).toEqual([third, second]);
});

test('ends a command that gets no answer', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  try {
    const asked = runGit(temporaryFolder(), ['ls-remote', `git://127.0.0.1:${port}/x`], {
      timeoutMs: 300,
      answers: [timedOut],
    });
    expect((await asked).complaint).toBe('no answer in time');
  } finally {
    silent.close();
  }
});

test('shows no address of a person and no credential in a complaint', async () => {
  const dir = emptyRepository();
  const failed = runGit(dir, ['fetch', 'http://someone:canary@127.0.0.1:1/canary@example.test']);

  await expect(failed).rejects.toMatchObject({
    code: 'GIT_FAILED',
    message: expect.stringMatching(/^git fetch failed: /),
  });
  await expect(failed).rejects.not.toThrow(/canary/);
});
