import { onFirstUse } from '../first-use.ts';

/** How one language writes numbers and days. */
export interface Formats {
  number(value: number): string;
  /** A share of 0 to 1 as `12%`. */
  percent(share: number): string;
  /** A day yyyy-mm-dd as people write it; what is no day stays as it is. */
  date(day: string): string;
  /** `1 person`, `3 people`. */
  count(amount: number, one: string, many: string): string;
  /** `under a minute`, `12 minutes`, from two hours on `3 hours`: rounded up, since nobody minds being done early. */
  duration(seconds: number, words: DurationWords): string;
}

/** One and many of each unit, and what is said of less than a minute. */
export interface DurationWords {
  readonly less: string;
  readonly minutes: readonly [one: string, many: string];
  readonly hours: readonly [one: string, many: string];
}

/**
 * The formats of a language. Nothing of it is loaded before it is used: all languages are there in every run.
 * @param locale such as `fr` or `en-GB`
 */
export function formatsOf(locale: string): Formats {
  const numbers = onFirstUse(() => new Intl.NumberFormat(locale));
  const percents = onFirstUse(() => new Intl.NumberFormat(locale, { style: 'percent' }));
  const fewPercents = onFirstUse(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }));
  const days = onFirstUse(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }));
  const plurals = onFirstUse(() => new Intl.PluralRules(locale));
  const number = (value: number): string => numbers().format(value);
  const count = (amount: number, one: string, many: string): string =>
    `${number(amount)} ${plurals().select(amount) === 'one' ? one : many}`;
  return {
    number,
    percent: (share) => (share > 0 && share < 0.01 ? fewPercents() : percents()).format(share),
    date(day) {
      const moment = new Date(`${day.slice(0, 10)}T00:00:00Z`);
      return Number.isNaN(moment.getTime()) ? day : days().format(moment);
    },
    count,
    duration(seconds, { less, minutes, hours }) {
      if (seconds < 60) return less;
      return seconds < 7200 ? count(Math.ceil(seconds / 60), ...minutes) : count(Math.ceil(seconds / 3600), ...hours);
    },
  };
}
