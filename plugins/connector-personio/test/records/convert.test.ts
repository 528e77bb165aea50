import { expect, test } from '@jest/globals';
import type { Value } from '../../../../src/contract/index.ts';
import { toAttributeValue, toNativeAttribute } from '../../src/employees/attribute-values.ts';
import { toRecord } from '../../src/employees/convert.ts';
import type { Attributes, Directory } from '../../src/employees/directory.ts';
import { employment, namedEmployee, person } from '../../src/employees/schema.ts';
import { personio } from '../../src/index.ts';
import { createNames } from '../../src/records/names.ts';
import { addDays, splitTime, stampOf, toTime } from '../../src/records/times.ts';
import { type Account, changeOf, codesOf, desiredOf, openAccount, readAll } from '../account.ts';

const none = createNames([]);
const directory: Directory = { offices: none, departments: none, teams: none, costCenters: none, legalEntities: none };
const attributes: Attributes = { all: [], find: () => [] };
const around = { directory, attributes, numberId: 'dynamic_7' };
const read = (one: object, contract?: object) =>
  toRecord(person.parse({ id: 3003, ...one }), contract && employment.parse({ id: 'e', ...contract }), around);

test('what is absent is unknown, what is null or empty is empty', () => {
  expect(read({}).fields).toEqual({});
  expect(read({}).active).toBeUndefined();
  const { fields } = read(
    { email: '', preferred_name: null, gender: 'UNSPECIFIED' },
    {
      position: null,
      supervisor: null,
      office: null,
      org_units: [],
      cost_centers: null,
      contract_end_date: '',
      termination: null,
    },
  );
  expect(fields).toEqual({
    email: null,
    preferred_name: null,
    gender: null,
    position: null,
    supervisor: null,
    office: null,
    office_id: null,
    department: null,
    department_id: null,
    team: null,
    team_id: null,
    cost_centers: [],
    cost_center_ids: [],
    contract_end_date: null,
    termination_date: null,
    last_working_day: null,
    termination_type: null,
    termination_reason: null,
  });
});

test('a name that nobody showed is unknown while its id is known', () => {
  const { fields } = read({}, { office: { id: 60302 }, cost_centers: [{ id: '1', weight: 50 }] });
  expect(fields).toEqual({ office_id: '60302', cost_center_ids: [{ id: '1', weight: 50 }] });
});

test('takes the last working day under both its names', () => {
  expect(read({}, { termination: { last_working_date: '2026-01-07' } }).fields.last_working_day).toBe('2026-01-07');
  expect(read({}, { termination: { last_working_day: '2026-01-07' } }).fields.last_working_day).toBe('2026-01-07');
});

test('active is what the latest employment says, else the person', () => {
  expect(read({ status: 'ACTIVE' }, { status: 'INACTIVE' }).active).toBe(false);
  expect(read({ status: 'INACTIVE' }).active).toBe(false);
  expect(read({}, { status: 'LEAVE' }).active).toBe(true);
  expect(read({}, { status: 'UNSPECIFIED' }).active).toBeUndefined();
});

test('our number is the key, also where it comes as a number', () => {
  expect(read({ custom_attributes: [{ id: 'dynamic_7', value: 42 }] }).key).toBe('42');
  expect(read({ custom_attributes: [{ id: 'dynamic_7', value: ' ' }] }).key).toBeUndefined();
});

test.each<[Value, string | undefined, Value]>([
  ['Red', 'string', 'Red'],
  ['', 'STRING', null],
  [null, 'int', null],
  [38, 'int', '38'],
  [true, 'BOOLEAN', 'true'],
  ['2021-01-01T00:00:00+01:00', 'date', '2021-01-01'],
  ['A,B', 'tags', ['A', 'B']],
  ['["A","B"]', 'tags', ['A', 'B']],
  [['A', 'B'], 'string_list', ['A', 'B']],
])('the attribute value %j of type %s is %j', (wire, type, value) => {
  // What a test writes is what may come over the wire.
  expect(toAttributeValue(wire as string, type)).toEqual(value);
});

test('attributes are sent as texts and lists of texts, empty ones as an empty text', () => {
  expect([toNativeAttribute(null), toNativeAttribute(38), toNativeAttribute(['A', 1])]).toEqual(['', '38', ['A', '1']]);
  expect(toNativeAttribute({ a: 1 })).toBeUndefined();
});

