import { errors } from '../contract/index.ts';
import { longestJobMinutes, matrixOf } from '../engine/matrix.ts';
import type { Rehearsal } from '../engine/rehearsal.ts';
import { planJson } from '../review/plan-json.ts';
import { describeRehearsal, isRehearsalFailed, rehearsalJson } from '../review/rehearsal.ts';
import { describePlan } from '../review/terminal.ts';
import type { Planned } from '../sync.ts';
import { Flags } from './oclif.ts';
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
    '<%= config.bin %> plan --simulate',
    '<%= config.bin %> plan --matrix --max-minutes 120',
  ];
  static override readonly flags = {
    ...SyncCommand.syncFlags,
    out: Flags.string({ description: 'save the plan, to apply exactly this one later', helpValue: 'FILE' }),
    simulate: Flags.boolean({
      description: 'rehearse it on simulators that begin with what the systems hold, to see what a vendor would refuse',
    }),
    matrix: Flags.boolean({
      description: "print the jobs that would do it, as JSON for GitHub's job matrix",
      exclusive: ['only', 'simulate'],
    }),
    'max-minutes': Flags.integer({
      description: 'how long one job of the matrix may take',
      default: longestJobMinutes,
      min: 1,
    }),
    values: Flags.boolean({ description: 'show personal values too: your own people on your own terminal' }),
    verbose: Flags.boolean({ description: 'list every change' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Plan);
    const options = await this.syncOptions(flags);
    const { plan } = await import('../sync.ts');
    const planned = await plan(options);
    if (flags.out !== undefined) await save(planned, flags.out);
    const audience = { showPersonal: flags.values };
    const ready = planned.systems.filter(({ plan: { verdict } }) => verdict !== 'refused');
    const { moment } = planned;
    if (flags.simulate && this.isWatched) this.progress('rehearsing');
    const rehearsals = flags.simulate ? await rehearseOn(ready, moment) : [];
    if (flags.matrix) this.printJson(matrixOf(planned.systems, flags['max-minutes']));
    else if (flags.json)
      this.printJson({
        ...planJson(planned.plan, audience),
        ...(flags.simulate && { rehearsal: rehearsalJson(rehearsals) }),
      });
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
    if (flags.simulate && !flags.json) {
      const { language } = planned.moment.rules;
      this.print(`\n${describeRehearsal(rehearsals, { color: this.isColored, language })}`);
    }
    // As an apply would end that meets the same refusals.
    const exit = planned.exit || (rehearsals.some(isRehearsalFailed) ? errors.APPLIED_IN_PART.exit : 0);
    if (exit !== 0) this.exit(exit);
  }
}

async function save({ plan, key }: Planned, file: string): Promise<void> {
  const { keyedHash } = await import('../io/ledger/digest-key.ts');
  const { writePlanFile } = await import('../io/plan-file.ts');
  const { planFile } = await import('../review/plan-file.ts');
  await writePlanFile(file, planFile(plan, { digest: (text) => keyedHash(key, text) }));
}

/** Simulators need a server of HTTP, which takes longer to load than all else: loaded where it is wanted. */
async function rehearseOn(ready: Planned['systems'], moment: Planned['moment']): Promise<readonly Rehearsal[]> {
  const { rehearse } = await import('../io/sandbox/rehearse.ts');
  return rehearse(ready, { moment, environment: process.env, now: Date.now });
}
