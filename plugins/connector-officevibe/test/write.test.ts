import { expect, test } from '@jest/globals';
import type {
  Request,
  Response,
  SnapshotRecord,
  Value,
  WriteChange,
  WriteOutcome,
} from '../../../src/contract/index.ts';
import { officevibe } from '../src/index.ts';
import { idsIn } from '../src/row-messages.ts';
import { type Account, changesOf, membership, openAccount, person, smallFirm, team } from './account.ts';

const write = async (
  account: Account,
  snapshot: readonly SnapshotRecord[],
  changes: readonly WriteChange[] = changesOf(snapshot),
) => {
  const outcomes = await officevibe.write(account.context, { snapshot, changes });
  expect(JSON.stringify(outcomes.map((one) => one.findings))).not.toMatch(/example\.org|First\d|Last\d|canary/);
  return outcomes;
};
const brief = (outcomes: readonly WriteOutcome[]) =>
  Object.fromEntries(
    outcomes.map((one) => [
      `${one.kind}/${one.key}`,
      [one.status, ...(one.findings ?? []).map((finding) => finding.code)].join(' '),
    ]),
  );
const syncs = (account: Account) =>
  account.exchanges.filter(({ request }) => request.path === '/sync').map(({ request }) => request.body);
const statuses = (outcomes: readonly WriteOutcome[]) => [...new Set(Object.values(brief(outcomes)))];
const answering = (response: Partial<Response>) => ({
  intercept: (request: Request) =>
    request.path === '/sync' ? { status: 200, headers: {}, text: '', ...response } : undefined,
});
const reply = (json: Value): Partial<Response> => ({ json });
const one = (op: WriteChange['op'], record: SnapshotRecord, remote?: string): WriteChange[] => [
  { ...(changesOf([record], op)[0] as WriteChange), ...(remote ? { remote } : {}) },
];

test('a firm is stated in one push, read back and done, with remote ids', async () => {
  const account = openAccount();
  const outcomes = await write(account, smallFirm);
  expect(statuses(outcomes)).toEqual(['done']);
  expect(account.calls).toEqual(['POST /sync', 'GET /users', 'GET /groups']);
  const remotes = Object.fromEntries(
    outcomes.map((outcome) => [outcome.key, 'remote' in outcome ? outcome.remote : undefined]),
  );
  expect(remotes).toMatchObject({
    '1': 'p1@example.org',
    g1: expect.stringMatching(/^t\d+$/),
    'g1/2': expect.stringMatching(/^t\d+\/p2@/),
  });
  expect(account.exchanges[0]?.request.idempotent).toBe(true);
});

test('the same push again changes nothing', async () => {
  const account = openAccount();
  await write(account, smallFirm);
  const before = [account.table('People'), account.table('Teams'), account.table('Invitations sent')];
  await write(account, smallFirm);
  expect([account.table('People'), account.table('Teams'), account.table('Invitations sent')]).toEqual(before);
});

test.each(['employees', 'teams', 'memberships'])('without %s nothing is sent', async (kind) => {
  const account = openAccount();
  const snapshot = smallFirm.filter((record) => record.kind !== kind);
  expect(statuses(await write(account, snapshot))).toEqual(['refused officevibe-empty-section']);
  expect(account.calls).toEqual([]);
});

test('single changes without the whole are refused', async () => {
  const account = openAccount();
  const outcomes = await officevibe.write(account.context, { changes: changesOf(smallFirm) });
  expect(statuses(outcomes)).toEqual(['refused officevibe-no-snapshot']);
  expect(account.calls).toEqual([]);
});

test('a leaver is done when the list no longer shows them', async () => {
  const account = openAccount();
  await write(account, smallFirm);
  const rest = [person('1'), team('g1', 'Alpha'), membership('g1', '1')];
  const changes = [...one('leave', person('2')), ...one('delete', membership('g1', '2'))];
  expect(brief(await write(account, rest, changes))).toEqual({ 'employees/2': 'done', 'memberships/g1/2': 'done' });
});

test('a leaver who is an administrator stays, and that is said', async () => {
  const account = openAccount();
  await write(account, smallFirm);
  account.hand('users', { email: 'p2@example.org', isAdmin: true });
  const rest = [person('1'), team('g1', 'Alpha'), membership('g1', '1')];
  expect(brief(await write(account, rest, one('leave', person('2'))))).toEqual({
    'employees/2': 'refused officevibe-administrator-stays',
  });
});

test('who was deactivated by hand does not come back, and that is said', async () => {
  const account = openAccount();
  await write(account, smallFirm);
  account.hand('users', { email: 'p2@example.org', status: 'Deactivated' });
  expect(brief(await write(account, smallFirm, one('return', person('2'))))).toEqual({
    'employees/2': 'refused officevibe-switched-off',
  });
});

