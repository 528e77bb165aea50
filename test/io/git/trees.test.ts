import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openRepository } from '../../../src/io/git/git.ts';
import type { Tree } from '../../../src/io/git/tree.ts';
import { commitTree, folderTree, workingTree } from '../../../src/io/git/trees.ts';
import { commit, emptyRepository, temporaryFolder } from '../repositories.ts';

const odd = {
  'hr/employés.csv': 'id\n1\n',
  'hr/two words "quoted" [1].csv': 'id\n2\n',
  'hr/new\nline.csv': 'id\n3\n',
  'hr/tab\tand \\ back.csv': 'id\n4\n',
  'hr/deep/er/x.csv': 'id\n5\n',
};

async function text(tree: Tree, path: string): Promise<string | undefined> {
  const bytes = await tree.read(path);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
}

async function threeTrees(files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly [Tree, Tree, Tree]> {
  const dir = emptyRepository();
  const id = commit(dir, files);
  return [commitTree(await openRepository(dir), id), workingTree(dir), folderTree(dir)];
}

test('lists and reads files with odd names the same in a commit, on disk and in a folder', async () => {
  for (const tree of await threeTrees(odd)) {
    expect(await tree.list('**/*.csv')).toEqual(Object.keys(odd).sort());
    for (const [path, content] of Object.entries(odd)) {
      expect(await tree.list(path)).toContain(path);
      expect(await text(tree, path)).toBe(content);
    }
    expect(await tree.list('./hr/*.csv')).toHaveLength(4);
    expect(await tree.list('nothing/*.csv')).toEqual([]);
    expect(await tree.read('hr/nothing.csv')).toBeUndefined();
    expect(await tree.read('hr')).toBeUndefined();
  }
});

test('finds a decomposed name by its composed one and the other way round', async () => {
  const composed = 'hr/é.csv'.normalize('NFC');
  const decomposed = 'hr/é.csv'.normalize('NFD');
  for (const [written, asked] of [
    [composed, decomposed],
    [decomposed, composed],
  ] as const) {
    for (const tree of await threeTrees({ [written]: 'id\n1\n' })) {
      expect(await tree.list(asked)).toEqual([written]);
      expect(await text(tree, asked)).toBe('id\n1\n');
    }
  }
});

test('refuses symbolic links, which a glob still lists', async () => {
  const dir = emptyRepository();
  const outside = temporaryFolder();
  writeFileSync(join(outside, 'other.csv'), 'id\n1\n');
  symlinkSync(join(outside, 'other.csv'), join(dir, 'link.csv'));
  const id = commit(dir, { 'plain.csv': 'id\n' });
  for (const tree of [commitTree(await openRepository(dir), id), workingTree(dir), folderTree(dir)]) {
    expect(await tree.list('*.csv')).toEqual(['link.csv', 'plain.csv']);
    await expect(tree.read('link.csv')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  }
});

test('refuses a tracked file whose folder has become a symbolic link', async () => {
  const dir = emptyRepository();
  commit(dir, { 'hr/a.csv': 'id\n' });
  const outside = temporaryFolder();
  writeFileSync(join(outside, 'a.csv'), 'id\n1\n');
  rmSync(join(dir, 'hr'), { recursive: true });
  symlinkSync(outside, join(dir, 'hr'));

  await expect(workingTree(dir).read('hr/a.csv')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});

test('refuses paths that lead out', async () => {
  for (const tree of await threeTrees({ 'a.csv': 'id\n' })) {
    for (const path of ['../a.csv', '/etc/passwd', 'hr/../../a.csv', 'C:\\people.csv']) {
      await expect(tree.read(path)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
      await expect(tree.list(path)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    }
  }
});

test('takes from disk what git would take: untracked files, not ignored or deleted ones', async () => {
  const dir = emptyRepository();
  commit(dir, { '.gitignore': 'private/\n', 'kept.csv': 'id\n', 'deleted.csv': 'id\n' });
  rmSync(join(dir, 'deleted.csv'));
  mkdirSync(join(dir, 'private'));
  writeFileSync(join(dir, 'private/x.csv'), 'id\n');
  writeFileSync(join(dir, 'new.csv'), 'id\n');
  const tree = workingTree(dir);

  expect(await tree.list('**/*.csv')).toEqual(['kept.csv', 'new.csv']);
  expect(await tree.read('private/x.csv')).toBeUndefined();
  expect(await tree.read('deleted.csv')).toBeUndefined();
});

test('reads a commit as it was, bytes and all, whatever is on disk', async () => {
  const dir = emptyRepository();
  const bytes = Uint8Array.from({ length: 256 * 1024 }, (_, index) => index % 256);
  const id = commit(dir, { 'a.csv': bytes });
  commit(dir, { 'a.csv': 'changed\n' });
  const tree = commitTree(await openRepository(dir), id);

  expect(tree.commit).toBe(id);
  expect(tree.name).toBe(id.slice(0, 7));
  expect(Buffer.from((await tree.read('a.csv')) ?? []).equals(bytes)).toBe(true);
});

test('keeps a file whose name is no UTF-8 readable', async () => {
  const dir = emptyRepository();
  writeFileSync(Buffer.concat([Buffer.from(`${dir}/employ`), Buffer.from([0xe9]), Buffer.from('.csv')]), 'id\n1\n');
  const id = commit(dir, {});
  for (const tree of [commitTree(await openRepository(dir), id), workingTree(dir), folderTree(dir)]) {
    const [name = ''] = await tree.list('*.csv');
    expect(await text(tree, name)).toBe('id\n1\n');
  }
});

test('refuses a pointer of Git LFS, which is not the file', async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;
  for (const tree of await threeTrees({ 'a.csv': pointer })) {
    await expect(tree.read('a.csv')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  }
});
