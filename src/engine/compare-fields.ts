import type { LiveRecord } from '../contract/index.ts';
import { baseField } from './base.ts';
import type { FieldChange, Side } from './change.ts';
import { decideField } from './decide.ts';
import { liveState } from './live.ts';
import type { MappedField, MappedKind } from './mapping.ts';
import { areEqual, isEmpty } from './normal.ts';
import type { SystemState } from './state.ts';

export interface ChangedFields {
  readonly fields: Readonly<Record<string, FieldChange>>;
  /** Drift that stays as it is. */
  readonly drifted: Readonly<Record<string, FieldChange>>;
  readonly reason: 'git' | 'first-sync' | 'drift';
}

/** Every managed field of a desired record through the table of three states. */
export function changedFields(name: string, kind: MappedKind, state: SystemState): ChangedFields {
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
export function leaveFields(name: string, kind: MappedKind, state: SystemState): Readonly<Record<string, FieldChange>> {
  const { fields } = changedFields(name, kind, state);
  const sent = kind.fields.filter((field) => !field.declaration.reference && field.declaration.name in fields);
  return Object.fromEntries(
    sent.map((field) => [field.declaration.name, fields[field.declaration.name] as FieldChange]),
  );
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
export function isPresent(name: string, state: SystemState): boolean {
  const live = liveState(name, state.matched.get(name), state.live, state.mapping);
  return live === 'unknown' ? state.base.records.get(name)?.state === 'active' : live !== 'absent';
}

export function isWritable({ declaration }: Pick<MappedField, 'declaration'>, isThere: boolean): boolean {
  const writable = declaration.writable ?? 'always';
  return writable === 'always' || (writable === 'create' && !isThere);
}

/** A whole organisation overwrites by nature; elsewhere the configuration decides, then the data sheet. */
export function isCorrected(kind: MappedKind, { mapping }: SystemState): boolean {
  if (kind.declaration.write === 'snapshot') return true;
  return (mapping.system.drift ?? mapping.connector.drift) === 'correct';
}
