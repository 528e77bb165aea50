import type { SimulatedRequest, SimulatedResponse, Value } from '../../../../src/contract/index.ts';
import { problem } from './answer.ts';

/**
 * A page of v2 (§4). The cursor exists only inside the link to the next page, which is absolute; the last page has none.
 * More than the most is refused, not cut. A cursor does not remember the filters.
 */
export function cursorPage(
  request: SimulatedRequest,
  items: readonly Value[],
  page: { readonly usual: number; readonly most: number; readonly link: string },
): SimulatedResponse {
  const limit = request.query.limit === undefined ? page.usual : Number(request.query.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > page.most) {
    return problem(400, 'Provided request parameters are invalid.');
  }
  const start = startOf(request.query.cursor);
  if (start === undefined) return problem(400, 'Provided request parameters are invalid.');
  const end = start + limit;
  const self = { href: `https://api.personio.de${page.link}` };
  const links: Value = end < items.length ? { self, next: { href: linkTo(page.link, end) } } : { self };
  return {
    status: 200,
    json: { _data: items.slice(start, end), _meta: { links } },
  };
}

function linkTo(path: string, start: number): string {
  return `https://api.personio.de${path}?cursor=cur_${Buffer.from(`at ${start}`).toString('base64url')}`;
}

function startOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return 0;
  const match = /^at (\d+)$/.exec(Buffer.from(cursor.replace(/^cur_/, ''), 'base64url').toString());
  return match ? Number(match[1]) : undefined;
}

/**
 * A page of v1 employees: `offset` counts items, 50 without a limit, and a larger one than 100 is cut to 100 without a
 * word (§4). `current_page` is wrong, as users report: it counts from 0 here and stays there.
 */
export function offsetPage(request: SimulatedRequest, items: readonly Value[]): Readonly<Record<string, Value>> {
  const limit = Math.min(whole(request.query.limit) ?? 50, 100) || 50;
  const offset = whole(request.query.offset) ?? 0;
  return {
    success: true,
    metadata: { total_elements: items.length, current_page: 0, total_pages: Math.ceil(items.length / limit) },
    offset,
    limit,
    data: items.slice(offset, offset + limit),
  };
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
