import { bundledConnectors } from './connectors.ts';
import type { EventRepository, SyncTask, Task } from './event.ts';
import { openGitHub } from './github.ts';
import type { Inputs } from './inputs.ts';
import { log, notice } from './log.ts';
import { setVerdict } from './report.ts';
import { type ActionRun, type Ending, runFolder, runUrl } from './run.ts';

/** Does what the event asks for. Each task is loaded alone, and all that takes long to load with it. */
export async function perform(
  task: Task,
  given: {
    readonly inputs: Inputs;
    readonly repository: EventRepository;
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
): Promise<Ending> {
  const { inputs, repository, environment } = given;
  const github = openGitHub(inputs.token, repository.name);
  const run: ActionRun = {
    inputs,
    repository,
    github,
    options: {
      directory: inputs.directory,
      config: inputs.config,
      connectors: bundledConnectors,
      environment,
      // The ledger says when a run used a label, and GitHub when the label was set: both by the same clock.
      now: github.now,
      onStep: log,
      ...(inputs.system !== undefined && { system: inputs.system }),
    },
    actor: environment.GITHUB_ACTOR ?? 'unknown',
    url: runUrl(environment),
    folder: runFolder(environment),
  };
  return performIn(run, task);
}

async function performIn(run: ActionRun, task: Task): Promise<Ending> {
  switch (task.type) {
    case 'review':
      return (await import('./review.ts')).review(run, task);
    case 'plan':
      return (await import('./plan-run.ts')).planNow(run);
    case 'sync':
      return task.trigger === 'schedule' ? scheduled(run, task) : sync(run, task);
    case 'nothing':
      notice(task.why);
      return setVerdict({ exit: 0, verdict: 'nothing' });
    default:
      return task satisfies never;
  }
}

async function sync(run: ActionRun, task: SyncTask): Promise<Ending> {
  return (await import('./sync-run.ts')).sync(run, task);
}

/** Drift is told even when a limit stops what has come due. */
async function scheduled(run: ActionRun, task: SyncTask): Promise<Ending> {
  const ending = await sync(run, task);
  // Of several jobs that share the work, the one that settles tells it.
  if (ending.verdict !== 'refused' && !run.inputs.shard) await (await import('./drift.ts')).reportDrift(run);
  return ending;
}
