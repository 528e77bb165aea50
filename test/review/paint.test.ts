import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clip, pad, painter, textWidth } from '../../src/review/paint.ts';

test.each([
  ['Zoé → Lyon', 10],
  ['李雷', 4],
  ['👩‍🔧', 2],
  ['e\u0301', 1],
  ['\u001b[31mred\u001b[39m', 3],
  ['', 0],
])('takes %j for as many columns as a terminal does', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test('pads and clips to a width, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 20 }), (text, width) => {
      expect(textWidth(clip(text, width))).toBeLessThanOrEqual(width);
      expect(textWidth(pad(clip(text, width), width))).toBe(width);
    }),
  );
});

test('paints nothing without colour, and never an empty text', () => {
  expect(painter(false).red('x')).toBe('x');
  expect(painter(true).red('')).toBe('');
  expect(painter(true).red('x')).toBe('\u001b[31mx\u001b[39m');
});
