import type { Rules } from '../engine/rules.ts';
import { variablesIn } from '../io/config/config-systems.ts';
import { mask } from './mask.ts';

/** Has the runner blank out what the configuration takes settings from, however the variables are named. */
export function maskSettings(
  { systems }: Pick<Rules, 'systems'>,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  for (const name of systems.flatMap((system) => variablesIn(system))) mask(environment[name]);
}
