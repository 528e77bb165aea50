import type { Rules } from '../engine/rules.ts';
import { log } from './log.ts';
import type { ActionRun } from './run.ts';

/** Milliseconds that a webhook may take; the run does not wait longer for it. */
const patienceMs = 10_000;

const words = {
  partial: 'not everything was applied',
  stopped: 'a limit stopped the sync, nothing was written',
  refused: 'the sync was refused, nothing was written',
  drift: 'records moved without git',
} as const;

/**
 * Tells the incoming webhook of Slack or Teams that a run needs somebody: the repository, what happened and where to
 * read on, and no value. A webhook that fails is noted in the log and changes nothing.
 */
export async function tellFailure(
  run: ActionRun,
  what: keyof typeof words,
  rules?: Pick<Rules, 'notify'>,
): Promise<void> {
  const { webhook } = run.inputs;
  if (webhook === undefined) return;
  const whom = rules?.notify && rules.notify.length > 0 ? ` (${rules.notify.join(' ')})` : '';
  const text = `Rollcall in ${run.repository.name}: ${words[what]}${whom}. ${run.url}`;
  try {
    const answer = await fetch(webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    });
    if (!answer.ok) log(`The webhook answered ${answer.status}; nobody may have been told.`);
  } catch {
    log('The webhook could not be reached; nobody was told.');
  }
}
