import type { Connector, Kind, LiveRecord, ReadKey, SnapshotRecord } from '../../src/contract/index.ts';
import { type Change, nameOfChange, type Receipt, type Release, recordName } from '../../src/engine/change.ts';
import type { SystemLedger } from '../../src/engine/ledger.ts';
import { type MappedRoster, mapRoster } from '../../src/engine/map/map.ts';
import type { Mapping } from '../../src/engine/map/mapping.ts';
import { areEqual, isEmpty } from '../../src/engine/normal.ts';
import { believeAccepted } from '../../src/engine/plan/accepted.ts';
import { appliedAt, buildBase, renameInBase } from '../../src/engine/plan/base.ts';
import { proposeChanges } from '../../src/engine/plan/changes.ts';
import { whyIncomplete } from '../../src/engine/plan/completeness.ts';
import { compareIdentities } from '../../src/engine/plan/identity.ts';
import { matchLive } from '../../src/engine/plan/match.ts';
import { type PlannedSystem, planSystem } from '../../src/engine/plan/plan.ts';
import { secondIdentity } from '../../src/engine/plan/second-identity.ts';
import type { SystemState } from '../../src/engine/plan/state.ts';
import { recordRun } from '../../src/engine/record.ts';
import type { Roster } from '../../src/engine/roster.ts';
import { makeState } from './worlds.ts';

/** What one vendor holds, changed in place as a vendor's memory is. */
export interface Vendor {
  readonly records: Map<string, LiveRecord>;
  /** Broken promises that the vendor saw: doubles, references to nobody, changes of what is not there. */
  readonly complaints: string[];
  /** Erases whom a push leaves out when they are off already, and tells the off from the invited to nobody. */
  erases?: true;
  next: number;
}

export function makeVendor(records: readonly LiveRecord[] = []): Vendor {
  return {
    records: new Map(records.map((record) => [`${record.kind} ${record.remote}`, record])),
    complaints: [],
    next: 1,
  };
}

/** A commit: its name, the day of its run, and its roster. */
export interface Commit {
  readonly commit: string;
  readonly date: string;
  readonly roster: Roster;
}

export interface World {
  readonly mapping: Mapping;
  readonly vendor: Vendor;
  readonly history: readonly Commit[];
  readonly ledger: SystemLedger | undefined;
}

export interface RunOptions {
  /** The process dies after this many writes, without a word in the ledger. */
  readonly killAfter?: number;
  readonly only?: string;
  readonly releases?: readonly Release[];
  /** Names of records of which the vendor refuses any change. */
  readonly refuses?: ReadonlySet<string>;
  /** Names of records of which the vendor does the change, and its answer is lost. */
  readonly loses?: ReadonlySet<string>;
  /** Pushes are answered with "accepted", and done all the same. */
  readonly accepts?: boolean;
}

export interface Run {
  readonly planned: PlannedSystem;
  readonly state: SystemState;
  readonly receipts: readonly Receipt[];
  readonly world: World;
}

/** Reads, plans, applies and records once, as sync does, with the vendor in memory. */
export function run(world: World, options: RunOptions = {}): Run {
  const state = gather(world, options.only);
  const planned = plan(state, { ...options, releases: options.releases ?? releasesFor(state, options) });
  if (planned.plan.verdict === 'stopped' || planned.plan.verdict === 'refused')
    return { planned, state, receipts: [], world };
  const head = headOf(world);
  const name = `run-${(world.ledger?.runs.length ?? 0) + (world.ledger?.attempted.length ?? 0) + 1}`;
  const attempt = { commit: head.commit, date: head.date, run: name };
  const before = world.ledger ?? emptyLedger(world.mapping);
  const ledger = planned.plan.changes.length > 0 ? { ...before, attempted: [...before.attempted, attempt] } : before;
  const receipts = applyAll(planned, world, name, options);
  if (receipts === 'killed') return { planned, state, receipts: [], world: { ...world, ledger } };
  const recorded = recordRun({
    ledger,
    state,
    plan: planned.plan,
    receipts,
    at: head,
    run: { run: name, at: '', commit: head.commit, counts: {}, releases: [] },
    isPartial: options.only !== undefined,
  });
  return { planned, state, receipts, world: { ...world, ledger: recorded } };
}

