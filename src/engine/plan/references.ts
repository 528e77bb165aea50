import type { FieldDeclaration, Finding, Kind, ReferenceDeclaration, Value } from '../../contract/index.ts';
import { type Change, type Hold, nameOfChange, recordName } from '../change.ts';
import type { MappedRecord, MappedRoster } from '../map/map.ts';
import type { Mapping } from '../map/mapping.ts';
import { areEqual, canonical, isEmpty, toNormal } from '../normal.ts';
import { takesKind } from '../rules.ts';
import type { SystemState } from './state.ts';

/** Finds the record that a value points at. */
export interface ReferenceIndex {
  /** Name of the record whose field `by` has this value, as it shall be. */
  desired(reference: ReferenceDeclaration, value: Value): string | undefined;
  /** The same, as last applied. */
  base(reference: ReferenceDeclaration, value: Value): string | undefined;
}

/** Fields of a kind that point at other records. */
export function referenceFields(
  kind: Kind,
  mapping: Mapping,
): readonly (FieldDeclaration & { readonly reference: ReferenceDeclaration })[] {
  const fields = mapping.kinds.find((one) => one.declaration.kind === kind)?.fields ?? [];
  return fields.flatMap(({ declaration }) => {
    const { reference } = declaration;
    return reference ? [{ ...declaration, reference }] : [];
  });
}

/** The values that one field points with: itself, each item, or the `path` of each item. */
export function referredValues(value: Value | undefined, { path }: ReferenceDeclaration): readonly Value[] {
  const items = Array.isArray(value) ? (value as readonly Value[]) : [value ?? null];
  const values = items.map((item) =>
    path !== undefined && item !== null && typeof item === 'object' && !Array.isArray(item)
      ? ((item as { readonly [name: string]: Value })[path] ?? null)
      : item,
  );
  return values.filter((item) => !isEmpty(item));
}

export function indexReferences(state: SystemState): ReferenceIndex {
  const desired = lookup(state.desired, state.mapping, (name, record) => standIn(name, record, state));
  const base = lookup(state.base.records, state.mapping, (_name, record) => record);
  return { desired, base };
}

/**
 * Holds every change that points at somebody who will not be there and active, and what points at those in turn.
 * A reference that is not changed and was accepted before is left alone: it is not sent along if nobody is there any more.
 */
export function holdBrokenReferences(
  changes: readonly Change[],
  holds: readonly Hold[],
  state: SystemState,
  index: ReferenceIndex,
  postponed: ReadonlySet<string> = new Set(),
): { readonly changes: readonly Change[]; readonly holds: readonly Hold[] } {
  const held = new Set([...holds.map((hold) => recordName(hold.kind, hold.key)), ...postponed]);
  const broken = new Map<string, Hold>();
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const change of changes) {
      const name = nameOfChange(change);
      if (broken.has(name)) continue;
      const findings = whyBroken(change, name, held, state, index);
      if (!findings) continue;
      broken.set(name, { kind: change.kind, key: change.key, why: 'held', findings });
      held.add(name);
      isSettled = false;
    }
  }
  const sound = changes.filter((change) => !broken.has(nameOfChange(change)));
  return {
    changes: sound.map((change) => withoutStale(change, held, state, index)),
    holds: [...holds, ...broken.values()],
  };
}

/** What holds the change back; no finding of its own where a record that it is made of is held, and says why. */
function whyBroken(
  change: Change,
  name: string,
  held: ReadonlySet<string>,
  state: SystemState,
  index: ReferenceIndex,
): readonly Finding[] | undefined {
  const parts = (state.desired.get(name) ?? state.base.records.get(name))?.parts ?? [];
  if (change.op === 'leave' || change.op === 'delete') {
    // A team that stays because its removal is held back keeps its people.
    return parts.some((part) => held.has(part) && !state.desired.has(part)) ? [] : undefined;
  }
  if (parts.some((part) => !isThere(part, held, state))) return [];
  const finding = brokenReference(change, name, held, state, index);
  return finding && [finding];
}

function brokenReference(
  change: Change,
  name: string,
  held: ReadonlySet<string>,
  state: SystemState,
  index: ReferenceIndex,
): Finding | undefined {
  for (const field of referenceFields(change.kind, state.mapping)) {
    if (isAccepted(change, name, field, state)) continue;
    const nowhere = pointsAtNobody(change, field, held, state, index);
    if (nowhere) return pointsNowhere(change, name, field, nowhere.target, state);
  }
  return undefined;
}

type ReferenceField = ReturnType<typeof referenceFields>[number];

/** Unchanged since it was last applied. */
function isAccepted(change: Change, name: string, field: ReferenceField, state: SystemState): boolean {
  const value = change.desired[field.name];
  const before = state.base.records.get(name)?.fields[field.name];
  return (
    value !== undefined && before !== undefined && areEqual(before, value, field) && !(field.name in change.fields)
  );
}

