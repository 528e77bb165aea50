import type { Kind } from '../../contract/index.ts';
import type { Stop } from '../change.ts';
import type { Limit } from '../rules.ts';

/** How many changes a limit permits: a share at least one, unless it is none at all. */
export function permitted(limit: Limit, ours: number): number {
  const most = limit.count ?? Number.POSITIVE_INFINITY;
  if (limit.share === undefined) return most;
  return Math.min(most, limit.share === 0 ? 0 : Math.max(1, Math.floor(limit.share * ours + 1e-9)));
}

export interface Counted {
  readonly limit: string;
  readonly planned: number;
  readonly ours: number;
  readonly permitted: number;
  readonly kind: Kind;
  readonly what: string;
}

/** A stop when more is planned than is permitted. The names of limits of people stand alone, others after their kind. */
export function overLimit({ limit, planned, ours, permitted: most, kind, what }: Counted): Stop[] {
  if (planned <= most) return [];
  const message = `${planned} of ${ours} ${kind} would ${what}; at most ${most} may.`;
  return [{ limit: limitName(kind, limit), permitted: most, planned, ours, message }];
}

export function limitName(kind: Kind, limit: string): string {
  return kind === 'employees' ? limit : `${kind}:${limit}`;
}
