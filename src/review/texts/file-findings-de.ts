import type { FindingTexts } from './findings.ts';

/** Was an den Dateien selbst nicht stimmen kann, auf Deutsch: Text, Spalten, Zeilen, Nummern. */
export const germanFileFindings: FindingTexts = {
  'not-csv': ['Das ist keine CSV-Datei.', 'Neu als „CSV UTF-8“ exportieren.'],
  'bad-json': [
    'Die JSON-Datei ist nicht lesbar.',
    'Neu exportieren; sie enthält die Listen „users“, „groups“ und „mappings“.',
  ],
  'nul-character': ['Das ist keine Textdatei, oder sie ist beschädigt.', 'In Excel als „CSV UTF-8“ speichern.'],
  'invalid-bytes': [
    'Zeichen sind hier nicht lesbar: Die Datei wurde abgeschnitten, oder ihre Teile sind verschieden gespeichert.',
    'In Excel als „CSV UTF-8“ speichern.',
  ],
  'encoding-contradicted': [
    'In rollcall.yaml steht eine Zeichenkodierung, und die Datei hat eine andere.',
    'Bei dieser Quelle „encoding“ berichtigen oder entfernen.',
  ],
  'encoding-mixed': [
    'Die Buchstaben der Datei sind nicht alle auf dieselbe Weise gespeichert.',
    'Die ganze Datei als „CSV UTF-8“ speichern.',
  ],
  'encoding-unclear': [
    'Es ist nicht zu erkennen, welcher Buchstabe hier steht.',
    'Die Datei als „CSV UTF-8“ speichern oder „encoding“ in rollcall.yaml angeben lassen.',
  ],
  'encoded-twice': [
    'Umlaute oder Akzente wurden vor dem Speichern der Datei beschädigt.',
    'Diese Buchstaben berichtigen oder neu exportieren und die Datei als UTF-8 öffnen.',
  ],
  'delimiter-unclear': [
    'Es ist nicht zu erkennen, welches Zeichen die Zellen trennt.',
    'Die Datei neu exportieren oder „delimiter“ in rollcall.yaml angeben lassen.',
  ],
  'unclosed-quote': [
    'Hier öffnet ein Anführungszeichen und schließt nicht.',
    'Schließen oder verdoppeln (""), wenn es zum Text gehört.',
  ],
  'text-after-quote': [
    'Nach einem schließenden Anführungszeichen folgt Text.',
    'Anführungszeichen, die zum Text gehören, verdoppeln ("") oder entfernen.',
  ],
  'quote-after-space': [
    'Zwischen Trennzeichen und Anführungszeichen steht ein Leerzeichen.',
    'Die Leerzeichen nach den Trennzeichen entfernen; Anführungszeichen im Text werden verdoppelt ("").',
  ],
  'nameless-column': [
    'Eine Spalte hat keinen Namen.',
    'Ihr in der ersten Zeile einen Namen geben oder sie entfernen, wenn sie leer ist.',
  ],
  'doubled-column': [
    'Zwei Spalten haben denselben Namen.',
    'Eine der beiden umbenennen oder entfernen; welche gilt, lässt sich nicht erraten.',
  ],
  'two-columns-one-field': [
    'Zwei Spalten ergeben {field}.',
    'In rollcall.yaml unter „columns“ nur eine der beiden behalten lassen.',
  ],
  'unused-columns': [
    'Nicht verwendete Spalten: {quoted}.',
    'Nichts zu tun, wenn es so gewollt ist; sonst in rollcall.yaml ergänzen lassen.',
  ],
  'empty-row': ['Zeilen haben nur leere Zellen.', 'Entfernen oder lassen: Sie zählen nicht.'],
  'dates-unclear': [
    'Die Daten von {field} lassen sich auf zwei Arten lesen, und nichts in der Datei entscheidet.',
    'In rollcall.yaml angeben lassen, was gilt: {quoted}.',
  ],
  'numbers-unclear': [
    'Die Zahlen von {field} lassen sich mit Punkt oder mit Komma lesen, und nichts in der Datei entscheidet.',
    'Für diese Quelle „decimal“ in rollcall.yaml angeben lassen.',
  ],
  'bad-date-format': [
    'Die Form der Daten in rollcall.yaml nennt nicht Tag, Monat und ein Jahr mit vier Ziffern: {quoted}.',
    'Mit yyyy, MM und dd schreiben, etwa dd.MM.yyyy.',
  ],
  'user-and-sub-team': [
    'Die Zeile nennt zugleich eine Person und eine Untergruppe.',
    'Zwei Zeilen schreiben: eine für die Person, eine für die Untergruppe.',
  ],
  'empty-mapping': [
    'Die Zeile nennt weder eine Person noch eine Untergruppe.',
    'userId oder subGroupId ausfüllen oder die Zeile entfernen.',
  ],
  'neither-member-nor-manager': [
    'Die Person ist weder Mitglied noch Führungskraft: isMember und isManager sind FALSE.',
    'Eines von beiden auf TRUE setzen oder die Zeile entfernen.',
  ],
  'two-parents': ['Diese Untergruppe steht unter zwei Gruppen.', 'Nur eine der beiden Zeilen behalten.'],
  'id-in-two-sources': [
    'Dieselbe Nummer steht in zwei Quellen.',
    'Den Datensatz in nur einer behalten; eine Nummer gehört über alle Quellen einer Person.',
  ],
  'shared-former-id': [
    'Ein anderer Datensatz hat dieselbe frühere Nummer.',
    'Sie bei der Person lassen, die diese Nummer hatte.',
  ],
  'former-id-in-use': [
    'Die frühere Nummer ist noch die Nummer eines anderen Datensatzes.',
    'Die Zeile mit der früheren Nummer entfernen oder diese in former_id berichtigen.',
  ],
  'own-parent': ['Das Team steht unter sich selbst.', 'Das Team darüber angeben oder die Zelle leer lassen.'],
  'team-cycle': [
    'Mehrere Teams stehen im Kreis untereinander; dies ist eines davon.',
    'Bei einem von ihnen das Team darüber berichtigen.',
  ],
  'team-name-twice': ['Zwei Kennungen haben diesen Teamnamen.', 'Die behalten, die das Team immer hatte.'],
  'team-ids-unstable': [
    'Teams haben ihren Namen als Kennung: Ein umbenanntes Team wird ein anderes und verliert seine Vorgeschichte.',
    'In rollcall.yaml unter „teams“ eine Datei mit Kennungen angeben lassen, mit den Spalten id und name.',
  ],
};
