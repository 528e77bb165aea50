import type { Context } from '../../../src/contract/index.ts';
import { cultures } from './assumptions.ts';
import { listDepartments, listEstablishments, listLegalUnits, listRoles } from './client.ts';
import type { FoundDepartment, FoundEstablishment, FoundLegalUnit } from './schema.ts';
import type { UnitName } from './settings.ts';

/** Something that people point at: an establishment, a department, a role. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly code: string | undefined;
  /** Archived or no longer active: people who have it keep it, nobody gets it. */
  readonly isClosed: boolean;
}

/** What a name in the files leads to. */
export type Resolved = { readonly id: string } | { readonly trouble: 'unknown' | 'ambiguous' | 'closed' };

export interface Establishment extends Unit {
  readonly legalUnitId: string | undefined;
  readonly siret: string | undefined;
  readonly ape: string | undefined;
  /** With the five digits of a French postcode. */
  readonly hasAddress: boolean;
}

export interface LegalUnit extends Unit {
  readonly siren: string | undefined;
  readonly ape: string | undefined;
  readonly countryCode: string | undefined;
  readonly headquartersId: string | undefined;
}

/** All establishments, once a run. */
export function establishmentsOf({ send, once }: Context): Promise<readonly Establishment[]> {
  return once('establishments', async () => (await listEstablishments(send)).map(toEstablishment));
}

/** All legal units, once a run. */
export function legalUnitsOf({ send, once }: Context): Promise<readonly LegalUnit[]> {
  return once('legal-units', async () => (await listLegalUnits(send)).map(toLegalUnit));
}

/** All departments, once a run. */
export function departmentsOf({ send, once }: Context): Promise<readonly Unit[]> {
  return once('departments', async () => (await listDepartments(send)).map(toDepartment));
}

/** All roles, once a run. */
export function rolesOf({ send, once }: Context): Promise<readonly Unit[]> {
  return once('roles', async () =>
    (await listRoles(send)).map(({ id, name }) => ({ id, name: name ?? '', code: undefined, isClosed: false })),
  );
}

/** Lucca's languages by their code; a number stands for itself. */
export const cultureUnits: readonly Unit[] = Object.entries(cultures).map(([name, id]) => ({
  id: String(id),
  name,
  code: String(id),
  isClosed: false,
}));

/** Finds the unit that a text of the files names. Letter case and spaces around it do not count. */
export function resolveUnit<Kind extends Unit>(
  units: readonly Kind[],
  text: string,
  by: UnitName,
): { readonly unit: Kind } | { readonly trouble: 'unknown' | 'ambiguous' | 'closed' } {
  const wanted = text.trim().toLowerCase();
  const found = units.filter((unit) => labelOf(unit, by)?.trim().toLowerCase() === wanted);
  const [unit, ...others] = found.filter((one) => !one.isClosed);
  if (unit && others.length === 0) return { unit };
  if (unit) return { trouble: 'ambiguous' };
  return { trouble: found.length > 0 ? 'closed' : 'unknown' };
}

/** What the files would call a unit. */
export function labelOf(unit: Pick<Unit, 'id' | 'name' | 'code'>, by: UnitName): string | undefined {
  return unit[by];
}

function toEstablishment(found: FoundEstablishment): Establishment {
  return {
    ...unitOf(found, found.isArchived === true),
    legalUnitId: found.legalUnitId ?? undefined,
    siret: found.legalIdentificationNumber ?? undefined,
    ape: found.activityCode ?? undefined,
    hasAddress: Boolean(
      found.address?.street?.trim() &&
        found.address.city?.trim() &&
        /^\d{5}$/.test(found.address.zipCode?.trim() ?? ''),
    ),
  };
}

function toLegalUnit(found: FoundLegalUnit): LegalUnit {
  return {
    ...unitOf(found, found.isArchived === true),
    siren: found.legalIdentificationNumber ?? undefined,
    ape: found.activityCode ?? undefined,
    countryCode: found.country?.code ?? undefined,
    headquartersId: found.headquartersId ?? undefined,
  };
}

function toDepartment(found: FoundDepartment): Unit {
  return unitOf(found, found.isActive === false);
}

function unitOf(
  { id, name, code }: { readonly id: string; readonly name: string; readonly code?: string | null | undefined },
  isClosed: boolean,
): Unit {
  return { id, name, code: code ?? undefined, isClosed };
}
