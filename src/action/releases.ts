import type { Release, Stop } from '../engine/change.ts';
import { accountName } from '../engine/ledger.ts';
import { changesDigest } from '../io/plan-digest.ts';
import type { Planned } from '../sync.ts';
import { ownComments } from './comments.ts';
import type { GitHub } from './github.ts';
import { authorsOf, labelsOf, type MergedPull, type SetLabel } from './pulls.ts';
import { readShown, type Shown } from './shown.ts';

/** Why a label releases nothing. */
export type LabelWhy = 'unreadable' | 'author' | 'bot' | 'unseen' | 'moved' | 'used' | 'system';

export interface FoundReleases {
  readonly releases: readonly Release[];
  readonly refused: readonly { readonly label: string; readonly why: LabelWhy }[];
}

const prefix = 'rollcall:allow';

/** The label that releases a limit. */
export function releaseLabel({ limit, planned }: Stop, system: string): string {
  return `${prefix} ${system} ${limit}=${planned}`;
}

/**
 * Limits that labels release for exactly the changes that a comment of ours has shown before the label was set, by
 * somebody who did not write them. Each is used once.
 */
export async function findReleases(
  github: GitHub,
  pulls: readonly MergedPull[],
  planned: Planned,
  subjectOf: (pull: number) => string,
): Promise<FoundReleases> {
  const releases: Release[] = [];
  const refused: { label: string; why: LabelWhy }[] = [];
  for (const pull of pulls) {
    const labels = (await labelsOf(github, pull.number)).filter(({ name }) => /^rollcall\s*:/i.test(name));
    if (labels.length === 0) continue;
    const authors = await authorsOf(github, pull);
    const comments = [...(await ownComments(github, pull.number)).values()];
    const shown = comments.flatMap(({ body }) => readShown(body, subjectOf(pull.number), planned.key));
    for (const label of labels) {
      const judged = judge(label, { planned, authors, shown });
      if (typeof judged === 'string') refused.push({ label: label.name, why: judged });
      else releases.push(judged);
    }
  }
  return { releases, refused };
}

function judge(
  label: SetLabel,
  {
    planned,
    authors,
    shown,
  }: { readonly planned: Planned; readonly authors: ReadonlySet<string>; readonly shown: readonly Shown[] },
): Release | LabelWhy {
  const [, system, limit, count] = /^rollcall:allow (\S+) (\S+)=(\d+)$/.exec(label.name) ?? [];
  if (system === undefined || limit === undefined) return 'unreadable';
  const found = planned.systems.find(({ plan }) => plan.name === system);
  const plan = planned.plan.systems.find(({ name }) => name === system);
  if (!found || !plan) return 'system';
  if (label.isBot) return 'bot';
  if (authors.has(label.by)) return 'author';
  const digest = changesDigest(plan, planned.key);
  const seen = shown.filter((one) => one.system === system && Date.parse(one.at) < Date.parse(label.at));
  if (seen.length === 0) return 'unseen';
  if (!seen.some((one) => one.digest === digest)) return 'moved';
  const runs = found.gathered.entry?.runs ?? [];
  // A label that is set again after the run that it released is a new decision.
  const isUsed = runs.some(
    ({ at, releases }) =>
      Date.parse(at) >= Date.parse(label.at) && releases.some((one) => one.limit === limit && one.digest === digest),
  );
  return isUsed ? 'used' : { system, limit, count: Number(count), by: accountName(label.by), digest };
}
