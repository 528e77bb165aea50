import type { NotAdopted } from '../../engine/pull/adopt.ts';
import type { NewRow } from '../../engine/pull/new-rows.ts';
import type { LeftField } from '../../engine/pull/pull.ts';
import type { LeftRecord } from '../../engine/pull/pull-kind.ts';
import type { LeftCell } from '../../engine/pull/pulled-cells.ts';
import type { Language } from '../texts.ts';
import { formatsOf } from './formats.ts';

/** What `rollcall pull` says, in one language. */
export interface PullTexts {
  /** `hr/people.csv: 4 cells, 1 new row` */
  file(file: string, cells: number, rows: number): string;
  /** `job_title: 3 cells` */
  column(field: string, amount: number): string;
  /** How many of them git had changed too. */
  conflicts(amount: number): string;
  readonly nothing: string;
  readonly dryRun: string;
  readonly next: string;
  /** Where the keys of new rows come from. */
  readonly keyFrom: Readonly<Record<NewRow['keyFrom'], (rows: number) => string>>;
  /** Fields that new rows have no text for. */
  rowFields(rows: number, fields: string): string;
  readonly removed: string;
  readonly left: string;
  readonly cell: Readonly<Record<LeftCell['why'], string>>;
  readonly record: Readonly<Record<LeftRecord['why'], string>>;
  readonly field: Readonly<Record<LeftField['why'], string>>;
  readonly stranger: Readonly<Record<NotAdopted, string>>;
}

/** The words of `rollcall pull`; English by default. */
export function pullTextsFor(language: Language = 'en'): PullTexts {
  return texts[language];
}

const words = { en: formatsOf('en-GB'), fr: formatsOf('fr-FR'), de: formatsOf('de-DE'), nl: formatsOf('nl-NL') };

