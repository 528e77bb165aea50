import type { Place } from '../../contract/index.ts';
import type { Roster } from '../roster.ts';
import { chooseDays, isSame, type ReadDay, readTruth } from './cells.ts';
import type { ReportColumns } from './columns.ts';
import type {
  ComparedField,
  ComparedPerson,
  Comparison,
  DifferentField,
  Marks,
  Report,
  Subject,
} from './comparison.ts';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Holds a vendor's report of people against the roster: who is in one and not in the other, and which columns differ.
 * Rows are matched by key, those without one by address. What the roster does not know is not compared.
 */
export function compareReport(report: Report, subject: Subject, columns: ReportColumns): Comparison {
  const rows = report.rows.slice(columns.header + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const found = matchRows(rows, subject, columns);
  const pairs = rows.flatMap((row) => {
    const person = found.get(row);
    return person ? [{ row, person }] : [];
  });
  const present = new Set(pairs.map(({ person }) => person));
  const different = findDifferent(pairs, columns);
  const names = different.flatMap(({ fields }) => fields.map((field) => field.name));
  const counts = [...Map.groupBy(names, (name) => name)].map(([name, all]) => ({ name, count: all.length }));
  return {
    file: report.file,
    ...(report.sheet !== undefined && { sheet: report.sheet }),
    rows: rows.length,
    matched: pairs.length,
    onlyReport: rows.filter((row) => !found.has(row)).map((row) => ({ line: row.line, key: cellOf(row, columns.key) })),
    onlyRoster: subject.people
      .filter((person) => person.isActive !== false && !present.has(person))
      .map(({ key, place }) => ({ key, place })),
    left:
      columns.active === undefined
        ? pairs
            .filter(({ person }) => person.isActive === false)
            .map(({ person: { key, place }, row }) => ({ key, place, line: row.line }))
        : [],
    different,
    counts: counts.sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1)),
    ignored: columns.ignored,
  };
}

/**
 * Rows of the roster that a list of troubles names: people and teams by their own id, and memberships and sub-teams that
 * name a team which is not there, as Officevibe reports them.
 */
export function markReport(report: Report, roster: Roster, columns: ReportColumns): Marks {
  const rows = report.rows.slice(columns.header + 1).filter((row) => cellOf(row, columns.key) !== '');
  const byId = Map.groupBy(rows, (row) => cellOf(row, columns.key));
  return {
    file: report.file,
    ...(report.sheet !== undefined && { sheet: report.sheet }),
    rows: rows.length,
    marked: [...byId].map(([id, named]) => ({
      id,
      lines: named.map((row) => row.line),
      places: placesOf(id, roster),
    })),
  };
}

function placesOf(id: string, { records }: Roster): readonly Place[] {
  const own = [records.employees.get(id), records.teams.get(id)].flatMap((record) => record?.place ?? []);
  if (own.length > 0) return own;
  return [
    ...[...records.memberships.values()].filter(({ fields }) => fields.team_id === id || fields.employee_id === id),
    ...[...records.teams.values()].filter(({ fields }) => fields.parent_id === id),
  ].map((record) => record.place);
}

/** Each person is one row at most: the first that names them. */
function matchRows(rows: readonly Row[], subject: Subject, columns: ReportColumns): ReadonlyMap<Row, ComparedPerson> {
  const byKey = new Map(subject.people.map((person) => [person.key, person]));
  const byEmail = new Map(
    subject.people.map((person) => [addressOf(person.fields[subject.email ?? '']), person] as const),
  );
  const found = new Map<Row, ComparedPerson>();
  const taken = new Set<ComparedPerson>();
  for (const row of rows) {
    const key = cellOf(row, columns.key);
    const address = addressOf(cellOf(row, columns.email));
    const person = key === '' ? (address === '' ? undefined : byEmail.get(address)) : byKey.get(key);
    if (!person || taken.has(person)) continue;
    taken.add(person);
    found.set(row, person);
  }
  return found;
}

function findDifferent(
  pairs: readonly { readonly row: Row; readonly person: ComparedPerson }[],
  columns: ReportColumns,
): Comparison['different'] {
  const days = new Map<ComparedField, ReadDay>();
  for (const [field, column] of columns.fields) {
    const cells = pairs.map(({ row, person }) => ({
      roster: person.fields[field.name] ?? null,
      report: cellOf(row, column),
    }));
    days.set(field, chooseDays(field.type === 'date' ? cells : []));
  }
  return pairs.flatMap(({ row, person }) => {
    const fields = [...columns.fields].flatMap(([field, column]): readonly DifferentField[] => {
      const roster = person.fields[field.name];
      const report = cellOf(row, column);
      const readDay = days.get(field) as ReadDay; // set for every field just above
      if (roster === undefined || isSame(field, roster, report, readDay)) return [];
      return [{ name: field.name, class: field.class, roster, report }];
    });
    const said = readTruth(cellOf(row, columns.active));
    const isOther = person.isActive !== undefined && said !== undefined && said !== person.isActive;
    const active: readonly DifferentField[] = isOther
      ? [{ name: 'active', class: 'open', roster: person.isActive, report: String(said) }]
      : [];
    const all = [...active, ...fields];
    return all.length > 0 ? [{ key: person.key, place: person.place, line: row.line, fields: all }] : [];
  });
}

function cellOf({ cells }: Row, column: number | undefined): string {
  return column === undefined ? '' : (cells[column] ?? '').trim();
}

function addressOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}
