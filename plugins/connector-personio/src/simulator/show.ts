import type { SimulatedTable } from '../../../../src/contract/index.ts';
import { nameOf, type State } from './state.ts';

/** Everything an administrator would see, for a person who looks. */
export function show(state: State): readonly SimulatedTable[] {
  const names = new Map(state.people.map((person) => [person.id, `${person.first_name} ${person.last_name}`]));
  const nameOfPerson = (id: string | null): string => names.get(id ?? '') ?? '';
  const types = new Map(state.absenceTypes.map((type) => [type.id, type.name]));
  return [
    {
      title: 'Employees',
      columns: [
        'id',
        'e-mail',
        'first name',
        'last name',
        'status',
        'position',
        'office',
        'department',
        'supervisor',
        'since',
      ],
      rows: state.people.map((person) => {
        const [latest] = person.employments;
        return [
          person.id,
          person.email,
          person.first_name,
          person.last_name,
          latest?.status ?? '',
          latest?.position ?? '',
          nameOf(state.offices, latest?.office ?? null) ?? '',
          nameOf(state.departments, latest?.department ?? null) ?? '',
          nameOfPerson(latest?.supervisor ?? null),
          latest?.employment_start_date ?? '',
        ];
      }),
    },
    {
      title: 'Absences',
      columns: ['employee', 'type', 'from', 'to', 'status'],
      rows: state.absences.map((one) => [
        nameOfPerson(one.person),
        types.get(one.type) ?? '',
        `${one.start} ${one.startHalf}`.trim(),
        `${one.end ?? ''} ${one.endHalf ?? ''}`.trim(),
        one.status,
      ]),
    },
    {
      title: 'Attendances',
      columns: ['employee', 'type', 'from', 'to', 'project', 'status'],
      rows: state.attendances.map((one) => [
        nameOfPerson(one.person),
        one.type,
        one.start,
        one.end ?? '',
        nameOf(state.projects, one.project) ?? '',
        one.status,
      ]),
    },
    {
      title: 'Documents',
      columns: ['employee', 'category', 'title', 'date', 'file', 'bytes'],
      rows: state.documents.map((one) => [
        nameOfPerson(one.owner),
        nameOf(state.categories, one.category) ?? '',
        one.name,
        one.date ?? '',
        one.fileName,
        String(one.size),
      ]),
    },
  ];
}
