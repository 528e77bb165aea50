import { setTimeout as wait } from 'node:timers/promises';
import { RollcallError } from '../../contract/index.ts';
import type { Repository } from '../git/git.ts';
import { storeCommit, storeTree } from './ledger-entry.ts';
import { areApart, type Holder, isAlive, type LockPart, parseHolders, self } from './lock-holder.ts';
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
  /** Whether other parts of the same work hold it too. @throws RollcallError `LEDGER_UNREACHABLE`. */
  isShared(): Promise<boolean>;
}

export interface LockOptions {
  /** Id of the run, shown to those who wait. */
  readonly run: string;
  /** Absent: the run holds it alone. */
  readonly part?: LockPart;
  /** Default `refs/rollcall/lock`. */
  readonly ref?: string;
  /** Null keeps it in this clone only. Default: the repository's remote. */
  readonly remote?: string | null;
  /** Default 10 minutes. Renew it well before, also against clocks that differ. */
  readonly leaseMs?: number;
  /** The clock, milliseconds since 1970. */
  readonly nowMs?: () => number;
}

/** Runs that meet take turns within a few tries, shards that start together too. */
const tries = 20;

/**
 * Takes the lock that keeps two runs from writing at the same time. A lock whose lease has run out, or whose process
 * on this machine has died, is taken over. Runs that do different parts of the same work hold it together.
 * @throws RollcallError `LOCKED` when another run holds it, `LEDGER_UNREACHABLE` when the remote gives no answer.
 */
export async function takeLock(repository: Repository, options: LockOptions): Promise<Lock> {
  const remote = options.remote === undefined ? await repository.remote() : options.remote;
  const shared = sharedRef(repository, remote, options.ref ?? 'refs/rollcall/lock');
  const nowMs = options.nowMs ?? Date.now;
  const leaseMs = options.leaseMs ?? 600_000;
  const startedAt = new Date(nowMs()).toISOString();
  const { run, part } = options;
  const isMine = (holder: Holder): boolean => holder.run === run && holder.startedAt === startedAt;
  let untilMs = 0;

  /** Builds on the lock before it, since some remotes take nothing else. */
  async function move(from: string | undefined, holders: readonly Holder[]): Promise<boolean> {
    const [first, ...rest] = holders;
    const text = JSON.stringify(rest.length === 0 ? first : holders);
    const parents = from === undefined ? [] : [from];
    return shared.move(from, await storeCommit(repository, await storeTree(repository, []), parents, text));
  }

  /** Who holds it now, those who died or whose lease has run out included, and where that stands. */
  async function look(): Promise<{ readonly tip?: string; readonly holders: readonly Holder[] }> {
    const tip = (await shared.ask()).get(shared.ref);
    const holders = tip === undefined ? [] : await readHolders(repository, shared, tip);
    return holders === 'gone' || tip === undefined ? { holders: [] } : { tip, holders };
  }

  /** Says who holds it once this run does, again and again until nobody came in between. */
  async function hold(others: (holders: readonly Holder[]) => readonly Holder[]): Promise<void> {
    for (let turn = 1; turn <= tries; turn += 1) {
      const { tip, holders } = await look();
      const until = nowMs() + leaseMs;
      const me: Holder = {
        ...self(),
        run,
        startedAt,
        until: new Date(until).toISOString(),
        ...(part && { part }),
      };
      if (await move(tip, [...others(holders), me])) {
        untilMs = until;
        return;
      }
      await wait(Math.random() * 50 * turn);
    }
    throw new RollcallError('LOCKED', 'other runs take the lock at this moment');
  }

  async function release(): Promise<boolean> {
    for (let turn = 1; turn <= tries; turn += 1) {
      const { tip, holders } = await look();
      if (tip === undefined || !holders.some(isMine)) return false;
      const others = holders.filter((holder) => !isMine(holder) && isAlive(holder, nowMs()));
      if (await giveBack(tip, others)) return true;
      await wait(Math.random() * 50 * turn);
    }
    return false;
  }

  async function giveBack(tip: string, others: readonly Holder[]): Promise<boolean> {
    if (others.length > 0) return move(tip, others);
    // Some remotes let nothing be deleted: a lease that has ended says the same.
    const ended: Holder = { ...self(), run, startedAt, until: startedAt };
    return shared.move(tip, undefined).catch(() => move(tip, [ended]));
  }

  await hold((holders) => {
    const others = holders.filter((holder) => isAlive(holder, nowMs()));
    for (const holder of others) if (!areApart(holder.part, part)) throw lockedBy(holder);
    return others;
  });
  return {
    get untilMs() {
      return untilMs;
    },
    renew: () =>
      hold((holders) => {
        if (holders.some(isMine)) return holders.filter((holder) => !isMine(holder) && isAlive(holder, nowMs()));
        throw new RollcallError('LOCKED', 'the lock was taken over by another run');
      }),
    release: () => release().catch(() => false),
    isShared: async () => (await look()).holders.some((holder) => !isMine(holder) && isAlive(holder, nowMs())),
  };
}

function lockedBy({ run, startedAt, until, part }: Holder): RollcallError {
  const doing = part ? `, for part ${part.index} of ${part.count} of ${part.system ?? 'all systems'}` : '';
  return new RollcallError('LOCKED', `the run ${run} holds the lock since ${startedAt}${doing}`, {
    next: `Wait for it to end, then run again. If it died on another machine, its lock ends at ${until}.`,
  });
}

/** `gone` when it was given back while it was being fetched; the next try sees what is there now. */
async function readHolders(
  repository: Repository,
  shared: SharedRef,
  held: string,
): Promise<readonly Holder[] | 'gone'> {
  try {
    await shared.fetch(held);
  } catch (cause) {
    if ((await shared.ask()).get(shared.ref) !== held) return 'gone';
    throw cause;
  }
  const text = await repository.text(['log', '-1', '--format=%B', held]);
  const holders = parseHolders(text);
  if (holders) return holders;
  throw new RollcallError('LOCKED', `${shared.ref} cannot be read, so that nobody knows whether a run holds it`, {
    next: `Make sure that no run is going on, then delete it: git push origin :${shared.ref}; git update-ref -d ${shared.ref}.`,
  });
}