export function plan(state: SystemState, options: RunOptions = {}): PlannedSystem {
  const { handedOver } = compareIdentities(state.desired, state.base, state.mapping);
  return planSystem(state, {
    handedOver,
    findings: [],
    conditions: [],
    releases: options.releases ?? [],
    isRead: true,
    ...(options.only !== undefined && { only: options.only }),
  });
}

/** What somebody who looked would release. */
function releasesFor(state: SystemState, options: RunOptions): readonly Release[] {
  const { plan: stopped } = plan(state, options);
  return stopped.stops.map(({ limit, planned: count }) => ({ system: stopped.name, limit, count, by: 'test' }));
}

/** The same world with a vendor of its own: counterexamples are shrunk from worlds that were used already. */
export function copyWorld(world: World): World {
  return { ...world, vendor: { ...world.vendor, records: new Map(world.vendor.records), complaints: [] } };
}

/** Everything known about the system, as `gatherState` brings it together. */
export function gather(world: World, only?: string): SystemState {
  const { mapping, vendor, ledger } = world;
  const head = headOf(world);
  const at = (commit: string): Commit => {
    const found = world.history.find((one) => one.commit === commit);
    if (!found) throw new Error(`no commit ${commit}`);
    return found;
  };
  const mapped = (commit: string, date: string): MappedRoster => mapRoster(at(commit).roster, mapping, date);
  const desired = mapRoster(head.roster, mapping, head.date);
  const base = renameInBase(
    buildBase(ledger, ({ commit, date }) => mapped(commit, date), mapping),
    desired,
  );
  const before = makeState({
    mapping,
    today: head.date,
    desired,
    base,
    remote: ledger?.remote ?? {},
    blocked: compareIdentities(desired, base, mapping).blocked,
    whyIncomplete: (name, record) => {
      const applied = appliedAt(base, name)?.commit;
      return applied === undefined ? undefined : whyIncomplete(record, head.roster, at(applied).roster);
    },
  });
  const live = mapping.kinds.flatMap(({ declaration }) => {
    const own = [...vendor.records.values()].filter((record) => record.kind === declaration.kind);
    if (declaration.list !== 'by-key') return own.map((record) => shown(record, mapping, vendor));
    const names = namesToAsk(before, declaration.kind, only);
    const keys = new Set(names.map((name) => keyOf(name, before).key));
    return own
      .filter((record) => record.key !== undefined && keys.has(record.key))
      .map((record) => shown(record, mapping, vendor));
  });
  const asked = new Set(
    mapping.kinds.flatMap(({ declaration }) =>
      declaration.list === 'by-key' ? namesToAsk(before, declaration.kind, only) : [],
    ),
  );
  const matched = matchLive({ mapping, desired, base, live, remote: ledger?.remote ?? {} });
  const blocked = new Map(before.blocked);
  for (const finding of matched.findings) {
    if (!finding.kind || finding.key === undefined) continue;
    const name = recordName(finding.kind, finding.key);
    blocked.set(name, [...(blocked.get(name) ?? []), finding]);
  }
  const seen = { live: { records: live, asked }, matched: matched.live, notOurs: matched.notOurs };
  return { ...before, ...seen, blocked, base: believeAccepted(base, { ...before, ...seen }) };
}

function namesToAsk(state: SystemState, kind: Kind, only: string | undefined): readonly string[] {
  const planned = proposeChanges(state).changes.map(nameOfChange);
  return [...new Set([...planned, ...state.base.tried.keys()])].filter(
    (name) => name.startsWith(`${kind}/`) && (only === undefined || name === recordName(kind, only)),
  );
}

function keyOf(name: string, { base }: SystemState): ReadKey {
  const former = [...base.renamed].find(([, current]) => current === name)?.[0] ?? name;
  return { key: former.slice(former.indexOf('/') + 1) };
}

