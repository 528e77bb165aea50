import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fields, InspectView, LiveRecord, SnapshotRecord } from '../../../src/contract/index.ts';
import { inspectHires } from '../src/dpae.ts';
import { judgeEmployer } from '../src/dpae-employer.ts';
import { type Employers, hireFacts } from '../src/dpae-facts.ts';
import { type Datum, type Hire, judgeHire } from '../src/dpae-hire.ts';
import { filingState, filingWindow, parisInstant } from '../src/dpae-window.ts';
import { lucca } from '../src/index.ts';
import { readSettings } from '../src/settings.ts';
import { type Establishment, establishmentsOf, type LegalUnit } from '../src/structure.ts';
import { changeOf, codes, openTenant, settings, zoe } from './tenant.ts';

const seed = 20261121;

/** A hire with everything, on 4 January 2027 at nine. */
const hireFields = {
  firstName: 'Zoé',
  birthName: "O'Hara-Ñandú",
  gender: 'Female',
  birthDate: '1990-02-28',
  birthPlace: 'Ajaccio',
  birthDepartment: '2A',
  birthCountry: 'FR',
  nationality: 'fr',
  dtContractStart: '2027-01-04',
  startTime: '09:00',
  contractType: 'CDI',
  trialPeriodDays: 90,
} as const;
const hire: Hire = hireFields;

const now = '2026-12-28T08:00:00.000Z';
const judged = (changes: Partial<Record<Datum, string | number | null>>, at = now) =>
  // What the rows below change is of the right type, or on purpose not.
  judgeHire({ ...hire, ...changes } as Hire, at);

test('a hire with everything is ready', () => {
  expect(judged({})).toEqual({
    missing: [],
    invalid: [],
    doubts: [],
    state: 'open',
    window: {
      opens: '2026-12-27T08:00:00.000Z',
      closes: '2027-01-04T08:00:00.000Z',
      opensInParis: '2026-12-27 09:00',
      closesInParis: '2027-01-04 09:00',
    },
  });
});

test.each([
  ['birthName', null],
  ['firstName', ' '],
  ['gender', null],
  ['birthDate', null],
  ['birthPlace', null],
  ['birthDepartment', null],
  ['birthCountry', null],
  ['nationality', null],
  ['startTime', null],
  ['contractType', null],
  ['trialPeriodDays', null],
] as const)('says that %s is missing', (datum, value) => {
  expect(judged({ [datum]: value })?.missing).toContain(datum);
});

test.each([
  ['birthName', 'Ω'],
  ['birthName', 'x'.repeat(33)],
  ['firstName', 'R2D2'],
  ['gender', 'Misc'],
  ['birthDate', '2026-12-29'],
  ['birthDate', '28/02/1990'],
  ['birthPlace', 'x'.repeat(33)],
  ['birthDepartment', '20'],
  ['birthDepartment', '96'],
  ['birthDepartment', '977'],
  ['birthDepartment', '99'],
  ['birthCountry', 'France'],
  ['nationality', 'French'],
  ['startTime', '9h'],
  ['startTime', '24:00'],
  ['contractType', 'Permanent'],
  ['dtContractEnd', '2027-06-30'],
  ['trialPeriodDays', 'three months'],
] as const)('says that %s cannot be %p', (datum, value) => {
  expect(judged({ [datum]: value })?.invalid).toEqual([datum]);
});

test('a fixed term needs its end, and a trial period beyond six months only', () => {
  const fixed = { contractType: 'CDD', trialPeriodDays: null } as const;
  expect(judged({ ...fixed, dtContractEnd: null })?.missing).toEqual(['dtContractEnd']);
  expect(judged({ ...fixed, dtContractEnd: '2027-07-04' })?.missing).toEqual([]);
  expect(judged({ ...fixed, dtContractEnd: '2027-07-05' })?.missing).toEqual(['trialPeriodDays']);
  expect(judged({ ...fixed, dtContractEnd: '2027-01-04' })?.invalid).toEqual(['dtContractEnd']);
  expect(judged({ ...fixed, contractType: 'CTT', dtContractEnd: '2028-01-04' })).toMatchObject({
    missing: [],
    invalid: [],
  });
});

test('who was born abroad has the department 99 or none', () => {
  const abroad = { birthCountry: 'IT', birthPlace: 'Roma' } as const;
  expect(judged({ ...abroad, birthDepartment: null })).toMatchObject({ missing: [], invalid: [] });
  expect(judged({ ...abroad, birthDepartment: '99' })).toMatchObject({ missing: [], invalid: [] });
  expect(judged({ ...abroad, birthDepartment: '75' })?.invalid).toEqual(['birthDepartment']);
});

test('the social-security number may be missing, and must be right where it is there', () => {
  expect(judged({ socialSecurityNumber: '290022A004001' })).toMatchObject({ missing: [], invalid: [], doubts: [] });
  expect(judged({ socialSecurityNumber: '190022A004001' })?.doubts).toEqual(['sex']);
  expect(judged({ socialSecurityNumber: '29002' })?.invalid).toEqual(['socialSecurityNumber']);
  expect(judged({ socialSecurityNumber: '290022A00400199' })?.invalid).toEqual(['socialSecurityNumber']);
});

