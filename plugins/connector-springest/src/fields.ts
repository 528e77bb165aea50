import type { FieldDeclaration } from '../../../src/contract/index.ts';
import { learningTrackStatuses } from './schema.ts';

const managersAsApprovers =
  'manager == null ? [] : [{"email": manager.email, "label": "Manager", "can_approve": true}]';

/**
 * Springest's words for a gender are m and f. Other values pass as they are and are left out of the call with a notice,
 * because an empty text would erase what is there.
 */
const letterOfGender = 'gender == "female" ? "f" : gender == "male" ? "m" : gender';

/** Every field of a person, in the order in which it is sent. */
export const employeeFields: readonly FieldDeclaration[] = [
  // Cannot be changed afterwards: it decides who is meant, before the e-mail does.
  { name: 'external_id', type: 'text', class: 'open', from: 'id', required: true, writable: 'create' },
  {
    name: 'email',
    type: 'text',
    class: 'personal',
    from: 'email',
    required: true,
    normal: ['trim', 'lowercase', 'empty-is-null'],
  },
  personal('first_name', 'first_name'),
  personal('last_name', 'last_name'),
  personal('gender', letterOfGender),
  personal('phone_number', 'phone'),
  date('birthdate', 'personal', 'birth_date'),
  personal('birthplace', 'birth_place'),
  open('company_name', 'legal_entity'),
  personal('address'),
  personal('house_number'),
  personal('zip_code'),
  personal('city'),
  open('country', 'country'),
  open('job_title', 'job_title'),
  open('department_name', 'department'),
  open('business_unit'),
  open('cost_center', 'cost_center'),
  open('cost_center_name'),
  {
    name: 'approvers',
    type: 'list',
    class: 'personal',
    from: managersAsApprovers,
    normal: ['set', 'empty-is-null'],
    readable: false,
    reference: { kind: 'employees', by: 'email', path: 'email' },
  },
  // Stored in lower case and without an order: anything else would never compare equal.
  {
    name: 'tags',
    type: 'list',
    class: 'open',
    normal: ['trim', 'lowercase', 'empty-is-null', 'set'],
    readable: false,
  },
  date('employment_start_date', 'open', 'start_date'),
  // Starts an erasure that nobody can stop, so a mistyped year must not get through.
  { ...date('employment_end_date', 'open', 'end_date'), guard: { pastDays: 365, futureDays: 366 } },
  {
    name: 'learning_track_status',
    type: 'text',
    class: 'personal',
    writable: 'never',
    options: learningTrackStatuses,
  },
];

function open(name: string, from?: string): FieldDeclaration {
  return writtenText(name, 'open', from);
}

function personal(name: string, from?: string): FieldDeclaration {
  return writtenText(name, 'personal', from);
}

function writtenText(name: string, fieldClass: 'open' | 'personal', from?: string): FieldDeclaration {
  const field: FieldDeclaration = { name, type: 'text', class: fieldClass, normal: ['empty-is-null'], readable: false };
  return from === undefined ? field : { ...field, from };
}

function date(name: string, fieldClass: 'open' | 'personal', from: string): FieldDeclaration {
  return { name, type: 'date', class: fieldClass, from, normal: ['empty-is-null'], readable: false };
}
