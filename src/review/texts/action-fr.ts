import type { ActionTexts } from './action.ts';
import { formatsOf } from './formats.ts';

const { number, count } = formatsOf('fr-FR');

export const french: ActionTexts = {
  records: {
    title: 'Ce qui change dans les fichiers',
    privacy: 'Les valeurs des champs personnels sont masquées (•••).',
    none: 'Rien ne change dans les fiches.',
  },
  column: {
    kind: 'Type',
    added: 'Ajoutées',
    removed: 'Retirées',
    changed: 'Modifiées',
    record: 'Fiche',
    what: 'Quoi',
    fields: 'Champs',
  },
  op: { added: 'ajoutée', removed: 'retirée', changed: 'modifiée' },
  recordsOnly: {
    fork: 'Cette demande vient d’un fork ou d’un robot, qui ne reçoivent aucun secret : aucun système n’a été lu. Seules les fiches sont comparées.',
    'other-base':
      'Cette demande ne vise pas la branche par défaut : aucun système n’a été lu. Seules les fiches sont comparées.',
    'no-config':
      'La branche par défaut n’a pas encore de rollcall.yaml : aucun système n’a été lu, et chaque valeur compte comme secrète.',
  },
  waiting: (sections) =>
    `Cette demande change ${sections} dans rollcall.yaml, qui décide où vont les données et les clés. La suite utilise ce qui est fusionné ; le changement comptera une fois fusionné.`,
  pending: (system, amount) =>
    `${system} : ${count(amount, 'changement d’une fusion antérieure reste à appliquer et n’est pas compté', 'changements de fusions antérieures restent à appliquer et ne sont pas comptés')} ici.`,
  cancelled: (system, amount) =>
    `${system} : ${count(amount, 'changement qui restait à appliquer n’est plus nécessaire', 'changements qui restaient à appliquer ne sont plus nécessaires')}.`,
  baseUnread:
    'Les fichiers de la branche par défaut ne peuvent pas être lus correctement : voici tout ce qui serait appliqué.',
  report: 'Le rapport complet est un artefact de l’exécution :',
  label: (label) =>
    `Vérifiez d’abord que l’export est complet. Si tout est voulu, une personne qui n’a pas écrit cette demande pose l’étiquette ${label} ; posée avant que ceci soit affiché, elle ne compte pas.`,
  labelRefused: (label, why) => `L’étiquette ${label} ne libère rien : ${why}`,
  labelWhy: {
    unreadable: 'elle doit s’écrire « rollcall:allow SYSTÈME LIMITE=NOMBRE ».',
    author: 'elle a été posée par un auteur de cette demande.',
    bot: 'elle n’a pas été posée par une personne.',
    unseen:
      'elle a été posée avant que ce plan ne soit affiché, ou ROLLCALL_KEY n’est pas la même à chaque exécution. Retirez-la et posez-la de nouveau.',
    moved: 'le plan a changé depuis qu’il a été affiché. Retirez-la, regardez de nouveau, puis posez-la de nouveau.',
    used: 'elle a déjà servi. Retirez-la, regardez de nouveau, puis posez-la de nouveau.',
    system: 'ce système n’est pas dans ce plan.',
  },
  refused: 'Refusé',
  sync: {
    column: { applied: 'appliqués', failed: 'en échec', held: 'en suspens' },
    total: (applied, failed, held) =>
      `${count(applied, 'changement appliqué', 'changements appliqués')}, ${number(failed)} en échec, ${number(held)} en suspens`,
    title: 'Appliqué',
    stopped:
      'Rien n’a été écrit. Une fois posée l’étiquette indiquée ci-dessous, relancez le job (« Re-run jobs » sur la page de l’exécution).',
    refused: 'Refusé : rien n’a été écrit',
    failed: 'Tout n’a pas été appliqué',
    later: (systems) => `Attendent leur exécution planifiée : ${systems}.`,
    approved: (accounts) => `Approuvé par ${accounts}.`,
    superseded: (head, tip) =>
      `Rien n’a été fait : ${head} n’est plus la dernière version, l’exécution de ${tip} s’en charge.`,
  },
  drift: {
    title: (systems) => `Écarts : ${systems} ont changé sans git`,
    intro:
      'Ces fiches ont été changées dans les systèmes, et les fichiers disent encore autre chose. Rollcall les laisse telles quelles.',
    unread: 'n’a pas pu être lu ; ce qui était connu peut encore valoir.',
    next: 'Mettez les fichiers à jour, ou écrivez « drift: correct » pour le système. Ce ticket se ferme tout seul.',
  },
  webhook: {
    partial: (repository) => `Rollcall dans ${repository} : tout n’a pas été appliqué`,
    stopped: (repository) => `Rollcall dans ${repository} : une limite a arrêté la synchronisation, rien n’a été écrit`,
    refused: (repository) => `Rollcall dans ${repository} : la synchronisation a été refusée, rien n’a été écrit`,
  },
  notify: (accounts) => `${accounts} : merci de regarder.`,
};
