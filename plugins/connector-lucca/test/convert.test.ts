import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fields, Value } from '../../../src/contract/index.ts';
import { toNormal } from '../../../src/engine/normal.ts';
import { toRecord } from '../src/convert.ts';
import { contractFields, employeeFields, neverEmpty } from '../src/fields.ts';
import { lucca } from '../src/index.ts';
import { toNative } from '../src/native.ts';
import { foundUser } from '../src/schema.ts';
import { readSettings } from '../src/settings.ts';
import type { Unit } from '../src/structure.ts';
import { changeOf, openTenant, readAll, settings, today, zoe } from './tenant.ts';

const unit = (id: string, name: string, code: string, isClosed = false): Unit => ({ id, name, code, isClosed });
const lists = {
  establishments: [unit('11', 'Paris', 'PAR'), unit('12', 'Lyon', 'LYO'), unit('14', 'Old', 'OLD', true)],
  departments: [unit('21', 'Sales', 'SAL'), unit('22', 'Care', 'C1'), unit('23', 'Care', 'C2')],
  roles: [unit('31', 'Collaborateur', ''), unit('32', 'Manager', '')],
};
const around = {
  settings: readSettings(settings),
  today,
  establishments: lists.establishments,
  departments: lists.departments,
};
const record = (user: object, more: object = {}) =>
  toRecord(foundUser.parse({ id: 400, ...user }), { ...around, ...more });
const native = (fields: Fields, overrides: object = {}, rest = {}) =>
  toNative(changeOf('7', fields, rest), readSettings({ ...settings, ...overrides }), lists);
const update = (fields: Fields, overrides: object = {}) => native(fields, overrides, { op: 'update', remote: '400' });

/** What stands in the files, what is sent, and what comes back. */
const pairs: readonly (readonly [Fields, object, object])[] = [
  [{ firstName: 'Zoé' }, { firstName: 'Zoé' }, { firstName: 'Zoé' }],
  [{ mail: 'zoe@example.org' }, { mail: 'zoe@example.org' }, { mail: 'zoe@example.org' }],
  [{ employeeNumber: '007' }, { employeeNumber: '007' }, { employeeNumber: '007' }],
  [{ birthDate: '1990-02-28' }, { birthDate: '1990-02-28T00:00:00' }, { birthDate: '1990-02-28T00:00:00' }],
  [{ birthDate: null }, { birthDate: null }, { birthDate: null }],
  [{ department: 'Sales' }, { departmentId: 21 }, { department: { id: 21, name: 'Sales', url: 'x' } }],
  [{ role: 'Manager' }, { rolePrincipalId: 32 }, { rolePrincipal: { id: 32, name: 'Manager' } }],
  [
    { secondaryRoles: ['Manager'] },
    { habilitedRoles: [{ id: 32 }] },
    { habilitedRoles: [{ id: 32, name: 'Manager' }] },
  ],
  [{ culture: 'fr-FR' }, { cultureID: 1036 }, { culture: { id: 1036, name: 'Français' } }],
  [{ manager: '90' }, { managerId: 90 }, { manager: { id: 90, name: 'Boss' } }],
  [{ manager: null }, { managerId: null }, { manager: null }],
  [{ gender: 'Female' }, { gender: 'Female' }, { gender: 'Female' }],
  [{ gender: null }, { gender: 'Undefined' }, { gender: 'Undefined' }],
  [{ jobTitle: null }, { jobTitle: null }, { jobTitle: null }],
  [{ calendarId: 3 }, { calendarId: 3 }, { calendar: { id: 3, name: 'FR' } }],
  [{ e_shoe: '44' }, { e_shoe: '44' }, { extendedData: { e_shoe: 44 } }],
  [{ e_since: '2020-01-31' }, { e_since: '2020-01-31' }, { extendedData: { e_since: '2020-01-31T00:00:00' } }],
  [{ e_shoe: null }, { e_shoe: null }, { extendedData: { e_shoe: null } }],
];

test.each(pairs)('%j is sent as %j and comes back', (fields, sent, back) => {
  expect(update(fields)).toEqual({ user: sent, contract: {}, findings: [] });
  expect(record(back).fields).toEqual(fields);
});

