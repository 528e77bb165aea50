import { type Place, RollcallError } from '../../contract/index.ts';
import type { Table } from '../table.ts';
import { plainHeader } from './diff-label.ts';

/** Column indices of the key on each side, and its names in head's words. */
export interface ResolvedKey {
  readonly names: readonly string[];
  readonly base: readonly number[];
  readonly head: readonly number[];
}

/** Where a record stands in its table. */
export interface IndexedRecord {
  readonly row: number;
  readonly parts: readonly string[];
}

export type RecordIndex = ReadonlyMap<string, IndexedRecord>;

/** How a key of several columns is written: `team/person`. */
export function joinKey(parts: readonly string[]): string {
  return parts.join('/');
}

/**
 * Finds the columns of a key that was asked for, or guesses it: a column called `id`, else a personnel number
 * (`employee_id`, `Matricule`, `Personalnummer`, …), unique and filled in both tables.
 * A key column may have another header in the other table, where case and punctuation differ, or where
 * a guessed name stands against another guessed name.
 * @throws RollcallError `USAGE` when a column named is not there, and when the guess is ambiguous or finds nothing.
 */
export function resolveKey(base: Table | undefined, head: Table | undefined, wanted: readonly string[]): ResolvedKey {
  const sides = [base, head].filter((table) => table !== undefined);
  const names = wanted.length > 0 ? wanted : guessKey(sides);
  const columns = (table: Table | undefined) =>
    table === undefined ? [] : names.map((name) => findColumn(table, name, wanted.length > 0));
  const found = { base: columns(base), head: columns(head) };
  const inHead = found.head.map((column) => head?.header[column] ?? '');
  return { ...found, names: head === undefined ? names : inHead };
}

/**
 * Rows by key. Values are compared as they are written, so `"100003"` and `100003` are one key, and `007` and `7` two.
 * @throws RollcallError `ROSTER_REFUSED` naming the places of rows without a key, and both places of a doubled key.
 */
export function indexRecords(table: Table | undefined, key: readonly number[]): RecordIndex {
  const index = new Map<string, IndexedRecord>();
  if (table === undefined) return index;
  const troubles: string[] = [];
  table.rows.forEach(({ cells }, row) => {
    const parts = key.map((column) => cells[column] ?? '');
    const place = () => at(table.place(row, key[0] ?? 0));
    if (parts.every((part) => part === '')) {
      troubles.push(`${place()} has no key`);
      return;
    }
    const identity = identify(parts);
    const first = index.get(identity);
    if (first === undefined) index.set(identity, { row, parts });
    else troubles.push(`${place()} has the key of ${at(table.place(first.row, key[0] ?? 0))}`);
  });
  refuse(troubles, 'Correct the rows named, or name other columns with --key COLUMN[,COLUMN].');
  return index;
}

/** @throws RollcallError `ROSTER_REFUSED` with the places of the errors that reading the table found. */
export function refuseUnsound(table: Table | undefined): void {
  const broken = (table?.findings ?? []).filter(({ severity }) => severity === 'error');
  refuse(
    broken.map(({ place, message }) => (place === undefined ? message : `${at(place)} ${message}`)),
    broken[0]?.next ?? '',
  );
}

/** Unambiguous also where a part holds the separator. */
function identify(parts: readonly string[]): string {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : JSON.stringify(parts);
}

const guesses: readonly ReadonlySet<string>[] = [
  new Set(['id']),
  new Set([
    ...['employeeid', 'employeenumber', 'employeeno', 'empid', 'empno', 'personid', 'personnelid', 'personnelnumber'],
    ...['personnelno', 'staffid', 'staffnumber', 'workerid', 'payrollid', 'payrollnumber', 'externalid', 'userid'],
    ...['matricule', 'nmatricule', 'numeromatricule', 'idsalarie', 'idemploye', 'numerosalarie', 'numerodusalarie'],
    ...['personalnummer', 'personalnr', 'mitarbeiternummer', 'mitarbeiterid', 'mitarbeiternr'],
    ...['personeelsnummer', 'personeelsnr', 'medewerkernummer', 'medewerkerid', 'medewerkernr', 'teamid', 'groupid'],
  ]),
];

function guessKey(tables: readonly Table[]): readonly string[] {
  let doubled: string | undefined;
  for (const names of guesses) {
    const candidates = sharedHeaders(tables).filter((header) => names.has(plainHeader(header)));
    const unique = candidates.filter((header) => tables.every((table) => isUnique(table, findColumn(table, header))));
    if (unique.length > 1) throw unknownKey(tables, `several columns could be the key: ${quoted(unique)}`);
    if (unique[0] !== undefined) return [unique[0]];
    doubled ??= candidates.length === 1 ? candidates[0] : undefined;
  }
  if (doubled !== undefined) return [doubled];
  const [base, head] = tables.map((table) => guessedAlone(table));
  if (tables.length === 2 && base !== undefined && head !== undefined) return [base];
  throw unknownKey(tables, 'no column could be told to be the key');
}

/** Headers of the first table that all others have too, but for case and punctuation. */
function sharedHeaders(tables: readonly Table[]): readonly string[] {
  const [first, ...others] = tables;
  const shared = (header: string) => others.every((table) => columnOf(table, header) !== -1);
  return (first?.header ?? []).filter(shared);
}

/** The one guessed and unique column of a table, for a key column that was renamed. */
function guessedAlone(table: Table): string | undefined {
  for (const names of guesses) {
    const unique = table.header.filter((header, column) => names.has(plainHeader(header)) && isUnique(table, column));
    if (unique.length === 1) return unique[0];
  }
  return undefined;
}

function findColumn(table: Table, name: string, stated = false): number {
  const column = columnOf(table, name);
  if (column !== -1) return column;
  const guessed = guessedAlone(table);
  const isGuess = guesses.some((names) => names.has(plainHeader(name)));
  if (guessed !== undefined && isGuess && !stated) return table.header.indexOf(guessed);
  throw new RollcallError('USAGE', `${table.file} has no column "${name}" to be the key.`, {
    next: `Name one or more of its columns with --key: ${quoted(table.header)}.`,
  });
}

function columnOf(table: Table, name: string): number {
  const exact = table.header.indexOf(name);
  if (exact !== -1) return exact;
  const plain = plainHeader(name);
  const alike = table.header.filter((header) => plain !== '' && plainHeader(header) === plain);
  return alike.length === 1 && alike[0] !== undefined ? table.header.indexOf(alike[0]) : -1;
}

function isUnique(table: Table, column: number): boolean {
  const seen = new Set<string>();
  for (const { cells } of table.rows) {
    const cell = cells[column] ?? '';
    if (cell === '' || seen.has(cell)) return false;
    seen.add(cell);
  }
  return true;
}

function unknownKey(tables: readonly Table[], why: string): RollcallError {
  const files = tables.map(({ file }) => file).join(' and ');
  const unique = sharedHeaders(tables).filter((header) =>
    tables.every((table) => isUnique(table, columnOf(table, header))),
  );
  const hint = unique.length > 0 ? ` Unique in every file: ${quoted(unique)}.` : '';
  return new RollcallError('USAGE', `In ${files} ${why}.`, { next: `Name it with --key COLUMN[,COLUMN].${hint}` });
}

function refuse(troubles: readonly string[], next: string): void {
  if (troubles.length === 0) return;
  const shown = troubles.slice(0, mostTroubles);
  const more = troubles.length - shown.length;
  const lines = more > 0 ? [...shown, `and ${more} more`] : shown;
  throw new RollcallError('ROSTER_REFUSED', lines.join('\n'), { next });
}

const mostTroubles = 20;

function at({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
