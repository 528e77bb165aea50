import type { Kind, Operation } from '../../contract/index.ts';
import type { Texts } from './en.ts';
import { formatsOf } from './formats.ts';

const { number, percent, date, count, duration } = formatsOf('nl');

const kindNouns: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  employees: ['persoon', 'personen'],
  teams: ['team', 'teams'],
  memberships: ['lidmaatschap', 'lidmaatschappen'],
  absences: ['afwezigheid', 'afwezigheden'],
  attendances: ['aanwezigheid', 'aanwezigheden'],
  documents: ['document', 'documenten'],
};

const peopleWords: Readonly<Record<Operation, string>> = {
  create: 'in dienst',
  update: 'wijziging',
  leave: 'uit dienst',
  return: 'terug',
  delete: 'verwijdering',
};
const recordWords: Readonly<Record<Operation, string>> = {
  ...peopleWords,
  create: 'nieuw',
  leave: 'uitgeschakeld',
  return: 'ingeschakeld',
};

/** Dezelfde zinnen in het Nederlands, voor een personeelsafdeling. */
export const dutch: Texts = {
  language: 'nl',
  number,
  percent,
  date,

  kind: (kind, amount) => count(amount, ...kindNouns[kind]),
  noun: (kind) => kindNouns[kind][0],

  verdict: {
    ready: 'Klaar om uit te voeren',
    stopped: 'Tegengehouden door een limiet',
    refused: 'Geweigerd',
    nothing: 'Niets te doen',
  },
  verdictShort: { ready: 'klaar', stopped: 'gestopt', refused: 'geweigerd', nothing: 'niets te doen' },
  headline: {
    line: (verdict, parts) => (parts.length === 0 ? `${verdict}.` : `${verdict}: ${parts.join(', ')}.`),
    join: (amount) => `${number(amount)} in dienst`,
    leave: (amount) => `${number(amount)} uit dienst`,
    move: (amount) => count(amount, 'verplaatsing', 'verplaatsingen'),
    change: (amount) => count(amount, 'wijziging', 'wijzigingen'),
    held: (amount) => `${number(amount)} aangehouden`,
    waiting: (amount) => `${number(amount)} in afwachting`,
    lasting: (amount) => `waarvan ${number(amount)} niet terug te draaien`,
    calm: 'niets opvallends',
    nothingWritten: 'er wordt in geen enkel systeem iets geschreven',
    nothingThere: 'daar wordt niets geschreven',
  },
  column: {
    system: 'Systeem',
    join: 'In dienst',
    move: 'Verplaatst',
    change: 'Gewijzigd',
    leave: 'Uit dienst',
    held: 'Vast',
    state: 'Status',
  },
  section: {
    irreversible: 'Niet terug te draaien',
    leave: 'Uit dienst',
    manager: 'Andere leidinggevende',
    join: 'In dienst',
    return: 'Terug',
    move: 'Verplaatst',
    change: 'Andere wijzigingen',
    removed: 'Verwijderd',
    columns: 'Kolommen die voor velen veranderen',
    stops: 'Limieten die dit plan tegenhouden',
    releases: 'Bewust vrijgegeven',
    effects: 'Wat dit in gang zet',
    holds: 'Aangehouden',
    drift: 'Veranderd in het systeem, niet in de bestanden',
    findings: 'Om naar te kijken',
    record: 'Record',
    what: 'Wat',
    changes: 'Wat verandert',
    cause: 'Waarom',
    why: 'Status',
    next: 'Wat te doen',
  },
  operation: (op, kind) => (kind === 'employees' ? peopleWords : recordWords)[op],
  operationMove: 'verplaatsing',
  operationDone: {
    create: 'aangemaakt',
    update: 'gewijzigd',
    leave: 'gedeactiveerd',
    return: 'weer geactiveerd',
    delete: 'verwijderd',
  },

  value: { unknown: 'onbekend', none: 'geen', empty: 'leeg', yes: 'ja', no: 'nee', hidden: '•••' },
  asManager: (team) => `${team} als leidinggevende`,
  conflict: 'ook in het systeem veranderd; de bestanden gelden',
  byDefault: 'standaard',

  cause: {
    commits: (where, commits) => (where ? `${where}, ${commits}` : `rij verwijderd, ${commits}`),
    commit: (commits, more) =>
      `${commits.length === 1 ? 'commit' : 'commits'} ${commits.join(', ')}${more > 0 ? ` en nog ${number(more)}` : ''}`,
    unknownCommit: 'een eerdere commit',
    config: (commits) => `rollcall.yaml is gewijzigd, ${commits}`,
    date: (day, where) => `${day} is aangebroken${where ? ` (${where})` : ''}`,
    drift: 'met de hand in het systeem veranderd; in de bestanden staat het nog zo',
    firstSync: (where) => `eerste synchronisatie${where ? `, ${where}` : ''}`,
    notOurs: 'wel in het systeem, niet in de bestanden, en dit systeem neemt de hele organisatie over',
  },
  step: (step) => `stap ${step} van 2`,

  stop: (limit, field, kind, { permitted, planned, ours }) => {
    const those = count(planned, ...kindNouns[kind]);
    const of = `${number(planned)} van ${count(ours, ...kindNouns[kind])}`;
    const may = `toegestaan: ${number(permitted)}.`;
    if (limit === 'leave') return `${of} zou uit dienst gaan; ${may}`;
    if (limit === 'create') return `${those} zou worden aangemaakt; ${may}`;
    if (limit === 'update') return `${of} zou veranderen; ${may}`;
    if (limit === 'delete') return `${those} zou voorgoed worden gewist; ${may}`;
    if (limit === 'column') return `“${field}” zou veranderen voor ${of}; ${may}`;
    if (limit === 'emptied') return `“${field}” zou overal leeg worden (${those}).`;
    if (limit === 'last') return 'Er zou niemand overblijven.';
    return undefined;
  },
  release: 'Controleer eerst of de export volledig is. Als alles zo bedoeld is, geef het vrij met:',
  released: (limit, amount, by) => `${limit}: ${number(amount)}, vrijgegeven door ${by}`,

  hold: {
    held: 'iemand moet iets doen',
    waiting: 'wacht, niemand hoeft iets te doen',
    skipped: 'bewust met rust gelaten',
    pending: 'komt met de volgende geplande ronde',
  },
  drift: {
    gone: 'is er niet meer',
    inactive: 'is met de hand uitgeschakeld',
    active: 'is met de hand ingeschakeld',
    fields: 'heeft andere waarden',
  },
  who: {
    data: 'wie de HR-bestanden beheert',
    admin: 'een beheerder van het HR-systeem',
    config: 'wie de instellingen en sleutels beheert',
    vendor: 'de leverancier van het HR-systeem',
    us: 'de makers van rollcall',
  },
  fixedBy: (who) => `Voor ${who}.`,
  about: (record, text) => `${record}: ${text}`,

  columnChange: (field, records, share) => `${field} verandert voor ${number(records)} (${share})`,
  effect: (amount, text) => `${number(amount)} × ${text}`,
  irreversible: 'niet terug te draaien',
  unchanged: (amount) => count(amount, 'record ongewijzigd', 'records ongewijzigd'),
  unmanaged: (amount) =>
    count(
      amount,
      'record staat alleen in het systeem en blijft onaangeroerd',
      'records staan alleen in het systeem en blijven onaangeroerd',
    ),
  effort: (calls, seconds) =>
    `ongeveer ${count(calls, 'aanroep', 'aanroepen')}, ${duration(seconds, { less: 'nog geen minuut', minutes: ['minuut', 'minuten'], hours: ['uur', 'uur'] })}`,
  more: (amount) => `… en nog ${number(amount)}`,
  moreFields: (amount) => `en nog ${count(amount, 'veld', 'velden')}`,
  cut: (amount) =>
    `${count(amount, 'regel is', 'regels zijn')} weggelaten om het kort te houden, de minst riskante eerst. Het volledige rapport bevat alles.`,

  chart: {
    title: (field, system) => `Wie gaat waarheen (${field}, ${system})`,
    outside: 'buiten het bedrijf',
  },

  plan: {
    title: (digest, commit, day) => `Plan ${digest} van commit ${commit}, ${day}`,
    uncommitted: 'Bestanden wijken af van de commit: dit plan kan worden gelezen, maar niet uitgevoerd.',
    experimental: (why) => `Connector in proef: ${why}`,
    search: 'Zoeken',
    searchHint: 'Nummer, veld, waarde of bestand',
    shown: (amount, all) => `${amount} van ${all} wijzigingen getoond`,
    showAll: 'Alles tonen',
    everything: 'Alles',
    privacy: 'Waarden van persoonlijke velden zijn verborgen (•••).',
    changesOf: (system, amount) => `${count(amount, 'wijziging', 'wijzigingen')} in ${system}`,
    legendJoin:
      'In dienst telt personen die actief worden; verplaatst telt personen van wie team, leidinggevende of plaats verandert.',
  },

  outcome: {
    done: 'gedaan',
    accepted: 'aangenomen, de volgende ronde bevestigt het',
    refused: 'geweigerd',
    uncertain: 'geen antwoord; de volgende ronde leest het na',
    held: 'aangehouden',
  },
  accepted: (amount) =>
    `${count(amount, 'wijziging aangenomen', 'wijzigingen aangenomen')}: het systeem werkt eraan, de volgende ronde bevestigt.`,

  moved: {
    commit: (saved, fresh) => `Het plan is gemaakt voor commit ${saved}; nu is het ${fresh}.`,
    date: (saved, fresh) => `Het plan is gemaakt op ${saved}; vandaag is het ${fresh}.`,
    systemGone: (system) => `${system}: wordt niet meer gepland.`,
    systemNew: (system) => `${system}: stond niet in het plan.`,
    connector: (system, saved, fresh) => `${system}: was gepland met ${saved}, nu is het ${fresh}.`,
    verdict: (system, saved, fresh) => `${system}: was “${saved}”, is nu “${fresh}”.`,
    gone: (system, what) => `${system}: ${what} is niet meer nodig.`,
    extra: (system, what) => `${system}: ${what} stond niet in het plan.`,
    fields: (system, what, fields) => `${system}: ${what} gaat nu over andere velden (${fields}).`,
    cause: (system, what) => `${system}: ${what} heeft nu een andere oorzaak.`,
    values: (system, what) => `${system}: ${what} heeft nu andere waarden.`,
    order: (system) => `${system}: de volgorde van de wijzigingen is anders.`,
    digest: 'Een waarde, een aangehouden record of een bevinding is anders dan toen het plan werd gemaakt.',
  },

  status: {
    record: 'Record',
    system: 'Systeem',
    state: 'Status',
    since: 'Sinds',
    detail: 'Bijzonderheden',
    none: 'Er staat voor niemand iets klaar; niets wacht, is mislukt of afgeweken.',
    applied: 'toegepast',
    pending: 'staat klaar',
    waiting: 'wacht',
    failed: 'mislukt',
    drifted: 'afgeweken',
    never: 'nooit toegepast',
  },
};