const texts: Readonly<Record<Language, PullTexts>> = {
  en: {
    file: (file, cells, rows) =>
      `${file}: ${words.en.count(cells, 'cell', 'cells')}, ${words.en.count(rows, 'new row', 'new rows')}`,
    column: (field, amount) => `${field}: ${words.en.count(amount, 'cell', 'cells')}`,
    conflicts: (amount) =>
      `${words.en.count(amount, 'of these cells was', 'of these cells were')} changed in the files too since the last sync; the system’s value now stands there. Look at the difference before you commit.`,
    nothing: 'Nothing to write.',
    dryRun: 'Nothing was written (--dry-run).',
    next: 'Look at it with "git diff" or "rollcall diff", then open a pull request.',
    keyFrom: {
      system: (rows) => `${words.en.count(rows, 'new row has', 'new rows have')} the key that the system keeps.`,
      remote: (rows) =>
        `${words.en.count(rows, 'new row has', 'new rows have')} the system’s own id as key. Put your own number there before you merge, if you have one.`,
      made: (rows) =>
        `${words.en.count(rows, 'new row has', 'new rows have')} a made-up key, since the system gives none but the e-mail. Put your own number there before you merge.`,
    },
    rowFields: (rows, fields) => `${words.en.count(rows, 'new row lacks', 'new rows lack')} ${fields}`,
    removed: 'removed, gone from the system',
    left: 'Left as it is',
    cell: {
      pending: 'changed in the files and not applied yet',
      unwritable:
        'the file has no text for it: a letter its encoding lacks, or a value that “values:” does not translate',
      unreadable: 'the cell cannot be read; run “rollcall check”',
      ambiguous: 'two fields of the system share the column and differ',
    },
    record: {
      gone: 'not in the system any more; the row stays unless --remove is given',
      absent: 'not in the system yet',
      off: 'switched off in the system, and no status column takes that',
      on: 'active in the system, and off in the files',
      'several-rows': 'made of several rows',
    },
    field: {
      computed: 'made of several columns or by an expression, so not pulled',
      'never-read': 'never given back by the system',
      'no-column': 'no column in the files',
    },
    stranger: {
      'not-asked': 'in the system only; --adopt takes them over',
      off: 'in the system only, and switched off there; not taken over',
      elsewhere: 'in the files already, though not for this system, or not soundly',
      untouchable: 'managed by the system itself',
      unrecognisable: 'cannot be taken over: nothing in the files would tell who it is the next time',
      'no-file': 'in the system only, and no file of its sources takes them',
    },
  },
  fr: {
    file: (file, cells, rows) =>
      `${file} : ${words.fr.count(cells, 'cellule', 'cellules')}, ${words.fr.count(rows, 'nouvelle ligne', 'nouvelles lignes')}`,
    column: (field, amount) => `${field} : ${words.fr.count(amount, 'cellule', 'cellules')}`,
    conflicts: (amount) =>
      `${words.fr.count(amount, 'de ces cellules a', 'de ces cellules ont')} aussi changé dans les fichiers depuis la dernière synchronisation ; la valeur du système y figure maintenant. Regardez la différence avant de valider.`,
    nothing: 'Rien à écrire.',
    dryRun: 'Rien n’a été écrit (--dry-run).',
    next: 'Regardez le résultat avec « git diff » ou « rollcall diff », puis ouvrez une demande de fusion.',
    keyFrom: {
      system: (rows) =>
        `${words.fr.count(rows, 'nouvelle ligne porte', 'nouvelles lignes portent')} la clé que garde le système.`,
      remote: (rows) =>
        `${words.fr.count(rows, 'nouvelle ligne a', 'nouvelles lignes ont')} pour clé l’identifiant du système. Mettez votre propre numéro avant de fusionner, si vous en avez un.`,
      made: (rows) =>
        `${words.fr.count(rows, 'nouvelle ligne a', 'nouvelles lignes ont')} une clé inventée, car le système ne donne que l’adresse e-mail. Mettez votre propre numéro avant de fusionner.`,
    },
    rowFields: (rows, fields) => `${words.fr.count(rows, 'nouvelle ligne sans', 'nouvelles lignes sans')} ${fields}`,
    removed: 'retiré, disparu du système',
    left: 'Laissé tel quel',
    cell: {
      pending: 'modifié dans les fichiers et pas encore appliqué',
      unwritable:
        'le fichier n’a pas de texte pour cette valeur : une lettre que son encodage n’a pas, ou une valeur que « values: » ne traduit pas',
      unreadable: 'la cellule est illisible ; lancez « rollcall check »',
      ambiguous: 'deux champs du système partagent la colonne et diffèrent',
    },
    record: {
      gone: 'plus dans le système ; la ligne reste, sauf avec --remove',
      absent: 'pas encore dans le système',
      off: 'désactivé dans le système, et aucune colonne de statut ne le prend',
      on: 'actif dans le système, et parti dans les fichiers',
      'several-rows': 'fait de plusieurs lignes',
    },
    field: {
      computed: 'fait de plusieurs colonnes ou d’une expression, donc pas repris',
      'never-read': 'jamais rendu par le système',
      'no-column': 'aucune colonne dans les fichiers',
    },
    stranger: {
      'not-asked': 'dans le système seulement ; --adopt les reprend',
      off: 'dans le système seulement, et désactivé ; pas repris',
      elsewhere: 'déjà dans les fichiers, mais pas pour ce système, ou pas sans erreur',
      untouchable: 'géré par le système lui-même',
      unrecognisable: 'impossible à reprendre : rien dans les fichiers ne dirait qui c’est la prochaine fois',
      'no-file': 'dans le système seulement, et aucun fichier de ses sources ne les prend',
    },
  },
  de: {
    file: (file, cells, rows) =>
      `${file}: ${words.de.count(cells, 'Zelle', 'Zellen')}, ${words.de.count(rows, 'neue Zeile', 'neue Zeilen')}`,
    column: (field, amount) => `${field}: ${words.de.count(amount, 'Zelle', 'Zellen')}`,
    conflicts: (amount) =>
      `${words.de.count(amount, 'dieser Zellen wurde', 'dieser Zellen wurden')} seit dem letzten Abgleich auch in den Dateien geändert; jetzt steht dort der Wert des Systems. Sehen Sie sich den Unterschied vor dem Commit an.`,
    nothing: 'Nichts zu schreiben.',
    dryRun: 'Nichts wurde geschrieben (--dry-run).',
    next: 'Sehen Sie es sich mit „git diff“ oder „rollcall diff“ an und öffnen Sie dann einen Pull Request.',
    keyFrom: {
      system: (rows) =>
        `${words.de.count(rows, 'neue Zeile hat', 'neue Zeilen haben')} den Schlüssel, den das System führt.`,
      remote: (rows) =>
        `${words.de.count(rows, 'neue Zeile hat', 'neue Zeilen haben')} die eigene Kennung des Systems als Schlüssel. Setzen Sie vor dem Zusammenführen Ihre eigene Nummer ein, wenn es eine gibt.`,
      made: (rows) =>
        `${words.de.count(rows, 'neue Zeile hat', 'neue Zeilen haben')} einen erfundenen Schlüssel, denn das System gibt nur die E-Mail-Adresse. Setzen Sie vor dem Zusammenführen Ihre eigene Nummer ein.`,
    },
    rowFields: (rows, fields) => `${words.de.count(rows, 'neue Zeile ohne', 'neue Zeilen ohne')} ${fields}`,
    removed: 'entfernt, im System verschwunden',
    left: 'Gelassen, wie es ist',
    cell: {
      pending: 'in den Dateien geändert und noch nicht angewendet',
      unwritable:
        'die Datei hat keinen Text dafür: ein Buchstabe, den ihre Kodierung nicht hat, oder ein Wert, den „values:“ nicht übersetzt',
      unreadable: 'die Zelle ist nicht lesbar; „rollcall check“ sagt, warum',
      ambiguous: 'zwei Felder des Systems teilen sich die Spalte und unterscheiden sich',
    },
    record: {
      gone: 'nicht mehr im System; die Zeile bleibt, außer mit --remove',
      absent: 'noch nicht im System',
      off: 'im System abgeschaltet, und keine Statusspalte nimmt das auf',
      on: 'im System aktiv, in den Dateien ausgetreten',
      'several-rows': 'aus mehreren Zeilen gemacht',
    },
    field: {
      computed: 'aus mehreren Spalten oder durch einen Ausdruck gemacht, deshalb nicht übernommen',
      'never-read': 'wird vom System nie zurückgegeben',
      'no-column': 'keine Spalte in den Dateien',
    },
    stranger: {
      'not-asked': 'nur im System; --adopt übernimmt sie',
      off: 'nur im System und dort abgeschaltet; nicht übernommen',
      elsewhere: 'schon in den Dateien, aber nicht für dieses System oder nicht fehlerfrei',
      untouchable: 'vom System selbst verwaltet',
      unrecognisable: 'nicht zu übernehmen: nichts in den Dateien würde beim nächsten Mal sagen, wer es ist',
      'no-file': 'nur im System, und keine Datei seiner Quellen nimmt sie auf',
    },
  },
  nl: {
    file: (file, cells, rows) =>
      `${file}: ${words.nl.count(cells, 'cel', 'cellen')}, ${words.nl.count(rows, 'nieuwe rij', 'nieuwe rijen')}`,
    column: (field, amount) => `${field}: ${words.nl.count(amount, 'cel', 'cellen')}`,
    conflicts: (amount) =>
      `${words.nl.count(amount, 'van deze cellen is', 'van deze cellen zijn')} sinds de laatste synchronisatie ook in de bestanden gewijzigd; nu staat er de waarde van het systeem. Bekijk het verschil voordat u vastlegt.`,
    nothing: 'Niets te schrijven.',
    dryRun: 'Er is niets geschreven (--dry-run).',
    next: 'Bekijk het met “git diff” of “rollcall diff” en open dan een pull request.',
    keyFrom: {
      system: (rows) =>
        `${words.nl.count(rows, 'nieuwe rij heeft', 'nieuwe rijen hebben')} de sleutel die het systeem bewaart.`,
      remote: (rows) =>
        `${words.nl.count(rows, 'nieuwe rij heeft', 'nieuwe rijen hebben')} de eigen id van het systeem als sleutel. Zet er vóór het samenvoegen uw eigen nummer neer, als dat er is.`,
      made: (rows) =>
        `${words.nl.count(rows, 'nieuwe rij heeft', 'nieuwe rijen hebben')} een verzonnen sleutel, want het systeem geeft alleen het e-mailadres. Zet er vóór het samenvoegen uw eigen nummer neer.`,
    },
    rowFields: (rows, fields) => `${words.nl.count(rows, 'nieuwe rij zonder', 'nieuwe rijen zonder')} ${fields}`,
    removed: 'verwijderd, uit het systeem verdwenen',
    left: 'Gelaten zoals het is',
    cell: {
      pending: 'in de bestanden gewijzigd en nog niet toegepast',
      unwritable:
        'het bestand heeft er geen tekst voor: een letter die de codering niet heeft, of een waarde die “values:” niet vertaalt',
      unreadable: 'de cel is niet te lezen; “rollcall check” zegt waarom',
      ambiguous: 'twee velden van het systeem delen de kolom en verschillen',
    },
    record: {
      gone: 'niet meer in het systeem; de rij blijft, tenzij met --remove',
      absent: 'nog niet in het systeem',
      off: 'in het systeem uitgeschakeld, en geen statuskolom neemt dat op',
      on: 'actief in het systeem, uit dienst in de bestanden',
      'several-rows': 'gemaakt van meerdere rijen',
    },
    field: {
      computed: 'gemaakt van meerdere kolommen of door een expressie, dus niet overgenomen',
      'never-read': 'wordt nooit door het systeem teruggegeven',
      'no-column': 'geen kolom in de bestanden',
    },
    stranger: {
      'not-asked': 'alleen in het systeem; --adopt neemt ze over',
      off: 'alleen in het systeem en daar uitgeschakeld; niet overgenomen',
      elsewhere: 'al in de bestanden, maar niet voor dit systeem of niet foutloos',
      untouchable: 'door het systeem zelf beheerd',
      unrecognisable: 'niet over te nemen: niets in de bestanden zou de volgende keer zeggen wie het is',
      'no-file': 'alleen in het systeem, en geen bestand van zijn bronnen neemt ze op',
    },
  },
};
