import type { SeedRecord, Value } from '../../../src/contract/index.ts';
import { type AnalysisFilter, emptyState, type State } from './simulator-state.ts';

const contactFields = ['personalIdentifier', 'email', 'firstName', 'lastName', 'language', 'phoneNumber'];

/**
 * An account that begins with what a real one holds. Of its filters only the names are known, and only where somebody is
 * there: each is taken as a text, and one that nobody has yet is taken too. The real account was asked for them before.
 */
export function seedState(live: readonly SeedRecord[]): State {
  const people = live.filter(({ kind }) => kind === 'employees');
  const names = new Set(
    people.flatMap(({ fields }) => Object.keys(fields)).filter((name) => !contactFields.includes(name)),
  );
  return {
    ...emptyState(),
    filters: [...names].map((name): AnalysisFilter => ({ id: name, name, type: 'text', values: [] })),
    takesAnyFilter: true,
    coworkers: people.map(({ remote, key, active, fields }) => ({
      id: remote,
      firstName: textOf(fields.firstName) ?? '',
      lastName: textOf(fields.lastName) ?? '',
      email: textOf(fields.email),
      personalIdentifier: textOf(fields.personalIdentifier) ?? key ?? null,
      phoneNumber: textOf(fields.phoneNumber),
      language: textOf(fields.language) ?? '',
      active: active !== false,
      attributes: Object.fromEntries(
        [...names].flatMap((name) => {
          const value = textOf(fields[name]);
          return value === null ? [] : [[name, value]];
        }),
      ),
      role: null,
    })),
  };
}

function textOf(value: Value | undefined): string | null {
  return value === undefined || value === null || value === '' || typeof value === 'object' ? null : String(value);
}
