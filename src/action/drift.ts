import { driftIssue } from '../review/drift-markdown.ts';
import { plan } from '../sync.ts';
import { openCheckout } from './checkout.ts';
import { keepIssue } from './issues.ts';
import type { ActionRun } from './run.ts';

/**
 * Keeps the issue that says what moved in the systems without git. Every system is read for it, also those whose turn
 * has not come; while one cannot be read the issue is not closed.
 */
export async function reportDrift(run: ActionRun): Promise<void> {
  const { plan: made, moment } = await plan((await openCheckout(run)).options);
  const issue = driftIssue(made, moment.rules.language);
  const isWhole = made.systems.every(({ verdict }) => verdict !== 'refused');
  if (issue || isWhole) await keepIssue(run.github, 'drift', issue);
}
