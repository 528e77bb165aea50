import type { ActionTexts } from './texts/action.ts';
import { german } from './texts/action-de.ts';
import { english } from './texts/action-en.ts';
import { french } from './texts/action-fr.ts';
import { dutch } from './texts/action-nl.ts';
import type { Language } from './texts.ts';

export type { ActionTexts } from './texts/action.ts';

/** Everything that the Action says around a plan, in one language; English by default. */
export function actionTextsFor(language: Language = 'en'): ActionTexts {
  return languages[language];
}

const languages: Readonly<Record<Language, ActionTexts>> = { en: english, fr: french, de: german, nl: dutch };
