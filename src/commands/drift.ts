import { errors } from '../contract/index.ts';
import { driftOf } from '../engine/drift.ts';
import { exitOfPlan } from '../engine/exit.ts';
import { describeDrift, driftJson } from '../review/drift.ts';
import { describeFindings } from '../review/findings.ts';
import { Flags } from './oclif.ts';
import { SyncCommand } from './sync-command.ts';

export default class Drift extends SyncCommand {
  static override readonly summary = 'show what moved in the systems without git';
  static override readonly description =
    'Compares what was last applied, what the files say and what each system holds. A field that moved in the system ' +
    'only is drift; one that moved in both places is shown with what was last applied. Writes nothing, anywhere.';
  static override readonly examples = [
    '<%= config.bin %> drift',
    '<%= config.bin %> drift --system springest-nl --exit-code',
  ];
  static override readonly flags = {
    system: SyncCommand.syncFlags.system,
    sandbox: SyncCommand.syncFlags.sandbox,
    'exit-code': Flags.boolean({ description: 'end with 9 when something moved' }),
    values: Flags.boolean({ description: 'show personal values too: your own people on your own terminal' }),
    verbose: Flags.boolean({ description: 'list every record' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Drift);
    const options = await this.syncOptions(flags);
    const { plan } = await import('../sync.ts');
    const planned = await plan(options);
    const systems = planned.systems.map((one) => driftOf(one.plan, one.gathered.state, one.gathered.isRead));
    const audience = { showPersonal: flags.values };
    if (flags.json) this.printJson(driftJson(systems, audience));
    else {
      const { language } = planned.moment.rules;
      const unread = planned.systems.filter(({ gathered }) => !gathered.isRead).flatMap((one) => one.plan.findings);
      const width = process.stdout.columns;
      const shown = { ...audience, language, color: this.isColored, verbose: flags.verbose };
      if (unread.length > 0) this.print(`${describeFindings(unread, { color: this.isColored })}\n`);
      this.print(describeDrift(systems, { ...shown, ...(width !== undefined && { width }) }));
    }
    // What a limit stops is no matter here: nothing is going to be written.
    const exit = exitOfPlan({ systems: planned.plan.systems.map((system) => ({ ...system, stops: [] })) });
    if (exit !== 0) this.exit(exit);
    if (flags['exit-code'] && systems.some(({ records }) => records.length > 0)) this.exit(errors.DIFFERENCES.exit);
  }
}
