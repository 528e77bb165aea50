import { type Kind, RollcallError } from './contract/index.ts';
import { checkRoster } from './engine/check/check.ts';
import { createMapping, type Mapping } from './engine/map/mapping.ts';
import type { SystemState } from './engine/plan/state.ts';
import { type Pull, planPull } from './engine/pull/pull.ts';
import type { PullSheet } from './engine/pull/pull-sheet.ts';
import { type Rules, type SourceRules, type SystemRules, takesKind } from './engine/rules.ts';
import { readRules } from './io/config/config.ts';
import { openRepository } from './io/git/git.ts';
import { workingTree } from './io/git/trees.ts';
import { dayIn, momentOf } from './io/moment.ts';
import { editFiles, openFiles } from './io/pull/edit-files.ts';
import { type PullFile, readPullFiles } from './io/pull/read-files.ts';
import { writeFiles } from './io/pull/write-files.ts';
import { refuseUnusable } from './io/read-roster.ts';
import { type PreparedSystem, planMoment, type SyncOptions } from './sync.ts';

export interface PullOptions extends SyncOptions {
  /** The system that is pulled. */
  readonly system: string;
  /** Take over records that the system has and git does not. */
  readonly adopt?: boolean;
  /** Remove the rows of what was synced before and is gone from the system. */
  readonly remove?: boolean;
  /** The source whose files take them. Default: the only one that can. */
  readonly source?: string;
  /** Say what would be written, and write nothing. */
  readonly dryRun?: boolean;
  /** Write over edits that no commit holds. */
  readonly force?: boolean;
}

/** What a pull did, or would do. */
export interface Pulled {
  readonly system: string;
  readonly rules: Rules;
  readonly pull: Pull;
  /** Files that were changed, or would be. */
  readonly files: readonly string[];
}

/**
 * Writes what a system holds into the CSV files of its sources: **read → compare → edit → read again → write**.
 * Nothing is written unless the system was read to its end, and every file reads back as meant.
 * @throws RollcallError `USAGE` for an unknown system or source, `READ_INCOMPLETE`, `ROSTER_REFUSED`, `UNCOMMITTED`
 * when a file has edits that no commit holds, and what `plan` throws.
 */
export async function pull(options: PullOptions): Promise<Pulled> {
  options.onStep?.('reading the files');
  const repository = options.repository ?? (await openRepository(options.directory));
  const tree = workingTree(repository.root);
  const rules = await readRules(tree, options.config);
  const system = systemOf(options, rules);
  const connectors = await options.connectors([system.connector]);
  const connector = connectors.get(system.connector);
  if (!connector) throw new TypeError(`connector ${system.connector} was not loaded`);
  const mapping = createMapping(connector, system, rules.fields);
  const kinds = listedKinds(mapping);
  if (kinds.length === 0) throw notListed(mapping);

  const files = await readPullFiles(
    tree,
    rules,
    mapping,
    (source, kind) => isTaken(source, system) && kinds.includes(kind),
  );
  refuseOtherForms(files.filter((file) => isTaken(file.source, system) && kinds.includes(file.kind)));
  const today = dayIn(rules.timezone, options.now());
  const roster = checkRoster(files, rules, { today });
  refuseUnusable(roster);
  const commit = await repository.head();
  const { config } = options;
  const moment = momentOf({ repository, config, commit, uncommitted: true, today, rules, roster, tree });
  const own = files.filter((file) => isTaken(file.source, system) && file.table.file !== rules.teams?.ids);
  const alsoRead = kinds.filter((kind) => own.some((file) => file.kind === kind));
  const [prepared] = (await planMoment(moment, { ...options, alsoRead })).systems;
  if (!prepared) throw new TypeError(`${system.name} was not planned`);
  const { state } = refuseUnread(prepared);

  const opened = openFiles(own, files, rules);
  const sheets = [...opened.keys()];
  const newcomers = targets(sheets, state, kinds, options);
  const found = planPull({
    state,
    roster,
    teams: rules.teams,
    fields: rules.fields,
    sheets,
    newcomers,
    remove: options.remove ?? false,
  });
  const edited = editFiles(opened, files, found, rules);
  if (!options.dryRun) {
    if (!options.force) await refuseUncommitted(await repository.dirty(edited.map(({ file }) => file)));
    await writeFiles(repository.root, edited);
  }
  return { system: system.name, rules, pull: found, files: edited.map(({ file }) => file) };
}

