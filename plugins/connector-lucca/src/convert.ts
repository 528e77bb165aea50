import type { LiveRecord, Value } from '../../../src/contract/index.ts';
import { cultures, genders } from './assumptions.ts';
import { contractNumbers } from './fields.ts';
import { plainProperties } from './properties.ts';
import type { FoundContract, FoundUser } from './schema.ts';
import type { Settings, UnitName } from './settings.ts';
import type { Unit } from './structure.ts';

/** What is read beside the user itself. Left out where the key may not read it, or nobody needs it. */
export interface Surroundings {
  readonly settings: Settings;
  /** The day of the run, yyyy-mm-dd. */
  readonly today: string;
  readonly establishments: readonly Unit[];
  readonly departments: readonly Unit[];
  /** The contract that counts, where contracts could be read; null when the person has none. */
  readonly contract?: FoundContract | null;
}

/**
 * A user in the connector's names. What Lucca did not give is left out: it is unknown. Active is everybody with a contract
 * that has not ended, so also who begins later; without one there is no access (fact sheet §4).
 */
export function toRecord(user: FoundUser, around: Surroundings): LiveRecord {
  const { settings, today } = around;
  const number = user.employeeNumber?.trim() ?? '';
  const { dtContractStart: start, dtContractEnd: end } = user;
  return {
    kind: 'employees',
    remote: user.id,
    ...(settings.keepsKey && number !== '' && { key: number }),
    ...(end !== undefined && { active: start !== null && (end === null || end >= today) }),
    fields: known({
      employeeNumber: user.employeeNumber,
      ...plainFields(user),
      dtContractStart: start,
      dtContractEnd: end,
      birthDate: user.birthDate,
      establishment: unitText(user.legalEntity, settings.establishmentBy, around.establishments),
      department: unitText(user.department, settings.departmentBy, around.departments),
      manager: managerOf(user),
      role: user.rolePrincipal === undefined ? undefined : (user.rolePrincipal?.name ?? null),
      secondaryRoles: user.habilitedRoles?.map((role) => role.name ?? role.id),
      culture: cultureOf(user),
      calendarId: user.calendar === undefined ? undefined : user.calendar && Number(user.calendar.id),
      ...contractFieldsOf(around),
      ...ownFieldsOf(user),
    }),
  };
}

/** The type of a contract as the files call it; its number where they have no word for it. */
export function contractTypeText(typeId: number, settings: Settings): string {
  for (const [text, id] of settings.contractTypes) if (id === typeId) return text;
  return String(typeId);
}

function plainFields(user: FoundUser): Record<string, Value | undefined> {
  const found: Readonly<Record<string, unknown>> = user;
  const fields: Record<string, Value | undefined> = {};
  for (const [field, property] of Object.entries(plainProperties)) {
    const value = found[property];
    fields[field] = typeof value === 'string' || value === null ? value : undefined;
  }
  if (fields.gender === genders.none) fields.gender = null;
  return fields;
}

/** By code or number where the files say so; a unit that the lists do not show stays unknown. */
function unitText(found: FoundUser['legalEntity'], by: UnitName, units: readonly Unit[]): string | null | undefined {
  if (found === undefined || found === null) return found;
  if (by === 'id') return found.id;
  if (by === 'name') return found.name ?? undefined;
  return units.find((unit) => unit.id === found.id)?.code;
}

/** Null for nobody, and for whoever is their own manager (fact sheet §4). */
function managerOf({ id, manager }: FoundUser): string | null | undefined {
  if (manager === undefined) return undefined;
  return manager === null || manager.id === id ? null : manager.id;
}

function cultureOf({ culture }: FoundUser): string | null | undefined {
  if (culture === undefined || culture === null) return culture;
  return Object.entries(cultures).find(([, id]) => String(id) === culture.id)?.[0] ?? culture.id;
}

function contractFieldsOf({ contract, settings }: Surroundings): Record<string, Value | undefined> {
  if (!contract) return {};
  return {
    contractType: contractTypeText(contract.typeId, settings),
    trialPeriodDays: contract.trialPeriodDays,
    ...Object.fromEntries(contractNumbers.map((name) => [name, contract[name]])),
  };
}

/** Custom fields: texts, numbers and days as they are. What is made of several parts is left unknown. */
function ownFieldsOf({ extendedData }: FoundUser): Record<string, Value | undefined> {
  const fields: Record<string, Value | undefined> = {};
  for (const [name, value] of Object.entries(extendedData ?? {})) {
    if (!name.startsWith('e_')) continue;
    if (typeof value === 'string') fields[name] = value.replace(/^(\d{4}-\d{2}-\d{2})T00:00:00$/, '$1');
    else if (typeof value === 'number' || typeof value === 'boolean') fields[name] = String(value);
    else if (value === null) fields[name] = null;
  }
  return fields;
}

function known(fields: Readonly<Record<string, Value | undefined>>): Readonly<Record<string, Value>> {
  const entries = Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
