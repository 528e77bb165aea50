import { expect, test } from '@jest/globals';
import { readShown, showAgain, shownLine } from '../../src/action/shown.ts';

const key = Buffer.alloc(32, 1);
const shown = [{ system: 'springest', digest: 'd1', at: '2026-01-05T12:00:00Z' }];
const body = `<!-- rollcall:review -->\n${shownLine(shown, 'acme/hr#7', key)}\n\n### text`;

test('reads back what it signed', () => {
  expect(readShown(body, 'acme/hr#7', key)).toEqual(shown);
});

test.each([
  ['another pull request', body, 'acme/hr#8', key],
  ['another key', body, 'acme/hr#7', Buffer.alloc(32, 2)],
  ['a signature of somebody else', body.replace(/ \w{32} -->/, ` ${'0'.repeat(32)} -->`), 'acme/hr#7', key],
  ['no such line', '<!-- rollcall:review -->', 'acme/hr#7', key],
])('takes nothing as shown with %s', (_what, text, subject, by) => {
  expect(readShown(text, subject, by)).toEqual([]);
});

test('keeps the time since when the same was shown, and takes the time of what is new', () => {
  const again = showAgain(new Map([['springest', 'd1']]), shown, '2026-01-06T08:00:00.500Z');
  const changed = showAgain(new Map([['springest', 'd2']]), shown, '2026-01-06T08:00:00.500Z');

  expect(again).toEqual(shown);
  expect(changed).toEqual([{ system: 'springest', digest: 'd2', at: '2026-01-06T08:00:00Z' }]);
});
