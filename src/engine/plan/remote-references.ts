import type { FieldDeclaration, Fields, KindDeclaration, LiveRecord, Value } from '../../contract/index.ts';
import { recordName } from '../change.ts';
import { isEmpty } from '../normal.ts';

/**
 * Translates fields that refer `@remote`: the system speaks of its own ids, git of keys. What the system refers to and
 * nobody here knows becomes `#` and the id, which is no key, so that it differs from all of ours.
 * @param nameOf name of the record that a live record of a kind is matched to, by its remote id
 */
export function withKeys(
  record: LiveRecord,
  fields: readonly FieldDeclaration[],
  nameOf: (kind: KindDeclaration['kind'], remote: string) => string | undefined,
): LiveRecord {
  const referring = fields.filter(({ name }) => record.fields[name] !== undefined);
  if (referring.length === 0) return record;
  const translated = referring.map((field) => [
    field.name,
    translate(field, record.fields[field.name] as Value, (kind, remote) => {
      const name = nameOf(kind, remote);
      return name === undefined ? `#${remote}` : name.slice(name.indexOf('/') + 1);
    }),
  ]);
  return { ...record, fields: { ...record.fields, ...Object.fromEntries(translated) } };
}

/** Fields with remote ids in place of keys, or the name of the record whose id nobody knows yet. */
export function withRemotes(
  fields: Fields,
  declared: readonly FieldDeclaration[],
  remoteOf: (name: string) => string | undefined,
): { readonly fields: Fields; readonly unknown?: string } {
  let unknown: string | undefined;
  const translated = declared.flatMap((field): [string, Value][] => {
    const value = fields[field.name];
    if (value === undefined) return [];
    const done = translate(field, value, (kind, key) => {
      const name = recordName(kind, key);
      const remote = remoteOf(name);
      unknown ??= remote === undefined ? name : undefined;
      return remote ?? '';
    });
    return [[field.name, done]];
  });
  const result = { ...fields, ...Object.fromEntries(translated) };
  return unknown === undefined ? { fields: result } : { fields: result, unknown };
}

/** The fields of a kind that refer to others by the system's own ids. */
export function remoteFields(kind: KindDeclaration): readonly FieldDeclaration[] {
  return kind.fields.filter(({ reference }) => reference?.by === '@remote');
}

function translate(
  { reference }: FieldDeclaration,
  value: Value,
  one: (kind: KindDeclaration['kind'], id: string) => string,
): Value {
  if (!reference || isEmpty(value)) return value;
  const { kind, path } = reference;
  const item = (inner: Value): Value => {
    if (isEmpty(inner)) return inner;
    if (path === undefined) return one(kind, String(inner));
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const map = inner as { readonly [name: string]: Value };
    return map[path] === undefined || isEmpty(map[path]) ? inner : { ...map, [path]: one(kind, String(map[path])) };
  };
  return Array.isArray(value) ? value.map(item) : item(value);
}
