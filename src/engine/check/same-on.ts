import { hasLeft } from '../fields.ts';
import type { Roster } from '../roster.ts';
import type { Rules } from '../rules.ts';

/**
 * Whether checking the same files on another day (yyyy-MM-dd) would give the same roster: nobody's last day passes
 * between the two, and no check of rollcall.yaml asks for the day.
 */
export function isSameOn(roster: Roster, rules: Rules, one: string, other: string): boolean {
  if (rules.checks.some((check) => check.assert.reads.some((path) => path[0] === 'today'))) return false;
  for (const { fields } of roster.records.employees.values()) {
    if (hasLeft(fields, one) !== hasLeft(fields, other)) return false;
  }
  return true;
}
