import { Flags } from '@oclif/core';
import { keyedHash } from '../io/ledger/digest-key.ts';
import { writePlanFile } from '../io/plan-file.ts';
import { planFile } from '../review/plan-file.ts';
import { planJson } from '../review/plan-json.ts';
import { describePlan } from '../review/terminal.ts';
import { plan } from '../sync.ts';
import { SyncCommand } from './sync-command.ts';

export default class Plan extends SyncCommand {
  static override readonly summary = 'show what would be done in each system';
  static override readonly description =
    'Reads the roster at HEAD (or the working tree where its files are edited), what was last applied, and the systems ' +
    'themselves. Writes nothing, anywhere. Values of personal fields are not shown.';
  static override readonly examples = [
    '<%= config.bin %> plan',
    '<%= config.bin %> plan --system springest-nl --only 1042',
    '<%= config.bin %> plan --out plan.json',
  ];
  static override readonly flags = {
    ...SyncCommand.syncFlags,
    out: Flags.string({ description: 'save the plan, to apply exactly this one later', helpValue: 'FILE' }),
    values: Flags.boolean({ description: 'show personal values too: your own people on your own terminal' }),
    verbose: Flags.boolean({ description: 'list every change' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Plan);
    const planned = await plan(await this.syncOptions(flags));
    if (flags.out !== undefined)
      await writePlanFile(flags.out, planFile(planned.plan, { digest: (text) => keyedHash(planned.key, text) }));
    const audience = { showPersonal: flags.values };
    if (flags.json) this.printJson(planJson(planned.plan, audience));
    else {
      const { language } = planned.moment.rules;
      const width = process.stdout.columns;
      this.print(
        describePlan(planned.plan, {
          ...audience,
          language,
          color: this.isColored,
          verbose: flags.verbose,
          ...(width !== undefined && { width }),
        }),
      );
    }
    if (planned.exit !== 0) this.exit(planned.exit);
  }
}
