import type { DesiredRecord, SeedRecord, Value } from '../../../src/contract/index.ts';
import { cultures } from './assumptions.ts';
import { contractNumbers } from './fields.ts';
import { plainProperties } from './properties.ts';
import type { Settings, UnitName } from './settings.ts';
import { type Contract, emptyTenant, type State, type User } from './simulator-state.ts';

/** What a rehearsal begins with. */
export interface Seed {
  readonly live: readonly SeedRecord[];
  /** What shall be there: the units that it names were found in the real tenant. */
  readonly desired: readonly DesiredRecord[];
}

/**
 * The real tenant, as far as it is known: everybody who was read, and every establishment, department and role that anybody
 * has or shall have. Earlier contracts, numbers of the state and hidden people are not known.
 */
export function seedState({ live, desired }: Seed, settings: Settings): State {
  const all = [...live, ...desired].map(({ fields }) => fields);
  const empty = emptyTenant();
  const named = (field: string): readonly string[] => [
    ...new Set(
      [...all.flatMap((fields) => textsOf(fields[field])), settings.tenantDefaults.get(field) ?? ''].filter(Boolean),
    ),
  ];
  const [legalUnit] = empty.legalUnits;
  const establishments = named('establishment').map((text, index) => ({
    ...unitOf(text, settings.establishmentBy, 1001 + index),
    ...{ legalUnitId: legalUnit?.id ?? 1, siret: '', ape: '', isArchived: false },
  }));
  // A legal unit by itself leads to its head office.
  const legalUnits = named('legalUnit').map((text, index) => ({
    ...unitOf(text, 'name', 2001 + index),
    ...{ siren: '', ape: '', country: 'FR', headquartersId: 3001 + index, isArchived: false },
  }));
  const offices = legalUnits.map(({ id, name, headquartersId }) => ({
    ...{ id: headquartersId, name, code: `#${id}`, legalUnitId: id, siret: '', ape: '', isArchived: false },
  }));
  const state: State = {
    ...empty,
    legalUnits,
    establishments: [...establishments, ...offices],
    departments: named('department').map((text, index) => ({
      ...unitOf(text, settings.departmentBy, 4001 + index),
      ...{ isActive: true, headId: null },
    })),
    roles: [...new Set([...named('role'), ...named('secondaryRoles'), 'Role'])].map((name, index) => ({
      id: 5001 + index,
      name,
    })),
    nextId: 1_000_000 + Math.max(0, ...live.map(({ remote }) => Number(remote))),
  };
  const people = live.filter(({ kind }) => kind === 'employees');
  return {
    ...state,
    users: people.map((person) => toUser(person, state, settings)),
    contracts: people.map((person, index) => toContract(person, index + 1, state, settings)),
  };
}

function toUser({ remote, key, fields }: SeedRecord, state: State, settings: Settings): User {
  const texts: Record<string, Value> = {};
  for (const [field, property] of Object.entries(plainProperties)) {
    if (!['mail', 'login'].includes(field) && fields[field] != null) texts[property] = fields[field];
  }
  for (const [field, value] of Object.entries(fields)) if (field.startsWith('e_')) texts[field] = value;
  const number = fields.employeeNumber ?? (settings.keepsKey ? key : undefined);
  if (number != null) texts.employeeNumber = number;
  if (typeof fields.birthDate === 'string') texts.birthDate = `${fields.birthDate}T00:00:00`;
  return {
    id: Number(remote),
    login: textOf(fields.login) || `login${remote}`,
    mail: textOf(fields.mail),
    texts,
    departmentId: idOf(state.departments, fields.department, settings.departmentBy),
    managerId: fields.manager == null ? null : Number(fields.manager),
    rolePrincipalId: idOf(state.roles, fields.role, 'name'),
    habilitedRoles: textsOf(fields.secondaryRoles).map((role) => idOf(state.roles, role, 'name')),
    cultureID: cultures[textOf(fields.culture)] ?? 1036,
    modifiedAt: '',
  };
}

function toContract({ remote, fields }: SeedRecord, id: number, state: State, settings: Settings): Contract {
  const type = textOf(fields.contractType);
  return {
    ...{ id, ownerId: Number(remote), typeId: settings.contractTypes.get(type) ?? (Number(type) || 1) },
    startsOn: textOf(fields.dtContractStart) || '2000-01-01',
    endsOn: textOf(fields.dtContractEnd) || null,
    establishmentId: idOf(state.establishments, fields.establishment, settings.establishmentBy),
    others: Object.fromEntries(
      ['trialPeriodDays', ...contractNumbers].flatMap((name) =>
        fields[name] === undefined ? [] : [[name, fields[name]]],
      ),
    ),
  };
}

function unitOf(
  text: string,
  by: UnitName,
  id: number,
): { readonly id: number; readonly name: string; readonly code: string } {
  return { id: by === 'id' ? Number(text) : id, name: text, code: text };
}

function idOf(
  units: readonly { readonly id: number; readonly name: string }[],
  value: Value | undefined,
  by: UnitName,
): number {
  const wanted = textOf(value).trim().toLowerCase();
  const found = units.find((unit) => (by === 'id' ? String(unit.id) : unit.name).trim().toLowerCase() === wanted);
  return (found ?? units[0])?.id ?? 1;
}

function textsOf(value: Value | undefined): readonly string[] {
  if (Array.isArray(value)) return value.map((item: Value) => textOf(item)).filter(Boolean);
  const text = textOf(value).trim();
  return text === '' ? [] : [text];
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
