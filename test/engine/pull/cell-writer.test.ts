import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Value } from '../../../src/contract/index.ts';
import { createCellReader, type Writing } from '../../../src/engine/check/cells.ts';
import { knownFormats, toDateFormat } from '../../../src/engine/check/dates.ts';
import type { FieldRule } from '../../../src/engine/fields.ts';
import { createCellWriter } from '../../../src/engine/pull/cell-writer.ts';

interface Column {
  readonly rule?: Partial<FieldRule>;
  readonly writing?: Writing;
  readonly cells?: readonly string[];
  readonly delimiter?: string;
}

function write(value: Value, { rule = {}, writing = {}, cells = [], delimiter = ',' }: Column): string | undefined {
  const whole: FieldRule = { name: 'field', type: 'text', class: 'open', ...rule };
  return createCellWriter(whole, writing, cells, delimiter)(value);
}

function dates(format: string): Writing {
  const date = toDateFormat(format);
  return date ? { date } : {};
}

test.each<[string, Value, Column, string | undefined]>([
  ['a text as it is', 'Lyon', {}, 'Lyon'],
  ['nothing for what is empty', null, {}, ''],
  ['no text for an empty value where one is required', null, { rule: { required: true } }, undefined],
  ['no text for spaces at an end, which are not read', 'Lyon ', {}, undefined],
  ['no text for a NUL', 'Ly\0on', {}, undefined],
  ['no text for half a character', '\ud83d', {}, undefined],
  ['no text for what the field has no option for', 'x', { rule: { options: ['a'] } }, undefined],
  ['no text for a list in a field of texts', ['a', 'b'], {}, undefined],
])('writes %s', (_what, value, column, text) => {
  expect(write(value, column)).toBe(text);
});

test.each<[string, Value, Column, string | undefined]>([
  ['the word that is translated into it', 'male', { writing: { values: { H: 'male', F: 'female' } } }, 'H'],
  [
    'the usual of several words',
    'male',
    { writing: { values: { M: 'male', H: 'male' } }, cells: ['H', 'H', 'M'] },
    'H',
  ],
  [
    'the value itself where nothing is translated into it',
    'diverse',
    {
      rule: { options: ['diverse', 'male'] },
      writing: { values: { H: 'male' } },
    },
    'diverse',
  ],
  ['nothing that would be translated into another value', 'H', { writing: { values: { H: 'male' } } }, undefined],
  ['a translated number', 40, { rule: { type: 'number' }, writing: { values: { full: '40' } } }, 'full'],
  [
    'a translated truth',
    true,
    { rule: { type: 'boolean' }, writing: { values: { Leiter: 'true', MA: 'false' } } },
    'Leiter',
  ],
])('translates back: %s', (_what, value, column, text) => {
  expect(write(value, column)).toBe(text);
});

test.each<[string, Column, string | undefined]>([
  ['dd/MM/yyyy', { writing: dates('dd/MM/yyyy') }, '05/03/2026'],
  ['short ones', { writing: dates('dd.MM.yyyy'), cells: ['7.11.2025', '17.11.2025'] }, '5.3.2026'],
  ['those without a mark in between', { writing: dates('yyyyMMdd'), cells: ['20251107'] }, '20260305'],
  ['a column without a format', {}, undefined],
])('writes dates like the column: %s', (_what, column, text) => {
  expect(write('2026-03-05', { ...column, rule: { type: 'date' } })).toBe(text);
});

test.each<[Value, Column, string | undefined]>([
  [37.5, { writing: { decimal: ',' } }, '37,5'],
  [37.5, { writing: { decimal: ',' }, cells: ['35,00', '28,50'] }, '37,50'],
  [35, { writing: { decimal: '.' }, cells: ['35.00'] }, '35.00'],
  [35, { cells: ['35', '37.5'] }, '35'],
  [1e21, {}, undefined],
])('writes the number %j like the column', (value, column, text) => {
  expect(write(value, { ...column, rule: { type: 'number' } })).toBe(text);
});

test.each<[Value, Column, string | undefined]>([
  [true, {}, 'true'],
  [true, { cells: ['FALSE'] }, 'TRUE'],
  [false, { cells: ['Oui'] }, 'Non'],
  [false, { cells: ['ja', 'nee'] }, 'nee'],
  [false, { cells: ['ja'] }, 'nein'],
  [true, { cells: ['0'] }, '1'],
  [false, { cells: ['J'] }, 'N'],
])('writes the truth %j like the column', (value, column, text) => {
  expect(write(value, { ...column, rule: { type: 'boolean' } })).toBe(text);
});

test.each<[Value, Column, string | undefined]>([
  [['a', 'b'], {}, 'a;b'],
  [['a', 'b'], { delimiter: ';' }, 'a|b'],
  [['a', 'b'], { cells: ['x|y'] }, 'a|b'],
  [['a', 'b'], { cells: ['x;y', 'z;y', 'x|y'], delimiter: ';' }, 'a;b'],
  [['a;b', 'c'], {}, undefined],
])('writes the list %j like the column', (value, column, text) => {
  expect(write(value, { ...column, rule: { type: 'list' } })).toBe(text);
});

test('whatever it writes, the reader reads as the value', () => {
  const column = fc.oneof(
    fc.record({ type: fc.constant('text' as const), value: fc.string({ unit: 'grapheme' }) }),
    fc.record({
      type: fc.constant('number' as const),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    }),
    fc.record({ type: fc.constant('boolean' as const), value: fc.boolean() }),
    fc.record({ type: fc.constant('list' as const), value: fc.array(fc.string(), { minLength: 1 }) }),
    fc.record({
      type: fc.constant('date' as const),
      value: fc
        .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10)),
    }),
  );
  const writing = fc.record({
    date: fc.constantFrom(...knownFormats).map((name) => toDateFormat(name)),
    decimal: fc.constantFrom(',' as const, '.' as const),
  });
  const cells = fc.array(fc.constantFrom('1.5', '2,25', 'Oui', 'NEIN', '1/2/2024', 'a|b', 'a;b', '', '7'));
  fc.assert(
    fc.property(column, writing, cells, ({ type, value }, { date, decimal }, there) => {
      const rule: FieldRule = { name: 'field', type, class: 'open' };
      const known: Writing = { decimal, ...(date && { date }) };

      const text = createCellWriter(rule, known, there, ';')(value);

      fc.pre(text !== undefined && text !== '');
      expect(createCellReader(rule, known)(text ?? '')).toEqual({ value });
    }),
  );
});
