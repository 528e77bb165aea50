import type { Finding, Kind, LiveRecord, ReadKey } from '../../contract/index.ts';
import { recordName } from '../../engine/change.ts';
import type { SystemLedger } from '../../engine/ledger.ts';
import { formerName } from '../../engine/plan/base.ts';
import { proposeChanges, type SystemState } from '../../engine/plan/changes.ts';
import type { Live } from '../../engine/plan/live.ts';
import { neededKinds } from '../../engine/plan/needed-kinds.ts';
import { accountRate } from '../../engine/rate.ts';
import { concerning, type Shard } from '../../engine/shard.ts';
import type { Moment } from '../moment.ts';
import { directReader, type LiveReader } from './live-reader.ts';
import type { System } from './system.ts';

export interface LiveOptions {
  readonly system: System;
  readonly moment: Moment;
  readonly only?: string;
  /** Ask only for what concerns this shard. */
  readonly shard?: Shard;
  /** Default: every read asks the system. */
  readonly reader?: LiveReader;
}

/**
 * Reads every kind that has a list, and asks one by one for what would change in systems that have none.
 * A first sync of more people than a quarter of the permitted calls is planned without asking for each.
 */
export async function readLive(
  state: SystemState,
  { system, only, shard, moment, reader = directReader }: LiveOptions,
  entry: SystemLedger | undefined,
): Promise<{ live: Live; notes: readonly Finding[] }> {
  const read: (readonly LiveRecord[])[] = [];
  const asked = new Set<string>();
  const notes: Finding[] = [];
  const { desired } = state;
  const needed = neededKinds(state);
  for (const { kind, list } of system.connector.kinds) {
    if (!needed.includes(kind)) continue;
    const context = system.context('plan', moment.today, { kind });
    if (list === 'counted' || list === 'uncounted') read.push(await reader.read(system, context, kind, { desired }));
    if (list !== 'by-key') continue;
    const all = namesToAsk(state, kind, only);
    const concerned = shard && concerning(all, state, shard);
    const isConcerned = (name: string): boolean => concerned?.others.has(name) === true;
    const wanted = concerned ? all.filter((name) => concerned.own.has(name) || isConcerned(name)) : all;
    const most = (accountRate(system.connector.rates, system.settings)?.calls ?? Number.POSITIVE_INFINITY) / 4;
    const names =
      state.base.known || wanted.length <= most
        ? wanted
        : wanted.filter((name) => state.base.tried.has(name) || isConcerned(name));
    if (names.length < wanted.length) notes.push(notAsked(wanted.length - names.length, system));
    if (names.length === 0) continue;
    const keys = names.map((name) => keyOf(name, state, entry));
    read.push(await reader.read(system, context, kind, { keys, desired }));
    for (const name of names) asked.add(name);
  }
  return { live: { records: read.flat(), asked }, notes };
}

function namesToAsk(state: SystemState, kind: Kind, only: string | undefined): readonly string[] {
  const planned = proposeChanges(state).changes.filter((change) => change.kind === kind);
  const names = new Set([...planned.map((change) => recordName(kind, change.key)), ...state.base.tried.keys()]);
  return [...names].filter(
    (name) => name.startsWith(`${kind}/`) && (only === undefined || name === recordName(kind, only)),
  );
}

function keyOf(name: string, { base }: SystemState, entry: SystemLedger | undefined): ReadKey {
  const former = formerName(base, name) ?? name;
  const remote = entry?.remote[former] ?? entry?.remote[name];
  return { key: former.slice(former.indexOf('/') + 1), ...(remote !== undefined && { remote }) };
}

function notAsked(count: number, system: System): Finding {
  return {
    code: 'live-not-read',
    severity: 'warning',
    scope: 'system',
    who: 'vendor',
    message: `${count} people were not looked up in ${system.connector.title}: it has no list, and asking for each would use up its calls.`,
    next: 'Nothing to do: each is created or updated, whichever is right there.',
    system: system.rules.name,
  };
}
