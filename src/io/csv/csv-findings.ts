import type { Finding, Place } from '../../contract/index.ts';
import type { Table } from '../../engine/table.ts';
import type { CsvRecord, QuoteTrouble } from './csv-records.ts';
import type { Reading } from './delimiter.ts';
import { startOf } from './places.ts';

/** What can be wrong with the structure of a CSV file. All of it concerns the whole roster: rows may be missing. */
type Structure = Pick<Finding, 'code' | 'message' | 'next' | 'place' | 'others'>;

const structural = (finding: Structure): Finding => ({
  severity: 'error',
  scope: 'roster',
  who: 'data',
  ...finding,
});

/** A file without any text. */
export function emptyFile(file: string): Finding {
  return structural({
    code: 'empty-file',
    message: 'the file is empty',
    next: 'Export the file again; an empty file never means that everybody left.',
    place: startOf(file),
  });
}

/** Between which delimiters nothing decides, with how the file reads in each. */
export function unclearDelimiter(file: string, readings: readonly Reading[]): Finding {
  const shown = readings.map(
    (reading) =>
      `${delimiterNames[reading.delimiter]}: ${cells(reading.cells)} in the header, ${reading.fitting} of ${reading.rows} rows fit`,
  );
  return structural({
    code: 'delimiter-unclear',
    message: `the delimiter cannot be told (${shown.join('; ') || 'no reading fits'})`,
    next: 'State "delimiter:" for this source in rollcall.yaml, or export the file again.',
    place: startOf(file),
  });
}

/** A record whose quotes do not close, or close too early. */
export function quoteTrouble(trouble: QuoteTrouble, at: (offset: number) => Place): Finding {
  if (trouble.kind === 'unclosed-quote') {
    return structural({
      code: 'unclosed-quote',
      message: 'a quote opens here and never closes',
      next: 'Close the quote, or double it (""), if it belongs to the text.',
      place: at(trouble.opened),
    });
  }
  return structural({
    code: 'text-after-quote',
    message: 'text follows a closing quote',
    next: 'Double the quotes that belong to the text ("") or remove them.',
    place: at(trouble.at),
    others: [at(trouble.opened)],
  });
}

/** Cells with quotes around them and a space before: whether the quotes belong to the text cannot be told. */
export function quoteAfterSpace(places: readonly Place[]): Finding {
  const [place, ...others] = places;
  return structural({
    code: 'quote-after-space',
    message: `a space stands between the delimiter and a quote${places.length > 1 ? ` (${places.length} rows)` : ''}`,
    next: 'Remove the spaces behind the delimiters; quotes that belong to the text are doubled and stand in quotes.',
    ...(place && { place }),
    ...(others.length > 0 && { others: others.slice(0, 19) }),
  });
}

/** A row with more or fewer cells than the header. The place is the first surplus cell, or the row's end. */
export function raggedRow(record: CsvRecord, expected: number, at: (offset: number) => Place): Finding {
  return structural({
    code: 'ragged-row',
    message: `the row has ${cells(record.cells.length)}, the header ${expected}`,
    next: 'Add or remove cells; a cell that contains the delimiter or a line break must stand in quotes.',
    place: at(record.starts[expected] ?? record.contentEnd),
  });
}

/** Columns named twice or not at all, and a header without rows. */
export function checkHeader(table: Table): readonly Finding[] {
  const findings: Finding[] = [];
  const first = new Map<string, number>();
  table.header.forEach((name, column) => {
    const folded = name.trim().toLowerCase();
    const earlier = first.get(folded);
    if (folded === '') findings.push(namelessColumn(table, column));
    else if (earlier !== undefined) findings.push(doubledColumn(table, column, earlier));
    else first.set(folded, column);
  });
  if (table.rows.length === 0 && table.findings.length === 0) findings.push(headerOnly(table));
  return findings;
}

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
};

function cells(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`;
}

function namelessColumn(table: Table, column: number): Finding {
  const isUsed = table.rows.some((row) => row.cells[column]?.trim());
  return {
    ...structural({
      code: 'nameless-column',
      message: `column ${column + 1} has no name${isUsed ? '' : ' and no content'}`,
      next: isUsed ? 'Give the column a name in the first line.' : 'Remove the empty column, or leave it.',
      place: table.place(-1, column),
    }),
    severity: isUsed ? 'error' : 'warning',
  };
}

function doubledColumn(table: Table, column: number, earlier: number): Finding {
  return structural({
    code: 'doubled-column',
    message: `columns ${earlier + 1} and ${column + 1} have the same name`,
    next: 'Rename or remove one of the two; which one counts cannot be guessed.',
    place: table.place(-1, column),
    others: [table.place(-1, earlier)],
  });
}

function headerOnly(table: Table): Finding {
  return structural({
    code: 'header-only',
    message: 'the file has a header and no rows',
    next: 'Export the file again; a file without rows never means that everybody left.',
    place: table.place(-1, 0),
  });
}
