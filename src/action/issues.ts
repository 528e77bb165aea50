import { markerOf, markers } from './comments.ts';
import type { GitHub } from './github.ts';

/**
 * Keeps one open issue about one thing: made when there is something to say, changed in place, closed when `issue` is
 * undefined. A label tells it from all others. Gives its number while it is open.
 */
export async function keepIssue(
  github: GitHub,
  about: 'drift' | 'failure',
  issue: { readonly title: string; readonly body: string } | undefined,
): Promise<number | undefined> {
  const { owner, repo } = github;
  const label = `rollcall:${about}`;
  const login = await github.login();
  const open = await github.ask('issues: read', () =>
    github.paginate(github.rest.issues.listForRepo, { owner, repo, state: 'open', labels: label, per_page: 100 }),
  );
  const known = open.find((one) => one.user?.login === login && markerOf(one.body ?? '') === about);
  if (!issue) {
    if (known) {
      await github.ask('issues: write', () =>
        github.rest.issues.update({
          owner,
          repo,
          issue_number: known.number,
          state: 'closed',
          state_reason: 'completed',
        }),
      );
    }
    return undefined;
  }
  const { title } = issue;
  const body = `${markers[about]}\n${issue.body}`;
  if (known) {
    const isSame = known.title === title && known.body?.trimEnd() === body.trimEnd();
    if (!isSame) {
      await github.ask('issues: write', () =>
        github.rest.issues.update({ owner, repo, issue_number: known.number, title, body }),
      );
    }
    return known.number;
  }
  const made = await github.ask('issues: write', () =>
    github.rest.issues.create({ owner, repo, title, body, labels: [label] }),
  );
  return made.data.number;
}
