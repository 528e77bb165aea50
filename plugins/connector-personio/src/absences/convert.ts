import type { LiveRecord } from '../../../../src/contract/index.ts';
import { known } from '../employees/convert.ts';
import { addDays, splitTime } from '../records/times.ts';
import type { Absence } from './schema.ts';
import type { AbsenceTypes } from './types.ts';

/**
 * An absence in the connector's names. In days, halves become noon, and the midnight after the last day becomes that day;
 * in hours the times stand. Of a type whose unit is unknown, so is when it begins and ends within its days.
 */
export function toRecord(absence: Absence, types: AbsenceTypes, endIs: 'exclusive' | 'inclusive'): LiveRecord {
  const { id, absence_type: type } = absence;
  const unit = types.unitOf(type.id);
  const start = splitTime(absence.starts_from.date_time);
  return {
    kind: 'absences',
    remote: id,
    active: true,
    fields: known({
      person: absence.person.id,
      absence_type: types.names.nameOf(type.id),
      absence_type_id: type.id,
      start_date: start.day,
      ...(unit === 'day' && {
        start_time: null,
        end_time: null,
        starts_at_noon: absence.starts_from.type === 'SECOND_HALF',
        ends_at_noon: absence.ends_at?.type === 'FIRST_HALF',
        end_date: lastDay(absence, endIs),
      }),
      ...(unit === 'hour' && {
        start_time: start.time,
        end_time: timeOf(absence.ends_at),
        starts_at_noon: false,
        ends_at_noon: false,
        end_date: dayOf(absence),
      }),
      comment: absence.comment === '' ? null : absence.comment,
      approval: absence.approval?.status,
    }),
  };
}

/** An end that would be before the start can only be the last day itself. */
function lastDay(
  { starts_from: start, ends_at: end }: Absence,
  endIs: 'exclusive' | 'inclusive',
): string | null | undefined {
  if (!end) return end;
  const { day, time } = splitTime(end.date_time);
  const isMidnightAfter = endIs === 'exclusive' && time === '00:00' && end.type !== 'FIRST_HALF';
  return isMidnightAfter && day > splitTime(start.date_time).day ? addDays(day, -1) : day;
}

/** Midnight ends the day before it: that is how files have it. */
function dayOf({ starts_from: start, ends_at: end }: Absence): string | null | undefined {
  if (!end) return end;
  const { day, time } = splitTime(end.date_time);
  return time === '00:00' && day > splitTime(start.date_time).day ? addDays(day, -1) : day;
}

function timeOf(end: Absence['ends_at']): string | null | undefined {
  return end ? splitTime(end.date_time).time : end;
}
