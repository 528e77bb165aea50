import { expect, test } from '@jest/globals';
import { actionTextsFor } from '../../src/review/action-texts.ts';
import { syncMarkdown } from '../../src/review/sync-markdown.ts';
import { mondayPlan, plan, receipt } from './plans.ts';

const languages = ['en', 'fr', 'de', 'nl'] as const;

test('counts one change as one, in every language', () => {
  const said = languages.flatMap((language) =>
    [1, 2].map((amount) => actionTextsFor(language).cancelled('springest', amount)),
  );

  expect(said).toEqual([
    'springest: 1 change that was still to be applied is not needed any more.',
    'springest: 2 changes that were still to be applied are not needed any more.',
    'springest : 1 changement qui restait à appliquer n’est plus nécessaire.',
    'springest : 2 changements qui restaient à appliquer ne sont plus nécessaires.',
    'springest: 1 ausstehende Änderung ist nicht mehr nötig.',
    'springest: 2 ausstehende Änderungen sind nicht mehr nötig.',
    'springest: 1 wijziging die nog moest gebeuren is niet meer nodig.',
    'springest: 2 wijzigingen die nog moesten gebeuren zijn niet meer nodig.',
  ]);
});

test('tells what was done in the language of the reader', () => {
  const told = { plan: plan({ systems: mondayPlan().systems }), receipts: [receipt()], later: [], approved: [] };
  const heads = languages.map((language) => syncMarkdown(told, { language }).split('\n')[0]);

  expect(heads).toEqual([
    '### ❌ Not everything was applied: 1 applied, 0 failed, 1 held',
    '### ❌ Tout n’a pas été appliqué : 1 changement appliqué, 0 en échec, 1 en suspens',
    '### ❌ Nicht alles wurde angewendet: 1 angewendet, 0 fehlgeschlagen, 1 zurückgehalten',
    '### ❌ Niet alles is toegepast: 1 toegepast, 0 mislukt, 1 aangehouden',
  ]);
});
