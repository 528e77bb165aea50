import { setTimeout as wait } from 'node:timers/promises';
import { RollcallError } from '../contract/index.ts';
import type { Octokit } from './octokit.ts';

/** GitHub's API for one repository. */
export interface GitHub {
  readonly owner: string;
  readonly repo: string;
  /** Only within `ask`. */
  readonly rest: Octokit['rest'];
  /** Only within `ask`. */
  readonly paginate: Octokit['paginate'];
  /**
   * Makes a call, and says which permission it lacks when GitHub refuses it. A read is tried again when GitHub fails.
   * @param permission as it stands in a workflow: `pull-requests: write`
   * @throws RollcallError `PERMISSION_MISSING`, `GITHUB_UNREACHABLE`.
   */
  ask<T>(permission: string, call: () => Promise<T>): Promise<T>;
  /** The account that the token acts as, as it stands beside comments. */
  login(): Promise<string>;
  /** GitHub's own clock, in milliseconds since 1970: it is what labels are dated by. Before its first answer, the clock here. */
  now(): number;
}

/** Its client is loaded with the first call: most of the time until then goes into HTTP, which a refusal needs none of. */
export function openGitHub(token: string, repository: string): GitHub {
  const [owner = '', repo = ''] = repository.split('/');
  let octokit: Octokit | undefined;
  let known: Promise<string> | undefined;
  let aheadMs = 0;
  const opened = (): Octokit => {
    if (octokit === undefined) throw new RollcallError('UNEXPECTED', 'GitHub was called outside of a question to it');
    return octokit;
  };
  const github: GitHub = {
    owner,
    repo,
    get rest() {
      return opened().rest;
    },
    get paginate() {
      return opened().paginate;
    },
    async ask(permission, call) {
      const { openOctokit } = await import('./octokit.ts');
      octokit ??= openOctokit(token, (thereMs) => {
        aheadMs = thereMs - Date.now();
      });
      return ask(permission, call);
    },
    now: () => Date.now() + aheadMs,
    login() {
      // The only question about itself that every kind of token may ask.
      known ??= github.ask('contents: read', async () => {
        const { viewer } = await opened().graphql<{ viewer: { login: string } }>('query { viewer { login } }');
        return viewer.login;
      });
      return known;
    },
  };
  return github;
}

/** How often, and how many milliseconds apart, a read is tried again. */
const pausesMs = [500, 2000];

async function ask<T>(permission: string, call: () => Promise<T>): Promise<T> {
  const isRead = permission.endsWith(': read');
  for (const pause of [...(isRead ? pausesMs : []), undefined]) {
    try {
      return await call();
    } catch (error) {
      if (pause === undefined || !isPassing(error)) throw refusalOf(error, permission);
      await wait(pause);
    }
  }
  throw new RollcallError('UNEXPECTED', 'a call to GitHub was neither made nor refused');
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status >= 500;
}

/** GitHub's own words stay out: they may repeat what was sent. */
function refusalOf(error: unknown, permission: string): RollcallError {
  const status = statusOf(error);
  const isLimited = status === 429 || (status === 403 && error instanceof Error && /rate limit/i.test(error.message));
  if (status === 401) {
    return new RollcallError('PERMISSION_MISSING', 'GitHub does not accept the token (401).', {
      next: 'Remove the input github-token, or give it a token that is still valid.',
      cause: error,
    });
  }
  if (!isLimited && (status === 403 || status === 404)) {
    return new RollcallError('PERMISSION_MISSING', `GitHub does not let the token do this (${status}).`, {
      next: `Add "${permission}" to "permissions:" of the job in the workflow.`,
      cause: error,
    });
  }
  if (status !== undefined && status < 500 && !isLimited) {
    return new RollcallError('UNEXPECTED', `GitHub refused a request of ours (${status}).`, { cause: error });
  }
  const why = isLimited ? 'GitHub asks to wait: its rate limit is used up' : 'GitHub gives no answer';
  return new RollcallError('GITHUB_UNREACHABLE', `${why}${status === undefined ? '' : ` (${status})`}.`, {
    cause: error,
  });
}
