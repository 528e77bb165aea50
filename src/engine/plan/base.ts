import type { Kind, Value } from '../../contract/index.ts';
import { recordName, type Side } from '../change.ts';
import type { AppliedAt, LedgerException, SystemLedger } from '../ledger.ts';
import type { MappedRecord, MappedRoster } from '../map/map.ts';
import type { Mapping } from '../map/mapping.ts';
import { areEqual } from '../normal.ts';
import { isOfShard, type ShardNumber } from '../shard-of.ts';

/** What was last applied to one system, as far as it is known. */
export interface Base {
  /** False before the first sync and after the ledger was lost: what is not in `records` is then unknown, not absent. */
  readonly known: boolean;
  /** As last applied, by record name. Only active and inactive ones: what was held then was never applied. */
  readonly records: MappedRoster;
  /** Where an earlier run may have got without our knowing: the versions it tried, by record name. */
  readonly tried: ReadonlyMap<string, readonly (MappedRecord | undefined)[]>;
  /** False when the mapping of the connector changed since: records are known, field values are not. */
  readonly fieldsKnown: boolean;
  /** When each exception was last applied; the others are as of `applied`. */
  readonly exceptions: ReadonlyMap<string, AppliedAt | null>;
  /** What the system took to work on, or the first of two steps: the version sent last; undefined for one that was to go. */
  readonly accepted: ReadonlyMap<string, { readonly at: AppliedAt; readonly version: MappedRecord | undefined }>;
  /** Records that an earlier run was to create and did not: they passed its limits. */
  readonly due: ReadonlySet<string>;
  readonly applied: AppliedAt | null;
  /** Former names of records whose id changed, with their new ones. */
  readonly renamed: ReadonlyMap<string, string>;
}

export const noBase: Base = {
  known: false,
  records: new Map(),
  tried: new Map(),
  fieldsKnown: true,
  exceptions: new Map(),
  accepted: new Map(),
  due: new Set(),
  applied: null,
  renamed: new Map(),
};

/** The name under which a record was last applied, where its id changed since. */
export function formerName(base: Base, name: string): string | undefined {
  for (const [former, current] of base.renamed) if (current === name) return former;
  return undefined;
}

/** When a record was last applied; null when never, or not known. */
export function appliedAt(base: Base, name: string): AppliedAt | null {
  const exception = base.exceptions.get(name);
  return exception === undefined ? base.applied : exception;
}

/** Gives the roster of one commit as one system saw it on one day. Read beforehand, so that this file needs no disk. */
export type RosterAt = (at: AppliedAt) => MappedRoster;

/** The commits and days whose rosters `buildBase` will ask for. */
export function commitsOf(ledger: SystemLedger): readonly AppliedAt[] {
  const exceptions = Object.values(ledger.exceptions).flatMap((one) => [one.applied, ...(one.tried ?? [])]);
  const all = [ledger.applied, ...ledger.attempted, ...exceptions].filter((at) => at !== null);
  return [...new Map(all.map((at) => [`${at.commit} ${at.date}`, { commit: at.commit, date: at.date }])).values()];
}

/**
 * What was last applied: the roster of the ledger's commit, corrected by its exceptions, with the versions
 * that a run which did not end may have written.
 * @param shard for which it is built: what others of the same work try meanwhile is none of its records
 */
export function buildBase(
  ledger: SystemLedger | undefined,
  rosterAt: RosterAt,
  mapping: Mapping,
  shard?: ShardNumber,
): Base {
  if (!ledger) return noBase;
  const records = appliedRecords(ledger, rosterAt);
  const tried = new Map<string, (MappedRecord | undefined)[]>();
  for (const [name, exception] of Object.entries(ledger.exceptions))
    for (const at of exception.tried ?? []) addTried(tried, name, rosterAt(at).get(name));
  for (const at of ledger.attempted) {
    const own = at.shard;
    if (own && shard && own.count === shard.count && own.index !== shard.index) continue;
    const attempted = rosterAt(at);
    for (const name of new Set([...attempted.keys(), ...records.keys()])) {
      const version = attempted.get(name);
      if (own && !isOfShard(name, (version ?? records.get(name))?.parts, own)) continue;
      if (version?.state === 'held' || version?.state === 'waiting' || version?.state === 'skipped') continue;
      // From off to off nothing was tried: a row that has left may go, or come, without anybody touching the account.
      if (version?.state !== 'active' && records.get(name)?.state !== 'active') continue;
      if (!isSameVersion(version, records.get(name), mapping)) addTried(tried, name, version);
    }
  }
  const fieldsKnown = ledger.mapping === mapping.connector.mapping;
  const exceptions = new Map(Object.entries(ledger.exceptions).map(([name, exception]) => [name, exception.applied]));
  return {
    known: ledger.applied !== null,
    records,
    tried,
    fieldsKnown,
    exceptions,
    accepted: acceptedVersions(ledger, rosterAt),
    due: new Set(Object.keys(ledger.exceptions).filter((name) => isDue(ledger.exceptions[name]))),
    applied: ledger.applied,
    renamed: new Map(),
  };
}

