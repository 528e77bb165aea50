import { RollcallError } from '../contract/index.ts';
import { accountName } from '../engine/ledger.ts';
import type { Rules } from '../engine/rules.ts';
import { actionTextsFor } from '../review/action-texts.ts';
import { describeError } from '../review/error.ts';
import { escapeMarkdownText } from '../review/escape.ts';
import { receiptLine } from '../review/receipts.ts';
import type { Applied, ApplyOptions } from '../sync.ts';
import { type Checkout, openCheckout } from './checkout.ts';
import type { SyncTask } from './event.ts';
import { failure, log, notice } from './log.ts';
import type { Merged } from './merged.ts';
import { patiently } from './patience.ts';
import { pullsOf } from './pulls.ts';
import { findReleases } from './releases.ts';
import { setVerdict } from './report.ts';
import { type ActionRun, type Ending, subjectOf } from './run.ts';
import { writeSummary } from './summary.ts';
import { type Progress, tellApplied, tellRefused } from './tell-sync.ts';

/** Does what is merged, from the ledger to HEAD, and tells the pull requests that it came by. */
export async function sync(run: ActionRun, task: SyncTask): Promise<Ending> {
  const progress: Progress = { isScheduled: task.trigger === 'schedule' && !run.inputs.shard };
  let checkout: Checkout | undefined;
  let applied: Applied;
  try {
    checkout = await openCheckout(run);
    const options = syncOptions(run, task, checkout, progress);
    const { apply } = await import('../sync.ts');
    applied = await patiently(() => apply(options), {
      onWait: () => log('Another run holds the lock; waiting for it to end.'),
    });
  } catch (error) {
    if (!(error instanceof RollcallError)) throw error;
    if (error.code === 'HEAD_BEHIND' && checkout) {
      const { repository, head, rules } = checkout;
      const tip = await repository.tipOfDefaultBranch();
      if (await repository.isAncestor(head, tip)) return superseded(head, tip, rules);
    }
    failure(describeError(error, { color: false }));
    if (checkout) progress.rules = checkout.rules;
    if (checkout && task.trigger === 'push') progress.merged ??= await mergedLast(run, checkout, error);
    return tellRefused(run, error, progress);
  }
  return tellApplied(run, applied, progress);
}

/** GitHub is asked who merged, approved and released once the plan is known, and before anything is written. */
function syncOptions(run: ActionRun, task: SyncTask, checkout: Checkout, progress: Progress): ApplyOptions {
  const { github, repository } = run;
  const lookUp = async (planned: NonNullable<Progress['planned']>): Promise<Merged> => {
    const { findMerged } = await import('./merged.ts');
    progress.merged ??= await findMerged(github, checkout.repository, planned, repository.defaultBranch);
    return progress.merged;
  };
  return {
    ...checkout.options,
    actor: accountName(run.actor),
    ...(task.trigger && { trigger: task.trigger }),
    ...(run.inputs.shard && { shard: run.inputs.shard }),
    release: async (stopped) => {
      progress.planned = stopped;
      const { pulls, earlier } = await lookUp(stopped);
      progress.labels = await findReleases(github, [...pulls, ...earlier], stopped, subjectOf(run));
      return progress.labels.releases;
    },
    approve: async (planned) => {
      progress.planned = planned;
      const isRequired = planned.moment.rules.require === 'approval';
      // Who merged what a system did not take learns it too.
      const isBusy = planned.plan.systems.some(({ changes, verdict }) => changes.length > 0 || verdict === 'refused');
      if (!isRequired && !isBusy) return [];
      const { approvedBy } = await import('./merged.ts');
      progress.approved = (await approvedBy(github, await lookUp(planned), isRequired)).map(accountName);
      return progress.approved;
    },
    onReceipt: (receipt) => {
      progress.wrote = true;
      log(receiptLine(receipt));
    },
  };
}

/** The pull request that brought what cannot even be planned: its readers learn why nothing happens. */
async function mergedLast(
  { github, repository }: ActionRun,
  { head }: Checkout,
  refusal: RollcallError,
): Promise<Merged | undefined> {
  if (refusal.code === 'GITHUB_UNREACHABLE' || refusal.code === 'PERMISSION_MISSING') return undefined;
  const pulls = await pullsOf(github, head, repository.defaultBranch).catch((error: unknown) => {
    if (error instanceof RollcallError) return [];
    throw error;
  });
  return { commits: [head], pulls, earlier: [], bare: [] };
}

/** A newer merge has a run of its own, which takes this one along: nothing is done twice, nothing rolled back. */
async function superseded(head: string, tip: string, { language }: Rules): Promise<Ending> {
  const text = actionTextsFor(language).sync.superseded(head.slice(0, 7), tip.slice(0, 7));
  notice(text);
  await writeSummary(`${escapeMarkdownText(text)}\n`);
  return setVerdict({ exit: 0, verdict: 'superseded' });
}
