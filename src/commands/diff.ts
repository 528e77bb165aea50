import { RollcallError } from '../contract/index.ts';
import { BaseCommand } from './base.ts';
import { diffFormats, onTerminal } from './diff-call.ts';
import { Args, Flags } from './oclif.ts';
import { runDiff } from './run-diff.ts';

export default class Diff extends BaseCommand {
  static override readonly summary = 'show what differs between two versions of the records';
  static override readonly description =
    'BASE and HEAD are two files, two folders, or two git revisions; REVISION:PATH is one file or folder of a revision. ' +
    'The order of rows and columns does not matter. Works without rollcall.yaml; where there is one, revisions and folders ' +
    'are compared by kind, else file by file. Values are shown: these are your own files on your own terminal.';
  static override readonly examples = [
    '<%= config.bin %> diff last-month.csv this-month.csv',
    '<%= config.bin %> diff main HEAD',
    '<%= config.bin %> diff main HEAD -- hr/employees.csv',
    '<%= config.bin %> diff HEAD:hr/teams.csv hr/teams.csv --key id --format html > diff.html',
  ];
  static override readonly usage = 'diff BASE HEAD [--key COLUMN] [--format table|json|markdown|html] [-- PATH...]';
  /** Paths follow after `--`. */
  static override readonly strict = false;
  static override readonly args = {
    base: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'file, folder or git revision to compare with',
    }),
    head: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'file, folder or git revision that is compared',
    }),
  };
  static override readonly flags = {
    key: Flags.string({
      description: 'column that identifies a record; several by comma or by repeating; guessed when left out',
      helpValue: 'COLUMN',
      multiple: true,
      multipleNonGreedy: true,
    }),
    format: Flags.option({ description: 'how to print it', options: diffFormats, default: 'table' as const })(),
    limit: Flags.integer({
      description: `changes shown of each kind, 0 for all; on a terminal ${onTerminal} at first`,
      min: 0,
    }),
    empty: Flags.option({
      description: 'whether an empty cell and a missing column are the same or distinct',
      options: ['same', 'distinct'] as const,
      default: 'same' as const,
    })(),
    'exit-code': Flags.boolean({ description: 'end with 9 when there are differences' }),
  };

  async run(): Promise<void> {
    const { args, argv, flags, metadata } = await this.parse(Diff);
    const paths = argv.slice(2).map(String);
    const after = this.argv.indexOf('--');
    if (paths.length > 0 && after === -1) {
      throw new RollcallError('USAGE', `"${paths[0]}" is one name too many.`, {
        next: 'Give BASE and HEAD, and put paths after "--": rollcall diff main HEAD -- hr/employees.csv.',
      });
    }
    const exit = await runDiff({
      base: args.base,
      head: args.head,
      key: flags.key ?? [],
      format: flags.json ? 'json' : flags.format,
      limit: flags.limit,
      distinguishEmpty: flags.empty === 'distinct',
      exitCode: flags['exit-code'],
      paths,
      config: flags.config,
      needsConfig: metadata.flags.config?.setFromDefault !== true,
    });
    if (exit !== 0) this.exit(exit);
  }
}
