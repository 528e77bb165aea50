import type { Receipt } from '../engine/change.ts';
import type { Rehearsal } from '../engine/rehearsal.ts';
import { plainLine } from './escape.ts';
import { painter } from './paint.ts';
import { countReceipts, receiptLine } from './receipts.ts';
import { rehearsalTextsFor } from './texts/rehearsal.ts';
import type { Language } from './texts.ts';

export interface RehearsalOptions {
  readonly color: boolean;
  readonly language?: Language;
}

/** How a plan went on the simulators: what each would refuse, with who can fix it, and which systems were not rehearsed. */
export function describeRehearsal(rehearsals: readonly Rehearsal[], options: RehearsalOptions): string {
  const words = rehearsalTextsFor(options.language);
  const paint = painter(options.color);
  const lines = rehearsals.flatMap(({ system, state, receipts }) => {
    const name = paint.bold(plainLine(system));
    if (state !== 'rehearsed') return [`  ${name}  ${words.state[state]}`];
    const { applied, failed, held, accepted } = countReceipts(receipts);
    const outcome = words.outcome(applied + accepted, failed + held);
    const told = receipts.filter((receipt) => isFailed(receipt) || receipt.findings.length > 0);
    return [
      `  ${name}  ${failed + held > 0 ? paint.red(outcome) : paint.green(outcome)}`,
      ...told.map((receipt) => receiptLine(receipt, options).replaceAll(/^/gm, '    ')),
    ];
  });
  return [paint.bold(words.title), ...lines].join('\n');
}

/** The same for programs: what is told of each system, without values. */
export function rehearsalJson(rehearsals: readonly Rehearsal[]): unknown {
  return rehearsals.map(({ system, state, receipts }) => {
    const { applied, failed, held, accepted } = countReceipts(receipts);
    const told = receipts.filter((receipt) => isFailed(receipt) || receipt.findings.length > 0);
    return {
      ...{ system, state },
      summary: { done: applied, accepted, failed, held },
      receipts: told.map(({ op, kind, key, outcome, findings }) => ({ op, kind, key, outcome, findings })),
    };
  });
}

/** Whether a real apply would leave something undone. */
export function isRehearsalFailed({ receipts }: Rehearsal): boolean {
  return receipts.some(isFailed);
}

function isFailed({ outcome }: Receipt): boolean {
  return outcome !== 'done' && outcome !== 'accepted';
}
