import type { Context, LiveRecord } from '../../../../src/contract/index.ts';
import { type Listed, listByCursor } from '../api/pages.ts';
import { addDays } from '../records/times.ts';
import { readSettings } from '../settings.ts';
import { toRecord } from './convert.ts';
import { loadProjects } from './projects.ts';
import { type Attendance, attendance } from './schema.ts';

export const attendancesPath = '/v2/attendance-periods';

const reading = { kind: 'attendances', access: 'read' } as const;

/** Days a slice: cursors get slow the further they go (fact sheet §4). */
const sliceDays = 14;

/**
 * The periods that are not closed, slice by slice. Slices go by the day that Personio attributes a period to, which is not
 * that of its start where it crosses midnight, so they begin a day early and each period counts once.
 */
export async function readAttendances(context: Context): Promise<Listed<LiveRecord>> {
  const { attendanceDays } = readSettings(context.settings);
  const projects = await loadProjects(context);
  const first = addDays(context.today, -attendanceDays);
  const records = new Map<string, LiveRecord>();
  // The last slice is open: what lies ahead is little, and must not look as if it were gone.
  for (let from = addDays(first, -1); from <= context.today; from = addDays(from, sliceDays)) {
    const to = addDays(from, sliceDays - 1);
    const listed = await listByCursor<Attendance>(context, {
      path: attendancesPath,
      // Plain days: a time with an offset is refused (fact sheet §4).
      query: { 'attribution_date.gte': from, ...(to < context.today && { 'attribution_date.lte': to }) },
      limit: 100,
      item: attendance,
      what: 'attendances',
      about: reading,
    });
    if (listed.refused) return listed;
    for (const period of listed.items) {
      const record = toRecord(period, projects);
      if (String(record.fields.date) >= first) records.set(record.remote, record);
    }
  }
  return { items: [...records.values()] };
}
