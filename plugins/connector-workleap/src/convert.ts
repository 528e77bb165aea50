import type { Fields, LiveRecord, SnapshotRecord, Value, WriteChange } from '../../../src/contract/index.ts';
import { assumptions } from './assumptions.ts';
import type { FoundUser, Member, ProvisioningBody, Team, TeamMapping } from './schema.ts';
import type { Settings } from './settings.ts';

/** Names of a person that belong to Workleap itself; every other one is a property. */
export const ownMemberFields = [
  'email',
  'firstName',
  'lastName',
  'jobTitle',
  'imageUrl',
  'languagePreferences',
  'productAssignations',
] as const;

/**
 * A live person. Whether they are on is said only of those who are: who is not may be off or not on yet. Leaving such a
 * person out erases them (fact sheet, 6.3), administrators aside (6.4).
 */
export function toPerson(user: FoundUser, settings: Settings): LiveRecord {
  const email = addressOf(user);
  const { name, title } = user;
  const fields: Record<string, Value> = { email };
  if (typeof name?.givenName === 'string') fields.firstName = name.givenName;
  if (typeof name?.familyName === 'string') fields.lastName = name.familyName;
  if (typeof title === 'string') fields.jobTitle = title;
  return {
    kind: 'employees',
    remote: user.id,
    ...(user.externalId ? { key: user.externalId } : {}),
    ...(user.active ? { active: true } : { absence: 'deletes' as const }),
    ...(settings.administrators.has(email) ? { staying: 'administrator' } : {}),
    fields,
  };
}

/** The first address is the primary one (fact sheet, 5), compared whatever its capitals. */
export function addressOf({ emails }: FoundUser): string {
  return toAddress(emails[0]?.value ?? '');
}

/**
 * Body of a push from everything that shall be there afterwards. Who leaves goes along too, where the address is known:
 * left out, they would be switched off by this push and erased by the next one.
 */
export function toBody(snapshot: readonly SnapshotRecord[], leavers: readonly WriteChange[] = []): ProvisioningBody {
  const people = snapshot.filter((record) => record.kind === 'employees');
  const named = new Set(people.map((person) => person.key));
  const addresses = new Set(people.map((person) => toAddress(toText(person.fields.email))));
  const leaving = leavers.filter(
    ({ key, fields }) =>
      toText(fields.email) !== '' && !named.has(key) && !addresses.has(toAddress(toText(fields.email))),
  );
  const teams = snapshot.filter((record) => record.kind === 'teams');
  return {
    members: [...people, ...leaving].map(toMember),
    teams: teams.map(toTeam),
    teamMappings: [
      ...teams.flatMap(toSubTeam),
      ...snapshot.filter((record) => record.kind === 'memberships').map(toMapping),
    ],
  };
}

/** A person as sent: an empty field is an empty text, an unknown one is left out. */
export function toMember({ key, fields }: { readonly key: string; readonly fields: Fields }): Member {
  const known = Object.entries(fields).filter(([name]) => name !== 'externalMemberId' && name !== 'email');
  return {
    externalMemberId: key,
    email: toAddress(toText(fields.email)),
    ...Object.fromEntries(known.map(([name, value]) => [name, toText(value)])),
  };
}

/** Roles of a membership. A row that says nothing of either means a member. */
export function rolesOf(fields: Fields): { readonly isMember: boolean; readonly isManager: boolean } {
  const isManager = fields.manager === true;
  return { isMember: fields.member === undefined ? !isManager : fields.member === true, isManager };
}

/** The value as the wire has it: null becomes empty, a number its digits, a list its texts with `;` in between. */
export function toText(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: Value) => toText(item)).join(assumptions.productSeparator);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** An address as it is compared and sent (the bulk page wants small letters). */
export function toAddress(email: string): string {
  return email.trim().toLowerCase();
}

function toTeam({ key, fields }: SnapshotRecord): Team {
  return { externalTeamId: key, teamName: toText(fields.teamName) };
}

/** A person in a team. One row says both roles, as the vendor's own files do in practice. */
function toMapping({ fields }: SnapshotRecord): TeamMapping {
  return {
    externalTeamId: toText(fields.externalTeamId),
    externalMemberId: toText(fields.externalMemberId),
    externalSubteamId: '',
    ...rolesOf(fields),
  };
}

function toSubTeam({ key, fields }: SnapshotRecord): readonly TeamMapping[] {
  const above = toText(fields.parentTeamId);
  if (above === '') return [];
  return [{ externalTeamId: above, externalMemberId: '', externalSubteamId: key, isMember: false, isManager: false }];
}