test('who is not listed after a second push with the same id was switched off by hand', async () => {
  const account = openAccount({}, answering(reply({ isSuccess: true, errors: [] })));
  const snapshot = smallFirm.map((record) => ({ ...record, known: true as const }));
  expect(brief(await write(account, snapshot, one('create', person('2'))))).toEqual({
    'employees/2': 'refused officevibe-switched-off',
  });
});

test('a team is renamed by its id once that is known, and removed when it is gone', async () => {
  const account = openAccount();
  const two = [...smallFirm, team('g2', 'Beta'), membership('g2', '1')];
  const first = await write(account, two);
  const remote = first.flatMap((outcome) => (outcome.key === 'g1' && 'remote' in outcome ? [outcome.remote] : []))[0];
  const renamed = two.map((record) => (record.key === 'g1' ? team('g1', 'Omega', { known: true }) : record));
  expect(await write(account, renamed, one('update', team('g1', 'Omega'), remote))).toEqual([
    { kind: 'teams', key: 'g1', status: 'done', remote },
  ]);
  const without = renamed.filter((record) => record.key !== 'g2' && record.key !== 'g2/1');
  expect(brief(await write(account, without, one('delete', team('g2', 'Beta'))))).toEqual({
    'teams/g2': 'done officevibe-team-removed',
  });
});

