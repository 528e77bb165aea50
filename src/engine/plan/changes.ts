import type { Finding, Operation } from '../../contract/index.ts';
import { type Change, type Drift, type Hold, recordName } from '../change.ts';
import type { MappedRecord } from '../map/map.ts';
import type { MappedKind, Mapping } from '../map/mapping.ts';
import type { Incomplete } from '../roster.ts';
import { takesKind } from '../rules.ts';
import { baseState, isOurs } from './base.ts';
import { changedFields, isCorrected, leavingFields } from './compare-fields.ts';
import { type DesiredState, decideRecord, type RecordDecision } from './decide.ts';
import { impossible, inDoubt, missingHeld, notProven } from './hold-reasons.ts';
import { liveState } from './live.ts';
import { makeChange } from './make-change.ts';
import { missingFor } from './missing.ts';
import type { SystemState } from './state.ts';
import { whyStopped } from './stopped.ts';
import { strangers } from './strangers.ts';
import { isClosed } from './window.ts';

export type { SystemState } from './state.ts';

export interface Proposed {
  readonly changes: readonly Change[];
  readonly holds: readonly Hold[];
  readonly drift: readonly Drift[];
  readonly unchanged: number;
}

interface Outcome {
  readonly change?: Change;
  readonly hold?: Hold;
  readonly drift?: Drift;
  readonly isUnchanged?: true;
}

/** Compares desired, live and base of every record, and says what follows. Unordered. */
export function proposeChanges(state: SystemState): Proposed {
  const changes: Change[] = [];
  const holds: Hold[] = [];
  const drifts: Drift[] = [];
  let unchanged = 0;
  for (const name of namesOf(state)) {
    const { change, hold, drift, isUnchanged } = outcomeOf(name, state);
    if (change) changes.push(change);
    if (hold) holds.push(hold);
    if (drift) drifts.push(drift);
    if (isUnchanged) unchanged += 1;
  }
  return { changes: [...changes, ...strangers(state)], holds, drift: drifts, unchanged };
}

/** Names that are desired, last applied or tried, each once, kinds in the order of the mapping. */
function* namesOf({ desired, base, mapping }: SystemState): Generator<string> {
  for (const { declaration } of mapping.kinds) {
    const isOfKind = (name: string): boolean => name.startsWith(`${declaration.kind}/`);
    for (const name of desired.keys()) if (isOfKind(name)) yield name;
    for (const name of base.records.keys()) if (isOfKind(name) && !desired.has(name)) yield name;
    for (const name of base.tried.keys())
      if (isOfKind(name) && !desired.has(name) && !base.records.has(name)) yield name;
  }
}

function outcomeOf(name: string, state: SystemState): Outcome {
  const desired = state.desired.get(name);
  const kind = kindOf(name, state.mapping);
  const key = name.slice(name.indexOf('/') + 1);
  const about = { kind: kind.declaration.kind, key };
  const held = (...findings: readonly Finding[]): Outcome => ({ hold: { ...about, why: 'held', findings } });
  if (
    desired?.state === 'skipped' ||
    !takesKind(state.mapping.system, kind.declaration.kind) ||
    isClosed(name, kind, state)
  )
    return {};
  const stopped = whyStopped(name, kind, key, state);
  if (stopped) return { hold: { ...about, ...stopped } };
  if (!desired && state.wantedElsewhere.has(name)) return {};

  const decision = decide(name, kind, desired, state);
  if (decision.type === 'nothing') return desired?.state === 'active' ? { isUnchanged: true } : {};
  if (decision.type === 'compare') return compared(name, kind, key, state);
  const incomplete = desired ? undefined : incompleteOf(name, state);
  if (incomplete) return held(notProven(incomplete, kind, key, state));
  if (decision.type === 'hold')
    return held(decision.why === 'missing' ? missingHeld(kind, key, state) : inDoubt(kind, key, state));
  if (decision.type === 'drift' && !isCorrected(kind, state))
    return { drift: { ...about, type: decision.drift, fields: {} } };
  const op = operationFor(decision.op, kind);
  const isPermitted = [
    decision.op,
    op,
    ...(op === 'delete' && !kind.declaration.operations.leave ? ['leave'] : []),
  ].some((one) => state.mapping.system.operations.some((permitted) => permitted === one));
  if (!isPermitted) return { hold: { ...about, why: 'skipped', findings: [] } };
  if (!kind.declaration.operations[op]) return held(impossible(op, kind, key, state));
  const isLeaving = op === 'leave' || op === 'delete';
  const { fields, drifted } = (isLeaving ? leavingFields : changedFields)(name, kind, state);
  const reason = decision.type === 'drift' ? 'drift' : decision.reason;
  return { change: makeChange({ name, op, reason, fields, drifted, kind, state }) };
}

