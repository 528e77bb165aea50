import type { Context, Kind, ReadBatch } from '../../../src/contract/index.ts';
import { searchUsers } from './client.ts';
import { toPerson } from './convert.ts';
import type { FoundUser } from './schema.ts';
import { readSettings, type Settings } from './settings.ts';

/** Reads people, as far as they can be proven to be all. */
export async function* readKind(context: Context, kind: Kind): AsyncGenerator<ReadBatch> {
  if (kind === 'employees') yield await readPeople(context, readSettings(context.settings));
  else yield incomplete(`Workleap gives back no ${kind}.`);
}

async function readPeople(context: Context, settings: Settings): Promise<ReadBatch> {
  const found = await searchUsers(context.send, settings, '');
  if (!found.data) return incomplete(found.refused.message);
  const users = found.data;
  // An account has an administrator at least.
  if (users.length === 0) return incomplete('the search for everybody found nobody');
  if (users.length >= settings.pageSize)
    return incomplete(`the search gave ${users.length} people, as many as page_size asks for; raise page_size`);
  const ids = new Set(users.map((user) => user.id));
  if (ids.size !== users.length) return incomplete('the search lists people twice');
  const missed = await findMissed(context, settings, users);
  if (missed !== undefined) return incomplete(missed);
  return { records: users.map((user) => toPerson(user, settings)), proof: { complete: true, counted: users.length } };
}

/** Terms that between them stand in everybody's name or address. */
const probes = ['a', 'e', 'i', 'o', 'u', 'n', 'r', 's', 't', '@'];

/**
 * No total is given, and a system that cuts its lists without a word cuts them at a round number. Such a list is proven by
 * other searches: whoever they find must be on it.
 */
async function findMissed(
  context: Context,
  settings: Settings,
  users: readonly FoundUser[],
): Promise<string | undefined> {
  if (users.length < 10 || (users.length % 10 !== 0 && users.length % 25 !== 0)) return undefined;
  const known = new Set(users.map((user) => user.id));
  for (const probe of probes) {
    const found = await searchUsers(context.send, settings, probe);
    if (!found.data) return found.refused.message;
    if (found.data.some((user) => !known.has(user.id)))
      return `the search for everybody gave ${users.length} people and left some out`;
  }
  return undefined;
}

function incomplete(reason: string): ReadBatch {
  return { records: [], proof: { complete: false, reason } };
}
