import { expect, test } from '@jest/globals';
import { activeIn, csv, type Firm, makeFirm, people, peopleOf, person } from './firm.ts';

function firmOf(rows: ReturnType<typeof people>, rules = {}, config = {}): Promise<Firm> {
  return makeFirm({
    systems: { springest: { connector: 'springest', rules } },
    config,
    files: { 'hr/people.csv': csv(rows) },
  });
}

test('lets somebody leave on the day after their last day, with the date as cause and without a commit', async () => {
  const rows = people(6, { end_date: '' }).map((row) => (row.id === '3' ? { ...row, end_date: '2026-02-10' } : row));
  const firm = await firmOf(rows);
  await firm.apply({ day: '2026-02-01' });

  const lastDay = await firm.apply({ day: '2026-02-10' });
  const dayAfter = await firm.apply({ day: '2026-02-11' });
  const later = await firm.apply({ day: '2026-02-12' });

  expect(lastDay.receipts).toEqual([]);
  expect(peopleOf(dayAfter.of('springest'))).toEqual(['leave 3']);
  expect(dayAfter.of('springest').changes[0]?.cause).toMatchObject({ type: 'date', date: '2026-02-11' });
  expect(later.receipts).toEqual([]);
  expect(activeIn(firm.system('springest'))).toEqual(['1', '2', '4', '5', '6']);
});

test('counts the day in the configured time zone', async () => {
  const rows = people(6, { end_date: '' }).map((row) => (row.id === '3' ? { ...row, end_date: '2026-02-10' } : row));
  const ahead = await firmOf(rows, {}, { timezone: 'Pacific/Kiritimati' });
  const behind = await firmOf(rows, {}, { timezone: 'Pacific/Honolulu' });
  for (const firm of [ahead, behind]) await firm.apply({ day: '2026-02-01' });

  // Noon in UTC on the last day: already the next day at +14, still the same at -10.
  const there = await ahead.plan({ day: '2026-02-10' });
  const here = await behind.plan({ day: '2026-02-10' });

  expect([there.plan.date, here.plan.date]).toEqual(['2026-02-11', '2026-02-10']);
  expect([peopleOf(there.of('springest')), peopleOf(here.of('springest'))]).toEqual([['leave 3'], []]);
});

test('takes a newcomer up on the day they start, when a rule keeps them out before', async () => {
  const rows = [...people(6, { start_date: '2020-01-01' }), person(7, { start_date: '2026-03-01' })];
  const firm = await firmOf(rows, { skip: 'start_date > today' });
  await firm.apply({ day: '2026-02-01' });

  const before = await firm.apply({ day: '2026-02-28' });
  const due = await firm.apply({ day: '2026-03-01' });

  expect(before.receipts).toEqual([]);
  expect(peopleOf(due.of('springest'))).toEqual(['create 7']);
  expect(due.of('springest').changes[0]?.cause.type).toBe('date');
});

test('warns of a last day that cannot be meant, and does not send it', async () => {
  const rows = people(6, { end_date: '' }).map((row) => (row.id === '3' ? { ...row, end_date: '2062-02-10' } : row));
  const firm = await firmOf(rows);

  const first = await firm.apply({ day: '2026-02-01' });

  expect(first.code).toBe(0);
  expect(first.of('springest').findings.map((finding) => `${finding.code} ${finding.key}`)).toEqual([
    'date-out-of-range 3',
  ]);
  expect(JSON.stringify(firm.system('springest').state())).not.toContain('2062');
});
