import type { Finding } from '../../../src/contract/index.ts';

/** One error of the vendor: how it is known, whose it is, and what helps. */
export interface VendorError {
  readonly code: string;
  /** Wordings or codes, matched as part of the text, whatever the case. */
  readonly messages: readonly string[];
  readonly who: Finding['who'];
  readonly message: string;
  readonly next: string;
}

/** Messages of a refused call and of the sync report (fact sheet, section 8). */
export const vendorErrors: readonly VendorError[] = [
  {
    code: 'workleap-attr-not-found',
    messages: ['Attribute Not Found', 'Attribut Non Trouvé'],
    who: 'admin',
    message: 'A property that was sent does not exist in Workleap, or is spelt there with other capitals.',
    next: 'An administrator creates it in the settings of Workleap, or the name under "fields" is corrected letter for letter.',
  },
  {
    code: 'workleap-attr-option-missing',
    messages: ['Skipped User Attribute Option Not Found'],
    who: 'admin',
    message: 'A value is not an option of the property in Workleap.',
    next: 'An administrator adds the option in the settings of the property; the next run sends it again.',
  },
  {
    code: 'workleap-team-missing',
    messages: [
      'Skipped User to Group Relation - Group Not Found',
      'Relation utilisateur au groupe ignoré - groupe non trouvé',
    ],
    who: 'data',
    message: 'A membership names a team that is not among the teams sent.',
    next: 'Add the team to the file of teams.',
  },
  {
    code: 'workleap-subteam-missing',
    messages: [
      'Skipped Subgroup to Group Relation - Subgroup Not Found',
      'Relation sous-groupe au groupe ignoré - Sous-groupe non trouvé',
    ],
    who: 'data',
    message: 'A sub-team is named that is not among the teams sent.',
    next: 'Add the sub-team to the file of teams.',
  },
  {
    code: 'workleap-not-active',
    messages: ['not active', 'must activate', 'provisioning method'],
    who: 'admin',
    message: 'API Provisioning is configured and not the active provisioning method; only one can be active.',
    next: 'An administrator makes API Provisioning the active method in the settings of Workleap.',
  },
  {
    code: 'workleap-key-refused',
    messages: ['Could not establish a connection to the API'],
    who: 'config',
    message: 'The key was renewed, switched off in Workleap, or mistyped.',
    next: 'An administrator looks up the key, or makes a new one; put it into the secret behind api_key.',
  },
  {
    code: 'workleap-settings-refused',
    messages: ['section settings', 'settings section'],
    who: 'config',
    message: 'Workleap does not take a settings section, which only the older API has.',
    next: 'This connector sends none: see whether something on the way adds it. An account on the older API takes the connector officevibe.',
  },
  {
    code: 'workleap-main-error',
    messages: ['An error occurred while syncing'],
    who: 'data',
    message: 'Workleap could not work through what was sent; usually a file is invalid.',
    next: 'Open the sync report in Workleap, which names the row, and correct it.',
  },
  {
    code: 'workleap-no-manager-profile',
    messages: ['No Workleap profile for Direct Manager'],
    who: 'data',
    message: 'The manager of a person has no profile in Workleap.',
    next: 'Add the manager to the files first.',
  },
  {
    code: 'workleap-user-skipped',
    messages: ['User skipped'],
    who: 'data',
    message: 'Workleap skipped a person because of their row.',
    next: 'Look for the id in the column ExternalId of the sync report and correct the row.',
  },
  {
    code: 'workleap-empty-section',
    messages: ['missing or empty'],
    who: 'data',
    message: 'People, teams or memberships are missing or empty; Workleap refuses such a call.',
    next: 'Check the export: all three must hold at least one row.',
  },
];

/** Everybody named was off already: nothing to mend [third party]. */
export const alreadyInactive = 'ERR_NO_ACTIVE_MEMBERS_TO_DEACTIVATE';

/** The row whose wording stands in the text, or undefined for a message that nobody wrote down yet. */
export function findVendorError(text: string): VendorError | undefined {
  const folded = text.normalize('NFC').toLowerCase();
  return vendorErrors.find((error) => error.messages.some((message) => folded.includes(message.toLowerCase())));
}
