import { describe, expect, test } from '@jest/globals';
import { effects as lucca } from '../../plugins/connector-lucca/src/effects.ts';
import { effects as officevibe } from '../../plugins/connector-officevibe/src/effects.ts';
import { effects as personio } from '../../plugins/connector-personio/src/effects.ts';
import { effects as springest } from '../../plugins/connector-springest/src/effects.ts';
import { effects as supermood } from '../../plugins/connector-supermood/src/effects.ts';
import { effects as workleap } from '../../plugins/connector-workleap/src/effects.ts';
import { bundledIds } from '../../src/bundled.ts';
import { effectWords, experimentalWords, findingWords } from '../../src/review/finding-words.ts';
import { effectTexts } from '../../src/review/texts/effects.ts';
import { experimentalTexts } from '../../src/review/texts/experimental.ts';
import { germanFindings } from '../../src/review/texts/findings-de.ts';
import { frenchFindings } from '../../src/review/texts/findings-fr.ts';
import { dutchFindings } from '../../src/review/texts/findings-nl.ts';
import { finding } from './plans.ts';

const tables = { fr: frenchFindings, de: germanFindings, nl: dutchFindings };

describe('a finding', () => {
  test('reads as two sentences', () => {
    const words = findingWords(finding({ message: 'the manager is not in the roster', next: 'Correct the id' }), 'en');

    expect(words).toEqual({ message: 'The manager is not in the roster.', next: 'Correct the id.' });
  });

  test('keeps the name of a field as it is', () => {
    const missing = finding({
      code: 'missing-value',
      field: 'email',
      message: 'email is empty',
      next: 'Fill in email.',
    });

    expect(findingWords(missing, 'en').message).toBe('email is empty.');
    expect(findingWords(missing, 'fr')).toEqual({ message: 'email est vide.', next: 'Remplissez email.' });
    expect(findingWords({ ...missing, field: '$& $1' }, 'nl').message).toBe('$& $1 is leeg.');
  });

  test('is told in English when nobody translated it, or when its field is not known', () => {
    const { field: _, ...nameless } = finding({ code: 'missing-value', field: 'x', message: 'A cell is empty.' });

    expect(findingWords(finding({ code: 'toString', message: 'Odd.' }), 'de').message).toBe('Odd.');
    expect(findingWords(nameless, 'de').message).toBe('A cell is empty.');
  });
});

test('all languages translate the same findings, each in whole sentences', () => {
  expect(Object.keys(germanFindings)).toEqual(Object.keys(frenchFindings));
  expect(Object.keys(dutchFindings)).toEqual(Object.keys(frenchFindings));

  const sentences = Object.values(tables).flatMap((table) => Object.values(table).flat());
  expect(sentences.filter((text) => !/^(?:\{field\}|\p{Lu}|C’).*\.$/u.test(text))).toEqual([]);
});

test('all languages name the field where one of them does', () => {
  const named = Object.values(tables).map((table) =>
    Object.entries(table).map(([code, texts]) => `${code} ${texts.join('').includes('{field}')}`),
  );

  expect(named[1]).toEqual(named[0]);
  expect(named[2]).toEqual(named[0]);
});

test('every effect of the connectors that come along is translated, and no other', () => {
  const declared = [
    ...springest.map(({ id }) => `springest/${id}`),
    ...officevibe.map(({ id }) => `officevibe/${id}`),
    ...supermood.map(({ id }) => `supermood/${id}`),
    ...workleap.map(({ id }) => `workleap/${id}`),
    ...personio.map(({ id }) => `personio/${id}`),
    ...lucca.map(({ id }) => `lucca/${id}`),
  ];

  expect(Object.keys(effectTexts).toSorted()).toEqual(declared.toSorted());
});

test('an effect of another connector is told in its own words', () => {
  const effect = { id: 'account-opens', text: 'Opens the gate.', count: 1, reversible: true };

  expect(effectWords(effect, { connector: 'other' }, 'fr')).toBe('Opens the gate.');
  expect(effectWords(effect, { connector: 'springest' }, 'en')).toBe('Opens the gate.');
  expect(effectWords(effect, { connector: 'springest' }, 'fr')).toContain('Ouvre un compte');
});

test('every connector that comes along says in every language why it is experimental', () => {
  expect(Object.keys(experimentalTexts).toSorted()).toEqual(bundledIds.toSorted());
  expect(experimentalWords({ connector: 'lucca', experimental: 'Not yet tried.' }, 'de')).toContain('noch auf keinem');
  expect(experimentalWords({ connector: 'lucca', experimental: 'Not yet tried.' }, 'en')).toBe('Not yet tried.');
  expect(experimentalWords({ connector: 'other', experimental: 'Not yet tried.' }, 'de')).toBe('Not yet tried.');
  expect(experimentalWords({ connector: 'lucca' }, 'de')).toBe('');
});
