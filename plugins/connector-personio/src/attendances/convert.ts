import type { Finding, LiveRecord, Value, WriteChange } from '../../../../src/contract/index.ts';
import { known } from '../employees/convert.ts';
import { recordError } from '../records/finding.ts';
import { resolveName } from '../records/names.ts';
import { addDays, daysBetween, splitTime, stampOf, toTime } from '../records/times.ts';
import type { Projects } from './projects.ts';
import type { Attendance } from './schema.ts';

/**
 * A period in the connector's names. Its day is that of its start; an end on the next day, at or before the hour of the
 * start, is that hour alone. An end further away cannot be said in these fields and is unknown.
 */
export function toRecord(period: Attendance, projects: Projects): LiveRecord {
  const start = splitTime(period.start.date_time);
  const { project } = period;
  return {
    kind: 'attendances',
    remote: period.id,
    active: true,
    fields: known({
      person: period.person.id,
      type: period.type,
      date: start.day,
      start_time: start.time,
      end_time: endOf(period, start),
      project: project ? projects.names.nameOf(project.id) : project,
      project_id: project === undefined ? undefined : (project?.id ?? null),
      comment: period.comment === '' ? null : period.comment,
      approval: period.approval?.status,
    }),
  };
}

function endOf(period: Attendance, start: ReturnType<typeof splitTime>): string | null | undefined {
  if (period.end === null || period.end === undefined) return period.end;
  const end = splitTime(period.end.date_time);
  const days = daysBetween(start.day, end.day);
  const isNextDay = days === 1 && end.time <= start.time;
  return days === 0 || isNextDay ? end.time : undefined;
}

export interface Native {
  readonly body: Readonly<Record<string, Value>>;
  readonly findings: readonly Finding[];
}

/** What is sent of a change: everything of a new period, what differs of a known one. */
export function toNative(change: WriteChange, projects: Projects): Native {
  const { fields, op } = change;
  const names = op === 'create' ? Object.keys(fields) : change.changed;
  const findings: Finding[] = [];
  const complain = (code: string, message: string, next: string, field: string): void => {
    findings.push(recordError({ code, who: 'data', message, next }, { ...change, field }));
  };
  const has = (name: string): boolean => names.includes(name);
  const body: Record<string, Value> = {};

  if (typeof fields.break_minutes === 'number' && fields.break_minutes > 0) {
    complain(
      'break-without-hours',
      'Personio keeps a break as a period of its own, and minutes alone do not say when it was.',
      'Give the break a row of its own with start, end and type "break", and split the work around it.',
      'break_minutes',
    );
  }
  const start = toTime(String(fields.start_time ?? ''));
  const end = fields.end_time === null || fields.end_time === undefined ? null : toTime(String(fields.end_time));
  const { date } = fields;
  if (start === undefined) complain('bad-time', 'start_time is no time of day.', 'Write it as hh:mm.', 'start_time');
  if (end === undefined) complain('bad-time', 'end_time is no time of day.', 'Write it as hh:mm.', 'end_time');
  if (typeof date === 'string' && start !== undefined && end !== undefined) {
    if (['date', 'start_time'].some(has)) body.start = { date_time: stampOf(date, start) };
    if (['date', 'start_time', 'end_time'].some(has)) body.end = end === null ? null : endStamp(date, start, end);
  }
  if (op === 'create') {
    body.person = { id: String(fields.person) };
    body.type = String(fields.type ?? 'WORK');
  }
  if (has('comment')) body.comment = fields.comment ?? '';
  const project = chosenProject(change, projects, has);
  if ('trouble' in project) findings.push(recordError(project.trouble, { ...change, field: 'project' }));
  else if (project.id !== undefined && !(op === 'create' && project.id === null)) {
    body.project = project.id === null ? null : { id: project.id };
  }
  if (body.comment === '' && op === 'create') delete body.comment;
  return { body, findings };
}

/** At or before the start is on the next day. */
function endStamp(day: string, start: string, end: string): Value {
  return { date_time: stampOf(end <= start ? addDays(day, 1) : day, end) };
}

type Trouble = Pick<Finding, 'code' | 'who' | 'message' | 'next'>;

function chosenProject(
  { fields }: WriteChange,
  projects: Projects,
  has: (name: string) => boolean,
): { readonly id: string | null | undefined } | { readonly trouble: Trouble } {
  const isById = has('project_id');
  if (!isById && !has('project')) return { id: undefined };
  const value = isById ? fields.project_id : fields.project;
  if (value === null || value === undefined || value === '') return { id: null };
  if (fields.type === 'BREAK') return { trouble: breakWithProject };
  if (isById) return projects.isActive(String(value)) === false ? { trouble: inactiveProject } : { id: String(value) };
  const found = resolveName(projects.names, String(value), { what: 'project', idField: 'project_id' });
  if (found.trouble) return { trouble: found.trouble };
  return projects.isActive(found.id) === false ? { trouble: inactiveProject } : { id: found.id };
}

const breakWithProject: Trouble = {
  code: 'break-with-project',
  who: 'data',
  message: 'Personio takes no project for a break.',
  next: 'Leave the project of this row empty.',
};

const inactiveProject: Trouble = {
  code: 'project-inactive',
  who: 'data',
  message: 'Personio takes times on active projects only, and this one is not active.',
  next: 'Name an active project, or make this one active in Personio.',
};
