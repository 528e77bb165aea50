import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { RollcallError } from '../contract/index.ts';
import { type ByteSource, sourceOf } from '../engine/diff/stream/byte-source.ts';
import { openFileSource } from './file-source.ts';
import type { Repository } from './git/git.ts';
import type { Tree } from './git/tree.ts';

/** One side of a diff, as it was named: a single file, or a set of files. */
export type NamedSide =
  | { readonly type: 'file'; readonly name: string; readonly source: ByteSource }
  | { readonly type: 'tree'; readonly name: string; readonly tree: Tree };

export interface Sides {
  readonly base: NamedSide;
  readonly head: NamedSide;
  /** Sentences for the reader, such as that a name is a file and a revision too; found out meanwhile, and never rejected. */
  readonly notes: Promise<readonly string[]>;
}

/**
 * Finds what two names stand for: a file, a folder, a git revision (`main`), or a file or folder in one (`main:hr/a.csv`,
 * from the top of the repository as in git; `main:./a.csv` from here). A file or folder wins over a revision of the same name.
 * A folder against a revision is the working tree there against the same folder of the revision.
 * @throws RollcallError `FILE_UNREADABLE`, `REVISION_UNKNOWN`, `GIT_MISSING`; `USAGE` for a file against a set of files.
 */
export async function openSides(base: string, head: string, cwd: string): Promise<Sides> {
  const found = { base: await locate(base, cwd), head: await locate(head, cwd) };
  const notes = noteOnAll([...new Set([base, head])].filter(mayBeRevision), cwd);
  const sides = {
    base: await open(found.base, found.head, cwd),
    head: await open(found.head, found.base, cwd),
  };
  const file = [sides.base, sides.head].find(({ type }) => type === 'file');
  const tree = [sides.base, sides.head].find(({ type }) => type === 'tree');
  if (file !== undefined && tree !== undefined) {
    throw new RollcallError('USAGE', `"${file.name}" is one file and "${tree.name}" is a set of files.`, {
      next: 'Compare two files, two folders or two revisions; one file of a revision is REVISION:PATH.',
    });
  }
  return { ...sides, notes };
}

type Location = OnDisk | InRevision;

interface OnDisk {
  readonly type: 'file' | 'folder';
  readonly name: string;
  readonly path: string;
}

interface InRevision {
  readonly type: 'revision';
  readonly name: string;
  readonly revision: string;
  /** As written after the colon; '' where there is none. */
  readonly path: string;
}

// Git is loaded when it is needed: two files need nothing of it.
async function openRepository(cwd: string): Promise<Repository> {
  return (await import('./git/git.ts')).openRepository(cwd);
}

async function locate(name: string, cwd: string): Promise<Location> {
  const path = resolve(cwd, name);
  const found = await stat(path).catch(() => undefined);
  // Git speaks of real paths; a file may be a pipe (`<(…)`), which has none.
  if (found?.isDirectory() === true) return { type: 'folder', name, path: await realpath(path) };
  if (found !== undefined) return { type: 'file', name, path };
  const colon = name.indexOf(':');
  if (colon > 0) return { type: 'revision', name, revision: name.slice(0, colon), path: name.slice(colon + 1) };
  return { type: 'revision', name, revision: name, path: '' };
}

/** Git has no name that begins like a path: nothing is started to ask about one. */
function mayBeRevision(name: string): boolean {
  return !/^(?:\/|\.\.?(?:\/|$))/.test(name);
}

async function noteOnAll(names: readonly string[], cwd: string): Promise<readonly string[]> {
  if (names.length === 0 || !isInRepository(cwd)) return [];
  const repository = await openRepository(cwd).catch(() => undefined);
  if (repository === undefined) return [];
  return (await Promise.all(names.map((name) => noteOn(name, repository, cwd)))).flat();
}

async function noteOn(name: string, repository: Repository, cwd: string): Promise<readonly string[]> {
  const location = await locate(name, cwd);
  if (location.type === 'revision') return [];
  const isRevision = await repository.resolve(name).then(
    () => true,
    () => false,
  );
  return isRevision
    ? [
        `"${name}" is a ${location.type} here and a revision too: the ${location.type} is taken. For the revision write "${name}:".`,
      ]
    : [];
}

