import { GitHub, getOctokitOptions } from '@actions/github/lib/utils';

export type Octokit = InstanceType<typeof GitHub>;

/**
 * The client that makes the calls.
 * @param onAnswer told GitHub's own time with every answer, in milliseconds since 1970
 */
export function openOctokit(token: string, onAnswer: (thereMs: number) => void): Octokit {
  const octokit = new GitHub({ ...getOctokitOptions(token), log: quiet });
  octokit.hook.after('request', ({ headers }) => {
    const there = Date.parse(headers.date ?? '');
    if (!Number.isNaN(there)) onAnswer(there);
  });
  return octokit;
}

/** Octokit would print addresses and warnings by itself. */
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
