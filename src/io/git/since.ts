import type { SystemLedger } from '../../engine/ledger.ts';
import type { StatusRow } from '../../engine/status.ts';
import type { Repository } from './git.ts';

/** Finds since when something is so: the commit that made it so, and the day on which a run applied it. */
export interface Since {
  /** The commit that last wrote a row which is there, by file and line. */
  rowCommit(file: string, line: number): Promise<string | undefined>;
  /** The commit that took a key out of the files, when it was ever there. */
  removalOf(key: string, files: readonly string[]): Promise<string | undefined>;
  /** The first run that applied a commit or what came after it; without one, the day of the commit itself. */
  applied(commit: string, entry: SystemLedger | undefined): Promise<NonNullable<StatusRow['since']>>;
}

/** Asks git, as of one commit. */
export function sinceFrom(repository: Repository, head: string): Since {
  const first = (text: string): string | undefined => /^[0-9a-f]{40,64}/m.exec(text)?.[0];
  return {
    async rowCommit(file, line) {
      const found = await repository.text(['blame', '--porcelain', '-L', `${line},${line}`, head, '--', file]);
      return first(found);
    },
    async removalOf(key, files) {
      if (files.length === 0) return undefined;
      const cell = `(^|[,;\t"])${key.replaceAll(/[.[\]{}()*+?^$|\\]/g, '\\$&')}([,;\t"\r]|$)`;
      const search = ['log', '-1', '--format=%H', '--pickaxe-regex', `-S${cell}`];
      return first(await repository.text([...search, head, '--', ...files]));
    },
    async applied(commit, entry) {
      for (const run of entry?.runs ?? []) {
        if (await repository.isAncestor(commit, run.commit)) return { commit, date: run.at.slice(0, 10) };
      }
      const date = await repository.text(['log', '-1', '--format=%cs', commit]);
      return { commit, date };
    },
  };
}
