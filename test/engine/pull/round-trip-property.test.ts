import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FieldDeclaration, Fields, LiveRecord, Value } from '../../../src/contract/index.ts';
import { areEqual } from '../../../src/engine/normal.ts';
import { liveRecord, peopleKind } from '../worlds.ts';
import { pullCase } from './pulls.ts';

const own = (name: string, from: string, rest: Partial<FieldDeclaration> = {}): FieldDeclaration => ({
  ...{ name, type: 'text', class: 'open', from },
  ...rest,
});

/** A system with fields of every type, and one that the files translate. */
const fields: readonly FieldDeclaration[] = [
  own('key', 'id', { required: true }),
  own('mail', 'email', { normal: ['trim', 'lowercase'] }),
  own('name', 'first_name'),
  own('sex', 'gender', { options: ['female', 'male', 'diverse'] }),
  own('start', 'start_date', { type: 'date' }),
  own('hours', 'weekly_hours', { type: 'number' }),
  own('leads', 'leads == true', { type: 'boolean' }),
  own('skills', 'skills', { type: 'list', normal: ['set'] }),
  own('boss', 'manager_id', { reference: { kind: 'employees', by: '@remote' } }),
];
const kinds = [peopleKind({ fields })];

const text = fc.array(fc.constantFrom('A', 'é', 'ß', 'n', ' ', "'", '-', '"', ',', ';', '|', '\t'), { maxLength: 6 });
const words = text.map((letters) => letters.join('').trim());
const day = fc
  .record({ year: fc.integer({ min: 1990, max: 2030 }), month: fc.integer({ min: 1, max: 12 }), day: fc.nat(27) })
  .map((date) => [date.year, date.month, date.day + 1].map((part) => String(part).padStart(2, '0')).join('-'));

const person = fc.record({
  first_name: words,
  gender: fc.constantFrom('H', 'F', 'diverse', ''),
  start_date: fc.option(day, { nil: '' }),
  weekly_hours: fc.constantFrom('35', '37,5', '20,00', ''),
  leads: fc.constantFrom('Oui', 'Non', ''),
  skills: fc.constantFrom('', 'dance', 'dance|song', 'song|dance|chess'),
  manager_id: fc.constantFrom('', '1', '2'),
});

/** What somebody does to one field of an account. Letters and signs that no file could hold are among it. */
const edit = fc.record({
  person: fc.nat(),
  change: fc.oneof(
    fc.record({ field: fc.constant('name'), value: fc.oneof(words, fc.constant('Łukasz'), fc.constant(' Ann')) }),
    fc.record({ field: fc.constant('sex'), value: fc.constantFrom('female', 'male', 'diverse', null, 'other') }),
    fc.record({ field: fc.constant('start'), value: fc.oneof(day, fc.constant(null), fc.constant('soon')) }),
    fc.record({ field: fc.constant('hours'), value: fc.constantFrom<Value>(35, 38.25, null, 1e21) }),
    fc.record({ field: fc.constant('leads'), value: fc.boolean() }),
    fc.record({ field: fc.constant('skills'), value: fc.constantFrom<Value>([], ['song'], ['a', 'b'], ['x|y']) }),
    fc.record({ field: fc.constant('boss'), value: fc.constantFrom<Value>(null, 'r1', 'r3', 'r99') }),
  ),
});

const shape = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  isQuoted: fc.boolean(),
  hasLastEnd: fc.boolean(),
  encoding: fc.constantFrom('utf-8' as const, 'latin1' as const),
});

const columns = ['id', 'email', 'first_name', 'gender', 'start_date', 'weekly_hours', 'leads', 'skills', 'manager_id'];

function fileOf(
  people: readonly Readonly<Record<string, string>>[],
  form: typeof shape extends fc.Arbitrary<infer Shape> ? Shape : never,
): Uint8Array {
  const cell = (one: string): string =>
    form.isQuoted || /[",;|\t\r\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one;
  const rows = people.map((one, index) => {
    const id = String(index + 1);
    const date = one.start_date?.split('-').reverse().join('/') ?? '';
    const row: Readonly<Record<string, string>> = { ...one, id, email: `P${id}@firm.example`, start_date: date };
    return columns.map((column) => cell(row[column] ?? '')).join(form.delimiter);
  });
  const lines = [columns.join(form.delimiter), ...rows].join(form.lineEnd) + (form.hasLastEnd ? form.lineEnd : '');
  return Buffer.from(lines, form.encoding);
}

const source = (encoding: string, delimiter: string): string =>
  `    values: { gender: { H: male, F: female } }\n    dates: dd/MM/yyyy\n    decimal: ','\n` +
  `    encoding: ${encoding === 'latin1' ? 'windows-1252' : 'utf-8'}\n` +
  `    delimiter: ${delimiter === '\t' ? 'tab' : `'${delimiter}'`}\n`;
const config =
  'fields: { employees: { leads: { type: boolean, class: open }, skills: { type: list, class: open } } }\n';

test('pull after apply changes no byte, and after edits in the system exactly what was edited', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 3, maxLength: 6 }),
      shape,
      fc.array(edit, { maxLength: 4 }),
      async (people, form, edits) => {
        const bytes = fileOf(people, form);
        // Only Windows-1252 proves itself by more than ASCII; else the file is UTF-8, whatever was meant.
        const isAscii = bytes.every((byte) => byte < 128);
        const encoding = isAscii ? 'utf-8' : form.encoding;
        const input = { source: source(encoding, form.delimiter), config, kinds };
        const files = { 'people.csv': bytes };
        const nobody = await pullCase({ ...input, files, live: [] });
        const applied = [...nobody.state.desired.values()].map((record) => accountOf(record.key, record.fields));

        const calm = await pullCase({ ...input, files, applied: files, live: applied });
        expect(calm.written).toEqual({});
        expect(calm.pull.leftCells).toEqual([]);

        const live = edits.reduce(
          (accounts, one) =>
            accounts.map((account, index) =>
              index === one.person % accounts.length
                ? { ...account, fields: { ...account.fields, [one.change.field]: one.change.value } }
                : account,
            ),
          applied,
        );
        const moved = await pullCase({ ...input, files, applied: files, live });
        const again = await pullCase({ ...input, files: moved.files, applied: files, live });

        expect(again.written).toEqual({});
        expect(again.pull.leftCells).toEqual(moved.pull.leftCells);
        for (const record of again.state.desired.values()) {
          const account = again.state.matched.get(`employees/${record.key}`);
          for (const field of fields) {
            const isLeft = moved.pull.leftCells.some(
              (one) => one.key === record.key && field.from?.startsWith(one.field),
            );
            const holds = account?.fields[field.name];
            const isUnknownBoss = field.name === 'boss' && typeof holds === 'string' && holds.startsWith('#');
            if (isLeft || isUnknownBoss || holds === undefined) continue;
            expect([record.key, field.name, areEqual(record.fields[field.name] ?? null, holds, field)]).toEqual([
              record.key,
              field.name,
              true,
            ]);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

/** An account as an apply leaves it: references by the system's own ids. */
function accountOf(key: string, desired: Fields): LiveRecord {
  const boss = desired.boss ? `r${desired.boss}` : null;
  return liveRecord(`r${key}`, { key, fields: { ...desired, boss } });
}