/** A record as the vendor gives it back: without what its data sheet calls unreadable. */
function shown(known: LiveRecord, mapping: Mapping, vendor: Vendor): LiveRecord {
  const { active, ...off } = known;
  const record: LiveRecord = vendor.erases && active === false ? { ...off, absence: 'deletes' } : known;
  const kind = mapping.kinds.find((one) => one.declaration.kind === record.kind)?.declaration;
  const readable = Object.entries(record.fields).filter(
    ([name]) => kind?.fields.find((field) => field.name === name)?.readable !== false,
  );
  const isKeyShown =
    kind?.fields.find((field) => field.name === kind.identity.key)?.readable !== false && !kind?.identity.parts;
  const { key, ...rest } = record;
  return { ...rest, ...(isKeyShown && key !== undefined && { key }), fields: Object.fromEntries(readable) };
}

export function headOf({ history }: World): Commit {
  const head = history.at(-1);
  if (!head) throw new Error('no commit');
  return head;
}

function emptyLedger({ connector, system }: Mapping): SystemLedger {
  return {
    version: 1,
    system: system.name,
    connector: connector.id,
    connectorVersion: connector.version,
    mapping: connector.mapping,
    account: 'one',
    applied: null,
    attempted: [],
    exceptions: {},
    remote: {},
    runs: [],
  };
}

function applyAll(
  { plan: { changes }, snapshot }: PlannedSystem,
  { mapping, vendor }: World,
  name: string,
  { killAfter = Number.POSITIVE_INFINITY, refuses = new Set(), loses = new Set(), accepts = false }: RunOptions,
): readonly Receipt[] | 'killed' {
  const receipts: Receipt[] = [];
  const failed = new Set<string>();
  const add = (change: Change, outcome: Receipt['outcome']): void => {
    const { op, kind, key } = change;
    if (outcome !== 'done') failed.add(nameOfChange(change));
    receipts.push({
      run: name,
      at: '',
      system: mapping.system.name,
      op,
      kind,
      key,
      outcome,
      findings: [],
      releases: [],
    });
  };
  const isPushed = (change: Change): boolean =>
    mapping.connector.kinds.find((kind) => kind.kind === change.kind)?.write === 'snapshot';
  const pushed = changes.filter(isPushed);
  let writes = 0;
  if (pushed.length > 0) {
    if (writes >= killAfter) return 'killed';
    push(snapshot, mapping.connector, vendor);
    writes += 1;
    const done = accepts ? 'accepted' : 'done';
    for (const change of pushed) add(change, loses.has(nameOfChange(change)) ? 'uncertain' : done);
  }
  for (const change of changes.filter((one) => !isPushed(one))) {
    if (writes >= killAfter) return 'killed';
    const own = nameOfChange(change);
    const isBlocked = change.after.some((other) => failed.has(other)) || (change.step === 2 && failed.has(own));
    if (isBlocked) add(change, 'held');
    else if (refuses.has(own)) add(change, 'refused');
    else {
      write(change, mapping, vendor);
      writes += 1;
      add(change, loses.has(own) ? 'uncertain' : 'done');
    }
  }
  return writes >= killAfter ? 'killed' : receipts;
}

/** One change of one record, in a vendor that knows our keys and refuses what cannot be. */
function write(change: Change, mapping: Mapping, vendor: Vendor): void {
  const { kind, key } = change;
  const own = [...vendor.records].filter(([, record]) => record.kind === kind);
  const found =
    own.find(([, record]) => record.key === key) ??
    own.find(([, record]) => record.key === undefined && record.remote === change.remote);
  const [at, record] = found ?? [];
  checkReferences(change, mapping, vendor);
  if (change.op === 'delete') {
    if (at === undefined) vendor.complaints.push(`delete of ${kind}/${key}, which is not there`);
    else vendor.records.delete(at);
    return;
  }
  const active = change.op !== 'leave';
  if (at !== undefined && record) {
    if (change.op === 'create') vendor.complaints.push(`create of ${kind}/${key}, which is there`);
    vendor.records.set(at, { ...record, key, active, fields: { ...record.fields, ...change.desired } });
    return;
  }
  if (change.op !== 'create') vendor.complaints.push(`${change.op} of ${kind}/${key}, which is not there`);
  const remote = `v${vendor.next}`;
  vendor.next += 1;
  vendor.records.set(`${kind} ${remote}`, { kind, remote, key, active, fields: change.desired });
}

