import type { Finding } from '../../contract/index.ts';
import type { FieldRule } from '../fields.ts';
import type { Writing } from './cells.ts';
import { type DateDetection, type DateFormat, detectDateFormat, toDateFormat } from './dates.ts';
import { rosterError } from './draft.ts';
import { detectDecimalMark } from './numbers.ts';
import { presetDates, translationsOf } from './presets.ts';
import type { Sheet } from './sheet.ts';

/** How each column writes its values. A field that is missing here has a column that cannot be read for certain. */
export interface Writings {
  readonly writings: ReadonlyMap<string, Writing>;
  readonly findings: readonly Finding[];
}

/** Takes dates and numbers as rollcall.yaml states them, and else finds out; what stays unclear is a finding. */
export function detectWriting(sheet: Sheet): Writings {
  const typed = [detectDates(sheet), detectNumbers(sheet)];
  const writings = new Map<string, Writing>();
  for (const rule of sheet.fields) {
    const isTyped = rule.type === 'date' || rule.type === 'number';
    const written = isTyped ? typed.map((one) => one.writings.get(rule.name)).find((one) => one !== undefined) : {};
    const translated = translationsOf(sheet.source, rule.name);
    if (written) writings.set(rule.name, { ...written, ...(translated && { values: translated }) });
  }
  return { writings, findings: typed.flatMap((one) => one.findings) };
}

function detectDates(sheet: Sheet): Writings {
  const { dates: stated } = sheet.source;
  const rules = sheet.fields.filter((rule) => rule.type === 'date');
  const format = stated === undefined ? undefined : toDateFormat(stated);
  if (rules.length > 0 && stated !== undefined && !format) {
    return { writings: new Map(), findings: [badFormat(sheet, stated)] };
  }
  const detections = new Map(rules.map((rule) => [rule.name, detectDateFormat(cellsOf(sheet, rule))]));
  const usual = presetDates(sheet.source);
  const proven = provenFormats(detections.values());
  const writings = new Map<string, Writing>();
  const findings: Finding[] = [];
  for (const [field, detection] of detections) {
    const detected = format ? { format } : settle(detection, proven, usual);
    if ('unclear' in detected) findings.push(unclearDates(sheet, field, detected.unclear));
    else writings.set(field, detected.format ? { date: detected.format } : {});
  }
  return { writings, findings };
}

function detectNumbers(sheet: Sheet): Writings {
  const { decimal } = sheet.source;
  const writings = new Map<string, Writing>();
  const findings: Finding[] = [];
  for (const rule of sheet.fields.filter((one) => one.type === 'number')) {
    const detected = decimal ? { mark: decimal } : detectDecimalMark(cellsOf(sheet, rule));
    if ('unclear' in detected) findings.push(unclearNumbers(sheet, rule.name));
    else writings.set(rule.name, { decimal: detected.mark });
  }
  return { writings, findings };
}

/** The formats of columns that leave no doubt. One export writes all its dates alike. */
function provenFormats(detections: Iterable<DateDetection>): ReadonlySet<string> {
  return new Set([...detections].flatMap((one) => ('format' in one && one.format ? [one.format.name] : [])));
}

/**
 * A column with a few early days of the month only is read like the other columns of the same file, or, where none of them
 * decides either, as the vendor of a preset writes dates.
 */
function settle(detected: DateDetection, proven: ReadonlySet<string>, usual: string | undefined): DateDetection {
  if (!('unclear' in detected)) return detected;
  const agreeing = detected.unclear.filter((format) => proven.has(format.name));
  const vendors = proven.size === 0 ? detected.unclear.filter((format) => format.name === usual) : [];
  const [format, ...others] = agreeing.length > 0 ? agreeing : vendors;
  return format && others.length === 0 ? { format } : detected;
}

function* cellsOf(sheet: Sheet, rule: FieldRule): Generator<string> {
  const column = sheet.columns.get(rule.name);
  if (column === undefined) return;
  for (const { cells } of sheet.table.rows) {
    const text = cells[column]?.trim();
    if (text) yield text;
  }
}

function unclearDates(sheet: Sheet, field: string, readings: readonly DateFormat[]): Finding {
  const names = readings.map((format) => format.name);
  return unclear(sheet, field, {
    code: 'dates-unclear',
    message: `the dates of ${field} can be read as ${names.join(' and as ')}, and nothing in the file decides`,
    next: `State "dates: ${names[0]}" or "dates: ${names[1]}" for source ${sheet.source.name} in rollcall.yaml.`,
  });
}

function unclearNumbers(sheet: Sheet, field: string): Finding {
  return unclear(sheet, field, {
    code: 'numbers-unclear',
    message: `the numbers of ${field} can be read with a decimal point and with a decimal comma, and nothing in the file decides`,
    next: `State "decimal: '.'" or "decimal: ','" for source ${sheet.source.name} in rollcall.yaml.`,
  });
}

function unclear(sheet: Sheet, field: string, problem: Pick<Finding, 'code' | 'message' | 'next'>): Finding {
  const place = sheet.table.place(-1, sheet.columns.get(field) ?? 0);
  return { ...rosterError({ ...problem, place, kind: sheet.kind, field }), who: 'config' };
}

function badFormat(sheet: Sheet, name: string): Finding {
  const problem = {
    code: 'bad-date-format',
    message: `"dates: ${name}" of source ${sheet.source.name} does not name day, month and a year of four digits`,
    next: 'State it with yyyy, MM and dd, such as dd/MM/yyyy.',
  };
  return { ...rosterError({ ...problem, place: sheet.source.place }), who: 'config' };
}
