import type { Fields, Operation, Value } from '../../contract/index.ts';
import type { Change, FieldChange } from '../change.ts';
import type { MappedRecord } from '../map/map.ts';
import type { MappedKind } from '../map/mapping.ts';
import { isEmpty } from '../normal.ts';
import { causeOf } from './cause.ts';
import { isPresent, isWritable } from './compare-fields.ts';
import { secondIdentity } from './second-identity.ts';
import type { SystemState } from './state.ts';

export interface ChangeInput {
  readonly name: string;
  readonly op: Operation;
  readonly reason: 'git' | 'first-sync' | 'drift';
  readonly fields: Readonly<Record<string, FieldChange>>;
  /** Drift that stays as it is, and so is not sent along. */
  readonly drifted: Readonly<Record<string, FieldChange>>;
  readonly kind: MappedKind;
  readonly state: SystemState;
}

/** One change with all that follows from it: what is sent, why it is there, what it sets off and what it needs. */
export function makeChange({ name, op, reason, fields, drifted, kind, state }: ChangeInput): Change {
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
    if (name in payload.drifted) return false;
    if (isLeaving) return secondIdentity(kind.declaration).includes(name) || name in payload.fields;
    return name in payload.fields || isWritable({ declaration }, payload.isThere);
  });
  const known = sent.filter(({ declaration }) => record?.fields[declaration.name] !== undefined);
  return Object.fromEntries(known.map(({ declaration: { name } }) => [name, record?.fields[name] as Value]));
}

/** Ids of the effects that one change sets off, as the data sheet declares them. */
export function effectsOf(
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

/** Words that `allow:` must hold for one change. */
export function needsOf(op: Operation, kind: MappedKind, settings: Fields): readonly string[] {
  const operation = kind.declaration.operations[op];
  if (!operation?.needs) return [];
  return !operation.when || settings[operation.when.setting] === operation.when.equals ? [operation.needs] : [];
}