/** The roster of the ledger's commit itself where all of it was applied and nothing else. */
function appliedRecords({ applied, exceptions }: SystemLedger, rosterAt: RosterAt): MappedRoster {
  const roster: MappedRoster = applied ? rosterAt(applied) : new Map();
  const corrections = Object.entries(exceptions);
  if (corrections.length === 0 && isWhollyApplied(roster)) return roster;
  const records = new Map<string, MappedRecord>();
  for (const [name, record] of roster) if (wasApplied(record)) records.set(name, record);
  for (const [name, exception] of corrections) {
    const before = exception.applied ? rosterAt(exception.applied).get(name) : undefined;
    if (wasApplied(before)) records.set(name, before);
    else records.delete(name);
  }
  return records;
}

function isWhollyApplied(roster: MappedRoster): boolean {
  for (const record of roster.values()) if (!wasApplied(record)) return false;
  return true;
}

function acceptedVersions(ledger: SystemLedger, rosterAt: RosterAt): Base['accepted'] {
  const accepted = Object.entries(ledger.exceptions).filter(([, exception]) => exception.why === 'accepted');
  return new Map(
    accepted.flatMap(([name, { tried }]) => {
      const at = tried?.at(-1);
      return at ? [[name, { at, version: rosterAt(at).get(name) }] as const] : [];
    }),
  );
}

/** Ours: applied once, or tried. What is not ours is never touched unless git names it. */
export function isOurs(base: Base, name: string): boolean {
  return base.records.has(name) || base.tried.has(name);
}

/** Whether the record was active, inactive or absent when last applied; `unknown` where that cannot be said. */
export function baseState(base: Base, name: string): 'active' | 'inactive' | 'absent' | 'unknown' {
  const record = base.records.get(name);
  const state = record?.state ?? 'absent';
  if (base.tried.get(name)?.some((one) => (one?.state ?? 'absent') !== state)) return 'unknown';
  if (record) return record.state === 'inactive' ? 'inactive' : 'active';
  return base.known || base.tried.has(name) ? 'absent' : 'unknown';
}

/**
 * A field as last applied; unknown when any version that may be there has another value. The row of somebody who is off
 * may never have been sent, and says nothing.
 */
export function baseField(base: Base, name: string, field: string, mapping: Mapping): Side {
  const record = base.records.get(name);
  if (record?.state !== 'active' || !base.fieldsKnown) return { known: false };
  const value = record.fields[field];
  if (value === undefined) return { known: false };
  const declaration = declarationOf(mapping, record.kind, field);
  const isDoubtful = (base.tried.get(name) ?? []).some(
    (version) => version && !(field in version.fields && areEqual(version.fields[field] as Value, value, declaration)),
  );
  return isDoubtful ? { known: false } : { known: true, value };
}

/** Gives a record its new name in the base when the roster says that its id changed (`former_id`). */
export function renameInBase(base: Base, desired: MappedRoster): Base {
  if (!hasFormerIds(desired)) return base;
  const records = new Map(base.records);
  const exceptions = new Map(base.exceptions);
  const tried = new Map(base.tried);
  const renamed = new Map<string, string>();
  for (const [name, { kind, record }] of desired) {
    const formerId = record.fields.former_id;
    if (typeof formerId !== 'string' || records.has(name)) continue;
    const former = recordName(kind, formerId);
    const before = records.get(former);
    if (!before || desired.has(former)) continue;
    renamed.set(former, name);
    records.delete(former);
    records.set(name, before);
    const at = exceptions.get(former);
    exceptions.delete(name);
    if (at !== undefined) exceptions.set(name, at);
    exceptions.delete(former);
    // That the former name was not there any more is no version of the record.
    const versions = [...(tried.get(former) ?? []).filter((one) => one !== undefined), ...(tried.get(name) ?? [])];
    tried.delete(former);
    if (versions.length > 0) tried.set(name, versions);
  }
  return { ...base, records, exceptions, tried, renamed };
}

function hasFormerIds(desired: MappedRoster): boolean {
  for (const { record } of desired.values()) if (typeof record.fields.former_id === 'string') return true;
  return false;
}

/** Sent without success, or put off because the system gave no answer any more. */
function isDue(exception: LedgerException | undefined): boolean {
  return exception?.applied === null && ['failed', 'uncertain', 'pending', 'accepted'].includes(exception.why);
}

function declarationOf(mapping: Mapping, kind: Kind, field: string) {
  const found = mapping.kinds
    .find((one) => one.declaration.kind === kind)
    ?.fields.find((one) => one.declaration.name === field);
  return found?.declaration ?? {};
}

function wasApplied(record: MappedRecord | undefined): record is MappedRecord {
  return record?.state === 'active' || record?.state === 'inactive';
}

/** Whether two versions of a record would be the same in the system. */
export function isSameVersion(
  one: MappedRecord | undefined,
  other: MappedRecord | undefined,
  mapping: Mapping,
): boolean {
  if (!one || !other) return one === other;
  if (one.state !== other.state) return false;
  const names = new Set([...Object.keys(one.fields), ...Object.keys(other.fields)]);
  return [...names].every(
    (name) =>
      name in one.fields &&
      name in other.fields &&
      areEqual(one.fields[name] as Value, other.fields[name] as Value, declarationOf(mapping, one.kind, name)),
  );
}

function addTried(
  tried: Map<string, (MappedRecord | undefined)[]>,
  name: string,
  version: MappedRecord | undefined,
): void {
  const versions = tried.get(name);
  if (versions) versions.push(version);
  else tried.set(name, [version]);
}
