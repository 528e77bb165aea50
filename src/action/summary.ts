import * as core from '@actions/core';

/** Bytes that a job summary may have: GitHub drops more than 1 MiB and stays green. */
export const summaryBytes = 900_000;

/** False where the runner shows none. */
export function hasSummary(): boolean {
  return Boolean(process.env.GITHUB_STEP_SUMMARY);
}

/** Adds to the summary of the job; nothing where the runner has none. */
export async function writeSummary(markdown: string): Promise<void> {
  if (hasSummary()) await core.summary.addRaw(markdown).write();
}
