/** A way to write a date: `dd/MM/yyyy`. One or two digits are read for day and month alike where something separates them. */
export interface DateFormat {
  readonly name: string;
  /** The date as yyyy-MM-dd; undefined when the text is not written so or there is no such day. */
  read(text: string): string | undefined;
  /** True when the text is written so and month and day are within 12 and 31, even where there is no such day. */
  fits(text: string): boolean;
}

/** The formats that are looked for. Only `/` and `-` are used with the month first as well as with the day first. */
export const knownFormats: readonly string[] = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'yyyyMMdd',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'dd-MM-yyyy',
  'MM-dd-yyyy',
  'dd.MM.yyyy',
  'dd MM yyyy',
];

/** A format by its name, or undefined when it does not name day, month and a year of four digits once each. */
export function toDateFormat(name: string): DateFormat | undefined {
  const isSeparated = /[^dMy]/.test(name);
  const order: string[] = [];
  const pattern = name.replaceAll(/yyyy|MM?|dd?|./gsu, (token) => {
    if (/^(?:yyyy|MM?|dd?)$/.test(token)) {
      order.push(token.charAt(0));
      return token === 'yyyy' ? '(\\d{4})' : isSeparated ? '(\\d{1,2})' : '(\\d{2})';
    }
    return token.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  if ([...order].sort().join('') !== 'Mdy') return undefined;
  const shape = new RegExp(`^${pattern}${midnight}$`, 'u');
  const parse = (text: string): Parts | undefined => {
    const match = shape.exec(text);
    if (!match) return undefined;
    const part = (letter: string): number => Number(match[order.indexOf(letter) + 1]);
    const parts = { year: part('y'), month: part('M'), day: part('d') };
    return parts.month >= 1 && parts.month <= 12 && parts.day >= 1 && parts.day <= 31 ? parts : undefined;
  };
  return {
    name,
    fits: (text) => parse(text) !== undefined,
    read(text) {
      const parts = parse(text);
      return parts && isRealDay(parts) ? toIso(parts) : undefined;
    },
  };
}

/** The format of one column, the formats between which its values do not decide, or none that fits any value. */
export type DateDetection =
  | { readonly format: DateFormat }
  | { readonly unclear: readonly DateFormat[] }
  | { readonly format: undefined };

/**
 * Finds the format that fits most values of a column. Formats that fit equally many and read some value differently
 * leave it unclear: no date is guessed.
 */
export function detectDateFormat(values: Iterable<string>): DateDetection {
  const distinct = [...new Set(values)];
  const formats = knownFormats.flatMap((name) => toDateFormat(name) ?? []);
  const counted = formats.map((format) => ({ format, count: distinct.filter((text) => format.fits(text)).length }));
  const most = Math.max(0, ...counted.map(({ count }) => count));
  if (most === 0) return { format: undefined };
  const best = counted.filter(({ count }) => count === most).map(({ format }) => format);
  const [first] = best;
  const isClear = best.every((other) => distinct.every((text) => other.read(text) === first?.read(text)));
  return isClear ? { format: first } : { unclear: best };
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Exports of databases write a time of midnight behind dates, be it with the local offset; it says nothing. */
const midnight = '(?:[T ]00:00(?::00(?:\\.0+)?)?(?:Z|[+-]\\d{2}:\\d{2})?)?';

function isRealDay({ year, month, day }: Parts): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year >= 1000 && day <= (days[month - 1] ?? 0);
}

function toIso({ year, month, day }: Parts): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
