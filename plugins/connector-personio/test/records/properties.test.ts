import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fields, Kind, Value } from '../../../../src/contract/index.ts';
import { toNormal } from '../../../../src/engine/normal.ts';
import { personio } from '../../src/index.ts';
import { addDays } from '../../src/records/times.ts';
import { changeOf, openAccount, readAll } from '../account.ts';

const day = fc.integer({ min: 0, max: 300 }).map((days) => addDays('2026-01-05', days));
const hour = fc.integer({ min: 0, max: 23 }).map((hours) => `${String(hours).padStart(2, '0')}:00`);
// Composed, as the reader of the files makes every cell.
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => `x${text.trim()}`.normalize('NFC'));

/** What was read, as the engine compares it with what was sent. */
function comparable(kind: Kind, fields: Fields, sent: Fields): Fields {
  const declared = personio.kinds.find((one) => one.kind === kind)?.fields ?? [];
  const names = Object.keys(sent).filter((name) =>
    declared.some((field) => field.name === name && field.readable !== false),
  );
  return Object.fromEntries(
    names.map((name): [string, Value] => {
      const field = declared.find((one) => one.name === name) ?? {};
      return [name, fields[name] === undefined ? null : toNormal(fields[name], field)];
    }),
  );
}

/** Creates a record in an account of its own, and compares what is read with what was sent. */
async function roundTrip(kind: Kind, sent: Fields): Promise<readonly [Fields, Fields]> {
  const account = openAccount({ settings: { attendance_days: 3650, absence_days: 3650 } });
  const { id: person } = account.hand('people', { email: 'seat@example.org' }) as { id: string };
  for (const unit of ['day', 'hour']) account.hand('absence-types', { name: unit, unit });
  const fields = kind === 'employees' ? sent : { ...sent, person };
  const [outcome] = await personio.write(account.context, { changes: [changeOf('1', fields, { kind })] });
  if (outcome?.status !== 'done') throw new Error(JSON.stringify(outcome));
  const records = await readAll(account.nextRun(), kind);
  const read = typeof records === 'string' ? undefined : records.find(({ remote }) => remote === outcome.remote);
  return [comparable(kind, read?.fields ?? {}, fields), comparable(kind, fields, fields)];
}

const runs = { seed: 20261122, numRuns: 60 };

test('a person is read as they were sent', async () => {
  const person = fc.record(
    {
      first_name: words,
      last_name: words,
      email: fc.nat().map((number) => `p${number}@example.org`),
      preferred_name: fc.option(words),
      gender: fc.constantFrom(null, 'FEMALE', 'MALE', 'DIVERSE'),
      position: fc.option(words),
      weekly_working_hours: fc.option(fc.integer({ min: 0, max: 60 })),
      employment_start_date: day,
      contract_end_date: fc.option(day),
    },
    { requiredKeys: ['first_name', 'last_name', 'email', 'employment_start_date'] },
  );
  await fc.assert(
    fc.asyncProperty(person, async (fields) => {
      const [read, sent] = await roundTrip('employees', fields);
      expect(read).toEqual(sent);
    }),
    runs,
  );
});

test('an absence is read as it was sent, in days and in hours, with an end or without', async () => {
  const inDays = fc
    .record({
      start_date: day,
      length: fc.integer({ min: 1, max: 40 }),
      starts_at_noon: fc.boolean(),
      ends_at_noon: fc.boolean(),
      isOpen: fc.boolean(),
    })
    .map(({ length, isOpen, start_date, ends_at_noon, starts_at_noon }) => ({
      ...{ absence_type: 'day', start_date, starts_at_noon, start_time: null, end_time: null },
      ends_at_noon: !isOpen && ends_at_noon,
      end_date: isOpen ? null : addDays(start_date, length),
    }));
  const inHours = fc
    .record({ start_date: day, start_time: hour, length: fc.integer({ min: 1, max: 5 }), end_time: hour })
    .map(({ length, ...rest }) => ({
      ...{ ...rest, absence_type: 'hour', starts_at_noon: false, ends_at_noon: false },
      end_date: addDays(rest.start_date, length),
    }));
  await fc.assert(
    fc.asyncProperty(fc.oneof(inDays, inHours), async (fields) => {
      const [read, sent] = await roundTrip('absences', fields);
      expect(read).toEqual(sent);
    }),
    runs,
  );
});

test('an attendance is read as it was sent, also over midnight and while it runs', async () => {
  const period = fc.record({
    type: fc.constantFrom('WORK', 'BREAK'),
    date: day,
    start_time: hour,
    end_time: fc.option(hour),
    comment: fc.option(words),
  });
  await fc.assert(
    fc.asyncProperty(period, async (fields) => {
      const [read, sent] = await roundTrip('attendances', fields);
      expect(read).toEqual(sent);
    }),
    runs,
  );
});
