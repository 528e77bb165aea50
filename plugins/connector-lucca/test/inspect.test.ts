import { expect, test } from '@jest/globals';
import type { Fields, InspectView, LiveRecord, SnapshotRecord } from '../../../src/contract/index.ts';
import { lucca } from '../src/index.ts';
import { codes, type Overrides, openTenant, zoe } from './tenant.ts';

const person = (fields: Fields, rest: Partial<SnapshotRecord> = {}): SnapshotRecord => ({
  ...{ kind: 'employees', key: '7', fields: { ...zoe, manager: '1', ...fields } },
  ...rest,
});
const living = (fields: Fields, rest: Partial<LiveRecord> = {}): LiveRecord => ({
  ...{ kind: 'employees', remote: '400', active: true, fields },
  ...rest,
});

async function inspect(view: Partial<InspectView>, overrides?: Overrides) {
  const { context } = openTenant(overrides);
  const whole = { desired: [], live: [], base: null, baseSettings: null, ...view };
  return (await lucca.inspect?.(context, whole)) ?? [];
}

test('has nothing to say of a newcomer with everything', async () => {
  expect(await inspect({ desired: [person({})] })).toEqual([]);
});

test.each(['login', 'establishment', 'department', 'role'])('holds a newcomer without %s', async (field) => {
  expect(await inspect({ desired: [person({ [field]: null })] })).toMatchObject([
    { code: 'lucca-field-needed', severity: 'error', field, key: '7' },
  ]);
  expect(
    await inspect({ desired: [person({ [field]: null })] }, { tenant_defaults: { [field]: 'the usual' } }),
  ).toMatchObject([
    {
      code: 'lucca-tenant-default',
      severity: 'warning',
      message: `Left to the default value of the tenant: ${field} (the usual).`,
    },
  ]);
});

test('needs no establishment where the legal unit leads to one', async () => {
  expect(await inspect({ desired: [person({ establishment: null, legalUnit: 'Example SAS' })] })).toEqual([]);
  expect(codes(await inspect({ desired: [person({ establishment: null, legalUnit: 'Nobody SAS' })] }))).toEqual([
    'lucca-field-needed',
    'lucca-legal-unit-unknown',
  ]);
});

test('a legal unit that is named counts before the default of the tenant, unless that is part of it', async () => {
  const named = (legalUnit: string) => inspect({ desired: [person({ establishment: null, legalUnit })] }, defaults);
  const defaults = { tenant_defaults: { establishment: 'Lyon' } };
  expect(await named('Example SA')).toEqual([]);
  expect(codes(await named('Example SAS'))).toEqual(['lucca-tenant-default']);
  // As Lucca's older API calls them: the name of an establishment.
  expect(await named('Genève')).toEqual([]);
  expect(codes(await named('Nobody SAS'))).toEqual(['lucca-tenant-default', 'lucca-legal-unit-unknown']);
});

test('says when establishment and legal unit do not go together', async () => {
  expect(codes(await inspect({ desired: [person({ legalUnit: 'EX' })] }))).toEqual([]);
  expect(codes(await inspect({ desired: [person({ legalUnit: 'Example SA' })] }))).toEqual([
    'lucca-legal-unit-differs',
  ]);
});

test('says when nobody, or nobody known, is the manager', async () => {
  const boss = living({ mail: 'boss@example.org' }, { remote: '1' });
  const { manager: _, ...fields } = { ...zoe, manager: '1' };
  const one = (more: Fields, live = [boss]) =>
    inspect({ desired: [{ kind: 'employees', key: '7', fields: { ...fields, ...more } }], live });
  expect(codes(await one({}))).toEqual(['lucca-without-manager']);
  expect(codes(await one({ managerEmail: null }))).toEqual(['lucca-without-manager']);
  expect(codes(await one({ managerEmail: 'Boss@example.org' }))).toEqual([]);
  expect(codes(await one({ managerEmail: 'nobody@example.org' }))).toEqual(['lucca-manager-unknown']);
  expect(codes(await one({ managerEmail: 'boss@example.org' }, [{ ...boss, active: false }]))).toEqual([
    'lucca-manager-unknown',
  ]);
  expect(codes(await one({ manager: null }))).toEqual([]);
});

