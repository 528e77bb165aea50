import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { Plan } from '../engine/change.ts';
import { countChanges, type KindDiff } from '../engine/diff/kind-diff.ts';
import { matrixOf } from '../engine/matrix.ts';
import { keyedHash } from '../io/ledger/digest-key.ts';
import type { HtmlOptions } from '../review/html.ts';
import type { Planned } from '../sync.ts';
import type { ActionRun, Ending } from './run.ts';

/** Writes the whole report and the plan without values, for a later step to keep or apply, and names them as outputs. */
export async function writeReport(
  run: ActionRun,
  shown: Plan,
  { plan, key, systems }: Pick<Planned, 'plan' | 'key' | 'systems'>,
  options: HtmlOptions,
): Promise<void> {
  // Most runs write none.
  const [{ planHtml }, { planFile }, { writePlanFile }] = await Promise.all([
    import('../review/html.ts'),
    import('../review/plan-file.ts'),
    import('../io/plan-file.ts'),
  ]);
  const report = join(run.folder, 'rollcall-report.html');
  await writeFile(report, planHtml(shown, options));
  core.setOutput('report', report);
  const file = join(run.folder, 'rollcall-plan.json');
  await writePlanFile(file, planFile(plan, { digest: (text) => keyedHash(key, text) }));
  core.setOutput('plan', file);
  core.setOutput('digest', plan.digest);
  core.setOutput('matrix', JSON.stringify(matrixOf(systems, run.inputs.maxMinutes)));
}

/** How many records of the files a change adds, removes and changes. */
export function setRecordCounts(diffs: readonly KindDiff[]): void {
  const counts = countChanges(diffs.flatMap(({ changes }) => changes));
  for (const name of ['added', 'removed', 'changed'] as const) core.setOutput(name, counts[name]);
}

export function setVerdict(ending: Ending): Ending {
  core.setOutput('verdict', ending.verdict);
  return ending;
}
