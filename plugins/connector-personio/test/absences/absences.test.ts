import { beforeEach, expect, test } from '@jest/globals';
import type { WriteChange } from '../../../../src/contract/index.ts';
import { personio } from '../../src/index.ts';
import { type Account, changeOf, codesOf, desiredOf, openAccount, readAll } from '../account.ts';

let account: Account;
let person: string;

beforeEach(() => open());

function open(options?: Parameters<typeof openAccount>[0]): void {
  account = openAccount(options);
  person = (account.hand('people', { email: 'ada@example.org' }) as { id: string }).id;
  account.hand('absence-types', { name: 'Vacation' });
  account.hand('absence-types', { name: 'Home office', unit: 'hour' });
  account.hand('absence-types', { name: 'Sick note', needsCertificate: true });
  account.hand('absence-types', { name: 'Stand-in', needsSubstitute: true });
}

const fields = {
  id: 'a1',
  absence_type: 'Vacation',
  start_date: '2026-11-09',
  end_date: '2026-11-13',
  starts_at_noon: false,
  ends_at_noon: false,
};
const absence = (more: WriteChange['fields'] = {}, rest: Partial<WriteChange> = {}) =>
  changeOf('a1', { ...fields, person, ...more }, { kind: 'absences', ...rest });
const write = async (change: WriteChange) => (await personio.write(account.context, { changes: [change] }))[0];
const sent = (method: string) =>
  account.calls.filter((call) => call.method === method && call.path.startsWith('/v2/abs'));
const read = async () => {
  const records = await readAll(account.nextRun(), 'absences');
  if (typeof records === 'string') throw new Error(records);
  return records.map((record) => record.fields);
};
const hours = { absence_type: 'Home office', start_time: '09:00', end_time: '12:30', end_date: '2026-11-09' };

test('sends the last day as itself and takes the midnight after it for the same day', async () => {
  expect(await write(absence())).toMatchObject({ status: 'done' });
  expect(sent('POST')[0]?.body).toMatchObject({
    starts_from: { date_time: '2026-11-09T00:00:00', type: 'FIRST_HALF' },
    ends_at: { date_time: '2026-11-13T00:00:00', type: 'SECOND_HALF' },
  });
  expect(account.state().absences[0]?.end).toBe('2026-11-14T00:00:00');
  expect(await read()).toMatchObject([{ start_date: '2026-11-09', end_date: '2026-11-13', absence_type: 'Vacation' }]);
});

test.each([
  ['an afternoon', { end_date: '2026-11-09', starts_at_noon: true }],
  ['a morning', { end_date: '2026-11-09', ends_at_noon: true }],
  ['from noon to noon', { starts_at_noon: true, ends_at_noon: true }],
  ['a single day', { end_date: '2026-11-09' }],
  ['an open end', { end_date: null }],
  ['hours of one day', hours],
  ['hours up to midnight', { ...hours, end_time: '00:00' }],
])('%s comes back as it was sent', async (_what, more) => {
  expect(await write(absence(more))).toMatchObject({ status: 'done' });
  const { id: _, ...expected } = { ...fields, person, ...more };
  expect(await read()).toMatchObject([expected]);
});

test('tells half a day in the breakdown, which is where amounts are', async () => {
  const outcome = (await write(absence({ end_date: '2026-11-09', starts_at_noon: true }))) as { remote: string };
  const path = `/v2/absence-periods/${outcome.remote}/breakdowns`;
  const { json } = await account.context.send({ method: 'GET', path });
  expect(json).toMatchObject({ _data: [{ date: '2026-11-09', effective_duration: { unit: 'DAY', value: 0.5 } }] });
});

test('changes the span with both its ends, and removes', async () => {
  const { remote } = (await write(absence())) as { remote: string };
  const change = absence({ end_date: '2026-11-12' }, { op: 'update', remote, changed: ['end_date'] });
  expect(await write(change)).toMatchObject({ status: 'done', remote });
  expect(Object.keys(sent('PATCH')[0]?.body ?? {})).toEqual(['starts_from', 'ends_at']);
  expect(sent('PATCH')[0]?.query).toEqual({ skip_approval: 'false' });
  expect(await read()).toMatchObject([{ end_date: '2026-11-12' }]);
  expect(await write(absence({}, { op: 'delete', remote }))).toMatchObject({ status: 'done' });
  expect(await read()).toEqual([]);
});

