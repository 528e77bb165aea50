import type { FieldDeclaration, Value } from '../../contract/index.ts';
import { recordName } from '../change.ts';

/** A live value with our keys in it; undefined when it refers to somebody whom the files do not have. */
export type ResolveReference = (declaration: FieldDeclaration, value: Value | undefined) => Value | undefined;

/**
 * Live records refer to each other by keys where both are matched, and by `#` and the system's own id where the other
 * one is not: who is taken over at the same time has a key by now.
 * @param keys keys of what is taken over, by kind and remote id
 */
export function referenceResolver(keys: ReadonlyMap<string, string>): ResolveReference {
  return ({ reference }, value) => {
    if (reference?.by !== '@remote' || value === undefined) return value;
    const one = (item: Value): Value | undefined =>
      typeof item === 'string' && item.startsWith('#') ? keys.get(recordName(reference.kind, item.slice(1))) : item;
    if (!Array.isArray(value)) return one(value);
    const items = value.flatMap((item: Value) => one(item) ?? []);
    return items.length === value.length ? items : undefined;
  };
}
