import { type Body, findEmpty, type Row } from './simulator-body.ts';
import {
  addGroup,
  addUser,
  findUser,
  invite,
  isListed,
  removeGroup,
  type SimulatedUser,
  type State,
} from './simulator-state.ts';

/** Answer of POST /sync. `errors` of a refused call hold the reason, of a taken one the rows that were skipped. */
export interface SyncResult {
  readonly isTaken: boolean;
  readonly errors: readonly string[];
}

/**
 * Works through one push: a full statement of the organisation. Numbers in brackets are the points of section 6 of the
 * fact sheet on Officevibe, named here so that each odd rule can be looked up.
 */
export function applySync(state: State, body: Body): SyncResult {
  const empty = findEmpty(body);
  // [2] A missing or empty section fails the whole call, and nothing changes.
  if (empty.length > 0) return refuse(`${empty.join(', ')} missing or empty`);
  if (!hasSyncManager(state, body.settings)) return refuse('the sync manager is not an administrator of the account');

  state.report = [];
  const people = applyUsers(state, body.users, body.settings.isTrue('inviteNewUsers'));
  deactivateAbsent(state, people);
  const teams = applyGroups(state, body.groups);
  applyMappings(state, body.mappings, people, teams);
  return { isTaken: true, errors: state.report.map((row) => `${row.message} (ExternalId: ${row.externalId})`) };
}

/** Earlier form: e-mail; later form: GUID [section 4]. Either must be an administrator's. */
function hasSyncManager(state: State, settings: Row): boolean {
  const id = settings.text('syncAdmin');
  const manager = id ? state.users.find((user) => user.id === id) : findUser(state, settings.text('syncManagerEmail'));
  return manager?.isAdmin === true && isListed(manager);
}

const ownNames = new Set(['id', 'email', 'firstname', 'lastname', 'jobtitle', 'imageurl', 'language']);

function applyUsers(state: State, rows: readonly Row[], invites: boolean): Map<string, SimulatedUser> {
  const people = new Map<string, SimulatedUser>();
  const claimed = new Set<SimulatedUser>();
  const known = new Register(state);
  for (const row of rows) {
    const id = row.text('id');
    const email = row.text('email').trim();
    const matched = known.match(id, email);
    // [13] A bad row is skipped and reported; the rest is applied.
    if (isBad(row) || people.has(id) || known.isTaken(email, matched) || (matched && claimed.has(matched))) {
      skip(state, 'User skipped', id);
      if (matched?.externalId === id && !people.has(id)) people.set(id, matched);
      continue;
    }
    const user = matched ?? createUser(state, email, invites);
    user.externalId = id;
    user.email = email;
    if (row.has('firstName')) user.firstName = row.text('firstName');
    if (row.has('lastName')) user.lastName = row.text('lastName');
    if (row.has('jobTitle')) user.jobTitle = row.text('jobTitle');
    if (row.has('imageUrl')) user.imageUrl = row.text('imageUrl');
    if (row.has('language')) user.language = row.text('language');
    applyProperties(state, user, row, id);
    // [5] What a hand switched off stays off; what absence switched off comes back [assumed].
    if (user.status === 'Deactivated' && user.deactivatedBy === 'sync') {
      user.status = 'Active';
      user.deactivatedBy = null;
    }
    people.set(id, user);
    claimed.add(user);
    known.add(user);
  }
  return people;
}

/** Who is known by which id and address. An address is compared whatever its capitals. */
class Register {
  readonly #byId = new Map<string, SimulatedUser>();
  readonly #byEmail = new Map<string, SimulatedUser>();

  constructor(state: State) {
    for (const user of state.users) if (user.status !== 'Deleted') this.add(user);
  }

  add(user: SimulatedUser): void {
    if (user.externalId !== null) this.#byId.set(user.externalId, user);
    this.#byEmail.set(user.email.toLowerCase(), user);
  }

  /** [10] By id, else by e-mail; a deleted person is a new one. */
  match(id: string, email: string): SimulatedUser | undefined {
    const found = this.#byId.get(id);
    return found?.externalId === id ? found : this.#bearer(email);
  }

  /** An address that another person of the account has cannot be given to this one as well. */
  isTaken(email: string, matched: SimulatedUser | undefined): boolean {
    const bearer = this.#bearer(email);
    return bearer !== undefined && bearer !== matched;
  }

  /** Who has the address now: an earlier row of the same push may have taken it from them. */
  #bearer(email: string): SimulatedUser | undefined {
    const found = this.#byEmail.get(email.toLowerCase());
    return found?.email.toLowerCase() === email.toLowerCase() ? found : undefined;
  }
}

