import type { Finding } from '../../contract/index.ts';
import type { FieldRule } from '../fields.ts';
import type { Writing } from './cells.ts';
import { type DateDetection, type DateFormat, detectDateFormat, toDateFormat } from './dates.ts';
import { rosterError } from './draft.ts';
import { detectDecimalMark } from './numbers.ts';
import type { Sheet } from './sheet.ts';

/** How each column writes its values. A field that is missing here has a column that cannot be read for certain. */
export interface Writings {
  readonly writings: ReadonlyMap<string, Writing>;
  readonly findings: readonly Finding[];
}

/** Takes dates and numbers as rollcall.yaml states them, and else finds out; what stays unclear is a finding. */
export function detectWriting(sheet: Sheet): Writings {
  const { source } = sheet;
  const writings = new Map<string, Writing>();
  const findings: Finding[] = [];
  const dates = sheet.fields.filter((rule) => rule.type === 'date');
  const stated = source.dates === undefined ? undefined : toDateFormat(source.dates);
  if (source.dates !== undefined && !stated && dates.length > 0) findings.push(badFormat(sheet, source.dates));
  const formats = new Map(dates.map((rule) => [rule.name, stated ? { format: stated } : detectDates(sheet, rule)]));
  const proven = provenFormats(formats.values());

  for (const rule of sheet.fields) {
    const values = source.values[rule.name];
    const base: Writing = values ? { values } : {};
    if (rule.type === 'date') {
      const detected = settle(formats.get(rule.name) ?? { format: undefined }, proven);
      if ('unclear' in detected) findings.push(unclearDates(sheet, rule.name, detected.unclear));
      else writings.set(rule.name, detected.format ? { ...base, date: detected.format } : base);
    } else if (rule.type === 'number') {
      const detected = source.decimal ? { mark: source.decimal } : detectDecimalMark(cellsOf(sheet, rule));
      if ('unclear' in detected) findings.push(unclearNumbers(sheet, rule.name));
      else writings.set(rule.name, { ...base, decimal: detected.mark });
    } else {
      writings.set(rule.name, base);
    }
  }
  return { writings, findings };
}

function detectDates(sheet: Sheet, rule: FieldRule): DateDetection {
  return detectDateFormat(cellsOf(sheet, rule));
}

/** The formats of columns that leave no doubt. One export writes all its dates alike. */
function provenFormats(detections: Iterable<DateDetection>): ReadonlySet<string> {
  return new Set([...detections].flatMap((one) => ('format' in one && one.format ? [one.format.name] : [])));
}

/** A column with a few early days of the month only is read like the other columns of the same file. */
function settle(detected: DateDetection, proven: ReadonlySet<string>): DateDetection {
  if (!('unclear' in detected)) return detected;
  const agreeing = detected.unclear.filter((format) => proven.has(format.name));
  return agreeing.length === 1 ? { format: agreeing[0] } : detected;
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
