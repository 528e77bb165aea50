import { type Finding, type Kind, kinds } from '../../contract/index.ts';
import { recordName } from '../change.ts';
import type { Coverage, Roster, RosterRecord } from '../roster.ts';
import type { Rules } from '../rules.ts';
import type { SourceTable } from '../table.ts';
import { checkAssertions } from './assertions.ts';
import { layOut } from './columns.ts';
import { type Draft, rowPlace } from './draft.ts';
import { separateKeys } from './keys.ts';
import { checkPeople } from './people.ts';
import { arrangeMappings, fieldsFromPreset } from './preset-officevibe.ts';
import { withoutStandIns } from './presets.ts';
import { checkReferences } from './references.ts';
import { type ReadRows, readRows } from './rows.ts';
import { shareWith } from './share.ts';
import type { Sheet } from './sheet.ts';
import { makeTeams } from './team-column.ts';

export interface CheckOptions {
  /** The day of the run, yyyy-MM-dd, for `checks:` that ask for it and for who has left. */
  readonly today?: string;
  /** Another version of the roster: records that say the same share their fields with it; rows that it kept are not read again. */
  readonly like?: Roster;
  /** Keep how rows were read, for another version that is like this one. They need about as much room as their files. */
  readonly keepRows?: boolean;
}

/**
 * Turns the tables of all sources into one roster: finds the columns, types the cells, looks for what does not go
 * together. All findings come at once, by file and line; errors of scope `record` are with their records as well.
 */
export function checkRoster(tables: readonly SourceTable[], rules: Rules, options: CheckOptions = {}): Roster {
  const sheets = tables.map((entry) => layOut(entry, rules.fields[entry.kind], siblingsOf(entry, tables)));
  const read = sheets.map((sheet) => readSheet(sheet, options));
  const isIds = (sheet: Sheet): boolean => isTeamIds(sheet, rules);
  const all = arrangeMappings(withoutStandIns(read.flatMap((rows) => rows.drafts)));
  const ids = separateKeys(only(all.drafts, (draft) => isIds(draft.sheet)));
  const own = separateKeys(only(all.drafts, (draft) => !isIds(draft.sheet)));
  const areIdsRead = !sheets.some((sheet) => isIds(sheet) && isBroken(sheet));
  const employees = only(own.drafts, isPerson);
  const teams = makeTeams(employees, areIdsRead ? ids.drafts : undefined, rules);
  const grouped = separateKeys([...own.drafts.filter((draft) => !isPerson(draft)), ...teams.drafts]);
  const drafts = grouped.drafts.length === 0 ? employees : [...employees, ...grouped.drafts];

  const incomplete = [...read.flatMap((rows) => rows.incomplete), ...all.incomplete, ...teams.incomplete];
  const structure = [
    ...sheets.flatMap((sheet) => [...sheet.table.findings, ...sheet.findings]),
    ...read.flatMap((rows) => rows.findings),
    ...[all, ids, own, teams, grouped].flatMap((stage) => stage.findings),
  ];
  const unproven = new Set([...unreadKinds(sheets), ...teams.incomplete.map((gap) => gap.kind)]);
  const relations = [...checkReferences(drafts, unproven), ...checkPeople(drafts, options.today)];
  const heldSoFar = new Set(
    [...structure, ...relations].flatMap((one) => (one.kind === 'employees' ? (one.key ?? []) : [])),
  );
  const asserted = checkAssertions(employees, rules.checks, heldSoFar, options.today);

  const findings = sortFindings([...structure, ...relations, ...asserted], sheets);
  return {
    records: toRecords(drafts, findings, options.like),
    coverage: describeCoverage(
      sheets.filter((sheet) => sheet.table.header.length > 0 && !isIds(sheet)),
      teams.drafts,
    ),
    incomplete,
    findings,
    ...(options.keepRows && { read: read.flatMap((rows) => rows.read ?? []) }),
  };
}

function readSheet(sheet: Sheet, { like, keepRows = false }: CheckOptions): ReadRows {
  return readRows(sheet, { keepRows, ...(like && { known: like.records[sheet.kind], earlier: like.read ?? [] }) });
}