test('a comment that is taken and not stored is a warning, and no reason to try for ever', async () => {
  const { remote } = (await write(absence({ comment: 'Sea' }))) as { remote: string };
  const outcome = await write(absence({ comment: 'Mountains' }, { op: 'update', remote, changed: ['comment'] }));
  expect(outcome?.status).toBe('done');
  expect(codesOf(outcome?.findings)).toContain('warning field-ignored comment');
  expect(JSON.stringify(outcome)).not.toContain('Mountains');
});

test('another last day than the one sent is told with the setting that decides it', async () => {
  open({ settings: { absence_end: 'inclusive' } });
  const outcome = await write(absence());
  expect(outcome).toMatchObject({ status: 'uncertain', findings: [{ code: 'end-shifted', who: 'config' }] });
});

test('asks the approver unless told otherwise', async () => {
  expect(codesOf((await write(absence()))?.findings)).toEqual(['warning waits-for-approval']);
  expect(sent('POST')[0]?.query).toEqual({ skip_approval: 'false' });
  open({ settings: { skip_approval: true } });
  expect((await write(absence()))?.findings).toBeUndefined();
});

test.each([
  ['an unknown type', { absence_type: 'vacation' }, 'error name-unknown absence_type'],
  ['no type', { absence_type: null }, 'error absence-type-missing absence_type'],
  ['times on a type in days', { start_time: '09:00' }, 'error times-of-day-type start_time'],
  ['half days on a type in hours', { ...hours, ends_at_noon: true }, 'error noon-of-hour-type ends_at_noon'],
  ['hours without times', { ...hours, end_time: null }, 'error bad-time end_time'],
  ['an end before the start', { end_date: '2026-11-08' }, 'error start-after-end end_date'],
  [
    'nothing between noon and noon',
    { end_date: '2026-11-09', starts_at_noon: true, ends_at_noon: true },
    'error start-after-end end_date',
  ],
])('%s holds the row before anything is sent', async (_what, more, code) => {
  const change = absence(more);
  const view = { desired: [desiredOf(change)], live: [], base: null, baseSettings: null };
  expect(codesOf(await personio.inspect?.(account.nextRun(), view))).toEqual([code]);
  expect(codesOf((await write(change))?.findings)).toEqual([code]);
  expect(sent('POST')).toEqual([]);
});

test('an end of which the file has no column is not taken for an open one', async () => {
  const { end_date: _, ...rest } = absence().fields;
  expect(codesOf((await write({ ...absence(), fields: rest }))?.findings)).toEqual(['error end-unknown end_date']);
});

test.each([
  ['another absence of these days', { start_date: '2026-11-10' }, 'absence-conflict'],
  ['a certificate', { absence_type: 'Sick note' }, 'certificate-required'],
  ['a substitute', { absence_type: 'Stand-in' }, 'substitute-required'],
  ['an unknown person', { person: '99' }, 'not-there'],
])('what Personio refuses for %s is told with who can fix it', async (_what, more, code) => {
  await write(absence());
  const outcome = await write(absence(more));
  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code, scope: 'record', key: 'a1' }] });
  expect(['data', 'admin']).toContain(outcome?.findings?.[0]?.who);
});

test('warns of what an approver has rejected', async () => {
  const { remote } = (await write(absence())) as { remote: string };
  account.hand('approve', { id: remote, status: 'REJECTED' });
  const live = await readAll(account.nextRun(), 'absences');
  if (typeof live === 'string') throw new Error(live);
  const view = { desired: [desiredOf(absence({}, { remote }))], live, base: null, baseSettings: null };
  expect(codesOf(await personio.inspect?.(account.nextRun(), view))).toEqual(['warning absence-rejected']);
});

test('reads what began within the window, an open end included, and nothing older', async () => {
  await write(absence({ start_date: '2026-01-05', end_date: null }));
  account.hand('people', { email: 'bo@example.org' });
  await write(
    absence({ person: account.state().people[1]?.id ?? '', start_date: '2025-06-01', end_date: '2025-06-02' }),
  );
  expect(await read()).toMatchObject([{ start_date: '2026-01-05', end_date: null }]);
});

test('without the types nothing is read, since nobody would know days from hours', async () => {
  account.answer('GET', '/v2/absence-types', { status: 403, json: {} });
  expect(await readAll(account.nextRun(), 'absences')).toContain('may not read absences');
});
