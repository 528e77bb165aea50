import type { Fields, Finding, LiveRecord, Operation, Value } from '../contract/index.ts';
import { type Base, baseField, baseState, isOurs } from './base.ts';
import { causeOf, type HistorySince } from './cause.ts';
import { type Change, type Drift, type FieldChange, type Hold, recordName, type Side } from './change.ts';
import { decideField, decideRecord, type RecordDecision } from './decide.ts';
import { type Live, liveState } from './live.ts';
import type { MappedRecord, MappedRoster } from './map.ts';
import type { MappedField, MappedKind, Mapping } from './mapping.ts';
import { areEqual, isEmpty } from './normal.ts';
import type { Incomplete } from './roster.ts';

/** Everything known about one system, from which its changes follow. Gathered beforehand: nothing here reads or asks. */
export interface SystemState {
  readonly mapping: Mapping;
  readonly settings: Fields;
  readonly today: string;
  readonly desired: MappedRoster;
  readonly base: Base;
  readonly live: Live;
  readonly matched: ReadonlyMap<string, LiveRecord>;
  readonly notOurs: readonly LiveRecord[];
  /** Findings that hold single records, by name. */
  readonly blocked: ReadonlyMap<string, readonly Finding[]>;
  /** Why a record that is not in git any more cannot be taken as gone; undefined when it can. */
  readonly whyIncomplete: (name: string, record: MappedRecord) => Incomplete | undefined;
  /** Records that another system of the same account wants: gone here and wanted there is a move. */
  readonly wantedElsewhere: ReadonlySet<string>;
  readonly historySince: HistorySince;
  /** A stable name for a live record that has no key of ours, without personal values. */
  readonly nameOf: (record: LiveRecord) => string;
}

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

interface ChangedFields {
  readonly fields: Readonly<Record<string, FieldChange>>;
  /** Drift that stays as it is. */
  readonly drifted: Readonly<Record<string, FieldChange>>;
  readonly reason: 'git' | 'first-sync' | 'drift';
}

/** Every managed field of a desired record through the table of three states. */
function changedFields(name: string, kind: MappedKind, state: SystemState): ChangedFields {
  const fields: Record<string, FieldChange> = {};
  const drifted: Record<string, FieldChange> = {};
  const reasons = new Set<ChangedFields['reason']>();
  const record = state.matched.get(name);
  const isThere = isPresent(name, state);
  for (const field of kind.fields) {
    const value = state.desired.get(name)?.fields[field.declaration.name];
    if (value === undefined || !isWritable(field, isThere)) continue;
    const live = liveSide(record, field, state, name);
    const base = baseField(state.base, name, field.declaration.name, state.mapping);
    const decision = decideField({ known: true, value }, live, base, (one, other) =>
      areEqual(one.value, other.value, field.declaration),
    );
    if (decision.type === 'nothing') continue;
    const before = live.known ? live : base;
    const change: FieldChange = { before, after: value, class: field.class };
    if (decision.type === 'drift' && !isCorrected(kind, state)) {
      drifted[field.declaration.name] = change;
      continue;
    }
    if (!isThere && isEmpty(value) && !before.known) continue;
    reasons.add(decision.type === 'drift' ? 'drift' : decision.reason);
    fields[field.declaration.name] =
      decision.type === 'change' && decision.conflict ? { ...change, conflict: true } : change;
  }
  const reason = (['git', 'first-sync', 'drift'] as const).find((one) => reasons.has(one)) ?? 'git';
  return { fields, drifted, reason };
}

/** What a leaver's row says differently now, such as the last day of work; a row that is gone says nothing. */
function leaveFields(name: string, kind: MappedKind, state: SystemState): Readonly<Record<string, FieldChange>> {
  const { fields } = changedFields(name, kind, state);
  const sent = kind.fields.filter((field) => !field.declaration.reference && field.declaration.name in fields);
  return Object.fromEntries(
    sent.map((field) => [field.declaration.name, fields[field.declaration.name] as FieldChange]),
  );
}

