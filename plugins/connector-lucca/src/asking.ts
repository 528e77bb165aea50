import type { z } from 'zod';
import { type Finding, type Request, type Response, RollcallError, type Send } from '../../../src/contract/index.ts';
import { type Call, explain, isDone } from './refusals.ts';
import { pageOf } from './schema.ts';

/** A list of the newer API: what its entries are, and how it is asked for. */
export interface Listing<Item extends z.ZodType<Identified>> {
  readonly item: Item;
  readonly call: Call;
  readonly size: number;
  readonly query: Readonly<Record<string, string>>;
}

interface Identified {
  readonly id: string;
}

interface OlderPage<Item> {
  readonly items: readonly Item[];
  /** How many there are in all, by Lucca's own word. */
  readonly total: number | undefined;
}

/** Asks, and takes nothing but a full answer. @throws RollcallError `SYSTEM_REFUSED` with the finding that says why. */
export async function ask(send: Send, request: Request, call: Call): Promise<Response> {
  const response = await send(request);
  if (!isDone(response)) throw refusedBy(explain(response, call));
  return response;
}

/** What an answer holds. @throws RollcallError `SYSTEM_REFUSED` when it has another form. */
export function parse<Schema extends z.ZodType>(schema: Schema, { json }: Response): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw refusedBy(unexpected);
  return parsed.data;
}

/**
 * All pages of the older API, to one that is not full and not short of the total either: pages may be smaller than asked
 * for, and the total too low.
 * @throws RollcallError `SYSTEM_REFUSED` when an entry comes twice, as from a system that gives one page again and again.
 */
export async function listOlder<Item extends Identified>(
  size: number,
  load: (offset: number) => Promise<OlderPage<Item>>,
): Promise<OlderPage<Item>> {
  const items: Item[] = [];
  const ids = new Set<string>();
  for (;;) {
    const page = await load(items.length);
    addTo(items, ids, page.items);
    const isLast = page.items.length < size && items.length >= (page.total ?? 0);
    if (isLast || page.items.length === 0) return { items, total: page.total };
  }
}

/**
 * All pages of the newer API, to the one that names no next; what arrived must be as many as it says there are.
 * @throws RollcallError `SYSTEM_REFUSED` when it is not, and when an entry comes twice or a page is empty before the end.
 */
export async function listAll<Item extends z.ZodType<Identified>>(
  send: Send,
  path: string,
  { item, call, size, query }: Listing<Item>,
): Promise<readonly z.output<Item>[]> {
  const items: z.output<Item>[] = [];
  const ids = new Set<string>();
  let page: string | undefined = '1';
  while (page !== undefined) {
    const asked = { ...query, page, limit: String(size), 'fields.root': 'prev,next,count' };
    const answer: z.output<ReturnType<typeof pageOf<Item>>> = parse(
      pageOf(item),
      await ask(send, { method: 'GET', path, query: asked }, call),
    );
    addTo(items, ids, answer.items);
    page = answer.next ?? undefined;
    const isShort = page === undefined && answer.count != null && answer.count !== items.length;
    if (isShort || (page !== undefined && answer.items.length === 0)) throw refusedBy(otherCount);
  }
  return items;
}

function addTo<Item extends Identified>(items: Item[], ids: Set<string>, more: readonly Item[]): void {
  for (const item of more) {
    if (ids.has(item.id)) throw refusedBy(twice);
    ids.add(item.id);
    items.push(item);
  }
}

/** What a finding says, as an error. */
export function refusedBy(finding: Finding): RollcallError {
  return new RollcallError('SYSTEM_REFUSED', finding.message, { next: finding.next, findings: [finding] });
}

/** An answer in a form that nobody described. */
export const unexpected: Finding = {
  code: 'lucca-unexpected-reply',
  severity: 'error',
  scope: 'system',
  who: 'us',
  message: 'Lucca answered in another form than its documents describe.',
  next: 'Please report this with the version of the connector; nothing was assumed about anybody.',
};

const otherCount: Finding = {
  ...unexpected,
  code: 'lucca-count-differs',
  who: 'vendor',
  message: 'Lucca gave fewer or more entries than it says there are.',
  next: 'Run again; the list may have changed while it was read.',
};

const twice: Finding = { ...otherCount, message: 'Lucca gave the same entry on two pages.' };
