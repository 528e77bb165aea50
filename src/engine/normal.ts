import type { FieldDeclaration, Fields, Value } from '../contract/index.ts';

/**
 * The comparable form of a value: what the field's data sheet says it is stored as.
 * An empty text and an empty list are empty, so they become null. Maps keep their own order of keys out of it.
 */
export function toNormal(value: Value, field: Pick<FieldDeclaration, 'normal'>): Value {
  let normal = value;
  for (const form of field.normal ?? []) normal = applyForm(normal, form);
  return isEmpty(normal) ? null : normal;
}

/** Whether two values are the same once both are in normal form. */
export function areEqual(one: Value, other: Value, field: Pick<FieldDeclaration, 'normal'>): boolean {
  if (one === other) return true;
  return canonical(toNormal(one, field)) === canonical(toNormal(other, field));
}

/** Whether two sets of fields have the same names with the same values, letter by letter. */
export function areSame(one: Fields, other: Fields): boolean {
  if (one === other) return true;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => {
      const [left, right] = [one[name], other[name]];
      if (left === right) return left !== undefined || name in other;
      return typeof left === 'object' && typeof right === 'object' && canonical(left) === canonical(right);
    })
  );
}

export function isEmpty(value: Value): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** One text for one value: JSON with the keys of maps in code-point order. */
export function canonical(value: unknown): string {
  // Most values are texts, and those have but one form.
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function applyForm(value: Value, form: NonNullable<FieldDeclaration['normal']>[number]): Value {
  switch (form) {
    case 'trim':
      return mapTexts(value, (text) => text.trim());
    case 'lowercase':
      return mapTexts(value, (text) => text.toLowerCase());
    case 'set':
      return Array.isArray(value) ? asSet(value) : value;
    case 'empty-is-null':
      return Array.isArray(value) ? value.filter((item: Value) => !isEmpty(item)) : isEmpty(value) ? null : value;
    default:
      return form satisfies never;
  }
}

function mapTexts(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value);
  return Array.isArray(value) ? value.map((item: Value) => mapTexts(item, change)) : value;
}

function asSet(items: readonly Value[]): Value {
  const byText = new Map(items.map((item) => [canonical(item), item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
