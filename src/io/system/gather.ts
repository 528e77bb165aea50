import { createHmac } from 'node:crypto';
import { type Finding, type Kind, RollcallError, type Value } from '../../contract/index.ts';
import { recordName, type Stop } from '../../engine/change.ts';
import type { AppliedAt, SystemLedger } from '../../engine/ledger.ts';
import type { MappedRoster } from '../../engine/map/map.ts';
import { believeAccepted, unprovenRecords } from '../../engine/plan/accepted.ts';
import { appliedAt, type Base, renameInBase } from '../../engine/plan/base.ts';
import type { SystemState } from '../../engine/plan/changes.ts';
import { incompletenessOf } from '../../engine/plan/completeness.ts';
import { compareIdentities } from '../../engine/plan/identity.ts';
import { nothingRead } from '../../engine/plan/live.ts';
import { matchLive } from '../../engine/plan/match.ts';
import { neededKinds } from '../../engine/plan/needed-kinds.ts';
import { viewOf } from '../../engine/plan/snapshot.ts';
import type { Shard } from '../../engine/shard.ts';
import type { Environment } from '../config/secrets.ts';
import { resolveSecrets } from '../config/secrets.ts';
import { gatherHistory } from '../git/history.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Moment } from '../moment.ts';
import { asFinding } from './apply-findings.ts';
import { gatherBase } from './gather-base.ts';
import { readLive } from './gather-live.ts';
import { directReader, type LiveReader } from './live-reader.ts';
import type { System } from './system.ts';

export interface GatherOptions {
  readonly system: System;
  readonly moment: Moment;
  readonly ledger: Ledger;
  readonly desired: MappedRoster;
  readonly wantedElsewhere: ReadonlySet<string>;
  /** Names what has no key of ours, without telling who it is. */
  readonly key: Buffer;
  readonly environment: Environment;
  readonly only?: string;
  /** Look after what concerns this shard. */
  readonly shard?: Shard;
  /** Kinds to read although git has nothing of them. */
  readonly alsoRead?: readonly Kind[];
  /** Default: every read asks the system. */
  readonly reader?: LiveReader;
}

/** Everything that is known about a system before anything is decided. */
export interface Gathered {
  readonly state: SystemState;
  readonly handedOver: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
  readonly conditions: readonly Stop[];
  /** Whether the system was read to its end. */
  readonly isRead: boolean;
  /** What the ledger said, unless it belongs to another account or is lost. */
  readonly entry: SystemLedger | undefined;
}

/** Brings together the three states of one system: desired from git, base from the ledger, live from the system itself. */
export async function gatherState(options: GatherOptions): Promise<Gathered> {
  const { system, moment, desired, reader = directReader } = options;
  const { entry, base: found, conditions } = await gatherBase(options);
  const base = renameInBase(found, desired);
  const findings: Finding[] = [];
  const identities = compareIdentities(desired, base, system.mapping);
  const since = await historyFor(options, base);
  const incompleteness = await incompletenessFor(base, entry, moment);
  // Who was only tried by a run that did not end is compared with what that run had read.
  const incompleteSince =
    (known: Base): SystemState['whyIncomplete'] =>
    (name, record) => {
      const at = appliedAt(known, name) ?? entry?.attempted.at(-1);
      return incompleteness.get(at?.commit ?? '')?.(record);
    };
  const before: SystemState = {
    mapping: system.mapping,
    settings: system.settings,
    today: moment.today,
    desired,
    base,
    live: nothingRead,
    matched: new Map(),
    notOurs: [],
    remote: entry?.remote ?? {},
    ...(options.alsoRead && { alsoRead: options.alsoRead }),
    blocked: identities.blocked,
    whyIncomplete: incompleteSince(base),
    wantedElsewhere: options.wantedElsewhere,
    historySince: since,
    nameOf: (record) =>
      `~${createHmac('sha256', options.key).update(`${record.kind} ${record.remote}`).digest('hex').slice(0, 12)}`,
  };
  try {
    findings.push(...(await checkAccess(before, options, reader)));
    if (findings.some((finding) => finding.severity === 'error'))
      return { state: before, ...identities, findings, conditions, entry, isRead: false };
    const { live, notes } = await readLive(before, options, entry);
    findings.push(...notes);
    const matched = matchLive({ ...before, live: live.records });
    const seen = { live: { ...live, records: matched.records }, matched: matched.live, notOurs: matched.notOurs };
    const believed = believeAccepted(base, { ...before, ...seen });
    const state: SystemState = { ...before, ...seen, base: believed, whyIncomplete: incompleteSince(believed) };
    const judged = await inspect(state, options, entry);
    const blocked = blockRecords([...matched.findings, ...judged], identities.blocked);
    findings.push(...judged.filter((finding) => !isBlocking(finding) && !isSkipped(finding, state)));
    return { state: { ...state, blocked }, ...identities, findings, conditions, entry, isRead: true };
  } catch (error) {
    const unread = [...findings, asFinding(error, system)];
    return { state: before, ...identities, findings: unread, conditions, entry, isRead: false };
  }
}

