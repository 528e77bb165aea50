import type { Rules } from '../engine/rules.ts';
import { german } from './texts/de.ts';
import { english, type Texts } from './texts/en.ts';
import { french } from './texts/fr.ts';
import { dutch } from './texts/nl.ts';

export type { Texts } from './texts/en.ts';

export type Language = Rules['language'];

/** All sentences of the review in one language; English by default. */
export function textsFor(language: Language = 'en'): Texts {
  return languages[language];
}

const languages: Readonly<Record<Language, Texts>> = { en: english, fr: french, de: german, nl: dutch };
