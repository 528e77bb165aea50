import type { Context, Fields, Finding, Value, WriteChange } from '../../../src/contract/index.ts';
import type { Addition } from './manager.ts';
import type { Settings } from './settings.ts';
import {
  type Establishment,
  establishmentsOf,
  type LegalUnit,
  legalUnitsOf,
  resolveUnit,
  type Unit,
} from './structure.ts';

/** Lists in which an establishment is looked for. */
export interface Places {
  readonly establishments: readonly Establishment[];
  readonly legalUnits: readonly LegalUnit[];
}

/**
 * The establishment of a newcomer whose row names a legal unit only: its head office, or the one it has. Nothing to add
 * where the row names an establishment, or no legal unit either; then the tenant's default counts.
 */
export async function resolveEstablishment(
  context: Context,
  { fields }: WriteChange,
  settings: Settings,
): Promise<Addition> {
  const nothing: Addition = { properties: {}, findings: [] };
  if (isNamed(fields.establishment) || !isNamed(fields.legalUnit)) return nothing;
  const places = { establishments: await establishmentsOf(context), legalUnits: await legalUnitsOf(context) };
  const found = placeFor(fields, settings, places);
  if (!found) return nothing;
  const isItself = [found.name, found.code].some((name) => isSame(name, fields.legalUnit));
  return { properties: { legalEntityId: Number(found.id) }, findings: isItself ? [] : [taken] };
}

/**
 * Where somebody goes whose row names a legal unit and no establishment; undefined where the tenant's default is to count:
 * it is in that legal unit, or nobody can say where it is.
 */
export function placeFor(fields: Fields, settings: Settings, places: Places): Establishment | undefined {
  const { establishment, legalUnit } = fields;
  if (isNamed(establishment) || !isNamed(legalUnit)) return undefined;
  const found = establishmentOf(legalUnit, places);
  const usual = settings.tenantDefaults.get('establishment');
  if (!found || usual === undefined) return found;
  const place = places.establishments.find((one) => [one.name, one.code, one.id].some((name) => isSame(name, usual)));
  return place && place.legalUnitId !== found.legalUnitId ? found : undefined;
}

/**
 * The establishment that stands for a legal unit: its head office, or the only one that is in use. What Lucca's older API
 * and its import call a legal entity is an establishment (fact sheet §0): the name of one leads to it, too.
 */
export function establishmentOf(legalUnit: string, { legalUnits, establishments }: Places): Establishment | undefined {
  const unit = unitNamed(legalUnits, legalUnit);
  if (!unit) return unitNamed(establishments, legalUnit);
  const own = establishments.filter((one) => one.legalUnitId === unit.id && !one.isClosed);
  return own.find((one) => one.id === unit.headquartersId) ?? (own.length === 1 ? own[0] : undefined);
}

function unitNamed<Kind extends Unit>(units: readonly Kind[], text: string): Kind | undefined {
  for (const by of ['name', 'code'] as const) {
    const resolved = resolveUnit(units, text, by);
    if ('unit' in resolved) return resolved.unit;
  }
  return undefined;
}

function isNamed(value: Value | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isSame(name: string | undefined, other: Value | undefined): boolean {
  return typeof other === 'string' && name?.trim().toLowerCase() === other.trim().toLowerCase();
}

const taken: Finding = {
  code: 'lucca-establishment-of-legal-unit',
  severity: 'warning',
  scope: 'record',
  who: 'data',
  message: 'The row names a legal unit and no establishment: its head office was taken, or the only one it has.',
  next: 'Name the establishment in the file where that is not wanted.',
};
