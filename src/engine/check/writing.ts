import type { Finding } from '../../contract/index.ts';
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
  const texts = textsOf(sheet);
  const typed = [detectDates(sheet, texts), detectNumbers(sheet, texts)];
  const writings = new Map<string, Writing>();
  for (const rule of sheet.fields) {
    const isTyped = rule.type === 'date' || rule.type === 'number';
    const written = isTyped ? typed.map((one) => one.writings.get(rule.name)).find((one) => one !== undefined) : {};
    const translated = translationsOf(sheet.source, rule.name);
    if (written) writings.set(rule.name, { ...written, ...(translated && { values: translated }) });
  }
  return { writings, findings: typed.flatMap((one) => one.findings) };
}

function detectDates(sheet: Sheet, texts: Texts): Writings {
  const { dates: stated } = sheet.source;
  const rules = sheet.fields.filter((rule) => rule.type === 'date');
  const format = stated === undefined ? undefined : toDateFormat(stated);
  if (rules.length > 0 && stated !== undefined && !format) {
    return { writings: new Map(), findings: [badFormat(sheet, stated)] };
  }
  const detections = new Map(rules.map((rule) => [rule.name, detectDateFormat(texts.get(rule.name) ?? [])]));
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

function detectNumbers(sheet: Sheet, texts: Texts): Writings {
  const { decimal } = sheet.source;
  const writings = new Map<string, Writing>();
  const findings: Finding[] = [];
  for (const rule of sheet.fields.filter((one) => one.type === 'number')) {
    const detected = decimal ? { mark: decimal } : detectDecimalMark(texts.get(rule.name) ?? []);
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

/** The different texts of a column, by field. */
type Texts = ReadonlyMap<string, ReadonlySet<string>>;

/** What stands in the columns that may be written in several ways, in one walk through the rows. */
function textsOf(sheet: Sheet): Texts {
  const columns = sheet.fields
    .filter((rule) => rule.type === 'date' || rule.type === 'number')
    .flatMap((rule) => {
      const column = sheet.columns.get(rule.name);
      return column === undefined ? [] : [{ name: rule.name, column, texts: new Set<string>() }];
    });
  for (const { cells } of columns.length > 0 ? sheet.table.rows : []) {
    for (const { column, texts } of columns) {
      const text = cells[column]?.trim();
      if (text) texts.add(text);
    }
  }
  return new Map(columns.map(({ name, texts }) => [name, texts]));
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
