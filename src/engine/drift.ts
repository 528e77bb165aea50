import type { FieldClass, Kind, Operation, Value } from '../contract/index.ts';
import { type Drift, recordName, type Side, type SystemPlan } from './change.ts';
import type { MappedKind } from './map/mapping.ts';
import { areEqual } from './normal.ts';
import { baseField } from './plan/base.ts';
import { isCorrected, isWritable } from './plan/compare-fields.ts';
import { liveState } from './plan/live.ts';
import type { SystemState } from './plan/state.ts';
import { isClosed } from './plan/window.ts';
import { takesKind } from './rules.ts';

/** One field that the system holds otherwise than it was last applied, and otherwise than git has it. */
export interface DriftedField {
  readonly base: Value;
  readonly desired: Value;
  readonly live: Value;
  readonly class: FieldClass;
  /** Git moved as well, elsewhere. */
  readonly conflict?: true;
}

/** A record that moved in the system without git. */
export interface DriftedRecord {
  readonly kind: Kind;
  readonly key: string;
  readonly type: Drift['type'];
  readonly fields: Readonly<Record<string, DriftedField>>;
  /** The next run puts it back; else it stays as it is. */
  readonly isCorrected: boolean;
}

export interface SystemDrift {
  readonly name: string;
  /** False when the system could not be read: then nothing is known of it. */
  readonly isRead: boolean;
  readonly records: readonly DriftedRecord[];
  /** Records that only the system has, by kind. */
  readonly notOurs: Readonly<Partial<Record<Kind, number>>>;
  /** Records that the system was not asked for, since it has no list: what became of them is not known. */
  readonly unseen: number;
}

/** What moved in one system without git, whether its next run corrects that or not: base, desired and live of every field. */
export function driftOf(plan: SystemPlan, state: SystemState, isRead: boolean): SystemDrift {
  const whole = [...plan.drift.filter(({ type }) => type !== 'fields'), ...correctedRecords(plan)];
  const names = new Set(whole.map(({ kind, key }) => recordName(kind, key)));
  const kinds = state.mapping.kinds.filter(({ declaration: { kind } }) => takesKind(state.mapping.system, kind));
  const isTaken = (kind: Kind): boolean => kinds.some(({ declaration }) => declaration.kind === kind);
  const records = kinds.flatMap((kind) => [
    ...whole
      .filter((one) => one.kind === kind.declaration.kind)
      .map(({ key, type }) => ({
        ...{ kind: kind.declaration.kind, key, type, fields: {} },
        isCorrected: isCorrected(kind, state),
      })),
    ...driftedFields(kind, names, state),
  ]);
  const strangers = Map.groupBy(
    state.notOurs.filter(({ kind }) => isTaken(kind)),
    ({ kind }) => kind,
  );
  const notOurs = Object.fromEntries([...strangers].map(([kind, all]) => [kind, all.length]));
  const unseen = [...state.desired].filter(
    ([name, { kind, state: wanted }]) => isTaken(kind) && wanted === 'active' && isUnseen(name, state),
  ).length;
  return { name: plan.name, isRead, records: isRead ? records : [], notOurs, unseen };
}

const typeOf: Readonly<Partial<Record<Operation, Drift['type']>>> = {
  create: 'gone',
  return: 'inactive',
  leave: 'active',
  delete: 'active',
};

function isUnseen(name: string, { live, mapping, matched }: SystemState): boolean {
  return liveState(name, matched.get(name), live, mapping) === 'unknown';
}

/** Drift of whole records that the plan puts back. */
function correctedRecords({ changes }: SystemPlan): readonly Pick<Drift, 'kind' | 'key' | 'type'>[] {
  return changes.flatMap(({ cause, op, kind, key }) => {
    const type = typeOf[op];
    return cause.type === 'drift' && type ? [{ kind, key, type }] : [];
  });
}

function driftedFields(kind: MappedKind, others: ReadonlySet<string>, state: SystemState): readonly DriftedRecord[] {
  return [...state.desired].flatMap(([name, { kind: own, key, state: desired }]) => {
    if (own !== kind.declaration.kind || desired === 'skipped' || others.has(name)) return [];
    if (isClosed(name, kind, state)) return [];
    const fields = fieldsOf(name, kind, state);
    if (Object.keys(fields).length === 0) return [];
    return [{ kind: own, key, type: 'fields' as const, fields, isCorrected: isCorrected(kind, state) }];
  });
}

function fieldsOf(name: string, kind: MappedKind, state: SystemState): Readonly<Record<string, DriftedField>> {
  const record = state.matched.get(name);
  const drifted = kind.fields.flatMap((field): [string, DriftedField][] => {
    const { declaration } = field;
    const live = record?.fields[declaration.name];
    const desired = state.desired.get(name)?.fields[declaration.name];
    const base: Side = baseField(state.base, name, declaration.name, state.mapping);
    const isKnown = live !== undefined && desired !== undefined && base.known && declaration.readable !== false;
    if (!isKnown || !isWritable(field, true)) return [];
    const same = (one: Value, other: Value): boolean => areEqual(one, other, declaration);
    if (same(live, base.value) || same(live, desired)) return [];
    const conflict = same(base.value, desired) ? {} : { conflict: true as const };
    return [[declaration.name, { base: base.value, desired, live, class: field.class, ...conflict }]];
  });
  return Object.fromEntries(drifted);
}
