import type { Context, LiveRecord } from '../../../../src/contract/index.ts';
import { type Listed, listByCursor } from '../api/pages.ts';
import { addDays } from '../records/times.ts';
import { readSettings } from '../settings.ts';
import { toRecord } from './convert.ts';
import { type Absence, absence } from './schema.ts';
import { loadAbsenceTypes } from './types.ts';

export const absencesPath = '/v2/absence-periods';

/** The absences that are not closed: by the day they began, so that an open end cannot fall out of the filter. */
export async function readAbsences(context: Context): Promise<Listed<LiveRecord>> {
  const { absenceDays, absenceEnd } = readSettings(context.settings);
  const types = await loadAbsenceTypes(context);
  if (types.refused) return { refused: types.refused };
  const first = addDays(context.today, -absenceDays);
  const listed = await listByCursor<Absence>(context, {
    path: absencesPath,
    // Clients send a Z here, unlike for attendances (fact sheet §7); a day early covers every time zone.
    query: { 'starts_from.date_time.gte': `${addDays(first, -1)}T00:00:00Z` },
    limit: 100,
    item: absence,
    what: 'absences',
    about: { kind: 'absences', access: 'read' },
  });
  if (listed.refused) return listed;
  const records = listed.items.map((one) => toRecord(one, types, absenceEnd));
  return { items: records.filter(({ fields }) => String(fields.start_date) >= first) };
}
