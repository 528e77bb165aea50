import { RollcallError } from '../contract/index.ts';
import { type Clock, systemClock } from '../io/system/pace.ts';

/** A run that was killed holds its lock until the lease ends, 10 minutes later; this one outwaits it. */
const patienceMs = 11 * 60_000;
const pauseMs = 15_000;

/**
 * Does work again and again while another run holds the lock.
 * @throws RollcallError `LOCKED` when it is still held after 11 minutes; whatever else the work throws, at once.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  { onWait, clock = systemClock }: { readonly onWait: () => void; readonly clock?: Clock },
): Promise<T> {
  const endMs = clock.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isLocked = error instanceof RollcallError && error.code === 'LOCKED';
      if (!isLocked || clock.now() + pauseMs > endMs) throw error;
      onWait();
      await clock.sleep(pauseMs);
    }
  }
}
