import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { readTable } from '../../src/io/csv/csv.ts';
import { delimiters } from '../../src/io/csv/delimiter.ts';

const piece = fc.constantFrom(...delimiters, '"', '\n', '\r', '\r\n', ' ', 'a', 'Zoé', '😀', '=1+1', '007', "'", '""');
const cell = fc.oneof(
  fc.array(piece, { maxLength: 5 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme' }),
);
const cells = cell.filter((text) => !text.includes('\0'));

const written = fc
  .record({
    width: fc.integer({ min: 1, max: 5 }),
    height: fc.integer({ min: 1, max: 6 }),
    delimiter: fc.constantFrom(...delimiters),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    quoting: fc.constantFrom('full', 'minimal'),
    isLastLineEnded: fc.boolean(),
  })
  .chain((form) =>
    fc
      .array(fc.array(cells, { minLength: form.width, maxLength: form.width }), {
        minLength: form.height,
        maxLength: form.height,
      })
      .map((rows) => {
        const header = Array.from({ length: form.width }, (_, index) => `h${index}"`);
        const table = [header, ...rows];
        const quoted = table.map((row) => row.map((text) => quote(text, form)));
        const lines = quoted.map((row) => row.join(form.delimiter));
        const text = lines.join(form.newline) + (form.isLastLineEnded ? form.newline : '');
        return { ...form, table, quoted, text };
      }),
  );

function quote(text: string, form: { quoting: string; width: number }): string {
  const needs = /[",;\t|\r\n]|^\s+$/.test(text) || (form.width === 1 && text === '');
  return form.quoting === 'full' || needs ? `"${text.replaceAll('"', '""')}"` : text;
}

test('reads back every table that was written with any delimiter, line end and quoting', () => {
  fc.assert(
    fc.property(written, fc.boolean(), ({ text, table, delimiter }, cellsLater) => {
      const read = readTable('a.csv', Buffer.from(text), { delimiter, cellsLater });

      expect([read.header, ...read.rows.map((row) => row.cells)]).toEqual(table);
      expect(read.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    }),
  );
});

test('points at the very character where each cell starts', () => {
  fc.assert(
    fc.property(written, ({ text, quoted, delimiter }) => {
      const read = readTable('a.csv', Buffer.from(text), { delimiter });
      const lines = text.split(/\r\n|\r|\n/).map((line) => [...line]);

      quoted.forEach((row, index) => {
        row.forEach((cell, column) => {
          const place = read.place(index - 1, column);
          const rest = lines[place.line - 1]?.slice(place.column - 1).join('') ?? '';
          expect(rest.startsWith(cell.split(/[\r\n]/)[0] ?? '')).toBe(true);
          expect(place.column === 1 || column > 0).toBe(true);
        });
      });
      read.rows.forEach((row, index) => {
        expect(read.place(index, 0).line).toBe(row.line);
      });
    }),
  );
});

test('never takes a wrong delimiter for the right one', () => {
  fc.assert(
    fc.property(written, ({ text, delimiter, width }) => {
      fc.pre(width > 1);
      const read = readTable('a.csv', Buffer.from(text));

      const isUnclear = read.findings.some((finding) => finding.code === 'delimiter-unclear');
      expect(isUnclear || read.delimiter === delimiter).toBe(true);
    }),
  );
});

test('reads sound files as a well-known parser does', () => {
  fc.assert(
    fc.property(written, ({ text, delimiter, newline, width }) => {
      fc.pre(width > 1);
      const read = readTable('a.csv', Buffer.from(text), { delimiter });
      const { data } = Papa.parse<string[]>(text, { delimiter, newline, skipEmptyLines: true });

      expect([read.header, ...read.rows.map((row) => row.cells)]).toEqual(data);
    }),
  );
});

test('reads any bytes without failing, and says so when it cannot', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const read = readTable('a.csv', bytes);

      expect(read.rows.length > 0 || read.findings.length > 0).toBe(true);
      for (const finding of read.findings) expect(finding.place).toMatchObject({ file: 'a.csv' });
    }),
  );
});