test('a nationality is sent in capitals and compared without regard to them', () => {
  expect(update({ nationality: 'fr' }).user).toEqual({ nationalityId: 'FR' });
  const field = employeeFields.find((one) => one.name === 'nationality') ?? {};
  expect(toNormal(record({ nationalityId: 'FR' }).fields.nationality ?? null, field)).toBe('fr');
});

test('what is written and never read is sent to its property', () => {
  const sent = update(
    { socialSecurityNumber: '290022A004001', iban: 'FR76', userAxisValues_12: '5' },
    { social_security_property: 'e_nir' },
  );
  expect(sent.user).toEqual({ e_nir: '290022A004001', iban: 'FR76', userAxisValues_12: { id: 5 } });
  expect(update({ userAxisValues_12: null, bic: null }).user).toEqual({ userAxisValues_12: null, bic: null });
});

test('dates, establishment, type and trial are changed in the contract, in its own words', () => {
  const fields = {
    dtContractStart: '2026-12-01',
    dtContractEnd: null,
    establishment: 'lyon',
    contractType: 'cdd',
    trialPeriodDays: 60,
  };
  expect(update(fields)).toEqual({
    user: {},
    contract: { startsOn: '2026-12-01', endsOn: null, establishmentId: 12, typeId: 2, trialPeriodDays: 60 },
    findings: [],
  });
  expect(native(fields)).toMatchObject({
    user: { dtContractStart: '2026-12-01T00:00:00', legalEntityId: 12 },
    contract: { typeId: 2, trialPeriodDays: 60 },
  });
  expect(record({}, { contract: { typeId: 2, trialPeriodDays: 60 } }).fields).toEqual({
    contractType: 'CDD',
    trialPeriodDays: 60,
  });
  expect(record({}, { contract: { typeId: 9, trialPeriodDays: null } }).fields).toEqual({
    contractType: '9',
    trialPeriodDays: null,
  });
  expect(update({ contractType: '9' }).contract).toEqual({ typeId: 9 });
});

test('a newcomer carries nothing empty, and nobody what only the DPAE looks at', () => {
  const empty = Object.fromEntries(employeeFields.map(({ name }) => [name, null]));
  expect(native(empty)).toEqual({ user: { managerId: null }, contract: {}, findings: [] });
  const checked = {
    birthName: 'x',
    birthPlace: 'x',
    birthDepartment: '75',
    birthCountry: 'FR',
    country: 'FR',
    startTime: '09:00',
  };
  expect(native({ ...checked, legalUnit: 'x', managerEmail: 'x' })).toEqual({ user: {}, contract: {}, findings: [] });
});

test('what Lucca never holds empty is never sent empty', () => {
  for (const field of neverEmpty) expect(update({ [field]: null })).toEqual({ user: {}, contract: {}, findings: [] });
});

test.each([
  [{ department: 'Catering' }, {}, 'lucca-unit-unknown'],
  [{ department: 'Care' }, {}, 'lucca-unit-ambiguous'],
  [{ establishment: 'Old' }, {}, 'lucca-unit-closed'],
  [{ establishment: 'Paris' }, { establishment_by: 'code' }, 'lucca-unit-unknown'],
  [{ role: 'Owner' }, {}, 'lucca-unit-unknown'],
  [{ secondaryRoles: ['Owner'] }, {}, 'lucca-unit-unknown'],
  [{ culture: 'xx' }, {}, 'lucca-unit-unknown'],
  [{ contractType: 'Apprentice' }, {}, 'lucca-contract-type-unknown'],
] as const)('%j with %j is %s, with its field and without its value', (fields, overrides, code) => {
  const { findings } = update(fields as Fields, overrides);
  expect(findings).toMatchObject([
    { code, severity: 'error', kind: 'employees', key: '7', field: Object.keys(fields)[0] },
  ]);
  expect(JSON.stringify(findings)).not.toContain(String(Object.values(fields)[0]));
});

test.each([
  ['name', { establishment: 'Paris', department: 'Sales' }],
  ['code', { establishment: 'PAR', department: 'SAL' }],
  ['id', { establishment: '11', department: '21' }],
] as const)('units are named by %s, both ways', (by, fields) => {
  const ways = { establishment_by: by, department_by: by };
  expect(native(fields, ways).user).toEqual({ legalEntityId: 11, departmentId: 21 });
  const live = record(
    { legalEntity: { id: 11, name: 'Paris' }, department: { id: 21, name: 'Sales' } },
    { settings: readSettings({ ...settings, ...ways }) },
  );
  expect(live.fields).toEqual(fields);
});