interface ChangeInput {
  readonly name: string;
  readonly op: Operation;
  readonly reason: 'git' | 'first-sync' | 'drift';
  readonly fields: Readonly<Record<string, FieldChange>>;
  readonly drifted?: Readonly<Record<string, FieldChange>>;
  readonly kind: MappedKind;
  readonly state: SystemState;
}

function makeChange({ name, op, reason, fields, drifted = {}, kind, state }: ChangeInput): Change {
  const desired = state.desired.get(name);
  const before = state.base.records.get(name) ?? state.base.tried.get(name)?.find((one) => one !== undefined);
  const remote = state.matched.get(name)?.remote;
  const source = (desired ?? before)?.source;
  return {
    op,
    kind: kind.declaration.kind,
    key: name.slice(name.indexOf('/') + 1),
    ...(remote !== undefined && { remote }),
    fields,
    desired: payloadOf(op, kind, desired ?? before, { fields, drifted, isThere: isPresent(name, state) }),
    cause: causeOf({ ...state, name, reason, desired }),
    effects: effectsOf(op, kind, fields, state),
    needs: needsOf(op, kind, state.settings),
    ...(source !== undefined && { source }),
    after: [],
  };
}

interface Payload {
  readonly fields: Readonly<Record<string, FieldChange>>;
  readonly drifted: Readonly<Record<string, FieldChange>>;
  readonly isThere: boolean;
}

/**
 * What is sent along: everything managed and known, but for drift that is only reported and fields that cannot be
 * written any more. A leaver goes with their identity and what changed, so that no stale reference stops it.
 */
function payloadOf(op: Operation, kind: MappedKind, record: MappedRecord | undefined, payload: Payload): Fields {
  const isLeaving = op === 'leave' || op === 'delete';
  const sent = kind.fields.filter(({ declaration }) => {
    const { name } = declaration;
    if (name === kind.declaration.identity.key) return true;
    if (isLeaving) return name === kind.declaration.identity.also || name in payload.fields;
    return !(name in payload.drifted) && (name in payload.fields || isWritable({ declaration }, payload.isThere));
  });
  const known = sent.filter(({ declaration }) => record?.fields[declaration.name] !== undefined);
  return Object.fromEntries(known.map(({ declaration: { name } }) => [name, record?.fields[name] as Value]));
}

/** Live records nobody claims, where not naming them acts on them: they leave, and the plan says so. */
function strangers(state: SystemState): readonly Change[] {
  return state.mapping.kinds.flatMap((kind) => {
    const { absence, operations, write, kind: name } = kind.declaration;
    if (absence === 'nothing' || write !== 'snapshot') return [];
    const op = operations.leave ? 'leave' : 'delete';
    const touched = state.notOurs.filter(
      (record) =>
        record.kind === name &&
        record.active !== false &&
        record.staying === undefined &&
        record.untouchable === undefined,
    );
    return touched.map((record) => ({
      op,
      kind: name,
      key: state.nameOf(record),
      remote: record.remote,
      fields: {},
      desired: {},
      cause: { type: 'not-ours' } as const,
      effects: effectsOf(op, kind, {}, state),
      needs: needsOf(op, kind, state.settings),
      after: [],
    }));
  });
}

function liveSide(record: LiveRecord | undefined, field: MappedField, state: SystemState, name: string): Side {
  if (!record) {
    const isAbsent = liveState(name, record, state.live, state.mapping) === 'absent';
    return isAbsent ? { known: true, value: null } : { known: false };
  }
  const value = record.fields[field.declaration.name];
  return value === undefined || field.declaration.readable === false ? { known: false } : { known: true, value };
}

/** There already, as far as anybody knows: read, or last applied to a system that cannot be read. */
function isPresent(name: string, state: SystemState): boolean {
  const live = liveState(name, state.matched.get(name), state.live, state.mapping);
  return live === 'unknown' ? state.base.records.get(name)?.state === 'active' : live !== 'absent';
}

