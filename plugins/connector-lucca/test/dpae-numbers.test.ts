import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLuhn, judgeApe, judgeSiren, judgeSiret } from '../src/dpae-numbers.ts';
import { judgeSocialSecurityNumber, socialSecurityKey } from '../src/dpae-social-security.ts';

const seed = 20261121;

test.each([
  ['73282932000074', undefined],
  ['44163769100128', undefined],
  ['732 829 320 00074', undefined],
  ['73282932000075', 'checksum'],
  ['7328293200007', 'malformed'],
  ['7328293200007X', 'malformed'],
  ['', 'malformed'],
])('the SIRET %p is %p', (siret, trouble) => {
  expect(judgeSiret(siret)).toBe(trouble);
});

test('a SIRET begins with the SIREN of its legal unit', () => {
  expect(judgeSiret('73282932000074', '732 829 320')).toBeUndefined();
  expect(judgeSiret('73282932000074', '441637691')).toBe('other-legal-unit');
});

test.each([
  // A sum of digits that is a multiple of five, and one that is not; neither is right by the usual check.
  ['35600000000001', undefined],
  ['35600000000002', 'checksum'],
])('the SIRET %p of La Poste is %p', (siret, trouble) => {
  expect(isLuhn(siret)).toBe(false);
  expect(judgeSiret(siret)).toBe(trouble);
});

test('the usual check holds at La Poste too', () => {
  const head = '3560000000000';
  const usual = [...'0123456789'].map((digit) => head + digit).filter(isLuhn);
  expect(usual).toHaveLength(1);
  expect(judgeSiret(usual[0] ?? '')).toBeUndefined();
});

test.each([
  ['732829320', undefined],
  ['356000000', undefined],
  ['732829321', 'checksum'],
  ['73282932', 'malformed'],
])('the SIREN %p is %p', (siren, trouble) => {
  expect(judgeSiren(siren)).toBe(trouble);
});

test.each([
  ['62.01Z', undefined],
  ['6201z', undefined],
  ['620Z', 'malformed'],
  ['62011', 'malformed'],
])('the APE code %p is %p', (ape, trouble) => {
  expect(judgeApe(ape)).toBe(trouble);
});

test('one digit mistyped never leaves a SIRET right', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const digits = [...'73282932000074'];
      digits[at] = String((Number(digits[at]) + by) % 10);
      expect(judgeSiret(digits.join(''))).toBe('checksum');
    }),
    { seed },
  );
});

test.each([
  ['2550814168025', '38'],
  ['190012A004001', '63'],
  ['191022B033012', '49'],
])('the key of %p is %p', (number, key) => {
  expect(socialSecurityKey(number)).toBe(key);
  expect(judgeSocialSecurityNumber(`${number}${key}`)).toEqual([]);
  expect(judgeSocialSecurityNumber(`${number} ${key === '97' ? '01' : '97'}`)).toEqual(['key']);
});

test('every number has one key, and no other is taken', () => {
  const number = fc
    .tuple(
      fc.constantFrom('1', '2', '3', '4', '7', '8'),
      fc.integer({ min: 0, max: 99 }),
      fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 20, max: 99 })),
      fc.oneof(
        fc.integer({ min: 1, max: 95 }).map((one) => String(one).padStart(2, '0')),
        fc.constantFrom('2A', '2B', '97', '99'),
      ),
      fc.integer({ min: 0, max: 999_999 }),
    )
    .map(([sex, year, month, department, rest]) =>
      [
        sex,
        String(year).padStart(2, '0'),
        String(month).padStart(2, '0'),
        department,
        String(rest).padStart(6, '0'),
      ].join(''),
    );
  fc.assert(
    fc.property(number, fc.integer({ min: 0, max: 99 }), (thirteen, other) => {
      const key = socialSecurityKey(thirteen);
      const stated = String(other).padStart(2, '0');
      expect(Number(key)).toBeGreaterThanOrEqual(1);
      expect(Number(key)).toBeLessThanOrEqual(97);
      expect(judgeSocialSecurityNumber(thirteen)).toEqual([]);
      expect(judgeSocialSecurityNumber(thirteen + stated)).toEqual(stated === key ? [] : ['key']);
    }),
    { seed },
  );
});

test.each([
  ['2 55 08 14 168 025 38', { sex: 'Female', birthDate: '1955-08-30', birthDepartment: '14' }, []],
  ['255081416802538', { sex: 'Male', birthDate: '1955-08-30', birthDepartment: '14' }, ['sex']],
  ['255081416802538', { sex: 'Female', birthDate: '1955-09-30' }, ['birth']],
  ['255081416802538', { birthDate: '1956-08-30', birthDepartment: '15' }, ['birth', 'department']],
  // A month that nobody knew is 20 or more, and then only the year counts.
  ['2552014168025', { birthDate: '1955-08-30' }, []],
  // Born in Corsica before it was two departments.
  ['1700620004001', { birthDepartment: '2A' }, []],
  ['1800620004001', { birthDate: '1980-06-01', birthDepartment: '2A' }, ['department']],
  ['190012A004001', { birthDepartment: '2A' }, []],
  ['190012A004001', { birthDepartment: '2B' }, ['department']],
  // Overseas departments have three digits, abroad is 99.
  ['1800697105001', { birthDepartment: '971' }, []],
  ['1800697105001', { birthDepartment: '974' }, ['department']],
  ['1800699105001', { birthDepartment: '99' }, []],
  ['1801399105001', {}, ['malformed']],
  ['5800699105001', {}, ['malformed']],
  ['nothing of the sort', {}, ['malformed']],
] as const)('the number %p of somebody with %p has the troubles %p', (number, facts, troubles) => {
  expect(judgeSocialSecurityNumber(number, facts)).toEqual(troubles);
});
