import { RollcallError } from '../../contract/index.ts';
import { suggestion } from '../expression/nearest.ts';
import { foldHeader } from '../propose/header-words.ts';
import type { ComparedField, Report, Subject } from './comparison.ts';

/** Where everything stands in a report. */
export interface ReportColumns {
  /** Index of the header among the rows. */
  readonly header: number;
  readonly key?: number;
  readonly email?: number;
  /** Whether somebody has an open account, where a column says so. */
  readonly active?: number;
  readonly fields: ReadonlyMap<ComparedField, number>;
  readonly ignored: readonly string[];
  /** True for a list of troubles, whose only known column is that of the ids. */
  readonly isList: boolean;
}

/** Rows that may stand above the header: a title, a date, an empty line. */
const rowsAbove = 20;

const activeWords = ['active', 'is active', 'actif', 'aktiv', 'actief', 'enabled', 'account active', 'active account'];

/**
 * Finds the header and what its columns are about: by the words of each field, the surest first, each column once.
 * @throws RollcallError `USAGE` when no row has a column of ids or addresses, or not the one that `key` names.
 */
export function findColumns(report: Report, subject: Subject, key?: string): ReportColumns {
  const candidates = report.rows.slice(0, rowsAbove).map(({ cells }, index) => readHeader(cells, index, subject, key));
  const known = (columns: ReportColumns): number =>
    columns.fields.size + [columns.key, columns.email, columns.active].filter((one) => one !== undefined).length;
  const [best] = candidates
    .filter((columns) => columns.key !== undefined || (key === undefined && columns.email !== undefined))
    .sort((one, other) => known(other) - known(one));
  if (best) return best;
  const headers = report.rows.slice(0, rowsAbove).flatMap(({ cells }) => cells);
  if (key !== undefined)
    throw new RollcallError('USAGE', `${report.file} has no column "${key}"${suggestion(key, headers)}.`);
  throw new RollcallError('USAGE', `${report.file} has no column that is known to hold ids or e-mail addresses.`, {
    next: 'Name the column of ids with --key COLUMN.',
  });
}

function readHeader(
  cells: readonly string[],
  header: number,
  subject: Subject,
  key: string | undefined,
): ReportColumns {
  const folded = cells.map(foldHeader);
  const taken = new Set<number>();
  const take = (words: readonly string[]): number | undefined => {
    for (const word of words) {
      const at = folded.findIndex((cell, index) => cell !== '' && cell === foldHeader(word) && !taken.has(index));
      if (at < 0) continue;
      taken.add(at);
      return at;
    }
    return undefined;
  };
  const wordsOf = (name: string | undefined): readonly string[] =>
    subject.fields.find((field) => field.name === name)?.words ?? [];
  const keyAt = take(key === undefined ? wordsOf(subject.key) : [key]);
  const emailAt = take(wordsOf(subject.email));
  const activeAt = take(activeWords);
  const fields = new Map<ComparedField, number>();
  for (const field of subject.fields) {
    const at = field.name === subject.key ? undefined : field.name === subject.email ? emailAt : take(field.words);
    if (at !== undefined) fields.set(field, at);
  }
  return {
    header,
    ...(keyAt !== undefined && { key: keyAt }),
    ...(emailAt !== undefined && { email: emailAt }),
    ...(activeAt !== undefined && { active: activeAt }),
    fields,
    ignored: cells.filter((cell, index) => cell.trim() !== '' && !taken.has(index)).map((cell) => cell.trim()),
    isList: keyAt !== undefined && folded[keyAt] === 'externalid' && fields.size === 0 && activeAt === undefined,
  };
}
