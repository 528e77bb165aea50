import type { SimulatedResponse } from '../../../src/contract/index.ts';
import { refuse } from './simulator-sign-in.ts';
import type { AnalysisFilter, Coworker, State } from './simulator-state.ts';

type Body = { readonly [name: string]: unknown };
type Detail = { readonly field: string; readonly message: string };

/** What a write leads to: the coworker as they would be and the list values that come into being, or the refusal. */
export type Judged =
  | { readonly coworker: Coworker; readonly newValues: readonly (readonly [filter: string, value: string])[] }
  | { readonly refusal: SimulatedResponse };

const textNames = ['firstName', 'lastName', 'email', 'personalIdentifier', 'phoneNumber', 'language'] as const;
type TextName = (typeof textNames)[number];

/** The languages surveys are sent in (§2). */
const languages = ['fr', 'en', 'es', 'de', 'it', 'pt', 'nl'];

/**
 * Judges a creation (`before` is empty) or a change of the keys that are sent; null clears, and so does an empty text (§2, §5).
 * All or nothing: nothing is written by a refused call (§5, rule 3).
 */
export function judge(state: State, before: Coworker, body: Body): Judged {
  const attributes = body.attributes ?? {};
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) {
    return { refusal: refuse(400, 'validation_error', [{ field: 'attributes', message: 'must be an object' }]) };
  }
  const unknown = Object.keys(attributes).find((name) => !state.filters.some((filter) => filter.name === name));
  if (unknown !== undefined && !state.takesAnyFilter) {
    // Capitals count; nothing is written (§5, rule 3).
    const detail = { field: `attributes.${unknown}`, message: 'unknown attribute' };
    return { refusal: refuse(400, 'unknown_attribute', [detail]) };
  }
  const { details, coworker } = withTexts(before, body);
  const filters = withFilters(state.filters, before.attributes, { ...attributes });
  const all = [...details, ...missing(coworker, body), ...malformed(coworker), ...filters.details];
  if (all.length > 0) return { refusal: refuse(400, 'validation_error', all) };
  const taken = duplicates(state, coworker);
  if (taken.length > 0) return { refusal: refuse(409, 'duplicate', taken) };
  return { coworker: { ...coworker, attributes: filters.attributes }, newValues: filters.newValues };
}

function withTexts(before: Coworker, body: Body): { readonly details: readonly Detail[]; readonly coworker: Coworker } {
  const details: Detail[] = [];
  const texts: Partial<Record<TextName, string | null>> = {};
  for (const [name, value] of Object.entries(body)) {
    const known = textNames.find((one) => one === name);
    if (known && (value === null || typeof value === 'string')) texts[known] = value?.trim() || null;
    else if (known) details.push({ field: name, message: 'must be a text' });
    else if (name !== 'active' && name !== 'attributes') details.push({ field: name, message: 'is not known' });
  }
  const { active = before.active } = body;
  if (typeof active !== 'boolean') details.push({ field: 'active', message: 'must be true or false' });
  const { firstName, lastName, language, ...optional } = { ...before, ...texts };
  const required = { firstName: firstName ?? '', lastName: lastName ?? '', language: language ?? '' };
  return { details, coworker: { ...optional, ...required, active: active === true } };
}

/** First name, last name, language, active, and one of e-mail and personal identifier (§2; §5, rule 1). */
function missing(coworker: Coworker, body: Body): readonly Detail[] {
  const empty = (['firstName', 'lastName', 'language'] as const).filter((name) => coworker[name] === '');
  const silent = coworker.id === '' && body.active === undefined ? ['active'] : [];
  const details = [...empty, ...silent].map((field) => ({ field, message: 'is required' }));
  const isNamed = coworker.email !== null || coworker.personalIdentifier !== null;
  return isNamed ? details : [...details, { field: 'email', message: 'or personalIdentifier is required' }];
}

/** Rule 6 of §5, and E.164 for phone numbers (§2). */
function malformed({ language, email, phoneNumber }: Coworker): readonly Detail[] {
  const details: Detail[] = [];
  if (language !== '' && !languages.includes(language)) details.push({ field: 'language', message: 'is not offered' });
  // The message repeats the value: a client must not pass it on.
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    details.push({ field: 'email', message: `${email} is not an address` });
  }
  if (phoneNumber !== null && !/^\+[1-9]\d{4,14}$/.test(phoneNumber)) {
    details.push({ field: 'phoneNumber', message: `${phoneNumber} is not E.164` });
  }
  return details;
}

/** Rule 2 of §5: whoever has it, active or not; e-mails whatever their letter case. */
function duplicates({ coworkers }: State, coworker: Coworker): readonly Detail[] {
  return (['email', 'personalIdentifier', 'phoneNumber'] as const).flatMap((field) => {
    const value = coworker[field]?.toLowerCase();
    const other = coworkers.find((one) => one.id !== coworker.id && one[field]?.toLowerCase() === value);
    return value !== undefined && other
      ? [{ field, message: `already used by ${other.firstName} ${other.lastName}` }]
      : [];
  });
}

function withFilters(filters: readonly AnalysisFilter[], before: Coworker['attributes'], sent: Body) {
  const attributes: Record<string, string | number> = { ...before };
  const details: Detail[] = [];
  const newValues: [string, string][] = [];
  for (const [name, value] of Object.entries(sent)) {
    const filter = filters.find((one) => one.name === name);
    const stored = filterValue(filter ?? { type: 'text' }, value);
    if (stored === undefined) details.push({ field: `attributes.${name}`, message: `is no ${filter?.type}` });
    else if (stored === null) delete attributes[name];
    else {
      attributes[name] = stored;
      // An unknown value of a list comes into being (§5, rule 4).
      if (filter?.type === 'list' && !filter.values.includes(String(stored))) newValues.push([name, String(stored)]);
    }
  }
  return { attributes, details, newValues };
}

/** Undefined when it is none for a filter of this type. */
function filterValue({ type }: Pick<AnalysisFilter, 'type'>, value: unknown): string | number | null | undefined {
  if (value === null || value === '') return null;
  if (type === 'number') return typeof value === 'number' ? value : undefined;
  if (typeof value !== 'string') return undefined;
  return type === 'date' && !isDay(value) ? undefined : value.trim();
}

function isDay(text: string): boolean {
  const [year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.slice(1).map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
