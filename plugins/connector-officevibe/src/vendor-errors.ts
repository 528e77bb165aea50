import type { Finding } from '../../../src/contract/index.ts';

/** One error of the vendor: how it is known, whose it is, and what helps. */
export interface VendorError {
  readonly id: string;
  /** Wordings, English and French; matched as part of the text, whatever the case. Empty: known by its circumstances. */
  readonly messages: readonly string[];
  /** `row`: that row is skipped, the rest is applied. `call`, `auth`, `throttle`: nothing is applied. `job`: later, in the app. */
  readonly stage: 'row' | 'call' | 'auth' | 'throttle' | 'job';
  readonly generation: 'legacy' | 'workleap' | 'both';
  /** First the one to ask first. Empty: nothing to mend. */
  readonly who: readonly Finding['who'][];
  /** What is wrong, as a sentence. */
  readonly cause: string;
  /** What to do and where to click, as a sentence. */
  readonly fix: string;
}

/** The vendor's messages. Source: the vendor's FAQ "Intégration personnalisée", the help pages, and open-source clients. */
export const vendorErrors: readonly VendorError[] = [
  {
    id: 'attr_not_found',
    messages: ['Attribute Not Found', 'Attribut Non Trouvé'],
    stage: 'row',
    generation: 'both',
    who: ['admin', 'data'],
    cause: 'A property that was sent does not exist in Officevibe, or is spelt there with other capitals.',
    fix: 'An administrator creates the property in the property settings of Officevibe, or the name under "fields" is corrected letter for letter.',
  },
  {
    id: 'attr_option_missing',
    messages: ['Skipped User Attribute Option Not Found'],
    stage: 'row',
    generation: 'both',
    who: ['admin'],
    cause: 'The value is not an option of the property in Officevibe.',
    fix: 'An administrator opens the property in the property settings of Officevibe and adds the option; the next run sends it again.',
  },
  {
    id: 'user_group_missing',
    messages: [
      'Skipped User to Group Relation - Group Not Found',
      'Relation utilisateur au groupe ignoré - groupe non trouvé',
    ],
    stage: 'row',
    generation: 'both',
    who: ['data'],
    cause: 'A membership names a team that is not among the teams sent.',
    fix: "Add the team's id and name to the file of teams (groups.csv).",
  },
  {
    id: 'subgroup_missing',
    messages: [
      'Skipped Subgroup to Group Relation - Subgroup Not Found',
      'Relation sous-groupe au groupe ignoré - Sous-groupe non trouvé',
    ],
    stage: 'row',
    generation: 'both',
    who: ['data'],
    cause: 'A sub-team is named that is not among the teams sent.',
    fix: "Add the sub-team's id and name to the file of teams (groups.csv).",
  },
  {
    id: 'no_connection',
    messages: ['Could not establish a connection to the API. Make sure the submitted API key is correct'],
    stage: 'auth',
    generation: 'both',
    who: ['config', 'admin'],
    cause: 'The key was renewed, switched off in the app, or mistyped.',
    fix: 'An administrator looks up the current key in the admin dashboard of Officevibe; put it into the secret behind api_key.',
  },
  {
    id: 'not_activated',
    messages: ['You must activate API synchronization via the admin dashboard'],
    stage: 'auth',
    generation: 'both',
    who: ['admin'],
    cause: 'The Custom Integration is not activated, or the plan of the account is below Pro.',
    fix: 'An administrator opens the admin dashboard on officevibe.com and activates the Custom Integration (a key alone is not enough); it needs a Pro or Business plan.',
  },
  {
    id: 'main_error',
    messages: ['Main: An error occurred while syncing'],
    stage: 'call',
    generation: 'legacy',
    who: ['data'],
    cause: 'Officevibe could not work through what was sent; usually a file is invalid.',
    fix: 'See the findings beside this one and correct the file; without any, download the sync report in Officevibe.',
  },
  {
    id: 'empty_section',
    messages: [],
    stage: 'call',
    generation: 'legacy',
    who: ['data', 'config'],
    cause:
      'People, teams or memberships are missing or empty; Officevibe refuses such a call as a guard against wiping the account.',
    fix: 'Check the export: all three must hold at least one row.',
  },
  {
    id: 'login_page',
    messages: ['<html', '<!doctype html'],
    stage: 'auth',
    generation: 'legacy',
    who: ['config'],
    cause: 'Officevibe answered with its login page instead of data, so the key was rejected.',
    fix: 'An administrator looks up the current key in the admin dashboard of Officevibe; put it into the secret behind api_key.',
  },
  {
    id: 'settings_refused',
    messages: [],
    stage: 'call',
    generation: 'workleap',
    who: ['config'],
    cause: 'The Workleap API does not take a settings section.',
    fix: 'Set generation to legacy only for an account that uses the Custom Integration (API v2).',
  },
  {
    id: 'risk_pause',
    messages: [],
    stage: 'job',
    generation: 'workleap',
    who: ['admin'],
    cause: 'The sync holds more changes than the risk threshold of the account and waits.',
    fix: 'An administrator approves or rejects the sync in Workleap.',
  },
  {
    id: 'user_skipped',
    messages: ['User skipped'],
    stage: 'row',
    generation: 'both',
    who: ['data'],
    cause: 'Officevibe skipped a person because of their row.',
    fix: 'Open the sync report in Officevibe, look for the id in the column ExternalId and correct the row.',
  },
  {
    id: 'no_manager_profile',
    messages: ['No Workleap profile for Direct Manager'],
    stage: 'row',
    generation: 'workleap',
    who: ['data', 'admin'],
    cause: 'The manager of a person has no profile.',
    fix: 'Add the manager first.',
  },
  {
    id: 'already_inactive',
    messages: ['ERR_NO_ACTIVE_MEMBERS_TO_DEACTIVATE'],
    stage: 'call',
    generation: 'workleap',
    who: [],
    cause: 'All people named were inactive already.',
    fix: 'Nothing to do.',
  },
  {
    id: 'throttled',
    messages: [],
    stage: 'throttle',
    generation: 'both',
    who: ['vendor'],
    cause: 'Officevibe asked for fewer calls.',
    fix: 'Run again later, or lower calls_per_minute.',
  },
];

/** The row whose wording stands in the text, or undefined for a message that nobody wrote down yet. */
export function findVendorError(text: string): VendorError | undefined {
  const folded = text.normalize('NFC').toLowerCase();
  return vendorErrors.find((error) => error.messages.some((message) => folded.includes(message.toLowerCase())));
}

/** @throws RangeError for an id that the table does not hold: a mistake of ours. */
export function vendorError(id: string): VendorError {
  const found = vendorErrors.find((error) => error.id === id);
  if (!found) throw new RangeError(`no vendor error ${id}`);
  return found;
}
