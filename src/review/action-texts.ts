import { formatsOf } from './texts/formats.ts';
import type { Language } from './texts.ts';

/** What the Action says around a plan, in one language. Sentences may hold names; they are escaped where they are put. */
export interface ActionTexts {
  readonly records: { readonly title: string; readonly privacy: string; readonly none: string };
  readonly column: Readonly<Record<'kind' | 'added' | 'removed' | 'changed' | 'record' | 'what' | 'fields', string>>;
  readonly op: Readonly<Record<'added' | 'removed' | 'changed', string>>;
  /** Why systems were not read. */
  readonly recordsOnly: Readonly<Record<'fork' | 'other-base' | 'no-config', string>>;
  waiting(sections: string): string;
  pending(system: string, amount: number): string;
  cancelled(system: string, amount: number): string;
  baseUnread: string;
  report: string;
  label(label: string): string;
  labelRefused(label: string, why: string): string;
  readonly labelWhy: Readonly<Record<'unreadable' | 'author' | 'bot' | 'unseen' | 'moved' | 'used' | 'system', string>>;
  refused: string;
  readonly sync: {
    readonly title: string;
    readonly stopped: string;
    readonly refused: string;
    readonly failed: string;
    later(systems: string): string;
    approved(accounts: string): string;
    superseded(head: string, tip: string): string;
  };
  readonly drift: {
    title(systems: string): string;
    readonly intro: string;
    readonly unread: string;
    readonly next: string;
  };
  notify(accounts: string): string;
}

export function actionTextsFor(language: Language = 'en'): ActionTexts {
  return languages[language];
}

const en = formatsOf('en-GB').number;
const fr = formatsOf('fr-FR').number;
const de = formatsOf('de-DE').number;
const nl = formatsOf('nl-NL').number;

