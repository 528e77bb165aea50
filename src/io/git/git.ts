import { stat } from 'node:fs/promises';
import { RollcallError } from '../../contract/index.ts';
import { type Git, type GitOptions, gitText, runGit } from './git-process.ts';
import { defaultBranchOf, remoteBranch, remoteOf } from './git-remote.ts';

/** A git repository with a working tree. Commits are named by their full ids everywhere; people's names are never read. */
export interface Repository extends Git {
  /** Absolute path of the top of the working tree. */
  readonly root: string;
  /** Absolute path of the git folder that all its working trees share. */
  readonly gitDir: string;
  /** True when history is cut (`git clone --depth`); what is missing is fetched when it is needed. */
  isShallow(): Promise<boolean>;
  /** The remote to agree with others through: `origin`, else the branch's own or the only one; null when there is none. */
  remote(): Promise<string | null>;
  /** @throws RollcallError `GIT_MISSING` when there is no commit yet. */
  head(): Promise<string>;
  /** @throws RollcallError `REVISION_UNKNOWN`. */
  resolve(revision: string): Promise<string>;
  /** Name of the default branch, such as `main`. @throws RollcallError `REVISION_UNKNOWN` when it cannot be told. */
  defaultBranch(): Promise<string>;
  /**
   * Tip of the default branch, asked from the remote and fetched where there is one, else the local branch.
   * @throws RollcallError `LEDGER_UNREACHABLE` when the remote gives no answer, `REVISION_UNKNOWN`.
   */
  tipOfDefaultBranch(branch?: string): Promise<string>;
  /** Whether `descendant` builds on `ancestor` or is it; fetches what a shallow clone lacks to tell. */
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  /** Ids of the commits in `head` and not in `base`, newest first; only those that touched one of `paths` where given. */
  commitsBetween(base: string, head: string, paths?: readonly string[]): Promise<readonly string[]>;
  /** Paths that differ between two commits, a rename as both its paths, sorted. */
  changedPaths(base: string, head: string): Promise<readonly string[]>;
  /** Paths that are modified, staged or untracked (not ignored); only among `paths` where given. */
  dirty(paths?: readonly string[]): Promise<readonly string[]>;
  /** For each line of a file at `head` (from index 0) the commit after `base` that wrote it; undefined where none did. */
  lineCommits(base: string, head: string, path: string): Promise<readonly (string | undefined)[]>;
  /** What `git ls-tree -r -z --full-tree` says of a commit. */
  listing(commit: string): Promise<Buffer>;
  /** The contents of a file by the id of its blob. Not to be changed: who asks again may get the same. */
  blob(id: string): Promise<Buffer>;
  /** Fetches a commit by its id when it is not there. @throws RollcallError `REVISION_UNKNOWN` when nobody has it. */
  ensureCommit(id: string): Promise<void>;
}

/** Milliseconds that the remote may take before it counts as unreachable. */
export const networkTimeoutMs = 120_000;

/** A full commit id, of SHA-1 or SHA-256. */
export const commitId = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Finds the repository that a folder belongs to.
 * @throws RollcallError `GIT_MISSING` when it is not in one, or git is not installed.
 */
export async function openRepository(dir: string): Promise<Repository> {
  const isFolder = await stat(dir)
    .then((found) => found.isDirectory())
    .catch(() => false);
  if (!isFolder) throw new RollcallError('GIT_MISSING', `${dir} is not a folder`);
  const asked = ['rev-parse', '--path-format=absolute', '--show-toplevel', '--git-common-dir'];
  const found = await runGit(dir, asked, { answers: [0, 128] });
  if (found.code !== 0) throw notARepository(dir, found.complaint);
  // A folder's name may hold a line break; the git folder is asked for alone then.
  const [root = '', gitDir = '', ...more] = lineOf(found.stdout).split('\n');
  if (more.length === 0) return repositoryAt(root, gitDir);
  const top = await gitText(dir, ['rev-parse', '--show-toplevel']);
  return repositoryAt(top, await gitText(top, ['rev-parse', '--path-format=absolute', '--git-common-dir']));
}

