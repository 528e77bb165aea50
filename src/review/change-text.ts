import type { Kind, Value } from '../contract/index.ts';
import type { Change, FieldChange } from '../engine/change.ts';
import type { Entry, TeamMove } from './entry.ts';
import { plainLine, plainSentence } from './escape.ts';
import { type Audience, changeText, mayShow, sideText } from './redact.ts';
import type { Texts } from './texts.ts';

/** One field of a change in words: its name and what becomes of it, both one plain line and not yet escaped for a format. */
export interface FieldText {
  readonly field: string;
  readonly text: string;
  /** ` (by default)`, ` (also changed in the system; the files win)`: what else is to be known of it, or nothing. */
  readonly note: string;
}

/**
 * What a change does to its fields, those that may be shown first. A new record says what it will be, without
 * repeating its key; any other says before and after. Fields of which nothing may be said come as `•••`.
 * Teams that the person joins or leaves come first, as a field of their own.
 */
export function fieldTexts({ change, teams }: Entry, texts: Texts, audience: Audience = {}): readonly FieldText[] {
  const isNew = change.op === 'create';
  const all = Object.entries(change.fields).filter(([, field]) => !isNew || !keyParts(change).includes(field.after));
  const shown = all.filter(([, field]) => mayShow(field.class, audience));
  const hidden = all.filter(([, field]) => !mayShow(field.class, audience));
  const fields = [...shown, ...hidden].map(([name, field]) => ({
    field: plainLine(name),
    text: isNew ? afterText(field, texts, audience) : changeText(field, texts, audience),
    note: [...(field.isDefault ? [texts.byDefault] : []), ...(field.conflict ? [texts.conflict] : [])]
      .map((note) => ` (${note})`)
      .join(''),
  }));
  if (teams === undefined) return fields;
  return [{ field: texts.noun('teams'), text: teamsText(teams, texts, isNew), note: '' }, ...fields];
}

/** `department Paris → Lyon, email, phone •••, and 3 more fields`: names at most `limit` fields, hidden ones last and together. */
export function fieldsLine(entry: Entry, texts: Texts, limit: number, audience: Audience = {}): string {
  const all = fieldTexts(entry, texts, audience);
  const fields = all.slice(0, limit);
  const hidden = fields.filter(({ text }) => text === texts.value.hidden).map(({ field }) => field);
  const line = fields
    .filter(({ text }) => text !== texts.value.hidden)
    .map(({ field, text, note }) => `${field} ${text}${note}`);
  if (hidden.length > 0) line.push(`${hidden.join(', ')} ${texts.value.hidden}`);
  const more = all.length - fields.length;
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
  return plainSentence(
    `${texts.kind(kind, keys.length)} (${[...named, ...(more > 0 ? [texts.more(more)] : [])].join(', ')})`,
  );
}

const namedKeys = 30;

function keyParts({ kind, key }: Change): readonly Value[] {
  return kind === 'memberships' ? key.split('/') : [key];
}

/** `t-support → t-care`: the teams that somebody leaves and joins. */
export function teamsText({ left, joined }: TeamMove, texts: Texts, isNew: boolean): string {
  const after = joined.map(({ team, asManager }) => plainLine(asManager ? texts.asManager(team) : team)).join(', ');
  if (isNew && left.length === 0) return after;
  return `${left.map(plainLine).join(', ') || texts.value.none} → ${after || texts.value.none}`;
}

function afterText(field: FieldChange, texts: Texts, audience: Audience): string {
  return sideText({ known: true, value: field.after }, field.class, texts, audience);
}
