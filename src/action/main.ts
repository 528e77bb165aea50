import { readFile } from 'node:fs/promises';
import { RollcallError } from '../contract/index.ts';
import { toEnding } from '../refusal.ts';
import { describeError } from '../review/error.ts';
import { refusalMarkdown } from '../review/refusal-markdown.ts';
import { bundledConnectors } from './connectors.ts';
import { reportDrift } from './drift.ts';
import { readEvent, type SyncTask, type Task } from './event.ts';
import { openGitHub } from './github.ts';
import { readInputs } from './inputs.ts';
import { failure, log, notice } from './log.ts';
import { maskSecrets } from './mask.ts';
import { planNow } from './plan-run.ts';
import { setVerdict, writeSummary } from './report.ts';
import { review } from './review.ts';
import { type ActionRun, type Ending, runFolder, runUrl } from './run.ts';
import { sync } from './sync-run.ts';

/**
 * Face two: the same flow as the command line. The event decides: a pull request is reviewed, a push to the default branch
 * and a schedule are applied.
 */
async function main(): Promise<number> {
  const { env } = process;
  maskSecrets(env, []);
  const inputs = readInputs(env.GITHUB_WORKSPACE ?? process.cwd());
  maskSecrets({}, [inputs.token, ...(inputs.webhook === undefined ? [] : [inputs.webhook])]);
  const { task, repository } = readEvent({
    name: env.GITHUB_EVENT_NAME ?? '',
    payload: await readPayload(env.GITHUB_EVENT_PATH),
    command: inputs.command,
    sha: env.GITHUB_SHA ?? '',
    ref: env.GITHUB_REF ?? '',
  });
  refusePublic(repository.isPrivate, inputs.allowPublic);
  const run: ActionRun = {
    inputs,
    repository,
    github: openGitHub(inputs.token, repository.name),
    options: {
      directory: inputs.directory,
      config: inputs.config,
      connectors: bundledConnectors,
      environment: env,
      now: Date.now,
      onStep: log,
      ...(inputs.system !== undefined && { system: inputs.system }),
    },
    actor: env.GITHUB_ACTOR ?? 'unknown',
    url: runUrl(env),
    folder: runFolder(env),
  };
  return (await perform(task, run)).exit;
}

async function perform(task: Task, run: ActionRun): Promise<Ending> {
  switch (task.type) {
    case 'review':
      return review(run, task);
    case 'plan':
      return planNow(run);
    case 'sync':
      return task.trigger === 'schedule' ? scheduled(run, task) : sync(run, task);
    case 'nothing':
      notice(task.why);
      return setVerdict({ exit: 0, verdict: 'nothing' });
    default:
      return task satisfies never;
  }
}

/** Drift is told even when a limit stops what has come due. */
async function scheduled(run: ActionRun, task: SyncTask): Promise<Ending> {
  const ending = await sync(run, task);
  if (ending.verdict !== 'refused') await reportDrift(run);
  return ending;
}

async function readPayload(path: string | undefined): Promise<unknown> {
  const text = path === undefined ? undefined : await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new RollcallError('USAGE', 'There is no event: this runs as a step of a GitHub workflow.', {
      next: 'On your own machine use the command line: rollcall plan.',
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RollcallError('USAGE', 'The payload of the event is no JSON.', { cause });
  }
}

/** Comments, summaries and files of a public repository are read by everybody. */
function refusePublic(isPrivate: boolean | undefined, allowPublic: boolean): void {
  if (isPrivate === true || allowPublic) return;
  const what =
    isPrivate === false ? 'The repository is public' : 'The event does not say that the repository is private';
  throw new RollcallError('PUBLIC_REPOSITORY', `${what}, and it holds records of people.`);
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
      if (code !== 0) log(`Ended with ${code}; the job summary says why.`);
    })
    .catch(async (thrown: unknown) => {
      const { error, exit: code } = toEnding(thrown, process.cwd());
      exit = code;
      const refusal = error ?? new RollcallError('UNEXPECTED', 'The run failed.');
      failure(describeError(refusal, { color: false }));
      await writeSummary(refusalMarkdown(refusal));
    });
}
