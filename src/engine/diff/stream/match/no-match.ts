import { status } from './kernel.ts';

/**
 * Why there is no match. `odd`: the plain reading has to say what is wrong; `large`: room has to be made for more; `full`: there
 * are more different keys than seemed likely; `doubled`: two keys have one hash, or are the same; `parted`: two hands did not get
 * through, and one has to try.
 */
export type NoMatch = 'odd' | 'large' | 'full' | 'doubled' | 'parted';

/** How work ended. */
export type Ended = 'ok' | NoMatch;

/** Says in words what a kernel function ended with that is not to go on. */
export function endOf(ended: number): Ended {
  if (ended === status.ok) return 'ok';
  return ended === status.doubled ? 'doubled' : 'odd';
}

/** The first that is not `ok`. */
export function firstBad(...ends: readonly Ended[]): Ended {
  return ends.find((one) => one !== 'ok') ?? 'ok';
}
