import { expect, test } from '@jest/globals';
import { readTable, type StatedFormat } from '../../../src/io/csv/csv.ts';

const read = (text: string, stated?: StatedFormat) => readTable('people.csv', Buffer.from(text), stated);
const cellsOf = (text: string, stated?: StatedFormat) => read(text, stated).rows.map((row) => row.cells);
const told = (text: string, stated?: StatedFormat) =>
  read(text, stated).findings.map(({ code, severity, place }) => `${code} ${severity} ${place?.line}:${place?.column}`);

test.each([
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'vertical bar'],
])('finds the delimiter %j (%s) by itself', (delimiter) => {
  const text = [
    ['id', 'first, or only; name', 'city'],
    ['1', 'Zoé', 'Gent'],
  ]
    .map((row) => row.map((cell) => `"${cell}"`).join(delimiter))
    .join('\n');

  expect(read(text)).toMatchObject({ delimiter, header: ['id', 'first, or only; name', 'city'], findings: [] });
});

test.each(['\n', '\r\n', '\r'])('reads rows that end with %j, with or without the last one', (newline) => {
  const lines = ['id,name', '1,Ada', '2,Bo'];

  expect(cellsOf(lines.join(newline))).toEqual(cellsOf(lines.join(newline) + newline));
  expect(cellsOf(lines.join(newline))).toEqual([
    ['1', 'Ada'],
    ['2', 'Bo'],
  ]);
});

test('reads line ends of all sorts in one file', () => {
  expect(read('id,name\r\n1,Ada\n2,Bo\r3,Cy').rows).toEqual([
    { line: 2, cells: ['1', 'Ada'] },
    { line: 3, cells: ['2', 'Bo'] },
    { line: 4, cells: ['3', 'Cy'] },
  ]);
});

test('keeps cells exactly as they stand', () => {
  expect(cellsOf('id,a,b,c\n007, Ada ,=1+1,12345678901234567890\n')).toEqual([
    ['007', ' Ada ', '=1+1', '12345678901234567890'],
  ]);
});

test('takes quoted delimiters, quotes and line breaks as text', () => {
  const table = read('id,note\n1,"a, ""b""\r\nc"\n2,d\n');

  expect(table.rows).toEqual([
    { line: 2, cells: ['1', 'a, "b"\r\nc'] },
    { line: 4, cells: ['2', 'd'] },
  ]);
  expect(table.findings).toEqual([]);
});

test('takes a quote inside an unquoted cell as the character it is', () => {
  expect(cellsOf('id,item,size\n1,19" monitor,5\'10"\n2, "x",y\n')).toEqual([
    ['1', '19" monitor', '5\'10"'],
    ['2', ' "x"', 'y'],
  ]);
});

test('refuses quotes behind a space, which may belong to the text or enclose it', () => {
  expect(told('id,name\n1, "Ada"\n')).toEqual(['quote-after-space error 2:3']);
});

test('takes quotes and spaces within quotes as text', () => {
  expect(read('id,name\n1," ""Ada"""\n')).toMatchObject({ rows: [{ cells: ['1', ' "Ada"'] }], findings: [] });
});

test('names the row whose quote never closes, and goes on behind its line', () => {
  expect(told('id,name\n1,Ada\n2,"Bo\n3,Cy\n4,Di,x\n')).toEqual(['unclosed-quote error 3:3', 'ragged-row error 5:6']);
  expect(cellsOf('id,name\n1,Ada\n2,"Bo\n3,Cy\n')).toEqual([
    ['1', 'Ada'],
    ['3', 'Cy'],
  ]);
});

test('names the place where text follows a closing quote', () => {
  const table = read('id,name,x\n1,"Ada"b,y\n2,Bo,z\n');

  expect(table.findings).toMatchObject([
    { code: 'text-after-quote', scope: 'roster', place: { line: 2, column: 8 }, others: [{ line: 2, column: 3 }] },
  ]);
  expect(table.rows).toEqual([{ line: 3, cells: ['2', 'Bo', 'z'] }]);
});

test('does not let a stray opening quote swallow rows up to the next quoted cell', () => {
  const table = read('id,name\n1,"Ada\n2,Bo\n3,"Cy"\n');

  expect(table.findings).toMatchObject([{ code: 'text-after-quote', others: [{ line: 2, column: 3 }] }]);
  expect(table.rows.map((row) => row.cells[0])).toEqual(['2', '3']);
});

test('places a ragged row at its first surplus cell, or at its end', () => {
  expect(told('id,name,city\n1,Ada\n2,Bo,Gent,x,y\n3,Cy,Lille\n')).toEqual([
    'ragged-row error 2:6',
    'ragged-row error 3:11',
  ]);
});

test('tells all that is wrong at once', () => {
  expect(told('id,name,ID,\n1,2,3,4\n5\n6,"x"y,z,\n')).toEqual([
    'ragged-row error 3:2',
    'text-after-quote error 4:6',
    'doubled-column error 1:9',
    'nameless-column error 1:12',
  ]);
});

