import { expect, test } from '@jest/globals';
import type { Response, SnapshotRecord, Value, WriteOutcome } from '../../../src/contract/index.ts';
import { workleap } from '../src/index.ts';
import {
  type Account,
  changeOf,
  changesOf,
  membership,
  openAccount,
  person,
  responseOf,
  settle,
  smallFirm,
  team,
} from './account.ts';

const write = (account: Account, snapshot: readonly SnapshotRecord[], changes = changesOf(snapshot)) =>
  workleap.write(account.context, { snapshot, changes });
const statuses = (outcomes: readonly WriteOutcome[]) => outcomes.map((one) => `${one.kind}/${one.key} ${one.status}`);
const codes = (outcomes: readonly WriteOutcome[]) => [
  ...new Set(outcomes.flatMap((one) => (one.findings ?? []).map((finding) => finding.code))),
];
/** Everybody of the firm is active, as after they answered their invitation. */
async function openFirm(own: Readonly<Record<string, Value>> = {}): Promise<Account> {
  const account = openAccount(own);
  await write(account, smallFirm);
  await settle(account);
  for (const { fields } of smallFirm.filter((one) => one.kind === 'employees'))
    account.hand('users', { email: String(fields.email), status: 'Active' });
  return account;
}
const remoteOf = (account: Account, email: string) =>
  account.state().users.find((user) => user.email === email)?.id ?? '';
const leaverOf = (account: Account, id: string) =>
  changeOf(person(id), 'leave', {
    fields: { email: `p${id}@example.org` },
    remote: remoteOf(account, `p${id}@example.org`),
  });

test('a push is accepted and done later, and says once where to look', async () => {
  const account = openAccount();

  const outcomes = await write(account, smallFirm);

  expect(statuses(outcomes)).toEqual(smallFirm.map((one) => `${one.kind}/${one.key} accepted`));
  expect(outcomes.flatMap((one) => one.findings ?? [])).toMatchObject([
    { code: 'workleap-sync-report', severity: 'warning', scope: 'record' },
  ]);
  expect(account.statuses()).toEqual({ 'boss@example.org': 'Active' });
  await settle(account);
  expect(account.statuses()).toEqual({
    'boss@example.org': 'Active',
    'p1@example.org': 'Created',
    'p2@example.org': 'Created',
  });
});

test('the files of a CSV push say the same as JSON', async () => {
  const [json, csv] = [openAccount(), openAccount({ provisioning: 'csv' })];
  const firm = [
    ...smallFirm,
    person('3', { firstName: 'a,"b"', lastName: ' edge ' }),
    team('g2', 'Beta', { fields: { parentTeamId: 'g1' } }),
  ];

  for (const account of [json, csv]) {
    await write(account, firm);
    await settle(account);
  }

  expect(csv.calls[0]).toBe('POST /public/provisioning/csv');
  expect({ ...csv.state(), jobs: [] }).toEqual({ ...json.state(), jobs: [] });
});

test('somebody who leaves is switched off at once, goes along, and is not erased by the next push', async () => {
  const account = await openFirm();
  const rest = smallFirm.filter((one) => one.key !== '2' && one.key !== 'g1/2');
  const leaver = leaverOf(account, '2');

  const outcomes = await write(account, rest, [leaver]);
  await settle(account);
  const off: SnapshotRecord = { ...person('2'), active: false, known: true };
  await write(account, [...rest, off], [changeOf(person('1'), 'update')]);
  await settle(account);

  expect(outcomes).toEqual([{ kind: 'employees', key: '2', status: 'done', remote: leaver.remote }]);
  expect(account.calls.slice(2, 4)).toEqual(['POST /public/users/deactivate', 'POST /public/provisioning/json']);
  expect(account.statuses()).toMatchObject({ 'p1@example.org': 'Active', 'p2@example.org': 'Deactivated' });
  // The adversary: without going along, the third push erases.
  await write(account, rest, [changeOf(person('1'), 'update')]);
  await settle(account);
  expect(account.statuses()).toMatchObject({ 'p2@example.org': 'Deleted' });
});

test('leaving by absence is accepted, and done by the push', async () => {
  const account = await openFirm({ leave_by: 'absence' });
  const rest = smallFirm.filter((one) => one.key !== '2' && one.key !== 'g1/2');

  const outcomes = await write(account, rest, [leaverOf(account, '2')]);
  await settle(account);

  expect(statuses(outcomes)).toEqual(['employees/2 accepted']);
  expect(account.calls.some((call) => call.endsWith('deactivate'))).toBe(false);
  expect(account.statuses()).toMatchObject({ 'p2@example.org': 'Deactivated' });
});

test('somebody who is off already has left, and somebody nobody found leaves by the push', async () => {
  const account = await openFirm();
  account.hand('users', { email: 'p2@example.org', status: 'Deactivated' });
  const unfound = changeOf(person('8'), 'leave', { fields: {} });

  expect(
    statuses(
      await write(account, smallFirm.slice(0, 1).concat(smallFirm.slice(2, 4)), [leaverOf(account, '2'), unfound]),
    ),
  ).toEqual(['employees/2 done', 'employees/8 accepted']);
});

