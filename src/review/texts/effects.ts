import type { Language } from '../texts.ts';

/** What changes set off in the systems whose connectors come along, as `connector/effect`. Others speak in their own words. */
export const effectTexts: Readonly<Record<string, Readonly<Record<Exclude<Language, 'en'>, string>>>> = {
  'lucca/access-opens': {
    fr: 'Crée la personne et un premier contrat de travail ; l’accès commence à son premier jour. Lucca peut en avertir par e-mail.',
    de: 'Legt die Person und einen ersten Arbeitsvertrag an; der Zugang beginnt mit dessen erstem Tag. Lucca kann darüber E-Mails verschicken.',
    nl: 'Maakt de persoon en een eerste arbeidsovereenkomst aan; de toegang begint op de eerste dag. Lucca kan daarover mails sturen.',
  },
  'lucca/access-ends': {
    fr: 'Met fin au contrat de travail, et donc à l’accès ; le dossier reste parmi les anciens collaborateurs.',
    de: 'Beendet den Arbeitsvertrag und damit den Zugang; die Akte bleibt bei den Ehemaligen.',
    nl: 'Beëindigt de arbeidsovereenkomst en daarmee de toegang; het dossier blijft bij de oud-medewerkers.',
  },
  'lucca/access-returns': {
    fr: 'Ouvre un nouveau contrat de travail, ou retire la fin du dernier, et rend ainsi l’accès.',
    de: 'Eröffnet einen neuen Arbeitsvertrag oder nimmt dem letzten das Ende, und gibt damit den Zugang zurück.',
    nl: 'Opent een nieuwe arbeidsovereenkomst, of haalt het einde van de laatste weg, en geeft zo de toegang terug.',
  },
  'lucca/end-announced': {
    fr: 'Met une fin au contrat de travail ; l’accès s’arrête après ce jour.',
    de: 'Setzt dem Arbeitsvertrag ein Ende; der Zugang endet nach diesem Tag.',
    nl: 'Zet een einddatum op de arbeidsovereenkomst; de toegang stopt na die dag.',
  },
  'lucca/establishment-rewritten': {
    fr: 'Change l’établissement du contrat en cours depuis son premier jour. Pour une mutation en cours de contrat, terminez celui-ci dans Lucca et ouvrez-en un autre.',
    de: 'Ändert den Standort des laufenden Vertrags von dessen erstem Tag an. Für einen Wechsel mitten im Vertrag beenden Sie ihn in Lucca und eröffnen einen anderen.',
    nl: 'Wijzigt de vestiging van de lopende overeenkomst vanaf de eerste dag. Voor een overstap halverwege beëindigt u die in Lucca en opent u een nieuwe.',
  },
  'lucca/rights-change': {
    fr: 'Change ce que la personne peut voir et faire dans Lucca.',
    de: 'Ändert, was die Person in Lucca sehen und tun darf.',
    nl: 'Wijzigt wat de persoon in Lucca mag zien en doen.',
  },
  'springest/account-opens': {
    fr: 'Ouvre un compte sur ce site. Springest ne dit pas s’il envoie une invitation.',
    de: 'Öffnet ein Konto auf dieser Site. Ob Springest eine Einladung schickt, ist nicht dokumentiert.',
    nl: 'Opent een account op deze site. Of Springest een uitnodiging stuurt, is niet vastgelegd.',
  },
  'springest/account-closes': {
    fr: 'Ferme le compte : la personne ne peut plus utiliser le site. Ceux dont elle approuve les demandes gardent un approbateur qui ne peut plus approuver.',
    de: 'Schließt das Konto: Die Person kann die Site nicht mehr nutzen. Wer sie noch als Genehmiger hat, behält jemanden, der nicht genehmigen kann.',
    nl: 'Sluit het account: de persoon kan de site niet meer gebruiken. Wie deze persoon nog als goedkeurder heeft, houdt iemand die niet kan goedkeuren.',
  },
  'springest/account-reopens': {
    fr: 'Rouvre le compte fermé, avec ses réservations.',
    de: 'Öffnet das geschlossene Konto wieder, mit seinen Buchungen.',
    nl: 'Opent het gesloten account weer, met zijn boekingen.',
  },
  'springest/erasure-starts': {
    fr: 'Fait courir le délai au bout duquel Springest efface les données personnelles ; c’est irréversible. La date seule ne ferme pas le compte.',
    de: 'Beginnt die vereinbarte Frist, nach der Springest die persönlichen Daten löscht; das ist nicht umkehrbar. Das Datum allein schließt das Konto nicht.',
    nl: 'Start de afgesproken termijn waarna Springest de persoonsgegevens verwijdert; dat is niet terug te draaien. De datum alleen sluit het account niet.',
  },
  'springest/approvers-see': {
    fr: 'Permet aux approbateurs de voir les réservations, le suivi des obligations et les budgets de la personne.',
    de: 'Lässt die Genehmiger Buchungen, Pflichtschulungen und Budgets der Person sehen.',
    nl: 'Laat de goedkeurders boekingen, verplichte trainingen en budgetten van de persoon zien.',
  },
  'springest/tracks-assigned': {
    fr: 'Attribue chaque parcours de formation qui porte l’une des étiquettes, là où le site en utilise.',
    de: 'Weist jeden Lernpfad zu, der eines der Schlagwörter trägt, wo die Site Lernpfade nutzt.',
    nl: 'Wijst elk leertraject toe dat een van de tags heeft, waar de site leertrajecten gebruikt.',
  },
  'springest/address-changes': {
    fr: 'Change l’adresse e-mail du compte ; la connexion unique peut s’en servir pour le trouver.',
    de: 'Ändert die E-Mail-Adresse des Kontos; die einmalige Anmeldung findet das Konto womöglich über sie.',
    nl: 'Wijzigt het e-mailadres van het account; single sign-on vindt het account er mogelijk mee.',
  },
  'officevibe/invitation-mail': {
    fr: 'Officevibe envoie une invitation par e-mail ; un e-mail ne se rappelle pas.',
    de: 'Officevibe schickt der Person eine Einladung per E-Mail; eine E-Mail lässt sich nicht zurückholen.',
    nl: 'Officevibe stuurt de persoon een uitnodiging per mail; een mail is niet terug te halen.',
  },
  'officevibe/created-uninvited': {
    fr: 'La personne reçoit le statut Created et aucun e-mail. Activer invite_new_users plus tard n’invite personne : un administrateur invite à la main, sous More filters > status Created > Apply.',
    de: 'Die Person bekommt den Status Created und keine E-Mail. invite_new_users später einzuschalten lädt niemanden ein: Die Verwaltung lädt von Hand ein, unter More filters > status Created > Apply.',
    nl: 'De persoon krijgt de status Created en geen mail. invite_new_users later aanzetten nodigt niemand uit: een beheerder nodigt met de hand uit, onder More filters > status Created > Apply.',
  },
  'officevibe/deactivated': {
    fr: 'La personne ne peut plus se connecter ; ses données restent. L’effacement définitif se fait à la main dans Officevibe.',
    de: 'Die Person kann sich nicht mehr anmelden; die Daten bleiben. Endgültig gelöscht wird von Hand in Officevibe.',
    nl: 'De persoon kan niet meer inloggen; de gegevens blijven. Voorgoed wissen gebeurt met de hand in Officevibe.',
  },
  'officevibe/return-not-by-hand': {
    fr: 'Une personne désactivée à la main dans Officevibe le reste ; un administrateur l’y réactive.',
    de: 'Wer in Officevibe von Hand deaktiviert wurde, bleibt es; die Verwaltung aktiviert dort wieder.',
    nl: 'Wie in Officevibe met de hand is gedeactiveerd, blijft dat; een beheerder activeert daar weer.',
  },
  'officevibe/team-renamed': {
    fr: 'Officevibe retrouve l’équipe par son identifiant et garde son historique sous le nouveau nom.',
    de: 'Officevibe findet das Team über seine Kennung und behält dessen Vorgeschichte unter dem neuen Namen.',
    nl: 'Officevibe vindt het team via de id en houdt de geschiedenis onder de nieuwe naam.',
  },
  'officevibe/team-removed': {
    fr: 'Officevibe ne peut pas rétablir la structure d’une équipe supprimée. Après un retour en arrière, demandez un recalcul à son assistance ; les passages d’une équipe à l’autre sont perdus.',
    de: 'Officevibe kann den Aufbau eines entfernten Teams nicht wiederherstellen. Nach einer Rücknahme den Support um eine Neuberechnung bitten; frühere Teamwechsel sind verloren.',
    nl: 'Officevibe kan de opbouw van een verwijderd team niet herstellen. Vraag na terugdraaien de support om een herberekening; eerdere teamwisselingen zijn weg.',
  },
  'officevibe/team-left': {
    fr: 'La personne quitte l’équipe à cette synchronisation ; un recalcul ultérieur de l’éditeur ignore les passages d’une équipe à l’autre.',
    de: 'Die Person verlässt das Team mit diesem Abgleich; eine spätere Neuberechnung des Anbieters kennt frühere Wechsel nicht.',
    nl: 'De persoon verlaat het team bij deze synchronisatie; een latere herberekening van de leverancier kent eerdere wisselingen niet.',
  },
  'supermood/surveys-begin': {
    fr: 'La personne figure désormais dans les listes de diffusion et reçoit les enquêtes qui lui sont destinées.',
    de: 'Die Person steht von nun an in den Verteilern und bekommt die Umfragen, die an sie gehen.',
    nl: 'De persoon staat voortaan in de verzendlijsten en krijgt de enquêtes die voor haar of hem zijn.',
  },
  'supermood/surveys-end': {
    fr: 'Retire la personne des listes de diffusion de toutes les enquêtes et de SuperLike, et du taux de participation. Qui y a un rôle peut encore se connecter.',
    de: 'Nimmt die Person aus den Verteilern aller Umfragen und von SuperLike und aus der Beteiligungsquote. Wer dort eine Rolle hat, kann sich weiter anmelden.',
    nl: 'Haalt de persoon uit de verzendlijsten van alle enquêtes en van SuperLike en uit het deelnamepercentage. Wie er een rol heeft, kan nog inloggen.',
  },
  'supermood/person-erased': {
    fr: 'Efface la personne pour de bon. Ses réponses passées sont supposées rester dans les résultats, sans nom.',
    de: 'Löscht die Person endgültig. Frühere Antworten bleiben vermutlich ohne Namen in den Ergebnissen.',
    nl: 'Wist de persoon voorgoed. Eerdere antwoorden blijven naar verwachting zonder naam in de resultaten.',
  },
  'supermood/access-moves': {
    fr: 'Change l’adresse qui ouvre l’espace du participant et reçoit les invitations.',
    de: 'Ändert die Adresse, die den Bereich der Person öffnet und die Einladungen bekommt.',
    nl: 'Wijzigt het adres dat de ruimte van de deelnemer opent en de uitnodigingen krijgt.',
  },
  'supermood/language-changes': {
    fr: 'Les prochaines enquêtes arrivent dans une autre langue.',
    de: 'Die nächsten Umfragen kommen in einer anderen Sprache.',
    nl: 'De volgende enquêtes komen in een andere taal.',
  },
  'supermood/texts-by-phone': {
    fr: 'Des enquêtes peuvent parvenir à la personne par SMS, là où l’interlocuteur chez Supermood l’a activé.',
    de: 'Umfragen können die Person per SMS erreichen, wo die Kundenbetreuung das eingeschaltet hat.',
    nl: 'Enquêtes kunnen de persoon per sms bereiken, waar de accountmanager dat heeft aangezet.',
  },
  'workleap/invitation-mail': {
    fr: 'Workleap envoie une invitation par e-mail ; un e-mail ne se rappelle pas.',
    de: 'Workleap schickt der Person eine Einladung per E-Mail; eine E-Mail lässt sich nicht zurückholen.',
    nl: 'Workleap stuurt de persoon een uitnodiging per mail; een mail is niet terug te halen.',
  },
  'workleap/created-uninvited': {
    fr: 'La personne reçoit le statut Created et aucun e-mail. Activer Automatic Invite plus tard n’invite personne : un administrateur invite à la main.',
    de: 'Die Person bekommt den Status Created und keine E-Mail. Automatic Invite später einzuschalten lädt niemanden ein: Die Verwaltung lädt von Hand ein.',
    nl: 'De persoon krijgt de status Created en geen mail. Automatic Invite later aanzetten nodigt niemand uit: een beheerder nodigt met de hand uit.',
  },
  'workleap/deactivated': {
    fr: 'La personne ne peut plus se connecter ; ses données restent. Elle accompagne désormais chaque envoi, car l’omettre l’effacerait.',
    de: 'Die Person kann sich nicht mehr anmelden; die Daten bleiben. Sie geht von da an mit jedem Abgleich mit, denn wer fehlt, wird gelöscht.',
    nl: 'De persoon kan niet meer inloggen; de gegevens blijven. Voortaan gaat de persoon bij elke verzending mee, want weglaten zou wissen.',
  },
  'workleap/erased': {
    fr: 'La personne et ses données sont effacées dans Workleap. Nul ne peut les rétablir ; elle recommencerait à zéro.',
    de: 'Die Person und ihre Daten werden in Workleap gelöscht. Niemand kann sie zurückholen; sie finge von vorn an.',
    nl: 'De persoon en diens gegevens worden in Workleap gewist. Niemand kan ze terughalen; de persoon zou opnieuw beginnen.',
  },
  'workleap/activated': {
    fr: 'Le compte est rouvert, même si quelqu’un l’avait fermé à la main.',
    de: 'Das Konto wird wieder eingeschaltet, auch wenn es jemand von Hand abgeschaltet hatte.',
    nl: 'Het account wordt weer ingeschakeld, ook als iemand het met de hand had uitgezet.',
  },
  'workleap/team-renamed': {
    fr: 'Officevibe reconnaît l’équipe à son identifiant et garde son historique sous le nouveau nom.',
    de: 'Officevibe findet das Team über seine Kennung und behält seine Geschichte unter dem neuen Namen.',
    nl: 'Officevibe vindt het team aan zijn id en houdt de geschiedenis onder de nieuwe naam.',
  },
  'workleap/team-created': {
    fr: 'Une équipe qui porte exactement ce nom et n’a pas encore d’identifiant est reprise avec son historique ; sinon une nouvelle équipe commence.',
    de: 'Ein Team, das genau so heißt und noch keine Kennung hat, wird mit seiner Geschichte übernommen; sonst beginnt ein neues.',
    nl: 'Een team dat precies zo heet en nog geen id heeft, wordt met zijn geschiedenis overgenomen; anders begint een nieuw team.',
  },
  'workleap/team-removed': {
    fr: 'L’éditeur ne peut pas rétablir la structure d’une équipe supprimée. Après un retour en arrière, demandez un recalcul à son assistance ; les anciens changements d’équipe sont perdus.',
    de: 'Der Anbieter kann die Struktur eines entfernten Teams nicht wiederherstellen. Nach einem Rückgängigmachen bitten Sie den Support um eine Neuberechnung; frühere Teamwechsel sind verloren.',
    nl: 'De leverancier kan de structuur van een verwijderd team niet herstellen. Vraag na het terugdraaien de helpdesk om een herberekening; vroegere teamwissels zijn weg.',
  },
  'personio/person-created': {
    fr: 'Crée la personne dans Personio, où elle compte dans votre forfait. Personio ne dit pas s’il envoie une invitation.',
    de: 'Legt die Person in Personio an, wo sie zum Vertrag zählt. Ob Personio eine Einladung schickt, ist nicht dokumentiert.',
    nl: 'Maakt de persoon aan in Personio, waar die meetelt voor het abonnement. Of Personio een uitnodiging stuurt, is niet vastgelegd.',
  },
  'personio/person-inactive': {
    fr: 'Rend l’emploi inactif, sans départ : la date, le type et le motif du départ ne s’écrivent pas par l’API et se saisissent dans Personio.',
    de: 'Setzt die Beschäftigung auf inaktiv, ohne Kündigung: Deren Tag, Art und Grund kann die API nicht schreiben; sie werden in Personio von Hand eingetragen.',
    nl: 'Zet het dienstverband op inactief, zonder ontslag: de dag, soort en reden daarvan kan de API niet schrijven en worden met de hand in Personio ingevuld.',
  },
  'personio/person-active-again': {
    fr: 'Rend le dernier emploi de nouveau actif ; le nouveau contrat de qui revient se saisit dans Personio.',
    de: 'Setzt die letzte Beschäftigung wieder auf aktiv; den neuen Vertrag von jemandem, der zurückkommt, trägt man in Personio von Hand ein.',
    nl: 'Zet het laatste dienstverband weer op actief; het nieuwe contract van wie terugkomt, wordt met de hand in Personio ingevuld.',
  },
  'personio/log-in-address-changes': {
    fr: 'Change l’adresse avec laquelle la personne se connecte à Personio.',
    de: 'Ändert die Adresse, mit der sich die Person bei Personio anmeldet.',
    nl: 'Wijzigt het adres waarmee de persoon bij Personio inlogt.',
  },
  'personio/supervisor-sees': {
    fr: 'Le responsable voit et approuve ce que Personio laisse voir et approuver aux responsables.',
    de: 'Die Führungskraft sieht und genehmigt, was Personio Führungskräfte sehen und genehmigen lässt.',
    nl: 'De leidinggevende ziet en keurt goed wat Personio leidinggevenden laat zien en goedkeuren.',
  },
  'personio/absence-asks-approver': {
    fr: 'Envoie l’absence à son approbateur, que Personio sollicite ; elle compte une fois approuvée.',
    de: 'Schickt die Abwesenheit an die genehmigende Person, die Personio fragt; sie zählt, sobald sie genehmigt ist.',
    nl: 'Stuurt de afwezigheid naar de goedkeurder, die Personio vraagt; ze telt zodra ze is goedgekeurd.',
  },
  'personio/absence-approved': {
    fr: 'Saisit l’absence comme approuvée, sans demander à personne.',
    de: 'Trägt die Abwesenheit als genehmigt ein, ohne jemanden zu fragen.',
    nl: 'Voert de afwezigheid als goedgekeurd in, zonder iemand te vragen.',
  },
  'personio/absence-removed': {
    fr: 'Supprime l’absence et son approbation ; les jours reviennent au solde. La saisir de nouveau redemande l’approbation.',
    de: 'Entfernt die Abwesenheit mit ihrer Genehmigung; die Tage gehen an das Guthaben zurück. Wer sie neu einträgt, fragt wieder um Genehmigung.',
    nl: 'Verwijdert de afwezigheid met de goedkeuring; de dagen gaan terug naar het saldo. Opnieuw invoeren vraagt opnieuw om goedkeuring.',
  },
  'personio/attendance-asks-approver': {
    fr: 'Envoie le temps à son approbateur, là où la personne en a un.',
    de: 'Schickt die Zeit an die genehmigende Person, wo es eine braucht.',
    nl: 'Stuurt de tijd naar de goedkeurder, waar de persoon er een heeft.',
  },
  'personio/attendance-approved': {
    fr: 'Saisit le temps comme confirmé, sans demander à personne.',
    de: 'Trägt die Zeit als bestätigt ein, ohne jemanden zu fragen.',
    nl: 'Voert de tijd als bevestigd in, zonder iemand te vragen.',
  },
  'personio/attendance-removed': {
    fr: 'Supprime le temps et son approbation.',
    de: 'Entfernt die Zeit mit ihrer Genehmigung.',
    nl: 'Verwijdert de tijd met de goedkeuring.',
  },
  'personio/document-shown': {
    fr: 'Place le fichier dans le profil, où le voient la personne et tous ceux qui peuvent lire la catégorie.',
    de: 'Legt die Datei ins Profil, wo die Person und alle sie sehen, die die Kategorie lesen dürfen.',
    nl: 'Zet het bestand in het profiel, waar de persoon en iedereen die de categorie mag lezen het zien.',
  },
  'personio/document-removed': {
    fr: 'Retire le fichier du profil ; Personio n’en garde pas de copie.',
    de: 'Entfernt die Datei aus dem Profil; Personio behält keine Kopie.',
    nl: 'Verwijdert het bestand uit het profiel; Personio houdt geen kopie.',
  },
};