const languages: Readonly<Record<Language, ActionTexts>> = {
  en: {
    records: {
      title: 'What changes in the files',
      privacy: 'Values of personal fields are hidden (•••).',
      none: 'Nothing changes in the records.',
    },
    column: {
      kind: 'Kind',
      added: 'Added',
      removed: 'Removed',
      changed: 'Changed',
      record: 'Record',
      what: 'What',
      fields: 'Fields',
    },
    op: { added: 'added', removed: 'removed', changed: 'changed' },
    recordsOnly: {
      fork: 'This comes from a fork or from a bot, which get no secrets: no system was read. Only the records are compared.',
      'other-base': 'This does not go to the default branch: no system was read. Only the records are compared.',
      'no-config': 'The default branch has no rollcall.yaml yet: no system was read, and every value counts as secret.',
    },
    waiting: (sections) =>
      `This changes ${sections} in rollcall.yaml, which decides where data and keys go. What follows uses what is merged; the change counts once it is merged.`,
    pending: (system, amount) =>
      `${system}: ${en(amount)} changes from earlier merges are still to be applied; they are not counted here.`,
    cancelled: (system, amount) =>
      `${system}: ${en(amount)} changes that were still to be applied are not needed any more.`,
    baseUnread:
      'The files of the default branch cannot be read soundly, so this shows everything that would be applied.',
    report: 'The full report is an artifact of the run:',
    label: (label) =>
      `If it is meant, somebody who did not write this pull request sets the label ${label} now that this is shown.`,
    labelRefused: (label, why) => `The label ${label} releases nothing: ${why}`,
    labelWhy: {
      unreadable: 'it must read “rollcall:allow SYSTEM LIMIT=COUNT”.',
      author: 'it was set by an author of this pull request.',
      bot: 'it was not set by a person.',
      unseen:
        'it was set before this plan was shown, or ROLLCALL_KEY is not the same in every run. Take it off and set it again.',
      moved: 'the plan changed since it was shown. Take it off, look again, and set it again.',
      used: 'it was used before.',
      system: 'there is no such system in this plan.',
    },
    refused: 'Refused',
    sync: {
      title: 'Applied',
      stopped: 'Stopped by a limit: nothing was written',
      refused: 'Refused: nothing was written',
      failed: 'Not everything was applied',
      later: (systems) => `Wait for their scheduled run: ${systems}.`,
      approved: (accounts) => `Approved by ${accounts}.`,
      superseded: (head, tip) =>
        `Nothing was done: ${head} is not the tip any more, and the run of ${tip} takes this along.`,
    },
    drift: {
      title: (systems) => `Drift: ${systems} moved without git`,
      intro:
        'These records were changed in the systems, and the files still say something else. Rollcall leaves them as they are.',
      unread: 'could not be read; what was known before may still hold.',
      next: 'Change the files to what is right there, or set “drift: correct” for the system. This issue closes by itself.',
    },
    notify: (accounts) => `${accounts}: please look.`,
  },
  fr: {
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
      `${system} : ${fr(amount)} changements de fusions antérieures restent à appliquer ; ils ne sont pas comptés ici.`,
    cancelled: (system, amount) =>
      `${system} : ${fr(amount)} changements qui restaient à appliquer ne sont plus nécessaires.`,
    baseUnread:
      'Les fichiers de la branche par défaut ne peuvent pas être lus correctement : voici tout ce qui serait appliqué.',
    report: 'Le rapport complet est un artefact de l’exécution :',
    label: (label) =>
      `Si c’est voulu, une personne qui n’a pas écrit cette demande pose l’étiquette ${label} maintenant que ceci est affiché.`,
    labelRefused: (label, why) => `L’étiquette ${label} ne libère rien : ${why}`,
    labelWhy: {
      unreadable: 'elle doit s’écrire « rollcall:allow SYSTÈME LIMITE=NOMBRE ».',
      author: 'elle a été posée par un auteur de cette demande.',
      bot: 'elle n’a pas été posée par une personne.',
      unseen:
        'elle a été posée avant que ce plan ne soit affiché, ou ROLLCALL_KEY n’est pas la même à chaque exécution. Retirez-la et posez-la de nouveau.',
      moved: 'le plan a changé depuis qu’il a été affiché. Retirez-la, regardez de nouveau, puis posez-la de nouveau.',
      used: 'elle a déjà servi.',
      system: 'ce système n’est pas dans ce plan.',
    },
    refused: 'Refusé',
    sync: {
      title: 'Appliqué',
      stopped: 'Arrêté par une limite : rien n’a été écrit',
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
    notify: (accounts) => `${accounts} : merci de regarder.`,
  },
  de: {
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
      `${system}: ${de(amount)} Änderungen früherer Merges stehen noch aus; sie zählen hier nicht mit.`,
    cancelled: (system, amount) => `${system}: ${de(amount)} ausstehende Änderungen sind nicht mehr nötig.`,
    baseUnread:
      'Die Dateien des Standardzweigs lassen sich nicht sicher lesen; hier steht alles, was angewendet würde.',
    report: 'Der ganze Bericht ist ein Artefakt des Laufs:',
    label: (label) =>
      `Ist es gewollt, setzt jemand, der diesen Pull Request nicht geschrieben hat, jetzt das Label ${label}.`,
    labelRefused: (label, why) => `Das Label ${label} gibt nichts frei: ${why}`,
    labelWhy: {
      unreadable: 'es muss „rollcall:allow SYSTEM GRENZE=ANZAHL“ heißen.',
      author: 'es wurde von einem Autor dieses Pull Requests gesetzt.',
      bot: 'es wurde nicht von einem Menschen gesetzt.',
      unseen:
        'es wurde gesetzt, bevor dieser Plan gezeigt wurde, oder ROLLCALL_KEY ist nicht in jedem Lauf gleich. Entfernen und neu setzen.',
      moved: 'der Plan hat sich seither geändert. Entfernen, neu ansehen, neu setzen.',
      used: 'es wurde schon benutzt.',
      system: 'dieses System kommt im Plan nicht vor.',
    },
    refused: 'Abgelehnt',
    sync: {
      title: 'Angewendet',
      stopped: 'Von einer Grenze angehalten: Nichts wurde geschrieben',
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
    notify: (accounts) => `${accounts}: bitte ansehen.`,
  },
  nl: {
    records: {
      title: 'Wat er in de bestanden verandert',
      privacy: 'Waarden van persoonlijke velden zijn verborgen (•••).',
      none: 'Er verandert niets in de records.',
    },
    column: {
      kind: 'Soort',
      added: 'Nieuw',
      removed: 'Weg',
      changed: 'Gewijzigd',
      record: 'Record',
      what: 'Wat',
      fields: 'Velden',
    },
    op: { added: 'nieuw', removed: 'weg', changed: 'gewijzigd' },
    recordsOnly: {
      fork: 'Dit komt van een fork of van een bot, die geen geheimen krijgen: geen systeem is gelezen. Alleen de records zijn vergeleken.',
      'other-base':
        'Dit gaat niet naar de standaardbranch: geen systeem is gelezen. Alleen de records zijn vergeleken.',
      'no-config':
        'De standaardbranch heeft nog geen rollcall.yaml: geen systeem is gelezen, en elke waarde geldt als geheim.',
    },
    waiting: (sections) =>
      `Dit wijzigt ${sections} in rollcall.yaml, waar staat waar gegevens en sleutels heen gaan. Wat volgt gebruikt wat gemerged is; de wijziging telt pas na de merge.`,
    pending: (system, amount) =>
      `${system}: ${nl(amount)} wijzigingen van eerdere merges moeten nog worden toegepast; die tellen hier niet mee.`,
    cancelled: (system, amount) =>
      `${system}: ${nl(amount)} wijzigingen die nog moesten gebeuren zijn niet meer nodig.`,
    baseUnread:
      'De bestanden van de standaardbranch zijn niet goed te lezen; hier staat alles wat zou worden toegepast.',
    report: 'Het volledige rapport is een artefact van de run:',
    label: (label) => `Is het de bedoeling, dan zet iemand die dit pull request niet schreef nu het label ${label}.`,
    labelRefused: (label, why) => `Het label ${label} geeft niets vrij: ${why}`,
    labelWhy: {
      unreadable: 'het moet luiden “rollcall:allow SYSTEEM LIMIET=AANTAL”.',
      author: 'het is gezet door een auteur van dit pull request.',
      bot: 'het is niet door een mens gezet.',
      unseen:
        'het is gezet voordat dit plan werd getoond, of ROLLCALL_KEY is niet in elke run gelijk. Haal het weg en zet het opnieuw.',
      moved: 'het plan is sindsdien veranderd. Haal het weg, kijk opnieuw en zet het opnieuw.',
      used: 'het is al eens gebruikt.',
      system: 'dit systeem komt in het plan niet voor.',
    },
    refused: 'Geweigerd',
    sync: {
      title: 'Toegepast',
      stopped: 'Tegengehouden door een limiet: er is niets geschreven',
      refused: 'Geweigerd: er is niets geschreven',
      failed: 'Niet alles is toegepast',
      later: (systems) => `Wachten op hun geplande run: ${systems}.`,
      approved: (accounts) => `Goedgekeurd door ${accounts}.`,
      superseded: (head, tip) =>
        `Er is niets gedaan: ${head} is niet meer de nieuwste stand, de run van ${tip} neemt dit mee.`,
    },
    drift: {
      title: (systems) => `Afwijking: ${systems} gewijzigd zonder git`,
      intro:
        'Deze records zijn in de systemen gewijzigd, terwijl de bestanden nog iets anders zeggen. Rollcall laat ze zoals ze zijn.',
      unread: 'kon niet worden gelezen; wat eerder bekend was kan nog gelden.',
      next: 'Pas de bestanden aan, of zet “drift: correct” voor het systeem. Dit issue sluit vanzelf.',
    },
    notify: (accounts) => `${accounts}: graag kijken.`,
  },
};
