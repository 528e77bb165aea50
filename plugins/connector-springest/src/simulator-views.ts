import type { SimulatedTable } from '../../../src/contract/index.ts';
import type { Person } from './simulator-directory.ts';

/** The five values of §6. A person without tags has no tracks (§4, assumed: others have not finished theirs). */
export function learningTrackStatus(person: Person): string {
  return person.tags.length > 0 ? 'uncompleted' : 'no_tracks_assigned';
}

/** All users of the site, for a person who looks. */
export function showPeople(people: readonly Person[]): SimulatedTable {
  return { title: 'Users', columns, rows: people.map((person) => columns.map((column) => cell(person, column))) };
}

/** The overview that an administrator can download (§6); the real one is a spreadsheet. Comma, quotes, CRLF. */
export function exportPeople(people: readonly Person[]): string {
  const { rows } = showPeople(people);
  return [columns, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

const columns = [
  'id',
  'external_id',
  'email',
  'active',
  'first_name',
  'last_name',
  'gender',
  'birthdate',
  'company_name',
  'job_title',
  'department_name',
  'cost_center',
  'approvers',
  'tags',
  'employment_start_date',
  'employment_end_date',
  'learning_track_status',
] as const;

function cell(person: Person, column: (typeof columns)[number]): string {
  switch (column) {
    case 'id':
    case 'external_id':
    case 'email':
      return person[column];
    case 'active':
      return String(person.active);
    case 'approvers':
      return person.approvers
        .map(({ email, label, can_approve }) => `${email} (${label}${can_approve ? '' : ', cannot approve'})`)
        .join('; ');
    case 'tags':
      return person.tags.join('; ');
    case 'learning_track_status':
      return learningTrackStatus(person);
    default:
      return person.texts[column] ?? '';
  }
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
