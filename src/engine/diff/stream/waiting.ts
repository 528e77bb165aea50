/** Work that says what it has to wait for, so that the same code runs at once where nothing has to be waited for. */
export type Waiting<Result> = Generator<Promise<unknown>, Result>;

/** Runs work to its end, however often it has to wait. */
export async function whenDone<Result>(work: Waiting<Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await step.value;
  }
}

/** Runs work that never has to wait: none of its files is read ahead. */
export function atOnce<Result>(work: Waiting<Result>): Result {
  const step = work.next();
  if (step.done === true) return step.value;
  throw new Error('a file is read ahead where nobody can wait for it');
}
