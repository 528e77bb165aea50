import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

  test('keeps the words of a check and of a refused setting, which are nobody else’s to translate', () => {
    const check = finding({ code: 'check', message: 'Interns have an end', next: 'Correct the row.' });
    const refused = finding({ code: 'config-invalid', message: '"dates" is there twice.', next: 'Remove one.' });

    expect(findingWords(check, 'fr')).toEqual({ message: 'Interns have an end.', next: 'Corrigez la ligne.' });
    expect(findingWords(refused, 'de')).toEqual({
      message: 'In rollcall.yaml stimmt diese Stelle nicht: "dates" is there twice.',
      next: 'Zu tun: Remove one.',
    });
  });

  test('names the headers and settings that the English sentence has in quotes', () => {
    const unused = finding({ code: 'unused-columns', message: 'these columns are not used: "Badge", "{field} $&"' });
    const { field: _, ...unquoted } = finding({ code: 'unused-columns', message: 'Nothing in quotes.' });

    expect(findingWords(unused, 'nl').message).toBe('Kolommen die niet worden gebruikt: "Badge", "{field} $&".');
    expect(findingWords(unquoted, 'nl').message).toBe('Nothing in quotes.');
  });

  test('is told in English when nobody translated it, or when its field is not known', () => {
    const { field: _, ...nameless } = finding({ code: 'missing-value', field: 'x', message: 'A cell is empty.' });

    expect(findingWords(finding({ code: 'toString', message: 'Odd.' }), 'de').message).toBe('Odd.');
    expect(findingWords(nameless, 'de').message).toBe('A cell is empty.');
  });
});

test('every finding of rollcall itself is translated', () => {
  const codes = hostCodes();

  expect(codes.length).toBeGreaterThan(80);
  expect(codes).toEqual(
    expect.arrayContaining(['duplicate-key', 'not-in-file', 'connector-failed', 'mapping-failed', 'not-csv']),
  );
  expect(codes.filter((code) => !Object.hasOwn(frenchFindings, code))).toEqual([]);
});

test('a finding gets its code in one of the ways that the test above looks for', () => {
  const takers = hostSources().flatMap(
    (text) => text.match(/(?:\w+ = |\w+)\(code: string, (?:message|\w+: string).*/g) ?? [],
  );

  expect(takers.map((taker) => /^\w+/.exec(taker)?.[0]).toSorted()).toEqual(['Describe', 'unreadable']);
});

test('all languages translate the same findings, each in whole sentences', () => {
  expect(Object.keys(germanFindings)).toEqual(Object.keys(frenchFindings));
  expect(Object.keys(dutchFindings)).toEqual(Object.keys(frenchFindings));

  const sentences = Object.values(tables).flatMap((table) => Object.values(table).flat());
  const whole = /^(?:\{field\}|rollcall\.yaml|\p{Lu}|C’|userId).*(?:\.|: \{(?:message|next)\})$|^\{message\}$/u;
  expect(sentences.filter((text) => !whole.test(text))).toEqual([]);
});

test('all languages take the same from the finding', () => {
  const taken = Object.values(tables).map((table) =>
    Object.entries(table).map(([code, texts]) => [code, ...texts.map((text) => text.match(/\{\w+\}/g)?.toSorted())]),
  );
  const names = taken.flat(2).flatMap((name) => (Array.isArray(name) ? name : []));

  expect(taken[1]).toEqual(taken[0]);
  expect(taken[2]).toEqual(taken[0]);
  expect(new Set(names)).toEqual(new Set(['{field}', '{message}', '{next}', '{quoted}']));
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

/** The code of rollcall itself, without the words. */
function hostSources(): readonly string[] {
  const src = join(import.meta.dirname, '..', '..', 'src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('review'))
    .map((file) => readFileSync(join(src, file), 'utf8'));
}

/** All codes that stand there: as a property, either side of a condition included, or as what makes a finding is called with. */
function hostCodes(): readonly string[] {
  const given = /\bcode:\s*'[a-z-]+'|\bcode:[^,;'{})]*\?[^;]*?,\n|\b(?:describe|unreadable)\(\s*'[a-z-]+',/g;
  const literals = (text: string) => text.match(/'[a-z]+(?:-[a-z]+)*'/g) ?? [];
  const found = hostSources().flatMap((text) => (text.match(given) ?? []).flatMap(literals));
  return [...new Set(found.map((code) => code.slice(1, -1)))].toSorted();
}
