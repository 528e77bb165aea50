import type { Fields, SeedRecord } from '../../../../src/contract/index.ts';
import { addDays } from './answer.ts';
import { addName, type Seed, textOf } from './seed-names.ts';
import { idOf, nextId, nextUuid, type State } from './state.ts';

const updated_at = '2020-01-01T00:00:00Z';

/** Absences, attendances and documents with which a rehearsal begins, and the types, projects and categories they name. */
export function seedTimes(state: State, { live, desired }: Seed): void {
  for (const { kind, fields } of [...live, ...desired]) {
    if (kind === 'absences') addType(state, fields);
    if (kind === 'attendances' && fields.project) addProject(state, fields);
    if (kind === 'documents') addName(state, state.categories, fields.category, fields.category_id);
  }
  for (const record of live) {
    if (record.kind === 'absences') addAbsence(state, record);
    if (record.kind === 'attendances') addAttendance(state, record);
    if (record.kind === 'documents') addDocument(state, record);
  }
}

/** A type with times is one in hours. */
function addType(state: State, fields: Fields): void {
  const name = textOf(fields.absence_type);
  if (name === null || state.absenceTypes.some((one) => one.name === name)) return;
  const unit = textOf(fields.start_time) === null ? 'day' : 'hour';
  const id = textOf(fields.absence_type_id) ?? nextUuid(state);
  state.absenceTypes.push({ id, name, unit, needsCertificate: false, needsSubstitute: false });
}

function addProject(state: State, { project, project_id: id }: Fields): void {
  const name = textOf(project);
  if (name === null || state.projects.some((one) => one.name === name)) return;
  state.projects.push({ id: textOf(id) ?? nextId(state), name, status: 'ACTIVE' });
}

function addAbsence(state: State, { remote, fields }: SeedRecord): void {
  const type = state.absenceTypes.find(({ id, name }) => id === fields.absence_type_id || name === fields.absence_type);
  const start = textOf(fields.start_date);
  if (!type || start === null) return;
  const end = textOf(fields.end_date);
  const isDay = type.unit === 'day';
  const endTime = textOf(fields.end_time) ?? '00:00';
  // Midnight ends the day that is named.
  const ends = isDay || endTime === '00:00' ? end && `${addDays(end, 1)}T00:00:00` : `${end}T${endTime}:00`;
  state.absences.push({
    id: remote,
    person: textOf(fields.person) ?? '',
    type: type.id,
    start: `${start}T${isDay ? '00:00' : (textOf(fields.start_time) ?? '00:00')}:00`,
    startHalf: isDay ? (fields.starts_at_noon === true ? 'SECOND_HALF' : 'FIRST_HALF') : '',
    end: end === null ? null : ends,
    endHalf: isDay && end !== null ? (fields.ends_at_noon === true ? 'FIRST_HALF' : 'SECOND_HALF') : null,
    comment: textOf(fields.comment),
    status: textOf(fields.approval) ?? 'APPROVED',
    updated_at,
  });
}

function addAttendance(state: State, { remote, fields }: SeedRecord): void {
  const day = textOf(fields.date);
  const start = textOf(fields.start_time);
  if (day === null || start === null) return;
  const end = textOf(fields.end_time);
  const stamp = (date: string, time: string): string => `${date}T${time.length === 5 ? `${time}:00` : time}`;
  state.attendances.push({
    id: remote,
    person: textOf(fields.person) ?? '',
    type: textOf(fields.type) ?? 'WORK',
    start: stamp(day, start),
    end: end === null ? null : stamp(end <= start ? addDays(day, 1) : day, end),
    comment: textOf(fields.comment),
    project: textOf(fields.project_id) ?? idOf(state.projects, fields.project) ?? null,
    status: textOf(fields.approval) ?? 'CONFIRMED',
    updated_at,
  });
}

function addDocument(state: State, { remote, fields }: SeedRecord): void {
  state.documents.push({
    id: remote,
    owner: textOf(fields.owner) ?? '',
    name: textOf(fields.title) ?? '',
    category: textOf(fields.category_id) ?? idOf(state.categories, fields.category) ?? '',
    date: textOf(fields.date),
    comment: textOf(fields.comment),
    size: 0,
    digest: '',
    fileName: '',
    created_at: updated_at,
  });
}