test('empty objects of v1 come in three forms', () => {
  const attribute = {
    id: { value: 1 },
    office: { value: '' },
    team: { value: [] },
    department: { value: null },
    cost_centers: { value: '' },
  };
  const { attributes: names } = namedEmployee.parse({ type: 'Employee', attributes: attribute });
  expect([names.office?.value, names.team?.value, names.department?.value, names.cost_centers]).toEqual([
    undefined,
    undefined,
    undefined,
    [],
  ]);
});

test('days and times', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(splitTime('2026-01-15T09:00:30')).toEqual({ day: '2026-01-15', time: '09:00:30' });
  expect(splitTime('2026-01-15T09:00:00.000Z')).toEqual({ day: '2026-01-15', time: '09:00' });
  expect(['9:00', '09:00:00', '24:00', '25:00', '9h', '12:60'].map(toTime)).toEqual([
    '09:00',
    '09:00',
    '24:00',
    undefined,
    undefined,
    undefined,
  ]);
  expect([stampOf('2026-12-31', '24:00'), stampOf('2026-12-31', '09:00')]).toEqual([
    '2027-01-01T00:00:00',
    '2026-12-31T09:00:00',
  ]);
});

const ada = {
  id: '7',
  email: 'ada@example.org',
  first_name: 'Ada',
  last_name: 'L',
  employment_start_date: '2026-01-01',
};

function openWithAttributes(asReported: boolean): Account {
  const account = openAccount({ settings: { personnel_number: 'Personnel number' } });
  account.hand('account', { asReported });
  account.hand('attributes', { key: 'dynamic_1', label: 'Personnel number' });
  account.hand('attributes', {
    key: 'dynamic_2',
    label: 'Marital status',
    type: 'list',
    options: ['married', 'single'],
  });
  account.hand('attributes', { key: 'dynamic_3', label: 'Languages', type: 'tags', options: ['de', 'fr'] });
  account.hand('attributes', { key: 'dynamic_4', label: 'Badge', type: 'integer' });
  account.hand('attributes', { key: 'dynamic_5', label: 'Twice' });
  account.hand('attributes', { key: 'dynamic_6', label: 'Twice' });
  return account;
}

test.each([
  ['the specification has them', false],
  ['users report them', true],
])('custom attributes by label and by id, as %s', async (_what, asReported) => {
  const account = openWithAttributes(asReported);
  const fields = { ...ada, 'Marital status': 'single', Languages: ['fr', 'de'], dynamic_4: '42' };
  expect((await personio.write(account.context, { changes: [changeOf('7', fields)] }))[0]).toMatchObject({
    status: 'done',
  });
  expect(account.state().people[0]?.custom).toEqual({
    dynamic_1: '7',
    dynamic_2: 'single',
    dynamic_3: ['fr', 'de'],
    dynamic_4: '42',
  });
  expect(await readAll(account.nextRun(), 'employees')).toMatchObject([
    { key: '7', fields: { 'Marital status': 'single', dynamic_2: 'single', Languages: ['fr', 'de'], Badge: '42' } },
  ]);
});

test.each([
  ['an attribute that is not there', { 'Marital Status': 'single' }, 'error attribute-unknown Marital Status'],
  ['a label that two attributes have', { Twice: 'x' }, 'error attribute-ambiguous Twice'],
  ['an option that is not there', { 'Marital status': 'Single' }, 'error option-unknown Marital status'],
  ['a text where a list belongs', { Languages: 'de' }, 'error bad-mapping Languages'],
  ['a list where a text belongs', { Badge: { a: 1 } }, 'error bad-mapping Badge'],
])('%s is told before anything is sent', async (_what, more, code) => {
  const account = openWithAttributes(false);
  const change = changeOf('7', { ...ada, ...more });
  const view = { desired: [desiredOf(change)], live: [], base: null, baseSettings: null };
  expect(codesOf(await personio.inspect?.(account.nextRun(), view))).toEqual([code]);
  const [outcome] = await personio.write(account.context, { changes: [change] });
  expect(codesOf(outcome?.findings)).toEqual([code]);
  expect(account.state().people).toEqual([]);
});

test('a probation has an end or a length, not both; a new person has a first day', async () => {
  const account = openAccount();
  const inspect = async (more: Readonly<Record<string, Value>>) => {
    const view = { desired: [desiredOf(changeOf('7', { ...ada, ...more }))], live: [], base: null, baseSettings: null };
    return codesOf(await personio.inspect?.(account.nextRun(), view));
  };
  expect(await inspect({ probation_end_date: '2026-06-30', probation_period_length: 6 })).toEqual([
    'error probation-twice',
  ]);
  expect(await inspect({ employment_start_date: null })).toEqual(['error start-date-missing employment_start_date']);
  expect(await inspect({ probation_period_length: 6 })).toEqual([]);
});
