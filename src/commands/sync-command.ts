import { loadConnectors } from '../host.ts';
import { openRepository, type Repository } from '../io/git/git.ts';
import type { SandboxAddress } from '../io/sandbox/sandbox-file.ts';
import type { SyncOptions } from '../sync.ts';
import { BaseCommand } from './base.ts';
import { Flags } from './oclif.ts';

/** What `plan`, `apply` and `status` share: which systems, which person, and whether simulators stand in. */
export abstract class SyncCommand extends BaseCommand {
  static readonly syncFlags = {
    system: Flags.string({ description: 'this system only', helpValue: 'NAME' }),
    only: Flags.string({ description: 'this person only', helpValue: 'ID' }),
    sandbox: Flags.boolean({ description: 'use the simulators of the running "rollcall sandbox"' }),
  };

  /**
   * Everything that sync needs to know of this command line. Outside of a repository it refuses; sync itself, which takes
   * longer to load than git to answer, is loaded after it.
   */
  protected async syncOptions(flags: {
    readonly config: string;
    readonly system?: string | undefined;
    readonly only?: string | undefined;
    readonly sandbox?: boolean;
  }): Promise<SyncOptions> {
    const directory = process.cwd();
    if (flags.sandbox && this.isWatched) this.progress('looking for the sandbox');
    const repository = await openRepository(directory);
    const sandbox = flags.sandbox ? await sandboxOf(repository) : undefined;
    return {
      directory,
      repository,
      config: flags.config,
      connectors: (wanted) => loadConnectors({ config: this.config, wanted }),
      environment: process.env,
      now: Date.now,
      ...(flags.system !== undefined && { system: flags.system }),
      ...(flags.only !== undefined && { only: flags.only }),
      ...(sandbox && { sandbox }),
      ...(this.isWatched && { onStep: (step: string) => this.progress(step) }),
    };
  }
}

async function sandboxOf(repository: Repository): Promise<SandboxAddress | undefined> {
  const { readSandbox } = await import('../io/sandbox/sandbox-file.ts');
  return readSandbox(repository.gitDir);
}
