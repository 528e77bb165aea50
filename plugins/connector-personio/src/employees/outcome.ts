import type { Context, Finding, LiveRecord, WriteChange, WriteOutcome } from '../../../../src/contract/index.ts';
import { about, recordError } from '../records/finding.ts';
import { compareStored } from '../records/stored.ts';
import { readEmployee } from './read.ts';

/** Fields of the employment; what is neither here nor at the person is a custom attribute. */
export const employmentFieldNames: readonly string[] = [
  'employment_status',
  'type',
  'position',
  'supervisor',
  'office',
  'office_id',
  'department',
  'department_id',
  'team',
  'team_id',
  'legal_entity',
  'legal_entity_id',
  'cost_centers',
  'cost_center_ids',
  'weekly_working_hours',
  'full_time_weekly_working_hours',
  'employment_start_date',
  'contract_end_date',
  'probation_end_date',
  'probation_period_length',
];

/** Done, once what was sent is read back; what did not stick is said and tried again by the next run. */
export async function confirm(
  context: Context,
  change: WriteChange,
  remote: string,
  findings: readonly Finding[] = [],
): Promise<WriteOutcome> {
  const read = await readEmployee(context, remote);
  const { kind, key } = change;
  if (read.refused) return { kind, key, status: 'uncertain', findings: [...findings, about(read.refused, change)] };
  const [record] = read.items;
  const ignored = record ? compareStored(change, record) : [];
  const switched = record ? judgeSwitch(change, record) : [];
  if (ignored.length > 0 || switched.length > 0) {
    return { kind, key, status: 'uncertain', findings: [...findings, ...ignored, ...switched] };
  }
  return { kind, key, status: 'done', remote, ...(findings.length > 0 && { findings }) };
}

function judgeSwitch(change: WriteChange, { active }: LiveRecord): readonly Finding[] {
  return active === undefined || active === change.active ? [] : [notSwitched(change)];
}

export function withoutStart(change: WriteChange): Finding {
  return recordError(
    {
      code: 'start-date-missing',
      who: 'data',
      message: 'Personio takes no employment without its first day.',
      next: 'Fill in the start date; if it stands in Personio already, tick "Hire date" under "Readable employee attributes".',
    },
    { ...change, field: 'employment_start_date' },
  );
}

function notSwitched(change: WriteChange): Finding {
  return recordError(
    {
      code: 'status-not-stored',
      who: 'admin',
      message: `Personio took the call, and the person is still ${change.active ? 'inactive' : 'active'}.`,
      next: 'Look at the employment in Personio: a termination entered by hand goes before.',
    },
    change,
  );
}
