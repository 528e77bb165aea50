import { Args, Flags } from '@oclif/core';
import { RollcallError } from '../contract/index.ts';
import type { StreamedDiff } from '../engine/diff/kind-diff.ts';
import { openSides } from '../io/sides.ts';
import { gatherChanges, streamSides } from '../record-diff.ts';
import { diffHtml } from '../review/diff-html.ts';
import { diffJson } from '../review/diff-json.ts';
import { diffMarkdown } from '../review/diff-markdown.ts';
import { diffTerminal } from '../review/diff-terminal.ts';
import { isDifferent } from '../review/diff-words.ts';
import { BaseCommand } from './base.ts';

/** More changes than this push the summary off the screen. */
const onTerminal = 50;

const formats = ['table', 'json', 'markdown', 'html'] as const;

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
    base: Args.string({ required: true, description: 'file, folder or git revision to compare with' }),
    head: Args.string({ required: true, description: 'file, folder or git revision that is compared' }),
  };
  static override readonly flags = {
    key: Flags.string({
      description: 'column that identifies a record; several by comma or by repeating; guessed when left out',
      helpValue: 'COLUMN',
      multiple: true,
      multipleNonGreedy: true,
    }),
    format: Flags.option({ description: 'how to print it', options: formats, default: 'table' as const })(),
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
    const sides = await openSides(args.base, args.head, process.cwd());
    for (const note of sides.notes) process.stderr.write(`${note}\n`);
    const diffs = await streamSides(sides, {
      key: (flags.key ?? []).flatMap((names) => names.split(',')).map((name) => name.trim()),
      distinguishEmpty: flags.empty === 'distinct',
      paths,
      config: flags.config,
      needsConfig: metadata.flags.config?.setFromDefault !== true,
    });
    await write(this.render(diffs, { ...args, format: flags.json ? 'json' : flags.format, asked: flags.limit }));
    if (flags['exit-code'] && diffs.some(isDifferent)) this.exit(9);
  }

  private render(streamed: readonly StreamedDiff[], { base, head, format, asked }: Rendering): Iterable<string> {
    const isTerminal = process.stdout.isTTY === true;
    const limit = (asked ?? (isTerminal ? onTerminal : 0)) || Number.POSITIVE_INFINITY;
    if (format === 'json') return diffJson(streamed);
    const diffs = streamed.map(gatherChanges);
    switch (format) {
      case 'markdown':
        return diffMarkdown(diffs, { limit });
      case 'html':
        return diffHtml(diffs, { limit, base, head });
      case 'table':
        return diffTerminal(diffs, {
          color: this.isColored,
          limit,
          // Some terminals do not know their width and say 0.
          ...(isTerminal && process.stdout.columns > 0 ? { width: process.stdout.columns } : {}),
        });
    }
  }
}

interface Rendering {
  readonly base: string;
  readonly head: string;
  readonly format: (typeof formats)[number];
  readonly asked: number | undefined;
}

/** Writes as fast as the reader takes it; a reader who stops early (`| head`) is content. */
async function write(pieces: Iterable<string>): Promise<void> {
  const { stdout } = process;
  // This one stays: the last pieces may fail after this function is done.
  if (!stdout.listeners('error').includes(ignoreClosedPipe)) stdout.on('error', ignoreClosedPipe);
  let wake: (() => void) | undefined;
  let isClosed = false;
  const close = () => {
    isClosed = true;
    wake?.();
  };
  const drain = () => wake?.();
  stdout.on('error', close).on('drain', drain);
  for (const piece of pieces) {
    if (isClosed) break;
    if (stdout.write(piece)) continue;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  stdout.off('error', close).off('drain', drain);
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
