import { setTimeout as wait } from 'node:timers/promises';
import * as core from '@actions/core';
import { RollcallError } from '../contract/index.ts';
import { accountName } from '../engine/ledger.ts';
import type { Rules } from '../engine/rules.ts';
import { readRules } from '../io/config.ts';
import { openRepository } from '../io/git.ts';
import { changesDigest } from '../io/plan-digest.ts';
import { commitTree } from '../io/trees.ts';
import { actionTextsFor } from '../review/action-texts.ts';
import { describeError } from '../review/error.ts';
import { escapeMarkdownCell, escapeMarkdownText } from '../review/escape.ts';
import { describeFindings } from '../review/findings.ts';
import { planMarkdown } from '../review/markdown.ts';
import { countReceipts, receiptLine, receiptSummary } from '../review/receipts.ts';
import { refusalMarkdown } from '../review/refusal-markdown.ts';
import { syncMarkdown } from '../review/sync-markdown.ts';
import { type Applied, apply, type Planned } from '../sync.ts';
import { markers, ownComments, writeComment } from './comments.ts';
import { withRepositoryConnectors } from './connectors.ts';
import type { Task } from './event.ts';
import { failure, log, notice } from './log.ts';
import { maskSettings } from './mask.ts';
import { approvedBy, findMerged, type Merged } from './merged.ts';
import { tellFailure } from './notify.ts';
import { type FoundReleases, findReleases, releaseLabel } from './releases.ts';
import { setVerdict, summaryBytes, writeReport, writeSummary } from './report.ts';
import { type ActionRun, type Ending, subjectOf, type Verdict, whyLeftOut } from './run.ts';
import { readShown, showAgain, shownLine } from './shown.ts';

type SyncTask = Extract<Task, { readonly type: 'sync' }>;

/** What became known while a sync went on, as far as it came. */
interface Progress {
  planned?: Planned;
  merged?: Merged;
  labels?: FoundReleases;
  approved?: readonly string[];
}

/** Does what is merged, from the ledger to HEAD, and tells the pull requests that it came by. */
export async function sync(run: ActionRun, task: SyncTask): Promise<Ending> {
  const repository = await openRepository(run.options.directory);
  const head = await repository.head();
  const progress: Progress = {};
  const lookUp = async (planned: Planned): Promise<Merged> => {
    progress.planned = planned;
    progress.merged ??= await findMerged(run.github, repository, planned, run.repository.defaultBranch);
    return progress.merged;
  };
  try {
    const { config, environment, connectors: known } = run.options;
    maskSettings(await readRules(commitTree(repository, head), config), environment);
    const connectors = await withRepositoryConnectors(known, repository, { trusted: head, checkedOut: head });
    const applied = await patiently(() =>
      apply({
        ...run.options,
        connectors,
        actor: accountName(run.actor),
        ...(task.trigger && { trigger: task.trigger }),
        release: async (stopped) => {
          const { pulls, earlier } = await lookUp(stopped);
          progress.labels = await findReleases(run.github, [...pulls, ...earlier], stopped, subjectOf(run));
          return progress.labels.releases;
        },
        approve: async (planned) => {
          progress.planned = planned;
          const isRequired = planned.moment.rules.require === 'approval';
          const isBusy = planned.plan.systems.some(({ changes }) => changes.length > 0);
          if (!isRequired && !isBusy) return [];
          progress.approved = (await approvedBy(run.github, await lookUp(planned), isRequired)).map(accountName);
          return progress.approved;
        },
        onReceipt: (receipt) => log(receiptLine(receipt)),
      }),
    );
    return await tellApplied(run, applied, progress);
  } catch (error) {
    if (!(error instanceof RollcallError)) throw error;
    if (error.code === 'HEAD_BEHIND') {
      const tip = await repository.tipOfDefaultBranch();
      if (await repository.isAncestor(head, tip)) return superseded(head, tip);
    }
    failure(describeError(error, { color: false }));
    return tellRefused(run, error, progress);
  }
}

/** A run that was killed holds its lock until the lease ends, 10 minutes later; this one outwaits it. */
const lockPatienceMs = 11 * 60_000;
const lockPauseMs = 15_000;

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const end = Date.now() + lockPatienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isLocked = error instanceof RollcallError && error.code === 'LOCKED';
      if (!isLocked || Date.now() + lockPauseMs > end) throw error;
      log('Another run holds the lock; waiting for it to end.');
      await wait(lockPauseMs);
    }
  }
}

/** A newer merge has a run of its own, which takes this one along: nothing is done twice, nothing rolled back. */
async function superseded(head: string, tip: string): Promise<Ending> {
  const text = actionTextsFor().sync.superseded(head.slice(0, 7), tip.slice(0, 7));
  notice(text);
  await writeSummary(`${escapeMarkdownText(text)}\n`);
  return setVerdict({ exit: 0, verdict: 'superseded' });
}

async function tellApplied(run: ActionRun, applied: Applied, progress: Progress): Promise<Ending> {
  const { plan, receipts, exit } = applied;
  const held = plan.systems.flatMap(({ holds }) => holds).filter(({ why }) => why === 'held').length;
  const counts = countReceipts(receipts, held);
  for (const name of ['applied', 'failed', 'held'] as const) core.setOutput(name, counts[name]);
  const verdict: Verdict = exit !== 0 ? 'partial' : receipts.length > 0 ? 'applied' : 'nothing';
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
  if (planned) await writeReport(run, plan, planned, language);
  if (receipts.length > 0 && merged)
    await tellPulls(run, merged, markdown, exit === 0 ? '' : mentionOf(planned?.moment.rules));
  if (exit !== 0) await tellFailure(run, 'partial', planned?.moment.rules);
  return { exit, verdict };
}

async function tellRefused(
  run: ActionRun,
  error: RollcallError,
  { planned, merged, labels }: Progress,
): Promise<Ending> {
  const isStopped = error.exit === 4 || planned?.plan.systems.some(({ stops }) => stops.length > 0) === true;
  const ending = setVerdict({ exit: error.exit, verdict: isStopped ? 'stopped' : 'refused' });
  const rules = planned?.moment.rules;
  const texts = actionTextsFor(rules?.language);
  const notes = [
    ...(labels?.refused ?? []).map(({ label, why }) =>
      texts.labelRefused(escapeMarkdownCell(label), texts.labelWhy[why]),
    ),
    `${texts.report} ${run.url}`,
  ];
  const markdown = (limitBytes: number): string => {
    const options = { limitBytes, ...(rules && { language: rules.language }) };
    if (!isStopped || !planned) return refusalMarkdown(error, { ...options, title: texts.sync.refused });
    return planMarkdown(planned.plan, {
      ...options,
      notes: [texts.sync.stopped, ...notes],
      release: (stop, system) => texts.label(escapeMarkdownCell(releaseLabel(stop, system))),
    });
  };
  await writeSummary(markdown(summaryBytes));
  if (planned) await writeReport(run, planned.plan, planned, planned.moment.rules.language);
  await tellFailure(run, isStopped ? 'stopped' : 'refused', rules);
  if (!merged || error.code === 'PERMISSION_MISSING') return ending;
  await tellPulls(run, merged, markdown, mentionOf(rules), isStopped ? planned : undefined);
  return ending;
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
  const now = new Date(run.options.now()).toISOString();
  return shownLine(showAgain(digests, readShown(known, subject, key), now), subject, key);
}
