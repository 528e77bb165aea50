import type { Context, Kind, LiveRecord, Proof, ReadBatch } from '../../../src/contract/index.ts';
import { listGroups, listUsers } from './client.ts';
import { toMemberships, toPerson, toRemote, toTeam } from './convert.ts';
import type { ListedGroup, ListedUser } from './schema.ts';
import { readSettings, type Settings } from './settings.ts';

/** Reads one kind in one batch, with the vendor's own total as the proof. */
export async function* readKind(context: Context, kind: Kind): AsyncGenerator<ReadBatch> {
  const settings = readSettings(context.settings);
  switch (kind) {
    case 'employees':
      yield await readPeople(context);
      return;
    case 'teams':
      yield await readTeams(context, settings);
      return;
    case 'memberships':
      yield await readMemberships(context, settings);
      return;
    case 'absences':
    case 'attendances':
    case 'documents':
      yield incomplete(`Officevibe has no ${kind}.`);
      return;
    default:
      kind satisfies never;
  }
}

async function readPeople(context: Context): Promise<ReadBatch> {
  const users = await listUsers(context.send);
  if (!('data' in users)) return incomplete(users.refused.message);
  const { items, total } = users.data;
  const doubled = items.length - new Set(items.map((user) => toRemote(user.email))).size;
  if (doubled > 0) return incomplete(`GET /users lists ${doubled} people twice.`);
  return { records: items.map(toPerson), proof: prove(items.length, total, 'GET /users') };
}

async function readTeams(context: Context, settings: Settings): Promise<ReadBatch> {
  const groups = await listGroups(context.send);
  if (!('data' in groups)) return incomplete(groups.refused.message);
  const { items, total } = groups.data;
  return { records: items.map((group) => toTeam(group, settings)), proof: prove(items.length, total, 'GET /groups') };
}

/** Memberships stand in the list of people; the counts of the list of teams are what they must add up to. */
async function readMemberships(context: Context, settings: Settings): Promise<ReadBatch> {
  const groups = await listGroups(context.send);
  if (!('data' in groups)) return incomplete(groups.refused.message);
  const users = await listUsers(context.send);
  if (!('data' in users)) return incomplete(users.refused.message);
  if (users.data.items.length !== users.data.total || groups.data.items.length !== groups.data.total) {
    return incomplete('The lists of people and teams are shorter than the totals Officevibe gives for them.');
  }
  const resolve = resolver(groups.data.items);
  const unresolved = users.data.items.flatMap(referencesOf).filter((reference) => resolve(reference) === undefined);
  if (unresolved.length > 0) {
    return incomplete(`${unresolved.length} memberships name a team that GET /groups lists not at all or twice.`);
  }
  const known = (reference: string): ListedGroup => resolve(reference) as ListedGroup; // checked just above
  if (settings.checksGroupCounts) {
    const wrong = findWrongCounts(groups.data.items, users.data.items, known);
    if (wrong.length > 0) {
      return incomplete(
        `The people listed do not add up to the counts of ${wrong.length} teams (group_counts: ignore switches this off).`,
      );
    }
  }
  const records = users.data.items.flatMap((user) => toMemberships(user, known, settings));
  return { records, proof: { complete: true, counted: records.length } };
}

function findWrongCounts(
  groups: readonly ListedGroup[],
  users: readonly ListedUser[],
  resolve: (reference: string) => ListedGroup,
): readonly ListedGroup[] {
  const count = (references: (user: ListedUser) => readonly string[]) =>
    Map.groupBy(
      users.flatMap((user) => [...new Set(references(user).map((reference) => resolve(reference).id))]),
      (id) => id,
    );
  const members = count((user) => user.memberGroups);
  const managers = count((user) => user.managedGroups);
  return groups.filter(
    ({ id, userCount, managerCount }) =>
      (members.get(id)?.length ?? 0) !== userCount || (managers.get(id)?.length ?? 0) !== managerCount,
  );
}

/** Finds a team by its name, or by its id; undefined when none or several bear the name. */
function resolver(groups: readonly ListedGroup[]): (reference: string) => ListedGroup | undefined {
  const byName = Map.groupBy(groups, (group) => group.name);
  const byId = new Map(groups.map((group) => [group.id, group]));
  return (reference) => {
    const named = byName.get(reference);
    return named ? (named.length === 1 ? named[0] : undefined) : byId.get(reference);
  };
}

function referencesOf(user: ListedUser): readonly string[] {
  return [...user.memberGroups, ...user.managedGroups];
}

function prove(counted: number, total: number, call: string): Proof {
  if (counted === total) return { complete: true, counted, total };
  return { complete: false, reason: `${call} gave ${counted} of ${total}.` };
}

function incomplete(reason: string): ReadBatch & { readonly records: readonly LiveRecord[] } {
  return { records: [], proof: { complete: false, reason } };
}
