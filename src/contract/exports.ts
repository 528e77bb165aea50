import type { Finding } from './finding.ts';
import type { Proof, ReadKey } from './records.ts';
import type { DesiredRecord, FieldClass, Kind, Value } from './value.ts';

/** Something a system only gives out: scores, comments, learning status. */
export interface ExportDeclaration {
  /** Word of the command line: `engagement`. */
  readonly name: string;
  readonly description: string;
  /** Columns of the CSV file, in order, with their class. */
  readonly columns: readonly { readonly name: string; readonly class: FieldClass }[];
  /** Named values that it takes, each with its meaning. */
  readonly options?: readonly {
    readonly name: string;
    readonly description: string;
    readonly required?: boolean;
    /** Regular expression the whole text must match. */
    readonly pattern?: string;
  }[];
  /** Set when it is asked for about the people of the roster, one by one: the kind whose keys `ExportRequest` brings. */
  readonly about?: Kind;
  /**
   * Made of what the system shall hold, for whoever brings it there by hand: `ExportRequest.records` has all of it, and
   * nothing is read from the system.
   */
  readonly from?: 'desired';
}

/** What a system does not give out, and why or where else it is to be had. */
export interface WithheldDeclaration {
  readonly name: string;
  readonly reason: string;
}

export interface ExportRequest {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  /** For exports with `about`: whom it is asked for. */
  readonly keys?: readonly ReadKey[];
  /** For exports `from: 'desired'`: everybody, nobody held or waiting among them. */
  readonly records?: readonly DesiredRecord[];
}

/** Rows hold one value a column, in the order declared. */
export interface ExportBatch {
  /** With the first batch, where customers have columns of their own: all columns, in place of those declared. */
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  readonly proof?: Proof;
  /** What could not be had of single rows. */
  readonly findings?: readonly Finding[];
}
