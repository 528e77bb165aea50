import type { z } from 'zod';
import type { Context, Finding } from '../../../../src/contract/index.ts';
import { systemError } from '../records/finding.ts';
import { readSettings } from '../settings.ts';
import { call } from './call.ts';
import { type CallAbout, unexpectedReply } from './refusals.ts';
import { cursorPage, offsetPage, wholeList } from './schema.ts';

export type Listed<Item> =
  | { readonly items: readonly Item[]; readonly refused?: undefined }
  | { readonly refused: Finding; readonly status?: number; readonly items?: undefined };

export interface ListRequest<Item> {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Items a page: the most the address gives. Asking for more is refused (v2) or cut without a word (v1). */
  readonly limit: number;
  readonly item: z.ZodType<Item>;
  /** Plural, for messages: `people`. */
  readonly what: string;
  readonly about: CallAbout;
}

/**
 * A list of v2 to its proven end: the first page without a `next` link. There is no total. Only the cursor is taken out of
 * the link, whose path is wrong in places; a link to another host, without a cursor or to a page that was there before
 * ends the read without a proof.
 */
export async function listByCursor<Item>(context: Context, request: ListRequest<Item>): Promise<Listed<Item>> {
  const { path, limit, what, about } = request;
  const items: Item[] = [];
  const cursors = new Set<string>();
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (;;) {
    const query = { ...request.query, limit: String(limit), ...(cursor !== undefined && { cursor }) };
    const answer = await call(context, { method: 'GET', path, query }, about);
    if (answer.refused) return { refused: answer.refused, status: answer.status };
    const page = cursorPage.safeParse(answer.json);
    if (!page.success) return { refused: unexpectedReply(`a page of ${what}`, pathOf(page.error)) };
    const { _data: data, _meta: meta } = page.data;
    const read = readItems(data, request);
    if ('refused' in read) return read;
    for (const item of read.items) items.push(item);
    // A list that never ends is one that gives the same page under ever new cursors.
    const texts = data.map((one) => JSON.stringify(one));
    if (texts.length > 0 && texts.every((text) => seen.has(text))) return { refused: endless(what) };
    for (const text of texts) seen.add(text);

    const href = meta?.links?.next?.href;
    if (href === undefined) return { items };
    const next = cursorOf(href, readSettings(context.settings).host);
    if (next === undefined || cursors.has(next)) return { refused: endless(what) };
    cursors.add(next);
    cursor = next;
  }
}

/**
 * A list of v1 to its proven end: as many items as `total_elements` says, which must stay the same meanwhile.
 * `offset` counts items from 0.
 */
export async function listByOffset<Item>(context: Context, request: ListRequest<Item>): Promise<Listed<Item>> {
  const { path, limit, what, about } = request;
  const items: Item[] = [];
  let total: number | undefined;
  for (;;) {
    const query = { ...request.query, limit: String(limit), offset: String(items.length) };
    const answer = await call(context, { method: 'GET', path, query }, about);
    if (answer.refused) return { refused: answer.refused, status: answer.status };
    const page = offsetPage.safeParse(answer.json);
    if (!page.success) return { refused: unexpectedReply(`a page of ${what}`, pathOf(page.error)) };
    const read = readItems(page.data.data, request);
    if ('refused' in read) return read;
    const stated = page.data.metadata?.total_elements;
    if (stated === undefined) return { refused: unexpectedReply(`a page of ${what}`, 'metadata') };
    total ??= stated;
    if (total !== stated) return { refused: moved(what) };
    for (const item of read.items) items.push(item);
    if (items.length === total) return { items };
    if (read.items.length === 0 || items.length > total) return { refused: moved(what) };
  }
}

/** A list of v1 that comes at once. */
export async function listAtOnce<Item>(
  context: Context,
  request: Omit<ListRequest<Item>, 'limit'>,
): Promise<Listed<Item>> {
  const answer = await call(context, { method: 'GET', path: request.path }, request.about);
  if (answer.refused) return { refused: answer.refused, status: answer.status };
  const list = wholeList.safeParse(answer.json);
  if (!list.success) return { refused: unexpectedReply(request.what, pathOf(list.error)) };
  return readItems(list.data.data, request);
}

/** The names of the properties on the way to what is wrong, never its value. */
export function pathOf(error: z.ZodError): string {
  return (error.issues[0]?.path ?? []).map(String).join('.') || 'the whole';
}

function readItems<Item>(
  data: readonly unknown[],
  { item, what }: Pick<ListRequest<Item>, 'item' | 'what'>,
): { readonly items: readonly Item[] } | { readonly refused: Finding } {
  const items: Item[] = [];
  for (const one of data) {
    const parsed = item.safeParse(one);
    if (!parsed.success) return { refused: unexpectedReply(`one of the ${what}`, pathOf(parsed.error)) };
    items.push(parsed.data);
  }
  return { items };
}

/** Links are absolute or relative (fact sheet §4); anything but Personio's own hosts is not followed. */
function cursorOf(href: string, host: string): string | undefined {
  const base = `https://${host}`;
  if (!URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  const own = [base, 'https://api.personio.de', 'https://api.personio.com'];
  return own.includes(url.origin) ? (url.searchParams.get('cursor') ?? undefined) || undefined : undefined;
}

function endless(what: string): Finding {
  return systemError({
    code: 'pages-without-end',
    who: 'vendor',
    message: `The list of ${what} could not be followed to its end: the next page was there before, is elsewhere, or has no cursor.`,
    next: 'Run again; if it lasts, tell Personio support. Nobody is taken to be gone.',
  });
}

function moved(what: string): Finding {
  return systemError({
    code: 'list-moved',
    who: 'vendor',
    message: `The list of ${what} does not add up to its own total; somebody may have changed it meanwhile.`,
    next: 'Run again when nobody works in Personio. Nobody is taken to be gone.',
  });
}
