import { RollcallError } from '../../contract/index.ts';
import { type Plan, type Release, recordName } from '../change.ts';
import type { Mapping } from '../map/mapping.ts';
import { isOurs } from '../plan/base.ts';
import type { SystemState } from '../plan/changes.ts';
import type { SystemRules } from '../rules.ts';
import { wrongRelease } from './releases.ts';

/**
 * A trial of somebody who is in no system and not going to be would look like one that went well.
 * @throws RollcallError `USAGE`.
 */
export function refuseNobody(only: string | undefined, states: readonly SystemState[]): void {
  if (only === undefined) return;
  const name = recordName('employees', only);
  if (states.some((state) => state.desired.has(name) || isOurs(state.base, name))) return;
  throw new RollcallError('USAGE', 'There is no person with the id of --only, neither in the files nor in a system.');
}

/**
 * A release of a system or limit that there is not would sleep, and the reader believe that it holds.
 * @throws RollcallError `USAGE`.
 */
export function refuseWrongReleases(
  releases: readonly Release[],
  systems: readonly SystemRules[],
  mappings: readonly Mapping[],
): void {
  const known = systems.map(({ name }) => {
    const mapping = mappings.find((one) => one.system.name === name);
    return { name, ...(mapping && { mapping }) };
  });
  const wrong = releases.map((release) => wrongRelease(release, known)).find((one) => one !== undefined);
  if (wrong === undefined) return;
  throw new RollcallError('USAGE', `--allow: ${wrong}`, { next: 'Copy the --allow that the stopped plan names.' });
}

/**
 * Nothing is written anywhere while one system is stopped.
 * @throws RollcallError `LIMITS_EXCEEDED`, `COLUMN_GONE`, `LEDGER_LOST`, `HISTORY_REWRITTEN`.
 */
export function refuseStopped({ systems }: Plan): void {
  const stops = systems.flatMap((system) => system.stops.map((stop) => ({ system: system.name, stop })));
  if (stops.length === 0) return;
  const message = stops.map(({ system, stop }) => `${system}: ${stop.message}`).join('\n');
  const releases = stops.map(({ system, stop }) => `--allow ${system}:${stop.limit}=${stop.planned}`).join(' ');
  throw new RollcallError(codeOf(new Set(stops.map(({ stop }) => stop.limit))), `${message}\nNothing was written.`, {
    next: `Check first that the export is complete. If all of it is meant, run again with ${releases}`,
  });
}

function codeOf(limits: ReadonlySet<string>) {
  if ([...limits].every((limit) => limit === 'column_gone')) return 'COLUMN_GONE';
  if (limits.has('rewritten')) return 'HISTORY_REWRITTEN';
  return limits.has('base') ? 'LEDGER_LOST' : 'LIMITS_EXCEEDED';
}