function checkReferences(change: Change, mapping: Mapping, vendor: Vendor): void {
  const kind = mapping.connector.kinds.find((one) => one.kind === change.kind);
  for (const { name, reference } of kind?.fields ?? []) {
    const value = change.desired[name];
    if (!reference || value === undefined || isEmpty(value)) continue;
    const by = mapping.connector.kinds
      .find((one) => one.kind === reference.kind)
      ?.fields.find((field) => field.name === reference.by);
    const isThere = [...vendor.records.values()].some(
      (other) =>
        other.kind === reference.kind &&
        other.active === true &&
        areEqual(other.fields[reference.by] ?? null, value, by ?? {}),
    );
    if (!isThere) vendor.complaints.push(`${change.op} of ${nameOfChange(change)} points at nobody with ${name}`);
  }
}

/** The whole organisation as stated: who is not named is switched off or taken away, unless they stay by themselves. */
function push(snapshot: readonly SnapshotRecord[], connector: Connector, vendor: Vendor): void {
  const seen = new Set<string>();
  for (const record of snapshot) {
    const kind = connector.kinds.find((one) => one.kind === record.kind);
    const [also] = kind ? secondIdentity(kind) : [];
    const own = [...vendor.records].filter(([, live]) => live.kind === record.kind);
    const field = kind?.fields.find((one) => one.name === also);
    const found =
      own.find(([, live]) => live.key === record.key) ??
      own.find(
        ([, live]) =>
          also !== undefined &&
          !snapshot.some((other) => other.kind === live.kind && other.key === live.key) &&
          areEqual(live.fields[also] ?? null, record.fields[also] ?? null, field ?? {}),
      );
    const [at, live] = found ?? [`${record.kind} v${vendor.next}`, undefined];
    const remote = live?.remote ?? `v${vendor.next}`;
    if (!live) vendor.next += 1;
    if (seen.has(at)) vendor.complaints.push(`two records for ${at}`);
    seen.add(at);
    const parts = kind?.identity.parts && partsOf(record.key, kind.identity.parts, vendor);
    vendor.records.set(at, {
      kind: record.kind,
      remote,
      key: record.key,
      ...(parts && { parts }),
      active: record.active === false ? (live?.active ?? false) : true,
      fields: { ...live?.fields, ...record.fields },
    });
  }
  for (const [at, live] of vendor.records) {
    if (seen.has(at) || live.staying !== undefined || live.untouchable !== undefined) continue;
    const absence = connector.kinds.find((one) => one.kind === live.kind)?.absence;
    const isErased = vendor.erases && absence === 'deactivates' && live.active === false;
    if (absence === 'deletes' || isErased) vendor.records.delete(at);
    if (isErased) continue;
    if (absence === 'deactivates') vendor.records.set(at, { ...live, active: false });
  }
}

function partsOf(key: string, parts: readonly Kind[], vendor: Vendor): readonly string[] {
  const keys = key.split('/');
  return parts.map((kind, index) => {
    const found = [...vendor.records.values()].find((live) => live.kind === kind && live.key === keys[index]);
    if (!found) vendor.complaints.push(`${key} has no ${kind}`);
    return found?.remote ?? '';
  });
}

/** What the vendor holds, by our keys, for comparing ends: who is on with which values. */
export function holdings(vendor: Vendor): Readonly<Record<string, unknown>> {
  const all = [...vendor.records.values()].map(
    (record) => [recordName(record.kind, record.key ?? `~${record.remote}`), record] as const,
  );
  return Object.fromEntries(
    all
      .filter(([, record]) => record.active)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, record]) => [
        name,
        Object.fromEntries(Object.entries(record.fields).filter(([, value]) => !isEmpty(value))),
      ]),
  );
}
