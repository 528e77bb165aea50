import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTable } from '../../../src/io/csv/csv.ts';
import type { Encoding } from '../../../src/io/csv/encoding.ts';
import { editCsv } from '../../../src/io/pull/edit-csv.ts';
import { fileEncoding } from '../../../src/io/pull/file-encoding.ts';

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const;
const delimiters = [',', ';', '\t', '|'] as const;

/** What people type and programs export; letters that every encoding has, and marks that need quotes. */
const cell = fc
  .array(fc.constantFrom('a', 'Z', '7', 'é', 'ß', ' ', '"', ',', ';', '|', '\t', '\n', '\r\n', '=', '-', '.'), {
    maxLength: 6,
  })
  .map((letters) => letters.join(''));

/** A file as the pieces it is made of: what stands between the cells, and the cells as they are written. */
const file = fc
  .record({
    encoding: fc.constantFrom(...encodings),
    delimiter: fc.constantFrom(...delimiters),
    hasMark: fc.boolean(),
    hasSeparatorLine: fc.boolean(),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    hasLastEnd: fc.boolean(),
    isQuoted: fc.boolean(),
    rows: fc.array(fc.record({ cells: fc.tuple(cell, cell, cell), blanksBefore: fc.nat({ max: 2 }) }), {
      minLength: 1,
      maxLength: 5,
    }),
  })
  .map((shape) => ({ ...shape, ...piecesOf(shape) }));

interface Shape {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly hasMark: boolean;
  readonly hasSeparatorLine: boolean;
  readonly lineEnd: string;
  readonly hasLastEnd: boolean;
  readonly isQuoted: boolean;
  readonly rows: readonly { readonly cells: readonly string[]; readonly blanksBefore: number }[];
}

interface Piece {
  readonly raw: string;
  readonly at?: { readonly row: number; readonly column: number };
}

function piecesOf(shape: Shape): { readonly pieces: readonly Piece[] } {
  const { delimiter, lineEnd } = shape;
  const pieces: Piece[] = [];
  if (shape.hasMark && shape.encoding.startsWith('utf')) pieces.push({ raw: '\ufeff' });
  if (shape.hasSeparatorLine) pieces.push({ raw: `sep=${delimiter}${lineEnd}` });
  pieces.push({ raw: ['id', 'name', 'team'].join(delimiter) });
  shape.rows.forEach(({ cells, blanksBefore }, row) => {
    pieces.push({ raw: lineEnd.repeat(1 + blanksBefore) });
    [String(row + 1), ...cells.slice(1)].forEach((text, column) => {
      if (column > 0) pieces.push({ raw: delimiter });
      pieces.push({ raw: written(text, shape), at: { row, column } });
    });
  });
  if (shape.hasLastEnd) pieces.push({ raw: lineEnd });
  return { pieces };
}

function written(text: string, { delimiter, isQuoted }: Pick<Shape, 'delimiter' | 'isQuoted'>): string {
  const isNeeded = isQuoted || text.includes(delimiter) || /["\r\n]/.test(text);
  return isNeeded ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** The text behind all pieces, each of which must stand there as it was; one that was edited, with its new text. */
function walk(text: string, pieces: readonly Piece[], edits: ReadonlyMap<string, string>): string {
  let rest = text;
  for (const { raw, at } of pieces) {
    const meant = at && edits.get(`${at.row} ${at.column}`);
    const found = [...(meant === undefined ? [raw] : [quoted(meant), meant])].find((one) => rest.startsWith(one));
    if (found === undefined) throw new Error(`expected ${JSON.stringify(meant ?? raw)} at ${JSON.stringify(rest)}`);
    rest = rest.slice(found.length);
  }
  return rest;
}

test('whatever the file looks like, edited cells read as meant and every other byte stays', () => {
  fc.assert(
    fc.property(
      file,
      fc.array(fc.record({ row: fc.nat(), column: fc.constantFrom(1, 2), text: cell }), { maxLength: 4 }),
      fc.array(fc.tuple(cell, cell), { maxLength: 2 }),
      ({ encoding, delimiter, pieces, rows, hasLastEnd }, wanted, added) => {
        const bytes = fileEncoding(encoding).encode(pieces.map(({ raw }) => raw).join(''));
        const stated = { encoding, delimiter } as const;
        const table = readTable('people.csv', bytes, stated);
        fc.pre(table.rows.length === rows.length && table.findings.every(({ severity }) => severity !== 'error'));
        const cells = [...new Map(wanted.map((one) => [`${one.row % rows.length} ${one.column}`, one])).values()].map(
          (one) => ({ ...one, row: one.row % rows.length }),
        );
        const newRows = added.map((texts, index) => [String(100 + index), ...texts]);

        const edited = editCsv({ bytes, table, cells, rows: newRows });

        const edits = new Map(cells.map((one) => [`${one.row} ${one.column}`, one.text]));
        const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(edited);
        const rest = walk(text, pieces, edits);
        expect(rest === '').toBe(newRows.length === 0);
        expect(newRows.length === 0 || /[\r\n]$/.test(rest)).toBe(newRows.length === 0 || hasLastEnd);
        const read = readTable('people.csv', edited, stated).rows.map((row) => row.cells);
        const meant = table.rows.map((row, index) =>
          row.cells.map((one, column) => edits.get(`${index} ${column}`) ?? one),
        );
        expect(read).toEqual([...meant, ...newRows]);
      },
    ),
    { numRuns: 500 },
  );
});
