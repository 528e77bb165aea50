import type { Finding } from '../../src/contract/index.ts';
import type { Table } from '../../src/engine/table.ts';

/** A table as the reader gives it, from its header and cells. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { file = 'people.csv', findings = [] }: { readonly file?: string; readonly findings?: readonly Finding[] } = {},
): Table {
  return {
    file,
    encoding: 'utf-8',
    delimiter: ',',
    header,
    rows: rows.map((cells, index) => ({ line: index + 2, cells })),
    findings,
    place: (row, column) => ({ file, line: row + 2, column: column + 1 }),
  };
}
