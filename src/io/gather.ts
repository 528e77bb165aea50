import { createHmac } from 'node:crypto';
import {
  type Finding,
  type Kind,
  type LiveRecord,
  type ReadKey,
  RollcallError,
  type Value,
} from '../contract/index.ts';
import { appliedAt, type Base, buildBase, commitsOf, noBase, renameInBase } from '../engine/base.ts';
import { recordName, type Stop } from '../engine/change.ts';
import { proposeChanges, type SystemState } from '../engine/changes.ts';
import { goneFields, whyIncomplete } from '../engine/completeness.ts';
import { compareIdentities } from '../engine/identity.ts';
import { revealNames, type SystemLedger } from '../engine/ledger.ts';
import { type Live, nothingRead } from '../engine/live.ts';
import { type MappedRoster, mapRoster } from '../engine/map.ts';
import { createMapping } from '../engine/mapping.ts';
import { matchLive } from '../engine/match.ts';
import { viewOf } from '../engine/snapshot.ts';
import { asFinding } from './apply.ts';
import { concealWith, nameOfKey } from './digest-key.ts';
import { gatherHistory } from './history.ts';
import { rateOf } from './http.ts';
import type { Ledger } from './ledger.ts';
import { directReader, type LiveReader } from './live-reader.ts';
import type { Moment } from './moment.ts';
import type { Environment } from './secrets.ts';
import { resolveSecrets } from './secrets.ts';
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
  const rosters = await rostersFor(base, entry, moment);
  const before: SystemState = {
    mapping: system.mapping,
    settings: system.settings,
    today: moment.today,
    desired,
    base,
    live: nothingRead,
    matched: new Map(),
    notOurs: [],
    blocked: identities.blocked,
    whyIncomplete: (name, record) => {
      // Who was only tried by a run that did not end is compared with what that run had read.
      const at = appliedAt(base, name) ?? entry?.attempted.at(-1);
      const roster = rosters.get(at?.commit ?? '');
      return roster && whyIncomplete(record, moment.roster, roster);
    },
    wantedElsewhere: options.wantedElsewhere,
    historySince: since,
    nameOf: (record) =>
      `~${createHmac('sha256', options.key).update(`${record.kind} ${record.remote}`).digest('hex').slice(0, 12)}`,
  };
  try {
    const context = system.context('plan', moment.today);
    findings.push(...(await reader.check(system, context)));
    if (findings.some((finding) => finding.severity === 'error'))
      return { state: before, ...identities, findings, conditions, entry, isRead: false };
    const { live, notes } = await readLive(before, options, entry);
    findings.push(...notes);
    const matched = matchLive({ ...before, live: live.records, remote: entry?.remote ?? {} });
    const state = { ...before, live, matched: matched.live, notOurs: matched.notOurs };
    const judged = await inspect(state, options, entry);
    const blocked = blockRecords([...matched.findings, ...judged], identities.blocked);
    findings.push(...judged.filter((finding) => !isBlocking(finding)));
    return { state: { ...state, blocked }, ...identities, findings, conditions, entry, isRead: true };
  } catch (error) {
    const unread = [...findings, asFinding(error, system)];
    return { state: before, ...identities, findings: unread, conditions, entry, isRead: false };
  }
}

interface FoundBase {
  readonly entry: SystemLedger | undefined;
  readonly base: Base;
  readonly conditions: readonly Stop[];
}

/** What was last applied, or why it cannot be told: then it is unknown, not empty, and stops the plan until released. */
async function gatherBase({ system, moment, ledger, key, desired }: GatherOptions): Promise<FoundBase> {
  const lost = (message: string): FoundBase => ({
    entry: undefined,
    base: noBase,
    conditions: [{ limit: 'base', permitted: 0, planned: 1, ours: 0, message }],
  });
  const { name } = system.rules;
  if (ledger.stateOf(name) === 'lost')
    return lost(`What was last applied is lost: ${ledger.lostBecause ?? 'the ledger is gone'}.`);
  const stored = await ledger.read(name);
  if (stored?.concealed !== undefined && stored.concealed !== nameOfKey(key)) {
    return lost('The names in the ledger were concealed with another key (ROLLCALL_KEY).');
  }
  if (!stored) return { entry: undefined, base: noBase, conditions: [] };
  if (stored.connector !== system.connector.id || stored.account !== system.fingerprint) {
    return lost(`${name} is another account than the one that was last applied to.`);
  }
  const rosters = new Map<string, MappedRoster>();
  const conditions: Stop[] = [];
  for (const at of commitsOf(stored)) {
    const mapped = await mappedAt(at.commit, at.date, system, moment).catch(() => undefined);
    if (!mapped)
      return lost(`The roster of commit ${at.commit.slice(0, 7)}, which was last applied, cannot be read any more.`);
    rosters.set(`${at.commit} ${at.date}`, mapped);
  }
  const names = new Set([...desired.keys(), ...[...rosters.values()].flatMap((mapped) => [...mapped.keys()])]);
  const entry = stored.concealed === undefined ? stored : revealNames(stored, names, concealWith(key));
  if (entry.applied) {
    const { commit } = entry.applied;
    if (!(await moment.repository.isAncestor(commit, moment.commit))) {
      const message = `The commit ${commit.slice(0, 7)} that was last applied is not part of this history any more.`;
      conditions.push({ limit: 'rewritten', permitted: 0, planned: 1, ours: 0, message });
    }
    const { roster } = await moment.at(commit);
    const gone = goneFields(moment.roster, roster, system.mapping);
    if (gone.length > 0) {
      const names = gone.map(({ field, source }) => `${field} (${source})`).join(', ');
      const message = `Columns that ${name} is made of are gone from the files: ${names}.`;
      conditions.push({ limit: 'column_gone', permitted: 0, planned: gone.length, ours: 0, message });
    }
  }
  const base = buildBase(entry, (at) => rosters.get(`${at.commit} ${at.date}`) ?? new Map(), system.mapping);
  return { entry, base, conditions };
}

