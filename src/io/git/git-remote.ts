import { RollcallError } from '../../contract/index.ts';
import type { Git } from './git-process.ts';

/** A branch and the commit it points at. */
export interface Branch {
  readonly branch: string;
  readonly tip: string;
}

/** Milliseconds that one question to the remote may take. */
const questionTimeoutMs = 60_000;

/**
 * The remote to agree with others through.
 * @throws RollcallError `GIT_FAILED` when there are several and nothing says which.
 */
export async function remoteOf(git: Git): Promise<string | null> {
  const names = (await git.text(['remote'])).split('\n').filter((name) => name !== '');
  if (names.length === 0) return null;
  if (names.includes('origin')) return 'origin';
  const branch = await git.text(['symbolic-ref', '--quiet', '--short', 'HEAD'], { answers: [0, 1] });
  const own = await git.text(['config', '--get', `branch.${branch}.remote`], { answers: [0, 1] });
  if (names.includes(own)) return own;
  if (names.length === 1) return names[0] ?? null;
  throw new RollcallError('GIT_FAILED', `there are ${names.length} remotes and none is named origin`, {
    next: 'Name the one to agree with others through: git remote rename NAME origin.',
  });
}

/** Refs of the remote by name, and the branch its HEAD points at. `patterns` limits what is asked for. */
export async function askRemote(
  git: Git,
  remote: string,
  patterns: readonly string[],
): Promise<{ readonly head?: string; readonly refs: ReadonlyMap<string, string> }> {
  const asked = await git.run(['ls-remote', '--symref', remote, ...patterns], {
    answers: [...Array(256).keys()],
    timeoutMs: questionTimeoutMs,
  });
  if (asked.code !== 0) {
    throw new RollcallError('LEDGER_UNREACHABLE', `the remote "${remote}" gives no answer: ${asked.complaint}`);
  }
  const lines = asked.stdout.toString('utf8').split('\n');
  const refs = new Map<string, string>();
  let head: string | undefined;
  for (const line of lines) {
    const [value = '', name = ''] = line.split('\t');
    if (value.startsWith('ref: refs/heads/') && name === 'HEAD') head = value.slice('ref: refs/heads/'.length);
    else if (name !== '') refs.set(name, value);
  }
  return head === undefined ? { refs } : { head, refs };
}

/** One branch of the remote. @throws RollcallError `REVISION_UNKNOWN`, `LEDGER_UNREACHABLE`. */
export async function remoteBranch(git: Git, remote: string, branch: string): Promise<Branch> {
  const { refs } = await askRemote(git, remote, [`refs/heads/${branch}`]);
  const tip = refs.get(`refs/heads/${branch}`);
  if (tip === undefined)
    throw new RollcallError('REVISION_UNKNOWN', `the remote "${remote}" has no branch "${branch}"`);
  return { branch, tip };
}

/**
 * The default branch: what the remote's HEAD points at; where it says nothing, or there is no remote, the branch
 * named by `init.defaultBranch`, `main`, `master`, or the only one there is.
 */
export async function defaultBranchOf(git: Git, remote: string | null): Promise<Branch> {
  const { head, refs } =
    remote === null ? await localBranches(git) : await askRemote(git, remote, ['HEAD', 'refs/heads/*']);
  const names = [...refs.keys()].filter((name) => name.startsWith('refs/heads/')).map((name) => name.slice(11));
  const usual = await git.text(['config', '--get', 'init.defaultBranch'], { answers: [0, 1] });
  const candidates = [head, usual, 'main', 'master', names.length === 1 ? names[0] : undefined];
  const branch = candidates.find((name) => name !== undefined && names.includes(name));
  const tip = refs.get(`refs/heads/${branch}`);
  if (branch !== undefined && tip !== undefined) return { branch, tip };
  throw new RollcallError('REVISION_UNKNOWN', 'the default branch cannot be told', {
    next: 'Push the default branch, or name it: git remote set-head origin BRANCH.',
  });
}

/** Without a remote nothing tells the default branch from others, so the one that is checked out is no hint. */
async function localBranches(
  git: Git,
): Promise<{ readonly head?: string; readonly refs: ReadonlyMap<string, string> }> {
  const listed = await git.text(['for-each-ref', '--format=%(refname)%09%(objectname)', 'refs/heads']);
  const refs = new Map<string, string>();
  for (const line of listed.split('\n')) {
    const [name = '', id = ''] = line.split('\t');
    if (name !== '') refs.set(name, id);
  }
  return { refs };
}
