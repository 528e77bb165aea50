import { expect, test } from '@jest/globals';
import { compileExpression } from '../../../src/engine/expression/compile.ts';
import type { Employee, Filter } from '../src/adapter.ts';
import { toNative, toRecord } from '../src/convert.ts';
import { languageCode } from '../src/fields.ts';
import { changeOf, person } from './account.ts';

const byIdentifier = { identifyBy: 'personal_identifier' } as const;
const filters: readonly Filter[] = [
  { name: 'Department', type: 'list', values: ['Care'] },
  { name: 'Start date', type: 'date', values: [] },
  { name: 'Weekly hours', type: 'number', values: [] },
];

const ana: Employee = {
  id: 'b1f0',
  active: true,
  own: {
    personalIdentifier: 'E-17',
    email: 'ana@example.org',
    firstName: 'Ana',
    lastName: 'Roy',
    language: 'fr',
    phoneNumber: null,
  },
  filters: { Department: 'Care', 'Weekly hours': 35, Country: null },
};

test('what is read is what was sent', () => {
  const { key, fields } = toRecord(ana, byIdentifier);
  const own = { Department: fields.Department ?? null, 'Weekly hours': fields['Weekly hours'] ?? null };
  const { change } = toNative(changeOf(key ?? '', { ...ana.own, ...own }), filters, byIdentifier);
  expect(change).toEqual({ active: true, own: ana.own, filters: { Department: 'Care', 'Weekly hours': 35 } });
});

test('a filter that was left out of a reply is unknown, one that is null is empty', () => {
  const { fields } = toRecord(ana, byIdentifier);
  expect(fields).not.toHaveProperty('Start date');
  expect(fields).toMatchObject({ Country: null, 'Weekly hours': '35' });
});

test('a filter that is called like a contact field does not hide it', () => {
  expect(toRecord({ ...ana, filters: { email: 'x' } }, byIdentifier).fields.email).toBe('ana@example.org');
});

test('a newcomer and who comes back go whole, an update only with what differs, a leaver with active', () => {
  const fields = person('1', { Department: 'Care' });
  const sent = (op: 'create' | 'return' | 'update' | 'leave') =>
    toNative(changeOf('1', fields, { op, active: op !== 'leave', changed: ['Department'] }), filters, byIdentifier)
      .change;
  const { Department: _filter, ...own } = fields;
  expect(sent('create')).toEqual({ active: true, own, filters: { Department: 'Care' } });
  expect(sent('return')).toEqual({ active: true, own, filters: { Department: 'Care' } });
  expect(sent('update')).toEqual({ own: {}, filters: { Department: 'Care' } });
  expect(sent('leave')).toEqual({ active: false, own: {}, filters: { Department: 'Care' } });
});

test('texts are trimmed, addresses in small letters, and empty ones clear', () => {
  const { change } = toNative(
    changeOf('1', { email: ' Ana@Example.org ', firstName: ' Ana ', phoneNumber: ' ', Department: '' }),
    filters,
    byIdentifier,
  );
  expect(change).toEqual({
    active: true,
    own: { email: 'ana@example.org', firstName: 'Ana', phoneNumber: null },
    filters: { Department: null },
  });
});

test('by e-mail alone the identifier is neither sent nor read', () => {
  const byEmail = { identifyBy: 'email' } as const;
  const record = toRecord(ana, byEmail);
  expect([record.key, 'personalIdentifier' in record.fields]).toEqual([undefined, false]);
  expect(toNative(changeOf('1', person('1')), filters, byEmail).change.own).not.toHaveProperty('personalIdentifier');
});

test.each([
  ['a number with a comma', 'Weekly hours', '37,5'],
  ['a number that would come back otherwise', 'Weekly hours', '035'],
  ['no number', 'Weekly hours', 'NaN'],
  ['a day that is none', 'Start date', '2026-02-30'],
  ['a day in another form', 'Start date', '01/02/2026'],
  ['a list', 'Department', ['Care']],
])('%s is not passed on, and holds up nobody who leaves', (_name, field, value) => {
  const change = changeOf('1', { [field]: value });
  expect(toNative(change, filters, byIdentifier).findings).toMatchObject([
    { code: 'filter-value-malformed', severity: 'error', key: '1', field },
  ]);
  const leaving = toNative({ ...change, op: 'leave', active: false }, filters, byIdentifier);
  expect(leaving.findings).toMatchObject([{ severity: 'warning' }]);
  expect(leaving.change).toEqual({ active: false, own: {}, filters: {} });
});

test.each([
  ['Français', 'fr'],
  ['FRANÇAIS', 'fr'],
  ['fr', 'fr'],
  ['FR', 'fr'],
  ['fr-FR', 'fr'],
  ['anglais', 'en'],
  ['Deutsch', 'de'],
  ['Klingon', 'klingon'],
])('the language %s is sent as %s', (written, code) => {
  const expression = compileExpression(languageCode, { variables: ['language'] });
  expect(expression.evaluate({ language: written })).toEqual({ value: code });
});

test('no language stays none', () => {
  const expression = compileExpression(languageCode, { variables: ['language'] });
  expect([expression.evaluate({ language: null }), expression.evaluate({})]).toEqual([
    { value: null },
    { unknown: ['language'] },
  ]);
});