function withoutStale(change: Change, held: ReadonlySet<string>, state: SystemState, index: ReferenceIndex): Change {
  const stale = referenceFields(change.kind, state.mapping)
    .filter((field) => pointsAtNobody(change, field, held, state, index))
    .map((field) => field.name);
  if (stale.length === 0) return change;
  const desired = Object.fromEntries(Object.entries(change.desired).filter(([name]) => !stale.includes(name)));
  return { ...change, desired };
}

/** The first value that points at nobody who will be there and active, with the record it means. */
function pointsAtNobody(
  change: Change,
  field: ReferenceField,
  held: ReadonlySet<string>,
  state: SystemState,
  index: ReferenceIndex,
): { readonly target: string | undefined } | undefined {
  for (const referred of referredValues(change.desired[field.name], field.reference)) {
    const target = index.desired(field.reference, referred);
    // Who is held stays as last applied, and is known by what identified them then.
    const isLeft = target === undefined || (held.has(target) && !isKnownBy(target, field, referred, state));
    const before = isLeft ? index.base(field.reference, referred) : undefined;
    const standing = isLeft ? before : target;
    if (field.reference.inactive && isKnown(target ?? index.base(field.reference, referred), state)) continue;
    const isStanding = standing !== undefined && (!isLeft || held.has(standing)) && isThere(standing, held, state);
    if (!isStanding) return { target };
  }
  return undefined;
}

/** Whether the system has the record, on or off. */
function isKnown(name: string | undefined, { matched, base }: SystemState): boolean {
  return name !== undefined && (matched.has(name) || base.records.has(name));
}

/** Whether a record that stays as it is has the value that is pointed at: there now, or else when last applied. */
function isKnownBy(
  name: string,
  { reference }: { readonly reference: ReferenceDeclaration },
  value: Value,
  state: SystemState,
): boolean {
  const { by } = reference;
  if (by === '@remote') return true;
  const field = fieldOf(reference, state.mapping);
  const now = state.matched.get(name)?.fields[by] ?? state.base.records.get(name)?.fields[by];
  return now === undefined || areEqual(now, value, field ?? {});
}

/** Whether the record will be there and active: desired so and not held, or left as it is and active already. */
function isThere(name: string, held: ReadonlySet<string>, state: SystemState): boolean {
  const desired = state.desired.get(name);
  // Whom the system does not take in is not made there either. What stands before the slash of a name is its kind.
  if (!takesKind(state.mapping.system, name.slice(0, name.indexOf('/')) as Kind))
    return (state.matched.get(name)?.active ?? state.matched.has(name)) === true;
  if (desired?.state === 'active' && !held.has(name)) return true;
  if (desired?.state === 'inactive' || (!desired && !held.has(name))) return false;
  const live = state.matched.get(name);
  return state.base.records.get(name)?.state === 'active' || (live !== undefined && live.active !== false);
}

/** Who is held goes on with the values last applied. */
function standIn(name: string, record: MappedRecord, state: SystemState): MappedRecord {
  return Object.keys(record.fields).length > 0 ? record : (state.base.records.get(name) ?? record);
}

/** @param standing the record that counts for one of `records` */
function lookup(
  records: MappedRoster,
  mapping: Mapping,
  standing: (name: string, record: MappedRecord) => MappedRecord,
): ReferenceIndex['desired'] {
  const indexes = new Map<string, Map<string, string>>();
  return ({ kind, by }, value) => {
    if (by === '@remote') {
      const name = recordName(kind, String(value));
      return records.has(name) ? name : undefined;
    }
    const id = `${kind} ${by}`;
    const field = fieldOf({ kind, by }, mapping);
    let index = indexes.get(id);
    if (!index) {
      index = new Map();
      for (const [name, record] of records) {
        const text = record.kind === kind ? standing(name, record).fields[by] : undefined;
        if (text !== undefined && !isEmpty(text)) index.set(canonical(toNormal(text, field ?? {})), name);
      }
      indexes.set(id, index);
    }
    return index.get(canonical(toNormal(value, field ?? {})));
  };
}

function fieldOf({ kind, by }: ReferenceDeclaration, mapping: Mapping): FieldDeclaration | undefined {
  return mapping.kinds.find((one) => one.declaration.kind === kind)?.fields.find((one) => one.declaration.name === by)
    ?.declaration;
}

function pointsNowhere(
  change: Change,
  name: string,
  field: FieldDeclaration,
  target: string | undefined,
  state: SystemState,
): Finding {
  const whom = target === undefined ? 'somebody who is not in this system' : 'somebody who is held or leaves';
  const place = state.desired.get(name)?.place;
  return {
    code: 'reference-missing',
    severity: 'error',
    scope: 'record',
    who: 'data',
    message: `${field.name} points at ${whom}, and ${state.mapping.connector.title} takes only active accounts there.`,
    next: `Correct the row, or map ${field.name} in rollcall.yaml so that it leaves out people of other systems.`,
    ...(place && { place }),
    system: state.mapping.system.name,
    kind: change.kind,
    key: change.key,
    field: field.name,
  };
}
