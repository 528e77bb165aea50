import { type BookType, utils, write } from '@e965/xlsx';
import { expect, test } from '@jest/globals';
import { isSpreadsheet, readSpreadsheet } from '../../src/io/spreadsheet.ts';

/** Made-up people; one name is a formula to a careless reader. */
const rows = [
  ['External ID', 'Name', 'Since', 'Active', 'Hours'],
  ['0007', '=1+1', new Date(Date.UTC(2026, 10, 3)), true, 38.5],
  [1042, 'Żółw 🐿 | "x"', new Date(Date.UTC(1999, 11, 31)), false, 20],
];

function bookOf(bookType: BookType): Uint8Array {
  const sheet = utils.aoa_to_sheet(rows, { cellDates: false, UTC: true });
  return new Uint8Array(
    write({ SheetNames: ['Users'], Sheets: { Users: sheet } }, { type: 'array', bookType }) as ArrayBuffer,
  );
}

test.each(['biff8', 'xlsx', 'xlml'] as const)('reads texts, days and numbers of a file in %s', async (bookType) => {
  const bytes = bookOf(bookType);

  const sheets = await readSpreadsheet(bytes, 'users.xls');

  expect(isSpreadsheet(bytes)).toBe(true);
  expect(sheets).toEqual([
    {
      name: 'Users',
      rows: [
        ['External ID', 'Name', 'Since', 'Active', 'Hours'],
        ['0007', '=1+1', '2026-11-03', 'true', '38.5'],
        ['1042', 'Żółw 🐿 | "x"', '1999-12-31', 'false', '20'],
      ],
    },
  ]);
});

test('reads a web page that is named XLS', async () => {
  const page =
    '<html><meta charset="utf-8"><table><tr><th>id</th><th>name</th></tr><tr><td>0007</td><td>Zoë</td></tr></table>';
  const bytes = new TextEncoder().encode(page);

  const [sheet] = await readSpreadsheet(bytes, 'users.xls');

  expect(isSpreadsheet(bytes)).toBe(true);
  expect(sheet?.rows).toEqual([
    ['id', 'name'],
    ['0007', 'Zoë'],
  ]);
});

test('keeps the zeros that a format of zeros shows', async () => {
  const sheet = utils.aoa_to_sheet([['id'], [42]]);
  const cell = sheet.A2 as { z?: string };
  cell.z = '00000';
  const bytes = new Uint8Array(
    write({ SheetNames: ['a'], Sheets: { a: sheet } }, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer,
  );

  expect((await readSpreadsheet(bytes, 'a.xlsx'))[0]?.rows).toEqual([['id'], ['00042']]);
});

test.each([
  ['a torn zip', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])],
  ['a torn compound file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1, 2, 3])],
])('refuses %s with a sentence', async (_, bytes) => {
  await expect(readSpreadsheet(bytes, 'users.xls')).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: 'users.xls is damaged, or no spreadsheet.',
  });
});

test('refuses what is too large before it opens it', async () => {
  const bytes = new Uint8Array(33 * 1024 * 1024);

  await expect(readSpreadsheet(bytes, 'big.xlsx')).rejects.toThrow('big.xlsx is larger than 32 MB.');
});

test('takes a CSV file for none', () => {
  expect(isSpreadsheet(new TextEncoder().encode('id,name\n1,<b>\n'))).toBe(false);
});
