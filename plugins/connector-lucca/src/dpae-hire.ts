import { judgeSocialSecurityNumber, type SocialSecurityTrouble } from './dpae-social-security.ts';
import { type FilingState, type FilingWindow, filingState, filingWindow } from './dpae-window.ts';

/** What the law asks to be said of a hire (Code du travail, R1221-1), by our field; null or absent: not there. */
export interface Hire {
  readonly firstName?: string | null;
  readonly birthName?: string | null;
  readonly gender?: string | null;
  readonly birthDate?: string | null;
  readonly birthPlace?: string | null;
  readonly birthDepartment?: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly birthCountry?: string | null;
  readonly nationality?: string | null;
  readonly socialSecurityNumber?: string | null;
  readonly dtContractStart: string;
  readonly dtContractEnd?: string | null;
  /** HH:MM in Paris. */
  readonly startTime?: string | null;
  /** CDI, CDD or CTT. */
  readonly contractType?: string | null;
  readonly trialPeriodDays?: number | null;
}

export type Datum = keyof Hire;

/** How ready a hire is for its DPAE. Holds names of data only, never a value. */
export interface Readiness {
  readonly missing: readonly Datum[];
  /** There, and not as URSSAF takes it. */
  readonly invalid: readonly Datum[];
  /** What in the social-security number does not go with the rest. */
  readonly doubts: readonly SocialSecurityTrouble[];
  readonly window: FilingWindow;
  readonly state: FilingState;
}

/**
 * Judges one hire at one moment (ISO 8601 in UTC). Undefined for who needs none: an internship is no hire.
 * The social-security number belongs to it only where the person has one already.
 */
export function judgeHire(hire: Hire, now: string): Readiness | undefined {
  if (isInternship(hire.contractType)) return undefined;
  const isAbroad = has(hire.birthCountry) && !isFrance(hire.birthCountry);
  const needed: readonly Datum[] = [
    ...(['birthName', 'firstName', 'gender', 'birthDate', 'birthPlace'] as const),
    ...(isAbroad ? [] : (['birthDepartment'] as const)),
    ...(['birthCountry', 'nationality', 'startTime', 'contractType'] as const),
    ...(isTemporary(hire.contractType) ? (['dtContractEnd'] as const) : []),
    ...(needsTrial(hire) ? (['trialPeriodDays'] as const) : []),
  ];
  const day = now.slice(0, 10);
  const there = (datum: Datum): boolean => has(hire[datum]);
  const hour = isHour(hire.startTime ?? '') ? (hire.startTime ?? undefined) : undefined;
  const window = filingWindow(hire.dtContractStart, hour);
  const numberTroubles = judgeNumber(hire);
  const broken = numberTroubles.filter((trouble) => trouble === 'malformed' || trouble === 'key');
  return {
    missing: needed.filter((datum) => !there(datum)),
    invalid: [
      ...data.filter((datum) => there(datum) && !isValid(datum, hire, day)),
      ...(broken.length > 0 ? (['socialSecurityNumber'] as const) : []),
    ],
    doubts: numberTroubles.filter((trouble) => trouble !== 'malformed' && trouble !== 'key'),
    window,
    state: filingState(window, now),
  };
}

const data: readonly Datum[] = [
  ...(['birthName', 'firstName', 'gender', 'birthDate', 'birthPlace', 'birthDepartment', 'birthCountry'] as const),
  ...(['nationality', 'startTime', 'contractType', 'dtContractEnd', 'trialPeriodDays'] as const),
];

function isValid(datum: Datum, hire: Hire, today: string): boolean {
  const text = String(hire[datum] ?? '').trim();
  switch (datum) {
    case 'birthName':
    case 'firstName':
      return isPrintable(text);
    case 'birthPlace':
      return [...text].length <= 32;
    case 'gender':
      return text === 'Male' || text === 'Female';
    case 'birthDate':
      return /^\d{4}-\d\d-\d\d$/.test(text) && text <= today;
    case 'birthDepartment':
      return isDepartment(text) && agrees(text, hire.birthCountry);
    case 'birthCountry':
    case 'nationality':
      return isCountry(text);
    case 'startTime':
      return isHour(text);
    case 'contractType':
      return ['CDI', 'CDD', 'CTT'].includes(text.toUpperCase());
    case 'dtContractEnd':
      return isTemporary(hire.contractType) ? text > hire.dtContractStart : !isPermanent(hire.contractType);
    case 'trialPeriodDays':
      return /^\d+$/.test(text);
    default:
      return true;
  }
}

/** 99 is for who was born abroad, and for nobody else; a country that cannot be read says nothing. */
function agrees(department: string, country: string | null | undefined): boolean {
  return !isCountry(country) || (department === '99') === !isFrance(country);
}

/** As URSSAF takes a name: capitals without accents, apostrophe, full stop, ampersand, hyphen; 32 at most. */
function isPrintable(text: string): boolean {
  const capitals = text
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/œ/gi, 'OE')
    .replaceAll(/æ/gi, 'AE')
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toUpperCase();
  return /^[A-Z'.& -]{1,32}$/.test(capitals);
}

/** 01 to 95 without 20, which the two of Corsica took the place of, overseas ones, and 99 for abroad. */
function isDepartment(text: string): boolean {
  return /^(0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-6]|99)$/i.test(text);
}

function judgeNumber(hire: Hire): readonly SocialSecurityTrouble[] {
  if (!has(hire.socialSecurityNumber)) return [];
  const sex = hire.gender === 'Male' || hire.gender === 'Female' ? hire.gender : undefined;
  return judgeSocialSecurityNumber(String(hire.socialSecurityNumber), {
    ...(sex && { sex }),
    ...(has(hire.birthDate) && { birthDate: String(hire.birthDate) }),
    ...(has(hire.birthDepartment) && { birthDepartment: String(hire.birthDepartment) }),
  });
}

/** Every permanent contract, and a fixed one of more than six months (R1221-1). */
function needsTrial({ contractType, dtContractStart, dtContractEnd }: Hire): boolean {
  if (isPermanent(contractType)) return true;
  if (contractType?.trim().toUpperCase() !== 'CDD' || !has(dtContractEnd)) return false;
  return String(dtContractEnd) > monthsAfter(dtContractStart, 6);
}

function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function isPermanent(type: string | null | undefined): boolean {
  return type?.trim().toUpperCase() === 'CDI';
}

function isTemporary(type: string | null | undefined): boolean {
  return ['CDD', 'CTT'].includes(type?.trim().toUpperCase() ?? '');
}

function isInternship(type: string | null | undefined): boolean {
  return /\b(stage|stagiaire|intern|internship)\b/i.test(type ?? '');
}

function isFrance(country: string | null | undefined): boolean {
  return country?.trim().toUpperCase() === 'FR';
}

function isCountry(text: string | null | undefined): boolean {
  return /^[a-z]{2}$/i.test(text?.trim() ?? '');
}

function isHour(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

function has(value: string | number | null | undefined): boolean {
  return value !== undefined && value !== null && String(value).trim() !== '';
}
