import type { Finding, Operation } from '../contract/index.ts';
import { baseState, isOurs } from './base.ts';
import { type Change, type Drift, type Hold, recordName } from './change.ts';
import { changedFields, isCorrected, leaveFields } from './compare-fields.ts';
import { decideRecord, type RecordDecision } from './decide.ts';
import { idFixed, impossible, missingHeld, notProven } from './hold-reasons.ts';
import { liveState } from './live.ts';
import { makeChange } from './make-change.ts';
import type { MappedRecord } from './map.ts';
import type { MappedKind, Mapping } from './mapping.ts';
import type { Incomplete } from './roster.ts';
import type { SystemState } from './state.ts';
import { strangers } from './strangers.ts';

export type { SystemState } from './state.ts';

export interface Proposed {
  readonly changes: readonly Change[];
  readonly holds: readonly Hold[];
  readonly drift: readonly Drift[];
  readonly unchanged: number;
}

type Outcome = { change: Change } | { hold: Hold } | { drift: Drift } | { unchanged: true } | undefined;

/** Compares desired, live and base of every record, and says what follows. Unordered. */
export function proposeChanges(state: SystemState): Proposed {
  const outcomes = namesOf(state).map((name) => outcomeOf(name, state));
  return {
    changes: [...outcomes.flatMap((one) => (one && 'change' in one ? [one.change] : [])), ...strangers(state)],
    holds: outcomes.flatMap((one) => (one && 'hold' in one ? [one.hold] : [])),
    drift: outcomes.flatMap((one) => (one && 'drift' in one ? [one.drift] : [])),
    unchanged: outcomes.filter((one) => one && 'unchanged' in one).length,
  };
}

/** Names that are desired, last applied or tried, kinds in the order of the mapping. */
function namesOf({ desired, base, mapping }: SystemState): readonly string[] {
  const names = [...new Set([...desired.keys(), ...base.records.keys(), ...base.tried.keys()])];
  return mapping.kinds.flatMap((kind) => names.filter((name) => name.startsWith(`${kind.declaration.kind}/`)));
}

function outcomeOf(name: string, state: SystemState): Outcome {
  const desired = state.desired.get(name);
  const kind = kindOf(name, state.mapping);
  const key = name.slice(name.indexOf('/') + 1);
  const hold = (why: Hold['why'], findings: readonly Finding[]): Outcome => ({
    hold: { kind: kind.declaration.kind, key, why, findings },
  });
  if (desired?.state === 'skipped') return undefined;
  if (desired?.state === 'held' || desired?.state === 'waiting') return hold(desired.state, desired.findings);
  const blocked = state.blocked.get(name);
  if (blocked) return hold('held', blocked);
  const parts = (desired ?? state.base.records.get(name))?.parts ?? [];
  if (parts.some((part) => state.blocked.has(part))) return hold('held', []);
  if (!desired && state.wantedElsewhere.has(name)) return undefined;

  if (isStuckRename(name, kind, state)) return hold('held', [idFixed(kind, key, state)]);
  const decision = decide(name, desired, state);
  if (decision.type === 'nothing') return desired?.state === 'active' ? { unchanged: true } : undefined;
  const incomplete = desired ? undefined : incompleteOf(name, state);
  if (incomplete) return hold('held', [notProven(incomplete, kind, key, state)]);
  if (decision.type === 'hold') return hold('held', [missingHeld(kind, key, state)]);
  if (decision.type === 'drift' && !isCorrected(kind, state)) {
    return { drift: { kind: kind.declaration.kind, key, type: decision.drift, fields: {} } };
  }
  if (decision.type === 'compare') return updateOf(name, desired, kind, state);
  const op = possibleOp(decision.op, kind);
  if (!state.mapping.system.operations.includes(decision.op)) return desired ? { unchanged: true } : undefined;
  if (!kind.declaration.operations[op]) return hold('held', [impossible(op, kind, key, state)]);
  const reason = decision.type === 'drift' ? 'drift' : decision.reason;
  const fields =
    op === 'leave' || op === 'delete' ? leaveFields(name, kind, state) : changedFields(name, kind, state).fields;
  return { change: makeChange({ name, op, reason, fields, kind, state }) };
}

function decide(name: string, desired: MappedRecord | undefined, state: SystemState): RecordDecision {
  const wanted = desired?.state === 'inactive' ? 'inactive' : desired ? 'active' : 'missing';
  const record = state.matched.get(name);
  const isStaying = record?.staying !== undefined || record?.untouchable !== undefined;
  if (record?.untouchable !== undefined || (isStaying && wanted !== 'active')) return { type: 'nothing' };
  return decideRecord({
    desired: wanted,
    live: liveState(name, record, state.live, state.mapping),
    base: baseState(state.base, name),
    ours: isOurs(state.base, name),
    missing: state.mapping.system.missing,
  });
}

function updateOf(name: string, desired: MappedRecord | undefined, kind: MappedKind, state: SystemState): Outcome {
  const { fields, drifted, reason } = changedFields(name, kind, state);
  if (Object.keys(fields).length > 0) {
    if (!state.mapping.system.operations.includes('update')) return { unchanged: true };
    return { change: makeChange({ name, op: 'update', reason, fields, drifted, kind, state }) };
  }
  if (Object.keys(drifted).length === 0) return { unchanged: true };
  return { drift: { kind: kind.declaration.kind, key: desired?.key ?? '', type: 'fields', fields: drifted } };
}

/** A record that cannot be switched off is taken away, where taking it away is what leaving means there. */
function possibleOp(op: Operation, kind: MappedKind): Operation {
  return op === 'leave' && !kind.declaration.operations.leave ? 'delete' : op;
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

/** The id changed in git, and the system cannot change the one it has. */
function isStuckRename(name: string, kind: MappedKind, { base }: SystemState): boolean {
  const key = kind.declaration.fields.find((field) => field.name === kind.declaration.identity.key);
  return (key?.writable ?? 'always') !== 'always' && [...base.renamed.values()].includes(name);
}
