import * as core from '@actions/core';
import type { Finding, RollcallError } from '../contract/index.ts';
import { refusalMarkdown } from '../review/refusal-markdown.ts';
import type { Language } from '../review/texts.ts';
import { annotationsOf, publishCheck } from './check-run.ts';
import { markers, ownComments, writeComment } from './comments.ts';
import type { ReviewTask } from './event.ts';
import type { ActionRun } from './run.ts';
import { summaryBytes, writeSummary } from './summary.ts';

export interface ReviewTold {
  readonly exit: number;
  /** One plain line. */
  readonly title: string;
  /** The review within so many bytes. */
  readonly markdown: (limitBytes: number) => string;
  readonly findings: readonly Finding[];
  readonly language: Language;
  /** Invisible lines put before it in the comment. */
  readonly head: string;
}

/** GitHub refuses a comment of more than 65,536 characters. */
const commentBytes = 60_000;

/** Runners show so many annotations of one kind; the check run takes more, where the token may make one. */
const mostByCommand = 10;

/** Tells a review where its readers are: job summary, marks on the lines of the files, and the one comment. */
export async function publishReview(run: ActionRun, task: ReviewTask, told: ReviewTold): Promise<void> {
  const { github, inputs } = run;
  await writeSummary(told.markdown(summaryBytes));
  const annotations = annotationsOf(told.findings, told.language);
  // The token of a pull request from a fork may only read.
  if (task.recordsOnly === 'fork') {
    for (const { path, start_line, title, message, annotation_level } of annotations.slice(0, mostByCommand)) {
      const place = { file: path, startLine: start_line, title };
      if (annotation_level === 'failure') core.error(message, place);
      else core.warning(message, place);
    }
    return;
  }
  // All texts are made before GitHub is called: a connection that idles meanwhile is closed, and a write is not repeated.
  const head = `${markers.review}\n${told.head}\n`;
  const comment = `${head}\n${told.markdown(commentBytes - Buffer.byteLength(head))}`;
  const summary = told.markdown(commentBytes);
  if (inputs.comment && task.pull) {
    const known = (await ownComments(github, task.pull.number)).get('review');
    await writeComment(github, task.pull.number, comment, known);
  }
  await publishCheck(github, {
    commit: task.head,
    conclusion: told.exit === 0 ? 'success' : 'failure',
    title: told.title,
    summary,
    annotations,
  });
}

/** The same for a refusal: a reader of the pull request learns why there is no review. */
export async function publishRefusal(
  run: ActionRun,
  task: ReviewTask,
  { error, language }: { readonly error: RollcallError; readonly language: Language },
): Promise<void> {
  core.setOutput('verdict', 'refused');
  await publishReview(run, task, {
    exit: error.exit,
    title: error.code,
    markdown: (limitBytes) => refusalMarkdown(error, { limitBytes, language }),
    findings: error.findings,
    language,
    head: '',
  });
}
