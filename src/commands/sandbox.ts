import { join, relative } from 'node:path';
import { loadConnectors } from '../host.ts';
import { readRules } from '../io/config/config.ts';
import { openRepository } from '../io/git/git.ts';
import { workingTree } from '../io/git/trees.ts';
import { startSandbox } from '../io/sandbox/sandbox.ts';
import { refuseSecondSandbox, sandboxRef } from '../io/sandbox/sandbox-file.ts';
import { untilStopped } from '../io/sandbox/stop.ts';
import { describeSandbox, sandboxJson } from '../review/sandbox.ts';
import { renderSimulatorPage } from '../review/simulator-page.ts';
import { BaseCommand } from './base.ts';
import { Flags } from './oclif.ts';

export default class Sandbox extends BaseCommand {
  static override readonly summary = 'start the simulators of all configured systems on this machine';
  static override readonly description =
    'Each system gets a stand-in that behaves as its vendor says, odd rules included, with a page to look at. ' +
    '"rollcall plan --sandbox" and "rollcall apply --sandbox" use them instead of the real systems, with a ledger of ' +
    'their own. They run until Ctrl-C, or until the terminal is closed, and keep what they hold for the next time.';
  static override readonly examples = ['<%= config.bin %> sandbox', '<%= config.bin %> sandbox --reset --port 5000'];
  static override readonly flags = {
    port: Flags.integer({ description: 'port of the first simulator; the next ones follow', min: 1, max: 65_535 }),
    reset: Flags.boolean({ description: 'start with empty accounts and an empty ledger' }),
    state: Flags.string({ description: 'folder that keeps what the simulators hold', helpValue: 'DIR' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Sandbox);
    const repository = await openRepository(process.cwd());
    const { systems } = await readRules(workingTree(repository.root), flags.config);
    await refuseSecondSandbox(repository.gitDir);
    const connectors = await loadConnectors({ config: this.config, wanted: systems.map((system) => system.connector) });
    if (flags.reset) await repository.run(['update-ref', '-d', sandboxRef]);
    const stateDir = flags.state ?? join(repository.gitDir, 'rollcall', 'sandbox');

    const sandbox = await startSandbox({
      systems,
      connectors,
      gitDir: repository.gitDir,
      environment: process.env,
      stateDir,
      ...(flags.port !== undefined && { port: flags.port }),
      reset: flags.reset,
      page: renderSimulatorPage,
    });
    const stopped = untilStopped();
    if (flags.json) this.printJson(sandboxJson(sandbox));
    else {
      const shownDir = relative(process.cwd(), stateDir) || '.';
      this.print(describeSandbox(sandbox, { color: this.isColored, stateDir: shownDir }));
    }
    await stopped;
    await sandbox.close();
  }
}
