import type { Finding, InspectView, LiveRecord } from '../../../src/contract/index.ts';
import { rolesOf, toRemote, toText } from './convert.ts';
import { recordError, warning } from './finding.ts';
import type { Organisation } from './organisation.ts';
import type { Settings } from './settings.ts';

/** What the integration cannot do for people: take an administrator off, wake one who was switched off by hand, invite later. */
export function inspectPeople(
  desired: Organisation,
  base: Organisation,
  view: InspectView,
  settings: Settings,
): readonly Finding[] {
  const live = new Map(view.live.filter((one) => one.kind === 'employees').map((one) => [one.remote, one]));
  return [
    ...findStayingLeavers(desired, base, live),
    ...findSwitchedOff(desired, base, live),
    ...findRoleless(desired),
    ...(settings.inviteNewUsers && view.baseSettings?.invite_new_users === false ? [inviteFlipped] : []),
  ];
}

/** An administrator who left stays able to log in: absence does not touch administrators (FAQ). */
function findStayingLeavers(
  desired: Organisation,
  base: Organisation,
  live: ReadonlyMap<string, LiveRecord>,
): readonly Finding[] {
  const kept = new Set(desired.employees.map((person) => person.key));
  return base.employees
    .filter((person) => !kept.has(person.key))
    .flatMap(({ key, fields }) => {
      const staying = live.get(toRemote(toText(fields.email)))?.staying;
      return staying ? [stays({ key }, staying)] : [];
    });
}

/** Says that one who left is still there, because of a role that the API never touches. */
export function stays(of: { readonly key: string }, staying: string): Finding {
  return warning(
    {
      code: 'officevibe-administrator-stays',
      who: 'admin',
      message: `A person who left is ${staying === 'administrator' ? 'an' : 'a'} ${staying} in Officevibe, whom the integration does not deactivate.`,
      next: 'Another administrator takes the role away in Officevibe; the next run deactivates the person.',
    },
    { kind: 'employees', key: of.key },
  );
}

/**
 * Applied before, still wanted, not listed any more: switched off by hand, which integrations do not undo. Held, since
 * a plan to bring them back would fail again and again; they go along in every push as they were.
 */
function findSwitchedOff(
  desired: Organisation,
  base: Organisation,
  live: ReadonlyMap<string, LiveRecord>,
): readonly Finding[] {
  const before = new Map(base.employees.map((person) => [person.key, person]));
  return desired.employees
    .filter((person) => {
      const addresses = [before.get(person.key)?.fields.email, person.fields.email].map(toText).filter(Boolean);
      return before.has(person.key) && !addresses.some((address) => live.has(toRemote(address)));
    })
    .map(({ key }) => recordError(switchedOff, { kind: 'employees', key }));
}

/** Words for one whom presence in the files does not bring back. */
export const switchedOff = {
  code: 'officevibe-switched-off',
  who: 'admin',
  message:
    'A person in the files is not in the list of Officevibe: deactivated or deleted there by hand, which the integration does not undo.',
  next: 'An administrator reactivates the person in Officevibe, or the HR files let them go. Who was deleted must be invited anew as a new person.',
} as const;

function findRoleless({ memberships }: Organisation): readonly Finding[] {
  return memberships
    .filter(({ fields }) => 'member' in fields && !rolesOf(fields).isMember && !rolesOf(fields).isManager)
    .map(({ kind, key }) => {
      const message = 'A membership makes the person neither member nor manager of the team.';
      const next = 'Set isMember or isManager to TRUE, or remove the row.';
      return recordError({ code: 'officevibe-no-role', who: 'data', message, next }, { kind, key });
    });
}

const inviteFlipped = warning({
  code: 'officevibe-invite-flipped',
  who: 'admin',
  message:
    'invite_new_users was switched on. It invites people who are new from now on; those created while it was off stay Created and get no mail.',
  next: 'To invite those, an administrator opens the members in Officevibe: More filters > status Created > Apply, then selects and invites them (without the filter the choice is greyed out). The API does not tell who they are.',
});
