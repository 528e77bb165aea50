import { z } from 'zod';
import { id, reference } from '../api/schema.ts';

const moment = z.looseObject({ date_time: z.string().min(10) });

/** A period of v2, as a client has seen it live (fact sheet §6). */
export const attendance = z.looseObject({
  id,
  type: z.string(),
  person: z.looseObject({ id }),
  start: moment,
  end: moment.nullish(),
  attribution_date: z.string().nullish(),
  comment: z.string().nullish(),
  project: reference,
  approval: z.looseObject({ status: z.string() }).nullish(),
  is_auto_generated: z.boolean().nullish(),
});
export type Attendance = z.infer<typeof attendance>;

export const project = z.looseObject({ id, name: z.string(), status: z.string().nullish() });
export type Project = z.infer<typeof project>;

/** What a creation answers: the id, and the periods of the day that were changed by it. */
export const createdAttendance = z.looseObject({
  id,
  affected_periods: z.array(z.unknown()).nullish(),
});
