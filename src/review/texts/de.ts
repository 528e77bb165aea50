import type { Kind, Operation } from '../../contract/index.ts';
import type { Texts } from './en.ts';
import { formatsOf } from './formats.ts';

const { number, percent, date, count, duration } = formatsOf('de');

const kindNouns: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  employees: ['Person', 'Personen'],
  teams: ['Team', 'Teams'],
  memberships: ['Mitgliedschaft', 'Mitgliedschaften'],
  absences: ['Abwesenheit', 'Abwesenheiten'],
  attendances: ['Anwesenheit', 'Anwesenheiten'],
  documents: ['Dokument', 'Dokumente'],
};

const peopleWords: Readonly<Record<Operation, string>> = {
  create: 'Eintritt',
  update: 'Änderung',
  leave: 'Austritt',
  return: 'Rückkehr',
  delete: 'Löschung',
};
const recordWords: Readonly<Record<Operation, string>> = {
  ...peopleWords,
  create: 'Neuanlage',
  leave: 'Abschaltung',
  return: 'Wiedereinschaltung',
};

/** Dieselben Sätze auf Deutsch, für eine Personalabteilung. */
export const german: Texts = {
  language: 'de',
  number,
  percent,
  date,

  kind: (kind, amount) => count(amount, ...kindNouns[kind]),
  noun: (kind) => kindNouns[kind][0],

  verdict: {
    ready: 'Bereit zur Ausführung',
    stopped: 'Von einer Grenze angehalten',
    refused: 'Abgelehnt',
    nothing: 'Nichts zu tun',
  },
  verdictShort: { ready: 'bereit', stopped: 'angehalten', refused: 'abgelehnt', nothing: 'nichts zu tun' },
  headline: {
    line: (verdict, parts) => (parts.length === 0 ? `${verdict}.` : `${verdict}: ${parts.join(', ')}.`),
    join: (amount) => count(amount, 'Eintritt', 'Eintritte'),
    leave: (amount) => count(amount, 'Austritt', 'Austritte'),
    move: (amount) => count(amount, 'Wechsel', 'Wechsel'),
    change: (amount) => count(amount, 'Änderung', 'Änderungen'),
    held: (amount) => `${number(amount)} zurückgehalten`,
    waiting: (amount) => `${number(amount)} wartend`,
    lasting: (amount) => `${number(amount)} davon nicht umkehrbar`,
    calm: 'nichts Auffälliges',
    nothingWritten: 'in kein System wird etwas geschrieben',
    nothingThere: 'dorthin wird nichts geschrieben',
  },
  column: {
    system: 'System',
    join: 'Eintritt',
    move: 'Wechsel',
    change: 'Änderung',
    leave: 'Austritt',
    held: 'Gehalten',
    state: 'Zustand',
  },
  section: {
    irreversible: 'Nicht umkehrbar',
    leave: 'Austritte',
    manager: 'Neue Führungskraft',
    join: 'Eintritte',
    return: 'Rückkehr',
    move: 'Wechsel',
    change: 'Weitere Änderungen',
    removed: 'Entfernt',
    columns: 'Spalten, die sich bei vielen ändern',
    stops: 'Grenzen, die diesen Plan anhalten',
    releases: 'Ausdrücklich freigegeben',
    effects: 'Was das auslöst',
    holds: 'Zurückgehalten',
    drift: 'Im System geändert, nicht in den Dateien',
    findings: 'Bitte ansehen',
    record: 'Datensatz',
    what: 'Was',
    changes: 'Was sich ändert',
    cause: 'Warum',
    why: 'Zustand',
    next: 'Was zu tun ist',
  },
  operation: (op, kind) => (kind === 'employees' ? peopleWords : recordWords)[op],
  operationMove: 'Wechsel',
  operationDone: {
    create: 'angelegt',
    update: 'geändert',
    leave: 'deaktiviert',
    return: 'reaktiviert',
    delete: 'gelöscht',
  },

  value: { unknown: 'unbekannt', none: 'keins', empty: 'leer', yes: 'ja', no: 'nein', hidden: '•••' },
  asManager: (team) => `${team} als Führungskraft`,
  conflict: 'auch im System geändert; die Dateien gelten',
  byDefault: 'Vorgabe',

  cause: {
    commits: (where, commits) => (where ? `${where}, ${commits}` : `Zeile entfernt, ${commits}`),
    commit: (commits, more) =>
      `${commits.length === 1 ? 'Commit' : 'Commits'} ${commits.join(', ')}${more > 0 ? ` und ${number(more)} weitere` : ''}`,
    unknownCommit: 'ein früherer Commit',
    config: (commits) => `rollcall.yaml wurde geändert, ${commits}`,
    date: (day, where) => `der ${day} ist gekommen${where ? ` (${where})` : ''}`,
    drift: 'von Hand im System geändert; in den Dateien steht es weiterhin so',
    firstSync: (where) => `erster Abgleich${where ? `, ${where}` : ''}`,
    notOurs: 'im System, aber nicht in den Dateien, und dieses System übernimmt die ganze Organisation',
  },
  step: (step) => `Schritt ${step} von 2`,

  stop: (limit, field, kind, { permitted, planned, ours }) => {
    const those = count(planned, ...kindNouns[kind]);
    const of = `${number(planned)} von ${count(ours, ...kindNouns[kind])}`;
    const may = `erlaubt: ${number(permitted)}.`;
    if (limit === 'leave') return `Austritt bei ${of}; ${may}`;
    if (limit === 'create') return `Neuanlage: ${those}; ${may}`;
    if (limit === 'update') return `Änderung bei ${of}; ${may}`;
    if (limit === 'delete') return `Endgültig gelöscht: ${those}; ${may}`;
    if (limit === 'column') return `„${field}“ würde sich bei ${of} ändern; ${may}`;
    if (limit === 'emptied') return `„${field}“ wäre danach überall leer (${those}).`;
    if (limit === 'last') return 'Niemand bliebe übrig.';
    return undefined;
  },
  release: 'Bitte zuerst prüfen, ob der Export vollständig ist. Wenn alles so gemeint ist, freigeben mit:',
  released: (limit, amount, by) => `${limit}: ${number(amount)}, freigegeben von ${by}`,

  hold: {
    held: 'jemand muss etwas tun',
    waiting: 'wartet, niemand muss etwas tun',
    skipped: 'mit Absicht unberührt',
    pending: 'kommt mit dem nächsten geplanten Lauf',
  },
  drift: {
    gone: 'ist nicht mehr da',
    inactive: 'wurde von Hand abgeschaltet',
    active: 'wurde von Hand eingeschaltet',
    fields: 'hat andere Werte',
  },
  who: {
    data: 'alle, die die Personaldateien pflegen',
    admin: 'die Verwaltung des Personalsystems',
    config: 'alle, die Einstellungen und Schlüssel verwalten',
    vendor: 'den Anbieter des Personalsystems',
    us: 'die Entwickler von rollcall',
  },
  fixedBy: (who) => `Für ${who}.`,
  about: (record, text) => `${record}: ${text}`,

  columnChange: (field, records, share) => `${field} ändert sich bei ${number(records)} (${share})`,
  effect: (amount, text) => `${number(amount)} × ${text}`,
  irreversible: 'nicht umkehrbar',
  unchanged: (amount) => count(amount, 'Datensatz unverändert', 'Datensätze unverändert'),
  unmanaged: (amount) =>
    count(
      amount,
      'Datensatz gibt es nur im System, er bleibt unberührt',
      'Datensätze gibt es nur im System, sie bleiben unberührt',
    ),
  effort: (calls, seconds) =>
    `etwa ${count(calls, 'Aufruf', 'Aufrufe')}, ${duration(seconds, { less: 'unter einer Minute', minutes: ['Minute', 'Minuten'], hours: ['Stunde', 'Stunden'] })}`,
  more: (amount) => `… und ${number(amount)} weitere`,
  moreFields: (amount) => `und ${count(amount, 'weiteres Feld', 'weitere Felder')}`,
  cut: (amount) =>
    `${count(amount, 'Zeile wurde', 'Zeilen wurden')} der Kürze halber weggelassen, die harmlosesten zuerst. Der vollständige Bericht enthält alles.`,

  chart: {
    title: (field, system) => `Wer wohin wechselt (${field}, ${system})`,
    outside: 'außerhalb der Firma',
  },

  plan: {
    title: (digest, commit, day) => `Plan ${digest} zum Commit ${commit}, ${day}`,
    uncommitted: 'Dateien weichen vom Commit ab: dieser Plan kann gelesen, aber nicht ausgeführt werden.',
    experimental: (why) => `Konnektor im Versuch: ${why}`,
    search: 'Suchen',
    searchHint: 'Nummer, Feld, Wert oder Datei',
    shown: (amount, all) => `${amount} von ${all} Änderungen`,
    showAll: 'Alle zeigen',
    everything: 'Alles',
    privacy: 'Werte persönlicher Felder sind verborgen (•••).',
    changesOf: (system, amount) => `${count(amount, 'Änderung', 'Änderungen')} in ${system}`,
    legendJoin:
      'Eintritte zählen Personen, die aktiv werden; Wechsel zählen Personen, deren Team, Führungskraft oder Ort sich ändert.',
  },

  outcome: {
    done: 'erledigt',
    accepted: 'angenommen, der nächste Lauf bestätigt es',
    refused: 'abgelehnt',
    uncertain: 'keine Antwort; der nächste Lauf liest nach',
    held: 'zurückgehalten',
  },
  accepted: (amount) =>
    `${count(amount, 'Änderung angenommen', 'Änderungen angenommen')}: das System arbeitet daran, der nächste Lauf bestätigt.`,

  moved: {
    commit: (saved, fresh) => `Der Plan wurde für Commit ${saved} gemacht; jetzt ist es ${fresh}.`,
    date: (saved, fresh) => `Der Plan wurde am ${saved} gemacht; heute ist der ${fresh}.`,
    systemGone: (system) => `${system}: ist nicht mehr geplant.`,
    systemNew: (system) => `${system}: war nicht im Plan.`,
    connector: (system, saved, fresh) => `${system}: war mit ${saved} geplant, jetzt ist es ${fresh}.`,
    verdict: (system, saved, fresh) => `${system}: war „${saved}“, ist jetzt „${fresh}“.`,
    gone: (system, what) => `${system}: ${what} ist nicht mehr nötig.`,
    extra: (system, what) => `${system}: ${what} war nicht im Plan.`,
    fields: (system, what, fields) => `${system}: ${what} betrifft jetzt andere Felder (${fields}).`,
    cause: (system, what) => `${system}: ${what} hat jetzt einen anderen Grund.`,
    values: (system, what) => `${system}: ${what} hat jetzt andere Werte.`,
    order: (system) => `${system}: die Reihenfolge der Änderungen ist eine andere.`,
    digest: 'Ein Wert, ein zurückgehaltener Datensatz oder ein Befund ist anders als zur Zeit des Plans.',
  },

  status: {
    record: 'Datensatz',
    system: 'System',
    state: 'Zustand',
    since: 'Seit',
    detail: 'Näheres',
    none: 'Bei niemandem steht etwas an, wartet etwas, ist etwas fehlgeschlagen oder abgewichen.',
    applied: 'angewendet',
    pending: 'steht an',
    waiting: 'wartet',
    failed: 'fehlgeschlagen',
    drifted: 'abgewichen',
    never: 'nie angewendet',
  },
};
