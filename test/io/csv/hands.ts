import { isUtf8 } from 'node:buffer';
import type { ByteSource } from '../../../src/engine/diff/stream/byte-source.ts';
import type { Hire } from '../../../src/engine/diff/stream/match/hands.ts';
import { startKernel } from '../../../src/engine/diff/stream/match/kernel.ts';
import { perform } from '../../../src/engine/diff/stream/match/task.ts';

/** A second hand in this thread. It is sent copies, as to another thread, and may be gone after some tasks. */
export function hireHere(base: ByteSource, head: ByteSource, tasks = Number.POSITIVE_INFINITY): Hire {
  return (share) => {
    const hand = { kernel: startKernel(share, 1), base, head, isUtf8 };
    let left = tasks;
    return {
      async run(task) {
        left -= 1;
        return left < 0 ? undefined : structuredClone(perform(hand, structuredClone(task)));
      },
      dismiss() {
        left = 0;
      },
    };
  };
}