function isWritable({ declaration }: Pick<MappedField, 'declaration'>, isThere: boolean): boolean {
  const writable = declaration.writable ?? 'always';
  return writable === 'always' || (writable === 'create' && !isThere);
}

/** A whole organisation overwrites by nature; elsewhere the configuration decides, then the data sheet. */
function isCorrected(kind: MappedKind, { mapping }: SystemState): boolean {
  if (kind.declaration.write === 'snapshot') return true;
  return (mapping.system.drift ?? mapping.connector.drift) === 'correct';
}

/** A record that cannot be switched off is taken away, where taking it away is what leaving means there. */
function possibleOp(op: Operation, kind: MappedKind): Operation {
  return op === 'leave' && !kind.declaration.operations.leave ? 'delete' : op;
}

function effectsOf(
  op: Operation,
  kind: MappedKind,
  fields: Readonly<Record<string, FieldChange>>,
  { mapping, settings }: SystemState,
): readonly string[] {
  return mapping.connector.effects
    .filter((effect) => effect.kind === kind.declaration.kind && effect.operations.includes(op))
    .filter((effect) => !effect.when || settings[effect.when.setting] === effect.when.equals)
    .filter((effect) => !effect.field || (effect.field in fields && !isEmpty(fields[effect.field]?.after ?? null)))
    .map((effect) => effect.id);
}

function needsOf(op: Operation, kind: MappedKind, settings: Fields): readonly string[] {
  const operation = kind.declaration.operations[op];
  if (!operation?.needs) return [];
  return !operation.when || settings[operation.when.setting] === operation.when.equals ? [operation.needs] : [];
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

function notProven(incomplete: Incomplete, kind: MappedKind, key: string, state: SystemState): Finding {
  return {
    code: 'roster-incomplete',
    severity: 'error',
    scope: 'record',
    who: 'data',
    message: `It is not in the files any more, but ${incomplete.reason}; so it is not taken as gone.`,
    next: 'Make the files of the source complete again.',
    ...(incomplete.place && { place: incomplete.place }),
    system: state.mapping.system.name,
    kind: kind.declaration.kind,
    key,
  };
}

function missingHeld(kind: MappedKind, key: string, state: SystemState): Finding {
  return {
    code: 'missing-held',
    severity: 'warning',
    scope: 'record',
    who: 'data',
    message: 'It is not in the files any more, and "missing: hold" leaves it as it is.',
    next: 'Give the row back with the status "inactive" to make the person leave.',
    system: state.mapping.system.name,
    kind: kind.declaration.kind,
    key,
  };
}

function impossible(op: Operation, kind: MappedKind, key: string, state: SystemState): Finding {
  return {
    code: 'operation-missing',
    severity: 'error',
    scope: 'record',
    who: 'admin',
    message: `${state.mapping.connector.title} cannot ${op} it through its interface.`,
    next: `Do it by hand in ${state.mapping.connector.title}.`,
    system: state.mapping.system.name,
    kind: kind.declaration.kind,
    key,
  };
}

/** The id changed in git, and the system cannot change the one it has. */
function isStuckRename(name: string, kind: MappedKind, { base }: SystemState): boolean {
  const key = kind.declaration.fields.find((field) => field.name === kind.declaration.identity.key);
  return (key?.writable ?? 'always') !== 'always' && [...base.renamed.values()].includes(name);
}

function idFixed(kind: MappedKind, key: string, state: SystemState): Finding {
  return {
    code: 'id-fixed',
    severity: 'error',
    scope: 'record',
    who: 'admin',
    message: `The id changed, and ${state.mapping.connector.title} cannot change the one it has through its interface.`,
    next: `Ask for the id to be changed in ${state.mapping.connector.title}, or keep the old id in the file.`,
    system: state.mapping.system.name,
    kind: kind.declaration.kind,
    key,
  };
}

/** Whether two records have the same name in the plan. */
export function nameOfChange(change: Pick<Change, 'kind' | 'key'>): string {
  return recordName(change.kind, change.key);
}