test('a deletion erases in one run: off first, then left out', async () => {
  const account = await openFirm();
  const rest = smallFirm.filter((one) => one.key !== '2' && one.key !== 'g1/2');

  const outcomes = await write(account, rest, [{ ...leaverOf(account, '2'), op: 'delete' }]);
  await settle(account);

  expect(statuses(outcomes)).toEqual(['employees/2 accepted']);
  expect(account.statuses()).toMatchObject({ 'p2@example.org': 'Deleted' });
});

test('somebody who comes back is switched on again', async () => {
  const account = await openFirm();
  account.hand('users', { email: 'p2@example.org', status: 'Deactivated' });
  const back = changeOf({ ...person('2'), remote: remoteOf(account, 'p2@example.org') }, 'return');

  expect(statuses(await write(account, smallFirm, [back]))).toEqual(['employees/2 accepted']);
  await settle(account);
  expect(account.statuses()).toMatchObject({ 'p2@example.org': 'Active' });
});

test('a known person keeps what is not sent, and gets a new address by the id', async () => {
  const account = await openFirm();
  const known: SnapshotRecord = { kind: 'employees', key: '2', fields: { email: 'new@example.org' } };

  await write(account, [...smallFirm.filter((one) => one.kind !== 'employees'), person('1'), known]);
  await settle(account);

  expect(account.state().users.at(-1)).toMatchObject({
    externalId: '2',
    email: 'new@example.org',
    fields: { firstName: 'First2', lastName: 'Last2' },
  });
});

test('a sync above the threshold waits, and another push heals what was rejected', async () => {
  const account = openAccount({ risk_users: 1 });
  await write(account, smallFirm);
  await settle(account);
  expect(account.statuses()).toEqual({ 'boss@example.org': 'Active' });
  account.hand('reject', {});
  account.hand('account', { riskUsers: 99 });
  await write(account, smallFirm);
  await settle(account);

  expect(account.state().jobs.map((job) => job.status)).toEqual(['Rejected', 'Completed']);
  expect(Object.keys(account.statuses())).toHaveLength(3);
});

const refusing = (path: string, response: Response) => ({
  intercept: (request: { path: string }) => (request.path.endsWith(path) ? response : undefined),
});
const page = (status: number): Response => ({ status, headers: { 'content-type': 'text/html' }, text: '<html>' });
const error = (status: number, code: string, message = '') => responseOf(status, { error: { code, message } });

test.each<[Response, string, string]>([
  [error(400, 'X', 'Attribute Not Found: Ana'), 'refused', 'workleap-attr-not-found'],
  [error(400, 'X', 'Skipped User Attribute Option Not Found'), 'refused', 'workleap-attr-option-missing'],
  [error(400, 'X', 'Relation utilisateur au groupe ignoré - groupe non trouvé'), 'refused', 'workleap-team-missing'],
  [error(400, 'X', 'Skipped Subgroup to Group Relation - Subgroup Not Found'), 'refused', 'workleap-subteam-missing'],
  [error(400, 'X', 'No Workleap profile for Direct Manager'), 'refused', 'workleap-no-manager-profile'],
  [error(400, 'X', 'User skipped'), 'refused', 'workleap-user-skipped'],
  [error(400, 'X', 'teams missing or empty'), 'refused', 'workleap-empty-section'],
  [error(400, 'X', 'ana@example.org is odd'), 'refused', 'workleap-refused'],
  [responseOf(400, 'no object'), 'refused', 'workleap-refused'],
  [error(400, 'X', 'the section settings is not taken'), 'refused', 'workleap-settings-refused'],
  [error(400, 'X', 'Main: An error occurred while syncing'), 'refused', 'workleap-main-error'],
  [error(400, 'X', 'Could not establish a connection to the API.'), 'refused', 'workleap-key-refused'],
  [page(401), 'refused', 'workleap-key-refused'],
  [page(429), 'refused', 'workleap-throttled'],
  [page(404), 'refused', 'workleap-not-the-api'],
  [error(401, 'X'), 'refused', 'workleap-key-refused'],
  [error(403, 'X'), 'refused', 'workleap-forbidden'],
  [error(404, 'X'), 'refused', 'workleap-path-unknown'],
  [error(409, 'X'), 'refused', 'workleap-conflict'],
  [error(429, 'X'), 'refused', 'workleap-throttled'],
  [responseOf(302, {}, { location: '/login' }), 'refused', 'workleap-not-the-api'],
  [{ status: 200, headers: { 'content-type': 'text/html' }, text: '<html>' }, 'uncertain', 'workleap-not-the-api'],
  [responseOf(500, {}), 'uncertain', 'workleap-failed'],
  [responseOf(202, {}), 'uncertain', 'workleap-unexpected'],
  [responseOf(202, { jobId: 7, status: 'failed' }), 'uncertain', 'workleap-job-failed'],
])('a push answered with %j is %s', async (response, status, code) => {
  const account = openAccount({}, refusing('/provisioning/json', response));

  const outcomes = await write(account, smallFirm);

  expect(new Set(outcomes.map((one) => one.status))).toEqual(new Set([status]));
  expect(codes(outcomes)).toEqual([code]);
  expect(JSON.stringify(outcomes)).not.toMatch(/Ana|ana@|@example/);
});

