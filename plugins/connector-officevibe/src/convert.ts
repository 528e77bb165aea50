import type { Fields, LiveRecord, SnapshotRecord, Value } from '../../../src/contract/index.ts';
import type { ListedGroup, ListedUser, SyncBody, SyncGroup, SyncMapping, SyncUser } from './schema.ts';
import type { Settings } from './settings.ts';

/** Names of a person that belong to Officevibe itself; every other one is a property. */
export const ownUserFields = ['email', 'firstName', 'lastName', 'jobTitle', 'imageUrl', 'language'] as const;

/** A live person. Picture, language and properties are not given back and stay unknown. */
export function toPerson(user: ListedUser): LiveRecord {
  const staying = user.isAdmin ? 'administrator' : user.isCompanyManager ? 'executive manager' : undefined;
  return {
    kind: 'employees',
    remote: toRemote(user.email),
    active: true,
    ...(staying ? { staying } : {}),
    fields: {
      email: user.email,
      firstName: toText(user.firstName ?? user.fistName),
      lastName: toText(user.lastName),
      jobTitle: toText(user.jobTitle),
    },
  };
}

/** A live team. `settings` says which are rule-based, and which key a team has that the app knows by its name only. */
export function toTeam(group: ListedGroup, settings: Settings): LiveRecord {
  const hinted = [...settings.currentTeamNames].find(([, name]) => name === group.name)?.[0];
  return {
    kind: 'teams',
    remote: group.id,
    ...(hinted === undefined ? {} : { key: hinted }),
    active: true,
    ...(settings.ruleTeams.has(group.name) ? { untouchable: 'rule-based team' } : {}),
    fields: { name: group.name },
  };
}

/**
 * The memberships of one person. `resolve` gives the team behind a name or id that GET /users uses.
 * Those of rule-based teams follow from segments and are left out.
 */
export function toMemberships(
  user: ListedUser,
  resolve: (reference: string) => ListedGroup,
  settings: Settings,
): readonly LiveRecord[] {
  const member = user.memberGroups.map(resolve);
  const manager = user.managedGroups.map(resolve);
  const teams = new Map([...member, ...manager].map((group) => [group.id, group]));
  return [...teams.values()]
    .filter((group) => !settings.ruleTeams.has(group.name))
    .map(({ id }) => ({
      kind: 'memberships',
      remote: `${id}/${toRemote(user.email)}`,
      parts: [id, toRemote(user.email)],
      active: true,
      fields: { member: member.some((group) => group.id === id), manager: manager.some((group) => group.id === id) },
    }));
}

/** The system has no id for a person but the e-mail, whatever its capitals. */
export function toRemote(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Body of POST /sync from everything that shall be there afterwards.
 * `names` overrides the name of a team by its key, in the first run of a rename.
 */
export function toSyncBody(
  snapshot: readonly SnapshotRecord[],
  settings: Settings,
  names: ReadonlyMap<string, string> = new Map(),
): SyncBody {
  const teams = snapshot.filter((record) => record.kind === 'teams');
  return {
    settings: {
      ...(settings.syncAdmin ? { syncAdmin: settings.syncAdmin } : { syncManagerEmail: settings.syncManagerEmail }),
      inviteNewUsers: settings.inviteNewUsers,
    },
    users: snapshot.filter((record) => record.kind === 'employees').map(toSyncUser),
    groups: teams.map((team) => toSyncGroup(team, names)),
    mappings: [
      ...teams.flatMap(toSubTeam),
      ...snapshot.filter((record) => record.kind === 'memberships').map(toSyncMembership),
    ],
  };
}

/** A person as sent: an empty field is an empty text, an unknown one is left out. */
export function toSyncUser({ key, fields }: SnapshotRecord): SyncUser {
  const known = Object.entries(fields).filter(([name]) => name !== 'id' && name !== 'email');
  return {
    id: key,
    email: toRemote(toText(fields.email)),
    ...Object.fromEntries(known.map(([name, value]) => [name, toText(value)])),
  };
}

export function toSyncGroup(
  { key, fields }: SnapshotRecord,
  names: ReadonlyMap<string, string> = new Map(),
): SyncGroup {
  return { id: key, name: names.get(key) ?? toText(fields.name) };
}

/** A person in a team. One row says both roles, as the vendor's own files do in practice. */
export function toSyncMembership({ fields }: SnapshotRecord): SyncMapping {
  const { isMember, isManager } = rolesOf(fields);
  return { groupId: toText(fields.teamId), userId: toText(fields.employeeId), subGroupId: '', isMember, isManager };
}

/** Roles of a membership. A row that says nothing of either means a member. */
export function rolesOf(fields: Fields): { readonly isMember: boolean; readonly isManager: boolean } {
  const isManager = fields.manager === true;
  return { isMember: fields.member === undefined ? !isManager : fields.member === true, isManager };
}

/** The values of a text as the wire has it: null becomes empty, a number its digits. */
export function toText(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function toSubTeam({ key, fields }: SnapshotRecord): readonly SyncMapping[] {
  const parent = toText(fields.parentId);
  if (parent === '') return [];
  return [{ groupId: parent, userId: '', subGroupId: key, isMember: false, isManager: false }];
}
