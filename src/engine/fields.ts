import type { FieldClass, Fields, Kind } from '../contract/index.ts';

/** What a roster field may hold and who may see it. */
export interface FieldRule {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean' | 'date' | 'list';
  readonly class: FieldClass;
  readonly required?: boolean;
  readonly options?: readonly string[];
  /** Regular expression that the whole text must match. */
  readonly pattern?: string;
}

export type FieldRules = Readonly<Record<Kind, readonly FieldRule[]>>;

const open = (name: string, rest: Partial<FieldRule> = {}): FieldRule => ({
  name,
  type: 'text',
  class: 'open',
  ...rest,
});
const personal = (name: string, rest: Partial<FieldRule> = {}): FieldRule => ({
  name,
  type: 'text',
  class: 'personal',
  ...rest,
});

const secret = (name: string): FieldRule => ({ name, type: 'text', class: 'secret' });

/** Statuses with which a person is active; the others are `inactive`. */
export const activeStatuses = ['active', 'leave', 'notice'] as const;

/** The fields every roster may have. Columns beyond them are declared under `fields:` in rollcall.yaml. */
export const builtInFields: FieldRules = {
  employees: [
    open('id', { required: true }),
    open('former_id'),
    personal('email'),
    personal('first_name'),
    personal('last_name'),
    personal('preferred_name'),
    personal('phone'),
    personal('gender', { options: ['female', 'male', 'diverse', 'undisclosed'] }),
    personal('birth_name'),
    personal('birth_date', { type: 'date' }),
    personal('birth_place'),
    personal('birth_department'),
    personal('birth_country'),
    personal('nationality'),
    secret('social_security_number'),
    personal('language'),
    open('job_title'),
    open('department'),
    open('team'),
    open('location'),
    open('country'),
    open('legal_entity'),
    open('establishment'),
    open('cost_center'),
    open('manager_id'),
    personal('manager_email'),
    open('employment_type'),
    open('contract_type'),
    open('trial_period_days', { type: 'number' }),
    open('weekly_hours', { type: 'number' }),
    open('start_date', { type: 'date' }),
    open('start_time'),
    open('end_date', { type: 'date' }),
    open('status', { options: [...activeStatuses, 'inactive'] }),
    personal('image_url'),
  ],
  teams: [open('id', { required: true }), open('name', { required: true }), open('parent_id')],
  memberships: [
    open('team_id', { required: true }),
    open('employee_id', { required: true }),
    open('member', { type: 'boolean' }),
    open('manager', { type: 'boolean' }),
  ],
  absences: [
    open('id', { required: true }),
    open('employee_id', { required: true }),
    // Not `type`, which is a function in CEL: no mapping could read it.
    personal('absence_type'),
    personal('start_date', { type: 'date' }),
    personal('start_time'),
    personal('starts_at_noon', { type: 'boolean' }),
    personal('end_date', { type: 'date' }),
    personal('end_time'),
    personal('ends_at_noon', { type: 'boolean' }),
    personal('note'),
  ],
  attendances: [
    open('id', { required: true }),
    open('employee_id', { required: true }),
    personal('date', { type: 'date' }),
    personal('start_time'),
    personal('end_time'),
    personal('activity', { options: ['work', 'break'] }),
    personal('break_minutes', { type: 'number' }),
    open('project'),
    personal('note'),
  ],
  documents: [
    open('id', { required: true }),
    open('employee_id', { required: true }),
    open('category'),
    personal('title'),
    personal('file'),
    personal('date', { type: 'date' }),
    personal('note'),
  ],
};

/** Fields whose values together make up a record's key, by kind. */
export const keyFields: Readonly<Record<Kind, readonly string[]>> = {
  employees: ['id'],
  teams: ['id'],
  memberships: ['team_id', 'employee_id'],
  absences: ['id'],
  attendances: ['id'],
  documents: ['id'],
};

/** A person who has left: by status, or whose last day (`end_date`) is over. Without a day, only the status counts. */
export function hasLeft(fields: Fields, today: string | undefined): boolean {
  const { status, end_date: end } = fields;
  if (typeof status === 'string' && !activeStatuses.some((active) => active === status)) return true;
  return typeof end === 'string' && today !== undefined && end < today;
}
