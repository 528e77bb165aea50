import type { Language } from '../texts.ts';
import { formatsOf } from './formats.ts';

/** Every sentence of `status --compare`, so that another language is one more object of this shape. */
export type CompareTexts = typeof english;

const en = formatsOf('en-GB');
const fr = formatsOf('fr-FR');
const de = formatsOf('de-DE');
const nl = formatsOf('nl-NL');

const english = {
  found: (file: string, rows: number, matched: number): string =>
    `${file}: ${en.count(rows, 'row', 'rows')}, ${en.number(matched)} of them people of the roster.`,
  same: 'The report and the files agree.',
  onlyReport: 'Only in the report',
  onlyRoster: 'Only in the files',
  left: 'Left, and still in the report',
  columns: 'Columns that differ',
  different: 'People who differ',
  ignored: (columns: string): string => `Not compared: ${columns}.`,
  row: (line: number): string => `row ${en.number(line)}`,
  withoutId: 'no id',
  marked: (file: string, rows: number): string => `${file} names ${en.count(rows, 'row', 'rows')} with a trouble.`,
  unknown: 'not in the files',
};

const french: CompareTexts = {
  found: (file, rows, matched) =>
    `${file} : ${fr.count(rows, 'ligne', 'lignes')}, dont ${fr.number(matched)} de personnes du registre.`,
  same: 'Le rapport et les fichiers concordent.',
  onlyReport: 'Seulement dans le rapport',
  onlyRoster: 'Seulement dans les fichiers',
  left: 'Parties, et encore dans le rapport',
  columns: 'Colonnes qui diffèrent',
  different: 'Personnes qui diffèrent',
  ignored: (columns) => `Non comparé : ${columns}.`,
  row: (line) => `ligne ${fr.number(line)}`,
  withoutId: 'sans identifiant',
  marked: (file, rows) => `${file} signale ${fr.count(rows, 'ligne', 'lignes')}.`,
  unknown: 'absent des fichiers',
};

const german: CompareTexts = {
  found: (file, rows, matched) =>
    `${file}: ${de.count(rows, 'Zeile', 'Zeilen')}, davon ${de.number(matched)} Personen aus den Dateien.`,
  same: 'Bericht und Dateien stimmen überein.',
  onlyReport: 'Nur im Bericht',
  onlyRoster: 'Nur in den Dateien',
  left: 'Ausgetreten und noch im Bericht',
  columns: 'Spalten, die abweichen',
  different: 'Personen, die abweichen',
  ignored: (columns) => `Nicht verglichen: ${columns}.`,
  row: (line) => `Zeile ${de.number(line)}`,
  withoutId: 'ohne Kennung',
  marked: (file, rows) => `${file} nennt ${de.count(rows, 'Zeile', 'Zeilen')} mit einem Fehler.`,
  unknown: 'nicht in den Dateien',
};

const dutch: CompareTexts = {
  found: (file, rows, matched) =>
    `${file}: ${nl.count(rows, 'regel', 'regels')}, waarvan ${nl.number(matched)} mensen uit de bestanden.`,
  same: 'Het rapport en de bestanden komen overeen.',
  onlyReport: 'Alleen in het rapport',
  onlyRoster: 'Alleen in de bestanden',
  left: 'Uit dienst en nog in het rapport',
  columns: 'Kolommen die afwijken',
  different: 'Mensen die afwijken',
  ignored: (columns) => `Niet vergeleken: ${columns}.`,
  row: (line) => `regel ${nl.number(line)}`,
  withoutId: 'zonder id',
  marked: (file, rows) => `${file} noemt ${nl.count(rows, 'regel', 'regels')} met een fout.`,
  unknown: 'niet in de bestanden',
};

const all: Readonly<Record<Language, CompareTexts>> = { en: english, fr: french, de: german, nl: dutch };

/** All sentences of a comparison in one language; English by default. */
export function compareTexts(language: Language = 'en'): CompareTexts {
  return all[language];
}
