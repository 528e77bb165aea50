import type { FieldDeclaration } from '../../../../src/contract/index.ts';
import { languageCodes } from '../settings.ts';

/** The words of Personio for a gender; what nobody disclosed is left empty there. */
const wordOfGender =
  'gender == "female" ? "FEMALE" : gender == "male" ? "MALE" : gender == "diverse" ? "DIVERSE" : gender == "undisclosed" ? null : gender';

const wholeCostCenter = 'cost_center == null ? [] : [{"name": cost_center, "weight": 100}]';

/** Every field of a person and of their latest employment, with the names of v2. */
export const employeeFields: readonly FieldDeclaration[] = [
  // Not an attribute of its own: `personnel_number` names the one that holds it.
  { name: 'id', type: 'text', class: 'open', from: 'id', required: true, writable: 'create', readable: false },
  {
    name: 'email',
    type: 'text',
    class: 'personal',
    from: 'email',
    required: true,
    normal: ['trim', 'lowercase', 'empty-is-null'],
  },
  { ...personal('first_name', 'first_name'), required: true },
  { ...personal('last_name', 'last_name'), required: true },
  personal('preferred_name', 'preferred_name'),
  { ...personal('gender', wordOfGender), options: ['FEMALE', 'MALE', 'DIVERSE'] },
  // Written only: no list gives it back.
  { ...personal('language_code'), options: languageCodes, readable: false },
  open('position', 'job_title'),
  {
    name: 'supervisor',
    type: 'text',
    class: 'open',
    from: 'manager_id',
    reference: { kind: 'employees', by: '@remote' },
  },
  open('office', 'location'),
  open('department', 'department'),
  open('team', 'team'),
  open('legal_entity', 'legal_entity'),
  { name: 'cost_centers', type: 'list', class: 'open', from: wholeCostCenter, normal: ['set'] },
  number('weekly_working_hours', 'weekly_hours'),
  number('full_time_weekly_working_hours'),
  date('employment_start_date', 'start_date'),
  date('contract_end_date'),
  date('probation_end_date'),
  { name: 'probation_period_length', type: 'number', class: 'personal', readable: false },
  { ...open('type'), options: ['INTERNAL', 'EXTERNAL'] },
  { ...personal('employment_status'), options: ['ACTIVE', 'ONBOARDING', 'LEAVE'] },
  // The same by id, for what bears a name twice or is not shown yet.
  open('office_id'),
  open('department_id'),
  open('team_id'),
  open('legal_entity_id'),
  { name: 'cost_center_ids', type: 'list', class: 'open', normal: ['set'] },
  // Only read: nothing in the API writes them (fact sheet §5b).
  { ...date('employment_end_date'), writable: 'never' },
  { ...date('termination_date'), writable: 'never' },
  { ...date('last_working_day'), writable: 'never' },
  { ...personal('termination_type'), writable: 'never' },
  { name: 'termination_reason', type: 'text', class: 'secret', writable: 'never' },
];

function open(name: string, from?: string): FieldDeclaration {
  return { ...text(name, from), class: 'open' };
}

function personal(name: string, from?: string): FieldDeclaration {
  return { ...text(name, from), class: 'personal' };
}

function text(name: string, from: string | undefined): FieldDeclaration {
  return { name, type: 'text', normal: ['trim', 'empty-is-null'], ...(from !== undefined && { from }) };
}

function number(name: string, from?: string): FieldDeclaration {
  return { name, type: 'number', class: 'open', ...(from !== undefined && { from }) };
}

function date(name: string, from?: string): FieldDeclaration {
  const fieldClass = name === 'employment_start_date' ? 'open' : 'personal';
  return { name, type: 'date', class: fieldClass, normal: ['empty-is-null'], ...(from !== undefined && { from }) };
}
