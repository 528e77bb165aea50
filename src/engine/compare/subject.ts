import { type FieldRules, hasLeft } from '../fields.ts';
import type { MappedRoster } from '../map/map.ts';
import type { MappedField, Mapping } from '../map/mapping.ts';
import { headerWords } from '../propose/header-words.ts';
import type { Roster } from '../roster.ts';
import type { ComparedField, ComparedPerson, Subject } from './comparison.ts';

/** What vendors call the id that we gave somebody, before the words that may mean one of their own. */
const externalWords = ['external id', 'external member id', 'externe id', 'identifiant externe'];

/** The roster in its own words. */
export function rosterSubject(roster: Roster, fields: FieldRules, today: string): Subject {
  return {
    key: 'id',
    email: 'email',
    fields: fields.employees.map(
      ({ name, type, class: fieldClass }): ComparedField => ({
        name,
        type,
        class: fieldClass,
        words: name === 'id' ? [...externalWords, ...wordsFor(name)] : wordsFor(name),
        ...(name === 'email' && { normal: ['trim', 'lowercase'] as const }),
      }),
    ),
    people: [...roster.records.employees.values()].map(({ key, place, fields: own, held }) => ({
      key,
      place,
      ...(held.length === 0 && { isActive: !hasLeft(own, today) }),
      fields: own,
    })),
  };
}

/** The roster as one system shall hold it, in the system's words; people for whom it does nothing are left out. */
export function systemSubject(desired: MappedRoster, mapping: Mapping): Subject {
  const kind = mapping.kinds.find(({ declaration }) => declaration.kind === 'employees');
  const { key = 'id', also } = kind?.declaration.identity ?? {};
  const email = typeof also === 'string' ? also : undefined;
  return {
    key,
    ...(email !== undefined && { email }),
    fields: (kind?.fields ?? []).map((field): ComparedField => {
      const { name, type, normal } = field.declaration;
      const words = [name, ...(name === key ? externalWords : []), ...wordsOfSource(field)];
      return { name, type, class: field.class, words, ...(normal && { normal }) };
    }),
    people: [...desired.values()].flatMap((record): readonly ComparedPerson[] => {
      const { kind: of, key: id, place, fields, state } = record;
      if (of !== 'employees' || state === 'skipped' || state === 'waiting') return [];
      return [{ key: id, place, fields, ...(state !== 'held' && { isActive: state === 'active' }) }];
    }),
  };
}

/** Words of the roster's field, where the mapping is nothing but its name. */
function wordsOfSource({ expression }: MappedField): readonly string[] {
  return /^\w+$/.test(expression.source) ? wordsFor(expression.source) : [];
}

function wordsFor(name: string): readonly string[] {
  return [name, ...(headerWords.employees[name] ?? [])];
}