function isBad(row: Row): boolean {
  const isLong = row.text('firstName').length > 50 || row.text('lastName').length > 50;
  return row.text('id') === '' || !row.text('email').includes('@') || isLong || row.text('jobTitle').length > 255;
}

/** [6] Without the switch a newcomer is Created and gets no mail; sending the switch later invites nobody. */
function createUser(state: State, email: string, invites: boolean): SimulatedUser {
  const user = addUser(state, { email, status: 'Created' });
  if (invites) invite(state, user);
  return user;
}

const fixedDates = ['Hire Date', 'Termination Date'];

/** Properties must exist and names are case-sensitive; options must exist too. The API creates neither [section 2]. */
function applyProperties(state: State, user: SimulatedUser, row: Row, id: string): void {
  for (const name of row.names.filter((one) => !ownNames.has(one.toLowerCase()))) {
    const value = row.exact(name);
    if (!Object.hasOwn(state.properties, name)) skip(state, 'Attribute Not Found', id);
    // Once set they stay, and no message says so [section 2].
    else if (fixedDates.includes(name) && user.properties[name] !== undefined) continue;
    else if (value === '') delete user.properties[name];
    else if (state.properties[name] && !state.properties[name].includes(value)) {
      skip(state, 'Skipped User Attribute Option Not Found', id);
    } else user.properties[name] = value;
  }
}

/** [3, 4] Absent people are deactivated, never deleted; administrators and executive managers are left alone. */
function deactivateAbsent(state: State, people: ReadonlyMap<string, SimulatedUser>): void {
  const present = new Set([...people.values()].map((user) => user.id));
  for (const user of state.users) {
    if (present.has(user.id) || user.isAdmin || user.isCompanyManager || !isListed(user)) continue;
    user.status = 'Deactivated';
    user.deactivatedBy = 'sync';
  }
}

/** [8, 9, 1] By external id; else by exact name among teams without one, storing the id; else a new team. Absent ones go. */
function applyGroups(state: State, rows: readonly Row[]): Map<string, string> {
  const teams = new Map<string, string>();
  for (const row of rows) {
    const id = row.text('id');
    const name = row.text('name');
    if (id === '' || name === '' || name.length > 50 || teams.has(id)) {
      skip(state, 'Group skipped', id);
      continue;
    }
    const group =
      state.groups.find((one) => one.externalId === id) ??
      state.groups.find((one) => one.externalId === null && !one.isRule && one.name === name) ??
      addGroup(state, name);
    group.externalId = id;
    group.name = name;
    teams.set(id, group.id);
  }
  const present = new Set(teams.values());
  for (const group of state.groups) if (!group.isRule && !present.has(group.id)) removeGroup(state, group.id);
  return teams;
}

/** Hierarchy and roles are restated too; those of rule-based teams follow from their segments. */
function applyMappings(
  state: State,
  rows: readonly Row[],
  people: ReadonlyMap<string, SimulatedUser>,
  teams: ReadonlyMap<string, string>,
): void {
  for (const group of state.groups.filter((one) => !one.isRule))
    Object.assign(group, { parent: null, members: [], managers: [] });
  const groups = new Map(state.groups.map((group) => [group.id, group]));
  const find = (id: string) => groups.get(teams.get(id) ?? '');
  for (const row of rows) {
    const group = find(row.text('groupId'));
    const [userId, subGroupId] = [row.text('userId'), row.text('subGroupId')];
    if (subGroupId !== '') {
      const subGroup = find(subGroupId);
      if (!subGroup) skip(state, 'Skipped Subgroup to Group Relation - Subgroup Not Found', subGroupId);
      else if (!group) skip(state, 'Skipped Subgroup to Group Relation - Subgroup Not Found', row.text('groupId'));
      else subGroup.parent = group.id;
      continue;
    }
    const user = people.get(userId);
    if (!group) skip(state, 'Skipped User to Group Relation - Group Not Found', row.text('groupId'));
    else if (!user) skip(state, 'User skipped', userId);
    else {
      if (row.isTrue('isMember') && !group.members.includes(user.id)) group.members.push(user.id);
      if (row.isTrue('isManager') && !group.managers.includes(user.id)) group.managers.push(user.id);
    }
  }
}

function skip(state: State, message: string, externalId: string): void {
  state.report.push({ externalId, message });
}

function refuse(detail: string): SyncResult {
  return { isTaken: false, errors: ['Main: An error occurred while syncing', detail] };
}
