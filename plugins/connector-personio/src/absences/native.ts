import type { Finding, Value, WriteChange } from '../../../../src/contract/index.ts';
import type { Native } from '../attendances/convert.ts';
import { recordError } from '../records/finding.ts';
import { resolveName } from '../records/names.ts';
import { stampOf, toTime } from '../records/times.ts';
import type { AbsenceTypes } from './types.ts';

type Trouble = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

const spanFields = ['start_date', 'start_time', 'starts_at_noon', 'end_date', 'end_time', 'ends_at_noon'];

/**
 * What is sent of a change: all of a new absence; of a known one its span, both ends together, and its comment.
 * `standingType` is the id of the type that a known one has: a change no longer says it.
 */
export function toNative(change: WriteChange, types: AbsenceTypes, standingType?: string): Native {
  const { fields, op } = change;
  const names = op === 'create' ? Object.keys(fields) : change.changed;
  const findings: Finding[] = [];
  const complain = (trouble: Trouble, field: string): void => {
    findings.push(recordError(trouble, { ...change, field }));
  };
  const body: Record<string, Value> = {};
  const type = chosenType(change, types, standingType);
  if ('trouble' in type) {
    complain(type.trouble, 'absence_type');
    return { body, findings };
  }
  if (op === 'create') {
    body.person = { id: String(fields.person) };
    body.absence_type = { id: type.id };
  }
  if (op === 'create' || spanFields.some((name) => names.includes(name))) {
    const span = type.unit === 'day' ? inDays(change) : inHours(change);
    if ('trouble' in span) complain(span.trouble, span.field);
    else Object.assign(body, span.body);
  }
  if (names.includes('comment') && !(op === 'create' && !fields.comment)) body.comment = fields.comment ?? '';
  return { body, findings };
}

/** By id where that is mapped, else by name, with the unit that decides how days and hours are said. */
function chosenType(
  { fields }: WriteChange,
  types: AbsenceTypes,
  standingType: string | undefined,
): { readonly id: string; readonly unit: 'day' | 'hour' } | { readonly trouble: Trouble } {
  const name = fields.absence_type;
  let id = standingType ?? (typeof fields.absence_type_id === 'string' ? fields.absence_type_id : undefined);
  if (id === undefined) {
    if (typeof name !== 'string' || name === '') return { trouble: typeMissing };
    const found = resolveName(types.names, name, { what: 'absence type', idField: 'absence_type_id' });
    if (found.trouble) return { trouble: found.trouble };
    id = found.id;
  }
  const unit = types.unitOf(id);
  return unit ? { id, unit } : { trouble: unitUnknown };
}

type Span = { readonly body: Readonly<Record<string, Value>> } | { readonly trouble: Trouble; readonly field: string };

/** Full days begin with the first half and end with the second; noon is the other half (fact sheet §7). */
function inDays({ fields }: WriteChange): Span {
  for (const field of ['start_time', 'end_time']) if (fields[field]) return { trouble: timesInDays, field };
  const { start_date: start, end_date: end } = fields;
  const startsAtNoon = fields.starts_at_noon === true;
  const endsAtNoon = fields.ends_at_noon === true;
  if (end === undefined) return { trouble: endUnknown, field: 'end_date' };
  const isSpan = typeof end === 'string' && end !== '';
  if (isSpan && (end < String(start) || (end === start && startsAtNoon && endsAtNoon))) {
    return { trouble: endsBeforeStart, field: 'end_date' };
  }
  return {
    body: {
      starts_from: { date_time: `${String(start)}T00:00:00`, type: startsAtNoon ? 'SECOND_HALF' : 'FIRST_HALF' },
      ends_at: isSpan ? { date_time: `${end}T00:00:00`, type: endsAtNoon ? 'FIRST_HALF' : 'SECOND_HALF' } : null,
    },
  };
}

function inHours({ fields }: WriteChange): Span {
  for (const field of ['starts_at_noon', 'ends_at_noon'])
    if (fields[field] === true) return { trouble: noonInHours, field };
  const { start_date: start, end_date: end } = fields;
  if (end === undefined) return { trouble: endUnknown, field: 'end_date' };
  const from = toTime(String(fields.start_time ?? ''));
  if (from === undefined) return { trouble: timeMissing('start_time'), field: 'start_time' };
  const starts = stampOf(String(start), from);
  if (end === null || end === '') return { body: { starts_from: { date_time: starts }, ends_at: null } };
  const until = toTime(String(fields.end_time ?? ''));
  if (until === undefined) return { trouble: timeMissing('end_time'), field: 'end_time' };
  // Midnight ends the day that is named, it does not begin it.
  const ends = stampOf(String(end), until === '00:00' ? '24:00' : until);
  if (ends <= starts) return { trouble: endsBeforeStart, field: 'end_time' };
  return { body: { starts_from: { date_time: starts }, ends_at: { date_time: ends } } };
}

const typeMissing: Trouble = {
  code: 'absence-type-missing',
  who: 'data',
  message: 'Personio takes no absence without a type.',
  next: 'Fill in the type of the absence.',
};

const unitUnknown: Trouble = {
  code: 'unit-unknown',
  who: 'us',
  message: 'Personio does not say in words known here whether absences of this type are in days or in hours.',
  next: 'Please report this with the version of the connector; the absence is not guessed.',
};

const timesInDays: Trouble = {
  code: 'times-of-day-type',
  who: 'data',
  message: 'Absences of this type are entered in days, and the row has times.',
  next: 'Leave the times empty; use starts_at_noon and ends_at_noon for half days.',
};

const noonInHours: Trouble = {
  code: 'noon-of-hour-type',
  who: 'data',
  message: 'Absences of this type are entered in hours, and the row has half days.',
  next: 'Give start_time and end_time instead.',
};

const endsBeforeStart: Trouble = {
  code: 'start-after-end',
  who: 'data',
  message: 'The absence ends before it starts, or lasts nothing.',
  next: 'Correct start or end of the row.',
};

const endUnknown: Trouble = {
  code: 'end-unknown',
  who: 'data',
  message: 'The file has no column for the last day, and an open end is only sent when the cell is there and empty.',
  next: 'Bring the column end_date into the file.',
};

function timeMissing(field: string): Trouble {
  return {
    code: 'bad-time',
    who: 'data',
    message: `Absences of this type are entered in hours, and ${field} is no time of day.`,
    next: 'Write it as hh:mm.',
  };
}
