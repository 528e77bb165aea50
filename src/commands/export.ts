import { csvText } from '../engine/exports.ts';
import { type Exported, exportRows } from '../export.ts';
import { loadConnectors } from '../host.ts';
import { writePrivateFile } from '../io/export-file.ts';
import { openRepository } from '../io/git/git.ts';
import { readSandbox } from '../io/sandbox/sandbox-file.ts';
import { spreadsheetBytes } from '../io/spreadsheet.ts';
import { describeExport, exportJson } from '../review/export.ts';
import { BaseCommand } from './base.ts';
import { Args, Flags } from './oclif.ts';

export default class Export extends BaseCommand {
  static override readonly summary = 'write what a system only gives out as CSV';
  static override readonly description =
    'Engagement scores, feedback, learning status: what an HR system knows by itself. Only reads; a read that does not ' +
    'come to its proven end writes nothing. The file can be read by you alone and its values are not shown here. ' +
    '"rollcall connectors show" lists what each system gives out, and what not.';
  static override readonly examples = [
    '<%= config.bin %> export springest-nl learning-status',
    '<%= config.bin %> export officevibe-prod engagement --option dates=2026-11-02 --out scores.csv',
    '<%= config.bin %> export officevibe-prod engagement --out -',
  ];
  static override readonly args = {
    system: Args.string({ required: true, ignoreStdin: true, description: 'name of the system in rollcall.yaml' }),
    what: Args.string({ required: true, ignoreStdin: true, description: 'name of the export, such as engagement' }),
  };
  static override readonly flags = {
    out: Flags.string({
      description:
        'file to write, CSV or, by its name, XLSX; default SYSTEM-WHAT.csv. "-" prints it here, private values included',
      helpValue: 'FILE',
    }),
    option: Flags.string({
      description: 'a value that the export takes',
      helpValue: 'NAME=VALUE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    sandbox: Flags.boolean({ description: 'use the simulators of the running "rollcall sandbox"' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Export);
    const directory = process.cwd();
    if (flags.sandbox && this.isWatched) this.progress('looking for the sandbox');
    const sandbox = flags.sandbox ? await readSandbox((await openRepository(directory)).gitDir) : undefined;
    const exported = await exportRows({
      directory,
      config: flags.config,
      ...args,
      options: flags.option ?? [],
      connectors: (wanted) => loadConnectors({ config: this.config, wanted }),
      environment: process.env,
      now: Date.now,
      ...(sandbox && { sandbox }),
      ...(this.isWatched && { onStep: (step: string) => this.progress(step) }),
    });
    await this.#give(exported, flags);
    // What is there is there; a row that could not be had is not, and a script must not take it for whole.
    if (exported.findings.some((finding) => finding.severity === 'error')) this.exit(6);
  }

  async #give(exported: Exported, flags: { readonly out?: string | undefined; readonly json?: boolean }) {
    const { declaration, rows, system } = exported;
    const table = [declaration.columns.map((column) => column.name), ...rows];
    if (flags.out === '-') {
      if (flags.json) return this.printJson(exportJson(exported, { isPrinted: true }));
      this.clearProgress();
      process.stdout.write(csvText(table));
      return;
    }
    const file = flags.out ?? `${system}-${declaration.name}.csv`;
    await writePrivateFile(
      file,
      isNamedAsSpreadsheet(file) ? await spreadsheetBytes(declaration.name, table) : csvText(table),
    );
    if (flags.json) this.printJson(exportJson(exported, { file, isPrinted: false }));
    else this.print(describeExport(exported, { file, color: this.isColored }));
  }
}

function isNamedAsSpreadsheet(file: string): boolean {
  return /\.xlsx$/i.test(file);
}
