import type { Fields, Finding, LiveRecord, SnapshotRecord } from '../../contract/index.ts';
import { type Change, type Hold, nameOfChange, recordName } from '../change.ts';
import type { MappedRecord } from '../map/map.ts';
import { carriedAlong } from './carried.ts';
import type { SystemState } from './state.ts';

export interface Snapshot {
  readonly records: readonly SnapshotRecord[];
  /** Records that cannot be left out nor sent, because what was last applied is not known. They refuse the system. */
  readonly findings: readonly Finding[];
}

/**
 * The whole organisation as it shall be sent: what was last applied, plus the approved changes. A held, skipped or
 * invalid record goes along as it is in base; without base it refuses the push where the system knows the record.
 */
export function buildSnapshot(
  state: SystemState,
  changes: readonly Change[],
  holds: readonly Hold[],
  postponed: ReadonlySet<string>,
): Snapshot {
  const kinds = state.mapping.kinds
    .filter((kind) => kind.declaration.write === 'snapshot')
    .map((kind) => kind.declaration.kind);
  if (kinds.length === 0) return { records: [], findings: [] };
  const approved = new Map(changes.map((change) => [nameOfChange(change), change]));
  const held = new Set(holds.map((hold) => recordName(hold.kind, hold.key)));
  const versions = new Map<string, MappedRecord>();
  const findings: Finding[] = [];
  for (const name of new Set([...state.desired.keys(), ...state.base.records.keys(), ...state.base.tried.keys()])) {
    const desired = state.desired.get(name);
    const base = state.base.records.get(name) ?? versionThere(name, state);
    const kind = (desired ?? base)?.kind;
    if (!kind || !kinds.includes(kind)) continue;
    const change = approved.get(name);
    const isLeft = held.has(name) || postponed.has(name) || (!desired && state.wantedElsewhere.has(name));
    const version = versionToSend({ change, desired, base, isLeft, isThere: isActedOn(name, state) });
    if (version === 'unknown') findings.push(withoutBase(desired, state));
    else if (version) versions.set(name, version);
  }
  // Who leaves takes their memberships along, also one that is held: it would name somebody who is not there.
  const whole = [...versions].filter(([, version]) => version.parts.every((part) => versions.has(part)));
  const gone = new Set(changes.filter((change) => change.op === 'delete').map(nameOfChange));
  const carried = [...carriedAlong(state)].filter(([name]) => !versions.has(name) && !gone.has(name));
  return {
    records: [
      ...whole.map(([name, version]) => snapshotRecord(name, version, state)),
      ...carried.map(([name, live]) => carriedRecord(name, live, state)),
    ],
    findings,
  };
}

interface Version {
  readonly change: Change | undefined;
  readonly desired: MappedRecord | undefined;
  readonly base: MappedRecord | undefined;
  /** Nothing is done about it now: it stays as it was. */
  readonly isLeft: boolean;
  /** It is there, and leaving it out would act on it. */
  readonly isThere: boolean;
}

/** Which version of a record goes along: none when it is not there or leaves, `unknown` when that cannot be said. */
function versionToSend({ change, desired, base, isLeft, isThere }: Version): MappedRecord | 'unknown' | undefined {
  if (change)
    return change.op === 'leave' || change.op === 'delete' ? undefined : desired && withUnknown(desired, base);
  const isStopped = desired !== undefined && desired.state !== 'active' && desired.state !== 'inactive';
  if (isLeft || isStopped) {
    if (base) return base.state === 'active' ? base : undefined;
    return isThere ? 'unknown' : undefined;
  }
  return desired?.state === 'active' ? withUnknown(desired, base) : undefined;
}

/** What a run that did not end has written, where it is there and nothing was applied before. */
function versionThere(name: string, state: SystemState): MappedRecord | undefined {
  return isActedOn(name, state) ? state.base.tried.get(name)?.find((one) => one?.state === 'active') : undefined;
}

/** Whether absence would act on it: it is there, or nobody can look and nothing is known of what was applied. */
function isActedOn(name: string, { matched, mapping, base }: SystemState): boolean {
  const live = matched.get(name);
  if (live) return live.active !== false && live.staying === undefined && live.untouchable === undefined;
  const kind = mapping.kinds.find(({ declaration }) => name.startsWith(`${declaration.kind}/`))?.declaration;
  // What is made of parts comes back with them; a team does not.
  return !base.known && kind?.list === 'none' && kind.absence !== 'nothing' && !kind.identity.parts;
}

/** Unknown is not empty: what the files no longer say goes along as it was. */
function withUnknown(desired: MappedRecord, base: MappedRecord | undefined): MappedRecord {
  return base ? { ...desired, fields: { ...base.fields, ...desired.fields } satisfies Fields } : desired;
}

function snapshotRecord(name: string, version: MappedRecord, state: SystemState): SnapshotRecord {
  const remote = state.matched.get(name)?.remote;
  const key = name.slice(name.indexOf('/') + 1);
  return {
    kind: version.kind,
    key,
    ...(remote !== undefined && { remote }),
    ...((state.base.records.has(name) || state.base.accepted.has(name)) && { known: true as const }),
    fields: version.fields,
  };
}

/** Somebody who is off and goes along because leaving them out would erase them: as last known. */
function carriedRecord(name: string, live: LiveRecord, { base, desired }: SystemState): SnapshotRecord {
  const version = base.records.get(name) ?? desired.get(name);
  const key = name.slice(name.indexOf('/') + 1);
  const fields = version?.fields ?? live.fields;
  return { kind: live.kind, key, remote: live.remote, known: true, active: false, fields };
}

/** Every record that is desired or was applied, as a connector's own inspection sees them. */
export function viewOf(
  records: Iterable<readonly [string, MappedRecord]>,
  state: SystemState,
): readonly SnapshotRecord[] {
  const view: SnapshotRecord[] = [];
  for (const [name, record] of records) if (record.state !== 'inactive') view.push(snapshotRecord(name, record, state));
  return view;
}

function withoutBase(desired: MappedRecord | undefined, state: SystemState): Finding {
  return {
    code: 'held-without-base',
    severity: 'error',
    scope: 'system',
    who: 'data',
    message: `A record is held, and what was last applied is not known: ${state.mapping.connector.title} would take leaving it out as its removal.`,
    next: 'Correct the record, then run again.',
    ...(desired && { place: desired.place, kind: desired.kind, key: desired.key }),
    system: state.mapping.system.name,
  };
}