test('an internship needs no DPAE', () => {
  expect(judged({ contractType: 'Stage' })).toBeUndefined();
  expect(judged({ contractType: 'Convention de stage' })).toBeUndefined();
  expect(judged({ contractType: 'CDD international' })).toBeDefined();
});

test.each([
  ['2026-12-27T07:59:59.999Z', 'early'],
  ['2026-12-27T08:00:00.000Z', 'open'],
  ['2027-01-04T07:59:59.999Z', 'open'],
  ['2027-01-04T08:00:00.000Z', 'late'],
])('at %s it is %s', (at, state) => {
  expect(judged({}, at)?.state).toBe(state);
});

test("the window keeps to Paris' clock over a change of it", () => {
  // Summer time begins on 29 March 2026 and ends on 25 October 2026.
  expect(filingWindow('2026-04-02', '09:00')).toMatchObject({
    opens: '2026-03-25T08:00:00.000Z',
    closes: '2026-04-02T07:00:00.000Z',
  });
  expect(parisInstant('2026-10-25', '12:00')).toBe('2026-10-25T11:00:00.000Z');
  expect(parisInstant('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
  expect(filingWindow('2026-11-21')).toMatchObject({ closes: '2026-11-20T23:00:00.000Z' });
});

test('every hire has a window of eight days, and one state at every moment', () => {
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  const hour = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
  fc.assert(
    fc.property(
      day,
      hour,
      fc.integer({ min: -20 * 86_400_000, max: 20 * 86_400_000 }),
      (start, [hours, minutes], offset) => {
        const time = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        const window = filingWindow(start.toISOString().slice(0, 10), time);
        const [opens, closes] = [Date.parse(window.opens), Date.parse(window.closes)];
        const hoursOff = (closes - opens) / 3_600_000 - 8 * 24;
        expect(Math.abs(hoursOff)).toBeLessThanOrEqual(1);
        const moment = closes + offset;
        const expected = moment < opens ? 'early' : moment < closes ? 'open' : 'late';
        expect(filingState(window, new Date(moment).toISOString())).toBe(expected);
      },
    ),
    { seed },
  );
});

const paris: Establishment = {
  ...{ id: '11', name: 'Paris', code: 'PAR', isClosed: false, legalUnitId: '1' },
  ...{ siret: '73282932000074', ape: undefined, hasAddress: true },
};
const geneva: Establishment = { ...paris, id: '13', name: 'Genève', code: 'GVA', legalUnitId: '2' };
const example: LegalUnit = {
  ...{ id: '1', name: 'Example SAS', code: 'EX', isClosed: false, siren: '732829320' },
  ...{ ape: '62.01Z', countryCode: 'FR', headquartersId: '11' },
};
const configuration = { urssaf: '117', healthService: 'SST-1', startTime: '08:30' };

test('an establishment is ready with its numbers, its address and its part of the configuration', () => {
  expect(judgeEmployer(paris, example, configuration)).toEqual([]);
  const bare = { ...paris, siret: undefined, hasAddress: false };
  expect(judgeEmployer(bare, { ...example, siren: '', ape: undefined }, { urssaf: '75', healthService: ' ' })).toEqual([
    { what: 'siren', why: 'missing' },
    { what: 'siret', why: 'missing' },
    { what: 'ape', why: 'missing' },
    { what: 'address', why: 'missing' },
    { what: 'urssaf', why: 'malformed' },
    { what: 'health-service', why: 'missing' },
  ]);
  expect(judgeEmployer({ ...paris, siret: '44163769100128' }, example, undefined)).toEqual([
    { what: 'siret', why: 'other-legal-unit' },
    { what: 'configuration', why: 'missing' },
  ]);
});

test.each([
  [{ street: '1 rue de l’Exemple', zipCode: '75001', city: 'Paris' }, []],
  [{ street: '1 rue de l’Exemple', zipCode: '7501', city: 'Paris' }, ['address']],
  [null, ['address']],
])('an establishment with the address %j lacks %j', async (address, lacking) => {
  const tenant = openTenant();
  tenant.hand('establishments', { id: 11, address });
  const [place] = await establishmentsOf(tenant.context);
  expect(place && judgeEmployer(place, example, configuration).map(({ what }) => what)).toEqual(lacking);
});

const dpae = {
  hr_file_adapted: true,
  establishments: { par: { urssaf: '117', health_service: 'SST-1', start_time: '08:30' } },
  fields: { birthName: 'e_birthname' },
};

function employers(overrides: object = {}): Employers {
  const read = readSettings({ ...settings, dpae: { ...dpae, ...overrides } });
  if (!read.dpae) throw new Error('no DPAE settings');
  return {
    settings: read,
    dpae: read.dpae,
    establishments: [paris, geneva],
    legalUnits: [example, { ...example, id: '2', countryCode: 'CH' }],
  };
}

const desired = (fields: Fields, rest: Partial<SnapshotRecord> = {}): SnapshotRecord => ({
  ...{ kind: 'employees', key: '7' },
  fields: { ...zoe, ...hireFields, ...fields },
  ...rest,
});
const view = (records: readonly SnapshotRecord[], live: readonly LiveRecord[] = []): InspectView => ({
  ...{ desired: records, live, base: null, baseSettings: null },
});
const inspected = (records: readonly SnapshotRecord[], live?: readonly LiveRecord[], overrides = {}, at = now) =>
  inspectHires(view(records, live), employers(overrides), { today: at.slice(0, 10), now: at });

test('says until when a ready hire is to be filed, and to wait before the window opens', () => {
  expect(inspected([desired({})])).toMatchObject([
    {
      code: 'lucca-dpae-due',
      severity: 'warning',
      message: 'Ready for the DPAE, which is to be filed before 2027-01-04 09:00 (Paris).',
    },
  ]);
  expect(inspected([desired({})], [], {}, '2026-12-01T08:00:00Z')).toMatchObject([
    {
      code: 'lucca-dpae-early',
      message: expect.stringContaining('from 2026-12-27 09:00 to 2027-01-04 09:00 (Paris)'),
    },
  ]);
});

test('names what is missing and wrong with its deadline, and never a value', () => {
  const number = '190022A004001';
  const findings = inspected([desired({ birthPlace: null, nationality: 'French', socialSecurityNumber: number })]);
  expect(findings).toMatchObject([
    {
      code: 'lucca-dpae-missing',
      message: 'Missing for the DPAE: birth town. To be filed from 2026-12-27 09:00 to 2027-01-04 09:00 (Paris).',
    },
    {
      code: 'lucca-dpae-invalid',
      message: 'Not as the DPAE takes it: nationality. To be filed from 2026-12-27 09:00 to 2027-01-04 09:00 (Paris).',
    },
    { code: 'lucca-dpae-doubt', message: 'The social-security number does not go with the sex of the row.' },
  ]);
  const said = JSON.stringify(findings);
  for (const value of [number, 'French', 'Zoé', 'Ñandú', '1990']) expect(said).not.toContain(value);
});

test('takes the hour of the configuration where the row has none, and the custom field of Lucca where git has no name', () => {
  const live: LiveRecord = { kind: 'employees', remote: '400', fields: { e_birthname: 'Ohara' } };
  const { birthName: _, startTime: __, ...rest } = hireFields;
  const facts = hireFacts({ desired: { ...zoe, ...rest }, live }, employers());
  expect(facts?.hire).toMatchObject({ birthName: 'Ohara', startTime: '08:30' });
});

test('looks at who works in France and has not begun, or begun without being in Lucca', () => {
  expect(inspected([desired({ establishment: 'Genève' })])).toEqual([]);
  const begun = desired({ dtContractStart: '2026-12-01' }, { remote: '400' });
  expect(inspected([begun], [{ kind: 'employees', remote: '400', fields: {} }])).toEqual([]);
  expect(codes(inspected([desired({ dtContractStart: '2026-12-01' })]))).toEqual(['lucca-dpae-late']);
  // Back since the first, and Lucca has the earlier contract alone.
  const former = { kind: 'employees', remote: '400', active: false, fields: { dtContractEnd: '2025-12-31' } } as const;
  expect(codes(inspected([begun], [former]))).toEqual(['lucca-dpae-late']);
});

test('says once what is not set up', () => {
  const two = [desired({}), desired({}, { key: '8' })];
  const findings = inspected(two, [], { hr_file_adapted: false, establishments: {} });
  expect(codes(findings).filter((code) => code !== 'lucca-dpae-due')).toEqual([
    'lucca-dpae-file-not-adapted',
    'lucca-dpae-employer',
  ]);
});

test('gives out the table of what is missing, for people of the roster who begin later', async () => {
  const tenant = openTenant({ dpae: { ...dpae, establishments: { paris: dpae.establishments.par } } });
  const fields = {
    ...zoe,
    dtContractStart: '2026-11-28',
    birthDate: '1990-02-28',
    gender: 'Female',
    nationality: 'FR',
    contractType: 'CDI',
  };
  tenant.hand('customFields', ['e_birthname']);
  await lucca.write(tenant.context, {
    changes: [
      changeOf('7', { ...fields, e_birthname: 'OHARA' }),
      changeOf('8', { ...zoe, employeeNumber: '8', mail: 'b@example.org', login: 'b' }),
    ],
  });

  const batches = [];
  for await (const batch of lucca.export?.(tenant.context, {
    name: 'dpae',
    options: {},
    keys: [{ key: '7', remote: '400' }, { key: '8' }],
  }) ?? []) {
    batches.push(batch);
  }
  expect(batches).toEqual([
    {
      rows: [
        [
          ...['7', '400', 'Paris', '2026-11-28', '2026-11-20 08:30', '2026-11-28 08:30', 'open', false],
          ...['birthPlace birthDepartment birthCountry trialPeriodDays', '', ''],
        ],
      ],
      proof: { complete: true, counted: 1 },
    },
  ]);
  expect(lucca.exports?.[0]?.columns).toHaveLength(batches[0]?.rows[0]?.length ?? 0);
});
