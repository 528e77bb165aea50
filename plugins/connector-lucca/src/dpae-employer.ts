import { judgeApe, judgeSiren, judgeSiret, type NumberTrouble } from './dpae-numbers.ts';
import type { DpaeEstablishment } from './settings.ts';
import type { Establishment, LegalUnit } from './structure.ts';

/** What is missing or wrong of an establishment for a DPAE; empty when it is ready. */
export type EmployerTrouble =
  | { readonly what: 'siret' | 'siren' | 'ape'; readonly why: NumberTrouble | 'missing' }
  | { readonly what: 'address' | 'configuration' | 'urssaf' | 'health-service'; readonly why: 'missing' | 'malformed' };

/**
 * Judges what the law asks of the employer: SIRET under the SIREN of its legal unit, APE code, address, and what its part
 * of the DPAE configuration in Lucca needs, as far as it is declared.
 */
export function judgeEmployer(
  establishment: Establishment,
  legalUnit: LegalUnit | undefined,
  configuration: DpaeEstablishment | undefined,
): readonly EmployerTrouble[] {
  const troubles: EmployerTrouble[] = [];
  const siren = present(legalUnit?.siren);
  const siret = present(establishment.siret);
  const ape = present(establishment.ape) ?? present(legalUnit?.ape);
  const sirenTrouble = siren === undefined ? 'missing' : judgeSiren(siren);
  if (sirenTrouble) troubles.push({ what: 'siren', why: sirenTrouble });
  const siretTrouble = siret === undefined ? 'missing' : judgeSiret(siret, siren);
  if (siretTrouble) troubles.push({ what: 'siret', why: siretTrouble });
  const apeTrouble = ape === undefined ? 'missing' : judgeApe(ape);
  if (apeTrouble) troubles.push({ what: 'ape', why: apeTrouble });
  if (!establishment.hasAddress) troubles.push({ what: 'address', why: 'missing' });
  if (!configuration) return [...troubles, { what: 'configuration', why: 'missing' }];
  if (!/^\d{3}$/.test(configuration.urssaf)) troubles.push({ what: 'urssaf', why: 'malformed' });
  if (configuration.healthService.trim() === '') troubles.push({ what: 'health-service', why: 'missing' });
  return troubles;
}

function present(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}