test('holds whom an earlier run made and the key cannot see, until the first day', async () => {
  const base = [person({ dtContractStart: '2027-01-04' })];
  const hidden = person({ dtContractStart: '2027-01-04' }, { known: true });
  expect(codes(await inspect({ desired: [hidden], base }))).toEqual(['lucca-future-hidden']);
  expect(codes(await inspect({ desired: [{ ...hidden, remote: '400' }], base, live: [living({})] }))).not.toContain(
    'lucca-future-hidden',
  );
  expect(codes(await inspect({ desired: [hidden], base: [person({ dtContractStart: '2026-11-01' })] }))).toEqual([]);
});

test('says who was here before', async () => {
  const view = { desired: [person({}, { remote: '400' })], live: [living(zoe, { active: false })] };
  expect(codes(await inspect(view))).toEqual(['lucca-was-here']);
  expect(codes(await inspect({ ...view, live: [living(zoe)] }))).toEqual([]);
});

test('says that employee numbers are not unique, without saying which', async () => {
  const live = ['1', '2', '3'].map((remote) => living({ employeeNumber: remote === '3' ? '9' : '4711' }, { remote }));
  const findings = await inspect({ live });
  expect(findings).toMatchObject([{ code: 'lucca-number-twice', severity: 'warning' }]);
  expect(JSON.stringify(findings)).not.toContain('4711');
  expect(await inspect({ live }, { key: 'none' })).toEqual([]);
});

test('refuses a field that Lucca does not have', async () => {
  expect(await inspect({ desired: [person({ e_shoe: '44', userAxisValues_12: '5', shoeSize: '44' })] })).toMatchObject([
    { code: 'lucca-field-name', scope: 'system', who: 'config', message: '"shoeSize" is no field of Lucca.' },
  ]);
});

test('looks at what git changes, and leaves alone what was applied and archived since', async () => {
  const archived = { department: 'Closed since' };
  const there = person(archived, { remote: '400', known: true });
  const live = [living({ ...zoe, manager: '1', department: 'Other' })];
  expect(codes(await inspect({ desired: [there], live, base: [person(archived)] }))).toEqual([]);
  expect(codes(await inspect({ desired: [there], live: [living({ ...zoe, ...archived })], base: null }))).toEqual([]);
  expect(codes(await inspect({ desired: [there], live, base: [person({})] }))).toEqual(['lucca-unit-unknown']);
});

test('tells once what is the same of many people, naming nobody, and each error by itself', async () => {
  const newcomers = (count: number, fields: Fields) =>
    Array.from({ length: count }, (_, index) => person(fields, { key: `k${index}` }));
  const defaults = { tenant_defaults: { role: 'the usual' } };
  expect(await inspect({ desired: newcomers(10, { role: null }) }, defaults)).toHaveLength(10);
  expect(await inspect({ desired: newcomers(11, { role: null }) }, defaults)).toEqual([
    {
      code: 'lucca-tenant-default',
      severity: 'warning',
      scope: 'system',
      who: 'data',
      message: '11 people: Left to the default value of the tenant: role (the usual).',
      next: expect.any(String),
    },
  ]);
  expect(await inspect({ desired: newcomers(11, { role: null }) })).toHaveLength(11);
});

test('looks at the readiness for the DPAE only where the settings speak of it', async () => {
  const hire = person({ dtContractStart: '2026-11-28' });
  expect(codes(await inspect({ desired: [hire] }))).toEqual([]);
  expect(codes(await inspect({ desired: [hire] }, { dpae: { hr_file_adapted: true } }))).toEqual([
    'lucca-dpae-employer',
    'lucca-dpae-missing',
  ]);
});

test.each([
  ['after the end of the running contract, of a further one', '2026-12-31', 'lucca-next-begins warning'],
  ['in the running contract, which loses its access', null, 'lucca-start-moves warning'],
])('says when a first day moves behind today, %s', async (_name, end, said) => {
  const live = [living({ ...zoe, dtContractEnd: end })];
  const desired = [person({ dtContractStart: '2027-02-01', dtContractEnd: null }, { remote: '400', known: true })];
  expect((await inspect({ desired, live })).map(({ code, severity }) => `${code} ${severity}`)).toEqual([said]);
  // What git did not move is not written, and nobody is held for it.
  expect(await inspect({ desired, live, base: desired })).toEqual([]);
  // Who is off comes back: that opens a new contract.
  const off = [living({ ...zoe, dtContractEnd: end }, { active: false })];
  expect(codes(await inspect({ desired, live: off }))).not.toContain(said.split(' ')[0]);
});
