import { readFile } from 'node:fs/promises';
import { RollcallError } from '../contract/index.ts';
import { toEnding } from '../refusal.ts';
import { describeError } from '../review/error.ts';
import { readEvent } from './event.ts';
import { readInputs } from './inputs.ts';
import { failure, log } from './log.ts';
import { maskSecrets } from './mask.ts';
import { hasSummary, writeSummary } from './summary.ts';

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
  // Loaded only now: secrets are registered, and what is wrong with the inputs is told, before anything else happens.
  const { perform } = await import('./perform.ts');
  return (await perform(task, { inputs, repository, environment: env })).exit;
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

/** Runs the step to its end. The exit code is 1 unless the run said that it was done. */
export async function run(): Promise<void> {
  let exit = 1;
  process.on('exit', () => {
    process.exitCode = exit;
  });
  try {
    exit = await main();
    if (exit !== 0) log(`Ended with ${exit}; the job summary says why.`);
  } catch (thrown) {
    const ending = toEnding(thrown, process.cwd());
    const refusal = ending.error ?? new RollcallError('UNEXPECTED', 'The run failed.');
    failure(describeError(refusal, { color: false }));
    // Its words in all languages are loaded only now.
    if (hasSummary()) await writeSummary((await import('../review/refusal-markdown.ts')).refusalMarkdown(refusal));
    exit = ending.exit;
  }
}