test('a key that may only read is told at the push', async () => {
  const account = openAccount();
  account.hand('account', { keyAccess: 'read' });
  expect(codes(await write(account, smallFirm))).toEqual(['workleap-forbidden']);
  const inactive = openAccount();
  inactive.hand('account', { isActive: false });
  expect(codes(await write(inactive, smallFirm))).toEqual(['workleap-not-active']);
});

test('who cannot be switched off has not left; the rest is pushed all the same', async () => {
  const account = openAccount({}, refusing('/users/deactivate', error(404, 'X')));
  const leaver = changeOf(person('2'), 'leave', { remote: 'wl-2' });

  const outcomes = await write(account, smallFirm, [leaver, changeOf(person('1'), 'update')]);

  expect(statuses(outcomes)).toEqual(['employees/2 refused', 'employees/1 accepted']);
});

test('one whom nobody in Workleap knows any more stops no other leaver', async () => {
  const account = await openFirm();
  const [gone, leaver] = [changeOf(person('7'), 'leave', { remote: 'wl-7000' }), leaverOf(account, '2')];

  const outcomes = await write(account, smallFirm.slice(0, 1).concat(smallFirm.slice(2, 4)), [gone, leaver]);

  expect(statuses(outcomes)).toEqual(['employees/7 refused', 'employees/2 done']);
  expect(outcomes[0]).toMatchObject({
    findings: [{ code: 'workleap-person-unknown', scope: 'record', key: '7', who: 'admin' }],
  });
  expect(account.statuses()).toMatchObject({ 'p2@example.org': 'Deactivated' });
});

test('a sync that fails half way is stated whole by the next push', async () => {
  const account = openAccount();
  account.hand('account', { failsNext: true });
  await write(account, smallFirm);
  await settle(account);
  expect([account.state().jobs[0]?.status, account.state().teams.map(({ externalId }) => externalId)]).toEqual([
    'Failed',
    [null],
  ]);
  await write(account, smallFirm);
  await settle(account);
  expect(account.state().teams.map(({ externalId }) => externalId)).toEqual([null, 'g1']);
});

test.each([
  ['/users/deactivate', responseOf(500, {}), 'delete', ['employees/2 uncertain', 'employees/1 refused'], 0],
  ['/users/activate', responseOf(500, {}), 'return', ['employees/2 uncertain', 'employees/1 accepted'], 1],
] as const)('%s without an answer is not taken for done', async (path, response, op, wanted, pushes) => {
  const account = openAccount({}, refusing(path, response));
  const changes = [
    changeOf(person('2'), op === 'delete' ? 'leave' : op, { remote: 'wl-2' }),
    changeOf(person('1'), op === 'delete' ? 'delete' : 'update', { remote: 'wl-1' }),
  ];

  expect(statuses(await write(account, smallFirm, changes))).toEqual(wanted);
  expect(account.calls.filter((call) => call.includes('provisioning'))).toHaveLength(pushes);
});

test.each<[string, readonly SnapshotRecord[], Readonly<Record<string, Value>>, string]>([
  ['no team', smallFirm.filter((one) => one.kind !== 'teams'), {}, 'workleap-empty-section'],
  [
    'a gap in a CSV file',
    [...smallFirm, person('3', { 'Business Unit': 'North' })],
    { provisioning: 'csv' },
    'workleap-csv-gaps',
  ],
])('%s refuses before any call', async (_, snapshot, own, code) => {
  const account = openAccount(own);

  expect(codes(await write(account, snapshot))).toEqual([code]);
  expect(account.calls).toEqual([]);
});

test('single changes are refused, since a push states everything', async () => {
  const account = openAccount();

  expect(codes(await workleap.write(account.context, { changes: changesOf(smallFirm) }))).toEqual([
    'workleap-no-snapshot',
  ]);
  expect(account.calls).toEqual([]);
});

test('many leavers go in calls of a hundred', async () => {
  const account = openAccount({}, refusing('/users/deactivate', responseOf(200, {})));
  const leavers = Array.from({ length: 250 }, (_, index) =>
    changeOf(person(`x${index}`), 'leave', { remote: `wl-${index}` }),
  );

  await write(account, [...smallFirm, membership('g1', '1')], leavers);

  expect(account.calls.filter((call) => call.endsWith('deactivate'))).toHaveLength(3);
});
