import { RollcallError } from '../contract/index.ts';
import type { Repository } from '../io/git/git.ts';
import { isRead } from '../io/moment.ts';
import type { Planned } from '../sync.ts';
import type { GitHub } from './github.ts';
import { approvalsOf, type MergedPull, pullsOf } from './pulls.ts';

/** What is about to be applied, and by which pull requests it came. */
export interface Merged {
  /** Steps of the default branch since what was last applied, newest first, that touch files that are read. */
  readonly commits: readonly string[];
  readonly pulls: readonly MergedPull[];
  /** Pull requests of causes that go further back, such as a record that an earlier run held. */
  readonly earlier: readonly MergedPull[];
  /** Those of `commits` that came by none. */
  readonly bare: readonly string[];
}

/** How many commits of a long way are looked up to say thanks to; all are where approval is required. */
const mostLookedUp = 50;

/** Finds the pull requests of a plan: those since its systems were last applied, and those that its causes name. */
export async function findMerged(
  github: GitHub,
  repository: Repository,
  planned: Planned,
  branch: string,
): Promise<Merged> {
  const commits = await stepsSince(repository, planned);
  const causes = planned.plan.systems.flatMap(({ changes }) =>
    changes.flatMap(({ cause }) => (cause.type === 'commits' || cause.type === 'config' ? cause.commits : [])),
  );
  const isRequired = planned.moment.rules.require === 'approval';
  const wanted = [...new Set([...commits, ...causes])];
  const pulls = new Map<number, MergedPull>();
  const earlier = new Map<number, MergedPull>();
  const bare: string[] = [];
  for (const commit of isRequired ? wanted : wanted.slice(0, mostLookedUp)) {
    const found = await pullsOf(github, commit, branch);
    if (found.length === 0 && commits.includes(commit)) bare.push(commit);
    for (const pull of found) (commits.includes(commit) ? pulls : earlier).set(pull.number, pull);
  }
  for (const number of pulls.keys()) earlier.delete(number);
  const inOrder = (found: ReadonlyMap<number, MergedPull>) => [...found.values()].sort((a, b) => a.number - b.number);
  return { commits, pulls: inOrder(pulls), earlier: inOrder(earlier), bare };
}

/**
 * The accounts that approved what is merged.
 * @throws RollcallError `APPROVAL_MISSING` where approval is required and a commit came without a pull request, or by one
 * whose last commit nobody else approved.
 */
export async function approvedBy(github: GitHub, merged: Merged, isRequired: boolean): Promise<readonly string[]> {
  const accounts = new Set<string>();
  const unapproved: number[] = [];
  for (const pull of merged.pulls) {
    const approvals = await approvalsOf(github, pull);
    if (approvals.length === 0) unapproved.push(pull.number);
    for (const account of approvals) accounts.add(account);
  }
  if (isRequired && merged.bare.length + unapproved.length > 0) {
    const commits = merged.bare.map((commit) => `Commit ${commit.slice(0, 7)} came without a pull request.`);
    const pulls = unapproved.map((pull) => `The last commit of pull request ${pull} was approved by nobody else.`);
    throw new RollcallError('APPROVAL_MISSING', [...commits, ...pulls].join('\n'));
  }
  return [...accounts].sort();
}

/** Merges, squashed and rebased commits alike are steps of the first parent. A first sync is its newest step alone. */
async function stepsSince(repository: Repository, { systems, moment }: Planned): Promise<readonly string[]> {
  const starts = new Set(systems.map(({ gathered }) => gathered.entry?.applied?.commit));
  const steps = new Set<string>();
  for (const start of starts) {
    if (start === undefined || !(await repository.isAncestor(start, moment.commit))) {
      steps.add(moment.commit);
      continue;
    }
    const listed = await repository.text(['rev-list', '--first-parent', `${start}..${moment.commit}`]);
    for (const commit of listed.split('\n')) {
      if (commit !== '' && (await touches(repository, commit, moment))) steps.add(commit);
    }
  }
  return [...steps];
}

async function touches(repository: Repository, commit: string, moment: Planned['moment']): Promise<boolean> {
  const parent = await repository.run(['rev-parse', '--verify', '--quiet', `${commit}^1`], { answers: [0, 1, 128] });
  if (parent.code !== 0) return true;
  const paths = await repository.changedPaths(parent.stdout.toString('utf8').trim(), commit);
  return paths.some((path) => path === moment.config || isRead(path, moment));
}
