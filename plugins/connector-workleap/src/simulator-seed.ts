import type { SeedRecord, Value } from '../../../src/contract/index.ts';
import { addTeam, addUser, createState, findUser, type SimulatedUser, type State } from './simulator-state.ts';

/** Names that are ids or are kept apart from the vendor's own fields of a person. */
const notFields = ['externalMemberId', 'email'];

/**
 * The account as the settings describe it, with the people that a real one gives back, under their own ids, and the teams
 * and memberships that were last accepted. Who is not said to be on is taken for switched off: absence would erase both.
 */
export function seedState(settings: Readonly<Record<string, Value>>, live: readonly SeedRecord[]): State {
  const state = createState(settings);
  const of = (kind: SeedRecord['kind']): readonly SeedRecord[] => live.filter((record) => record.kind === kind);
  const users = new Map<string, SimulatedUser>();
  for (const { remote, key, active, fields } of of('employees')) {
    const email = textOf(fields.email);
    const known = findUser(state, email);
    const user: SimulatedUser = { ...(known ?? addUser(state, email, 'Active')), id: remote, externalId: key ?? null };
    state.users = state.users.map((one) => (one.email === user.email ? user : one));
    if (active !== true && !user.isAdmin) user.status = 'Deactivated';
    user.deactivatedBy = user.status === 'Deactivated' ? 'hand' : null;
    for (const [name, value] of Object.entries(fields).filter(([one]) => !notFields.includes(one))) {
      if (name in state.properties) user.properties[name] = textOf(value);
      else user.fields[name] = textOf(value);
    }
    if (key !== undefined) users.set(key, user);
  }
  for (const { key, fields } of of('teams')) addTeam(state, textOf(fields.teamName)).externalId = key ?? null;
  const teamOf = (id: string) => state.teams.find((team) => team.externalId === id);
  for (const { key, fields } of of('teams')) {
    const [team, above] = [teamOf(key ?? ''), teamOf(textOf(fields.parentTeamId))];
    if (team && above) team.parent = above.id;
  }
  for (const { fields } of of('memberships')) {
    const team = teamOf(textOf(fields.externalTeamId));
    const user = users.get(textOf(fields.externalMemberId));
    if (team && user && fields.member === true) team.members.push(user.id);
    if (team && user && fields.manager === true) team.managers.push(user.id);
  }
  return state;
}

function textOf(value: Value | undefined): string {
  if (Array.isArray(value)) return value.map((item: Value) => textOf(item)).join(';');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
