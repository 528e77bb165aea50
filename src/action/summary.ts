import * as core from '@actions/core';

/** Bytes that a job summary may have: GitHub drops more than 1 MiB and stays green. */
export const summaryBytes = 900_000;

/** Adds to the summary of the job; nothing where the runner has none. */
export async function writeSummary(markdown: string): Promise<void> {
  if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown).write();
}
