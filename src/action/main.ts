import * as core from '@actions/core';
import { connectors as bundled } from '../bundled.ts';
import { type Connector, RollcallError } from '../contract/index.ts';
import { accountName } from '../engine/ledger.ts';
import { describeError } from '../review/error.ts';
import { planMarkdown } from '../review/markdown.ts';
import { countReceipts, receiptLine, receiptSummary } from '../review/receipts.ts';
import { apply, plan, type SyncOptions } from '../sync.ts';

/** What the step of a workflow does: the event decides, unless the input `command` does. */
type Command = 'plan' | 'apply';

/**
 * Face two: the same flow as the command line, told in the job summary.
 * A pull request is planned, a push to the default branch and a schedule are applied.
 */
async function main(): Promise<number> {
  const options: SyncOptions = {
    directory: core.getInput('working-directory') || process.cwd(),
    config: core.getInput('config') || 'rollcall.yaml',
    connectors: findConnectors,
    environment: process.env,
    now: Date.now,
    onStep: (step) => core.info(step),
  };
  return commandOf(core.getInput('command'), process.env.GITHUB_EVENT_NAME ?? '') === 'plan'
    ? runPlan(options)
    : runApply(options);
}

async function runPlan(options: SyncOptions): Promise<number> {
  const { plan: made, exit, moment } = await plan(options);
  const verdicts = made.systems.map((system) => system.verdict);
  const verdict = (['refused', 'stopped', 'ready'] as const).find((one) => verdicts.includes(one)) ?? 'nothing';
  core.setOutput('verdict', verdict);
  core.setOutput('digest', made.digest);
  await core.summary.addRaw(planMarkdown(made, { language: moment.rules.language })).write();
  return exit;
}

async function runApply(options: SyncOptions): Promise<number> {
  const actor = accountName(process.env.GITHUB_ACTOR ?? 'unknown');
  const { receipts, exit } = await apply({
    ...options,
    actor,
    onReceipt: (receipt) => core.info(receiptLine(receipt)),
  });
  const { applied, failed, held } = countReceipts(receipts);
  core.setOutput('applied', applied);
  core.setOutput('failed', failed);
  core.setOutput('held', held);
  const summary = receiptSummary(receipts);
  core.info(summary);
  await core.summary.addRaw(`\`\`\`\n${summary}\n\`\`\`\n`).write();
  return exit;
}

function commandOf(input: string, event: string): Command {
  if (input === 'plan' || input === 'apply') return input;
  if (input !== '') throw new RollcallError('USAGE', `The input command is "${input}"; it is plan or apply.`);
  return event === 'push' || event === 'schedule' ? 'apply' : 'plan';
}

/** The connectors that come with rollcall, those that are asked for. */
async function findConnectors(wanted: readonly string[]): Promise<ReadonlyMap<string, Connector>> {
  const known = new Map((await bundled()).map((connector) => [connector.id, connector]));
  const missing = wanted.find((id) => !known.has(id));
  if (missing === undefined) return known;
  throw new RollcallError('CONNECTOR_UNKNOWN', `The connector ${missing} does not come with the Action.`);
}

/** Never awaited at the top level; the exit code is 1 unless the run said that it was done. */
export function run(): void {
  let exit = 1;
  process.on('exit', () => {
    process.exitCode = exit;
  });
  main()
    .then((code) => {
      exit = code;
      if (code !== 0) core.error(`rollcall ended with ${code}; the job summary says why.`);
    })
    .catch((error: unknown) => {
      const refusal = error instanceof RollcallError ? error : new RollcallError('UNEXPECTED', 'The run failed.');
      exit = refusal.exit;
      core.error(describeError(refusal, { color: false }));
    });
}
