import * as core from '@actions/core';
import { RollcallError } from '../contract/index.ts';
import type { Stop } from '../engine/change.ts';
import type { Rules } from '../engine/rules.ts';
import { changesDigest } from '../io/plan-digest.ts';
import { actionTextsFor } from '../review/action-texts.ts';
import { describeError } from '../review/error.ts';
import { escapeMarkdownCell } from '../review/escape.ts';
import { describeFindings } from '../review/findings.ts';
import { planMarkdown } from '../review/markdown.ts';
import { countReceipts, receiptSummary } from '../review/receipts.ts';
import { refusalMarkdown } from '../review/refusal-markdown.ts';
import { syncMarkdown } from '../review/sync-markdown.ts';
import type { Applied, Planned } from '../sync.ts';
import { markers, ownComments, writeComment } from './comments.ts';
import { keepIssue } from './issues.ts';
import { failure, log } from './log.ts';
import type { Merged } from './merged.ts';
import { tellFailure } from './notify.ts';
import { type FoundReleases, releaseLabel } from './releases.ts';
import { setVerdict, writeReport } from './report.ts';
import { type ActionRun, type Ending, subjectOf, type Verdict, whyLeftOut } from './run.ts';
import { readShown, showAgain, shownLine } from './shown.ts';
import { summaryBytes, writeSummary } from './summary.ts';

/** What became known while a sync went on, as far as it came. */
export interface Progress {
  planned?: Planned;
  /** Of what is checked out. */
  rules?: Rules;
  merged?: Merged;
  labels?: FoundReleases;
  approved?: readonly string[];
  /** Something was sent to a system. */
  wrote?: true;
  /** Nobody merged anything just now: what fails has no pull request to be told on. */
  readonly isScheduled: boolean;
}

/** Tells what was done: outputs, log, job summary, report, and a comment on each pull request that it came by. */
export async function tellApplied(run: ActionRun, applied: Applied, progress: Progress): Promise<Ending> {
  const { plan, receipts, exit } = applied;
  const held = plan.systems.flatMap(({ holds }) => holds).filter(({ why }) => why === 'held').length;
  const counts = countReceipts(receipts, held);
  for (const name of ['applied', 'failed', 'held'] as const) core.setOutput(name, counts[name]);
  const verdict: Verdict =
    exit !== 0 ? (receipts.length > 0 ? 'partial' : 'refused') : receipts.length > 0 ? 'applied' : 'nothing';
  setVerdict({ exit, verdict });
  const leftOut = whyLeftOut(plan);
  if (leftOut.length > 0) failure(describeFindings(leftOut, { color: false }));
  log(receiptSummary(receipts, { held }));
  const { planned, merged, approved = [] } = progress;
  const language = planned?.moment.rules.language ?? 'en';
  const told = { plan, receipts, approved, later: applied.later };
  const markdown = (limitBytes: number): string =>
    syncMarkdown(told, { language, limitBytes, notes: [`${actionTextsFor(language).report} ${run.url}`] });
  await writeSummary(markdown(summaryBytes));
  if (planned) await writeReport(run, plan, planned, { language });
  if ((receipts.length > 0 || exit !== 0) && merged)
    await tellPulls(run, merged, markdown, exit === 0 ? '' : mentionOf(planned?.moment.rules));
  const failed = verdict === 'partial' || verdict === 'refused' ? verdict : undefined;
  if (failed) await tellFailure(run, failed, planned?.moment.rules);
  await tellIssue(run, progress, failed, planned?.moment.rules, markdown);
  return { exit, verdict };
}

/** Refusals for which the plan itself is shown, with what releases it. */
const stopCodes: readonly string[] = ['LIMITS_EXCEEDED', 'COLUMN_GONE', 'HISTORY_REWRITTEN', 'LEDGER_LOST'];

