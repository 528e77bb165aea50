import type { SimulatedResponse, Value } from '../../../src/contract/index.ts';

export type Query = Readonly<Record<string, string>>;

/** A refusal of the newer API: problem+json (§5 and §6). */
export function problem(
  status: number,
  title: string,
  errors?: Readonly<Record<string, readonly string[]>>,
): SimulatedResponse {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    text: JSON.stringify({ type: 'about:blank', title, status, ...(errors && { errors }) }),
  };
}

/** Title of the refusals that name fields. */
export const validation = 'One or more validation errors occurred.';

/** A page of the newer API: all fields always, ten by default, a cursor and a total only where asked for (§5). */
export function page(
  items: readonly Value[],
  query: Query,
  filters: readonly string[],
  most: number,
): SimulatedResponse {
  const unknown = Object.keys(query).find((name) => ![...filters, 'page', 'limit', 'fields.root'].includes(name));
  if (unknown !== undefined) return problem(400, 'Unknown filter', { [unknown]: ['This filter does not exist.'] });
  const limit = query.limit === undefined ? 10 : Number(query.limit);
  if (!Number.isInteger(limit) || limit < 0 || limit > most) {
    return problem(400, validation, { limit: [`Between 0 and ${most}.`] });
  }
  // A page number from 1, or the cursor of an earlier answer.
  const cursor = /^c(\d+)$/.exec(query.page ?? '');
  const offset = cursor ? Number(cursor[1]) : (Number(query.page ?? '1') - 1) * limit;
  if (!Number.isInteger(offset) || offset < 0) {
    return problem(400, validation, { page: ['Not a page.'] });
  }
  const root = (query['fields.root'] ?? '').split(',');
  const end = offset + limit;
  return {
    status: 200,
    json: {
      items: items.slice(offset, end),
      ...(root.includes('prev') && { prev: offset > 0 ? `c${Math.max(0, offset - limit)}` : null }),
      // A page of none leads nowhere.
      ...(root.includes('next') && { next: limit > 0 && end < items.length ? `c${end}` : null }),
      ...(root.includes('count') && { count: items.length }),
    },
  };
}
