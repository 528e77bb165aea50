import type { Fields, Finding, Kind, Place } from '../contract/index.ts';
import type { SourceRules } from './rules.ts';

/** A CSV file as read: cells are kept exactly as they stand, typed and judged later by `check`. */
export interface Table {
  readonly file: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Sound rows only, each with as many cells as the header. */
  readonly rows: readonly Row[];
  /** Structure: ragged row, unclosed quote, doubled column, wrong encoding. */
  readonly findings: readonly Finding[];
  /** Where a cell starts. `row` is an index into `rows`, or -1 for the header. */
  place(row: number, column: number): Place;
}

export interface Row {
  /** Line on which the row starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether another row, of this file or another version of it, is written letter for letter as this one and has the same cells. */
  isWrittenAs?(other: Row): boolean;
}

/** The rows of one file as they were read, so that another version of the file need not read them again. */
export interface RowsRead {
  readonly file: string;
  /** All that decides what the cells of a row say, as one text. */
  readonly reading: string;
  /** By the line where they start: the rows without any problem, and what each said before it was seen beside the others. */
  readonly rows: readonly (Row | undefined)[];
  readonly fields: readonly (Fields | undefined)[];
}

/** One file of one source, read and not yet checked. */
export interface SourceTable {
  readonly source: SourceRules;
  readonly kind: Kind;
  readonly table: Table;
}
