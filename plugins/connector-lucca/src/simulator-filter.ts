import type { Value } from '../../../src/contract/index.ts';

/** A person or thing as the older API knows it, with everything that can be asked for. */
export type Entity = { readonly [property: string]: Value | undefined };

/**
 * Whether a value passes a filter of the older API (§3): `a,b` for any of them, `notequal,v`, `null`, dates with `since`,
 * `until` and `between`, numbers with `greaterthan` and the like, texts with `like` and `starts`. Letter case does not count.
 */
export function passesFilter(value: Value | undefined, filter: string): boolean {
  const [word = '', ...wanted] = filter.split(',');
  const [first = '', second = ''] = wanted;
  const own = textOf(value);
  const day = own.slice(0, Math.max(10, first.length));
  switch (word.toLowerCase()) {
    case 'notequal':
      return !wanted.some((one) => isEqual(value, one));
    case 'since':
      return own !== '' && day >= first;
    case 'until':
      return own !== '' && day <= first;
    case 'between':
      return own !== '' && day >= first && day <= second;
    case 'greaterthan':
      return own !== '' && Number(own) > Number(first);
    case 'greaterthanorequal':
      return own !== '' && Number(own) >= Number(first);
    case 'lessthan':
      return own !== '' && Number(own) < Number(first);
    case 'lessthanorequal':
      return own !== '' && Number(own) <= Number(first);
    case 'like':
      return own.includes(first.toLowerCase());
    case 'starts':
      return own.startsWith(first.toLowerCase());
    default:
      return filter.split(',').some((one) => isEqual(value, one));
  }
}

/** `prop,asc` and `prop,desc` in pairs (§3). */
export function sortBy(entities: readonly Entity[], orderBy: string): readonly Entity[] {
  const parts = orderBy.split(',');
  const pairs = parts.flatMap((property, index) =>
    index % 2 === 0 ? [{ property, sign: parts[index + 1] === 'desc' ? -1 : 1 }] : [],
  );
  return entities.toSorted((one, other) => {
    for (const { property, sign } of pairs) {
      const order = compare(one[property], other[property]);
      if (order !== 0) return sign * order;
    }
    return 0;
  });
}

function isEqual(value: Value | undefined, wanted: string): boolean {
  if (wanted.toLowerCase() === 'null') return value === null || value === undefined;
  const own = textOf(value);
  // A day stands for its midnight.
  return own === wanted.toLowerCase() || (/^\d{4}-\d\d-\d\d$/.test(wanted) && own === `${wanted}t00:00:00`);
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
}

function compare(one: Value | undefined, other: Value | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return textOf(one) < textOf(other) ? -1 : textOf(one) > textOf(other) ? 1 : 0;
}
