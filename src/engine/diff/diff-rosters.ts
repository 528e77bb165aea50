import { type Fields, type Kind, kinds, type Value } from '../../contract/index.ts';
import { keyFields } from '../fields.ts';
import type { Roster, RosterRecord } from '../roster.ts';
import { labelRecords } from './diff-label.ts';
import { orderByKey } from './diff-order.ts';
import { countChanges, type FieldDiff, type KindDiff, type NamedValues, type RecordChange } from './kind-diff.ts';

/**
 * The difference of two rosters by kind, with values typed and named as in the roster: `1,5` and `1.5` hours are one.
 * Only kinds that either side has. A field that head does not know (its column is gone) is said under `columns`
 * and changes no record; one that base did not know counts as empty there.
 */
export function diffRosters(base: Roster, head: Roster): readonly KindDiff[] {
  return kinds.filter((kind) => covers(base, kind) || covers(head, kind)).map((kind) => diffKind(kind, base, head));
}

function covers(roster: Roster, kind: Kind): boolean {
  return roster.records[kind].size > 0 || roster.coverage.some((coverage) => coverage.kind === kind);
}

function diffKind(kind: Kind, base: Roster, head: Roster): KindDiff {
  const before = base.records[kind];
  const after = head.records[kind];
  const changes: { readonly parts: readonly string[]; readonly change: RecordChange }[] = [];
  let unchanged = 0;
  for (const [key, was] of before) {
    const is = after.get(key);
    if (is === undefined) {
      changes.push({
        parts: keyParts(was),
        change: { op: 'removed', key, label: labelOf(was), before: namedValues(was) },
      });
      continue;
    }
    const fields = changedFields(was.fields, is.fields);
    if (fields.length === 0) unchanged += 1;
    else changes.push({ parts: keyParts(is), change: { op: 'changed', key, label: labelOf(is), fields } });
  }
  for (const [key, is] of after) {
    if (before.has(key)) continue;
    changes.push({ parts: keyParts(is), change: { op: 'added', key, label: labelOf(is), after: namedValues(is) } });
  }
  const fieldsOf = (roster: Roster) =>
    new Set(roster.coverage.flatMap(({ kind: covered, fields }) => (covered === kind ? fields : [])));
  const [known, now] = [fieldsOf(base), fieldsOf(head)];
  const both = covers(base, kind) && covers(head, kind);
  const all = [before.values(), after.values()].map((records) =>
    [...records].map((record) => ({ parts: keyParts(record) })),
  );
  return {
    kind,
    ...(both ? {} : { only: covers(base, kind) ? ('base' as const) : ('head' as const) }),
    key: keyFields[kind],
    summary: { ...countChanges(changes.map(({ change }) => change)), unchanged },
    columns: {
      added: both ? [...now].filter((name) => !known.has(name)) : [],
      removed: both ? [...known].filter((name) => !now.has(name)) : [],
      renamed: [],
    },
    changes: orderByKey(changes, all).map(({ change }) => change),
  };
}

function changedFields(was: Fields, is: Fields): readonly FieldDiff[] {
  const names = [...Object.keys(was), ...Object.keys(is).filter((name) => !(name in was))];
  return names.flatMap((name) => {
    const after = is[name];
    const before = was[name] ?? null;
    return after === undefined || isEqual(before, after) ? [] : [{ name, before, after }];
  });
}

/** Empty text and null are one value. */
function isEqual(one: Value, other: Value): boolean {
  return one === other || JSON.stringify(one === '' ? null : one) === JSON.stringify(other === '' ? null : other);
}

function keyParts({ kind, key, fields }: RosterRecord): readonly string[] {
  const parts = keyFields[kind].map((name) => fields[name]);
  return parts.every((part) => typeof part === 'string') ? parts : [key];
}

function namedValues({ fields }: RosterRecord): NamedValues {
  return { names: Object.keys(fields), values: Object.values(fields) };
}

function labelOf({ fields }: RosterRecord): string {
  return label(labelFields.map((name) => (typeof fields[name] === 'string' ? fields[name] : '')));
}

const labelFields = ['first_name', 'last_name', 'name', 'title'];
const label = labelRecords(labelFields);
