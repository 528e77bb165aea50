import type { SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { parseObject, readBody } from './simulator-body.ts';
import {
  addGroup,
  addUser,
  findUser,
  invite,
  isListed,
  removeGroup,
  type SimulatedGroup,
  type SimulatedUser,
  type State,
} from './simulator-state.ts';
import { applySync } from './simulator-sync.ts';

/** One call after the key was found good. `path` is without the version prefix. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly text: string;
}

const notActivated = 'You must activate API synchronization via the admin dashboard on officevibe.com.';

/** The calls of API v2 [fact sheet, section 4]; every reply but that of /sync has the same envelope. */
export function answerCall(state: State, call: Call): SimulatedResponse {
  const name = `${call.method} ${call.path}`;
  // A key is not enough: activation, and a plan of Pro or above [section 1].
  if (!state.isActivated || state.plan === 'Free') {
    return name === 'POST /sync'
      ? { status: 400, json: { isSuccess: false, errors: [notActivated] } }
      : fail(notActivated);
  }
  const body = parseObject(call.text) ?? {};
  const text = (field: string): string => String(body[field] ?? '');
  switch (name) {
    case 'GET /ping':
      return succeed(null);
    case 'GET /users': {
      const users = listUsers(state, state.users.filter(isListed));
      return succeed({ userCount: users.length, users });
    }
    case 'GET /groups':
      return succeed({ groupCount: state.groups.length, groups: listGroups(state, state.groups) });
    case 'GET /groups/':
      return showGroup(state, call.query.groupId ?? '');
    case 'POST /sync':
      return answerSync(state, call.text);
    case 'POST /users/deactivate':
      return withUser(state, text('email'), (user) => {
        user.status = 'Deactivated';
        user.deactivatedBy = 'hand';
      });
    case 'POST /groups':
      if (text('name') === '') return fail('name is missing');
      if (!state.groups.some((group) => group.name === text('name'))) addGroup(state, text('name'));
      return succeed(null);
    case 'POST /groups/remove':
      return withGroup(
        state,
        state.groups.find((group) => group.name === text('name')),
        (group) => removeGroup(state, group.id),
      );
    case 'POST /groups/addUsers':
    case 'POST /groups/removeUsers':
    case 'POST /groups/removeAllUsers':
      return changeGroup(state, call.path, body);
    case 'POST /engagement':
    case 'GET /engagement':
      return succeed({ weeklyReports: reports(state, body) });
    case 'GET /feedback':
      // Only the URL is known [section 4]; the form follows the other lists [assumed].
      return succeed({ feedbackCount: state.feedback.length, feedbacks: state.feedback.map((text) => ({ text })) });
    default:
      return (
        answerUser(state, call) ?? { status: 404, json: { isSuccess: false, errorMessage: 'not found', data: null } }
      );
  }
}

function answerSync(state: State, text: string): SimulatedResponse {
  const body = readBody(text);
  const result = body ? applySync(state, body) : { isTaken: false, errors: ['Main: An error occurred while syncing'] };
  const { errors } = result;
  // The status of a refused sync is not known: 400 with the same JSON [assumed in section 4].
  if (!result.isTaken) return { status: 400, json: { isSuccess: false, errors } };
  return { status: 200, json: { isSuccess: errors.length === 0 || state.rowErrorsAreSuccess, errors } };
}

/** GET gives one person; POST creates and invites an unknown address. */
function answerUser(state: State, call: Call): SimulatedResponse | undefined {
  const encoded = /^\/users\/([^/]+)$/.exec(call.path)?.[1];
  if (encoded === undefined) return undefined;
  const email = decoded(encoded);
  const user = findUser(state, email);
  if (call.method === 'GET')
    return user && isListed(user) ? succeed(listUsers(state, [user])[0] ?? null) : fail('user not found');
  if (call.method !== 'POST') return undefined;
  if (!user && !email.includes('@')) return fail('not an address');
  if (!user) invite(state, addUser(state, { email, status: 'Created' }));
  return succeed(null);
}

/** As it came where it is no encoded text: nobody has that address. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function showGroup(state: State, id: string): SimulatedResponse {
  const group = state.groups.find((one) => one.id === id);
  if (!group) return fail('group not found');
  const inside = state.users.filter(
    (user) => isListed(user) && [...group.members, ...group.managers].includes(user.id),
  );
  return succeed({ ...listGroups(state, [group])[0], users: listUsers(state, inside) });
}

function changeGroup(state: State, path: string, body: Readonly<Record<string, unknown>>): SimulatedResponse {
  const group = state.groups.find((one) => one.id === String(body.groupId));
  return withGroup(state, group, (found) => {
    const isAll = path.endsWith('removeAllUsers');
    const emails = Array.isArray(body.emails) ? body.emails.map(String) : [];
    const ids = isAll
      ? state.users.map((user) => user.id)
      : emails.flatMap((email) => findUser(state, email)?.id ?? []);
    const change = (list: string[]) => {
      const others = list.filter((id) => !ids.includes(id));
      return path.endsWith('addUsers') ? [...others, ...ids] : others;
    };
    if (body.toMembers === true || body.fromMembers === true) found.members = change(found.members);
    if (body.toManagers === true || body.fromManagers === true) found.managers = change(found.managers);
  });
}

function withUser(state: State, email: string, act: (user: SimulatedUser) => void): SimulatedResponse {
  const user = findUser(state, email);
  if (!user) return fail('user not found');
  act(user);
  return succeed(null);
}

function withGroup(
  _state: State,
  group: SimulatedGroup | undefined,
  act: (group: SimulatedGroup) => void,
): SimulatedResponse {
  if (!group) return fail('group not found');
  act(group);
  return succeed(null);
}

/** No external id, no status, no property; `fistName` is the vendor's spelling [section 4]. */
function listUsers(state: State, users: readonly SimulatedUser[]): readonly Value[] {
  const namesBy = (idsOf: (group: SimulatedGroup) => readonly string[]) =>
    Map.groupBy(
      state.groups.flatMap((group) => idsOf(group).map((id) => ({ id, name: group.name }))),
      ({ id }) => id,
    );
  const managed = namesBy((group) => group.managers);
  const member = namesBy((group) => group.members);
  return users.map((user) => ({
    email: user.email,
    fistName: user.firstName,
    lastName: user.lastName,
    userName: user.email,
    jobTitle: user.jobTitle,
    isGroupManager: managed.has(user.id),
    isCompanyManager: user.isCompanyManager,
    isAdmin: user.isAdmin,
    managedGroups: (managed.get(user.id) ?? []).map(({ name }) => name),
    memberGroups: (member.get(user.id) ?? []).map(({ name }) => name),
  }));
}

function listGroups(state: State, groups: readonly SimulatedGroup[]): readonly { readonly [name: string]: Value }[] {
  const listed = new Set(state.users.filter(isListed).map((user) => user.id));
  const count = (ids: readonly string[]) => ids.filter((id) => listed.has(id)).length;
  return groups.map(({ id, name, members, managers }) => ({
    id,
    name,
    userCount: count(members),
    managerCount: count(managers),
  }));
}

function reports(state: State, body: Readonly<Record<string, unknown>>): Value {
  const names: readonly unknown[] = Array.isArray(body.groupNames) ? body.groupNames : [];
  const dates: readonly unknown[] = Array.isArray(body.dates) ? body.dates : [];
  return names
    .filter((name) => state.groups.some((group) => group.name === name))
    .flatMap((name) =>
      dates.map((date) => ({
        groupName: String(name),
        date: String(date),
        metricsValues: [{ id: 'engagement', displayName: 'Engagement', value: 7.5 }],
      })),
    );
}

function succeed(data: Value): SimulatedResponse {
  return { status: 200, json: { isSuccess: true, errorMessage: '', data } };
}

function fail(errorMessage: string): SimulatedResponse {
  return { status: 400, json: { isSuccess: false, errorMessage, data: null } };
}
