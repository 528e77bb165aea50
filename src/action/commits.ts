import { RollcallError } from '../contract/index.ts';
import type { Repository } from '../io/git/git.ts';
import type { ReviewTask } from './event.ts';

/** Two commits whose difference is what a change does: the default branch without it and with it. */
export interface ReviewCommits {
  readonly base: string;
  readonly head: string;
}

/**
 * What a review compares: GitHub's own merge and its first parent; where there is none of this head, a merge made here,
 * so that what the default branch gained meanwhile never shows as undone. Fetches what a shallow clone lacks.
 * @throws RollcallError `MERGE_CONFLICT`, `REVISION_UNKNOWN`.
 */
export async function commitsToReview(repository: Repository, task: ReviewTask): Promise<ReviewCommits> {
  const { base, head, merge } = task;
  if (merge !== undefined && (await isThere(repository, merge))) {
    await completeHistory(repository, [merge]);
    if (merge === head && !task.pull) {
      await repository.ensureCommit(base);
      return { base, head };
    }
    const [first, second] = await parentsOf(repository, merge);
    if (first !== undefined && second === head) return { base: first, head: merge };
  }
  await repository.ensureCommit(base);
  await repository.ensureCommit(head);
  await completeHistory(repository, [base, head]);
  return { base, head: await mergeOf(repository, base, head) };
}

async function isThere(repository: Repository, commit: string): Promise<boolean> {
  return repository.ensureCommit(commit).then(
    () => true,
    (error: unknown) => {
      if (error instanceof RollcallError && error.code === 'REVISION_UNKNOWN') return false;
      throw error;
    },
  );
}

/** Causes and ancestors need the history, of which `actions/checkout` brings one commit. */
async function completeHistory(repository: Repository, commits: readonly string[]): Promise<void> {
  if (!(await repository.isShallow())) return;
  const remote = await repository.remote();
  if (remote === null) return;
  const options = ['--quiet', '--no-tags', '--no-prune', '--no-write-fetch-head', '--unshallow'];
  await repository.run(['fetch', ...options, remote, ...commits], { timeoutMs: 1_200_000 });
}

/** As they stand in the commit itself, whatever a shallow clone says. */
async function parentsOf(repository: Repository, commit: string): Promise<readonly string[]> {
  const text = await repository.text(['cat-file', 'commit', commit]);
  const headers = text.slice(0, text.indexOf('\n\n'));
  return [...headers.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, id = '']) => id);
}

/** By nobody and at no time, so that the same two commits always give the same one. */
const nobody = {
  GIT_AUTHOR_NAME: 'rollcall',
  GIT_AUTHOR_EMAIL: 'rollcall@localhost',
  GIT_AUTHOR_DATE: '@0 +0000',
  GIT_COMMITTER_NAME: 'rollcall',
  GIT_COMMITTER_EMAIL: 'rollcall@localhost',
  GIT_COMMITTER_DATE: '@0 +0000',
};

async function mergeOf(repository: Repository, base: string, head: string): Promise<string> {
  const merged = await repository.run(['merge-tree', '--write-tree', '--no-messages', base, head], { answers: [0, 1] });
  if (merged.code !== 0) {
    throw new RollcallError('MERGE_CONFLICT', `${head.slice(0, 7)} cannot be merged into ${base.slice(0, 7)}.`);
  }
  const tree = merged.stdout.toString('utf8').trim();
  return repository.text(['commit-tree', tree, '-p', base, '-p', head, '-m', 'Merge for review'], {
    environment: nobody,
  });
}
