import { pull } from '../pull.ts';
import { describePull, pullJson } from '../review/pull.ts';
import { Args, Flags } from './oclif.ts';
import { SyncCommand } from './sync-command.ts';

export default class Pull extends SyncCommand {
  static override readonly summary = 'write what a system holds into the CSV files';
  static override readonly description =
    'Touches only the cells that differ: every other byte of a file stays. What git changed and no sync has applied yet ' +
    'stays too. People whom only the system has are counted; --adopt adds rows for them, and so does a first import ' +
    'into files without a row. Rows are removed only with --remove. Nothing is written unless the system was read to its end.';
  static override readonly examples = [
    '<%= config.bin %> pull personio --dry-run',
    '<%= config.bin %> pull personio --adopt --source germany',
  ];
  static override readonly args = {
    system: Args.string({ required: true, ignoreStdin: true, description: 'name of the system in rollcall.yaml' }),
  };
  static override readonly flags = {
    sandbox: SyncCommand.syncFlags.sandbox,
    adopt: Flags.boolean({ description: 'add rows for people whom only the system has' }),
    remove: Flags.boolean({ description: 'remove rows of what was synced before and is gone from the system' }),
    source: Flags.string({ description: 'the source whose files take new rows', helpValue: 'NAME' }),
    'dry-run': Flags.boolean({ description: 'say what would be written, and write nothing' }),
    force: Flags.boolean({ description: 'write over edits that no commit holds' }),
    verbose: Flags.boolean({ description: 'list every cell' }),
    values: Flags.boolean({ description: 'show personal values too: your own people on your own terminal' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Pull);
    const pulled = await pull({
      ...(await this.syncOptions(flags)),
      system: args.system,
      adopt: flags.adopt,
      remove: flags.remove,
      dryRun: flags['dry-run'],
      force: flags.force,
      ...(flags.source !== undefined && { source: flags.source }),
    });
    const report = { ...pulled, isDryRun: flags['dry-run'] };
    const audience = { showPersonal: flags.values };
    if (flags.json) {
      this.printJson(pullJson(report, audience));
      return;
    }
    const width = process.stdout.columns;
    this.print(
      describePull(report, {
        ...audience,
        color: this.isColored,
        language: pulled.rules.language,
        verbose: flags.verbose || flags.values,
        ...(width !== undefined && { width }),
      }),
    );
  }
}
