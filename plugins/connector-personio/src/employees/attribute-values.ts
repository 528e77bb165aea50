import type { Value } from '../../../../src/contract/index.ts';

/**
 * The value of a custom attribute in one form, however it arrives: numbers and booleans as texts, days without a time,
 * lists as lists of texts. Nothing is null; undefined, which is unknown, for what is none of these.
 */
export function toAttributeValue(value: unknown, type: string | null | undefined): Value | undefined {
  if (value === null || value === '') return null;
  if (Array.isArray(value)) return value.every(isPlain) ? value.map(String) : undefined;
  if (!isPlain(value)) return undefined;
  const text = String(value);
  if (isListType(type)) return listIn(text);
  return isDateType(type) && /^\d{4}-\d{2}-\d{2}T/.test(text) ? text.slice(0, 10) : text;
}

/** STRING_LIST in v2, tags in v1. */
export function isListType(type: string | null | undefined): boolean {
  return /^(string_list|tags)$/i.test(type ?? '');
}

function isDateType(type: string | null | undefined): boolean {
  return /^date$/i.test(type ?? '');
}

/** Tags come joined by commas, or as a list in JSON (fact sheet §5a). */
function listIn(text: string): readonly string[] {
  if (text.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list)) return list.map(String);
    } catch {
      // A text that merely begins with a bracket.
    }
  }
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** As it is sent: a text or a list of texts; an empty text clears. */
export function toNativeAttribute(value: Value): string | readonly string[] | undefined {
  if (value === null) return '';
  if (Array.isArray(value)) {
    const items: readonly Value[] = value;
    return items.every(isPlain) ? items.map(String) : undefined;
  }
  return isPlain(value) ? String(value) : undefined;
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
