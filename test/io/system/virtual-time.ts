import type { Clock } from '../../../src/io/system/pace.ts';

/** Time that jumps from one sleeper to the next, so that hours pass in an instant and always alike. */
export function virtualTime(): Clock & { run(work: Promise<unknown>): Promise<void> } {
  let nowMs = 0;
  const sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];
  return {
    now: () => nowMs,
    sleep: (ms) => new Promise((wake) => void sleepers.push({ atMs: nowMs + ms, wake })),
    async run(work) {
      let isOver = false;
      void work.finally(() => {
        isOver = true;
      });
      for (;;) {
        await new Promise(setImmediate);
        if (isOver) return;
        const [next] = sleepers.toSorted((a, b) => a.atMs - b.atMs);
        if (!next) continue;
        sleepers.splice(sleepers.indexOf(next), 1);
        nowMs = next.atMs;
        next.wake();
      }
    },
  };
}
