import type { Kind } from '../contract/index.ts';
import type { Change, FieldChange } from '../engine/change.ts';
import { plainLine } from './escape.ts';
import { type Audience, changeText, mayShow, sideText } from './redact.ts';
import type { Texts } from './texts.ts';

/** One field of a change in words: its name and what becomes of it, both one plain line and not yet escaped for a format. */
export interface FieldText {
  readonly field: string;
  readonly text: string;
  /** That git and live both moved. */
  readonly conflict: boolean;
}

/**
 * What a change does to its fields, those that may be shown first. A new record says what it will be;
 * any other says before and after. Fields of which nothing may be said come as `•••`.
 */
export function fieldTexts(change: Change, texts: Texts, audience: Audience = {}): readonly FieldText[] {
  const all = Object.entries(change.fields);
  const shown = all.filter(([, field]) => mayShow(field.class, audience));
  const hidden = all.filter(([, field]) => !mayShow(field.class, audience));
  return [...shown, ...hidden].map(([name, field]) => ({
    field: plainLine(name),
    text: change.op === 'create' ? afterText(field, texts, audience) : changeText(field, texts, audience),
    conflict: field.conflict === true,
  }));
}

/** `department Paris → Lyon, email, phone •••, and 3 more fields`: names at most `limit` fields, hidden ones last and together. */
export function fieldsLine(change: Change, texts: Texts, limit: number, audience: Audience = {}): string {
  const fields = fieldTexts(change, texts, audience).slice(0, limit);
  const hidden = fields.filter(({ text }) => text === texts.value.hidden).map(({ field }) => field);
  const line = fields
    .filter(({ text }) => text !== texts.value.hidden)
    .map(({ field, text, conflict }) => `${field} ${text}${conflict ? ` (${texts.conflict})` : ''}`);
  if (hidden.length > 0) line.push(`${hidden.join(', ')} ${texts.value.hidden}`);
  const more = Object.keys(change.fields).length - fields.length;
  return [...line, ...(more > 0 ? [texts.moreFields(more)] : [])].join(', ');
}

/** `person 1043`: how a record is named; a key is open, a name is not. */
export function recordText(record: { readonly kind: Kind; readonly key: string }, texts: Texts): string {
  return plainLine(`${texts.noun(record.kind)} ${record.key}`);
}

/** `person 1043`, or `3 people (1043, 1044, 1050)`: several records of one kind of which the same is said. */
export function recordsText(kind: Kind, keys: readonly string[], texts: Texts): string {
  const [only = ''] = keys;
  if (keys.length === 1) return recordText({ kind, key: only }, texts);
  const named = keys.slice(0, namedKeys);
  const more = keys.length - named.length;
  return plainLine(
    `${texts.kind(kind, keys.length)} (${[...named, ...(more > 0 ? [texts.more(more)] : [])].join(', ')})`,
  );
}

const namedKeys = 30;

function afterText(field: FieldChange, texts: Texts, audience: Audience): string {
  return sideText({ known: true, value: field.after }, field.class, texts, audience);
}
