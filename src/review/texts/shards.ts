import type { Language } from '../texts.ts';
import { formatsOf } from './formats.ts';

/** What is said of runs that share their work, in one language. */
export interface ShardTexts {
  /** Changes that wait for other shards. */
  left(amount: number): string;
}

/** The words about shards; English by default. */
export function shardTextsFor(language: Language = 'en'): ShardTexts {
  return texts[language];
}

const words = { en: formatsOf('en-GB'), fr: formatsOf('fr-FR'), de: formatsOf('de-DE'), nl: formatsOf('nl-NL') };

const texts: Readonly<Record<Language, ShardTexts>> = {
  en: {
    left: (amount) =>
      `${words.en.count(amount, 'change waits', 'changes wait')} for other shards; a run without --shard takes up what is left.`,
  },
  fr: {
    left: (amount) =>
      `${words.fr.count(amount, 'changement attend', 'changements attendent')} d’autres parties ; une exécution sans --shard reprend ce qui reste.`,
  },
  de: {
    left: (amount) =>
      `${words.de.count(amount, 'Änderung wartet', 'Änderungen warten')} auf andere Teile; ein Lauf ohne --shard holt nach, was übrig ist.`,
  },
  nl: {
    left: (amount) =>
      `${words.nl.count(amount, 'wijziging wacht', 'wijzigingen wachten')} op andere delen; een run zonder --shard doet wat overblijft.`,
  },
};
