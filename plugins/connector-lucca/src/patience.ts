import type { Context } from '../../../src/contract/index.ts';
import type { Step } from './step.ts';

/** As many people in a row whom the key may not touch as it takes to say that it lacks the right for all. */
export const mostInARow = 3;

/**
 * A right that is missing (403) stops everybody who is left. The role of a key may be bounded to some people only (fact
 * sheet §2), so that the first ones in a row hold nobody but themselves.
 */
export async function judgeRights({ once }: Pick<Context, 'once'>, step: Step): Promise<Step> {
  const refused = await once('refused-rights', async () => ({ inARow: 0 }));
  const isAboutRights = step.findings.some(({ code }) => code.startsWith('lucca-right-missing'));
  if (step.status !== 'refused' || !isAboutRights) {
    refused.inARow = 0;
    return step;
  }
  refused.inARow += 1;
  if (refused.inARow >= mostInARow) return step;
  return { ...step, findings: step.findings.map((finding) => ({ ...finding, scope: 'record' })) };
}
