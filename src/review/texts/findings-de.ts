import { germanFileFindings } from './file-findings-de.ts';
import type { FindingTexts } from './findings.ts';
import { germanRunFindings } from './run-findings-de.ts';

/** Die Hinweise auf Deutsch, nach ihrem Code. An die Stelle von `{field}` tritt der Name der Spalte. */
export const germanFindings: FindingTexts = {
  ...germanFileFindings,
  ...germanRunFindings,
  'unknown-manager': [
    'Die Führungskraft steht nicht in den Dateien.',
    'Nummer berichtigen, Führungskraft ergänzen oder die Zelle leer lassen.',
  ],
  'unknown-person': ['Die Person steht nicht in den Dateien.', 'Nummer berichtigen oder die Person ergänzen.'],
  'unknown-team': ['Das Team steht nicht in den Dateien.', 'Kennung berichtigen oder das Team ergänzen.'],
  'own-manager': ['Die Person ist ihre eigene Führungskraft.', 'Führungskraft angeben oder die Zelle leer lassen.'],
  'manager-cycle': [
    'Mehrere Personen führen einander im Kreis; dies ist eine davon.',
    'Bei einer von ihnen die Führungskraft berichtigen.',
  ],
  'team-without-id': [
    'Das Team hat in der Team-Datei keine Kennung.',
    'Dort eine Zeile ergänzen; wurde ein Team umbenannt, dort den Namen ändern und die Kennung behalten.',
  ],
  'bad-date': [
    'Das Datum ist nicht lesbar, oder diesen Tag gibt es nicht.',
    'So schreiben wie die anderen Daten der Datei.',
  ],
  'bad-number': ['Das ist keine Zahl.', 'Die Zahl berichtigen.'],
  'bad-boolean': [
    'Das ist weder ja noch nein.',
    'TRUE oder FALSE schreiben oder den Wert in rollcall.yaml übersetzen lassen.',
  ],
  'bad-email': ['Das ist keine E-Mail-Adresse.', 'Adresse berichtigen oder die Zelle leer lassen.'],
  'missing-value': ['{field} ist leer.', '{field} ausfüllen.'],
  'unmapped-value': [
    'Der Wert von {field} gehört nicht zu den übersetzten.',
    'Zelle berichtigen oder den Wert in rollcall.yaml ergänzen lassen.',
  ],
  'not-an-option': [
    'Der Wert von {field} gehört nicht zu den erlaubten.',
    'Zelle berichtigen oder den Wert in rollcall.yaml übersetzen lassen.',
  ],
  'not-the-pattern': ['{field} hat nicht die verlangte Form.', 'Die Zelle berichtigen.'],
  'too-long': ['{field} ist für dieses System zu lang.', 'In der Datei kürzen.'],
  'date-out-of-range': [
    '{field} liegt zu weit von heute; es wird erst gesendet, wenn es näher ist.',
    'Auf Tippfehler prüfen.',
  ],
  'end-before-start': ['Das Ende liegt vor dem Anfang.', 'Eines der beiden Daten berichtigen.'],
  'shared-email': [
    'Ein anderer Datensatz hat dieselbe E-Mail-Adresse.',
    'Eine der Adressen berichtigen; ist es eine Person, dem neuen Datensatz die alte Nummer als former_id geben.',
  ],
  'duplicate-key': ['Zwei Zeilen haben dieselbe Nummer.', 'Eine der beiden löschen oder ihre Nummer berichtigen.'],
  'lost-letter': [
    'Hier ging vor dem Speichern der Datei ein Buchstabe verloren (das Zeichen � steht dafür).',
    'Den Buchstaben neu schreiben oder die Datei als UTF-8 exportieren.',
  ],
  'missing-column': ['In der Datei fehlt eine Spalte.', 'Die Datei mit dieser Spalte exportieren.'],
  'ragged-row': [
    'Die Zeile hat nicht so viele Zellen wie die Kopfzeile.',
    'Zellen ergänzen oder entfernen; eine Zelle mit dem Trennzeichen gehört in Anführungszeichen.',
  ],
  'empty-file': ['Die Datei ist leer.', 'Neu exportieren; eine leere Datei heißt nie, dass alle gegangen sind.'],
  'header-only': [
    'Die Datei hat eine Kopfzeile und keine Zeilen.',
    'Neu exportieren; eine Datei ohne Zeilen heißt nie, dass alle gegangen sind.',
  ],
  'file-missing': [
    'Eine erwartete Datei ist nicht da.',
    'Die Datei wieder ablegen oder den Pfad in rollcall.yaml berichtigen lassen; eine fehlende Datei heißt nie, dass alle gegangen sind.',
  ],
  'roster-incomplete': [
    'Dieser Datensatz fehlt in den Dateien, aber sie waren nicht vollständig lesbar; er gilt darum nicht als gegangen.',
    'Die Dateien der Quelle wieder vervollständigen.',
  ],
  'missing-held': [
    'Dieser Datensatz fehlt in den Dateien; nach den Einstellungen bleibt er, wie er ist.',
    'Für einen Austritt die Zeile mit dem Status „inactive“ zurückholen.',
  ],
  'create-in-doubt': [
    'Ein früherer Lauf wollte dies anlegen und bekam keine Antwort; das System lässt sich nicht danach fragen.',
    'Im System nachsehen; fehlt es dort, der Zeile eine andere Nummer geben.',
  ],
  'operation-missing': ['Das System kann dies über seine Schnittstelle nicht.', 'Im System von Hand erledigen.'],
  'id-fixed': [
    'Die Nummer hat sich geändert, und das System kann seine nicht ändern.',
    'Die Nummer im System ändern lassen oder die alte in der Datei behalten.',
  ],
  'id-changed': [
    'Dieselbe Person steht jetzt unter einer anderen Nummer; Austritt und Eintritt würden ihre Vorgeschichte verlieren.',
    'Die alte Nummer in der Spalte former_id nennen oder der neuen Person eine eigene Adresse geben.',
  ],
  'waiting-for-field': ['{field} wird gebraucht und ist noch leer.', 'Gesendet wird, sobald {field} ausgefüllt ist.'],
  'needed-field-emptied': ['{field} wird gebraucht und wurde geleert.', '{field} wieder ausfüllen.'],
  'activity-unknown': [
    'Die Person war gegangen, und die Spalte, die das sagte, fehlt; sie gilt darum nicht als zurück.',
    'Die Spalte wieder in die Datei aufnehmen.',
  ],
  'not-allowed': [
    'Das ist nicht umkehrbar, und die Einstellungen dieses Systems erlauben es nicht.',
    'Ist es gewollt, in rollcall.yaml unter „allow“ erlauben lassen.',
  ],
  'reference-missing': [
    '{field} nennt jemanden, der in diesem System nicht aktiv ist.',
    'Die Zeile berichtigen oder {field} in rollcall.yaml anpassen lassen.',
  ],
  'address-taken': [
    'Die Person bekommt eine Adresse, die noch jemand anderen bezeichnet, und wartet, bis sie frei ist.',
    'Nichts zu tun: Ein späterer Lauf holt es nach.',
  ],
  'claimed-twice': ['Ein anderer Datensatz meint dasselbe Konto.', 'Jedem Datensatz eine eigene Adresse geben.'],
  'depends-on-failed': [
    'Dies wartet auf einen anderen Datensatz, der nicht gelang.',
    'Nachsehen, was dort steht; der nächste Lauf holt es nach.',
  ],
  'filter-value-new': [
    'Der Analysefilter bekommt einen neuen Wert.',
    'Nichts zu tun, wenn er gewollt ist; sonst die Zelle korrigieren.',
  ],
  'filter-value-near': [
    'Der Wert des Analysefilters unterscheidet sich von einem anderen nur durch Großschreibung, Akzente oder Leerzeichen.',
    'In rollcall.yaml übersetzen lassen, damit alle Quellen ihn gleich schreiben.',
  ],
  'filter-missing': [
    'Das Konto hat keinen Analysefilter {field}; Großschreibung zählt.',
    'Die Verwaltung legt ihn unter Teams > Analysis filters an, oder der Name ist in rollcall.yaml zu korrigieren.',
  ],
  'former-account': [
    'Ein inaktives Konto unter einer anderen Kennung hat diese E-Mail-Adresse noch.',
    'In Supermood löschen oder ihm eine andere Adresse geben; danach bekommt die Person ein eigenes Konto.',
  ],
  'other-identifier': [
    'Ein aktives Konto hat dieselbe E-Mail-Adresse unter einer anderen Kennung.',
    'Ist es dieselbe Person, die Kennung in Supermood korrigieren oder die alte in der Spalte former_id nennen; sonst eine der Adressen korrigieren.',
  ],
  'test-not-green': [
    'Dieses System kommt nach einem Testsystem, das in diesem Lauf nicht ohne Fehler geschrieben wurde.',
    'Siehe, was zum Testsystem gesagt ist; sobald es grün ist, holt ein Lauf von beiden dies nach.',
  ],
  'system-unreachable': [
    'Das System antwortet nicht.',
    'Bitte Adresse und Netz prüfen und noch einmal starten; über das System wurde nichts angenommen.',
  ],
  'lucca-without-manager': [
    'Es ist niemand als Führungskraft genannt; Lucca nimmt womöglich die Leitung der Abteilung.',
    'Bitte in der Datei eine Führungskraft nennen, wenn das nicht gewollt ist.',
  ],
  'lucca-manager-unknown': [
    'Die genannte Führungskraft ist in Lucca niemand oder mehr als einer; die Person wird ohne angelegt, und Lucca nimmt womöglich die Leitung der Abteilung.',
    'Bitte die Adresse der Führungskraft in der Datei korrigieren und, wenn die Person schon angelegt ist, sie auch in Lucca eintragen.',
  ],
};
