import type { EffectDeclaration } from '../../../src/contract/index.ts';

/** What changes set off beyond the data. Source: the vendor's help pages on API Provisioning and its FAQ. */
export const effects: readonly EffectDeclaration[] = [
  {
    id: 'invitation-mail',
    text: 'Workleap sends the person an invitation by mail; a mail cannot be called back.',
    kind: 'employees',
    operations: ['create'],
    when: { setting: 'automatic_invite', equals: true },
    reversible: false,
  },
  {
    id: 'created-uninvited',
    text: 'The person gets the status Created and no mail. Switching Automatic Invite on later invites nobody: an administrator invites by hand.',
    kind: 'employees',
    operations: ['create'],
    when: { setting: 'automatic_invite', equals: false },
    reversible: true,
  },
  {
    id: 'deactivated',
    text: 'The person can no longer log in; the data stays. They go along in every push from then on, because leaving them out would erase them.',
    kind: 'employees',
    operations: ['leave'],
    reversible: true,
  },
  {
    id: 'erased',
    text: 'The person and their data are erased in Workleap. Nobody can bring them back; they would start anew.',
    kind: 'employees',
    operations: ['delete'],
    reversible: false,
  },
  {
    id: 'activated',
    text: 'The account is switched on again, also where somebody had switched it off by hand.',
    kind: 'employees',
    operations: ['return'],
    reversible: true,
  },
  {
    id: 'team-renamed',
    text: 'Officevibe finds the team by its id and keeps its history under the new name.',
    kind: 'teams',
    operations: ['update'],
    field: 'teamName',
    reversible: true,
  },
  {
    id: 'team-created',
    text: 'A team of exactly this name that has no id yet is taken over with its history; otherwise a new team begins.',
    kind: 'teams',
    operations: ['create'],
    reversible: true,
  },
  {
    id: 'team-removed',
    text: 'The vendor cannot restore the structure of a removed team. After a revert, ask its support for a recalculation; past moves between teams are lost.',
    kind: 'teams',
    operations: ['delete'],
    reversible: false,
  },
];
