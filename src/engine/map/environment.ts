import type { Expression } from '../expression/expression.ts';
import type { Roster, RosterRecord } from '../roster.ts';
import type { Mapping } from './mapping.ts';

interface Around {
  readonly roster: Roster;
  readonly mapping: Mapping;
  readonly today: string;
}

/** True, false, or a sentence why it cannot be said; a doubtful answer holds the record. */
export function ask(expression: Expression, environment: Readonly<Record<string, unknown>>): boolean | string {
  const result = expression.evaluate(environment);
  if ('unknown' in result)
    return `"${expression.source}" needs ${result.unknown.join(', ')}, whose column is not there.`;
  if ('failed' in result) return `"${expression.source}" failed: ${result.failed}.`;
  return typeof result.value === 'boolean' ? result.value : `"${expression.source}" gives neither true nor false.`;
}

/** The variables of expressions over one record: its fields, its manager, its source and the day. */
export function environmentOf(record: RosterRecord, around: Around): Readonly<Record<string, unknown>> {
  const environment: Record<string, unknown> = { ...record.fields, source: record.source, today: around.today };
  const manager = managerOf(record, around.roster, around.mapping.managerDepth);
  if (manager !== undefined) environment.manager = manager;
  return environment;
}

/** The manager's record, with as many managers above as are asked for; null when there is none, undefined when unknown. */
function managerOf(
  record: RosterRecord,
  roster: Roster,
  depth: number,
): Readonly<Record<string, unknown>> | null | undefined {
  const id = record.fields.manager_id;
  if (depth === 0 || id === undefined) return undefined;
  if (id === null || id === '') return null;
  const manager = roster.records.employees.get(String(id));
  if (!manager) return undefined;
  const above = managerOf(manager, roster, depth - 1);
  return above === undefined ? manager.fields : { ...manager.fields, manager: above };
}
