import { RollcallError } from '../../contract/index.ts';
import type { Repository } from '../git/git.ts';
import { type LockOptions, takeLock } from './lock.ts';

/** A run's hold on the repository, renewed while it goes on. */
export interface Lease {
  /** False once another run holds the lock: nothing more may be written then. */
  isHeld(): boolean;
  /** Whether others that do parts of the same work hold it too. @throws RollcallError `LEDGER_UNREACHABLE`. */
  isShared(): Promise<boolean>;
  /** Gives the lock back. */
  end(): Promise<void>;
}

/** Milliseconds between renewals; well below the ten minutes of a lock. */
const renewalMs = 120_000;

/** @throws RollcallError `LOCKED` when another run holds it, `LEDGER_UNREACHABLE`. */
export async function takeLease(repository: Repository, options: LockOptions): Promise<Lease> {
  const lock = await takeLock(repository, options);
  let isLost = false;
  const renew = (): Promise<void> =>
    lock.renew().catch((error: unknown) => {
      isLost = isLost || (error instanceof RollcallError && error.code === 'LOCKED');
    });
  const timer = setInterval(() => void renew(), renewalMs).unref();
  return {
    isShared: lock.isShared,
    isHeld: () => !isLost && Date.now() < lock.untilMs,
    async end() {
      clearInterval(timer);
      await lock.release();
    },
  };
}
