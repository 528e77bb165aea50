import type { Value } from '../../contract/index.ts';
import type { FieldRule } from '../fields.ts';
import type { DateFormat } from './dates.ts';
import type { Problem } from './draft.ts';
import { type DecimalMark, readNumber } from './numbers.ts';

/** How the values of one column are written. `undefined`: no format fits any of its values. */
export interface Writing {
  readonly date?: DateFormat;
  readonly decimal?: DecimalMark;
  /** Value in the file → value in the roster; every value must be among them, or already be one of the roster's. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What a cell holds, or what is wrong with it. An empty cell holds null. */
export type Cell = { readonly value: Value } | { readonly problem: Problem };

/** Reads the cells of one column by the rule of its field. Messages never hold what the cell holds. */
export function createCellReader(rule: FieldRule, writing: Writing): (text: string) => Cell {
  const translate = createTranslation(rule, writing.values);
  const type = createTyping(rule, writing);
  return (cell) => {
    const text = cleaned(cell);
    if (text.includes('\ufffd')) return { problem: lostLetter };
    const translated = text === '' ? '' : translate(text);
    if (translated === undefined) return { problem: unmapped(rule.name) };
    if (translated === '') return rule.required ? { problem: missing(rule.name) } : { value: null };
    return type(translated);
  };
}

/** Space around a value never means anything; letters are compared in their composed form. */
function cleaned(cell: string): string {
  return cell.trim().normalize('NFC');
}

function createTranslation(rule: FieldRule, values: Writing['values']): (text: string) => string | undefined {
  if (!values) return (text) => text;
  const exact = new Map(Object.entries(values).map(([from, to]) => [cleaned(from), cleaned(to)]));
  const folded = new Map([...exact].map(([from, to]) => [from.toLowerCase(), to]));
  const results = new Set([...exact.values(), ...(rule.options ?? [])]);
  return (text) => exact.get(text) ?? (results.has(text) ? text : folded.get(text.toLowerCase()));
}

function createTyping(rule: FieldRule, writing: Writing): (text: string) => Cell {
  switch (rule.type) {
    case 'text':
      return createTextTyping(rule);
    case 'list': {
      const item = createTextTyping(rule);
      return (text) => readList(text, item);
    }
    case 'date':
      return (text) => readDate(text, writing.date);
    case 'number':
      return (text) => {
        const value = readNumber(text, writing.decimal ?? '.');
        return value === undefined ? { problem: badNumber } : { value };
      };
    case 'boolean':
      return (text) => {
        const value = booleans.get(text.toLowerCase());
        return value === undefined ? { problem: badBoolean } : { value };
      };
  }
}

function createTextTyping(rule: FieldRule): (text: string) => Cell {
  const pattern = rule.pattern === undefined ? undefined : new RegExp(`^(?:${rule.pattern})$`, 'u');
  const options = rule.options && new Map(rule.options.map((option) => [option.toLowerCase(), option]));
  return (text) => {
    const value = options ? (rule.options?.includes(text) ? text : options.get(text.toLowerCase())) : text;
    if (value === undefined) return { problem: notAnOption(rule) };
    if (pattern && !pattern.test(value)) return { problem: notThePattern(rule.name) };
    if (rule.name === 'email' && !address.test(value)) return { problem: badEmail };
    return { value };
  };
}

function readList(text: string, item: (text: string) => Cell): Cell {
  const items: Value[] = [];
  for (const part of text.split(/[;|]/u)) {
    const one = part.trim() === '' ? undefined : item(part.trim());
    if (one && 'problem' in one) return one;
    if (one) items.push(one.value);
  }
  return { value: items.length > 0 ? items : null };
}

function readDate(text: string, format: DateFormat | undefined): Cell {
  const value = format?.read(text);
  if (value !== undefined) return { value };
  if (format?.fits(text)) return { problem: noSuchDay };
  return { problem: /^\d{5}$/.test(text) ? dayNumber : badDate(format) };
}

/** Yes and no in the languages of the files we know. */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', 'oui', 'o', 'vrai', 'ja', 'j', 'wahr', 'waar', '1'].map((text) => [text, true] as const),
  ...['false', 'no', 'n', 'non', 'faux', 'nein', 'nee', 'falsch', 'onwaar', '0'].map((text) => [text, false] as const),
]);

/** One address, without a display name. What servers accept beyond this is not worth a refused import. */
const address = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(?:\.[^\s@<>()[\],;:"\\.]+)+$/u;

const lostLetter: Problem = {
  code: 'lost-letter',
  message: 'a letter was lost here before the file was saved (the sign � stands for it)',
  next: 'Write the letter again, or export the file anew as UTF-8.',
};
const noSuchDay: Problem = { code: 'bad-date', message: 'there is no such day', next: 'Correct the date.' };
const dayNumber: Problem = {
  code: 'bad-date',
  message: "this looks like Excel's number of a day",
  next: 'Give the column the cell format "date" in Excel and save the file as CSV again.',
};
const badNumber: Problem = { code: 'bad-number', message: 'this is not a number', next: 'Correct the number.' };
const badBoolean: Problem = {
  code: 'bad-boolean',
  message: 'this is neither yes nor no',
  next: 'Write TRUE or FALSE, or translate it under "values" of the source in rollcall.yaml.',
};
const badEmail: Problem = {
  code: 'bad-email',
  message: 'this is not one e-mail address',
  next: 'Correct the address, or leave the cell empty.',
};

function badDate(format: DateFormat | undefined): Problem {
  return {
    code: 'bad-date',
    message: format ? `this is not a date in the form ${format.name}` : 'this is not a date in any known form',
    next: format ? 'Write it like the others, or state "dates:" for this source.' : 'State "dates:" for this source.',
  };
}

function missing(field: string): Problem {
  return { code: 'missing-value', message: `${field} is empty`, next: `Fill in ${field}.` };
}

function unmapped(field: string): Problem {
  return {
    code: 'unmapped-value',
    message: `the value of ${field} is not among those translated`,
    next: `Add it under "values: ${field}:" of the source in rollcall.yaml, or correct the cell.`,
  };
}

function notAnOption(rule: FieldRule): Problem {
  return {
    code: 'not-an-option',
    message: `${rule.name} must be one of: ${rule.options?.join(', ')}`,
    next: `Correct the cell, or translate it under "values: ${rule.name}:" of the source in rollcall.yaml.`,
  };
}

function notThePattern(field: string): Problem {
  return {
    code: 'not-the-pattern',
    message: `${field} does not have the form that rollcall.yaml asks for`,
    next: 'Correct the cell, or the "pattern" of the field.',
  };
}
