import type { History, HistorySince } from '../../engine/plan/cause.ts';
import type { Repository } from './git.ts';

/**
 * Gathers what git knows of the way from each of several commits to HEAD, for the files named.
 * Asked once beforehand, so that the engine can look things up without git.
 */
export async function gatherHistory(
  repository: Repository,
  options: {
    readonly commits: readonly string[];
    readonly head: string;
    readonly files: readonly string[];
    readonly config: string;
  },
): Promise<HistorySince> {
  const { commits, head, files, config } = options;
  const since = new Map<string | null, History>();
  for (const commit of new Set(commits)) {
    const changed = new Set(await repository.changedPaths(commit, head));
    const touched = async (path: string): Promise<readonly string[]> =>
      changed.has(path) ? repository.commitsBetween(commit, head, [path]) : [];
    const byFile = new Map<string, readonly string[]>();
    for (const file of files) byFile.set(file, await touched(file));
    since.set(commit, { commitsOf: (file) => byFile.get(file) ?? [], config: await touched(config) });
  }
  const latest = new Map<string, readonly string[]>();
  for (const file of files) {
    const found = await repository.text(['rev-list', '-1', head, '--', file]);
    latest.set(file, found === '' ? [] : [found]);
  }
  since.set(null, { commitsOf: (file) => latest.get(file) ?? [], config: [] });
  const nothing: History = { commitsOf: () => [], config: [] };
  return (commit) => since.get(commit) ?? nothing;
}
