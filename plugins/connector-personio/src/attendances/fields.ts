import type { FieldDeclaration } from '../../../../src/contract/index.ts';
import { ownId, personField } from '../records/person-field.ts';

/** `9:00`, `09:00:00` and `24:00` as Personio gives them back: `09:00`, `09:00`, `00:00`. */
export function plainTime(field: string): string {
  return [
    `${field} == null || ${field} == "" ? null`,
    `${field}.startsWith("24:") ? "00:00"`,
    `${field}.matches("^[0-9]:[0-9]{2}$") ? "0" + ${field}`,
    `${field}.matches("^[0-9]{2}:[0-9]{2}:00$") ? ${field}.substring(0, 5)`,
    field,
  ].join(' : ');
}

/** One period of work, or one break: v2 keeps breaks as periods of their own (fact sheet §6). */
export const attendanceFields: readonly FieldDeclaration[] = [
  ownId,
  personField('person'),
  {
    name: 'type',
    type: 'text',
    class: 'personal',
    from: 'activity == "break" ? "BREAK" : "WORK"',
    writable: 'create',
    options: ['WORK', 'BREAK'],
  },
  { name: 'date', type: 'date', class: 'personal', from: 'date', required: true },
  {
    name: 'start_time',
    type: 'text',
    class: 'personal',
    from: plainTime('start_time'),
    required: true,
    normal: ['trim'],
  },
  // Empty while it runs.
  { name: 'end_time', type: 'text', class: 'personal', from: plainTime('end_time'), normal: ['trim', 'empty-is-null'] },
  // Not a property of v2. Named so that minutes in the files are refused instead of lost.
  { name: 'break_minutes', type: 'number', class: 'personal', from: 'break_minutes', readable: false },
  { name: 'project', type: 'text', class: 'open', from: 'project', normal: ['trim', 'empty-is-null'] },
  { name: 'project_id', type: 'text', class: 'open', normal: ['trim', 'empty-is-null'] },
  {
    name: 'comment',
    type: 'text',
    class: 'personal',
    from: 'note',
    maxLength: 1000,
    normal: ['trim', 'empty-is-null'],
  },
  {
    name: 'approval',
    type: 'text',
    class: 'personal',
    writable: 'never',
    options: ['PENDING', 'CONFIRMED', 'REJECTED'],
  },
];