test('a unit whose code the lists do not show is unknown, not empty', () => {
  const ways = { settings: readSettings({ ...settings, department_by: 'code' }) };
  expect(record({ department: { id: 99, name: 'Gone' } }, ways).fields).toEqual({});
  expect(record({ department: null }, ways).fields).toEqual({ department: null });
});

test('without key, no employee number is sent or taken for our id', () => {
  expect(native({ employeeNumber: 'T-1' }, { key: 'none' }).user).toEqual({});
  expect(record({ employeeNumber: '7' }, { settings: readSettings({ ...settings, key: 'none' }) }).key).toBeUndefined();
  expect(record({ employeeNumber: ' 7 ' }).key).toBe('7');
  expect(record({ employeeNumber: '' }).key).toBeUndefined();
});

test.each([
  [null, true],
  ['2026-11-22', true],
  ['2026-11-21', true],
  ['2026-11-20', false],
])('with the end %p a person is active: %p', (end, active) => {
  expect(record({ dtContractEnd: end && `${end}T00:00:00` }).active).toBe(active);
});

test('who is their own manager has none, and what did not come is unknown', () => {
  expect(record({ manager: { id: 400 } }).fields).toEqual({ manager: null });
  expect(record({})).toEqual({ kind: 'employees', remote: '400', fields: {} });
  expect(record({ extendedData: { e_list: [1], other: 'x', e_part: { id: 1 } } }).fields).toEqual({});
});

test('whatever is sent to Lucca comes back as the same, in normal form', async () => {
  const text = fc.constantFrom('Zoé', '=1+1', '@all', 'a|b', '😀', "O'Hara", 'x');
  const fields = fc.record({
    firstName: text,
    lastName: text,
    jobTitle: fc.option(text),
    gender: fc.option(fc.constantFrom('Female', 'Male', 'Misc')),
    birthDate: fc.option(fc.constantFrom('1990-02-28', '2000-12-31')),
    nationality: fc.option(fc.constantFrom('FR', 'de')),
    personalMobile: fc.option(fc.constantFrom('+33612345678', '06 12 34 56 78')),
    department: fc.constantFrom('Sales', 'engineering', 'PEOPLE'),
    establishment: fc.constantFrom('Paris', 'lyon'),
    dtContractEnd: fc.option(fc.constantFrom('2027-01-31', '2026-11-30')),
    trialPeriodDays: fc.option(fc.integer({ min: 0, max: 365 })),
    contractType: fc.constantFrom('CDI', 'cdd'),
    e_shoe: fc.option(text),
  });
  await fc.assert(
    fc.asyncProperty(fields, fields, async (first, second) => {
      const tenant = openTenant();
      const create = changeOf('7', { ...zoe, ...first } as Fields);
      expect(await lucca.write(tenant.context, { changes: [create] })).toMatchObject([{ status: 'done' }]);
      await expectSame(tenant, first as Fields);
      const change = changeOf('7', { ...zoe, ...second } as Fields, {
        op: 'update',
        remote: '400',
        changed: Object.keys(second),
      });
      expect(await lucca.write(tenant.context, { changes: [change] })).toMatchObject([{ status: 'done' }]);
      await expectSame(tenant, second as Fields);
    }),
    { seed: 20261121, numRuns: 40 },
  );
});

async function expectSame(tenant: ReturnType<typeof openTenant>, fields: Fields): Promise<void> {
  const [live] = (await readAll(tenant.context)).records;
  for (const [name, value] of Object.entries(fields)) {
    const declaration = employeeFields.find((field) => field.name === name) ?? {
      normal: ['trim', 'empty-is-null'] as const,
    };
    const back: Value | undefined = live?.fields[name];
    // A custom field that was never sent is unknown rather than empty.
    if (back === undefined && value === null) continue;
    expect([name, toNormal(back ?? null, declaration)]).toEqual([name, toNormal(value, declaration)]);
  }
}

test('every field of the contract is a field', () => {
  for (const name of contractFields) expect(employeeFields.map((field) => field.name)).toContain(name);
});