function siblingsOf(entry: SourceTable, tables: readonly SourceTable[]): readonly SourceTable[] {
  return tables.filter((other) => other.source.name === entry.source.name);
}

/** The file of team ids is read like a table of teams, but its rows are names to look up, not teams. */
function isTeamIds(sheet: Sheet, rules: Rules): boolean {
  return rules.teams?.ids !== undefined && sheet.table.file === rules.teams.ids;
}

function isPerson({ kind }: Draft): boolean {
  return kind === 'employees';
}

/** Those that are, or the list itself where all are: lists of all records are long. */
function only(drafts: readonly Draft[], isWanted: (draft: Draft) => boolean): readonly Draft[] {
  return drafts.every(isWanted) ? drafts : drafts.filter(isWanted);
}

function isBroken(sheet: Sheet): boolean {
  return [...sheet.table.findings, ...sheet.findings].some((finding) => finding.severity === 'error');
}

/** Kinds of which some file could not be read to the end. */
function unreadKinds(sheets: readonly Sheet[]): readonly Kind[] {
  return sheets.filter(isBroken).map((sheet) => sheet.kind);
}

const nothingHeld: readonly Finding[] = [];

function toRecords(drafts: readonly Draft[], findings: readonly Finding[], like?: Roster): Roster['records'] {
  const errors = Map.groupBy(
    findings.filter((finding) => finding.severity === 'error' && finding.key !== undefined),
    (finding) => finding.key ?? '',
  );
  const byKind = new Map(kinds.map((kind) => [kind, new Map<string, RosterRecord>()]));
  for (const draft of drafts) {
    const { kind, key, fields, source } = draft;
    const held = errors.get(key)?.filter((finding) => finding.kind === kind) ?? nothingHeld;
    const record: RosterRecord = { kind, key, fields, source, place: rowPlace(draft), held };
    byKind.get(kind)?.set(key, shareWith(like?.records[kind].get(key), record));
  }
  const records = (kind: Kind): ReadonlyMap<string, RosterRecord> => byKind.get(kind) ?? new Map();
  return {
    employees: records('employees'),
    teams: records('teams'),
    memberships: records('memberships'),
    absences: records('absences'),
    attendances: records('attendances'),
    documents: records('documents'),
  };
}

/** A column counts as there only when every file of the source and kind has it. */
function describeCoverage(sheets: readonly Sheet[], made: readonly Draft[]): readonly Coverage[] {
  const groups = Map.groupBy(sheets, (sheet) => recordName(sheet.kind, sheet.source.name));
  const read = [...groups.values()].flatMap((group): Coverage[] => {
    const [first] = group;
    if (!first) return [];
    const siblings = sheets.filter((sheet) => sheet.source.name === first.source.name);
    const [own = [], ...others] = group.map((sheet) => fieldsFromPreset(sheet, siblings));
    const fields = own.filter((field) => others.every((other) => other.includes(field)));
    const files = group.map((sheet) => sheet.table.file);
    return [{ source: first.source.name, kind: first.kind, files, fields }];
  });
  const madeGroups = Map.groupBy(made, (draft) => recordName(draft.kind, draft.source));
  const derived = [...madeGroups.values()].flatMap((group): Coverage[] => {
    const [first] = group;
    if (!first) return [];
    const files = [...new Set(group.map((draft) => draft.sheet.table.file))];
    return [{ source: first.source, kind: first.kind, files, fields: Object.keys(first.fields) }];
  });
  return [...read, ...derived];
}

/** By file in the order of the sources, then by line and column; findings without a place last. */
function sortFindings(findings: readonly Finding[], sheets: readonly Sheet[]): readonly Finding[] {
  const order = new Map(sheets.map((sheet, index) => [sheet.table.file, index]));
  const rank = (finding: Finding): readonly number[] => {
    const { place } = finding;
    return place ? [order.get(place.file) ?? order.size, place.line, place.column] : [order.size + 1, 0, 0];
  };
  return [...findings].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
  });
}
