import { RollcallError } from '../contract/index.ts';
import { openRows, type StatusRow, statusOf } from '../engine/status.ts';
import { loadConnectors } from '../host.ts';
import { sinceFrom } from '../io/git/since.ts';
import { comparisonJson, describeComparison, describeMarks } from '../review/compare.ts';
import { describeStatus, statusJson } from '../review/status.ts';
import type { Planned } from '../sync.ts';
import { Args, Flags } from './oclif.ts';
import { SyncCommand } from './sync-command.ts';

export default class Status extends SyncCommand {
  static override readonly summary = 'show where people stand in each system, and since when';
  static override readonly description =
    'For one person: applied, pending, waiting, failed or drifted in each system, and since which commit and day. ' +
    'Without an ID: everybody who is not simply applied. With --compare: the files against a report that a vendor gives ' +
    'out (CSV, XLS, XLSX), without asking any system; a list of troubles with a column ExternalId marks the lines of the files.';
  static override readonly examples = [
    '<%= config.bin %> status',
    '<%= config.bin %> status 1042',
    '<%= config.bin %> status --compare users.xls --system springest-nl',
  ];
  static override readonly args = { id: Args.string({ ignoreStdin: true, description: 'id of the person' }) };
  static override readonly flags = {
    system: SyncCommand.syncFlags.system,
    sandbox: SyncCommand.syncFlags.sandbox,
    compare: Flags.string({
      description: "hold the files against a vendor's report",
      helpValue: 'FILE',
      exclusive: ['sandbox'],
    }),
    key: Flags.string({
      description: 'column of the report that holds your ids',
      helpValue: 'COLUMN',
      dependsOn: ['compare'],
    }),
    values: Flags.boolean({ description: 'show personal values that differ', dependsOn: ['compare'] }),
    verbose: Flags.boolean({ description: 'list everybody', dependsOn: ['compare'] }),
    'exit-code': Flags.boolean({ description: 'end with 9 when the report differs', dependsOn: ['compare'] }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Status);
    if (flags.compare !== undefined) {
      if (args.id !== undefined) throw new RollcallError('USAGE', '--compare is about everybody and takes no ID.');
      return this.#compare({ ...flags, compare: flags.compare });
    }
    // An unset variable of a script would be answered for nobody in particular.
    if (args.id?.trim() === '') throw new RollcallError('USAGE', 'The ID is empty.');
    const options = await this.syncOptions({ ...flags, ...(args.id !== undefined && { only: args.id }) });
    const { plan } = await import('../sync.ts');
    const planned = await plan({ ...options, mayBeGone: true });
    const rows =
      args.id === undefined
        ? planned.systems.flatMap((one) => openRows({ ...one, ...one.gathered }))
        : await rowsOf(args.id, planned);
    if (flags.json) this.printJson(statusJson(rows));
    else {
      const { language } = planned.moment.rules;
      this.print(describeStatus(rows, { language, color: this.isColored }));
    }
  }

  async #compare(flags: {
    readonly compare: string;
    readonly config: string;
    readonly json?: boolean;
    readonly system?: string | undefined;
    readonly key?: string | undefined;
    readonly values: boolean;
    readonly verbose: boolean;
    readonly 'exit-code': boolean;
  }): Promise<void> {
    const { compareFile } = await import('../compare.ts');
    const { rules, keyClass, comparison, marks } = await compareFile({
      directory: process.cwd(),
      config: flags.config,
      file: flags.compare,
      connectors: (wanted) => loadConnectors({ config: this.config, wanted }),
      now: Date.now,
      ...(flags.system !== undefined && { system: flags.system }),
      ...(flags.key !== undefined && { key: flags.key }),
    });
    const audience = { showPersonal: flags.values };
    const options = { audience, keyClass, color: this.isColored, language: rules.language, verbose: flags.verbose };
    if (flags.json)
      this.printJson(comparisonJson({ ...(comparison && { comparison }), ...(marks && { marks }) }, options));
    else if (comparison) this.print(describeComparison(comparison, options));
    else if (marks) this.print(describeMarks(marks, options));
    const { onlyReport = [], onlyRoster = [], left = [], different = [] } = comparison ?? {};
    const isDifferent = onlyReport.length + onlyRoster.length + left.length + different.length + (marks?.rows ?? 0) > 0;
    if (flags['exit-code'] && isDifferent) this.exit(9);
  }
}

/**
 * One person in every system, each row with the commit that made it so and the day it was applied.
 * @throws RollcallError `USAGE` when there never was such a person.
 */
async function rowsOf(id: string, { moment, systems }: Planned): Promise<readonly StatusRow[]> {
  const since = sinceFrom(moment.repository, moment.commit);
  const record = moment.roster.records.employees.get(id);
  const files = moment.roster.coverage.filter((one) => one.kind === 'employees').flatMap((one) => one.files);
  const commit = record
    ? await since.rowCommit(record.place.file, record.place.line)
    : await since.removalOf(id, files);
  const standing = systems.map((one) => ({ one, row: statusOf(id, { ...one, ...one.gathered }) }));
  if (commit === undefined && standing.every(({ row }) => row.state === 'never' && row.detail === undefined)) {
    throw new RollcallError(
      'USAGE',
      'There is no person with this id: not in the files, not in their history, not in a system.',
    );
  }
  return Promise.all(
    standing.map(async ({ one, row }) => {
      if (commit === undefined) return row;
      const isGone = record === undefined && row.state === 'never';
      const shown: StatusRow =
        isGone && one.gathered.entry?.applied
          ? { ...row, state: 'applied', detail: 'Not in the files any more; nothing is left to do.' }
          : row;
      return shown.state === 'never' ? shown : { ...shown, since: await since.applied(commit, one.gathered.entry) };
    }),
  );
}
