import type { FieldDeclaration } from '../../../../src/contract/index.ts';
import { plainTime } from '../attendances/fields.ts';
import { ownId, personField } from '../records/person-field.ts';

/** One absence: in days with halves, or in hours, as its type has it (fact sheet §7). */
export const absenceFields: readonly FieldDeclaration[] = [
  ownId,
  personField('person'),
  {
    name: 'absence_type',
    type: 'text',
    class: 'personal',
    from: 'absence_type',
    writable: 'create',
    normal: ['trim', 'empty-is-null'],
  },
  { name: 'absence_type_id', type: 'text', class: 'personal', writable: 'create', normal: ['trim', 'empty-is-null'] },
  { name: 'start_date', type: 'date', class: 'personal', from: 'start_date', required: true },
  text('start_time', plainTime('start_time')),
  { name: 'starts_at_noon', type: 'boolean', class: 'personal', from: 'starts_at_noon == true' },
  // Empty as long as the end is open, as of a long illness.
  { name: 'end_date', type: 'date', class: 'personal', from: 'end_date', normal: ['empty-is-null'] },
  text('end_time', plainTime('end_time')),
  { name: 'ends_at_noon', type: 'boolean', class: 'personal', from: 'ends_at_noon == true' },
  { ...text('comment', 'note'), maxLength: 2000 },
  {
    name: 'approval',
    type: 'text',
    class: 'personal',
    writable: 'never',
    options: ['PENDING', 'APPROVED', 'REJECTED'],
  },
];

function text(name: string, from: string): FieldDeclaration {
  return { name, type: 'text', class: 'personal', from, normal: ['trim', 'empty-is-null'] };
}