/** Asks with every set of credentials whether it is let in, and may do what is asked of it. */
async function checkAccess(
  state: SystemState,
  { system, moment }: GatherOptions,
  reader: LiveReader,
): Promise<readonly Finding[]> {
  const needed = neededKinds(state);
  const common = needed.filter((kind) => !system.apart.includes(kind));
  const findings = [await reader.check(system, system.context('plan', moment.today, { kinds: common }))];
  for (const name of system.apart) {
    const kind = needed.find((one) => one === name);
    const about = kind ? { kind, kinds: [kind] } : { source: name, kinds: needed };
    if (kind || system.rules.sources?.includes(name) !== false)
      findings.push(await reader.check(system, system.context('plan', moment.today, about), name));
  }
  return findings.flat();
}

async function historyFor({ moment }: GatherOptions, base: Base): ReturnType<typeof gatherHistory> {
  const applied = knownTimes(base).filter((at) => at !== null);
  const files = new Set(moment.roster.coverage.flatMap((one) => one.files));
  for (const record of base.records.values()) files.add(record.place.file);
  return gatherHistory(moment.repository, {
    commits: applied.map((at) => at.commit),
    head: moment.commit,
    files: [...files],
    config: moment.config,
  });
}

/** When anything of the base was applied, or accepted and perhaps believed. */
function knownTimes(base: Base): readonly (AppliedAt | null)[] {
  return [base.applied, ...base.exceptions.values(), ...[...base.accepted.values()].map(({ at }) => at)];
}

async function incompletenessFor(base: Base, entry: SystemLedger | undefined, moment: Moment) {
  const known = [...knownTimes(base), ...(entry?.attempted ?? [])].filter((at) => at !== null);
  // What a commit had does not depend on the day; any on which it was applied has been read already.
  const days = new Map(known.map(({ commit, date }) => [commit, date]));
  const read = [...days].map(async ([commit, date]) => {
    const { roster } = await moment.at(commit, date);
    return [commit, incompletenessOf(moment.roster, roster)] as const;
  });
  return new Map(await Promise.all(read));
}

async function inspect(
  state: SystemState,
  options: GatherOptions,
  entry: SystemLedger | undefined,
): Promise<readonly Finding[]> {
  const { system, moment } = options;
  if (!system.connector.inspect) return [];
  const isKnown = state.base.known || state.base.records.size > 0;
  const desired = whenAsked(() => viewOf(state.desired, state));
  const base = whenAsked(() => (isKnown ? viewOf(state.base.records, state) : null));
  return system.connector.inspect(system.context('plan', moment.today), {
    get desired() {
      return desired();
    },
    live: state.live.records,
    get base() {
      return base();
    },
    unproven: unprovenRecords(state.base),
    baseSettings: isKnown && entry?.applied ? await settingsAt(entry.applied, options) : null,
  });
}

/** Made once, and not at all where nobody asks: a view of everybody is long, and most rules look at one of them. */
function whenAsked<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

async function settingsAt(
  { commit, date }: AppliedAt,
  { system, moment, environment }: GatherOptions,
): Promise<Readonly<Record<string, Value>> | null> {
  const { rules } = await moment.at(commit, date);
  const then = rules.systems.find((one) => one.name === system.rules.name);
  if (!then) return null;
  try {
    return resolveSecrets(then, system.connector, environment).settings;
  } catch (error) {
    if (error instanceof RollcallError) return null;
    throw error;
  }
}

/** Nothing is done for a record that is skipped, so nothing is told of it either. */
function isSkipped({ kind, key }: Finding, { desired }: SystemState): boolean {
  return kind !== undefined && key !== undefined && desired.get(recordName(kind, key))?.state === 'skipped';
}

function isBlocking(finding: Finding): boolean {
  return (
    finding.scope === 'record' &&
    finding.severity === 'error' &&
    finding.kind !== undefined &&
    finding.key !== undefined
  );
}

function blockRecords(
  findings: readonly Finding[],
  blocked: ReadonlyMap<string, readonly Finding[]>,
): ReadonlyMap<string, readonly Finding[]> {
  const all = new Map(blocked);
  for (const finding of findings) {
    if (!isBlocking(finding) || !finding.kind || finding.key === undefined) continue;
    const name = recordName(finding.kind, finding.key);
    all.set(name, [...(all.get(name) ?? []), finding]);
  }
  return all;
}
