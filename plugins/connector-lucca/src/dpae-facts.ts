import type { Fields, LiveRecord, Value } from '../../../src/contract/index.ts';
import type { Datum, Hire } from './dpae-hire.ts';
import { placeFor } from './establishment.ts';
import type { DpaeEstablishment, DpaeSettings, Settings } from './settings.ts';
import { type Establishment, type LegalUnit, labelOf } from './structure.ts';

/** One hire with the employer it is for. */
export interface HireFacts {
  readonly hire: Hire;
  readonly establishment: Establishment;
  readonly legalUnit: LegalUnit | undefined;
  readonly configuration: DpaeEstablishment | undefined;
}

/** What all hires have around them. */
export interface Employers {
  readonly settings: Settings;
  readonly dpae: DpaeSettings;
  readonly establishments: readonly Establishment[];
  readonly legalUnits: readonly LegalUnit[];
}

const texts = [
  ...(['firstName', 'birthName', 'gender', 'birthDate', 'birthPlace', 'birthDepartment', 'birthCountry'] as const),
  ...(['nationality', 'socialSecurityNumber', 'dtContractEnd', 'startTime', 'contractType'] as const),
] satisfies readonly Datum[];

/**
 * What is known of a hire: what git wants, and where git says nothing, what Lucca has, also in the custom fields that
 * `dpae: fields:` names. Undefined for who has no first day, or works outside France.
 */
export function hireFacts(
  { desired = {}, live }: { readonly desired?: Fields; readonly live?: LiveRecord | undefined },
  employers: Employers,
): HireFacts | undefined {
  const { dpae } = employers;
  const value = (field: string): Value | undefined => {
    const custom = dpae.customFields.get(field);
    // Of a contract an empty cell says something: no end, whatever the earlier contract in Lucca has.
    if (field in desired && ['dtContractEnd', 'trialPeriodDays'].includes(field)) return desired[field] ?? undefined;
    return desired[field] ?? live?.fields[field] ?? (custom === undefined ? undefined : live?.fields[custom]);
  };
  const start = value('dtContractStart');
  const establishment =
    establishmentIn(value('establishment'), employers) ??
    placeFor({ legalUnit: value('legalUnit') ?? null }, employers.settings, employers) ??
    establishmentIn(employers.settings.tenantDefaults.get('establishment'), employers);
  if (typeof start !== 'string' || !establishment) return undefined;
  const legalUnit = employers.legalUnits.find((unit) => unit.id === establishment.legalUnitId);
  if (!isFrench(legalUnit?.countryCode, value('country'))) return undefined;
  const configuration = configurationOf(establishment, dpae);
  const trial = value('trialPeriodDays');
  const stated: Partial<Record<(typeof texts)[number], string>> = {};
  for (const datum of texts) {
    const text = value(datum);
    if (typeof text === 'string') stated[datum] = text.trim();
  }
  return {
    hire: {
      ...(configuration?.startTime !== undefined && { startTime: configuration.startTime }),
      ...stated,
      ...(trial != null && { trialPeriodDays: Number(trial) }),
      dtContractStart: start,
    },
    ...{ establishment, legalUnit, configuration },
  };
}

/** The part of the DPAE configuration that is declared for an establishment, by its name, code or number. */
export function configurationOf(establishment: Establishment, dpae: DpaeSettings): DpaeEstablishment | undefined {
  for (const name of [establishment.name, establishment.code, establishment.id]) {
    const found = name === undefined ? undefined : dpae.establishments.get(name.trim().toLowerCase());
    if (found) return found;
  }
  return undefined;
}

function establishmentIn(text: Value | undefined, { settings, establishments }: Employers): Establishment | undefined {
  if (typeof text !== 'string') return undefined;
  const wanted = text.trim().toLowerCase();
  return establishments.find((one) => labelOf(one, settings.establishmentBy)?.trim().toLowerCase() === wanted);
}

/** By the country of the legal unit, or else of the row. */
function isFrench(countryCode: string | undefined, country: Value | undefined): boolean {
  const code = (countryCode ?? (typeof country === 'string' ? country : '')).trim().toUpperCase();
  return ['FR', 'FRA', 'FRANCE'].includes(code);
}
