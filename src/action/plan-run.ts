import { readRules } from '../io/config.ts';
import { openRepository } from '../io/git.ts';
import { commitTree } from '../io/trees.ts';
import { planMarkdown } from '../review/markdown.ts';
import { outline } from '../review/outline.ts';
import { plan } from '../sync.ts';
import { withRepositoryConnectors } from './connectors.ts';
import { maskSettings } from './mask.ts';
import { setVerdict, summaryBytes, writeReport, writeSummary } from './report.ts';
import type { ActionRun, Ending } from './run.ts';

/** Says what would be done now, in the job summary and the report. */
export async function planNow(run: ActionRun): Promise<Ending> {
  const repository = await openRepository(run.options.directory);
  const head = await repository.head();
  const { config, environment, connectors: known } = run.options;
  maskSettings(await readRules(commitTree(repository, head), config), environment);
  const connectors = await withRepositoryConnectors(known, repository, { trusted: head, checkedOut: head });
  const planned = await plan({ ...run.options, connectors });
  const { language } = planned.moment.rules;
  const { verdict } = outline(planned.plan);
  setVerdict({ exit: planned.exit, verdict });
  await writeReport(run, planned.plan, planned, language);
  await writeSummary(planMarkdown(planned.plan, { language, limitBytes: summaryBytes }));
  return { exit: planned.exit, verdict };
}
