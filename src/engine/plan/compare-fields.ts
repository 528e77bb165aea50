import type { LiveRecord } from '../../contract/index.ts';
import type { FieldChange, Side } from '../change.ts';
import type { MappedField, MappedKind } from '../map/mapping.ts';
import { areEqual } from '../normal.ts';
import { baseField } from './base.ts';
import { decideField } from './decide.ts';
import { liveState } from './live.ts';
import type { SystemState } from './state.ts';

/** What the table of three states says of every field of one record. */
export interface ChangedFields {
  readonly fields: Readonly<Record<string, FieldChange>>;
  /** Drift that stays as it is. */
  readonly drifted: Readonly<Record<string, FieldChange>>;
  readonly reason: 'git' | 'first-sync' | 'drift';
}

/**
 * Puts every managed field of a desired record through the table of three states. A record that is not there yet has
 * nothing applied to it, whatever stood in its row before.
 */
export function changedFields(name: string, kind: MappedKind, state: SystemState): ChangedFields {
  const fields: Record<string, FieldChange> = {};
  const drifted: Record<string, FieldChange> = {};
  const reasons: ChangedFields['reason'][] = [];
  const desired = state.desired.get(name);
  const record = state.matched.get(name);
  const isThere = isPresent(name, state);
  for (const field of kind.fields) {
    const value = desired?.fields[field.declaration.name];
    if (value === undefined || !isWritable(field, isThere)) continue;
    const live = liveSide(record, field, state, name);
    // The first row of the table, which most fields of most records fall under: no need to look at base.
    if (live.known && areEqual(live.value, value, field.declaration)) continue;
    const base: Side = isThere ? baseField(state.base, name, field.declaration.name, state.mapping) : { known: false };
    const decision = decideField({ known: true, value }, live, base, (one, other) =>
      areEqual(one.value, other.value, field.declaration),
    );
    if (decision.type === 'nothing') continue;
    const isDefault = desired?.defaulted?.includes(field.declaration.name) === true;
    const change: FieldChange = {
      ...{ before: live.known ? live : base, after: value, class: field.class },
      ...(isDefault && { isDefault }),
    };
    if (decision.type === 'drift' && !isCorrected(kind, state)) {
      drifted[field.declaration.name] = change;
      continue;
    }
    reasons.push(decision.type === 'drift' ? 'drift' : decision.reason);
    fields[field.declaration.name] =
      decision.type === 'change' && decision.conflict ? { ...change, conflict: true } : change;
  }
  const reason = (['git', 'first-sync', 'drift'] as const).find((one) => reasons.includes(one)) ?? 'git';
  return { fields, drifted, reason };
}

/**
 * The same for a record that goes: what its row says differently now, such as the last day of work, but for
 * references, which might name somebody who goes too.
 */
export function leavingFields(name: string, kind: MappedKind, state: SystemState): ChangedFields {
  const changed = changedFields(name, kind, state);
  const references = new Set(
    kind.fields.flatMap(({ declaration }) => (declaration.reference ? [declaration.name] : [])),
  );
  const fields = Object.fromEntries(Object.entries(changed.fields).filter(([field]) => !references.has(field)));
  return { ...changed, fields };
}

/** There already, as far as anybody knows: read, or last applied to a system that cannot be read. */
export function isPresent(name: string, state: SystemState): boolean {
  const live = liveState(name, state.matched.get(name), state.live, state.mapping);
  return live === 'unknown' ? state.base.records.has(name) : live !== 'absent';
}

export function isWritable({ declaration }: Pick<MappedField, 'declaration'>, isThere: boolean): boolean {
  const writable = declaration.writable ?? 'always';
  return writable === 'always' || (writable === 'create' && !isThere);
}

/** A whole organisation overwrites by nature; elsewhere the configuration decides, then the data sheet. */
export function isCorrected(kind: MappedKind, { mapping }: Pick<SystemState, 'mapping'>): boolean {
  if (kind.declaration.write === 'snapshot') return true;
  return (mapping.system.drift ?? mapping.connector.drift) === 'correct';
}

function liveSide(record: LiveRecord | undefined, field: MappedField, state: SystemState, name: string): Side {
  if (!record) {
    const isAbsent = liveState(name, record, state.live, state.mapping) === 'absent';
    return isAbsent ? { known: true, value: null } : { known: false };
  }
  const value = record.fields[field.declaration.name];
  return value === undefined || field.declaration.readable === false ? { known: false } : { known: true, value };
}
