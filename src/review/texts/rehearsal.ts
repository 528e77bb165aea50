import type { Rehearsal } from '../../engine/rehearsal.ts';
import type { Language } from '../texts.ts';
import { formatsOf } from './formats.ts';

/** What `rollcall plan --simulate` says of its rehearsal, in one language. */
export interface RehearsalTexts {
  readonly title: string;
  /** `12 done, 1 refused`. */
  outcome(done: number, failed: number): string;
  readonly state: Readonly<Record<Exclude<Rehearsal['state'], 'rehearsed'>, string>>;
}

/** The words of a rehearsal; English by default. */
export function rehearsalTextsFor(language: Language = 'en'): RehearsalTexts {
  return texts[language];
}

const words = { en: formatsOf('en-GB'), fr: formatsOf('fr-FR'), de: formatsOf('de-DE'), nl: formatsOf('nl-NL') };

const texts: Readonly<Record<Language, RehearsalTexts>> = {
  en: {
    title: 'Rehearsal, on simulators that began with what the systems hold; nothing was written to any of them',
    outcome: (done, failed) => `${words.en.number(done)} would be done, ${words.en.number(failed)} would not`,
    state: {
      'nothing-to-do': 'nothing to rehearse',
      'no-simulator': 'not rehearsed: its connector brings no simulator',
      'not-seeded': 'not rehearsed: its simulator cannot begin with what the system holds',
    },
  },
  fr: {
    title:
      'Répétition, sur des simulateurs partis de ce que contiennent les systèmes ; rien n’a été écrit dans ceux-ci',
    outcome: (done, failed) => `${words.fr.number(done)} passeraient, ${words.fr.number(failed)} ne passeraient pas`,
    state: {
      'nothing-to-do': 'rien à répéter',
      'no-simulator': 'pas répété : son connecteur n’a pas de simulateur',
      'not-seeded': 'pas répété : son simulateur ne peut pas partir de ce que contient le système',
    },
  },
  de: {
    title: 'Probe, auf Simulatoren, die mit dem Inhalt der Systeme begannen; in kein System wurde geschrieben',
    outcome: (done, failed) => `${words.de.number(done)} würden gelingen, ${words.de.number(failed)} nicht`,
    state: {
      'nothing-to-do': 'nichts zu proben',
      'no-simulator': 'nicht geprobt: Der Konnektor bringt keinen Simulator mit',
      'not-seeded': 'nicht geprobt: Der Simulator kann nicht mit dem Inhalt des Systems beginnen',
    },
  },
  nl: {
    title: 'Repetitie, op simulators die begonnen met wat de systemen bevatten; in geen systeem is geschreven',
    outcome: (done, failed) => `${words.nl.number(done)} zouden lukken, ${words.nl.number(failed)} niet`,
    state: {
      'nothing-to-do': 'niets te repeteren',
      'no-simulator': 'niet gerepeteerd: de connector heeft geen simulator',
      'not-seeded': 'niet gerepeteerd: de simulator kan niet beginnen met wat het systeem bevat',
    },
  },
};
