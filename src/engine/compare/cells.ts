import type { Value } from '../../contract/index.ts';
import { knownFormats, toDateFormat } from '../check/dates.ts';
import { areEqual, isEmpty } from '../normal.ts';
import { foldHeader, valueWords } from '../propose/header-words.ts';
import type { ComparedField } from './comparison.ts';

const formats = knownFormats.flatMap((name) => toDateFormat(name) ?? []);

/** How a column writes its days: the format that reads all its cells and agrees with the roster most often. */
export type ReadDay = (text: string) => string | undefined;

export function chooseDays(pairs: readonly { readonly roster: Value; readonly report: string }[]): ReadDay {
  const written = pairs.filter(({ report }) => report.trim() !== '');
  const fitting = formats.filter((format) => written.every(({ report }) => format.read(report.trim()) !== undefined));
  const agreeing = (format: (typeof formats)[number]): number =>
    written.filter(({ roster, report }) => format.read(report.trim()) === roster).length;
  const [best] = fitting.sort((one, other) => agreeing(other) - agreeing(one));
  return (text) => (best ?? formats[0])?.read(text.trim());
}

/** Whether a cell of a report says the same as the roster. Spaces at the ends and the way of writing do not count. */
export function isSame(field: ComparedField, roster: Value, report: string, readDay: ReadDay): boolean {
  const text = report.trim();
  if (text === '' || isEmpty(roster)) return text === '' && isEmpty(roster);
  switch (field.type) {
    case 'number':
      return Number(text.replace(',', '.')) === Number(roster);
    case 'boolean':
      return readTruth(text) === roster;
    case 'date':
      return readDay(text) === roster;
    case 'list':
      // A list of approvers has no one way to stand in a cell.
      if (Array.isArray(roster) && roster.some((item: Value) => typeof item === 'object')) return true;
      return areEqual(roster, text.split(/\s*[;,|]\s*/), { normal: ['trim', 'lowercase', 'set'] });
    case 'text': {
      if (areEqual(roster, text, { normal: [...(field.normal ?? []), 'trim'] })) return true;
      const words = valueWords[field.name]?.[String(roster)] ?? [];
      return words.some((word) => foldHeader(word) === foldHeader(text));
    }
    default:
      return field.type satisfies never;
  }
}

/** True for the words of yes, false for those of no, in four languages; undefined for others. */
export function readTruth(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

const yes = new Set([
  'true',
  'yes',
  'y',
  '1',
  'oui',
  'vrai',
  'ja',
  'wahr',
  'waar',
  'active',
  'actif',
  'aktiv',
  'actief',
]);
const no = new Set([
  ...['false', 'no', 'n', '0', 'non', 'faux', 'nein', 'falsch', 'nee', 'onwaar'],
  ...['inactive', 'inactif', 'inaktiv', 'inactief', 'deactivated', 'disabled', 'closed'],
]);
