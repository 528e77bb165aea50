import type { Fields, KindDeclaration } from '../../contract/index.ts';
import { canonical, isEmpty, toNormal } from '../normal.ts';

/** Names of the fields that together tell one record from another where the system does not know our key. */
export function secondIdentity({ identity: { also } }: KindDeclaration): readonly string[] {
  if (also === undefined) return [];
  return typeof also === 'string' ? [also] : also;
}

/** What a record is compared by, in normal form; undefined while one of those fields is empty or unknown. */
export function identityText(fields: Fields, kind: KindDeclaration): string | undefined {
  const names = secondIdentity(kind);
  const texts: string[] = [];
  for (const name of names) {
    const value = fields[name];
    if (value === undefined || isEmpty(value)) return undefined;
    texts.push(canonical(toNormal(value, kind.fields.find((field) => field.name === name) ?? {})));
  }
  return names.length === 0 ? undefined : texts.join(' ');
}

/** The fields in words, for a message. */
export function identityWords(kind: KindDeclaration): string {
  return secondIdentity(kind).join(', ');
}
