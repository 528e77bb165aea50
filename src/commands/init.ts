import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Connector, RollcallError } from '../contract/index.ts';
import type { Proposal } from '../engine/propose/proposal.ts';
import { propose } from '../engine/propose/propose.ts';
import { parseRules } from '../io/config/config.ts';
import { exampleSecrets } from '../io/config/example-systems.ts';
import { writeProposal } from '../io/config/proposal-text.ts';
import { placeholder, writeWorkflow } from '../io/config/workflow-text.ts';
import { findTables } from '../io/csv/found-tables.ts';
import { openRepository, type Repository } from '../io/git/git.ts';
import { folderTree, workingTree } from '../io/git/trees.ts';
import { describeProposal } from '../review/proposal.ts';
import { BaseCommand } from './base.ts';
import { Flags } from './oclif.ts';

const workflowFile = '.github/workflows/rollcall.yml';

export default class Init extends BaseCommand {
  static override readonly summary = 'propose rollcall.yaml and the workflow from the CSV files that are there';
  static override readonly description =
    'Columns are recognised by their headers in English, French, German and Dutch. Nothing is overwritten without --force.';
  static override readonly examples = ['<%= config.bin %> init --dry-run', '<%= config.bin %> init'];
  static override readonly flags = {
    'dry-run': Flags.boolean({ description: 'print the two files instead of writing them' }),
    force: Flags.boolean({ description: 'replace files that are there already' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Init);
    const repository = await openRepository(process.cwd()).catch(onlyMissing);
    const root = repository?.root ?? process.cwd();
    const isWritten = await exists(join(root, flags.config));
    if (isWritten && !flags.force && !flags['dry-run'])
      throw new RollcallError('FILE_EXISTS', `${flags.config} is there already.`);

    const found = await findTables(repository ? workingTree(root) : folderTree(root));
    const proposal = propose(found);
    if (proposal.sources.length === 0) throw nothingRecognised(proposal.leftOut);
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const connectors = await connectorsOf(proposal);
    const config = writeProposal(proposal, timezone, connectors);
    parseRules(config, flags.config);
    const branch = await repository?.defaultBranch().catch(() => undefined);
    const secrets = exampleSecrets(connectors);
    const workflow = writeWorkflow({ branch: branch ?? 'main', timezone, secrets });
    const texts = { [flags.config]: config, [workflowFile]: workflow };
    const written = flags['dry-run'] ? [] : await writeAll(root, texts, flags.force);

    if (flags.json) {
      const { sources, leftOut } = proposal;
      this.printJson({
        written,
        sources,
        teams: proposal.teams ?? null,
        leftOut,
        files: flags['dry-run'] ? texts : {},
      });
      return;
    }
    this.print(describeProposal(proposal, { color: this.isColored }));
    if (flags['dry-run']) for (const [file, text] of Object.entries(texts)) this.print(`\n--- ${file}\n${text}`);
    else this.print(`\n${written.map((file) => `Wrote ${file}.`).join('\n')}`);
    this.print(
      nextSteps({
        repository,
        file: flags.config,
        isDryRun: flags['dry-run'],
        isKept: !written.includes(workflowFile),
      }),
    );
  }
}

/** The data sheets of the systems whose own files are there; none is loaded where there are no such files. */
async function connectorsOf({ sources }: Proposal): Promise<readonly Connector[]> {
  const wanted = sources.flatMap(({ preset }) => preset ?? []);
  return wanted.length === 0 ? [] : (await import('../bundled.ts')).connectors({ wanted });
}

/** Writes what is missing, and with `force` what is there too. Gives the files written. */
async function writeAll(
  root: string,
  texts: Readonly<Record<string, string>>,
  force: boolean,
): Promise<readonly string[]> {
  const written: string[] = [];
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    // `wx` refuses a file that came into being since it was looked for.
    const isDone = await writeFile(join(root, file), text, { flag: force ? 'w' : 'wx' }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw new RollcallError('FILE_UNREADABLE', `${file} cannot be written (${error.code}).`, { cause: error });
      },
    );
    if (isDone) written.push(file);
  }
  return written;
}

function nextSteps(state: {
  readonly repository: Repository | undefined;
  readonly file: string;
  readonly isDryRun: boolean;
  readonly isKept: boolean;
}): string {
  const steps = [
    ...(state.isDryRun ? ['Run "rollcall init" to write the two files.'] : []),
    ...(state.repository ? [] : ['Run "git init": rollcall works on commits.']),
    `Read ${state.file}, then run "rollcall check".`,
    'Take the comment signs off one system there and try it on its simulator: "rollcall sandbox".',
    ...(state.isKept
      ? []
      : [`Put the release of rollcall that you trust into ${workflowFile}, in place of ${placeholder}.`]),
  ];
  const kept =
    state.isKept && !state.isDryRun ? [`${workflowFile} was there already and is kept; --force replaces it.`] : [];
  return ['', ...kept, 'Next:', ...steps.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
}

function nothingRecognised(leftOut: readonly { readonly file: string; readonly reason: string }[]): RollcallError {
  const lines = leftOut.map(({ file, reason }) => `${file}: ${reason}.`);
  const message =
    lines.length === 0 ? 'There is no CSV file here.' : ['No CSV file here is recognised.', ...lines].join('\n');
  return new RollcallError('NOTHING_RECOGNISED', message);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Outside a repository the files are proposed all the same; anything else that is wrong is told. */
function onlyMissing(error: unknown): undefined {
  if (error instanceof RollcallError && error.code === 'GIT_MISSING') return undefined;
  throw error;
}
