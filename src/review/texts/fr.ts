import type { Kind, Operation } from '../../contract/index.ts';
import type { Texts } from './en.ts';
import { formatsOf } from './formats.ts';

const { number, percent, date, count, duration } = formatsOf('fr');

const kindNouns: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  employees: ['personne', 'personnes'],
  teams: ['équipe', 'équipes'],
  memberships: ['appartenance', 'appartenances'],
  absences: ['absence', 'absences'],
  attendances: ['présence', 'présences'],
  documents: ['document', 'documents'],
};

const peopleWords: Readonly<Record<Operation, string>> = {
  create: 'arrivée',
  update: 'modification',
  leave: 'départ',
  return: 'retour',
  delete: 'suppression',
};
const recordWords: Readonly<Record<Operation, string>> = {
  ...peopleWords,
  create: 'ajout',
  leave: 'désactivation',
  return: 'réactivation',
};

/** Les mêmes phrases en français, pour un service du personnel. */
export const french: Texts = {
  language: 'fr',
  number,
  percent,
  date,

  kind: (kind, amount) => count(amount, ...kindNouns[kind]),
  noun: (kind) => kindNouns[kind][0],

  verdict: {
    ready: 'Prêt à appliquer',
    stopped: 'Arrêté par une limite',
    refused: 'Refusé',
    nothing: 'Rien à faire',
  },
  verdictShort: { ready: 'prêt', stopped: 'arrêté', refused: 'refusé', nothing: 'rien à faire' },
  headline: {
    line: (verdict, parts) => (parts.length === 0 ? `${verdict}.` : `${verdict} : ${parts.join(', ')}.`),
    join: (amount) => count(amount, 'arrivée', 'arrivées'),
    leave: (amount) => count(amount, 'départ', 'départs'),
    move: (amount) => count(amount, 'mutation', 'mutations'),
    change: (amount) => count(amount, 'modification', 'modifications'),
    held: (amount) => `${number(amount)} en suspens`,
    waiting: (amount) => `${number(amount)} en attente`,
    lasting: (amount) => `dont ${count(amount, 'irréversible', 'irréversibles')}`,
    calm: 'rien d’inquiétant',
    nothingWritten: 'rien n’est écrit dans aucun système',
    nothingThere: 'rien n’y est écrit',
  },
  column: {
    system: 'Système',
    join: 'Arrivées',
    move: 'Mutations',
    change: 'Modif.',
    leave: 'Départs',
    held: 'En suspens',
    state: 'État',
  },
  section: {
    irreversible: 'Irréversible',
    leave: 'Départs',
    manager: 'Changements de responsable',
    join: 'Arrivées',
    return: 'Retours',
    move: 'Mutations',
    change: 'Autres modifications',
    removed: 'Retirés',
    columns: 'Colonnes modifiées pour beaucoup',
    stops: 'Limites qui arrêtent ce plan',
    releases: 'Autorisé exprès',
    effects: 'Ce que cela déclenche',
    holds: 'En suspens',
    drift: 'Modifié dans le système, pas dans les fichiers',
    findings: 'À regarder',
    record: 'Fiche',
    what: 'Quoi',
    changes: 'Ce qui change',
    cause: 'Pourquoi',
    why: 'État',
    next: 'Que faire',
  },
  operation: (op, kind) => (kind === 'employees' ? peopleWords : recordWords)[op],
  operationMove: 'mutation',
  operationDone: {
    create: 'créé',
    update: 'modifié',
    leave: 'désactivé',
    return: 'réactivé',
    delete: 'supprimé',
  },

  value: { unknown: 'inconnu', none: 'aucune', empty: 'vide', yes: 'oui', no: 'non', hidden: '•••' },
  asManager: (team) => `${team} comme responsable`,
  conflict: 'aussi modifié dans le système ; les fichiers l’emportent',
  byDefault: 'par défaut',

  cause: {
    commits: (where, commits) => (where ? `${where}, ${commits}` : `ligne retirée, ${commits}`),
    commit: (commits, more) =>
      `${commits.length === 1 ? 'commit' : 'commits'} ${commits.join(', ')}${more > 0 ? ` et ${number(more)} de plus` : ''}`,
    unknownCommit: 'un commit antérieur',
    config: (commits) => `rollcall.yaml a changé, ${commits}`,
    date: (day, where) => `le ${day} est arrivé${where ? ` (${where})` : ''}`,
    drift: 'modifié à la main dans le système ; les fichiers disent toujours ceci',
    firstSync: (where) => `première synchronisation${where ? `, ${where}` : ''}`,
    notOurs: 'dans le système mais pas dans les fichiers, et ce système reprend toute l’organisation',
  },
  step: (step) => `étape ${step} sur 2`,

  stop: (limit, field, kind, { permitted, planned, ours }) => {
    const those = count(planned, ...kindNouns[kind]);
    const of = `${those} sur ${number(ours)}`;
    const may = `maximum autorisé : ${number(permitted)}.`;
    if (limit === 'leave') return `${of} à désactiver ; ${may}`;
    if (limit === 'create') return `${those} à créer ; ${may}`;
    if (limit === 'update') return `${of} à modifier ; ${may}`;
    if (limit === 'delete') return `${those} à effacer définitivement ; ${may}`;
    if (limit === 'column') return `« ${field} » changerait pour ${of} ; ${may}`;
    if (limit === 'emptied') return `« ${field} » deviendrait vide pour ${those}, tous ceux qui l’ont.`;
    if (limit === 'last') return 'Il ne resterait personne.';
    return undefined;
  },
  release: 'Vérifiez d’abord que l’export est complet. Si tout est voulu, autorisez-le :',
  released: (limit, amount, by) => `${limit} : ${number(amount)}, autorisé par ${by}`,

  hold: {
    held: 'demande une intervention',
    waiting: 'en attente, personne n’a à agir',
    skipped: 'laissé de côté exprès',
    pending: 'viendra avec le prochain passage prévu',
  },
  drift: {
    gone: 'n’y est plus',
    inactive: 'a été désactivé à la main',
    active: 'a été activé à la main',
    fields: 'a d’autres valeurs',
  },
  who: {
    data: 'la personne qui tient les fichiers RH',
    admin: 'un administrateur du système RH',
    config: 'la personne qui tient les réglages et les clés',
    vendor: 'l’éditeur du système RH',
    us: 'les auteurs de rollcall',
  },
  fixedBy: (who) => `Pour ${who}.`,
  about: (record, text) => `${record} : ${text}`,

  columnChange: (field, records, share) => `${field} change pour ${number(records)} (${share})`,
  effect: (amount, text) => `${number(amount)} × ${text}`,
  irreversible: 'irréversible',
  unchanged: (amount) => count(amount, 'fiche inchangée', 'fiches inchangées'),
  unmanaged: (amount) =>
    count(
      amount,
      'fiche existe seulement dans le système et reste intacte',
      'fiches existent seulement dans le système et restent intactes',
    ),
  effort: (calls, seconds) =>
    `environ ${count(calls, 'appel', 'appels')}, ${duration(seconds, { less: 'moins d’une minute', minutes: ['minute', 'minutes'], hours: ['heure', 'heures'] })}`,
  more: (amount) => `… et ${number(amount)} de plus`,
  moreFields: (amount) => `et ${count(amount, 'autre champ', 'autres champs')}`,
  cut: (amount) =>
    `${count(amount, 'ligne a été omise', 'lignes ont été omises')} pour rester court, les moins risquées d’abord. Le rapport complet contient tout.`,

  chart: {
    title: (field, system) => `Qui va où (${field}, ${system})`,
    outside: 'hors de l’entreprise',
  },

  plan: {
    title: (digest, commit, day) => `Plan ${digest} du commit ${commit}, ${day}`,
    uncommitted: 'Des fichiers diffèrent du commit : ce plan peut être lu, mais pas appliqué.',
    experimental: (why) => `Connecteur expérimental : ${why}`,
    search: 'Rechercher',
    searchHint: 'Numéro, champ, valeur ou fichier',
    shown: (amount, all) => `${amount} modifications affichées sur ${all}`,
    showAll: 'Tout afficher',
    everything: 'Tout',
    privacy: 'Les valeurs des champs personnels sont masquées (•••).',
    changesOf: (system, amount) => `${count(amount, 'modification', 'modifications')} dans ${system}`,
    legendJoin:
      'Les arrivées comptent les personnes qui deviennent actives ; les mutations, celles dont l’équipe, le responsable ou le lieu change.',
  },

  outcome: {
    done: 'fait',
    accepted: 'accepté, confirmé au prochain passage',
    refused: 'refusé',
    uncertain: 'pas de réponse ; le prochain passage relit',
    held: 'en suspens',
  },
  accepted: (amount) =>
    `${count(amount, 'changement accepté', 'changements acceptés')} : le système y travaille, le prochain passage confirme.`,

  moved: {
    commit: (saved, fresh) => `Le plan a été fait pour le commit ${saved} ; c’est maintenant ${fresh}.`,
    date: (saved, fresh) => `Le plan a été fait le ${saved} ; nous sommes le ${fresh}.`,
    systemGone: (system) => `${system} : n’est plus prévu.`,
    systemNew: (system) => `${system} : n’était pas dans le plan.`,
    connector: (system, saved, fresh) => `${system} : était prévu avec ${saved}, c’est maintenant ${fresh}.`,
    verdict: (system, saved, fresh) => `${system} : était « ${saved} », est maintenant « ${fresh} ».`,
    gone: (system, what) => `${system} : ${what} n’est plus nécessaire.`,
    extra: (system, what) => `${system} : ${what} n’était pas dans le plan.`,
    fields: (system, what, fields) => `${system} : ${what} porte maintenant sur d’autres champs (${fields}).`,
    cause: (system, what) => `${system} : ${what} a maintenant une autre cause.`,
    values: (system, what) => `${system} : ${what} a maintenant d’autres valeurs.`,
    order: (system) => `${system} : l’ordre des modifications est différent.`,
    digest: 'Une valeur, une fiche en suspens ou une remarque n’est plus celle du moment où le plan a été fait.',
  },

  status: {
    record: 'Fiche',
    system: 'Système',
    state: 'État',
    since: 'Depuis',
    detail: 'Détail',
    none: 'Rien à faire, rien en attente, rien en échec, et personne n’a dérivé.',
    applied: 'appliqué',
    pending: 'à faire',
    waiting: 'en attente',
    failed: 'en échec',
    drifted: 'a dérivé',
    never: 'jamais appliqué',
  },
};
