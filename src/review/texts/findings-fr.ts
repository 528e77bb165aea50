import { frenchFileFindings } from './file-findings-fr.ts';
import type { FindingTexts } from './findings.ts';
import { frenchRunFindings } from './run-findings-fr.ts';

/** Les remarques en français, par leur code. `{field}` est remplacé par le nom de la colonne. */
export const frenchFindings: FindingTexts = {
  ...frenchFileFindings,
  ...frenchRunFindings,
  'unknown-manager': [
    'Le responsable n’est pas dans les fichiers.',
    'Corrigez le numéro, ajoutez le responsable ou laissez la cellule vide.',
  ],
  'unknown-person': ['La personne n’est pas dans les fichiers.', 'Corrigez le numéro ou ajoutez la personne.'],
  'unknown-team': ['L’équipe n’est pas dans les fichiers.', 'Corrigez l’identifiant ou ajoutez l’équipe.'],
  'own-manager': ['La personne est son propre responsable.', 'Indiquez son responsable ou laissez la cellule vide.'],
  'manager-cycle': [
    'Plusieurs personnes sont responsables les unes des autres, en boucle ; en voici une.',
    'Corrigez le responsable de l’une d’elles.',
  ],
  'team-without-id': [
    'L’équipe n’a pas d’identifiant dans le fichier des équipes.',
    'Ajoutez-y une ligne ; si une équipe a été renommée, changez-y son nom et gardez l’identifiant.',
  ],
  'bad-date': [
    'La date ne peut pas être lue, ou ce jour n’existe pas.',
    'Écrivez-la comme les autres dates du fichier.',
  ],
  'bad-number': ['Ce n’est pas un nombre.', 'Corrigez le nombre.'],
  'bad-boolean': ['Ce n’est ni oui ni non.', 'Écrivez TRUE ou FALSE, ou faites traduire la valeur dans rollcall.yaml.'],
  'bad-email': ['Ce n’est pas une adresse e-mail.', 'Corrigez l’adresse ou laissez la cellule vide.'],
  'missing-value': ['{field} est vide.', 'Remplissez {field}.'],
  'unmapped-value': [
    'La valeur de {field} ne figure pas parmi celles qui sont traduites.',
    'Corrigez la cellule, ou faites ajouter la valeur dans rollcall.yaml.',
  ],
  'not-an-option': [
    'La valeur de {field} ne fait pas partie de celles qui sont admises.',
    'Corrigez la cellule, ou faites traduire la valeur dans rollcall.yaml.',
  ],
  'not-the-pattern': ['{field} n’a pas la forme demandée.', 'Corrigez la cellule.'],
  'too-long': ['{field} est trop long pour ce système.', 'Raccourcissez-le dans le fichier.'],
  'date-out-of-range': [
    '{field} est trop loin d’aujourd’hui ; la date n’est pas envoyée tant qu’elle n’est pas plus proche.',
    'Vérifiez qu’il n’y a pas de faute de frappe.',
  ],
  'end-before-start': ['La fin est avant le début.', 'Corrigez l’une des deux dates.'],
  'shared-email': [
    'Une autre fiche a la même adresse e-mail.',
    'Corrigez l’une des adresses ; s’il s’agit d’une seule personne, donnez à la nouvelle fiche l’ancien numéro dans former_id.',
  ],
  'duplicate-key': ['Deux lignes ont le même numéro.', 'Supprimez l’une des deux, ou corrigez son numéro.'],
  'lost-letter': [
    'Une lettre a été perdue ici avant l’enregistrement du fichier (le signe � la remplace).',
    'Écrivez la lettre de nouveau, ou exportez le fichier en UTF-8.',
  ],
  'missing-column': ['Il manque une colonne dans le fichier.', 'Exportez le fichier avec cette colonne.'],
  'ragged-row': [
    'La ligne n’a pas autant de cellules que l’en-tête.',
    'Ajoutez ou retirez des cellules ; une cellule qui contient le séparateur doit être entre guillemets.',
  ],
  'empty-file': [
    'Le fichier est vide.',
    'Exportez-le de nouveau ; un fichier vide ne veut jamais dire que tout le monde est parti.',
  ],
  'header-only': [
    'Le fichier a un en-tête et aucune ligne.',
    'Exportez-le de nouveau ; un fichier sans lignes ne veut jamais dire que tout le monde est parti.',
  ],
  'file-missing': [
    'Un fichier attendu n’est plus là.',
    'Remettez-le, ou faites corriger son chemin dans rollcall.yaml ; un fichier disparu ne veut jamais dire que tout le monde est parti.',
  ],
  'roster-incomplete': [
    'Cette fiche n’est plus dans les fichiers, mais ceux-ci n’ont pas pu être lus en entier : elle n’est donc pas considérée comme partie.',
    'Complétez de nouveau les fichiers de la source.',
  ],
  'missing-held': [
    'Cette fiche n’est plus dans les fichiers ; selon les réglages, elle reste telle quelle.',
    'Pour un départ, remettez la ligne avec le statut « inactive ».',
  ],
  'create-in-doubt': [
    'Une exécution précédente a essayé de créer cette fiche sans recevoir de réponse, et le système ne permet pas de vérifier.',
    'Cherchez-la dans le système ; si elle n’y est pas, donnez un autre numéro à la ligne.',
  ],
  'operation-missing': ['Le système ne peut pas le faire par son interface.', 'Faites-le à la main dans le système.'],
  'id-fixed': [
    'Le numéro a changé, et le système ne peut pas changer le sien.',
    'Faites changer le numéro dans le système, ou gardez l’ancien dans le fichier.',
  ],
  'id-changed': [
    'La même personne figure maintenant sous un autre numéro ; un départ et une arrivée feraient perdre son historique.',
    'Indiquez l’ancien numéro dans la colonne former_id, ou donnez au nouveau venu sa propre adresse.',
  ],
  'waiting-for-field': ['{field} est nécessaire et encore vide.', 'Tout partira dès que {field} sera rempli.'],
  'needed-field-emptied': ['{field} est nécessaire et vient d’être vidé.', 'Remplissez {field} de nouveau.'],
  'activity-unknown': [
    'La personne était partie, et la colonne qui le disait a disparu ; elle n’est donc pas considérée comme revenue.',
    'Remettez la colonne dans le fichier.',
  ],
  'not-allowed': [
    'C’est irréversible, et les réglages de ce système ne l’autorisent pas.',
    'Si c’est voulu, faites-le autoriser sous « allow » dans rollcall.yaml.',
  ],
  'reference-missing': [
    '{field} désigne une personne qui n’est pas active dans ce système.',
    'Corrigez la ligne, ou faites adapter {field} dans rollcall.yaml.',
  ],
  'address-taken': [
    'La personne reçoit une adresse qui désigne encore quelqu’un d’autre, et attend que celle-ci soit libre.',
    'Rien à faire : une exécution suivante s’en charge.',
  ],
  'claimed-twice': ['Une autre fiche désigne le même compte.', 'Donnez à chaque fiche sa propre adresse.'],
  'depends-on-failed': [
    'Cette fiche attend une autre, qui n’a pas abouti.',
    'Voyez ce qui est dit de l’autre ; l’exécution suivante reprend celle-ci.',
  ],
  'filter-value-new': [
    'Le filtre d’analyse reçoit une nouvelle valeur.',
    'Rien à faire si elle est voulue ; sinon, corrigez la cellule.',
  ],
  'filter-value-near': [
    'La valeur du filtre d’analyse ne diffère d’une autre que par les majuscules, les accents ou les espaces.',
    'Faites-la traduire dans rollcall.yaml, pour que toutes les sources l’écrivent de même.',
  ],
  'filter-missing': [
    'Le compte n’a pas de filtre d’analyse {field} ; les majuscules comptent.',
    'Un administrateur le crée sous Teams > Analysis filters, ou le nom est à corriger dans rollcall.yaml.',
  ],
  'former-account': [
    'Un compte inactif, sous un autre identifiant, porte encore cette adresse e-mail.',
    'Supprimez-le dans Supermood ou donnez-lui une autre adresse ; la personne reçoit ensuite son propre compte.',
  ],
  'other-identifier': [
    'Un compte actif porte la même adresse e-mail sous un autre identifiant.',
    'S’il s’agit de la même personne, corrigez l’identifiant dans Supermood ou indiquez l’ancien dans la colonne former_id ; sinon, corrigez l’une des adresses.',
  ],
  'test-not-green': [
    'Ce système vient après un système de test, qui n’a pas été écrit sans échec pendant cette exécution.',
    'Voyez ce qui est dit du système de test ; dès qu’il est au vert, une exécution des deux reprend ceci.',
  ],
  'system-unreachable': [
    'Le système ne répond pas.',
    'Vérifiez l’adresse et le réseau, puis relancez ; rien n’a été supposé sur le système.',
  ],
  'lucca-without-manager': [
    'Aucun responsable n’est indiqué ; Lucca peut prendre le responsable du département.',
    'Indiquez un responsable dans le fichier si ce n’est pas voulu.',
  ],
  'lucca-manager-unknown': [
    'Le responsable indiqué n’est personne dans Lucca, ou plusieurs personnes ; la personne est créée sans responsable, et Lucca peut prendre celui du département.',
    'Corrigez l’adresse du responsable dans le fichier ; si la personne est déjà créée, indiquez-le aussi dans Lucca.',
  ],
};
