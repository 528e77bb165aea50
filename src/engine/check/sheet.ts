import type { Finding, Kind } from '../../contract/index.ts';
import type { FieldRule } from '../fields.ts';
import type { SourceRules } from '../rules.ts';
import type { Table } from '../table.ts';

/** A table whose columns are known: which field stands in which column. */
export interface Sheet {
  readonly source: SourceRules;
  readonly kind: Kind;
  readonly table: Table;
  /** Field → index of its column. */
  readonly columns: ReadonlyMap<string, number>;
  /** Rules of the fields that have a column. */
  readonly fields: readonly FieldRule[];
  readonly findings: readonly Finding[];
  /** False when key columns are missing, so that its rows cannot be told apart. */
  readonly isKeyed: boolean;
}