function decide(
  name: string,
  { declaration }: MappedKind,
  desired: MappedRecord | undefined,
  state: SystemState,
): RecordDecision {
  const wanted: DesiredState = desired?.state === 'inactive' ? 'inactive' : desired ? 'active' : 'missing';
  const record = state.matched.get(name);
  if (record?.untouchable !== undefined || (record?.staying !== undefined && wanted !== 'active'))
    return { type: 'nothing' };
  const live = liveState(name, record, state.live, state.mapping);
  const base = baseState(state.base, name);
  // It was there before somebody tried to switch it off: switching it on again does no harm, whatever became of that.
  const mayBeOff = base === 'unknown' && live === 'unknown' && state.base.records.has(name);
  // Once ours, gone from git since, and carried along: who comes back must be switched on again.
  const isCarried =
    base === 'absent' && live === 'present' && state.remote[name] !== undefined && record?.absence === 'deletes';
  // A push states who shall be there: what one without an answer may have created, the next one creates no second time.
  const isStated = wanted === 'active' && declaration.write === 'snapshot';
  return decideRecord({
    desired: wanted,
    live,
    base: (mayBeOff || isCarried) && wanted === 'active' ? 'inactive' : base,
    ours: isOurs(state.base, name) && !isStated,
    missing: missingFor(name, state.mapping.system),
  });
}

/** What is never off (a team) is removed in place of switched off, and stated anew in place of switched on. */
function operationFor(op: Operation, { declaration: { operations, write } }: MappedKind): Operation {
  if (op === 'leave' && !operations.leave) return 'delete';
  return op === 'return' && !operations.return && write === 'snapshot' ? 'create' : op;
}

/** There and wanted: the fields decide. */
function compared(name: string, kind: MappedKind, key: string, state: SystemState): Outcome {
  const { fields, drifted, reason } = changedFields(name, kind, state);
  const about = { kind: kind.declaration.kind, key };
  const drift: Outcome =
    Object.keys(drifted).length > 0 ? { drift: { ...about, type: 'fields', fields: drifted } } : {};
  if (Object.keys(fields).length === 0) return drift.drift ? drift : { isUnchanged: true };
  if (!state.mapping.system.operations.includes('update'))
    return { ...drift, hold: { ...about, why: 'skipped', findings: [] } };
  return { ...drift, change: makeChange({ name, op: 'update', reason, fields, drifted, kind, state }) };
}

function kindOf(name: string, mapping: Mapping): MappedKind {
  const found = mapping.kinds.find((kind) => name.startsWith(`${kind.declaration.kind}/`));
  if (!found) throw new TypeError(`no kind for ${name.slice(0, name.indexOf('/'))}`);
  return found;
}

/** A record or one of its parts that may only seem gone. */
function incompleteOf(name: string, { base, desired, whyIncomplete }: SystemState): Incomplete | undefined {
  const before = base.records.get(name) ?? base.tried.get(name)?.find((one) => one !== undefined);
  if (!before) return undefined;
  const gone = [before, ...before.parts.filter((part) => !desired.has(part)).map((part) => base.records.get(part))];
  for (const record of gone) {
    const reason = record && whyIncomplete(recordName(record.kind, record.key), record);
    if (reason) return reason;
  }
  return undefined;
}
