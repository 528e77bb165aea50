import { expect, test } from '@jest/globals';
import { changeText, fieldJson, mayShow, shownSide } from '../../src/review/redact.ts';
import { textsFor } from '../../src/review/texts.ts';
import { open, personal, secret } from './plans.ts';

const texts = textsFor('en');

test('shows open values only, personal ones when asked for, secret ones never', () => {
  const table = (['open', 'personal', 'secret'] as const).map((one) => [
    mayShow(one),
    mayShow(one, { showPersonal: true }),
  ]);

  expect(table).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ]);
});

test('tells unknown from empty', () => {
  const unknown = shownSide({ known: false }, 'open', texts);
  const empty = shownSide({ known: true, value: null }, 'open', texts);

  expect([unknown.type, empty.type]).toEqual(['unknown', 'empty']);
  expect(changeText(open(undefined, null), texts)).toBe('unknown → empty');
});

test('says nothing of a hidden value, not even whether it is empty', () => {
  const filled = changeText(personal('Zoé', 'Zoe'), texts);
  const cleared = changeText(personal('Zoé', null), texts);

  expect(filled).toBe('•••');
  expect(cleared).toBe(filled);
});

test('says that a hidden field was unknown', () => {
  expect(changeText(personal(undefined, 'Zoé'), texts)).toBe('unknown → •••');
});

test('writes lists, numbers, yes and no as people do', () => {
  expect(changeText(open(['a', 'b'], []), texts)).toBe('a, b → empty');
  expect(changeText(open(true, 37.5), texts)).toBe('yes → 37.5');
  expect(changeText(open({ label: 'Manager' }, ''), texts)).toBe('(label Manager) → empty');
});

test('keeps a value on one line and shows what hides in it', () => {
  expect(changeText(open('a\nb', ' \u202egnp.exe'), texts)).toBe('a⏎b → ␣⟨U+202E⟩gnp.exe');
});

test('marks hidden sides in JSON and leaves unknown ones out', () => {
  expect(fieldJson(personal(undefined, 'Zoé'))).toEqual({ after: '[personal]', hidden: 'personal' });
  expect(fieldJson(secret(1, 2), { showPersonal: true })).toEqual({
    before: '[secret]',
    after: '[secret]',
    hidden: 'secret',
  });
  expect(fieldJson(open(null, '[personal]'))).toEqual({ before: null, after: '[personal]' });
});