test('refuses a doubled column with both places', () => {
  expect(read('id,Name,name\n1,a,b\n').findings).toMatchObject([
    { code: 'doubled-column', scope: 'roster', place: { line: 1, column: 9 }, others: [{ line: 1, column: 4 }] },
  ]);
});

test('only warns of an empty column without a name, as spreadsheets leave them', () => {
  expect(told('id;name;\n1;Ada;\n2;Bo;\n')).toEqual(['nameless-column warning 1:9']);
});

test.each([
  ['', 'empty-file error 1:1'],
  ['\n \r\n', 'empty-file error 1:1'],
  ['\ufeff', 'empty-file error 1:1'],
  ['id,name', 'header-only error 1:1'],
  ['id,name\r\n\r\n', 'header-only error 1:1'],
])('refuses %j', (text, expected) => {
  expect(told(text)).toEqual([expected]);
});

test('skips blank lines and counts them', () => {
  expect(read('\n\nid,name\n\n1,Ada\n  \n\n2,Bo\n\n').rows).toEqual([
    { line: 5, cells: ['1', 'Ada'] },
    { line: 8, cells: ['2', 'Bo'] },
  ]);
});

test('believes the sep= line that Excel writes and reads', () => {
  const table = read('sep=;\r\nid;name, short\r\n1;Ada, A\r\n');

  expect(table).toMatchObject({ delimiter: ';', header: ['id', 'name, short'], findings: [] });
  expect(table.place(0, 1)).toEqual({ file: 'people.csv', line: 3, column: 3 });
});

test('reads a table of one column, whatever its cells contain', () => {
  expect(cellsOf('name\nAda\nBo, Jr\n')).toEqual([['Ada'], ['Bo, Jr']]);
  expect(cellsOf('name\nAda\n""\nBo\n')).toEqual([['Ada'], [''], ['Bo']]);
});

test.each([
  ['a title above the header', 'Staff list\n\nid,name\n1,Ada\n2,Bo\n'],
  ['a comment above the header', '# exported today\nid;name\n1;Ada\n'],
])('does not take a file with %s for a table of one column', (_, text) => {
  expect(told(text)).toEqual(['delimiter-unclear error 1:1']);
});

test.each([
  ['a backslash before a quote', 'id,name\n1,"Ada \\"B\\" Roe"\n', 'text-after-quote error 2:10'],
  ['a quote that spans the rest', 'id,name\n1,Ada\n2,Bo\n3,"', 'unclosed-quote error 4:3'],
  ['the end mark of DOS', 'id,name\n1,Ada\n\u001a', 'ragged-row error 3:2'],
  ['a header that is quoted badly', '"id"x,name\n1,Ada\n', 'text-after-quote error 1:5'],
  ['a comment between rows', 'id,name\n1,Ada\n# end\n', 'ragged-row error 3:6'],
  ['delimiters only', ',,\n,,\n', 'nameless-column warning 1:1'],
])('finds the place of %s', (_, text, expected) => {
  expect(told(text)[0]).toBe(expected);
});

test('is not led astray by decimal commas', () => {
  expect(read('id;hours\n1;37,5\n2;35\n').delimiter).toBe(';');
  expect(read('id;hours\n1;37,5\n2;35,0\n').delimiter).toBe(';');
});

test('refuses a file that reads equally well with two delimiters, showing how', () => {
  const table = read('name, first;id\nDoe, Ada;1\nRoe, Bo;2\n');

  expect(table.rows).toEqual([]);
  expect(table.findings).toMatchObject([
    {
      code: 'delimiter-unclear',
      message:
        'the delimiter cannot be told (comma: 2 cells in the header, 2 of 2 rows fit; semicolon: 2 cells in the header, 2 of 2 rows fit)',
    },
  ]);
  expect(read('name, first;id\nDoe, Ada;1\n', { delimiter: ';' }).rows[0]?.cells).toEqual(['Doe, Ada', '1']);
});

test('refuses a file whose header and rows have different delimiters', () => {
  expect(told('id,name\n1;Ada\n2;Bo\n')).toEqual(['delimiter-unclear error 1:1']);
});

test('counts characters, not bytes or halves of them, and lines within quotes', () => {
  const table = read('id,note,x\n1,"😀\n😀😀",y\n"é",b,c\n');

  expect(table.place(0, 2)).toEqual({ file: 'people.csv', line: 3, column: 5 });
  expect(table.place(1, 1)).toEqual({ file: 'people.csv', line: 4, column: 5 });
  expect(table.place(-1, 2)).toEqual({ file: 'people.csv', line: 1, column: 9 });
});

test('shows no cell in any finding', () => {
  const findings = read('id,name,name\n1,"Secretly"Named,x\n2,Secretly\n3,"Secretly\n').findings;

  expect(findings.length).toBeGreaterThan(3);
  expect(JSON.stringify(findings)).not.toContain('Secretly');
});
