import type { EffectDeclaration } from '../../../src/contract/index.ts';

/** What changes set off beyond the data. Source: the vendor's FAQ on the Custom Integration. */
export const effects: readonly EffectDeclaration[] = [
  {
    id: 'invitation-mail',
    text: 'Officevibe sends the person an invitation by mail; a mail cannot be called back.',
    kind: 'employees',
    operations: ['create'],
    when: { setting: 'invite_new_users', equals: true },
    reversible: false,
  },
  {
    id: 'created-uninvited',
    text: 'The person gets the status Created and no mail. Switching invite_new_users on later invites nobody: an administrator invites by hand, under More filters > status Created > Apply.',
    kind: 'employees',
    operations: ['create'],
    when: { setting: 'invite_new_users', equals: false },
    reversible: true,
  },
  {
    id: 'deactivated',
    text: 'The person can no longer log in; the data stays. Deleting for good is done by hand in Officevibe.',
    kind: 'employees',
    operations: ['leave'],
    reversible: true,
  },
  {
    id: 'return-not-by-hand',
    text: 'A person whom somebody deactivated by hand in Officevibe stays deactivated; an administrator reactivates them there.',
    kind: 'employees',
    operations: ['return'],
    reversible: true,
  },
  {
    id: 'team-renamed',
    text: 'Officevibe finds the team by its id and keeps its history under the new name.',
    kind: 'teams',
    operations: ['update'],
    field: 'name',
    reversible: true,
  },
  {
    id: 'team-removed',
    text: 'Officevibe cannot restore the structure of a removed team. After a revert, ask its support for a recalculation; past moves between teams are lost.',
    kind: 'teams',
    operations: ['delete'],
    reversible: false,
  },
  {
    id: 'team-left',
    text: 'The person leaves the team at this sync; a later recalculation by the vendor does not know past moves.',
    kind: 'memberships',
    operations: ['delete'],
    reversible: true,
  },
];
