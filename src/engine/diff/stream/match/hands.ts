import type { Waiting } from '../waiting.ts';
import type { Hand } from './hand.ts';
import type { Share } from './kernel.ts';
import { type Ended, firstBad } from './no-match.ts';
import { type Done, perform, type Task } from './task.ts';

/** Another hand, in a thread of its own. */
export interface SecondHand {
  /** Has it do one task, after those it was given before. Undefined when it is gone; never rejects. */
  run(task: Task): Promise<Done | undefined>;
  /** It is not needed any more. */
  dismiss(): void;
}

/** Gets another hand, which may take a while until it begins with its first task; undefined where none is to be had. */
export type Hire = (share: Share) => SecondHand | undefined;

/** One hand, or two that work on different parts of the files at the same time. */
export interface Hands {
  readonly first: Hand;
  readonly areTwo: boolean;
  /** What each has done last. */
  readonly done: readonly Done[];
  /** Calls the second hand, if there may be one. It takes a while to come. */
  callSecond(): void;
  /** Has each do the task that it is given: the first hand is 0, the second 1. */
  together(taskOf: (hand: 0 | 1) => Task): Waiting<Ended>;
  dismissSecond(): void;
}

export function openHands(first: Hand, share: Share, hire: Hire | undefined): Hands {
  let second: SecondHand | undefined;
  const hands = {
    first,
    get areTwo() {
      return second !== undefined;
    },
    done: [] as readonly Done[],
    callSecond(): void {
      second = hire?.(share);
    },
    *together(taskOf: (hand: 0 | 1) => Task): Waiting<Ended> {
      let other: Done | undefined;
      const reply = second?.run(taskOf(1)).then((done) => {
        other = done;
      });
      const own = perform(first, taskOf(0));
      if (reply !== undefined) yield reply;
      hands.done = other === undefined ? [own] : [own, other];
      const isGone = reply !== undefined && other === undefined;
      return isGone ? 'parted' : firstBad(...hands.done.map(({ ended }) => ended));
    },
    dismissSecond(): void {
      second?.dismiss();
    },
  };
  return hands;
}

/** What all hands together have found, or read last. */
export function totalOf({ done }: Hands, what: 'entries' | 'pairs' | 'changes' | 'bytes'): number {
  return done.reduce((sum, { [what]: count = 0 }) => sum + count, 0);
}
