import { setTimeout as wait } from 'node:timers/promises';
import { RollcallError } from '../../contract/index.ts';
import { networkTimeoutMs, type Repository } from '../git/git.ts';
import { askRemote } from '../git/git-remote.ts';

/**
 * A git ref that several clones agree on. It lives at the remote where there is one, else in the repository itself,
 * and is only ever moved from a value that the mover has seen.
 */
export interface SharedRef {
  readonly ref: string;
  /** What it points at now, and its neighbours asked for in the same call. @throws RollcallError `LEDGER_UNREACHABLE`. */
  ask(neighbours?: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Brings what it points at into this clone. Gives what was fetched, which may be newer than what was asked for. */
  fetch(id: string): Promise<void>;
  /**
   * Moves it from a commit to another; undefined is "does not exist". False when it is not at `from` any more.
   * @throws RollcallError `LEDGER_UNREACHABLE` when the remote refuses although nobody else moved it.
   */
  move(from: string | undefined, to: string | undefined): Promise<boolean>;
}

/** Tries before a remote that refuses for no visible reason (a file lock of a simultaneous push) is believed. */
const tries = 4;

export function sharedRef(repository: Repository, remote: string | null, ref: string): SharedRef {
  return remote === null ? localRef(repository, ref) : remoteRef(repository, remote, ref);
}

/** What refs of this clone point at; those that there are. */
export async function localTips(repository: Repository, refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const listed = await repository.text(['for-each-ref', '--format=%(refname) %(objectname)', ...refs]);
  const found = listed.split('\n').map((line) => line.split(' ') as [string, string]);
  // A name also stands for what lies below it.
  return new Map(found.filter(([ref]) => refs.includes(ref)));
}

/** What a ref of this clone points at. */
export async function localTip(repository: Repository, ref: string): Promise<string | undefined> {
  const found = await repository.text(['rev-parse', '--verify', '--quiet', ref], { answers: [0, 1, 128] });
  return found === '' ? undefined : found;
}

/** Moves a ref of this clone from a value it is expected to have; false when it has another one. */
export async function moveLocal(
  repository: Repository,
  ref: string,
  from: string | undefined,
  to: string | undefined,
): Promise<boolean> {
  const change = to === undefined ? ['-d', ref] : [ref, to];
  const moved = await repository.run(['update-ref', '--no-deref', ...change, from ?? ''], { answers: [0, 1, 128] });
  return moved.code === 0;
}

function localRef(repository: Repository, ref: string): SharedRef {
  return {
    ref,
    ask: (neighbours = []) => localTips(repository, [ref, ...neighbours]),
    fetch: async () => undefined,
    async move(from, to) {
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        if (await moveLocal(repository, ref, from, to)) return true;
        if ((await localTip(repository, ref)) !== from) return false;
        await wait(50 * attempt);
      }
      throw new RollcallError('GIT_FAILED', `git update-ref ${ref} failed although nobody else moved it`, {
        next: `Remove the file ${ref}.lock in the git folder if no git command is running.`,
      });
    },
  };
}

function remoteRef(repository: Repository, remote: string, ref: string): SharedRef {
  const ask = async (neighbours: readonly string[] = []) =>
    (await askRemote(repository, remote, [ref, ...neighbours])).refs;
  return {
    ref,
    ask,
    async fetch(id) {
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        if (await holds(repository, id)) return;
        await fetchOnce(repository, remote, ref);
        if (attempt > 1) await wait(50 * attempt);
      }
      if (await holds(repository, id)) return;
      throw new RollcallError('LEDGER_UNREACHABLE', `${ref} cannot be fetched from the remote "${remote}"`);
    },
    async move(from, to) {
      let complaint = '';
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const lease = `--force-with-lease=${ref}:${from ?? ''}`;
        const push = ['push', '--quiet', '--no-verify', lease, remote, `${to ?? ''}:${ref}`];
        const pushed = await repository.run(push, { answers: [...Array(256).keys()], timeoutMs: networkTimeoutMs });
        // An answer may be lost on its way back: what the remote says now is what counts.
        const now = pushed.code === 0 ? to : (await ask()).get(ref);
        if (now === to) return true;
        if (now !== from) return false;
        complaint = pushed.complaint;
        await wait(100 * attempt);
      }
      throw new RollcallError('LEDGER_UNREACHABLE', `the remote "${remote}" refuses to write ${ref}: ${complaint}`, {
        next: 'Give the credentials the right to write (in GitHub Actions: contents: write), then run again.',
      });
    },
  };
}

/** In a shallow clone that never had the ref only its tip is fetched: its history would bring all of the roster's. */
async function fetchOnce(repository: Repository, remote: string, ref: string): Promise<void> {
  const isFirst = (await localTip(repository, ref)) === undefined;
  const depth = isFirst && (await repository.isShallow()) ? ['--depth=1'] : [];
  const quiet = ['--quiet', '--no-tags', '--no-prune', '--no-write-fetch-head'];
  const fetched = await repository.run(['fetch', ...quiet, ...depth, remote, ref], {
    answers: [...Array(256).keys()],
    timeoutMs: networkTimeoutMs,
  });
  if (fetched.code === 0) return;
  throw new RollcallError(
    'LEDGER_UNREACHABLE',
    `${ref} cannot be fetched from the remote "${remote}": ${fetched.complaint}`,
  );
}

async function holds(repository: Repository, id: string): Promise<boolean> {
  return (await repository.run(['cat-file', '-e', id], { answers: [0, 1, 128] })).code === 0;
}
