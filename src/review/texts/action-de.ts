import type { ActionTexts } from './action.ts';
import { formatsOf } from './formats.ts';

const { number, count } = formatsOf('de-DE');

export const german: ActionTexts = {
  records: {
    title: 'Was sich in den Dateien ändert',
    privacy: 'Werte persönlicher Felder sind verborgen (•••).',
    none: 'An den Datensätzen ändert sich nichts.',
  },
  column: {
    kind: 'Art',
    added: 'Neu',
    removed: 'Entfernt',
    changed: 'Geändert',
    record: 'Datensatz',
    what: 'Was',
    fields: 'Felder',
  },
  op: { added: 'neu', removed: 'entfernt', changed: 'geändert' },
  recordsOnly: {
    fork: 'Dies kommt aus einem Fork oder von einem Bot, die keine Geheimnisse erhalten: Kein System wurde gelesen. Nur die Datensätze werden verglichen.',
    'other-base':
      'Dies geht nicht auf den Standardzweig: Kein System wurde gelesen. Nur die Datensätze werden verglichen.',
    'no-config':
      'Der Standardzweig hat noch keine rollcall.yaml: Kein System wurde gelesen, und jeder Wert gilt als geheim.',
  },
  waiting: (sections) =>
    `Dies ändert ${sections} in rollcall.yaml, wo steht, wohin Daten und Schlüssel gehen. Das Folgende nimmt, was gemergt ist; die Änderung gilt erst nach dem Merge.`,
  pending: (system, amount) =>
    `${system}: ${count(amount, 'Änderung eines früheren Merges steht noch aus und zählt', 'Änderungen früherer Merges stehen noch aus und zählen')} hier nicht mit.`,
  cancelled: (system, amount) =>
    `${system}: ${count(amount, 'ausstehende Änderung ist', 'ausstehende Änderungen sind')} nicht mehr nötig.`,
  baseUnread: 'Die Dateien des Standardzweigs lassen sich nicht sicher lesen; hier steht alles, was angewendet würde.',
  report: 'Der ganze Bericht ist ein Artefakt des Laufs:',
  label: (label) =>
    `Bitte zuerst prüfen, ob der Export vollständig ist. Ist alles gewollt, setzt jemand, der diesen Pull Request nicht geschrieben hat, das Label ${label}; gesetzt, bevor dies zu sehen war, zählt es nicht.`,
  labelRefused: (label, why) => `Das Label ${label} gibt nichts frei: ${why}`,
  labelWhy: {
    unreadable: 'es muss „rollcall:allow SYSTEM GRENZE=ANZAHL“ heißen.',
    author: 'es wurde von einem Autor dieses Pull Requests gesetzt.',
    bot: 'es wurde nicht von einem Menschen gesetzt.',
    unseen:
      'es wurde gesetzt, bevor dieser Plan gezeigt wurde, oder ROLLCALL_KEY ist nicht in jedem Lauf gleich. Entfernen und neu setzen.',
    moved: 'der Plan hat sich seither geändert. Entfernen, neu ansehen, neu setzen.',
    used: 'es wurde schon benutzt. Entfernen, neu ansehen, neu setzen.',
    system: 'dieses System kommt im Plan nicht vor.',
  },
  refused: 'Abgelehnt',
  sync: {
    column: { applied: 'angewendet', failed: 'fehlgeschlagen', held: 'zurückgehalten' },
    total: (applied, failed, held) =>
      `${number(applied)} angewendet, ${number(failed)} fehlgeschlagen, ${number(held)} zurückgehalten`,
    title: 'Angewendet',
    stopped:
      'Nichts wurde geschrieben. Sobald das unten genannte Label gesetzt ist, den Job noch einmal starten („Re-run jobs“ auf der Seite des Laufs).',
    refused: 'Abgelehnt: Nichts wurde geschrieben',
    failed: 'Nicht alles wurde angewendet',
    later: (systems) => `Warten auf ihren geplanten Lauf: ${systems}.`,
    approved: (accounts) => `Genehmigt von ${accounts}.`,
    superseded: (head, tip) =>
      `Nichts wurde getan: ${head} ist nicht mehr der neueste Stand, der Lauf von ${tip} nimmt dies mit.`,
  },
  drift: {
    title: (systems) => `Abweichung: ${systems} ohne git geändert`,
    intro:
      'Diese Datensätze wurden in den Systemen geändert, und die Dateien sagen noch etwas anderes. Rollcall lässt sie, wie sie sind.',
    unread: 'konnte nicht gelesen werden; was vorher bekannt war, kann noch gelten.',
    next: 'Die Dateien anpassen oder für das System „drift: correct“ setzen. Dieses Issue schließt sich von selbst.',
  },
  webhook: {
    partial: (repository) => `Rollcall in ${repository}: Nicht alles wurde angewendet`,
    stopped: (repository) =>
      `Rollcall in ${repository}: Eine Grenze hat den Abgleich angehalten, nichts wurde geschrieben`,
    refused: (repository) => `Rollcall in ${repository}: Der Abgleich wurde abgelehnt, nichts wurde geschrieben`,
  },
  notify: (accounts) => `${accounts}: bitte ansehen.`,
};
