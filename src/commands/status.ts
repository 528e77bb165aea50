import { Args } from '@oclif/core';
import { openRows, type StatusRow, statusOf } from '../engine/status.ts';
import { sinceFrom } from '../io/git/since.ts';
import { describeStatus, statusJson } from '../review/status.ts';
import { type Planned, plan } from '../sync.ts';
import { SyncCommand } from './sync-command.ts';

export default class Status extends SyncCommand {
  static override readonly summary = 'show where people stand in each system, and since when';
  static override readonly description =
    'For one person: applied, pending, waiting, failed or drifted in each system, and since which commit and day. ' +
    'Without an ID: everybody who is not simply applied.';
  static override readonly examples = ['<%= config.bin %> status', '<%= config.bin %> status 1042'];
  static override readonly args = { id: Args.string({ description: 'id of the person' }) };
  static override readonly flags = { system: SyncCommand.syncFlags.system, sandbox: SyncCommand.syncFlags.sandbox };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Status);
    const planned = await plan(await this.syncOptions({ ...flags, ...(args.id !== undefined && { only: args.id }) }));
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
}

/** One person in every system, each row with the commit that made it so and the day it was applied. */
async function rowsOf(id: string, { moment, systems }: Planned): Promise<readonly StatusRow[]> {
  const since = sinceFrom(moment.repository, moment.commit);
  const record = moment.roster.records.employees.get(id);
  const files = moment.roster.coverage.filter((one) => one.kind === 'employees').flatMap((one) => one.files);
  const commit = record
    ? await since.rowCommit(record.place.file, record.place.line)
    : await since.removalOf(id, files);
  return Promise.all(
    systems.map(async (one) => {
      const row = statusOf(id, { ...one, ...one.gathered });
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
