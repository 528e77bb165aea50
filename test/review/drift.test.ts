import { expect, test } from '@jest/globals';
import type { DriftedField, DriftedRecord, SystemDrift } from '../../src/engine/drift.ts';
import { describeDrift, driftJson } from '../../src/review/drift.ts';

const title: DriftedField = { base: 'Clerk', desired: 'Clerk', live: 'Lead', class: 'open' };
const name: DriftedField = { base: 'Ann', desired: 'Anna', live: 'Canary', class: 'personal', conflict: true };

function record(key: string, over: Partial<DriftedRecord> = {}): DriftedRecord {
  return { kind: 'employees', key, type: 'fields', fields: { title }, isCorrected: false, ...over };
}

function system(over: Partial<SystemDrift> = {}): SystemDrift {
  return { name: 'model-nl', isRead: true, records: [record('1')], notOurs: {}, unseen: 0, ...over };
}

test('says what the files have and what the system holds', () => {
  expect(describeDrift([system()], { color: false })).toBe(
    'model-nl\n  ≠ person 1 has other values: title Clerk → Lead\n' +
      '  This stays until the files say the same ("rollcall pull") or the system says "drift: correct".',
  );
});

test('shows personal values only when it is asked to, with what was last applied where git moved too', () => {
  const systems = [system({ records: [record('1', { fields: { name }, isCorrected: true })] })];

  const hidden = describeDrift(systems, { color: false });
  const shown = describeDrift(systems, { color: false, showPersonal: true });

  expect(hidden).toContain('person 1 has other values: name •••\n  The next sync puts this back');
  expect(shown).toContain('name Anna → Canary (last applied: Ann)');
  expect(JSON.stringify(driftJson(systems))).not.toMatch(/Ann|Canary/);
  expect(driftJson(systems, { showPersonal: true })).toMatchObject({
    systems: [{ drift: [{ fields: { name: { base: 'Ann', desired: 'Anna', live: 'Canary', conflict: true } } }] }],
  });
});

test('says when nothing moved, when nobody could look, and what was not looked at', () => {
  const text = describeDrift(
    [
      system({ name: 'calm', records: [], notOurs: { employees: 2, teams: 1 }, unseen: 4 }),
      system({ name: 'dark', isRead: false, records: [] }),
    ],
    { color: false },
  );

  expect(text.split('\n').map((line) => line.trim().slice(0, 48))).toEqual([
    'calm',
    'Nothing moved without the files.',
    '3 records are in the system only',
    '4 records were not looked at: the system has no ',
    '',
    'dark',
    'Could not be read; what moved there is not known',
  ]);
});

test.each(['en', 'fr', 'de', 'nl'] as const)('keeps the list short unless all is asked for: %s', (language) => {
  const records = Array.from({ length: 30 }, (_, index) => record(String(index), { type: 'gone', fields: {} }));

  const short = describeDrift([system({ records })], { color: false, language });
  const long = describeDrift([system({ records })], { color: false, language, verbose: true });

  expect(short.match(/≠/g)).toHaveLength(20);
  expect(short).toContain('10');
  expect(long.match(/≠/g)).toHaveLength(30);
});
