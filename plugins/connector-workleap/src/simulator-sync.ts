import { type Body, ownNames, type Row, toRows } from './simulator-body.ts';
import {
  addTeam,
  addUser,
  findUser,
  removeTeam,
  type SimulatedJob,
  type SimulatedTeam,
  type SimulatedUser,
  type State,
} from './simulator-state.ts';

/**
 * Works through one push: a full statement of the organisation. Numbers in brackets are the points of section 6 of the
 * fact sheet on Officevibe, named here so that each odd rule can be looked up.
 */
export function workThrough(state: State, job: SimulatedJob): void {
  const body = toRows(job.body);
  state.report = [];
  const people = applyMembers(state, body.members);
  applyAbsence(state, people);
  if (state.failsNext) {
    // Part of it is applied, and nothing takes that back [section 7].
    Object.assign(state, { failsNext: false });
    job.status = 'Failed';
    return;
  }
  const teams = applyTeams(state, body.teams);
  applyMappings(state, body, people, teams);
  job.status = 'Completed';
}

/** Automatic changes as the two thresholds count them [section 7]: people, and teams with their memberships. */
export function countChanges(state: State, job: SimulatedJob): { readonly users: number; readonly teams: number } {
  const before = picture(state);
  const trial = { ...structuredClone(state), failsNext: false };
  workThrough(trial, { ...job });
  const after = picture(trial);
  const differ = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): number =>
    [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key)).length;
  return { users: differ(before.users, after.users), teams: differ(before.teams, after.teams) };
}

function picture(state: State) {
  const users = state.users
    .filter((user) => user.status !== 'Deleted')
    .map((user) => {
      const isOff = user.status === 'Deactivated';
      return [user.id, JSON.stringify([isOff, user.email, user.fields, user.properties])] as const;
    });
  const roles = state.teams.flatMap((team) => [
    [team.id, JSON.stringify([team.name, team.parent])] as const,
    ...team.members.map((id) => [`${team.id} m ${id}`, ''] as const),
    ...team.managers.map((id) => [`${team.id} l ${id}`, ''] as const),
  ]);
  return { users: new Map(users), teams: new Map(roles) };
}

function applyMembers(state: State, rows: readonly Row[]): Map<string, SimulatedUser> {
  const people = new Map<string, SimulatedUser>();
  for (const row of rows) {
    const id = row.text('externalMemberId');
    const email = row.text('email').trim();
    const byId = state.users.find((user) => user.externalId === id && user.status !== 'Deleted');
    const bearer = findUser(state, email);
    const matched = byId ?? bearer;
    // [13] A bad row is skipped and reported, and is no reason to take the person for absent.
    if (
      id === '' ||
      people.has(id) ||
      !email.includes('@') ||
      (bearer && bearer !== matched) ||
      !hasNames(row, matched)
    ) {
      state.report.push({ externalId: id, message: 'User skipped' });
      if (matched && !people.has(id)) people.set(id, matched);
      continue;
    }
    const user = matched ?? createUser(state, email);
    user.externalId = id;
    // [10] A first sync finds people by e-mail and so leaves it; later ones change it by the id.
    if (byId) user.email = email;
    applyFields(state, user, row, id);
    // [5] Who was switched off by hand stays off; of absence nobody knows.
    if (user.status === 'Deactivated' && user.deactivatedBy === 'sync' && state.presenceWakes) {
      user.status = 'Active';
      user.deactivatedBy = null;
    }
    people.set(id, user);
  }
  return people;
}

/** Names are needed of a newcomer, fifty letters at most, and a title of 255; a known person's row may leave them out [section 2, assumed]. */
function hasNames(row: Row, matched: SimulatedUser | undefined): boolean {
  const names = ['firstName', 'lastName'];
  if (names.some((name) => row.text(name).length > 50) || row.text('jobTitle').length > 255) return false;
  return names.every((name) => (row.has(name) || !matched ? row.text(name) !== '' : true));
}

/** [6] Without Automatic Invite a newcomer is Created and gets no mail; switching it on later invites nobody. */
export function createUser(state: State, email: string): SimulatedUser {
  const user = addUser(state, email, state.automaticInvite ? 'Invited' : 'Created');
  if (state.automaticInvite) state.mails.push(email);
  return user;
}