/** A guess that saves starting git where there is none. */
function isInRepository(folder: string): boolean {
  const above = dirname(folder);
  return (
    process.env.GIT_DIR !== undefined || existsSync(join(folder, '.git')) || (above !== folder && isInRepository(above))
  );
}

async function open(location: Location, other: Location, cwd: string): Promise<NamedSide> {
  const { name } = location;
  if (location.type === 'revision') return openRevision(location, other, cwd);
  if (location.type === 'file') return { type: 'file', name, source: openSource(location.path, name) };
  const inGit = other.type === 'revision';
  const { folderTree, workingTree } = await import('./git/trees.ts');
  return { type: 'tree', name, tree: inGit ? workingTree(location.path) : folderTree(location.path) };
}

async function openRevision(location: InRevision, other: Location, cwd: string): Promise<NamedSide> {
  const { name } = location;
  const repository = await repositoryOf(location, cwd);
  const { commitTree } = await import('./git/trees.ts');
  const tree = commitTree(repository, await resolveRevision(repository, location));
  const path = await pathInRepository(location, other, repository, cwd);
  const bytes = path === '' ? undefined : await tree.read(path);
  if (bytes !== undefined) return { type: 'file', name, source: sourceOf(bytes) };
  if (path === '') return { type: 'tree', name, tree };
  const within = await folderOf(tree, path);
  if (within === undefined && location.path !== '') {
    throw new RollcallError('FILE_UNREADABLE', `"${path}" is not in the revision "${location.revision}"`);
  }
  return { type: 'tree', name, tree: within ?? emptyTree(tree) };
}

function openSource(path: string, name: string): ByteSource {
  try {
    return openFileSource(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new RollcallError('FILE_UNREADABLE', `${name} cannot be read (${code})`, { cause });
  }
}

async function repositoryOf({ name }: Location, cwd: string): Promise<Repository> {
  return openRepository(cwd).catch((cause) => {
    if (!(cause instanceof RollcallError) || cause.code !== 'GIT_MISSING') throw cause;
    throw new RollcallError('FILE_UNREADABLE', `"${name}" is not there, and there is no git repository here`, {
      cause,
    });
  });
}

async function resolveRevision(repository: Repository, { name, revision }: InRevision) {
  return repository.resolve(revision).catch((cause) => {
    if (!(cause instanceof RollcallError) || cause.code !== 'REVISION_UNKNOWN') throw cause;
    const code = /\.\w+$|[\\/]$/.test(name) ? 'FILE_UNREADABLE' : 'REVISION_UNKNOWN';
    throw new RollcallError(code, `"${name}" is no file or folder here, and no revision of this repository`, { cause });
  });
}

/** '' is the top. A revision without a path is narrowed to the folder it is compared with. */
async function pathInRepository(location: InRevision, other: Location, { root }: Repository, cwd: string) {
  if (location.path.startsWith('./') || location.path.startsWith('../'))
    return inside(root, resolve(await realpath(cwd), location.path));
  if (location.path !== '' || other.type !== 'folder' || location.name.endsWith(':')) {
    return posix.normalize(location.path || '.').replace(/^\.$|\/$/g, '');
  }
  return inside(root, other.path);
}

function inside(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

async function folderOf(tree: Tree, path: string): Promise<Tree | undefined> {
  const start = `${path}/`;
  const all = (await tree.list('**')).filter((one) => one.startsWith(start)).map((one) => one.slice(start.length));
  if (all.length === 0) return undefined;
  return {
    commit: tree.commit,
    name: `${tree.name}:${path}`,
    list: async (glob) => all.filter((one) => one === glob || posix.matchesGlob(one, glob)),
    read: async (one) => tree.read(`${start}${one}`),
  };
}

function emptyTree({ commit, name }: Tree): Tree {
  return { commit, name, list: async () => [], read: async () => undefined };
}