/** The same for a sync that was refused, usually before anything was written. What its comments show of a stopped plan can be released by a label from then on. */
export async function tellRefused(run: ActionRun, error: RollcallError, progress: Progress): Promise<Ending> {
  const { planned, merged, labels, wrote, ...known } = progress;
  const isStopped = stopCodes.includes(error.code) && planned !== undefined;
  const ending = setVerdict({ exit: error.exit, verdict: isStopped ? 'stopped' : wrote ? 'partial' : 'refused' });
  const rules = planned?.moment.rules ?? known.rules;
  const texts = actionTextsFor(rules?.language);
  const notes = [
    ...(labels?.refused ?? []).map(({ label, why }) =>
      texts.labelRefused(escapeMarkdownCell(label), texts.labelWhy[why]),
    ),
    `${texts.report} ${run.url}`,
  ];
  const markdown = (limitBytes: number): string => {
    const options = { limitBytes, ...(rules && { language: rules.language }) };
    if (!isStopped || !planned) {
      return refusalMarkdown(error, { ...options, title: wrote ? texts.sync.failed : texts.sync.refused });
    }
    return planMarkdown(planned.plan, {
      ...options,
      notes: [texts.sync.stopped, ...notes],
      // Where no pull request brought it there is none to set a label on.
      ...(hasPulls(merged) && {
        release: (stop: Stop, system: string) => texts.label(escapeMarkdownCell(releaseLabel(stop, system))),
      }),
    });
  };
  await writeSummary(markdown(summaryBytes));
  if (planned) {
    const release = (stop: Stop, system: string) => texts.label(releaseLabel(stop, system));
    await writeReport(run, planned.plan, planned, { language: planned.moment.rules.language, release });
  }
  const failed = isStopped ? 'stopped' : wrote ? 'partial' : 'refused';
  await tellFailure(run, failed, rules);
  await tellIssue(run, progress, failed, rules, markdown);
  if (!merged || error.code === 'PERMISSION_MISSING') return ending;
  await tellPulls(run, merged, markdown, mentionOf(rules), isStopped ? planned : undefined);
  return ending;
}

function hasPulls(merged: Merged | undefined): boolean {
  return merged !== undefined && merged.pulls.length + merged.earlier.length > 0;
}

/** One issue about scheduled runs that failed on what no pull request brought, such as a date; a good run closes it. */
async function tellIssue(
  run: ActionRun,
  { isScheduled, merged }: Progress,
  failed: 'partial' | 'stopped' | 'refused' | undefined,
  rules: Rules | undefined,
  markdown: (limitBytes: number) => string,
): Promise<void> {
  if (!isScheduled || !run.inputs.comment || hasPulls(merged)) return;
  const mention = mentionOf(rules);
  const title = failed && actionTextsFor(rules?.language).webhook[failed](run.repository.name);
  const issue = title && { title, body: `${mention}${markdown(60_000 - Buffer.byteLength(mention))}` };
  try {
    await keepIssue(run.github, 'failure', issue || undefined);
  } catch (error) {
    // The run is as good or bad without it.
    if (!(error instanceof RollcallError)) throw error;
    log(describeError(error, { color: false }));
  }
}

function mentionOf(rules: Rules | undefined): string {
  const accounts = rules?.notify ?? [];
  return accounts.length > 0 ? `${actionTextsFor(rules?.language).notify(accounts.join(' '))}\n\n` : '';
}

/** One comment on each merged pull request, in place. What it shows of a stopped plan can be released by a label from then on. */
async function tellPulls(
  run: ActionRun,
  merged: Merged,
  markdown: (limitBytes: number) => string,
  mention: string,
  stopped?: Planned,
): Promise<void> {
  if (!run.inputs.comment) return;
  for (const { number } of [...merged.pulls, ...merged.earlier]) {
    const known = (await ownComments(run.github, number)).get('sync');
    const subject = subjectOf(run)(number);
    const line = stopped ? `${shownIn(stopped, known?.body ?? '', subject, run)}\n` : '';
    const start = `${markers.sync}\n${line}\n${mention}`;
    await writeComment(run.github, number, `${start}${markdown(60_000 - Buffer.byteLength(start))}`, known);
  }
}

function shownIn({ plan, key }: Planned, known: string, subject: string, run: ActionRun): string {
  const digests = new Map(plan.systems.map((system) => [system.name, changesDigest(system, key)]));
  const now = new Date(run.github.now()).toISOString();
  return shownLine(showAgain(digests, readShown(known, subject, key), now), subject, key);
}
