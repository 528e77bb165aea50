import type { Rules } from '../engine/rules.ts';
import { english, type Texts } from './texts/en.ts';

export type { Texts } from './texts/en.ts';

export type Language = Rules['language'];

/** All sentences of the review in one language, English where there is no other yet. */
export function textsFor(language: Language = 'en'): Texts {
  return languages[language] ?? english;
}

const languages: Readonly<Partial<Record<Language, Texts>>> = { en: english };
