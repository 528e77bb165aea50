import type { Place } from '../contract/index.ts';
import type { Cause } from '../engine/change.ts';
import { plainLine } from './escape.ts';
import type { Texts } from './texts.ts';

/** Why a change is in the plan, as one plain line: `hr/people.csv:12, commit 3f2c1ab`. */
export function causeText(cause: Cause, texts: Texts): string {
  switch (cause.type) {
    case 'commits':
      return texts.cause.commits(placeText(cause.place), commitsText(cause.commits, texts));
    case 'config':
      return texts.cause.config(commitsText(cause.commits, texts));
    case 'date':
      return texts.cause.date(texts.date(cause.date), placeText(cause.place));
    case 'drift':
      return texts.cause.drift;
    case 'first-sync':
      return texts.cause.firstSync(placeText(cause.place));
    case 'not-ours':
      return texts.cause.notOurs;
  }
}

/** A commit as people write it. */
export function shortCommit(commit: string): string {
  return plainLine(commit.slice(0, 7));
}

/** `hr/people.csv:12`; the column helps an editor, not a reader. */
export function placeText(place: Place | undefined): string | undefined {
  return place && plainLine(`${place.file}:${place.line}`);
}

const shownCommits = 2;

function commitsText(commits: readonly string[], texts: Texts): string {
  if (commits.length === 0) return texts.cause.unknownCommit;
  return texts.cause.commit(
    commits.slice(0, shownCommits).map(shortCommit),
    Math.max(0, commits.length - shownCommits),
  );
}
