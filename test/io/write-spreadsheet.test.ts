import { read } from '@e965/xlsx';
import { expect, test } from '@jest/globals';
import { isSpreadsheet, readSpreadsheet, spreadsheetBytes } from '../../src/io/spreadsheet.ts';

const rows = [
  ['id', 'name', 'since'],
  ['0007', '=1+1', '03/11/2026'],
  ['1E5', 'Żółw 🐿 | "x"\nsecond line', ''],
];

test('writes one sheet of texts that reads back as it was', async () => {
  const bytes = await spreadsheetBytes('coworkers', rows);
  expect(isSpreadsheet(bytes)).toBe(true);
  expect(await readSpreadsheet(bytes, 'a.xlsx')).toEqual([
    { name: 'coworkers', rows: [rows[0], rows[1], rows[2]?.slice(0, 2)] },
  ]);
});

test('makes neither formulas nor numbers, and hides nothing', async () => {
  const book = read(await spreadsheetBytes('coworkers', rows), { type: 'array', cellFormula: true });
  const sheet = book.Sheets.coworkers;
  expect(sheet?.B2).toMatchObject({ t: 's', v: '=1+1' });
  expect(sheet?.B2).not.toHaveProperty('f');
  expect([sheet?.A2?.t, sheet?.A3?.t, sheet?.C2?.t]).toEqual(['s', 's', 's']);
  expect([sheet?.['!rows'], sheet?.['!cols'], book.SheetNames]).toEqual([undefined, undefined, ['coworkers']]);
});
