import { lstat, readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { RollcallError } from '../../contract/index.ts';
import type { Repository } from './git.ts';
import { runGit } from './git-process.ts';
import type { Tree } from './tree.ts';

/**
 * The files on disk that git knows or would add: tracked and untracked, not ignored ones.
 * `root` is the repository's top or a folder in it. The list is taken once; contents are read when asked for.
 */
export function workingTree(root: string): Tree {
  const listed = once(async () => {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
    return indexByName(split((await runGit(root, args)).stdout).map((raw) => [raw.toString('utf8'), raw] as const));
  });
  const present = once(async () => {
    const names = await Promise.all(
      [...(await listed())].map(async ([name, raw]) => ((await isThere(root, raw)) ? name : '')),
    );
    return names.filter((name) => name !== '');
  });
  return {
    commit: undefined,
    name: 'working tree',
    list: async (glob) => matching(await present(), glob),
    async read(path) {
      const raw = lookUp(await listed(), inside(path));
      return raw === undefined ? undefined : readPlainFile(root, raw);
    },
  };
}

/** The files of a commit, read from git's own store, whatever is on disk. */
export function commitTree(repository: Repository, commit: string): Tree {
  const listed = once(async () => {
    return indexByName(split(await repository.listing(commit)).flatMap((entry) => toEntry(entry)));
  });
  const name = commit.slice(0, 7);
  return {
    commit,
    name,
    list: async (glob) => matching([...(await listed()).keys()], glob),
    async read(path) {
      const entry = lookUp(await listed(), inside(path));
      if (entry === undefined) return undefined;
      if (entry.mode === '120000') throw linked(path);
      return content(path, await repository.blob(entry.id));
    },
  };
}

/** The files of any folder, in git or not. */
export function folderTree(dir: string): Tree {
  const listed = once(async () => {
    const found = (await walk(dir, Buffer.alloc(0))).map((raw) => [raw.toString('utf8'), raw] as const);
    return indexByName(found);
  });
  return {
    commit: undefined,
    name: dir,
    list: async (glob) => matching([...(await listed()).keys()], glob),
    async read(path) {
      const wanted = inside(path);
      const exact = await readPlainFile(dir, Buffer.from(wanted));
      // Only names beyond ASCII can be written in two ways; for others a walk through the folder finds nothing more.
      if (exact !== undefined || /^[ -~]*$/.test(wanted)) return exact;
      const raw = lookUp(await listed(), wanted);
      return raw === undefined ? undefined : readPlainFile(dir, raw);
    },
  };
}

interface CommittedFile {
  readonly mode: string;
  readonly id: string;
}

/** `<mode> <type> <id>\t<path>`; submodules are not files. */
function toEntry(entry: Buffer): (readonly [string, CommittedFile])[] {
  const tab = entry.indexOf(0x09);
  const [mode = '', type, id = ''] = entry.subarray(0, tab).toString('latin1').split(' ');
  return type === 'blob' ? [[entry.subarray(tab + 1).toString('utf8'), { mode, id }]] : [];
}

function split(output: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    parts.push(output.subarray(start, end));
    start = end + 1;
  }
  return parts;
}

/** Names are kept as git has them. Bytes that are no UTF-8 become `\uFFFD`; two that then look the same cannot be told apart. */
function indexByName<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const index = new Map<string, T>();
  for (const [name, entry] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (index.has(name))
      throw new RollcallError('FILE_UNREADABLE', `two files have the name "${name}" once read as UTF-8`);
    index.set(name, entry);
  }
  return index;
}

/** Exact name first, then the same letters composed another way (a file that came from macOS). */
function lookUp<T>(index: ReadonlyMap<string, T>, path: string): T | undefined {
  const exact = index.get(path);
  if (exact !== undefined) return exact;
  const composed = path.normalize('NFC');
  for (const [name, entry] of index) if (name.normalize('NFC') === composed) return entry;
  return undefined;
}

function matching(names: readonly string[], glob: string): readonly string[] {
  const pattern = inside(glob).normalize('NFC');
  return names.filter((name) => {
    const composed = name.normalize('NFC');
    return composed === pattern || posix.matchesGlob(composed, pattern);
  });
}

/** @throws RollcallError `FILE_UNREADABLE` for a path that leads out of the tree. */
function inside(path: string): string {
  const normal = posix.normalize(path.replace(/^(\.\/)+/, ''));
  const leadsOut = posix.isAbsolute(path) || /^[A-Za-z]:[\\/]/.test(path) || path.split('/').includes('..');
  if (leadsOut) throw new RollcallError('FILE_UNREADABLE', `"${path}" leads out of the folder`);
  return normal;
}

async function isThere(root: string, raw: Buffer): Promise<boolean> {
  return lstat(join(root, raw))
    .then((found) => !found.isDirectory())
    .catch(() => false);
}

/** Reads a file that is reached without any symbolic link, so that no path leads out of the tree. */
async function readPlainFile(root: string, raw: Buffer): Promise<Uint8Array | undefined> {
  for (let end = raw.indexOf(0x2f); ; end = raw.indexOf(0x2f, end + 1)) {
    const part = end === -1 ? raw : raw.subarray(0, end);
    const found = await lstat(join(root, part)).catch(() => undefined);
    if (found === undefined || (end === -1 && found.isDirectory())) return undefined;
    if (found.isSymbolicLink()) throw linked(raw.toString('utf8'));
    if (end === -1) break;
  }
  const path = raw.toString('utf8');
  const bytes = await readFile(join(root, raw)).catch((cause: NodeJS.ErrnoException) => {
    throw new RollcallError('FILE_UNREADABLE', `${path} cannot be read (${cause.code})`, { cause });
  });
  return content(path, bytes);
}

/** A file kept in Git LFS is three lines that say where it is: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
function content(path: string, bytes: Buffer): Uint8Array {
  if (!bytes.subarray(0, 64).toString('latin1').startsWith('version https://git-lfs.github.com/spec/')) return bytes;
  throw new RollcallError('FILE_UNREADABLE', `${path} is kept in Git LFS, so that git holds only a pointer to it`, {
    next: 'Take the file out of Git LFS ("git lfs untrack", then commit it again).',
  });
}

async function walk(dir: string, under: Buffer): Promise<Buffer[]> {
  const entries = await readdir(join(dir, under), { withFileTypes: true, encoding: 'buffer' }).catch((cause) => {
    throw new RollcallError('FILE_UNREADABLE', `the folder ${join(dir, under).toString('utf8')} cannot be read`, {
      cause,
    });
  });
  const found = entries.map(async (entry): Promise<Buffer[]> => {
    const path = under.length === 0 ? entry.name : Buffer.concat([under, Buffer.from('/'), entry.name]);
    if (!entry.isDirectory()) return [path];
    return entry.name.toString() === '.git' ? [] : walk(dir, path);
  });
  return (await Promise.all(found)).flat();
}

function join(root: string, raw: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`), raw]);
}

function linked(path: string): RollcallError {
  return new RollcallError(
    'FILE_UNREADABLE',
    `${path} is a symbolic link, or lies behind one; only plain files are read`,
    {
      next: 'Put the file itself in its place.',
    },
  );
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
