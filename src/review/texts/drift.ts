import type { Language } from '../texts.ts';
import { formatsOf } from './formats.ts';

/** What `rollcall drift` says, in one language. */
export interface DriftTexts {
  readonly none: string;
  readonly unread: string;
  /** `Lead, last applied Clerk`: what was last applied, where git moved as well. */
  applied(value: string): string;
  readonly corrected: string;
  readonly reported: string;
  more(amount: number): string;
  notOurs(amount: number): string;
  unseen(amount: number): string;
}

/** The words of `rollcall drift`; English by default. */
export function driftTextsFor(language: Language = 'en'): DriftTexts {
  return texts[language];
}

const words = { en: formatsOf('en-GB'), fr: formatsOf('fr-FR'), de: formatsOf('de-DE'), nl: formatsOf('nl-NL') };

const texts: Readonly<Record<Language, DriftTexts>> = {
  en: {
    none: 'Nothing moved without the files.',
    unread: 'Could not be read; what moved there is not known.',
    applied: (value) => `last applied: ${value}`,
    corrected: 'The next sync puts this back as the files have it. To keep it, run "rollcall pull" first.',
    reported: 'This stays until the files say the same ("rollcall pull") or the system says "drift: correct".',
    more: (amount) => `… and ${words.en.number(amount)} more; --verbose lists all`,
    notOurs: (amount) => words.en.count(amount, 'record is in the system only', 'records are in the system only'),
    unseen: (amount) =>
      `${words.en.count(amount, 'record was', 'records were')} not looked at: the system has no list, and is asked only for what the files change.`,
  },
  fr: {
    none: 'Rien n’a bougé sans les fichiers.',
    unread: 'Lecture impossible ; on ne sait pas ce qui y a bougé.',
    applied: (value) => `dernière valeur appliquée : ${value}`,
    corrected:
      'La prochaine synchronisation remettra ce que disent les fichiers. Pour garder ces valeurs, lancez d’abord « rollcall pull ».',
    reported:
      'Cela reste tant que les fichiers ne disent pas la même chose (« rollcall pull ») ou que le système ne dit pas « drift: correct ».',
    more: (amount) => `… et ${words.fr.number(amount)} de plus ; --verbose montre tout`,
    notOurs: (amount) =>
      words.fr.count(amount, 'fiche n’est que dans le système', 'fiches ne sont que dans le système'),
    unseen: (amount) =>
      `${words.fr.count(amount, 'fiche n’a', 'fiches n’ont')} pas été lue${amount > 1 ? 's' : ''} : le système n’a pas de liste et n’est interrogé que sur ce que les fichiers changent.`,
  },
  de: {
    none: 'Nichts hat sich ohne die Dateien geändert.',
    unread: 'Nicht lesbar; was sich dort geändert hat, ist nicht bekannt.',
    applied: (value) => `zuletzt angewendet: ${value}`,
    corrected:
      'Der nächste Abgleich stellt wieder her, was in den Dateien steht. Wer das behalten will, ruft vorher „rollcall pull“ auf.',
    reported: 'Das bleibt, bis die Dateien dasselbe sagen („rollcall pull“) oder das System „drift: correct“ sagt.',
    more: (amount) => `… und ${words.de.number(amount)} weitere; --verbose zeigt alle`,
    notOurs: (amount) => words.de.count(amount, 'Datensatz steht nur im System', 'Datensätze stehen nur im System'),
    unseen: (amount) =>
      `${words.de.count(amount, 'Datensatz wurde', 'Datensätze wurden')} nicht angesehen: Das System hat keine Liste und wird nur nach dem gefragt, was die Dateien ändern.`,
  },
  nl: {
    none: 'Er is niets gewijzigd buiten de bestanden om.',
    unread: 'Niet te lezen; wat daar is gewijzigd, is niet bekend.',
    applied: (value) => `laatst toegepast: ${value}`,
    corrected:
      'De volgende synchronisatie zet terug wat in de bestanden staat. Wie dit wil houden, roept eerst “rollcall pull” aan.',
    reported: 'Dit blijft zo tot de bestanden hetzelfde zeggen (“rollcall pull”) of het systeem “drift: correct” zegt.',
    more: (amount) => `… en nog ${words.nl.number(amount)}; --verbose toont alles`,
    notOurs: (amount) =>
      words.nl.count(amount, 'record staat alleen in het systeem', 'records staan alleen in het systeem'),
    unseen: (amount) =>
      `${words.nl.count(amount, 'record is', 'records zijn')} niet bekeken: het systeem heeft geen lijst en wordt alleen gevraagd naar wat de bestanden wijzigen.`,
  },
};
