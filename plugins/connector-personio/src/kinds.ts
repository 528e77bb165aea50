import type { KindDeclaration } from '../../../src/contract/index.ts';
import { absenceFields } from './absences/fields.ts';
import { attendanceFields } from './attendances/fields.ts';
import { documentFields } from './documents/fields.ts';
import { employeeFields } from './employees/fields.ts';

/** What absences, attendances and documents have in common: lists with a proven end and no total, and a way to remove. */
const aboutPeople = {
  list: 'uncounted',
  write: 'record',
  absence: 'nothing',
  operations: {
    create: { reversible: true },
    update: { reversible: true },
    delete: { reversible: false, needs: 'delete' },
  },
} as const satisfies Partial<KindDeclaration>;

/** The kinds of Personio, each with what the API can do and nothing more. */
export const kinds: readonly KindDeclaration[] = [
  {
    kind: 'employees',
    fields: employeeFields,
    extraFields: { type: 'text', class: 'personal', normal: ['trim', 'empty-is-null', 'set'] },
    identity: { key: 'id', also: 'email' },
    // Lists of v2 have a proven end and no total.
    list: 'uncounted',
    write: 'record',
    absence: 'nothing',
    // Personio can delete a person, with file and history; that is no answer to a row that is gone.
    operations: {
      create: { reversible: false },
      update: { reversible: true },
      leave: { reversible: true },
      return: { reversible: true },
    },
  },
  {
    kind: 'absences',
    fields: absenceFields,
    identity: { key: 'id', also: ['person', 'absence_type', 'start_date'] },
    window: { field: 'start_date', setting: 'absence_days' },
    ...aboutPeople,
  },
  {
    kind: 'attendances',
    fields: attendanceFields,
    identity: { key: 'id', also: ['person', 'date', 'start_time'] },
    window: { field: 'date', setting: 'attendance_days' },
    ...aboutPeople,
  },
  {
    kind: 'documents',
    fields: documentFields,
    identity: { key: 'id', also: ['owner', 'category', 'title'] },
    ...aboutPeople,
  },
];
