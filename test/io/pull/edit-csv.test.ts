import { expect, test } from '@jest/globals';
import { readTable } from '../../../src/io/csv/csv.ts';
import { editCsv } from '../../../src/io/pull/edit-csv.ts';
import { fileEncoding } from '../../../src/io/pull/file-encoding.ts';

interface Edits {
  readonly cells?: readonly { readonly row: number; readonly column: number; readonly text: string }[];
  readonly rows?: readonly (readonly string[])[];
  readonly removed?: readonly number[];
}

function edit(text: string, { cells = [], rows = [], removed = [] }: Edits, encoding = 'utf-8'): string {
  const bytes = fileEncoding(encoding).encode(text);
  const table = readTable('people.csv', bytes);
  expect(table.findings.filter(({ code }) => code !== 'header-only')).toEqual([]);
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(editCsv({ bytes, table, cells, rows, removed }));
}

test('replaces a cell and nothing else', () => {
  const text = '\ufeffsep=;\r\nid; name ;team\r\n\r\n1;"Ann ""A"" Lee";Sales\r\n 2 ; Bo ;Sales';

  const edited = edit(text, { cells: [{ row: 1, column: 1, text: 'Bob' }] });

  expect(edited).toBe('\ufeffsep=;\r\nid; name ;team\r\n\r\n1;"Ann ""A"" Lee";Sales\r\n 2 ;Bob;Sales');
});

test('keeps the quotes of a cell, and sets them where they are needed', () => {
  const text = 'id,name,team\n1,"Ann",Sales\n2,Bo,Sales\n';

  const edited = edit(text, {
    cells: [
      { row: 0, column: 1, text: 'Anna' },
      { row: 0, column: 2, text: 'Sales, "North"' },
      { row: 1, column: 1, text: 'Bo\nB' },
    ],
  });

  expect(edited).toBe('id,name,team\n1,"Anna","Sales, ""North"""\n2,"Bo\nB",Sales\n');
});

test('quotes a cell that was empty where all that is filled in beside it is quoted', () => {
  const text = '"id","name","team"\n"1",,"Sales"\n"2",,Sales\n';
  const cells = [0, 1].map((row) => ({ row, column: 1, text: 'Bo' }));

  const edited = edit(text, { cells });

  expect(edited).toBe('"id","name","team"\n"1","Bo","Sales"\n"2",Bo,Sales\n');
});

test.each([
  ['id,name\n1,Ann\n', 'id,name\n1,Ann\n2,Bo\n'],
  ['id,name\r\n1,Ann', 'id,name\r\n1,Ann\r\n2,Bo'],
  ['id,name\n1,Ann\n\n\n', 'id,name\n1,Ann\n2,Bo\n\n\n'],
  ['id,name', 'id,name\n2,Bo'],
  ['"id","name"\n"1",""\n', '"id","name"\n"1",""\n"2","Bo"\n'],
])('adds rows behind the last one, as that is written: %j', (before, after) => {
  expect(edit(before, { rows: [['2', 'Bo']] })).toBe(after);
});

test('adds an empty row of a single column in quotes, so that it is a row', () => {
  expect(edit('id\n1\n', { rows: [[''], ['3']] })).toBe('id\n1\n""\n3\n');
});

test('gives back the very bytes where there is nothing to do', () => {
  const bytes = Buffer.from('id,name\n1,Ann\n');

  expect(editCsv({ bytes, table: readTable('people.csv', bytes), cells: [], rows: [] })).toBe(bytes);
});

test.each(['utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'])(
  'writes in the encoding of the file: %s',
  (encoding) => {
    const mark = encoding.startsWith('utf') ? '\ufeff' : '';
    const text = `${mark}id;name\n1;Müller\n2;Côté’s\n`.replace('’', encoding === 'windows-1252' ? '’' : "'");

    const edited = edit(text, { cells: [{ row: 0, column: 1, text: 'Groß' }], rows: [['3', 'Éva']] }, encoding);

    expect(edited).toBe(text.replace('Müller', 'Groß').concat('3;Éva\n'));
  },
);

test('knows which letters an encoding lacks', () => {
  expect(fileEncoding('windows-1252').canHold('Œuvre’s €')).toBe(true);
  expect(fileEncoding('windows-1252').canHold('Łukasz')).toBe(false);
  expect(fileEncoding('windows-1252').canHold('\u0081')).toBe(false);
  expect(fileEncoding('iso-8859-15').canHold('€ œ')).toBe(true);
  expect(fileEncoding('iso-8859-15').canHold('’')).toBe(false);
  expect(fileEncoding('utf-8').canHold('Łukasz 🎉')).toBe(true);
  expect(fileEncoding('utf-8').canHold('\ud800')).toBe(false);
});

test.each<[string, readonly number[], string]>([
  ['id,name\n1,Ann\n\n2,Bo\n3,Cy\n', [0, 2], 'id,name\n\n2,Bo\n'],
  ['id,name\r\n1,Ann\r\n2,Bo\r\n3,Cy', [1, 2], 'id,name\r\n1,Ann'],
  ['id,name\n1,"A\nn"\n2,Bo', [0], 'id,name\n2,Bo'],
])('takes rows out, and leaves the end of the file as it was: %j without %j', (before, removed, after) => {
  expect(edit(before, { removed })).toBe(after);
});

test('takes a row out, changes one and adds one at once', () => {
  const cells = [{ row: 1, column: 1, text: 'Bob' }];

  expect(edit('id,name\n1,Ann\n2,Bo\n3,Cy', { cells, removed: [0, 2], rows: [['4', 'Di']] })).toBe(
    'id,name\n2,Bob\n4,Di\n',
  );
});
