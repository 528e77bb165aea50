import type { Finding, Kind, Send, SnapshotRecord, WriteChange, WriteOutcome } from '../../../src/contract/index.ts';
import { listGroups, listUsers } from './client.ts';
import { rolesOf, toRemote, toText } from './convert.ts';
import { recordError, warning } from './finding.ts';
import { stays, switchedOff } from './inspect-people.ts';
import { twoRuns } from './inspect-team-names.ts';
import type { ListedGroup, ListedUser } from './schema.ts';
import type { Settings } from './settings.ts';

/** People by e-mail in lower case and teams by id, as they are after a push. */
export interface ReadBack {
  readonly users: ReadonlyMap<string, ListedUser>;
  readonly groups: readonly ListedGroup[];
  /** The first team of each name, and of each id. */
  readonly byName: ReadonlyMap<string, ListedGroup>;
  readonly byId: ReadonlyMap<string, ListedGroup>;
}

/** A push that the vendor took, and what is there now; `live` is undefined when that could not be read. */
export interface Pushed {
  /** Everything that was pushed, by `kind/key`. */
  readonly snapshot: ReadonlyMap<string, SnapshotRecord>;
  /** Names under which teams were pushed in the first run of a rename, by key. */
  readonly presentNames: ReadonlyMap<string, string>;
  readonly settings: Settings;
  readonly live: ReadBack | undefined;
}

type Of = Pick<WriteOutcome, 'kind' | 'key'>;

/** Reads people and teams, or gives undefined when either list is refused or short. */
export async function readBack(send: Send): Promise<ReadBack | undefined> {
  const users = await listUsers(send);
  const groups = await listGroups(send);
  if (!('data' in users) || !('data' in groups)) return undefined;
  if (users.data.items.length !== users.data.total || groups.data.items.length !== groups.data.total) return undefined;
  const backwards = groups.data.items.toReversed();
  return {
    users: new Map(users.data.items.map((user) => [toRemote(user.email), user])),
    groups: groups.data.items,
    byName: new Map(backwards.map((group) => [group.name, group])),
    byId: new Map(backwards.map((group) => [group.id, group])),
  };
}

/** What became of one change whose push was taken: done when it can be seen, accepted when it cannot be yet. */
export function judgeChange(change: WriteChange, pushed: Pushed): WriteOutcome {
  const { kind, key } = change;
  if (!pushed.live) return accept({ kind, key }, unseen({ kind, key }));
  switch (kind) {
    case 'employees':
      return judgePerson(change, pushed, pushed.live);
    case 'teams':
      return judgeTeam(change, pushed, pushed.live);
    default:
      return judgeMembership(change, pushed, pushed.live);
  }
}

function judgePerson(change: WriteChange, pushed: Pushed, live: ReadBack): WriteOutcome {
  const isKnown = change.op === 'return' || pushed.snapshot.get(`employees/${change.key}`)?.known === true;
  const of = { kind: change.kind, key: change.key };
  const address = toRemote(toText(change.fields.email) || (change.remote ?? ''));
  const user = live.users.get(address);
  if (change.op === 'leave' || change.op === 'delete') {
    if (!user) return address === '' ? accept(of, unseen(of)) : { ...of, status: 'done' };
    const staying = user.isAdmin ? 'administrator' : user.isCompanyManager ? 'executive manager' : undefined;
    return staying ? { ...of, status: 'refused', findings: [stays(of, staying)] } : accept(of, unseen(of));
  }
  // A newcomer may take the vendor a while; one whom it knew by this id, and does not show, was switched off by hand.
  if (!user && !isKnown) return accept(of, unseen(of));
  if (!user) return { ...of, status: 'refused', findings: [recordError(switchedOff, of)] };
  return { ...of, status: 'done', remote: address };
}

function judgeTeam(change: WriteChange, pushed: Pushed, live: ReadBack): WriteOutcome {
  const of = { kind: change.kind, key: change.key };
  if (change.op === 'leave' || change.op === 'delete') {
    const name = toText(change.fields.name);
    const isThere = live.groups.some((group) => (change.remote ? group.id === change.remote : group.name === name));
    return isThere ? accept(of, unseen(of)) : { ...of, status: 'done', findings: [removed(of)] };
  }
  const present = pushed.presentNames.get(change.key);
  if (present !== undefined) {
    const isThere = live.byName.has(present);
    return accept(of, isThere ? twoRuns({ ...of, fields: change.fields }, present) : unseen(of));
  }
  const named = live.groups.filter((group) => group.name === change.fields.name);
  const team = named.find((group) => group.id === change.remote) ?? named[0];
  return team ? { ...of, status: 'done', remote: team.id } : accept(of, unseen(of));
}

function judgeMembership(change: WriteChange, pushed: Pushed, live: ReadBack): WriteOutcome {
  const of = { kind: change.kind, key: change.key };
  const isGone = change.op === 'delete' || change.op === 'leave';
  const { team, address } = partsOf(change, pushed, live);
  const user = live.users.get(address);
  const has = (references: readonly string[] | undefined) =>
    team !== undefined && (references ?? []).some((reference) => reference === team.name || reference === team.id);
  const { isMember, isManager } = isGone ? { isMember: false, isManager: false } : rolesOf(change.fields);
  if (has(user?.memberGroups) !== isMember || has(user?.managedGroups) !== isManager) return accept(of, unseen(of));
  return { ...of, status: 'done', ...(team && user && !isGone ? { remote: `${team.id}/${address}` } : {}) };
}

/** Team and e-mail of a membership: by its remote id where one is known, else by what was pushed. */
function partsOf(
  change: WriteChange,
  pushed: Pushed,
  live: ReadBack,
): { readonly team: ListedGroup | undefined; readonly address: string } {
  const slash = change.remote?.indexOf('/') ?? -1;
  if (change.remote && slash > 0) {
    const id = change.remote.slice(0, slash);
    return { team: live.byId.get(id), address: change.remote.slice(slash + 1) };
  }
  const find = (kind: Kind, key: string) => pushed.snapshot.get(`${kind}/${key}`);
  const [teamKey = '', personKey = ''] = change.key.split('/');
  const teamId = toText(change.fields.teamId) || teamKey;
  const name = pushed.presentNames.get(teamId) ?? toText(find('teams', teamId)?.fields.name);
  const person = find('employees', toText(change.fields.employeeId) || personKey);
  return { team: live.byName.get(name), address: toRemote(toText(person?.fields.email)) };
}

function accept(of: Of, finding: Finding): WriteOutcome {
  return { ...of, status: 'accepted', findings: [finding] };
}

/** Taken by the vendor without an error, and not to be seen in the lists right after. */
function unseen(of: Of): Finding {
  return warning(
    {
      code: 'officevibe-not-seen-yet',
      who: 'vendor',
      message: 'Officevibe took the change, and its lists do not show it yet.',
      next: 'Nothing to do: the next run reads it back.',
    },
    of,
  );
}

/** What can still be done for a removed team (FAQ, "restaurer toutes les données"). */
function removed(of: Of): Finding {
  return warning(
    {
      code: 'officevibe-team-removed',
      who: 'admin',
      message: `Team ${of.key} is removed, and Officevibe cannot restore its structure.`,
      next: 'If that was a mistake, revert the commit, which brings the team back under the same id, and ask the support of Officevibe for a recalculation; past moves between teams stay lost.',
    },
    of,
  );
}
