import type { Limit, LimitRules } from '../../engine/rules.ts';
import { limitDefaults } from './config-schema.ts';

const wholePlan = ['leave', 'create', 'update', 'delete', 'column'] as const;

/** Names a limit may have without standing in `allow`. */
export const limitNames: readonly string[] = Object.keys(limitDefaults);

/**
 * Reads `5% | 10`, `5%`, `10` or the number 10. Gives undefined for anything else: a limit that cannot be read
 * must refuse and never sleep.
 */
export function parseLimit(written: string | number): Limit | undefined {
  let limit: Limit = {};
  for (const part of String(written).split('|')) {
    const match = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(part);
    if (match !== null) {
      const percent = Number(match[1]);
      if (limit.share !== undefined || percent > 100) return undefined;
      limit = { ...limit, share: percent / 100 };
    } else {
      if (limit.count !== undefined || !/^\s*\d{1,9}\s*$/.test(part)) return undefined;
      limit = { ...limit, count: Number(part) };
    }
  }
  return limit;
}

/** The limits of one system, stated ones over the built-in ones. All of `stated` must be readable. */
export function limitRules(stated: Readonly<Record<string, Limit>>): LimitRules {
  const builtIn = Object.entries(limitDefaults).map(([name, written]) => [name, parseLimit(written) ?? {}] as const);
  const all: Readonly<Record<string, Limit>> = { ...Object.fromEntries(builtIn), ...stated };
  const of = (name: (typeof wholePlan)[number]): Limit => all[name] ?? { count: 0 };
  const isNamed = (name: string) => !wholePlan.some((one) => one === name);
  return {
    leave: of('leave'),
    create: of('create'),
    update: of('update'),
    delete: of('delete'),
    column: of('column'),
    named: Object.fromEntries(Object.entries(all).filter(([name]) => isNamed(name))),
    stated: Object.keys(stated),
  };
}
