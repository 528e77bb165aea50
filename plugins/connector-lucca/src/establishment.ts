import type { Context, Finding, WriteChange } from '../../../src/contract/index.ts';
import type { Addition } from './manager.ts';
import type { Settings } from './settings.ts';
import { type Establishment, establishmentsOf, type LegalUnit, legalUnitsOf, resolveUnit } from './structure.ts';

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
  const { establishment, legalUnit } = fields;
  if (typeof establishment === 'string' && establishment.trim() !== '') return nothing;
  if (settings.tenantDefaults.has('establishment')) return nothing;
  if (typeof legalUnit !== 'string' || legalUnit.trim() === '') return nothing;
  const found = establishmentOf(legalUnit, await legalUnitsOf(context), await establishmentsOf(context));
  return found ? { properties: { legalEntityId: Number(found.id) }, findings: [taken] } : nothing;
}

/** The establishment that stands for a legal unit: its head office, or the only one that is in use. */
export function establishmentOf(
  legalUnit: string,
  legalUnits: readonly LegalUnit[],
  establishments: readonly Establishment[],
): Establishment | undefined {
  const byName = resolveUnit(legalUnits, legalUnit, 'name');
  const resolved = 'unit' in byName ? byName : resolveUnit(legalUnits, legalUnit, 'code');
  if (!('unit' in resolved)) return undefined;
  const { id, headquartersId } = resolved.unit;
  const own = establishments.filter((one) => one.legalUnitId === id && !one.isClosed);
  return own.find((one) => one.id === headquartersId) ?? (own.length === 1 ? own[0] : undefined);
}

const taken: Finding = {
  code: 'lucca-establishment-of-legal-unit',
  severity: 'warning',
  scope: 'record',
  who: 'data',
  message: 'The row names a legal unit and no establishment: its head office was taken, or the only one it has.',
  next: 'Name the establishment in the file where that is not wanted.',
};
