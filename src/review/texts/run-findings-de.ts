import type { FindingTexts } from './findings.ts';

/** Was die Einstellungen und der Lauf selbst melden, auf Deutsch. */
export const germanRunFindings: FindingTexts = {
  check: ['{message}', 'Die Zeile berichtigen.'],
  'check-failed': [
    'Diese Prüfung ließ sich hier nicht ausführen: {quoted}.',
    'Die Zeile berichtigen oder die Prüfung in rollcall.yaml berichtigen lassen.',
  ],
  'check-unknown': [
    'In dieser Quelle fehlt eine Spalte für diese Prüfung: {quoted}.',
    'Die Spalte in der Datei ergänzen oder die Prüfung entfernen lassen.',
  ],
  'field-unknown': ['{field} wird gebraucht, und die Spalte fehlt.', 'Die Spalte wieder in die Datei aufnehmen.'],
  'mapping-failed': [
    'Der Wert von {field} ließ sich nicht berechnen.',
    'Die Zeile berichtigen oder die Berechnung von {field} in rollcall.yaml berichtigen lassen.',
  ],
  'only-failed': [
    'Ob die Person in dieses System gehört, ließ sich nicht berechnen: {message}',
    'Die Zeile berichtigen oder „only“ in rollcall.yaml berichtigen lassen.',
  ],
  'skip-failed': [
    'Ob dieser Datensatz auszulassen ist, ließ sich nicht berechnen: {message}',
    'Die Zeile berichtigen oder „skip“ in rollcall.yaml berichtigen lassen.',
  ],
  'active-failed': [
    'Ob die Person aktiv ist, ließ sich nicht berechnen: {message}',
    'Die Zeile berichtigen oder „active“ in rollcall.yaml berichtigen lassen.',
  ],
  'other-id': [
    'Dieselbe Person hat schon ein Konto unter einer anderen Nummer, und das System kann sie nicht ändern.',
    'Die Nummer im System ändern lassen oder der Zeile eine eigene Adresse geben.',
  ],
  'held-without-base': [
    'Ein Datensatz wird zurückgehalten, und sein zuletzt gesendeter Stand ist nicht bekannt: Ließe man ihn aus, würde das System ihn entfernen.',
    'Den Datensatz berichtigen und noch einmal starten.',
  ],
  'held-from-file': [
    'Der Datensatz lässt sich so nicht schreiben, und eine Datei ohne ihn sähe vollständig aus.',
    'Die Zeile berichtigen und noch einmal starten.',
  ],
  'not-in-file': [
    'Der Datensatz wartet auf einen Wert oder wird ausgelassen; er steht nicht in der Datei.',
    'Wer in der Datei fehlt, im System lassen, wie er ist.',
  ],
  'live-not-read': [
    'Einige Personen wurden im System nicht gesucht: Es hat keine Liste, und jede einzeln zu erfragen wäre zu lang.',
    'Nichts zu tun: Jede wird angelegt oder geändert, je nachdem.',
  ],
  'no-outcome': ['Das System hat nicht gesagt, was daraus wurde.', 'Nichts zu tun: Der nächste Lauf prüft es.'],
  'lock-lost': [
    'Ein anderer Lauf hat diesen abgelöst, der darum angehalten hat.',
    'Den anderen zu Ende laufen lassen; er holt den Rest nach.',
  ],
  'connector-failed': [
    'Die Verbindung zu diesem System ist fehlgeschlagen.',
    'Der Autorin oder dem Autor des Konnektors melden.',
  ],
  'config-invalid': ['In rollcall.yaml stimmt diese Stelle nicht: {message}', 'Zu tun: {next}'],
  'expression-invalid': ['In rollcall.yaml stimmt ein Ausdruck nicht: {message}', 'Zu tun: {next}'],
};
