import { beforeEach, expect, test } from '@jest/globals';
import type { WriteChange } from '../../../../src/contract/index.ts';
import { personio } from '../../src/index.ts';
import { type Account, changeOf, codesOf, desiredOf, openAccount, readAll } from '../account.ts';

let account: Account;
let person: string;
let alpha: string;

beforeEach(() => {
  account = openAccount();
  person = (account.hand('people', { email: 'ada@example.org', first_name: 'Ada', last_name: 'L' }) as { id: string })
    .id;
  account.hand('projects', { name: 'Alpha' });
  account.hand('projects', { name: 'Omega', status: 'ARCHIVED' });
  alpha = account.state().projects[0]?.id ?? '';
});

const fields = { id: 't1', person: '', type: 'WORK', date: '2026-10-29', start_time: '09:00', end_time: '12:00' };
const period = (more: WriteChange['fields'] = {}, rest: Partial<WriteChange> = {}) =>
  changeOf('t1', { ...fields, person, ...more }, { kind: 'attendances', ...rest });
const write = async (change: WriteChange) => (await personio.write(account.context, { changes: [change] }))[0];
const inspect = (...changes: readonly WriteChange[]) =>
  personio.inspect?.(account.nextRun(), {
    desired: changes.map(desiredOf),
    live: [],
    base: null,
    baseSettings: null,
  }) ?? [];
const sent = (method: string) =>
  account.calls.filter((call) => call.method === method && call.path.startsWith('/v2/att'));

test('enters work and a break as periods of their own, in local time without an offset, and reads them back', async () => {
  expect(await write(period({ project: 'Alpha', comment: 'Migration' }))).toMatchObject({ status: 'done' });
  expect(await write(period({ type: 'BREAK', start_time: '12:00', end_time: '12:30' }))).toMatchObject({
    status: 'done',
  });
  expect(sent('POST').map(({ body }) => body)).toEqual([
    {
      person: { id: person },
      type: 'WORK',
      start: { date_time: '2026-10-29T09:00:00' },
      end: { date_time: '2026-10-29T12:00:00' },
      comment: 'Migration',
      project: { id: alpha },
    },
    {
      person: { id: person },
      type: 'BREAK',
      start: { date_time: '2026-10-29T12:00:00' },
      end: { date_time: '2026-10-29T12:30:00' },
    },
  ]);
  const { id: _, ...read } = { ...fields, person };
  expect(await readAll(account.nextRun(), 'attendances')).toMatchObject([
    { fields: { ...read, project: 'Alpha', comment: 'Migration', approval: 'PENDING' } },
    { fields: { type: 'BREAK', start_time: '12:00', end_time: '12:30', project: null } },
  ]);
});

test('says that it waits for the approver, unless approval is skipped', async () => {
  expect(codesOf((await write(period()))?.findings)).toEqual(['warning waits-for-approval']);
  account = openAccount({ settings: { skip_approval: true } });
  person = (account.hand('people', { email: 'ada@example.org' }) as { id: string }).id;
  expect(await write(period())).toEqual({ kind: 'attendances', key: 't1', status: 'done', remote: expect.any(String) });
  expect(sent('POST')[0]?.query).toEqual({ skip_approval: 'true' });
});

test('takes a shift over midnight as ending on the next day', async () => {
  await write(period({ start_time: '22:00', end_time: '06:00' }));
  expect(account.state().attendances).toMatchObject([{ start: '2026-10-29T22:00:00', end: '2026-10-30T06:00:00' }]);
  expect(await readAll(account.nextRun(), 'attendances')).toMatchObject([
    { fields: { date: '2026-10-29', start_time: '22:00', end_time: '06:00' } },
  ]);
});

test('changes only what differs, and can take a project away', async () => {
  const { remote } = (await write(period({ project: 'Alpha' }))) as { remote: string };
  const change = { op: 'update', remote, changed: ['end_time', 'project'] } as const;
  expect(await write(period({ end_time: '11:30', project: null }, change))).toMatchObject({ status: 'done', remote });
  expect(sent('PATCH')[0]?.body).toEqual({ end: { date_time: '2026-10-29T11:30:00' }, project: null });
});

test('removes a period, and takes one that is gone for removed', async () => {
  const { remote } = (await write(period())) as { remote: string };
  const change = period({}, { op: 'delete', remote });
  expect(await write(change)).toMatchObject({ status: 'done' });
  expect(await write(change)).toMatchObject({ status: 'done' });
  expect(account.state().attendances).toEqual([]);
});

test.each([
  ['break minutes without hours', { break_minutes: 30 }, 'error break-without-hours break_minutes'],
  ['a time that is none', { start_time: '9h' }, 'error bad-time start_time'],
  ['an unknown project', { project: 'alpha' }, 'error name-unknown project'],
  ['a project that is not active', { project: 'Omega' }, 'error project-inactive project'],
  ['a project on a break', { type: 'BREAK', project: 'Alpha' }, 'error break-with-project project'],
])('%s holds the row before anything is sent', async (_what, more, code) => {
  expect(codesOf(await inspect(period(more)))).toEqual([code]);
  expect(codesOf((await write(period(more)))?.findings)).toEqual([code]);
  expect(sent('POST')).toEqual([]);
});

test('a row that is about somebody else now is not sent, since a period cannot move', async () => {
  const { remote } = (await write(period())) as { remote: string };
  const live = await readAll(account.nextRun(), 'attendances');
  if (typeof live === 'string') throw new Error(live);
  const desired = [desiredOf(period({ person: '9' }, { remote }))];
  const found = await personio.inspect?.(account.nextRun(), { desired, live, base: null, baseSettings: null });
  expect(codesOf(found)).toEqual(['error attendance-of-another']);
});

test('projects that cannot be read are told, also when no row is held for it', async () => {
  account.answer('GET', '/v2/projects', { status: 403, json: {} });
  expect(codesOf(await inspect(period({ project: null })))).toEqual(['warning names-unlisted']);
});

test('an overlap is told as such, and as nobody else', async () => {
  await write(period());
  expect(await write(period({ start_time: '11:00', end_time: '13:00' }))).toMatchObject({
    status: 'refused',
    findings: [{ code: 'overlap', who: 'data', scope: 'record', key: 't1' }],
  });
});

test('neighbours that Personio changed are told', async () => {
  await write(period());
  const id = account.state().attendances[0]?.id ?? '';
  account.answer('POST', '/v2/attendance-periods', { status: 201, json: { id, affected_periods: [{ id: 'x' }] } });
  expect(codesOf((await write(period()))?.findings)).toContain('warning neighbours-changed');
});

test('reads in slices of 14 days, with filters that carry no offset, and leaves out what is closed', async () => {
  await write(period());
  await write(period({ date: '2026-01-05' }));
  await write(period({ date: '2027-06-01' }));
  account.calls.length = 0;
  expect(await readAll(account.nextRun(), 'attendances')).toHaveLength(2);
  const slices = sent('GET').map(({ query }) => [query?.['attribution_date.gte'], query?.['attribution_date.lte']]);
  expect(slices[0]).toEqual(['2026-08-31', '2026-09-13']);
  expect(slices.at(-1)).toEqual(['2026-10-26', undefined]);
  expect(slices.flat().every((day) => day === undefined || /^\d{4}-\d{2}-\d{2}$/.test(day))).toBe(true);
});
