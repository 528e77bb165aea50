import type { GitHub } from './github.ts';

/** A pull request that brought commits to the default branch. */
export interface MergedPull {
  readonly number: number;
  readonly author: string;
  /** Its last commit before it was merged. */
  readonly head: string;
}

/** A label with the account that set it last. */
export interface SetLabel {
  readonly name: string;
  readonly by: string;
  readonly isBot: boolean;
  /** ISO 8601, to the second. */
  readonly at: string;
}

/** The merged pull requests of a branch that a commit came by. */
export async function pullsOf(github: GitHub, commit: string, branch: string): Promise<readonly MergedPull[]> {
  const { owner, repo } = github;
  const pulls = await github.ask('pull-requests: read', () =>
    github.paginate(github.rest.repos.listPullRequestsAssociatedWithCommit, {
      owner,
      repo,
      commit_sha: commit,
      per_page: 100,
    }),
  );
  return pulls
    .filter((pull) => pull.merged_at !== null && pull.base.ref === branch)
    .map((pull) => ({ number: pull.number, author: pull.user?.login ?? '', head: pull.head.sha }));
}

/** Accounts other than the author that approved the last commit, and did not take it back. */
export async function approvalsOf(github: GitHub, pull: MergedPull): Promise<readonly string[]> {
  const { owner, repo } = github;
  const reviews = await github.ask('pull-requests: read', () =>
    github.paginate(github.rest.pulls.listReviews, { owner, repo, pull_number: pull.number, per_page: 100 }),
  );
  const last = new Map<string, (typeof reviews)[number]>();
  for (const review of reviews) {
    const isPerson = review.user?.type === 'User' && insiders.includes(review.author_association);
    if (isPerson && review.user && review.state !== 'COMMENTED' && review.state !== 'PENDING')
      last.set(review.user.login, review);
  }
  return [...last]
    .filter(([login, { state, commit_id }]) => state === 'APPROVED' && login !== pull.author && commit_id === pull.head)
    .map(([login]) => login);
}

/** In a public repository anybody may approve. */
const insiders: readonly string[] = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** Accounts that wrote commits of a pull request, its author among them. */
export async function authorsOf(github: GitHub, pull: MergedPull): Promise<ReadonlySet<string>> {
  const { owner, repo } = github;
  const commits = await github.ask('pull-requests: read', () =>
    github.paginate(github.rest.pulls.listCommits, { owner, repo, pull_number: pull.number, per_page: 100 }),
  );
  const accounts = commits.flatMap(({ author, committer }) => [author?.login, committer?.login]);
  return new Set(
    [pull.author, ...accounts.filter((login) => typeof login === 'string' && login !== 'web-flow')].map(String),
  );
}

/** The labels that a pull request has now, each with who set it and when. */
export async function labelsOf(github: GitHub, pull: number): Promise<readonly SetLabel[]> {
  const { owner, repo } = github;
  const events = await github.ask('pull-requests: read', () =>
    github.paginate(github.rest.issues.listEvents, { owner, repo, issue_number: pull, per_page: 100 }),
  );
  const now = new Map<string, SetLabel>();
  for (const event of events) {
    const label = 'label' in event ? event.label?.name : undefined;
    if (typeof label !== 'string') continue;
    if (event.event === 'unlabeled') now.delete(label);
    if (event.event !== 'labeled') continue;
    const by = event.actor?.login ?? '';
    now.set(label, { name: label, by, isBot: event.actor?.type !== 'User', at: event.created_at });
  }
  return [...now.values()];
}
