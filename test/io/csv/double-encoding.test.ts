import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findDoubleEncoding } from '../../../src/io/csv/double-encoding.ts';

test.each([
  ['RÃ©my', 1, 'Windows-1252'],
  ['FrĂ©quence', 2, 'Windows-1250'],
  ['R√©my', 1, 'Mac Roman'],
  ['StraÃŸe', 4, 'Windows-1252'],
  ['Ãœmit', 0, 'Windows-1252'],
  ['MÃœLLER', 1, 'Windows-1252'],
  ['MĂĽller', 1, 'Windows-1250'],
  ['Å“uvre', 0, 'Windows-1252'],
  ['Lâ€™Ã‰tang', 1, 'Windows-1252'],
  ['KÃ–LN', 1, 'Windows-1252'],
  ['1Â°', 1, 'Windows-1252'],
  ['Ã\u0089ric', 0, 'Windows-1252'],
])('finds %j', (text, offset, misreadAs) => {
  expect(findDoubleEncoding(text)[0]).toEqual({ offset, misreadAs });
});

test.each([
  '«IRMû',
  'Rémy',
  'Müller',
  'Zoë',
  'Łukasz',
  'Ștefan',
  'GĂŞTEANU',
  'RÂŞNOV',
  'MUREŞ',
  'KŘÍŽEK',
  'TOMÁŠ',
  'LUKÁŠ',
  'Đorđe',
  'Þórður',
  'Øystein',
  'São João',
  'IRMÃ',
  'SÃO',
  'ÂNGELA',
  'Ångström',
  'Ñandú',
  'salarié·e',
  'Mª José',
  'N° 5',
  '« ici »',
  'Œuvre',
  'Ÿ',
  '😀',
  '√2',
  'Ελένη',
  'Иван',
  'naïve',
  'ÎLE',
  'Äiti',
  'ÄÄNI',
  'Ďáblice',
  'Ń',
])('lets %j pass', (text) => {
  expect(findDoubleEncoding(text)).toEqual([]);
});

test('finds every European letter that was UTF-8 read as Windows-1252', () => {
  const letters = [...'éèêëàâäáãåçñïîíìöôòóõøüûùúßæœÉÈÊËÀÂÄÁÃÅÇÑÏÎÍÌÖÔÒÓÕØÜÛÙÚŒÆąćęłńśźżčďěňřšťůžőű’“”–—€'];
  fc.assert(
    fc.property(fc.constantFrom(...letters), fc.constantFrom('', 'a', 'Z', ' '), (letter, before) => {
      const misread = new TextDecoder('windows-1252').decode(Buffer.from(letter));

      expect(findDoubleEncoding(`${before}${misread}a`)).toHaveLength(1);
    }),
  );
});

test('stays silent on all words of the letters that Western European languages have', () => {
  const letters = [...'abcdefghijABCDEFéèêëàâäáãåçñïîíìöôòóõøüûùúßæœÉÈÊËÀÂÄÁÃÅÇÑÏÎÍÌÖÔÒÓÕØÜÛÙÚÆ’ -'];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...letters), { maxLength: 12 }).map((word) => word.join('')),
      fc.constantFrom('small', 'capital', 'capitals'),
      (word, form) => {
        const small =
          form === 'small' ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
        const text = form === 'capitals' ? word.toUpperCase() : small;
        fc.pre(!/[ÃÅ][œŒ]|[ÂÃÄÅÎÏÐÑ]’\p{Ll}/u.test(text));

        expect(findDoubleEncoding(text)).toEqual([]);
      },
    ),
    { numRuns: 2000 },
  );
});
