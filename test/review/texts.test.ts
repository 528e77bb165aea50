import { expect, test } from '@jest/globals';
import { planHtml } from '../../src/review/html.ts';
import { planMarkdown } from '../../src/review/markdown.ts';
import { textWidth } from '../../src/review/paint.ts';
import { describePlan } from '../../src/review/terminal.ts';
import { type Language, textsFor } from '../../src/review/texts.ts';
import { mondayPlan, stoppedPlan } from './plans.ts';

const languages = ['en', 'fr', 'de', 'nl'] as const satisfies readonly Language[];

/** Every text of a language with its path; functions are called with numbers and words. */
function sentences(language: Language): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string, item: unknown): void => {
    if (typeof item === 'string') found.set(path, item);
    else if (item !== null && typeof item === 'object')
      for (const [name, inner] of Object.entries(item)) visit(`${path}.${name}`, inner);
  };
  visit('', textsFor(language));
  return found;
}

test('every language says everything', () => {
  const [english, ...others] = languages.map((language) => [...sentences(language).keys()]);

  for (const other of others) expect(other).toEqual(english);
  for (const language of languages)
    expect([...sentences(language).values()].filter((text) => text.trim() === '')).toEqual([]);
});

test('no sentence was left in English', () => {
  const same = new Set(['.value.hidden', '.column.system', '.status.system', '.status.record', '.section.record']);
  const english = sentences('en');

  for (const language of ['fr', 'de', 'nl'] as const) {
    const left = [...sentences(language)].filter(([path, text]) => english.get(path) === text && !same.has(path));
    expect(left).toEqual([]);
  }
});

test.each(languages)('tells a plan in %s', (language) => {
  const monday = describePlan(mondayPlan(), { language }).split('\n').slice(1, 6).join('\n');
  const stopped = describePlan(stoppedPlan(), { language }).split('\n').slice(1, 18).join('\n');

  expect(`${monday}\n\n${stopped}`).toMatchSnapshot();
});

test.each(languages)('keeps to the width of a terminal in %s', (language) => {
  const lines = [mondayPlan(), stoppedPlan()].flatMap((plan) => describePlan(plan, { language }).split('\n'));

  expect(lines.filter((line) => textWidth(line) > 80)).toEqual([]);
});

test.each(languages)('says in %s in which language the page is', (language) => {
  expect(planHtml(mondayPlan(), { language })).toContain(`<html lang="${language}">`);
  expect(planMarkdown(mondayPlan(), { language })).toContain(textsFor(language).verdict.ready.split(' ')[0]);
});

test.each([
  ['en', '1 person', '0 people', '5,498'],
  ['fr', '1 personne', '0 personne', '5\u202f498'],
  ['de', '1 Person', '0 Personen', '5.498'],
  ['nl', '1 persoon', '0 personen', '5.498'],
] as const)('counts as people do in %s', (language, one, none, many) => {
  const texts = textsFor(language);

  expect([texts.kind('employees', 1), texts.kind('employees', 0), texts.number(5498)]).toEqual([one, none, many]);
});
