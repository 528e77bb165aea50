import type { Finding, InspectView, SnapshotRecord } from '../../../src/contract/index.ts';
import { ownMemberFields, rolesOf, toAddress, toText } from './convert.ts';
import { recordError, systemError, warning } from './finding.ts';
import type { Organisation } from './organisation.ts';
import type { Settings } from './settings.ts';

/** Rules about people that no data sheet can state. */
export function inspectPeople(
  desired: Organisation,
  base: Organisation,
  view: InspectView,
  settings: Settings,
): readonly Finding[] {
  const names = new Set(desired.employees.flatMap((person) => Object.keys(person.fields).filter(isProperty)));
  return [
    ...[...names].filter((name) => !settings.properties.has(name)).map(unknownProperty),
    ...desired.employees.flatMap((person) => inspectOptions(person, settings)),
    ...findStayingLeavers(desired, base, settings),
    ...findRoleless(desired),
    ...inspectFixedDates(desired.employees, base.employees),
    ...(settings.automaticInvite && view.baseSettings?.automatic_invite === false ? [inviteFlipped] : []),
  ];
}

/** True for a field of a person that is a property of the customer's own. */
function isProperty(name: string): boolean {
  return name !== 'externalMemberId' && !ownMemberFields.some((own) => own === name);
}

/** Properties must exist, letter for letter; provisioning creates none and cannot list them (FAQ). */
function unknownProperty(name: string): Finding {
  const own = ownMemberFields.find((one) => one.toLowerCase() === name.toLowerCase());
  return systemError(
    {
      code: 'workleap-attr-not-found',
      who: 'config',
      message: `"${name}" is sent for employees and not listed under properties.`,
      next: own
        ? `Write ${own} as Workleap does.`
        : 'An administrator creates it in the settings of Workleap; then list it with its options under properties.',
    },
    { kind: 'employees', field: name },
  );
}

function inspectOptions({ kind, key, fields }: SnapshotRecord, settings: Settings): readonly Finding[] {
  return Object.entries(fields)
    .filter(([name, value]) => {
      const options = settings.properties.get(name);
      return options && toText(value) !== '' && !options.has(toText(value));
    })
    .map(([field]) => {
      const message = `The value of ${field} is not one of its options under properties; capitals count.`;
      const next =
        'An administrator adds the option in Workleap and it is listed under properties; or correct the file.';
      return recordError({ code: 'workleap-attr-option-missing', who: 'admin', message, next }, { kind, key, field });
    });
}

/** Administrators and executives are not touched by absence, nor is their role (FAQ). */
function findStayingLeavers(desired: Organisation, base: Organisation, settings: Settings): readonly Finding[] {
  const kept = new Set(desired.employees.map((person) => person.key));
  return base.employees
    .filter(({ key, fields }) => !kept.has(key) && settings.administrators.has(toAddress(toText(fields.email))))
    .map(({ kind, key }) => {
      const message = 'A person who left is listed under administrators, whom provisioning does not switch off.';
      const next =
        'Another administrator takes the role away in Workleap, and the address is taken out of administrators; the next run switches them off.';
      return warning({ code: 'workleap-administrator-stays', who: 'admin', message, next }, { kind, key });
    });
}

function findRoleless({ memberships }: Organisation): readonly Finding[] {
  return memberships
    .filter(({ fields }) => 'member' in fields && !rolesOf(fields).isMember && !rolesOf(fields).isManager)
    .map(({ kind, key }) => {
      const message = 'A membership makes the person neither member nor manager of the team.';
      const next = 'Set isMember or isManager to TRUE, or remove the row.';
      return recordError({ code: 'workleap-no-role', who: 'data', message, next }, { kind, key });
    });
}

/** Two dates that the vendor never changes once they are set (help page on properties). */
const fixedDates = ['Hire Date', 'Termination Date'];

function inspectFixedDates(desired: readonly SnapshotRecord[], base: readonly SnapshotRecord[]): readonly Finding[] {
  const before = new Map(base.map((person) => [person.key, person.fields]));
  return desired.flatMap(({ kind, key, fields }) =>
    fixedDates
      .filter((name) => name in fields && toText(before.get(key)?.[name]) !== '')
      .filter((name) => toText(before.get(key)?.[name]) !== toText(fields[name]))
      .map((field) => {
        const message = `${field} was set before, and Workleap does not change it any more.`;
        const next = 'Correct it in the files, or ask the support of Workleap.';
        return warning({ code: 'workleap-date-is-fixed', who: 'vendor', message, next }, { kind, key, field });
      }),
  );
}

const inviteFlipped = warning({
  code: 'workleap-invite-flipped',
  who: 'admin',
  message:
    'Automatic Invite was switched on. It invites people who are new from now on; those created while it was off stay Created and get no mail.',
  next: 'To invite those, an administrator opens the members: More filters > status Created > Apply, then selects and invites them (without the filter the choice is greyed out).',
});
