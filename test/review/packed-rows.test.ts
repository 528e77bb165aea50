import { expect, test } from '@jest/globals';
import { packRows } from '../../src/review/packed-rows.ts';
import { naughtyCells } from './naughty.ts';

/** As the script of the page does it. */
function unpack({ shapes, words, rows }: ReturnType<typeof packRows>): readonly string[] {
  return rows.map((line) => {
    const [shape = '', ...packed] = line.split('\u001f');
    const texts = packed.map((text) => (text.startsWith('~') ? words[Number.parseInt(text.slice(1), 36)] : text));
    return (shapes[Number.parseInt(shape, 36)] ?? []).map((tags, at) => tags + (texts[at] ?? '')).join('');
  });
}

const rowOf = (...cells: readonly string[]): string =>
  `<tr data-row>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

test('unfolds to the very rows that were packed', () => {
  const cells = [...naughtyCells(300, 5), '', '~', '~1', '\u001f', 'a\u001fb', '\n', '&#60;b&#62;'].map((cell) =>
    cell.replaceAll(/[<>]/g, ''),
  );
  const rows = cells.map((cell, index) => rowOf(cell, `<b>${cells[index - 1] ?? ''}</b> → ${index}`, 'again'));

  expect(unpack(packRows(rows))).toEqual(rows);
  expect(packRows([])).toEqual({ shapes: [], words: [], rows: [] });
});

test('keeps tags and texts that come again once', () => {
  const rows = Array.from({ length: 100 }, (_, index) => rowOf('the same text', String(index)));

  const packed = packRows(rows);

  expect([packed.shapes.length, packed.words]).toEqual([1, ['the same text']]);
  expect(packed.rows[7]).toBe('0\u001f~0\u001f7');
});
