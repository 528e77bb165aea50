/** Why a SIREN, SIRET or APE cannot be right. */
export type NumberTrouble = 'malformed' | 'checksum' | 'other-legal-unit';

/** Legal unit of La Poste, whose establishments are too many for the usual check digit. */
const laPoste = '356000000';

/** Whether the check digit of a number is right (Luhn): from the right, every second digit counts twice. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

/** What is wrong with the nine digits of a legal unit; undefined when nothing is. */
export function judgeSiren(text: string): NumberTrouble | undefined {
  const digits = bare(text);
  if (!/^\d{9}$/.test(digits)) return 'malformed';
  return isLuhn(digits) ? undefined : 'checksum';
}

/**
 * What is wrong with the fourteen digits of an establishment; undefined when nothing is. It begins with the number of its
 * legal unit. At La Poste the sum of the digits is a multiple of five, or the usual check holds.
 */
export function judgeSiret(text: string, siren?: string): NumberTrouble | undefined {
  const digits = bare(text);
  if (!/^\d{14}$/.test(digits)) return 'malformed';
  const sum = [...digits].reduce((total, digit) => total + Number(digit), 0);
  const isRight = isLuhn(digits) || (digits.startsWith(laPoste) && sum % 5 === 0);
  if (!isRight || !isLuhn(digits.slice(0, 9))) return 'checksum';
  return siren !== undefined && bare(siren) !== digits.slice(0, 9) ? 'other-legal-unit' : undefined;
}

/** Four digits and a letter; the dot does not count. */
export function judgeApe(text: string): NumberTrouble | undefined {
  return /^\d{4}[A-Z]$/.test(bare(text).toUpperCase()) ? undefined : 'malformed';
}

function bare(text: string): string {
  return text.replaceAll(/[\s.\u00a0]/g, '');
}
