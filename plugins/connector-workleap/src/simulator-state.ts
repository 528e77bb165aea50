import type { Value } from '../../../src/contract/index.ts';

/** Statuses of a person [fact sheet, semantics 7]. */
export type Status = 'Created' | 'Invited' | 'Active' | 'Deactivated' | 'Deleted';

export type SimulatedUser = {
  readonly id: string;
  externalId: string | null;
  email: string;
  /** Names, title and so on by the vendor's field names; properties by their own. */
  fields: { [name: string]: string };
  properties: { [name: string]: string };
  status: Status;
  /** Who deactivated: presence never undoes what a hand or a call did [5]. */
  deactivatedBy: 'sync' | 'hand' | null;
  isAdmin: boolean;
};

export type SimulatedTeam = {
  /** The internal id, to which the history hangs. */
  readonly id: string;
  externalId: string | null;
  name: string;
  /** Built from a segment; never replaced by a sync [1]. */
  isRule: boolean;
  parent: string | null;
  members: string[];
  managers: string[];
};

export type SimulatedJob = {
  readonly id: string;
  /** The body as it came, in the names of this generation. */
  readonly body: Value;
  /** `Pending` waits for an approval above a risk threshold [section 7]. */
  status: 'Scheduled' | 'Pending' | 'Completed' | 'Rejected' | 'Failed';
  /** Calls that still pass before it is worked through. */
  wait: number;
  readonly at: number;
};

/** Everything the stand-in remembers. Plain data, so that it can be saved and taken up again. */
export type State = {
  keyAccess: 'read' | 'read-write';
  keyScope: 'global' | 'Workleap' | 'Officevibe';
  isKeyExpired: boolean;
  /** API Provisioning is the active method; a configured but inactive one refuses [section 1]. */
  isActive: boolean;
  automaticInvite: boolean;
  riskUsers: number;
  riskTeams: number;
  /** Calls between a push and its work. */
  lag: number;
  /** The next sync fails half way: people are done, teams are not. */
  failsNext: boolean;
  /** Whether presence wakes somebody whom absence deactivated; nobody knows. */
  presenceWakes: boolean;
  /** Longest list, and what becomes of the rest: a token for the next page, or nothing at all. */
  pageCap: number;
  paging: 'token' | 'cut';
  /** Name of the list in a search: seen both ways. */
  listName: 'value' | 'users';
  /** Whether a search gives the optional fields of SCIM. */
  showsNames: boolean;
  nextId: number;
  users: SimulatedUser[];
  teams: SimulatedTeam[];
  /** Property → options, null for any value. */
  properties: { [name: string]: string[] | null };
  jobs: SimulatedJob[];
  /** Invitations sent, oldest first. */
  mails: string[];
  /** The report of the last sync: a row an issue. */
  report: { externalId: string; message: string }[];
  feedback: string[];
};

/** The account that the settings describe: an administrator, its properties, its rule-based teams. */
export function createState(settings: Readonly<Record<string, Value>>): State {
  const count = (name: string): number => (typeof settings[name] === 'number' ? settings[name] : 99_999_999);
  const state: State = {
    keyAccess: 'read-write',
    keyScope: 'global',
    isKeyExpired: false,
    isActive: true,
    automaticInvite: settings.automatic_invite === true,
    riskUsers: count('risk_users'),
    riskTeams: count('risk_teams'),
    lag: 0,
    failsNext: false,
    presenceWakes: false,
    pageCap: 10_000,
    paging: 'token',
    listName: 'value',
    showsNames: false,
    nextId: 1,
    users: [],
    teams: [],
    properties: {},
    jobs: [],
    mails: [],
    report: [],
    feedback: ['More plants, please.', 'Lunch is "great", thanks'],
  };
  const administrators: readonly Value[] = Array.isArray(settings.administrators) ? settings.administrators : [];
  for (const email of administrators.length > 0 ? administrators : ['admin@example.org'])
    addUser(state, String(email), 'Active').isAdmin = true;
  const { properties, rule_teams: rules } = settings;
  if (properties && typeof properties === 'object' && !Array.isArray(properties)) {
    for (const [name, options] of Object.entries(properties)) {
      state.properties[name] = Array.isArray(options) && options.length > 0 ? options.map(String) : null;
    }
  }
  for (const name of Array.isArray(rules) ? (rules as readonly Value[]) : [])
    addTeam(state, String(name)).isRule = true;
  return state;
}

export function addUser(state: State, email: string, status: Status): SimulatedUser {
  const user: SimulatedUser = {
    id: `wl-${state.nextId++}`,
    externalId: null,
    email,
    fields: {},
    properties: {},
    status,
    deactivatedBy: null,
    isAdmin: false,
  };
  state.users.push(user);
  return user;
}

export function addTeam(state: State, name: string): SimulatedTeam {
  const id = `t${state.nextId++}`;
  const team: SimulatedTeam = { id, externalId: null, name, isRule: false, parent: null, members: [], managers: [] };
  state.teams.push(team);
  return team;
}

export function findUser(state: State, email: string): SimulatedUser | undefined {
  const address = email.trim().toLowerCase();
  return state.users.find((user) => user.status !== 'Deleted' && user.email.toLowerCase() === address);
}

/** Removes a team with its structure; nobody can bring it back [11]. */
export function removeTeam(state: State, id: string): void {
  state.teams = state.teams.filter((team) => team.id !== id);
  for (const team of state.teams) if (team.parent === id) team.parent = null;
}
