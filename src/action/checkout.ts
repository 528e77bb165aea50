import type { Rules } from '../engine/rules.ts';
import { openRepository, type Repository } from '../io/git/git.ts';
import { commitTree } from '../io/git/trees.ts';
import type { SyncOptions } from '../sync.ts';
import { withRepositoryConnectors } from './connectors.ts';
import type { ActionRun } from './run.ts';

/** What is checked out on the default branch, and the options for the flow with its connectors. */
export interface Checkout {
  readonly repository: Repository;
  readonly head: string;
  readonly rules: Rules;
  readonly options: SyncOptions;
}

/** Opens what is merged. Its secrets are registered before any system is asked. */
export async function openCheckout({ options }: ActionRun): Promise<Checkout> {
  const repository = await openRepository(options.directory);
  const head = await repository.head();
  // Half of all the code: loaded once there is something to read.
  const [{ readRules }, { maskSettings }] = await Promise.all([
    import('../io/config/config.ts'),
    import('./mask-settings.ts'),
  ]);
  const rules = await readRules(commitTree(repository, head), options.config);
  maskSettings(rules, options.environment);
  const commits = { trusted: head, checkedOut: head };
  const connectors = await withRepositoryConnectors(options.connectors, repository, commits);
  return { repository, head, rules, options: { ...options, connectors } };
}
