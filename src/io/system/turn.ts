import { RollcallError } from '../../contract/index.ts';
import { isDue, type Trigger } from '../../engine/due.ts';
import type { MappedRoster } from '../../engine/map/map.ts';
import type { SystemRules } from '../../engine/rules.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Moment } from '../moment.ts';
import type { System } from './system.ts';

/** Systems that have their turn now, and the names of those whose turn has not come. */
export interface Turn {
  readonly due: readonly SystemRules[];
  readonly later: readonly string[];
}

/**
 * Chooses by name, then by each system's `when:` and the day on which it last ran.
 * @throws RollcallError `USAGE` when there is no system of that name.
 */
export async function chooseSystems(
  moment: Moment,
  ledger: Ledger,
  { system: name, trigger }: { readonly system?: string; readonly trigger?: Trigger },
): Promise<Turn> {
  const { systems } = moment.rules;
  const chosen = name === undefined ? systems : systems.filter((system) => system.name === name);
  if (chosen.length === 0 && name !== undefined) {
    const known = systems.map((system) => system.name).join(', ') || 'none';
    throw new RollcallError('USAGE', `There is no system ${name} in ${moment.config}; there is ${known}.`);
  }
  if (trigger === undefined) return { due: chosen, later: [] };
  const entries = await Promise.all(chosen.map((system) => ledger.read(system.name)));
  const due = chosen.filter((system, index) => isDue(system.when, trigger, entries[index], moment.today));
  return { due, later: chosen.filter((system) => !due.includes(system)).map((system) => system.name) };
}

/** What other systems of the same account want: gone here and wanted there is a move. */
export function wantedElsewhere(system: System, desired: ReadonlyMap<System, MappedRoster>): ReadonlySet<string> {
  const others = [...desired].filter(([other]) => other !== system && other.account === system.account);
  return new Set(
    others.flatMap(([, records]) =>
      [...records].flatMap(([name, record]) => (record.state === 'inactive' ? [] : [name])),
    ),
  );
}
