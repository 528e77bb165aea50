import type { SeedRecord, Value } from '../../../src/contract/index.ts';
import { addGroup, addUser, createState, findUser, type State } from './simulator-state.ts';

/**
 * The account as the settings describe it, with the people, teams and memberships that a real one lists. Ids of ours are
 * known where an earlier push brought them; the teams above are not given back and stay unknown.
 */
export function seedState(settings: Readonly<Record<string, Value>>, live: readonly SeedRecord[]): State {
  const state = createState(settings);
  const of = (kind: SeedRecord['kind']): readonly SeedRecord[] => live.filter((record) => record.kind === kind);
  const groupIds = new Map<string, string>();
  for (const { key, active, fields } of of('employees')) {
    const email = textOf(fields.email);
    const user = findUser(state, email) ?? addUser(state, { email, status: 'Active' });
    user.externalId = key ?? null;
    user.firstName = textOf(fields.firstName);
    user.lastName = textOf(fields.lastName);
    user.jobTitle = textOf(fields.jobTitle);
    if (active === false) {
      user.status = 'Deactivated';
      user.deactivatedBy = 'sync';
    }
  }
  for (const { remote, key, fields } of of('teams')) {
    const name = textOf(fields.name);
    const group = state.groups.find((one) => one.name === name) ?? addGroup(state, name);
    group.externalId = key ?? null;
    groupIds.set(remote, group.id);
  }
  for (const { parts = [], fields } of of('memberships')) {
    const [team = '', person = ''] = parts;
    const group = state.groups.find(({ id }) => id === groupIds.get(team));
    const user = findUser(state, person);
    if (group && user && fields.member === true) group.members.push(user.id);
    if (group && user && fields.manager === true) group.managers.push(user.id);
  }
  return state;
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
