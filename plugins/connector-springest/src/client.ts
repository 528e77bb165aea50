import type { Finding, Response, Send, Value } from '../../../src/contract/index.ts';
import { nobody } from './assumptions.ts';
import { explainPerson, explainSystem } from './refusals.ts';
import { type FoundPerson, foundPerson, refusal, writtenPerson } from './schema.ts';

/** The one address of the users API (fact sheet §2 and §6). */
export const usersPath = '/users.json';

/** `uncertain`: whether it was done cannot be told from the reply. */
export type Written =
  | { readonly status: 'done'; readonly id?: string }
  | { readonly status: 'refused' | 'uncertain'; readonly findings: readonly Finding[] };

export type Found =
  | { readonly status: 'found'; readonly person: FoundPerson }
  | { readonly status: 'absent' }
  | { readonly status: 'failed'; readonly finding: Finding };

/** Creates or updates one person. Sending it twice does no more than sending it once. */
export async function sendPerson(send: Send, body: Value): Promise<Written> {
  const response = await send({ method: 'POST', path: usersPath, body, idempotent: true });
  if (isSuccess(response)) return readWritten(response);
  const finding = explainSystem(response);
  if (finding && response.status >= 500) return { status: 'uncertain', findings: [finding] };
  return { status: 'refused', findings: finding ? [finding] : explainPerson(response) };
}

/** The person with this external_id. */
export async function findPerson(send: Send, externalId: string): Promise<Found> {
  const response = await send({ method: 'GET', path: usersPath, query: { external_id: externalId } });
  if (isNotFound(response)) return { status: 'absent' };
  if (!isSuccess(response) || response.json === undefined) return { status: 'failed', finding: explainRead(response) };
  return readFound(response.json, externalId);
}

/** Why the key, its rights or the address are not as they should be; undefined when all is well. Reads nobody. */
export async function probe(send: Send): Promise<Finding | undefined> {
  const asked = await send({ method: 'GET', path: usersPath, query: { external_id: nobody } });
  if (isSuccess(asked) && asked.json !== undefined) return undefined;
  if (!isNotFound(asked)) return explainRead(asked);
  // A wrong site says 404 too (fact sheet §2). Without the required external_id only a right one complains about that.
  const complaint = await send({ method: 'GET', path: usersPath });
  return isNotFound(complaint) ? explainRead(complaint) : undefined;
}

function readWritten(response: Response): Written {
  if (response.text.trim() === '') return { status: 'done' };
  if (response.json === undefined) return { status: 'uncertain', findings: [explainRead(response)] };
  // An error is one under whatever status it comes.
  if (refusal.safeParse(response.json).success) return { status: 'refused', findings: explainPerson(response) };
  const parsed = writtenPerson.safeParse(response.json);
  return parsed.success ? { status: 'done', id: parsed.data.id } : { status: 'done' };
}

/** One object, or a list of at most one (fact sheet §6). Somebody else's record is never taken for the one asked for. */
function readFound(json: unknown, externalId: string): Found {
  const items: readonly unknown[] = Array.isArray(json) ? json : [json];
  const [item] = items;
  if (items.length === 0 || item === null || isEmptyObject(item)) return { status: 'absent' };
  const parsed = foundPerson.safeParse(item);
  if (items.length > 1 || !parsed.success || parsed.data.external_id !== externalId) {
    return { status: 'failed', finding: unexpectedReply };
  }
  return { status: 'found', person: parsed.data };
}

const unexpectedReply: Finding = {
  code: 'unexpected-reply',
  severity: 'error',
  scope: 'system',
  who: 'us',
  message:
    'Springest described a person in another form than its article of 18 October 2023, or another person than asked for.',
  next: 'Please report this with the version of the connector; nothing was assumed about anybody.',
};

function explainRead(response: Response): Finding {
  return explainSystem(response) ?? unexpectedReply;
}

function isSuccess(response: Response): boolean {
  return response.status >= 200 && response.status < 300;
}

function isNotFound(response: Response): boolean {
  return response.status === 404 && refusal.safeParse(response.json).success;
}

function isEmptyObject(item: unknown): boolean {
  return typeof item === 'object' && item !== null && Object.keys(item).length === 0;
}
