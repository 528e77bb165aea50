/** Signals that ask a process to end. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when this process shall end: on a signal, or when the process that started it is gone, so that nothing is
 * left behind by a closed terminal or a killed test.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) stop();
    }, 500);
    const stop = () => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, stop);
      process.off('disconnect', stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
    process.on('disconnect', stop);
  });
}
