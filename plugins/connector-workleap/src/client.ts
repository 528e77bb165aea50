import type { Request, Send, Value } from '../../../src/contract/index.ts';
import { toCsvParts } from './csv.ts';
import { type Answer, judge, personUnknown, type Refused, unexpected } from './reply.ts';
import {
  exportPageSchema,
  type FoundUser,
  type Job,
  jobSchema,
  type ProvisioningBody,
  userPageSchema,
} from './schema.ts';
import type { Settings } from './settings.ts';

/** People in one call of deactivate or activate; nothing is published about how many it takes. */
const idsPerCall = 100;

/** Pages of one list; more is taken for a list that turns in a circle. */
const mostPages = 1000;

/** Everybody whom a search term finds, over all pages. */
export async function searchUsers(
  send: Send,
  settings: Settings,
  searchTerm: string,
): Promise<Answer<readonly FoundUser[]>> {
  const users: FoundUser[] = [];
  const seen = new Set<string>();
  for (let token: string | undefined, pages = 0; pages < mostPages; pages += 1) {
    const body: Value = {
      searchTerm,
      pageSize: settings.pageSize,
      ...(token !== undefined && { continuationToken: token }),
    };
    const response = await send({ method: 'POST', path: `${settings.publicPath}/users/search`, body });
    const refused = judge(response);
    if (refused) return refused;
    const parsed = userPageSchema.safeParse(response.json);
    if (!parsed.success) return unexpected(parsed.error);
    users.push(...parsed.data.users);
    token = parsed.data.token;
    if (token === undefined) return { data: users };
    if (seen.has(token)) break;
    seen.add(token);
  }
  return unexpected(undefined, 'the list of people does not come to an end');
}

/** Pushes the whole organisation. Sending it twice does no more than once, since it states what shall be there. */
export async function provision(send: Send, settings: Settings, body: ProvisioningBody): Promise<Answer<Job>> {
  const path = `${settings.publicPath}/provisioning/${settings.provisioning}`;
  const content: Pick<Request, 'body' | 'parts'> =
    settings.provisioning === 'csv' ? { parts: toCsvParts(body) } : { body };
  const response = await send({ method: 'POST', path, ...content, idempotent: true });
  const refused = judge(response);
  if (refused) return refused;
  const parsed = jobSchema.safeParse(response.json);
  return parsed.success ? { data: parsed.data } : unexpected(parsed.error);
}

/** Who could not be switched, by their ids in Workleap, and why. */
export type Unswitched = ReadonlyMap<string, Refused>;

/** Switches people off at once, by their ids in Workleap. Who is off already stays so. */
export async function deactivate(send: Send, settings: Settings, ids: readonly string[]): Promise<Unswitched> {
  return changeState(send, `${settings.publicPath}/users/deactivate`, ids);
}

/** Switches people on again. */
export async function activate(send: Send, settings: Settings, ids: readonly string[]): Promise<Unswitched> {
  return changeState(send, `${settings.publicPath}/users/activate`, ids);
}

/** One page of an export, with the token of the next one. */
export async function exportPage(
  send: Send,
  request: Request,
): Promise<Answer<{ readonly items: readonly unknown[]; readonly token?: string }>> {
  const response = await send(request);
  const refused = judge(response);
  if (refused) return refused;
  const parsed = exportPageSchema.safeParse(response.json);
  if (!parsed.success) return unexpected(parsed.error);
  const token = parsed.data.metadata?.continuationToken;
  return { data: { items: parsed.data.data, ...(token != null && { token }) } };
}

/** A hundred at a time. Where a call is refused because of somebody in it, each goes alone, so that one stops no others. */
async function changeState(send: Send, path: string, ids: readonly string[]): Promise<Unswitched> {
  const failed = new Map<string, Refused>();
  for (let start = 0; start < ids.length; start += idsPerCall) {
    const some = ids.slice(start, start + idsPerCall);
    const refused = await switchSome(send, path, some);
    if (!refused) continue;
    if (refused.refused.scope === 'system') {
      // Whoever it is about: the rest would hear the same.
      for (const id of ids.slice(start)) failed.set(id, refused);
      break;
    }
    for (const id of some) {
      const own = some.length === 1 ? refused : await switchSome(send, path, [id]);
      if (own) failed.set(id, own);
    }
  }
  return failed;
}

async function switchSome(send: Send, path: string, userIds: readonly string[]): Promise<Refused | undefined> {
  const refused = judge(await send({ method: 'POST', path, body: { userIds }, idempotent: true }));
  if (!refused || refused.isAlreadySo) return undefined;
  return refused.isUntold ? { refused: personUnknown, doubtful: false } : refused;
}
