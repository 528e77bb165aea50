import type { Value } from '../../contract/index.ts';
import { type Cell, createCellReader, type Writing } from '../check/cells.ts';
import type { FieldRule } from '../fields.ts';
import { canonical, isEmpty } from '../normal.ts';
import { type ColumnStyle, learnStyle } from './column-style.ts';

/** The text of a cell that reads as a value of the roster; undefined where there is none. */
export type CellWriter = (value: Value) => string | undefined;

/**
 * The way back of `createCellReader`: writes values as the cells of the column are written, values translated back,
 * dates in their format, numbers with their mark. What is written was read again first, so that nothing is written
 * that would mean something else: a letter case that the field folds, spaces at the ends, a `;` within a list.
 * @param cells the column as it stands
 */
export function createCellWriter(
  rule: FieldRule,
  writing: Writing,
  cells: Iterable<string>,
  delimiter: string,
): CellWriter {
  const style = learnStyle(cells, delimiter, writing);
  const read = createCellReader(rule, writing);
  return (value) => {
    if (isEmpty(value)) return rule.required ? undefined : '';
    return candidates(value, rule, writing, style).find((text) => isRead(read(text), value) && isStorable(text));
  };
}

function isRead(cell: Cell, value: Value): boolean {
  return 'value' in cell && canonical(cell.value) === canonical(value);
}

/** A NUL or half a character has no place in a text file; a space at an end is not read. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed() && text === text.trim();
}

/** Texts that may stand for the value, the likeliest first. */
function candidates(value: Value, rule: FieldRule, writing: Writing, style: ColumnStyle): readonly string[] {
  const plain = plainText(value, rule, writing, style);
  return [...translatedTexts(value, plain, writing, style), plain];
}

/** Words of the file that `values:` translates into the value, the usual one first. */
function translatedTexts(
  value: Value,
  plain: string,
  { values = {} }: Writing,
  { counts }: ColumnStyle,
): readonly string[] {
  const meant = [plain, typeof value === 'object' ? plain : String(value)];
  const words = Object.entries(values).filter(([, to]) => meant.includes(to.trim().normalize('NFC')));
  return words.map(([from]) => from.trim()).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}

function plainText(value: Value, rule: FieldRule, writing: Writing, style: ColumnStyle): string {
  if (Array.isArray(value)) return value.map(String).join(style.separator);
  if (typeof value === 'boolean') return value ? style.yes : style.no;
  if (typeof value === 'number') return numberText(value, writing, style);
  const text = String(value);
  return rule.type === 'date' && writing.date ? dateText(text, writing.date.name, style) : text;
}

function numberText(value: number, { decimal = '.' }: Writing, { decimals }: ColumnStyle): string {
  const [whole = '', fraction = ''] = String(value).split('.');
  const digits = fraction.padEnd(Math.min(decimals, 10), '0');
  return digits === '' ? whole : `${whole}${decimal}${digits}`;
}

function dateText(date: string, format: string, { isShortDate }: ColumnStyle): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const isSeparated = /[^dMy]/.test(format);
  const part = (digits: string): string => (isShortDate && isSeparated ? digits.replace(/^0/, '') : digits);
  const parts: Readonly<Record<string, string>> = { y: year, M: part(month), d: part(day) };
  return format.replaceAll(/yyyy|MM?|dd?/g, (token) => parts[token.charAt(0)] ?? token);
}
