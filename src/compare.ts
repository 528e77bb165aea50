import { type Connector, type FieldClass, RollcallError } from './contract/index.ts';
import { findColumns, type ReportColumns } from './engine/compare/columns.ts';
import { compareReport, markReport } from './engine/compare/compare.ts';
import type { Comparison, Marks, Report, Subject } from './engine/compare/comparison.ts';
import { rosterSubject, systemSubject } from './engine/compare/subject.ts';
import { mapRoster } from './engine/map/map.ts';
import { createMapping } from './engine/map/mapping.ts';
import { classOf, type Rules } from './engine/rules.ts';
import { openRepository } from './io/git/git.ts';
import { type Moment, readMoment } from './io/moment.ts';
import { readReport } from './io/read-report.ts';

export interface CompareOptions {
  /** Any folder of the repository. */
  readonly directory: string;
  /** Path of the configuration within the repository. */
  readonly config: string;
  /** The report, as a path on this machine. */
  readonly file: string;
  /** The system whose report it is: its people, in its words. Default: the whole roster in its own. */
  readonly system?: string;
  /** Header of the column that holds our ids. Default: found by its words. */
  readonly key?: string;
  readonly connectors: (wanted: readonly string[]) => Promise<ReadonlyMap<string, Connector>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Compared {
  readonly rules: Rules;
  /** Who may see the ids of people. */
  readonly keyClass: FieldClass;
  /** A report of people. */
  readonly comparison?: Comparison;
  /** A list of troubles by id. */
  readonly marks?: Marks;
}

/**
 * Holds a vendor's report against the roster. Asks no system and writes nothing.
 * @throws RollcallError `FILE_UNREADABLE`, `CSV_UNREADABLE`, `USAGE` when no column tells who is who, and what makes a
 * roster unusable.
 */
export async function compareFile(options: CompareOptions): Promise<Compared> {
  const repository = await openRepository(options.directory);
  const moment = await readMoment(repository, options.config, options.now());
  const subject = await subjectOf(moment, options);
  const { report, columns } = chooseSheet(await readReport(options.file), subject, options);
  const { rules } = moment;
  const keyClass = classOf(rules.fields, 'employees', 'id');
  return columns.isList
    ? { rules, keyClass, marks: markReport(report, moment.roster, columns) }
    : { rules, keyClass, comparison: compareReport(report, subject, columns) };
}

async function subjectOf(moment: Moment, { system: name, connectors }: CompareOptions): Promise<Subject> {
  const { rules, roster, today } = moment;
  if (name === undefined) return rosterSubject(roster, rules.fields, today);
  const system = rules.systems.find((one) => one.name === name);
  if (!system) {
    const known = rules.systems.map((one) => one.name).join(', ') || 'none';
    throw new RollcallError('USAGE', `There is no system ${name} in ${moment.config}; there is ${known}.`);
  }
  const connector = (await connectors([system.connector])).get(system.connector);
  if (!connector) throw new TypeError(`connector ${system.connector} was not loaded`);
  const mapping = createMapping(connector, system, rules.fields);
  return systemSubject(mapRoster(roster, mapping, today), mapping);
}

/** The first sheet that tells who is who. */
function chooseSheet(
  sheets: readonly Report[],
  subject: Subject,
  { file, key }: CompareOptions,
): { readonly report: Report; readonly columns: ReportColumns } {
  let refusal: unknown;
  for (const report of sheets) {
    try {
      return { report, columns: findColumns(report, subject, key) };
    } catch (error) {
      refusal ??= error;
    }
  }
  throw refusal ?? new RollcallError('FILE_UNREADABLE', `${file} is empty.`);
}
