import type { Value } from '../../../src/contract/index.ts';

/** Statuses of a person [fact sheet, semantics 7]. */
export type Status = 'Created' | 'Invited' | 'Active' | 'Deactivated' | 'Deleted';

export type SimulatedUser = {
  readonly id: string;
  externalId: string | null;
  email: string;
  firstName: string;
  lastName: string;
  jobTitle: string;
  imageUrl: string;
  language: string;
  properties: { [name: string]: string };
  status: Status;
  /** Who deactivated: a sync undoes what a sync did, never what a hand did [5]. */
  deactivatedBy: 'sync' | 'hand' | null;
  isAdmin: boolean;
  isCompanyManager: boolean;
};

export type SimulatedGroup = {
  /** The internal id, to which the history hangs: the same id means that the history is kept. */
  readonly id: string;
  externalId: string | null;
  name: string;
  /** Built from a segment; never replaced by a sync [1]. */
  isRule: boolean;
  /** Internal id of the team above. */
  parent: string | null;
  members: string[];
  managers: string[];
};

/** Everything the stand-in remembers. Plain data, so that it can be saved and taken up again. */
export type State = {
  plan: 'Free' | 'Pro' | 'Business';
  isActivated: boolean;
  /** How a wrong key shows: the login page itself, or a redirect to it. */
  login: 'page' | 'redirect';
  /** Whether a push with skipped rows says isSuccess; the vendor's pages leave it open. */
  rowErrorsAreSuccess: boolean;
  nextId: number;
  users: SimulatedUser[];
  groups: SimulatedGroup[];
  /** Property → options, null for any value. */
  properties: { [name: string]: string[] | null };
  /** Invitations sent, oldest first. */
  mails: string[];
  /** The report of the last push: a row a message. */
  report: { externalId: string; message: string }[];
  /** What people wrote, made up. */
  feedback: string[];
};

/** The account that the settings describe: its sync manager, its properties, its rule-based teams. */
export function createState(settings: Readonly<Record<string, Value>>): State {
  const state: State = {
    plan: 'Pro',
    isActivated: true,
    login: 'page',
    rowErrorsAreSuccess: true,
    nextId: 1,
    users: [],
    groups: [],
    properties: {},
    mails: [],
    report: [],
    feedback: ['More plants, please.', 'Lunch is "great", thanks'],
  };
  const address = typeof settings.sync_manager_email === 'string' ? settings.sync_manager_email : 'admin@example.org';
  const manager = addUser(state, { email: address, status: 'Active' });
  manager.isAdmin = true;
  manager.lastName = 'Administrator';
  const properties = settings.properties;
  if (properties && typeof properties === 'object' && !Array.isArray(properties)) {
    for (const [name, options] of Object.entries(properties)) {
      state.properties[name] = Array.isArray(options) && options.length > 0 ? options.map(String) : null;
    }
  }
  const rules: readonly Value[] = Array.isArray(settings.rule_teams) ? settings.rule_teams : [];
  for (const name of rules) addGroup(state, String(name)).isRule = true;
  return state;
}

/** Adds a person with nothing but an address. */
export function addUser(state: State, { email, status }: Pick<SimulatedUser, 'email' | 'status'>): SimulatedUser {
  const user: SimulatedUser = {
    id: `u${state.nextId++}`,
    externalId: null,
    email,
    firstName: '',
    lastName: '',
    jobTitle: '',
    imageUrl: '',
    language: '',
    properties: {},
    status,
    deactivatedBy: null,
    isAdmin: false,
    isCompanyManager: false,
  };
  state.users.push(user);
  return user;
}

export function addGroup(state: State, name: string): SimulatedGroup {
  const group: SimulatedGroup = {
    id: `t${state.nextId++}`,
    externalId: null,
    name,
    isRule: false,
    parent: null,
    members: [],
    managers: [],
  };
  state.groups.push(group);
  return group;
}

/** Invites: a mail each time, and the status that waits for an answer [7]. */
export function invite(state: State, user: SimulatedUser): void {
  user.status = 'Invited';
  state.mails.push(user.email);
}

export function findUser(state: State, email: string): SimulatedUser | undefined {
  const address = email.trim().toLowerCase();
  return state.users.find((user) => user.status !== 'Deleted' && user.email.toLowerCase() === address);
}

/** People whom the lists show: neither deactivated nor deleted [assumed]. */
export function isListed(user: SimulatedUser): boolean {
  return user.status !== 'Deactivated' && user.status !== 'Deleted';
}

/** Removes a team with its structure; nobody can bring it back [11]. */
export function removeGroup(state: State, id: string): void {
  state.groups = state.groups.filter((group) => group.id !== id);
  for (const group of state.groups) if (group.parent === id) group.parent = null;
}
