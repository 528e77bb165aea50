import type { ActionTexts } from './action.ts';
import { formatsOf } from './formats.ts';

const { number, count } = formatsOf('nl-NL');

export const dutch: ActionTexts = {
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
    'other-base': 'Dit gaat niet naar de standaardbranch: geen systeem is gelezen. Alleen de records zijn vergeleken.',
    'no-config':
      'De standaardbranch heeft nog geen rollcall.yaml: geen systeem is gelezen, en elke waarde geldt als geheim.',
  },
  waiting: (sections) =>
    `Dit wijzigt ${sections} in rollcall.yaml, waar staat waar gegevens en sleutels heen gaan. Wat volgt gebruikt wat gemerged is; de wijziging telt pas na de merge.`,
  pending: (system, amount) =>
    `${system}: ${count(amount, 'wijziging van een eerdere merge moet nog worden toegepast en telt', 'wijzigingen van eerdere merges moeten nog worden toegepast en tellen')} hier niet mee.`,
  cancelled: (system, amount) =>
    `${system}: ${count(amount, 'wijziging die nog moest gebeuren is', 'wijzigingen die nog moesten gebeuren zijn')} niet meer nodig.`,
  baseUnread: 'De bestanden van de standaardbranch zijn niet goed te lezen; hier staat alles wat zou worden toegepast.',
  report: 'Het volledige rapport is een artefact van de run:',
  label: (label) =>
    `Controleer eerst of de export volledig is. Is alles de bedoeling, dan zet iemand die dit pull request niet schreef het label ${label}; gezet voordat dit te zien was, telt het niet.`,
  labelRefused: (label, why) => `Het label ${label} geeft niets vrij: ${why}`,
  labelWhy: {
    unreadable: 'het moet luiden “rollcall:allow SYSTEEM LIMIET=AANTAL”.',
    author: 'het is gezet door een auteur van dit pull request.',
    bot: 'het is niet door een mens gezet.',
    unseen:
      'het is gezet voordat dit plan werd getoond, of ROLLCALL_KEY is niet in elke run gelijk. Haal het weg en zet het opnieuw.',
    moved: 'het plan is sindsdien veranderd. Haal het weg, kijk opnieuw en zet het opnieuw.',
    used: 'het is al eens gebruikt. Haal het weg, kijk opnieuw en zet het opnieuw.',
    system: 'dit systeem komt in het plan niet voor.',
  },
  refused: 'Geweigerd',
  sync: {
    column: { applied: 'toegepast', failed: 'mislukt', held: 'aangehouden' },
    total: (applied, failed, held) =>
      `${number(applied)} toegepast, ${number(failed)} mislukt, ${number(held)} aangehouden`,
    title: 'Toegepast',
    stopped:
      'Er is niets geschreven. Zodra het hieronder genoemde label is gezet, start u de job opnieuw (“Re-run jobs” op de pagina van de run).',
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
  webhook: {
    partial: (repository) => `Rollcall in ${repository}: niet alles is toegepast`,
    stopped: (repository) =>
      `Rollcall in ${repository}: een limiet hield de synchronisatie tegen, er is niets geschreven`,
    refused: (repository) => `Rollcall in ${repository}: de synchronisatie is geweigerd, er is niets geschreven`,
  },
  notify: (accounts) => `${accounts}: graag kijken.`,
};
