import type {
  Context,
  ExportBatch,
  ExportDeclaration,
  ExportRequest,
  LiveRecord,
  Value,
} from '../../../../src/contract/index.ts';
import { systemError, warning } from '../records/finding.ts';
import { addDays } from '../records/times.ts';
import { type Attributes, loadAttributes } from './directory.ts';
import { readEmployees } from './read.ts';

/** Birthdays and anniversaries for a channel, one of the uses that Personio's own page names. */
export const exports: readonly ExportDeclaration[] = [
  {
    name: 'celebrations',
    description:
      'Birthdays and work anniversaries of the days that begin today, of everybody who is active in Personio.',
    columns: [
      { name: 'name', class: 'personal' },
      { name: 'occasion', class: 'open' },
      { name: 'date', class: 'personal' },
      { name: 'years', class: 'personal' },
    ],
    options: [
      { name: 'days', description: 'how many days from today on; 1 without it', pattern: '[1-9][0-9]?' },
      { name: 'birthday', description: 'label or id of the attribute with the date of birth' },
    ],
  },
];

interface Celebration {
  readonly name: string;
  readonly occasion: 'birthday' | 'anniversary';
  readonly date: string;
  /** Years of work; a person's age is nobody's business. */
  readonly years: number | null;
}

/** Read from Personio alone: nobody needs to be in a file for it. */
export async function* giveOut(context: Context, { name, options }: ExportRequest): AsyncGenerator<ExportBatch> {
  if (name !== 'celebrations') return yield stop(`Personio has no export ${name}.`);
  const attributes = await loadAttributes(context);
  const birthday = birthdayId(attributes, options.birthday);
  const people = await readEmployees(context);
  if (people.refused) return yield stop(people.refused.message);
  const until = addDays(context.today, Number(options.days ?? 1) - 1);
  const found = people.items
    .filter(({ active }) => active === true)
    .flatMap((record) => celebrationsOf(record, birthday, { from: context.today, until }))
    .toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
  const rows = found.map(({ name: who, occasion, date, years }): readonly Value[] => [who, occasion, date, years]);
  yield {
    rows,
    ...(birthday === undefined && { findings: [withoutBirthdays(options.birthday)] }),
    proof: { complete: true, counted: rows.length },
  };
}

/** The attribute that is named, else the one that Personio itself calls date_of_birth. */
function birthdayId(attributes: Attributes, named: string | undefined): string | undefined {
  const found =
    named === undefined
      ? attributes.all.filter((one) => one.universal_id === 'date_of_birth' || one.key === 'date_of_birth')
      : attributes.find(named);
  return found.length === 1 ? found[0]?.key : undefined;
}

function celebrationsOf(
  { fields }: LiveRecord,
  birthday: string | undefined,
  days: { readonly from: string; readonly until: string },
): readonly Celebration[] {
  const name = String(fields.preferred_name ?? [fields.first_name, fields.last_name].filter(Boolean).join(' '));
  const born = birthday === undefined ? undefined : nextDay(fields[birthday], days);
  const begun = nextDay(fields.employment_start_date, days);
  return [
    ...(born ? [{ name, occasion: 'birthday' as const, date: born.date, years: null }] : []),
    ...(begun && begun.years > 0 ? [{ name, occasion: 'anniversary' as const, ...begun }] : []),
  ];
}

/** The day between two on which a date comes round again; 29 February on the 28th where there is none. */
function nextDay(
  value: Value | undefined,
  { from, until }: { readonly from: string; readonly until: string },
): { readonly date: string; readonly years: number } | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  for (let date = from; date <= until; date = addDays(date, 1)) {
    const isLeapDay =
      value.slice(5, 10) === '02-29' && date.slice(5) === '02-28' && addDays(date, 1).slice(5) === '03-01';
    if (date.slice(5) === value.slice(5, 10) || isLeapDay)
      return { date, years: Number(date.slice(0, 4)) - Number(value.slice(0, 4)) };
  }
  return undefined;
}

function rank({ date, occasion, name }: Celebration): string {
  return `${date} ${occasion} ${name}`;
}

function withoutBirthdays(named: string | undefined) {
  const words = {
    code: 'birthdays-unreadable',
    who: 'admin',
    message: 'No attribute with the date of birth can be read, so there are anniversaries only.',
    next: 'Tick it under "Readable employee attributes" on the credential, or name it with --option birthday=LABEL.',
  } as const;
  // Asked for by name and not there is a mistake; not there at all may be meant.
  return named === undefined ? warning(words) : systemError(words);
}

function stop(reason: string): ExportBatch {
  return { rows: [], proof: { complete: false, reason } };
}