function repositoryAt(root: string, gitDir: string): Repository {
  const run = (args: readonly string[], options?: GitOptions) => runGit(root, args, options);
  const text = (args: readonly string[], options?: GitOptions) => gitText(root, args, options);
  // What git holds once it holds, and who builds on whom never changes: neither is asked twice.
  const held = new Set<string>();
  const builds = new Set<string>();
  const holds = async (id: string) => {
    if (held.has(id)) return true;
    if ((await run(['cat-file', '-e', `${id}^{commit}`], answer)).code !== 0) return false;
    held.add(id);
    return true;
  };
  let named: Promise<string | null> | undefined;
  const remote = () => {
    named ??= remoteOf({ run, text });
    return named;
  };

  const repository: Repository = {
    root,
    gitDir,
    run,
    text,
    remote,
    isShallow: async () => (await text(['rev-parse', '--is-shallow-repository'])) === 'true',
    async head() {
      const found = await run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], answer);
      if (found.code === 0) return lineOf(found.stdout);
      throw new RollcallError('GIT_MISSING', 'the repository has no commit yet', {
        next: 'Commit the files ("git add --all", then "git commit"), then run again.',
      });
    },
    async resolve(revision) {
      if (commitId.test(revision)) {
        await repository.ensureCommit(revision);
        return revision;
      }
      const found = await run(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], answer);
      if (found.code === 0 && !revision.startsWith('-')) return lineOf(found.stdout);
      throw new RollcallError('REVISION_UNKNOWN', `the revision "${revision}" is not in this repository`);
    },
    async defaultBranch() {
      const name = await remote();
      return (await defaultBranchOf(repository, name)).branch;
    },
    async tipOfDefaultBranch(branch) {
      const name = await remote();
      if (name === null) {
        const local = branch ?? (await defaultBranchOf(repository, null)).branch;
        return repository.resolve(`refs/heads/${local}`);
      }
      const wanted =
        branch === undefined ? await defaultBranchOf(repository, name) : await remoteBranch(repository, name, branch);
      if (!(await holds(wanted.tip))) await fetchFrom(repository, name, [`refs/heads/${wanted.branch}`]);
      return wanted.tip;
    },
    async isAncestor(ancestor, descendant) {
      await repository.ensureCommit(descendant);
      await repository.ensureCommit(ancestor);
      const pair = `${ancestor} ${descendant}`;
      const isKnown = async () => {
        if (ancestor === descendant || builds.has(pair)) return true;
        if ((await run(['merge-base', '--is-ancestor', ancestor, descendant], answer)).code !== 0) return false;
        builds.add(pair);
        return true;
      };
      for (const depth of [100, 1000, Number.POSITIVE_INFINITY]) {
        if (await isKnown()) return true;
        if (!(await deepen(repository, depth))) return false;
      }
      return isKnown();
    },
    async commitsBetween(base, head, paths) {
      if (paths?.length === 0) return [];
      // In a shallow clone this fetches the commits in between.
      await repository.isAncestor(base, head);
      const listed = await text(['rev-list', '--topo-order', `${base}..${head}`, '--', ...(paths ?? [])]);
      return listed === '' ? [] : listed.split('\n');
    },
    async changedPaths(base, head) {
      if (base === head) return [];
      const listed = await run(['diff-tree', '-r', '-z', '--no-renames', '--name-only', base, head]);
      return namesIn(listed.stdout).sort();
    },
    async dirty(paths) {
      if (paths?.length === 0) return [];
      const args = ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames', '--', ...(paths ?? [])];
      return namesIn((await run(args)).stdout)
        .map((entry) => entry.slice(3))
        .sort();
    },
    async lineCommits(base, head, path) {
      const blamed = await run(['blame', '--porcelain', `${base}..${head}`, '--', path]);
      return commitsOfLines(blamed.stdout.toString('latin1'));
    },
    listing: remembered(async (commit) => {
      await repository.ensureCommit(commit);
      return (await run(['ls-tree', '-r', '-z', '--full-tree', commit])).stdout;
    }),
    blob: remembered(
      async (id) => (await run(['cat-file', 'blob', id])).stdout,
      (bytes) => bytes.length <= mostRemembered,
    ),
    async ensureCommit(id) {
      if (!commitId.test(id)) throw new RollcallError('REVISION_UNKNOWN', `"${id}" is not a commit id`);
      if (await holds(id)) return;
      const name = await remote();
      const depth = (await repository.isShallow()) ? ['--depth=1'] : [];
      if (name !== null) await fetchFrom(repository, name, [...depth, id], [0, 1, 128]);
      if (!(await holds(id))) throw new RollcallError('REVISION_UNKNOWN', `the commit ${id} is not in this repository`);
    },
  };
  return repository;
}

