import { z } from 'zod';
import { id } from '../api/schema.ts';

const side = z.looseObject({ date_time: z.string().min(10), type: z.string().nullish() });

/** A period of v2, as a client has seen it (fact sheet §7). */
export const absence = z.looseObject({
  id,
  person: z.looseObject({ id }),
  absence_type: z.looseObject({ id }),
  starts_from: side,
  ends_at: side.nullish(),
  comment: z.string().nullish(),
  approval: z.looseObject({ status: z.string() }).nullish(),
});
export type Absence = z.infer<typeof absence>;

export const absenceType = z.looseObject({ id, name: z.string(), unit: z.string().nullish() });
export type AbsenceType = z.infer<typeof absenceType>;
