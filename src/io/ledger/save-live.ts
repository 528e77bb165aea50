import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SystemPlan } from '../../engine/change.ts';
import type { Live } from '../../engine/plan/live.ts';
import type { Repository } from '../git/git.ts';

/**
 * Keeps what a system held before a run takes something away that the vendor cannot bring back, so that a person can
 * build it up again. It lies in the git folder, readable by its owner only, and never leaves the machine.
 * Gives the path, or undefined when the plan takes nothing of the kind away.
 */
export async function saveLive(
  repository: Repository,
  run: string,
  plan: SystemPlan,
  live: Live,
): Promise<string | undefined> {
  const isFinal = plan.changes.some((change) => change.op === 'delete' && change.needs.length > 0);
  if (!isFinal || live.records.length === 0) return undefined;
  const dir = join(repository.gitDir, 'rollcall', 'saved');
  const file = join(dir, `${run}.${plan.name}.json`);
  await mkdir(dir, { recursive: true });
  await writeFile(file, `${JSON.stringify({ version: 1, system: plan.name, run, records: live.records }, null, 1)}\n`, {
    mode: 0o600,
  });
  return file;
}