function systemOf({ system: name, config }: PullOptions, { systems }: Rules): SystemRules {
  const found = systems.find((system) => system.name === name);
  if (found) return found;
  const known = systems.map((system) => system.name).join(', ') || 'none';
  throw new RollcallError('USAGE', `There is no system ${name} in ${config}; there is ${known}.`);
}

/** Kinds that the system gives a list of, among those that it is to hold. */
function listedKinds({ kinds, system }: Mapping): readonly Kind[] {
  return kinds
    .filter(({ declaration: { list } }) => list === 'counted' || list === 'uncounted')
    .map(({ declaration }) => declaration.kind)
    .filter((kind) => takesKind(system, kind));
}

function notListed({ connector, system }: Mapping): RollcallError {
  return new RollcallError(
    'USAGE',
    `${connector.title} gives no list of what it holds, so ${system.name} cannot be pulled.`,
    {
      next: 'Pull from a system that lists its people; "rollcall connectors show" says which do.',
    },
  );
}

function isTaken({ name }: SourceRules, { sources }: SystemRules): boolean {
  return sources?.includes(name) ?? true;
}

function refuseUnread({ gathered, plan }: PreparedSystem): PreparedSystem['gathered'] {
  if (gathered.isRead) return gathered;
  throw new RollcallError('READ_INCOMPLETE', `${plan.name} could not be read to its end; no file was written.`, {
    findings: plan.findings,
  });
}

/** The table that takes newcomers of each kind. Where there is nobody in the files yet, they need not be asked for. */
function targets(
  sheets: readonly PullSheet[],
  state: SystemState,
  kinds: readonly Kind[],
  { adopt, source }: PullOptions,
): (kind: Kind) => PullSheet | 'not-asked' | 'no-file' {
  if (source !== undefined && !sheets.some(({ sheet }) => sheet.source.name === source)) {
    const known = [...new Set(sheets.map(({ sheet }) => sheet.source.name))].join(', ') || 'none';
    throw new RollcallError('USAGE', `There is no source ${source} for this system; there is ${known}.`);
  }
  const chosen = new Map(
    kinds.map((kind): readonly [Kind, PullSheet | 'not-asked' | 'no-file'] => {
      const own = sheets.filter(
        ({ sheet }) => sheet.kind === kind && (source === undefined || sheet.source.name === source),
      );
      const [first] = own;
      if (!first) return [kind, 'no-file'];
      const isFirst = own.every(({ sheet }) => sheet.table.rows.length === 0);
      if (!adopt && !isFirst) return [kind, 'not-asked'];
      const isNeeded = state.notOurs.some((record) => record.kind === kind);
      if (own.length > 1 && isNeeded) throw ambiguous(kind, own);
      return [kind, first];
    }),
  );
  return (kind) => chosen.get(kind) ?? 'no-file';
}

function ambiguous(kind: Kind, sheets: readonly PullSheet[]): RollcallError {
  const names = [...new Set(sheets.map(({ sheet }) => sheet.source.name))];
  const files = sheets.map(({ sheet }) => sheet.table.file).join(', ');
  return new RollcallError('USAGE', `New ${kind} could go into ${files}.`, {
    next:
      names.length > 1
        ? `Say which with --source ${names[0]}.`
        : 'Give them a source of their own with one file, and name it with --source.',
  });
}

/** A vendor's JSON is read like a table, but its places are not those of cells. */
function refuseOtherForms(files: readonly PullFile[]): void {
  const other = files.find(({ table }) => /\.json$/i.test(table.file));
  if (!other) return;
  throw new RollcallError('USAGE', `${other.table.file} is no CSV file, and a pull writes CSV only.`, {
    next: `Keep the records of source ${other.source.name} as CSV.`,
  });
}

async function refuseUncommitted(files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  throw new RollcallError('UNCOMMITTED', `${files.join(', ')} has edits that no commit holds; nothing was written.`, {
    next: 'Commit or undo them first, so that git shows what the pull changed; --force writes over them.',
  });
}
