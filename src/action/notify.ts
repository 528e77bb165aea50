import type { Rules } from '../engine/rules.ts';
import { type ActionTexts, actionTextsFor } from '../review/action-texts.ts';
import { log } from './log.ts';
import type { ActionRun } from './run.ts';

/** Milliseconds that a webhook may take; the run does not wait longer for it. */
const patienceMs = 10_000;

/**
 * Tells the incoming webhook of Slack or Teams that a run needs somebody: the repository, what happened and where to
 * read on, and no value. A webhook that fails is noted in the log and changes nothing.
 */
export async function tellFailure(
  run: ActionRun,
  what: keyof ActionTexts['webhook'],
  rules?: Pick<Rules, 'notify' | 'language'>,
): Promise<void> {
  const { webhook } = run.inputs;
  if (webhook === undefined) return;
  const whom = rules?.notify && rules.notify.length > 0 ? ` (${rules.notify.join(' ')})` : '';
  const text = `${actionTextsFor(rules?.language).webhook[what](run.repository.name)}${whom}. ${run.url}`;
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
