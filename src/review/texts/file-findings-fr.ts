import type { FindingTexts } from './findings.ts';

/** Ce qui peut ne pas aller dans les fichiers eux-mêmes, en français : texte, colonnes, lignes, numéros. */
export const frenchFileFindings: FindingTexts = {
  'not-csv': ['Ce n’est pas un fichier CSV.', 'Exportez-le de nouveau au format « CSV UTF-8 ».'],
  'bad-json': [
    'Le fichier JSON ne peut pas être lu.',
    'Exportez-le de nouveau ; il contient les listes « users », « groups » et « mappings ».',
  ],
  'nul-character': [
    'Ce fichier n’est pas un fichier texte, ou il est abîmé.',
    'Enregistrez-le au format « CSV UTF-8 » dans Excel.',
  ],
  'invalid-bytes': [
    'Des caractères ne peuvent pas être lus ici : le fichier a été coupé, ou ses parties sont enregistrées de plusieurs façons.',
    'Enregistrez-le au format « CSV UTF-8 » dans Excel.',
  ],
  'encoding-contradicted': [
    'rollcall.yaml indique un encodage, et le fichier en a un autre.',
    'Corrigez ou retirez « encoding » pour cette source.',
  ],
  'encoding-mixed': [
    'Les lettres du fichier ne sont pas toutes enregistrées de la même façon.',
    'Enregistrez tout le fichier au format « CSV UTF-8 ».',
  ],
  'encoding-unclear': [
    'On ne peut pas savoir quelle lettre est écrite ici.',
    'Enregistrez le fichier au format « CSV UTF-8 », ou faites indiquer « encoding » dans rollcall.yaml.',
  ],
  'encoded-twice': [
    'Des lettres accentuées ont été abîmées avant l’enregistrement du fichier.',
    'Corrigez ces lettres, ou exportez de nouveau et ouvrez le fichier en UTF-8.',
  ],
  'delimiter-unclear': [
    'On ne peut pas savoir quel signe sépare les cellules.',
    'Exportez le fichier de nouveau, ou faites indiquer « delimiter » dans rollcall.yaml.',
  ],
  'unclosed-quote': [
    'Un guillemet s’ouvre ici et ne se ferme pas.',
    'Fermez-le, ou doublez-le ("") s’il fait partie du texte.',
  ],
  'text-after-quote': [
    'Du texte suit un guillemet fermé.',
    'Doublez les guillemets qui font partie du texte (""), ou retirez-les.',
  ],
  'quote-after-space': [
    'Il y a une espace entre le séparateur et un guillemet.',
    'Retirez les espaces après les séparateurs ; les guillemets qui font partie du texte sont à doubler ("").',
  ],
  'nameless-column': [
    'Une colonne n’a pas de nom.',
    'Donnez-lui un nom sur la première ligne, ou supprimez-la si elle est vide.',
  ],
  'doubled-column': [
    'Deux colonnes ont le même nom.',
    'Renommez ou supprimez l’une des deux ; laquelle compte ne se devine pas.',
  ],
  'two-columns-one-field': [
    'Deux colonnes donnent {field}.',
    'Faites garder une seule des deux sous « columns » dans rollcall.yaml.',
  ],
  'unused-columns': [
    'Des colonnes ne servent pas : {quoted}.',
    'Rien à faire si c’est voulu ; sinon, faites-les ajouter dans rollcall.yaml.',
  ],
  'empty-row': ['Des lignes n’ont que des cellules vides.', 'Supprimez-les, ou laissez-les : elles ne comptent pas.'],
  'dates-unclear': [
    'Les dates de {field} peuvent se lire de deux façons, et rien dans le fichier ne tranche.',
    'Faites indiquer la bonne dans rollcall.yaml : {quoted}.',
  ],
  'numbers-unclear': [
    'Les nombres de {field} peuvent se lire avec un point ou avec une virgule, et rien dans le fichier ne tranche.',
    'Faites indiquer « decimal » pour cette source dans rollcall.yaml.',
  ],
  'bad-date-format': [
    'La forme des dates dans rollcall.yaml ne dit pas le jour, le mois et une année de quatre chiffres : {quoted}.',
    'Écrivez-la avec yyyy, MM et dd, par exemple dd/MM/yyyy.',
  ],
  'user-and-sub-team': [
    'La ligne nomme à la fois une personne et un sous-groupe.',
    'Écrivez deux lignes : une pour la personne, une pour le sous-groupe.',
  ],
  'empty-mapping': [
    'La ligne ne nomme ni personne ni sous-groupe.',
    'Remplissez userId ou subGroupId, ou supprimez la ligne.',
  ],
  'neither-member-nor-manager': [
    'La personne n’est ni membre ni responsable : isMember et isManager sont à FALSE.',
    'Mettez l’un des deux à TRUE, ou supprimez la ligne.',
  ],
  'two-parents': ['Ce sous-groupe est placé sous deux groupes.', 'Gardez une seule des deux lignes.'],
  'id-in-two-sources': [
    'Le même numéro figure dans deux sources.',
    'Gardez la fiche dans une seule ; un numéro désigne une seule personne, toutes sources confondues.',
  ],
  'shared-former-id': [
    'Une autre fiche a le même ancien numéro.',
    'Gardez-le sur la fiche de la personne qui avait ce numéro.',
  ],
  'former-id-in-use': [
    'L’ancien numéro est encore celui d’une autre fiche.',
    'Supprimez la ligne qui porte l’ancien numéro, ou corrigez celui-ci dans former_id.',
  ],
  'own-parent': ['L’équipe est placée sous elle-même.', 'Indiquez l’équipe au-dessus ou laissez la cellule vide.'],
  'team-cycle': [
    'Plusieurs équipes sont placées les unes sous les autres, en boucle ; en voici une.',
    'Corrigez l’équipe au-dessus de l’une d’elles.',
  ],
  'team-name-twice': ['Deux identifiants ont ce nom d’équipe.', 'Gardez celui que l’équipe a toujours eu.'],
  'team-ids-unstable': [
    'Les équipes ont leur nom pour identifiant : une équipe renommée en devient une autre et perd son historique.',
    'Faites indiquer un fichier d’identifiants sous « teams » dans rollcall.yaml, avec les colonnes id et name.',
  ],
};
