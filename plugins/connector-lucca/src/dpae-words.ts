import type { EmployerTrouble } from './dpae-employer.ts';
import type { Datum, Readiness } from './dpae-hire.ts';
import type { NumberTrouble } from './dpae-numbers.ts';
import type { SocialSecurityTrouble } from './dpae-social-security.ts';

/** What a datum is called in a sentence. */
export const dataWords: Readonly<Record<Datum, string>> = {
  firstName: 'first names',
  birthName: 'birth name',
  gender: 'sex',
  birthDate: 'birth date',
  birthPlace: 'birth town',
  birthDepartment: 'birth department',
  birthCountry: 'birth country',
  nationality: 'nationality',
  socialSecurityNumber: 'social-security number',
  dtContractStart: 'first day',
  dtContractEnd: 'end date',
  startTime: 'hour of hire',
  contractType: 'nature of the contract (CDI, CDD, CTT)',
  trialPeriodDays: 'trial period in days',
};

/** What does not go with the social-security number. Never the number. */
export const doubtWords: Readonly<Record<SocialSecurityTrouble, string>> = {
  malformed: 'its form',
  key: 'its key',
  sex: 'the sex',
  birth: 'the birth date',
  department: 'the birth department',
};

const why: Readonly<Record<NumberTrouble | 'missing', string>> = {
  missing: 'is missing',
  malformed: 'does not have the right form',
  checksum: 'has a wrong check digit',
  'other-legal-unit': 'does not begin with the SIREN of its legal unit',
};

const things: Readonly<Record<EmployerTrouble['what'], string>> = {
  siren: 'the SIREN of the legal unit',
  siret: 'the SIRET',
  ape: 'the APE code',
  address: 'the address with its postcode',
  configuration: 'its part of the DPAE configuration',
  urssaf: 'the URSSAF code (three digits)',
  'health-service': 'the occupational health service',
};

export function listData(data: readonly Datum[]): string {
  return data.map((datum) => dataWords[datum]).join(', ');
}

export function employerWords(troubles: readonly EmployerTrouble[]): string {
  return troubles.map((trouble) => `${things[trouble.what]} ${why[trouble.why]}`).join('; ');
}

/** Until when, for people. */
export function deadlineWords({ window }: Readiness): string {
  return `from ${window.opensInParis} to ${window.closesInParis} (Paris)`;
}
