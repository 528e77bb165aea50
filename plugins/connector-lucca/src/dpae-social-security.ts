/** What is wrong with a social-security number, or does not go with the rest of the row. Never the number itself. */
export type SocialSecurityTrouble = 'malformed' | 'key' | 'sex' | 'birth' | 'department';

export interface BirthFacts {
  readonly sex?: 'Male' | 'Female';
  /** yyyy-mm-dd. */
  readonly birthDate?: string;
  /** 01 to 95, 2A, 2B, 971 to 976, 99 for abroad. */
  readonly birthDepartment?: string;
}

/**
 * Sex (1 and 2; 3, 4, 7, 8 while temporary), year and month of birth (20 and above for a month unknown), department with
 * the letters of Corsica, place and order. The two digits of the key may follow.
 */
const form = /^([123478])(\d\d)(0[1-9]|1[0-2]|[2-9]\d)(\d\d|2[AB])(\d{3})(\d{3})(\d\d)?$/;

/** From this day on Corsica was two departments. */
const corsicaDivided = '1976-01-01';

/** The key of thirteen characters: 97 less the rest by 97, where Corsica's 2A counts as 19 and 2B as 18. */
export function socialSecurityKey(thirteen: string): string {
  const digits = thirteen.toUpperCase().replace('2A', '19').replace('2B', '18');
  return String(97n - (BigInt(digits) % 97n)).padStart(2, '0');
}

/** Everything that is wrong; empty when nothing is. A number without its key is right, since the key follows from it. */
export function judgeSocialSecurityNumber(text: string, facts: BirthFacts = {}): readonly SocialSecurityTrouble[] {
  const bare = text.replaceAll(/[\s.\u00a0-]/g, '').toUpperCase();
  const parts = form.exec(bare);
  if (!parts) return ['malformed'];
  const [, sex = '', year = '', month = '', department = '', place = '', , key] = parts;
  if (key !== undefined && key !== socialSecurityKey(bare.slice(0, 13))) return ['key'];
  const troubles: SocialSecurityTrouble[] = [];
  if (facts.sex !== undefined && facts.sex !== sexOf(sex)) troubles.push('sex');
  if (facts.birthDate !== undefined && !isBornThen(facts.birthDate, year, month)) troubles.push('birth');
  const isDivided = department === '20' && (facts.birthDate ?? '') >= corsicaDivided;
  const isElsewhere = facts.birthDepartment !== undefined && !isDepartment(facts.birthDepartment, department, place);
  if (isDivided || isElsewhere) troubles.push('department');
  return troubles;
}

function sexOf(digit: string): 'Male' | 'Female' {
  return ['1', '3', '7'].includes(digit) ? 'Male' : 'Female';
}

function isBornThen(birthDate: string, year: string, month: string): boolean {
  const isMonthKnown = Number(month) <= 12;
  return birthDate.slice(2, 4) === year && (!isMonthKnown || birthDate.slice(5, 7) === month);
}

/** Overseas departments have three digits. Until 1976 Corsica was one department, 20. */
function isDepartment(stated: string, department: string, place: string): boolean {
  const wanted = stated.trim().toUpperCase();
  if (department === '20') return wanted === '2A' || wanted === '2B' || wanted === '20';
  if (department === '97' || department === '98') return wanted === `${department}${place.slice(0, 1)}`;
  return wanted === department;
}
