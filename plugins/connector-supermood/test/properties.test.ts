import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fields, LiveRecord } from '../../../src/contract/index.ts';
import { areEqual } from '../../../src/engine/normal.ts';
import { employeeFields, filterFields } from '../src/fields.ts';
import { supermood } from '../src/index.ts';
import { changeOf, openAccount } from './account.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const word = text.filter((one) => one.trim() !== '');
const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Any values that inspection lets through. */
const anyFields: fc.Arbitrary<Fields> = fc.record(
  {
    firstName: word,
    lastName: word,
    language: fc.constantFrom('fr', 'en', 'nl'),
    email: fc.option(fc.integer({ min: 1, max: 9 }).map((number) => ` Person${number}@Example.org `)),
    phoneNumber: fc.option(fc.integer({ min: 10_000, max: 10_009 }).map((number) => `+${number}`)),
    Department: fc.option(text),
    Manager: fc.option(text),
    'Start date': fc.option(day),
    'Weekly hours': fc.option(fc.integer({ min: 0, max: 60 }).map(String)),
  },
  { requiredKeys: ['firstName', 'lastName', 'language'] },
);

const normalOf = (name: string) =>
  employeeFields.find((field) => field.name === name) ?? { normal: filterFields.normal ?? [] };

test('what was sent is what is read, so that a second run finds nothing to change', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), anyFields, fc.boolean()), { minLength: 1, maxLength: 10 }),
      async (steps) => {
        const account = openAccount();
        const remotes = new Map<string, string>();
        for (const [number, values, active] of steps) {
          const key = String(number);
          const fields = { personalIdentifier: key, ...values };
          const remote = remotes.get(key);
          const op = remote === undefined ? 'create' : active ? 'return' : 'leave';
          const isOn = op !== 'leave';
          const change = changeOf(key, fields, { op, active: isOn, ...(remote !== undefined && { remote }) });
          const before = account.state().coworkers;
          const [outcome] = await supermood.write(account.context, { changes: [change] });
          // An address or a number of somebody else is the one thing that may be in the way; a leaver goes all the same.
          const isInTheWay = (outcome?.findings ?? []).length > 0;
          if (isInTheWay) {
            expect(outcome?.status).toBe(isOn ? 'refused' : 'done');
            expect(new Set(outcome?.findings?.map(({ code }) => code))).toEqual(new Set(['already-used']));
            const off = before.map((one) => (one.id === remote ? { ...one, active: false } : one));
            expect(account.state().coworkers).toEqual(isOn ? before : off);
            continue;
          }
          const id = outcome?.status === 'done' ? (outcome.remote ?? '') : '';
          remotes.set(key, id);
          const live: LiveRecord[] = [];
          for await (const batch of supermood.read(account.context, 'employees')) live.push(...batch.records);
          const record = live.find((one) => one.key === key);
          expect(record).toMatchObject({ remote: id, active: isOn });
          const differing = Object.entries(fields).filter(
            ([name, value]) => !areEqual(record?.fields[name] ?? null, value ?? null, normalOf(name)),
          );
          expect(differing).toEqual([]);
        }
        expect(account.state().coworkers).toHaveLength(remotes.size);
      },
    ),
  );
});
