import type { FindingTexts } from './findings.ts';

/** Ce que disent les réglages et l’exécution elle-même, en français. */
export const frenchRunFindings: FindingTexts = {
  check: ['{message}', 'Corrigez la ligne.'],
  'check-failed': [
    'Cette vérification n’a pas pu être faite ici : {quoted}.',
    'Corrigez la ligne, ou faites corriger la vérification dans rollcall.yaml.',
  ],
  'check-unknown': [
    'Une colonne manque dans cette source pour faire cette vérification : {quoted}.',
    'Ajoutez la colonne au fichier, ou faites retirer la vérification.',
  ],
  'field-unknown': ['{field} est nécessaire, et sa colonne a disparu.', 'Remettez la colonne dans le fichier.'],
  'mapping-failed': [
    'La valeur de {field} n’a pas pu être calculée.',
    'Corrigez la ligne, ou faites corriger le calcul de {field} dans rollcall.yaml.',
  ],
  'only-failed': [
    'Impossible de calculer si cette personne a sa place dans ce système : {message}',
    'Corrigez la ligne, ou faites corriger « only » dans rollcall.yaml.',
  ],
  'skip-failed': [
    'Impossible de calculer si cette fiche est à laisser de côté : {message}',
    'Corrigez la ligne, ou faites corriger « skip » dans rollcall.yaml.',
  ],
  'active-failed': [
    'Impossible de calculer si cette personne est active : {message}',
    'Corrigez la ligne, ou faites corriger « active » dans rollcall.yaml.',
  ],
  'other-id': [
    'La même personne a déjà un compte sous un autre numéro, et le système ne peut pas le changer.',
    'Faites changer le numéro dans le système, ou donnez à la ligne sa propre adresse.',
  ],
  'held-without-base': [
    'Une fiche est retenue, et son dernier état envoyé n’est pas connu : l’omettre la ferait supprimer du système.',
    'Corrigez la fiche, puis relancez.',
  ],
  'held-from-file': [
    'La fiche ne peut pas être écrite ainsi, et un fichier sans elle passerait pour complet.',
    'Corrigez la ligne, puis relancez.',
  ],
  'not-in-file': [
    'La fiche attend une valeur ou est laissée de côté ; elle n’est pas dans le fichier.',
    'Laissez telle quelle dans le système toute fiche absente du fichier.',
  ],
  'live-not-read': [
    'Des personnes n’ont pas été cherchées dans le système : il n’a pas de liste, et les demander une à une serait trop long.',
    'Rien à faire : chacune est créée ou mise à jour, selon ce qui convient.',
  ],
  'no-outcome': ['Le système n’a pas dit ce qui a été fait.', 'Rien à faire : l’exécution suivante le vérifie.'],
  'lock-lost': [
    'Une autre exécution a pris la main pendant celle-ci, qui s’est arrêtée.',
    'Laissez l’autre se terminer ; elle reprend le reste.',
  ],
  'connector-failed': ['La liaison avec ce système a échoué.', 'Signalez-le à l’auteur du connecteur.'],
  'config-invalid': ['rollcall.yaml n’est pas valable à cet endroit : {message}', 'À faire : {next}'],
  'expression-invalid': ['Une expression de rollcall.yaml n’est pas valable : {message}', 'À faire : {next}'],
};
