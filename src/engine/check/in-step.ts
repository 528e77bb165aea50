import type { Fields } from '../../contract/index.ts';
import type { RosterRecord } from '../roster.ts';
import type { Row, RowsRead } from '../table.ts';
import type { Sheet } from './sheet.ts';
import type { Writings } from './writing.ts';

/**
 * Which field stands in which column, by which rules and written how. Where two tables agree in this, a row that is
 * written the same says the same.
 */
export function readingOf({ kind, columns, fields }: Sheet, { writings }: Writings): string {
  // The order of translations counts, so they stay as they stand. Of a date format its name is told.
  return JSON.stringify([kind, [...columns], fields, [...writings]]);
}

/** Two versions of a file gone through in step. */
export interface InStep {
  /** What the row says, where the other version has it too, letter for letter; undefined where it must be read. */
  take(row: Row): Fields | undefined;
  /** Tells whose row was read. */
  meet(row: Row, key: string): void;
}

/**
 * Holds each row against the one of the other version that follows the last pair. Where rows came, went or moved, the next
 * record that both versions know brings them into step again; until then rows are read anew.
 * @param known records of the other version by key, which say where their rows stand
 */
export function inStep(earlier: RowsRead | undefined, known: ReadonlyMap<string, RosterRecord>): InStep {
  if (!earlier) return { take: () => undefined, meet: () => {} };
  const { file, rows, fields } = earlier;
  let ahead = 0;
  return {
    take(row) {
      const other = rows[row.line + ahead];
      return other && row.isWrittenAs?.(other) ? fields[other.line] : undefined;
    },
    meet(row, key) {
      const place = known.get(key)?.place;
      if (place?.file === file) ahead = place.line - row.line;
    },
  };
}