const answer: GitOptions = { answers: [0, 1, 128] };

/** Larger files are asked for again, in place of being kept until the end: 1 MiB. */
const mostRemembered = 1_048_576;

/** What an id names never changes. A question that failed is asked again, and so is one whose answer is not kept. */
function remembered<T>(ask: (id: string) => Promise<T>, isKept = (_: T) => true): (id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  const forget = (id: string) => known.delete(id);
  return (id) => {
    const asked = known.get(id) ?? ask(id);
    known.set(id, asked);
    asked.then(
      (answered) => isKept(answered) || forget(id),
      () => forget(id),
    );
    return asked;
  };
}

/** Fetches refs or ids, with the options of `git fetch` before them, without touching tags or FETCH_HEAD. */
async function fetchFrom(
  repository: Repository,
  remote: string,
  what: readonly string[],
  answers = [0],
): Promise<void> {
  const options = what.filter((one) => one.startsWith('--'));
  const wanted = what.filter((one) => !one.startsWith('--'));
  const quiet = ['--quiet', '--no-tags', '--no-prune', '--no-write-fetch-head'];
  await repository.run(['fetch', ...quiet, ...options, remote, ...wanted], {
    answers,
    timeoutMs: 10 * networkTimeoutMs,
  });
}

/** Brings more history into a shallow clone; false when there is no more to be had. */
async function deepen(repository: Repository, commits: number): Promise<boolean> {
  if (!(await repository.isShallow())) return false;
  const remote = await repository.remote();
  if (remote === null) return false;
  await fetchFrom(repository, remote, [Number.isFinite(commits) ? `--deepen=${commits}` : '--unshallow']);
  return true;
}

function notARepository(dir: string, complaint: string): RollcallError {
  if (!complaint.includes('dubious ownership')) {
    return new RollcallError('GIT_MISSING', `${dir} is not inside a git repository`);
  }
  return new RollcallError('GIT_FAILED', `git refuses ${dir}: the folder belongs to another user`, {
    next: 'Run "git config --global --add safe.directory FOLDER" if you trust the folder.',
  });
}

function lineOf(output: Buffer): string {
  return output.toString('utf8').replace(/\n$/, '');
}

function namesIn(output: Buffer): string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '');
}

/** Porcelain blame: `<id> <line there> <line here> [<count>]`, headers, then the line itself after a tab. */
function commitsOfLines(blamed: string): (string | undefined)[] {
  const lines: (string | undefined)[] = [];
  const boundaries = new Set<string>();
  let current: { id: string; line: number } | undefined;
  for (const text of blamed.split('\n')) {
    const header = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(text);
    if (text.startsWith('\t')) {
      if (current !== undefined) lines[current.line - 1] = boundaries.has(current.id) ? undefined : current.id;
    } else if (header !== null) current = { id: String(header[1]), line: Number(header[2]) };
    else if (text === 'boundary' && current !== undefined) boundaries.add(current.id);
  }
  return lines;
}