test('a rename before the id is known takes two runs and keeps the history', async () => {
  const account = openAccount({ current_team_names: { '0001': 'Équipe A' } });
  account.hand('groups', { name: 'Équipe A' });
  const idOf = async () =>
    JSON.stringify((await account.send({ method: 'GET', path: '/groups' })).json).match(/"(t\d+)","name":"Équipe/)?.[1];
  const history = await idOf();
  const snapshot = [person('1'), team('0001', 'Équipe 1'), membership('0001', '1')];

  const first = await write(account, snapshot);
  expect(brief(first)).toEqual({
    'employees/1': 'done',
    'teams/0001': 'accepted officevibe-rename-in-two-runs',
    'memberships/0001/1': 'done',
  });
  expect(account.table('Teams').at(-1)?.slice(0, 2)).toEqual(['0001', 'Équipe A']);

  const second = await write(
    account,
    snapshot.map((record) => ({ ...record, known: true as const })),
    one('update', team('0001', 'Équipe 1')),
  );
  expect(brief(second)).toEqual({ 'teams/0001': 'done' });
  expect(account.table('Teams').at(-1)?.slice(0, 2)).toEqual(['0001', 'Équipe 1']);
  expect(await idOf()).toBe(history);
});

test('row errors refuse the record they name, changed or not, and the rest is done', async () => {
  const account = openAccount();
  const snapshot = [
    person('1', { Unknown: 'canary' }),
    person('2', { 'Business Unit': 'canary' }),
    ...smallFirm.slice(2),
  ];
  const outcomes = await write(account, snapshot, changesOf(snapshot.slice(1)));
  expect(brief(outcomes)).toEqual({
    'employees/1': 'refused officevibe-attr-not-found',
    'employees/2': 'refused officevibe-attr-option-missing',
    'teams/g1': 'done',
    'memberships/g1/1': 'done',
    'memberships/g1/2': 'done',
  });
});

test('row errors of relations refuse the memberships and teams that name the id', async () => {
  const account = openAccount();
  const snapshot = [...smallFirm, team('g2', 'Beta', { fields: { parentId: 'g8' } }), membership('g9', '1')].map(
    (record) => (record.key === 'g2' ? { ...record, fields: { ...record.fields, name: 'Beta' } } : record),
  );
  expect(brief(await write(account, snapshot))).toMatchObject({
    'teams/g2': 'refused officevibe-subgroup-missing',
    'memberships/g9/1': 'refused officevibe-user-group-missing',
    'teams/g1': 'done',
  });
});

test('a row error that names nobody leaves its kind uncertain', async () => {
  const account = openAccount(
    {},
    answering(reply({ isSuccess: true, errors: ['Attribut Non Trouvé', 'User skipped'] })),
  );
  expect(brief(await write(account, smallFirm))).toMatchObject({
    'employees/1': 'uncertain officevibe-attr-not-found officevibe-user-skipped',
    'employees/2': 'uncertain officevibe-attr-not-found officevibe-user-skipped',
    'teams/g1': 'accepted officevibe-not-seen-yet',
  });
});

test.each([
  ['User skipped (ExternalId: 1 b)', '1 b'],
  ['User skipped, ExternalId: 1 was skipped', '1'],
])('%s refuses the person %s alone', async (message, key) => {
  const firm = [...smallFirm, person('1 b')];
  const outcomes = await write(openAccount({}, answering(reply({ isSuccess: true, errors: [message] }))), firm);
  expect(outcomes.filter((one) => one.status === 'refused').map((one) => one.key)).toEqual([key]);
});

test('a message naming an id that is none of ours does not get into a finding', async () => {
  const account = openAccount(
    {},
    answering(reply({ isSuccess: false, errors: ['User skipped (ExternalId: canary@example.org)'] })),
  );
  expect(brief(await write(account, smallFirm))).toMatchObject({ 'employees/1': 'uncertain officevibe-user-skipped' });
});

test.each<[string, Partial<Response>, string]>([
  ['a login page', { headers: { 'content-type': 'text/html' }, text: '<html>' }, 'refused officevibe-login-page'],
  ['403', { status: 403 }, 'refused officevibe-forbidden'],
  ['429', { status: 429 }, 'refused officevibe-throttled'],
  [
    'not activated',
    {
      status: 400,
      ...reply({
        isSuccess: false,
        errors: ['You must activate API synchronization via the admin dashboard on officevibe.com.'],
      }),
    },
    'refused officevibe-not-activated',
  ],
  [
    'not activated, with status 200',
    reply({
      isSuccess: false,
      errorMessage: 'You must activate API synchronization via the admin dashboard on officevibe.com.',
    }),
    'refused officevibe-not-activated',
  ],
  [
    'a refusal in words of its own',
    { status: 400, ...reply({ isSuccess: false, errors: ['Main: An error occurred while syncing', 'canary'] }) },
    'refused officevibe-unknown-message',
  ],
  [
    'a general error',
    reply({ isSuccess: false, errors: ['Main: An error occurred while syncing'] }),
    'uncertain officevibe-main-error',
  ],
  ['a refusal without a word', reply({ isSuccess: false, errors: [] }), 'uncertain officevibe-unknown-message'],
  ['500', { status: 500 }, 'uncertain officevibe-failed'],
  ['half a JSON', { text: '{"isSuccess":tr' }, 'uncertain officevibe-unreadable'],
  ['an unknown shape', reply({ isSuccess: true, errors: [], jobId: 'canary' }), 'uncertain officevibe-unexpected'],
])('%s: %#', async (_name, response, status) => {
  const outcomes = await write(openAccount({}, answering(response)), smallFirm);
  expect(outcomes).toHaveLength(smallFirm.length);
  expect(statuses(outcomes)).toEqual([status]);
});

test('a push whose lists cannot be read back, or do not show it, is accepted and not done', async () => {
  const blind = openAccount(
    {},
    { alter: (request, real) => (request.path === '/users' ? { status: 500, headers: {}, text: '' } : real) },
  );
  expect(statuses(await write(blind, smallFirm))).toEqual(['accepted officevibe-not-seen-yet']);
  const slow = openAccount({}, answering(reply({ isSuccess: true, errors: [] })));
  expect(brief(await write(slow, smallFirm))).toEqual({
    'employees/1': 'accepted officevibe-not-seen-yet',
    'employees/2': 'accepted officevibe-not-seen-yet',
    'teams/g1': 'accepted officevibe-not-seen-yet',
    'memberships/g1/1': 'accepted officevibe-not-seen-yet',
    'memberships/g1/2': 'accepted officevibe-not-seen-yet',
  });
});

test('leavers and removed teams that the lists still show are accepted and not done', async () => {
  const account = openAccount();
  await write(account, [...smallFirm, team('g2', 'Beta')]);
  const still = openAccount({}, answering(reply({ isSuccess: true, errors: [] })));
  still.hand('users', { email: 'p2@example.org' });
  still.hand('groups', { name: 'Beta' });
  const changes = [
    ...one('leave', person('2')),
    ...one('leave', { ...person('3'), fields: {} }),
    ...one('delete', team('g2', 'Beta')),
    ...one('delete', membership('g1', '2'), 't1/p2@example.org'),
  ];
  expect(brief(await write(still, smallFirm, changes))).toEqual({
    'employees/2': 'accepted officevibe-not-seen-yet',
    'employees/3': 'accepted officevibe-not-seen-yet',
    'teams/g2': 'accepted officevibe-not-seen-yet',
    'memberships/g1/2': 'done',
  });
});

test('the settings go along as the account asks for them', async () => {
  const account = openAccount({ invite_new_users: true });
  await write(account, smallFirm);
  expect(syncs(account)).toMatchObject([{ settings: { syncManagerEmail: 'boss@example.org', inviteNewUsers: true } }]);
  expect(account.table('Invitations sent')).toHaveLength(2);
});

test.each([
  ['User skipped (ExternalId: 17)', '17'],
  ['User skipped, external id="a-1"', 'a-1'],
  ['User skipped', undefined],
])('the id in "%s" is %s', (message, id) => {
  expect(idsIn(message).at(-1)).toBe(id);
});