const fixedDates = ['Hire Date', 'Termination Date'];

/** What is left out stays; properties must exist, names and options letter for letter [section 2]. */
function applyFields(state: State, user: SimulatedUser, row: Row, id: string): void {
  for (const name of ['firstName', 'lastName', 'jobTitle', 'imageUrl', 'languagePreferences', 'productAssignations'])
    if (row.has(name)) user.fields[name] = row.text(name);
  for (const name of row.names.filter((one) => !ownNames.has(one.toLowerCase()))) {
    const value = row.exact(name);
    const options = state.properties[name];
    if (options === undefined) state.report.push({ externalId: id, message: 'Attribute Not Found' });
    // Once set they stay, and no message says so [section 2].
    else if (fixedDates.includes(name) && user.properties[name] !== undefined) continue;
    else if (value === '') delete user.properties[name];
    else if (options && !options.includes(value))
      state.report.push({ externalId: id, message: 'Skipped User Attribute Option Not Found' });
    else user.properties[name] = value;
  }
}

/** [3, 4] Absent and active: switched off. Absent in any other state: erased. Administrators are left alone, whatever their state. */
function applyAbsence(state: State, people: ReadonlyMap<string, SimulatedUser>): void {
  const present = new Set([...people.values()].map((user) => user.id));
  for (const user of state.users) {
    if (present.has(user.id) || user.isAdmin || user.status === 'Deleted') continue;
    if (user.status === 'Active') {
      user.status = 'Deactivated';
      user.deactivatedBy = 'sync';
    } else {
      user.status = 'Deleted';
      user.fields = {};
      user.properties = {};
    }
  }
}

/** [8, 9, 1] By external id; else by exact name among teams without one, storing the id; else a new team. Absent ones go. */
function applyTeams(state: State, rows: readonly Row[]): Map<string, string> {
  const teams = new Map<string, string>();
  for (const row of rows) {
    const id = row.text('externalTeamId');
    const name = row.text('teamName');
    if (id === '' || name === '' || name.length > 50 || teams.has(id)) {
      state.report.push({ externalId: id, message: 'Team skipped' });
      continue;
    }
    const team: SimulatedTeam =
      state.teams.find((one) => one.externalId === id) ??
      state.teams.find((one) => one.externalId === null && !one.isRule && one.name === name) ??
      addTeam(state, name);
    team.externalId = id;
    team.name = name;
    teams.set(id, team.id);
  }
  const present = new Set(teams.values());
  for (const team of state.teams) if (!team.isRule && !present.has(team.id)) removeTeam(state, team.id);
  return teams;
}

/** Hierarchy and roles are restated too; those of rule-based teams follow from their segments. */
function applyMappings(
  state: State,
  { mappings }: Body,
  people: ReadonlyMap<string, SimulatedUser>,
  ids: ReadonlyMap<string, string>,
): void {
  for (const team of state.teams.filter((one) => !one.isRule))
    Object.assign(team, { parent: null, members: [], managers: [] });
  const teams = new Map(state.teams.map((team) => [team.id, team]));
  for (const row of mappings) {
    const team = teams.get(ids.get(row.text('externalTeamId')) ?? '');
    const subTeam = row.text('externalSubteamId');
    const user = people.get(row.text('externalMemberId'));
    if (subTeam !== '') {
      const below = teams.get(ids.get(subTeam) ?? '');
      if (below && team) below.parent = team.id;
      else
        state.report.push({
          externalId: below ? row.text('externalTeamId') : subTeam,
          message: 'Skipped Subgroup to Group Relation - Subgroup Not Found',
        });
    } else if (!team)
      state.report.push({
        externalId: row.text('externalTeamId'),
        message: 'Skipped User to Group Relation - Group Not Found',
      });
    else if (!user) state.report.push({ externalId: row.text('externalMemberId'), message: 'User skipped' });
    else {
      if (row.isTrue('isMember') && !team.members.includes(user.id)) team.members.push(user.id);
      if (row.isTrue('isManager') && !team.managers.includes(user.id)) team.managers.push(user.id);
    }
  }
}
