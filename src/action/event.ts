import { z } from 'zod';
import { RollcallError } from '../contract/index.ts';
import type { Trigger } from '../engine/due.ts';

/** The repository that the workflow runs in, as its event tells. */
export interface EventRepository {
  /** `owner/name`. */
  readonly name: string;
  readonly defaultBranch: string;
  /** Undefined when the event does not say. */
  readonly isPrivate: boolean | undefined;
}

export interface PullRequest {
  readonly number: number;
  readonly author: string;
  readonly head: string;
}

/** Why systems are not read in a review. */
export type RecordsOnly = 'fork' | 'other-base';

/** What a run is for. */
export type Task =
  /** Says what a change would do. `merge` is the commit that GitHub made of both, where there is one. */
  | {
      readonly type: 'review';
      readonly base: string;
      readonly head: string;
      readonly merge?: string;
      readonly pull?: PullRequest;
      readonly recordsOnly?: RecordsOnly;
    }
  /** Does what is merged. */
  | { readonly type: 'sync'; readonly trigger?: Trigger }
  /** Says what would be done now. */
  | { readonly type: 'plan' }
  /** Neither, and no mistake: the reason, as a sentence. */
  | { readonly type: 'nothing'; readonly why: string };

export type ReviewTask = Extract<Task, { readonly type: 'review' }>;
export type SyncTask = Extract<Task, { readonly type: 'sync' }>;

export interface WorkflowEvent {
  readonly task: Task;
  readonly repository: EventRepository;
}

/**
 * What the event of a workflow asks for.
 * @param payload the parsed file at `GITHUB_EVENT_PATH`
 * @throws RollcallError `USAGE` for an event that rollcall has no answer to, or one that cannot be understood.
 */
export function readEvent(options: {
  readonly name: string;
  readonly payload: unknown;
  /** The input `command`; '' lets the event decide. */
  readonly command: string;
  /** `GITHUB_SHA` and `GITHUB_REF`. */
  readonly sha: string;
  readonly ref: string;
}): WorkflowEvent {
  const read = payloadSchema.safeParse(options.payload);
  if (!read.success) {
    const where = read.error.issues[0]?.path.join('.') ?? '';
    throw new RollcallError('USAGE', `The payload of the event ${options.name} cannot be understood (at "${where}").`, {
      next: 'Run rollcall in a workflow on pull_request, merge_group, push, schedule or workflow_dispatch.',
    });
  }
  const payload = read.data;
  const repository: EventRepository = {
    name: payload.repository.full_name,
    defaultBranch: payload.repository.default_branch,
    isPrivate: payload.repository.private,
  };
  return { task: taskOf(options, payload, repository), repository };
}

/** Names of events with what each may be asked for by `command`, its default first. */
const commands: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['plan'],
  merge_group: ['plan'],
  push: ['apply', 'plan'],
  schedule: ['apply', 'plan'],
  workflow_dispatch: ['plan', 'apply'],
  repository_dispatch: ['plan', 'apply'],
};

const commit = z.string().regex(/^[0-9a-f]{40,64}$/);
const account = z.object({ login: z.string() });
const payloadSchema = z.object({
  action: z.string().optional(),
  repository: z.object({ full_name: z.string(), default_branch: z.string(), private: z.boolean().optional() }),
  sender: account.optional(),
  ref: z.string().nullish(),
  deleted: z.boolean().optional(),
  pull_request: z
    .object({
      number: z.int(),
      user: account,
      head: z.object({ sha: commit, repo: z.object({ full_name: z.string() }).nullable() }),
      base: z.object({ sha: commit, ref: z.string() }),
    })
    .optional(),
  merge_group: z.object({ base_sha: commit, head_sha: commit, base_ref: z.string() }).optional(),
});
type Payload = z.infer<typeof payloadSchema>;

function taskOf(
  { name, command, sha, ref }: { name: string; command: string; sha: string; ref: string },
  payload: Payload,
  repository: EventRepository,
): Task {
  if (name === 'pull_request_target') {
    throw new RollcallError('USAGE', 'The event pull_request_target hands secrets to code that nobody merged.', {
      next: 'Use the event pull_request; a pull request from a fork gets a review of its records.',
    });
  }
  const allowed = commands[name];
  if (!allowed) {
    throw new RollcallError('USAGE', `There is nothing to do on the event ${name || '(none)'}.`, {
      next: `Use one of: ${Object.keys(commands).join(', ')}.`,
    });
  }
  if (command !== '' && !allowed.includes(command)) {
    throw new RollcallError(
      'USAGE',
      `The input command is "${command}"; on ${name} it may be ${allowed.join(' or ')}.`,
      {
        next: 'Leave the input command out: the event decides.',
      },
    );
  }
  const wanted = command || allowed[0];
  if (payload.merge_group && name === 'merge_group') return reviewQueue(payload.merge_group, repository);
  if (payload.pull_request && name === 'pull_request')
    return reviewPull(payload, payload.pull_request, sha, repository);
  if (name === 'push' && payload.deleted) return { type: 'nothing', why: 'A branch was deleted.' };
  const branch = `refs/heads/${repository.defaultBranch}`;
  if (ref !== branch) {
    if (name === 'push')
      return { type: 'nothing', why: `Only ${repository.defaultBranch} is applied; this is ${ref}.` };
    throw new RollcallError('USAGE', `The workflow was started on ${ref}.`, {
      next: `Start it on the branch ${repository.defaultBranch}: only what is merged is planned with secrets.`,
    });
  }
  if (wanted === 'plan') return { type: 'plan' };
  return name === 'push' || name === 'schedule' ? { type: 'sync', trigger: name } : { type: 'sync' };
}

function reviewPull(
  payload: Payload,
  pull: NonNullable<Payload['pull_request']>,
  sha: string,
  repository: EventRepository,
): Task {
  if (payload.action === 'closed') return { type: 'nothing', why: 'The pull request was closed.' };
  // GitHub treats pull requests of Dependabot as if they came from a fork: without secrets.
  const isFork = pull.head.repo?.full_name !== repository.name || payload.sender?.login === 'dependabot[bot]';
  // Anybody who may push can make another base, and with it decide where secrets go.
  const isOther = pull.base.ref !== repository.defaultBranch;
  return {
    type: 'review',
    base: pull.base.sha,
    head: pull.head.sha,
    ...(commit.safeParse(sha).success && { merge: sha }),
    pull: { number: pull.number, author: pull.user.login, head: pull.head.sha },
    ...(isFork ? { recordsOnly: 'fork' } : isOther ? { recordsOnly: 'other-base' } : {}),
  };
}

function reviewQueue(group: NonNullable<Payload['merge_group']>, repository: EventRepository): Task {
  const isOther = group.base_ref !== `refs/heads/${repository.defaultBranch}`;
  const { base_sha: base, head_sha: head } = group;
  return { type: 'review', base, head, merge: head, ...(isOther && { recordsOnly: 'other-base' }) };
}
