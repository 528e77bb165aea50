import { expect, test } from '@jest/globals';
import type { DesiredRecord, ExportBatch } from '../../../src/contract/index.ts';
import { importFile } from '../src/import-file.ts';
import { supermood } from '../src/index.ts';
import { openAccount, person } from './account.ts';

const byIdentifier = { identifyBy: 'personal_identifier' } as const;
const record = (key: string, fields: DesiredRecord['fields'] = {}, active = true): DesiredRecord => ({
  kind: 'employees',
  key,
  active,
  fields: person(key, fields),
});

test('writes everybody under the headers that the import recognises, filters by their own name', () => {
  const { columns, rows, findings, proof } = importFile(
    [
      record('1', { Department: 'Care', 'Start date': '2024-03-01' }),
      record('2', { email: null, Department: null, phoneNumber: '+33612345678' }, false),
    ],
    byIdentifier,
  );
  expect([columns, ...rows]).toEqual([
    [
      'last name',
      'first name',
      'email',
      'personal identifier',
      'language',
      'active',
      'Department',
      'Start date',
      'phone number',
    ],
    ['=1+1', 'Zoë', 'p1@example.org', '1', 'fr', 'yes', 'Care', '01/03/2024', ''],
    ['=1+1', 'Zoë', '', '2', 'fr', 'no', '', '', '+33612345678'],
  ]);
  expect([findings, proof]).toEqual([[], { complete: true, counted: 2 }]);
});

test('points out a filter whose name the import would take for a contact field', () => {
  const { findings } = importFile([record('1', { Name: 'x', Courrier: 'y', Site: 'z' })], byIdentifier);
  expect(findings.map(({ code, field }) => [code, field])).toEqual([
    ['header-taken', 'Name'],
    ['header-taken', 'Courrier'],
  ]);
});

test('leaves the identifier out where people are known by e-mail alone', () => {
  expect(importFile([record('1')], { identifyBy: 'email' }).columns).not.toContain('personal identifier');
});

test('the columns that are declared come first, and nothing is read from the system', async () => {
  const account = openAccount();
  const batches: ExportBatch[] = [];
  const request = { name: 'import-file', options: {}, records: [record('1')] };
  for await (const batch of supermood.export?.(account.context, request) ?? []) batches.push(batch);
  const declared = supermood.exports?.[0]?.columns.map(({ name }) => name) ?? [];
  expect(batches).toHaveLength(1);
  expect(batches[0]?.columns?.slice(0, declared.length)).toEqual(declared);
  expect(account.calls).toEqual([]);
});
