import { planMarkdown } from '../review/markdown.ts';
import { outline } from '../review/outline.ts';
import { openCheckout } from './checkout.ts';
import { setVerdict, writeReport } from './report.ts';
import type { ActionRun, Ending } from './run.ts';
import { summaryBytes, writeSummary } from './summary.ts';

/** Says what would be done now, in the job summary and the report. */
export async function planNow(run: ActionRun): Promise<Ending> {
  const { options } = await openCheckout(run);
  const { plan } = await import('../sync.ts');
  const planned = await plan(options);
  const { language } = planned.moment.rules;
  const { verdict } = outline(planned.plan);
  setVerdict({ exit: planned.exit, verdict });
  await writeReport(run, planned.plan, planned, { language });
  await writeSummary(planMarkdown(planned.plan, { language, limitBytes: summaryBytes }));
  return { exit: planned.exit, verdict };
}