/** The roster of a commit through the mapping of that commit, on the day it was applied. */
async function mappedAt(commit: string, date: string, system: System, moment: Moment): Promise<MappedRoster> {
  const { rules, roster } = await moment.at(commit, date);
  const then = rules.systems.find((one) => one.name === system.rules.name);
  if (!then) throw new TypeError(`${system.rules.name} was not configured at ${commit}`);
  return mapRoster(roster, createMapping(system.connector, then, rules.fields), date);
}

async function historyFor({ moment }: GatherOptions, base: Base): ReturnType<typeof gatherHistory> {
  const applied = [base.applied, ...base.exceptions.values()].filter((at) => at !== null);
  const files = new Set(moment.roster.coverage.flatMap((one) => one.files));
  for (const record of base.records.values()) files.add(record.place.file);
  return gatherHistory(moment.repository, {
    commits: applied.map((at) => at.commit),
    head: moment.commit,
    files: [...files],
    config: moment.config,
  });
}

async function rostersFor(base: Base, entry: SystemLedger | undefined, moment: Moment) {
  const known = [base.applied, ...base.exceptions.values(), ...(entry?.attempted ?? [])];
  const commits = known.flatMap((at) => (at ? [at.commit] : []));
  const read = await Promise.all(
    [...new Set(commits)].map(async (commit) => [commit, (await moment.at(commit)).roster] as const),
  );
  return new Map(read);
}

/**
 * Reads every kind that has a list, and asks one by one for what would change in systems that have none.
 * A first sync of more people than a quarter of the permitted calls is planned without asking for each.
 */
async function readLive(
  state: SystemState,
  { system, only, moment, reader = directReader }: GatherOptions,
  entry: SystemLedger | undefined,
): Promise<{ live: Live; notes: readonly Finding[] }> {
  const context = system.context('plan', moment.today);
  const read: (readonly LiveRecord[])[] = [];
  const asked = new Set<string>();
  const notes: Finding[] = [];
  for (const { kind, list } of system.connector.kinds) {
    if (list === 'counted' || list === 'uncounted') read.push(await reader.read(system, context, kind));
    if (list !== 'by-key') continue;
    const wanted = namesToAsk(state, kind, only);
    const most = (rateOf(system.connector, system.settings)?.calls ?? Number.POSITIVE_INFINITY) / 4;
    const names =
      state.base.known || wanted.length <= most ? wanted : wanted.filter((name) => state.base.tried.has(name));
    if (names.length < wanted.length) notes.push(notAsked(wanted.length - names.length, system));
    if (names.length === 0) continue;
    const keys = names.map((name) => keyOf(name, state, entry));
    read.push(await reader.read(system, context, kind, keys));
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
  const former = [...base.renamed].find(([, current]) => current === name)?.[0] ?? name;
  const remote = entry?.remote[former] ?? entry?.remote[name];
  return { key: former.slice(former.indexOf('/') + 1), ...(remote !== undefined && { remote }) };
}

async function inspect(
  state: SystemState,
  options: GatherOptions,
  entry: SystemLedger | undefined,
): Promise<readonly Finding[]> {
  const { system, moment } = options;
  if (!system.connector.inspect) return [];
  const isKnown = state.base.known || state.base.records.size > 0;
  return system.connector.inspect(system.context('plan', moment.today), {
    desired: viewOf(state.desired, state),
    live: state.live.records,
    base: isKnown ? viewOf(state.base.records, state) : null,
    baseSettings: isKnown && entry?.applied ? await settingsAt(entry.applied.commit, options) : null,
  });
}

async function settingsAt(
  commit: string,
  { system, moment, environment }: GatherOptions,
): Promise<Readonly<Record<string, Value>> | null> {
  const { rules } = await moment.at(commit);
  const then = rules.systems.find((one) => one.name === system.rules.name);
  if (!then) return null;
  try {
    return resolveSecrets(then, system.connector, environment).settings;
  } catch (error) {
    if (error instanceof RollcallError) return null;
    throw error;
  }
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
