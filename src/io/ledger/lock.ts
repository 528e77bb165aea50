import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { RollcallError } from '../../contract/index.ts';
import type { Repository } from '../git/git.ts';
import { storeCommit, storeTree } from './ledger-entry.ts';
import { type SharedRef, sharedRef } from './shared-ref.ts';

export interface Lock {
  /** Milliseconds since 1970 until which it is held unless renewed. */
  readonly untilMs: number;
  /**
   * Pushes the lease forward.
   * @throws RollcallError `LOCKED` when another run took it over; the run must stop then. `LEDGER_UNREACHABLE` when
   * the remote gives no answer; the lock is still held until `untilMs`.
   */
  renew(): Promise<void>;
  /** Gives it back. False when it was not ours any more or could not be reached; it then ends with its lease. */
  release(): Promise<boolean>;
}

export interface LockOptions {
  /** Id of the run, shown to those who wait. */
  readonly run: string;
  /** Default `refs/rollcall/lock`. */
  readonly ref?: string;
  /** Null keeps it in this clone only. Default: the repository's remote. */
  readonly remote?: string | null;
  /** Default 10 minutes. Renew it well before, also against clocks that differ. */
  readonly leaseMs?: number;
  /** The clock, milliseconds since 1970. */
  readonly nowMs?: () => number;
}

/** Runs that meet take turns within a few tries. */
const tries = 10;

const holderSchema = z.object({
  run: z.string(),
  host: z.string(),
  pid: z.int(),
  /** When the process started, as the system counts it; empty where it cannot be told. */
  process: z.string(),
  startedAt: z.iso.datetime(),
  until: z.iso.datetime(),
});

type Holder = z.infer<typeof holderSchema>;

/**
 * Takes the lock that keeps two runs from writing at the same time. A lock whose lease has run out, or whose process
 * on this machine has died, is taken over.
 * @throws RollcallError `LOCKED` when another run holds it, `LEDGER_UNREACHABLE` when the remote gives no answer.
 */
export async function takeLock(repository: Repository, options: LockOptions): Promise<Lock> {
  const remote = options.remote === undefined ? await repository.remote() : options.remote;
  const shared = sharedRef(repository, remote, options.ref ?? 'refs/rollcall/lock');
  const nowMs = options.nowMs ?? Date.now;
  const leaseMs = options.leaseMs ?? 600_000;
  const startedAt = new Date(nowMs()).toISOString();
  let untilMs = 0;
  let mine: string | undefined;

  /** Builds on the lock before it, since some remotes take nothing else. */
  async function move(from: string | undefined, until: number): Promise<boolean> {
    const holder = { ...self(), run: options.run, startedAt, until: new Date(until).toISOString() };
    const parents = from === undefined ? [] : [from];
    const next = await storeCommit(repository, await storeTree(repository, []), parents, JSON.stringify(holder));
    if (!(await shared.move(from, next))) return false;
    [mine, untilMs] = [next, until];
    return true;
  }

  async function release(): Promise<boolean> {
    try {
      return await shared.move(mine, undefined);
    } catch {
      // Some remotes let nothing be deleted: a lease that has ended says the same.
      return move(mine, Date.parse(startedAt)).catch(() => false);
    }
  }

  for (let turn = 1; mine === undefined; turn += 1) {
    const held = (await shared.ask()).get(shared.ref);
    if (held !== undefined) await refuseWhileHeld(repository, shared, held, nowMs());
    if (await move(held, nowMs() + leaseMs)) break;
    if (turn === tries) throw new RollcallError('LOCKED', 'other runs take the lock at this moment');
    await wait(Math.random() * 50 * turn);
  }
  return {
    get untilMs() {
      return untilMs;
    },
    async renew() {
      if (!(await move(mine, nowMs() + leaseMs)))
        throw new RollcallError('LOCKED', 'the lock was taken over by another run');
    },
    release,
  };
}

async function refuseWhileHeld(repository: Repository, shared: SharedRef, held: string, nowMs: number): Promise<void> {
  const holder = await readHolder(repository, shared, held);
  if (holder === 'gone' || Date.parse(holder.until) <= nowMs || isDead(holder)) return;
  throw new RollcallError('LOCKED', `the run ${holder.run} holds the lock since ${holder.startedAt}`, {
    next: `Wait for it to end, then run again. If it died on another machine, its lock ends at ${holder.until}.`,
  });
}

/** `gone` when it was given back while it was being fetched; the next try sees what is there now. */
async function readHolder(repository: Repository, shared: SharedRef, held: string): Promise<Holder | 'gone'> {
  try {
    await shared.fetch(held);
  } catch (cause) {
    if ((await shared.ask()).get(shared.ref) !== held) return 'gone';
    throw cause;
  }
  const text = await repository.text(['log', '-1', '--format=%B', held]);
  const parsed = holderSchema.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw new RollcallError('LOCKED', `${shared.ref} cannot be read, so that nobody knows whether a run holds it`, {
    next: `Make sure that no run is going on, then delete it: git push origin :${shared.ref}; git update-ref -d ${shared.ref}.`,
  });
}

function self(): Pick<Holder, 'host' | 'pid' | 'process'> {
  return { host: hostHash(), pid: process.pid, process: processStart(process.pid) ?? '' };
}

/** True only for a process of this machine and boot that is certainly not running any more. */
function isDead(holder: Holder): boolean {
  if (holder.host !== hostHash()) return false;
  const start = processStart(holder.pid);
  if (start !== undefined && holder.process !== '') return start !== holder.process;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/**
 * Tells machines apart without naming them. Process ids mean nothing after a restart or in another container,
 * so both count as another machine.
 */
function hostHash(): string {
  const boot = tryTo(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = tryTo(() => readlinkSync('/proc/self/ns/pid'));
  return createHash('sha256')
    .update(JSON.stringify([hostname(), boot, namespace]))
    .digest('hex')
    .slice(0, 16);
}

/** When a process started, in ticks since boot, so that a reused id is told apart; empty for one that has ended unreaped. */
function processStart(pid: number): string | undefined {
  const stat = tryTo(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The name stands in parentheses and may hold anything: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' || fields?.[0] === 'X' ? '' : fields?.[19];
}

function tryTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function jsonIn(text: string): unknown {
  return tryTo(() => JSON.parse(text));
}
