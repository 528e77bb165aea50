import type { GitHub } from './github.ts';

/** A comment of ours. */
export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/** First lines that tell our comments apart; invisible on the page. */
export const markers = {
  review: '<!-- rollcall:review -->',
  sync: '<!-- rollcall:sync -->',
  drift: '<!-- rollcall:drift -->',
  failure: '<!-- rollcall:failure -->',
} as const;
export type Marker = keyof typeof markers;

/** Comments of a pull request that start with one of our markers and that this account wrote: a marker alone proves nothing. */
export async function ownComments(github: GitHub, pull: number): Promise<ReadonlyMap<Marker, OwnComment>> {
  const { owner, repo } = github;
  const login = await github.login();
  const all = await github.ask('pull-requests: read', () =>
    github.paginate(github.rest.issues.listComments, { owner, repo, issue_number: pull, per_page: 100 }),
  );
  const found = new Map<Marker, OwnComment>();
  for (const { id, body = '', user } of all) {
    const marker = markerOf(body);
    if (marker !== undefined && user?.login === login && !found.has(marker)) found.set(marker, { id, body });
  }
  return found;
}

/** Writes the one comment with this marker: in place where it is there, and not at all where it says the same. */
export async function writeComment(
  github: GitHub,
  pull: number,
  body: string,
  known: OwnComment | undefined,
): Promise<void> {
  const { owner, repo } = github;
  if (known?.body.trimEnd() === body.trimEnd()) return;
  await github.ask('pull-requests: write', async () => {
    if (known) await github.rest.issues.updateComment({ owner, repo, comment_id: known.id, body });
    else await github.rest.issues.createComment({ owner, repo, issue_number: pull, body });
  });
}

export function markerOf(body: string): Marker | undefined {
  return (Object.keys(markers) as Marker[]).find((name) => body.startsWith(markers[name]));
}
