import { expect, test } from '@jest/globals';
import type { Kind, LiveRecord, Proof, Request, Response } from '../../../src/contract/index.ts';
import { getGroup, getUser } from '../src/client.ts';
import { toSyncBody } from '../src/convert.ts';
import { officevibe } from '../src/index.ts';
import { readSettings } from '../src/settings.ts';
import { type Account, key, openAccount, settings, smallFirm } from './account.ts';

const read = async (
  account: Account,
  kind: Kind,
): Promise<{ records: readonly LiveRecord[]; proof: Proof | undefined }> => {
  const records: LiveRecord[] = [];
  let proof: Proof | undefined;
  for await (const batch of officevibe.read(account.context, kind)) {
    records.push(...batch.records);
    proof = batch.proof;
  }
  return { records, proof };
};
const filled = async (...options: Parameters<typeof openAccount>) => {
  const account = openAccount(...options);
  const body = toSyncBody(smallFirm, readSettings(settings));
  await account.send({ method: 'POST', path: '/sync', body });
  return account;
};
/** Changes the JSON of one path. */
const alter = (path: string, change: (text: string) => string) => ({
  alter: (request: Request, response: Response): Response => {
    if (request.path !== path) return response;
    const text = change(response.text);
    const { json: _, ...rest } = response;
    try {
      return { ...rest, text, json: JSON.parse(text) };
    } catch {
      return { ...rest, text };
    }
  },
});

test('people, teams and memberships are read with the proof of the totals', async () => {
  const account = await filled();
  const people = await read(account, 'employees');
  expect(people.proof).toEqual({ complete: true, counted: 3, total: 3 });
  expect(people.records.map((one) => [one.remote, one.staying])).toEqual([
    ['boss@example.org', 'administrator'],
    ['p1@example.org', undefined],
    ['p2@example.org', undefined],
  ]);
  const teams = await read(account, 'teams');
  expect(teams.proof).toEqual({ complete: true, counted: 2, total: 2 });
  expect(teams.records.map((one) => [one.fields.name, one.untouchable])).toEqual([
    ['Everyone in Lyon', 'rule-based team'],
    ['Alpha', undefined],
  ]);
  const memberships = await read(account, 'memberships');
  const alpha = teams.records[1]?.remote;
  expect(memberships.proof).toEqual({ complete: true, counted: 2 });
  expect(memberships.records.map((one) => [one.parts, one.fields])).toEqual([
    [[alpha, 'p1@example.org'], { member: true, manager: false }],
    [[alpha, 'p2@example.org'], { member: true, manager: true }],
  ]);
});

test.each<[string, Kind, string, (text: string) => string]>([
  ['a total above what arrived', 'employees', '/users', (text) => text.replace('"userCount":3', '"userCount":4')],
  ['a person listed twice', 'employees', '/users', (text) => text.replace('p2@example.org', 'P1@example.org')],
  ['half a JSON', 'employees', '/users', (text) => text.slice(0, 100)],
  ['an unknown field', 'employees', '/users', (text) => text.replaceAll('"userName"', '"nickName"')],
  ['a missing field', 'teams', '/groups', (text) => text.replaceAll('"managerCount":0', '"x":0')],
  ['a field that is called like a person', 'employees', '/users', (text) => text.replaceAll('"userName"', '"First"')],
  ['a short list of teams', 'teams', '/groups', (text) => text.replace('"groupCount":2', '"groupCount":3')],
  [
    'memberships that do not add up',
    'memberships',
    '/users',
    (text) => text.replace('"memberGroups":["Alpha"]', '"memberGroups":[]'),
  ],
  ['a membership of an unlisted team', 'memberships', '/users', (text) => text.replaceAll('"Alpha"', '"Beta"')],
  ['two teams of one name', 'memberships', '/groups', (text) => text.replace('Everyone in Lyon', 'Alpha')],
  ['a short list of people', 'memberships', '/users', (text) => text.replace('"userCount":3', '"userCount":9')],
  ['no answer for teams', 'memberships', '/groups', () => ''],
  ['no answer for people', 'memberships', '/users', () => ''],
])('%s makes the read of %s incomplete', async (_name, kind, path, change) => {
  const { proof } = await read(await filled({}, alter(path, change)), kind);
  expect(proof).toMatchObject({ complete: false });
  expect(JSON.stringify(proof)).not.toMatch(/example\.org|First|Last/);
});

test('counts that do not add up can be ignored by a setting', async () => {
  const account = await filled(
    { group_counts: 'ignore' },
    alter('/users', (text) => text.replace('"memberGroups":["Alpha"]', '"memberGroups":[]')),
  );
  expect((await read(account, 'memberships')).proof).toMatchObject({ complete: true });
});

test('teams may be named by their ids', async () => {
  const account = await filled();
  const id = (await read(account, 'teams')).records[1]?.remote ?? '';
  const byId = await filled(
    {},
    alter('/users', (text) => text.replaceAll('"Alpha"', `"${id}"`)),
  );
  expect((await read(byId, 'memberships')).proof).toMatchObject({ complete: true, counted: 2 });
});

test('a kind that Officevibe does not have is not a complete empty one', async () => {
  expect((await read(openAccount(), 'absences')).proof).toMatchObject({ complete: false });
});

test('a sound account passes the check with reads only', async () => {
  const account = openAccount();
  expect(await officevibe.check(account.context)).toEqual([]);
  expect(account.calls).toEqual(['GET /ping', 'GET /users', 'GET /groups']);
});

test.each<[string, Response, string]>([
  [
    'the login page',
    { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>' },
    'officevibe-login-page',
  ],
  [
    'a page that says it is JSON',
    { status: 200, headers: { 'content-type': 'application/json' }, text: ' <!DOCTYPE html>' },
    'officevibe-login-page',
  ],
  ['a redirect', { status: 302, headers: {}, text: '' }, 'officevibe-login-page'],
  ['401', { status: 401, headers: {}, text: '{}', json: {} }, 'officevibe-login-page'],
  ['403', { status: 403, headers: {}, text: '{}', json: {} }, 'officevibe-forbidden'],
  ['429', { status: 429, headers: {}, text: '' }, 'officevibe-throttled'],
  ['500', { status: 500, headers: {}, text: '{}', json: {} }, 'officevibe-failed'],
  [
    'a page of an error',
    { status: 404, headers: { 'content-type': 'text/html' }, text: '<html>' },
    'officevibe-path-unknown',
  ],
  [
    'half a JSON',
    { status: 200, headers: { 'content-type': 'application/json' }, text: '{"isSucc' },
    'officevibe-unreadable',
  ],
  ['another envelope', { status: 200, headers: {}, text: '[]', json: [] }, 'officevibe-unexpected'],
  [
    'the connection message',
    {
      status: 200,
      headers: {},
      text: '',
      json: {
        isSuccess: false,
        errorMessage: 'Could not establish a connection to the API. Make sure the submitted API key is correct.',
      },
    },
    'officevibe-no-connection',
  ],
  [
    'a message nobody knows',
    { status: 200, headers: {}, text: '', json: { isSuccess: false, errorMessage: 'canary@example.org is odd' } },
    'officevibe-unknown-message',
  ],
])('%s is a finding of its own', async (_name, response, code) => {
  const account = openAccount({}, { alter: () => response });
  const findings = await officevibe.check(account.context);
  expect(findings.map((finding) => [finding.code, finding.severity, finding.scope])).toEqual([
    [code, 'error', 'system'],
  ]);
  expect(JSON.stringify(findings)).not.toMatch(/canary/);
  expect((await read(account, 'employees')).proof).toMatchObject({ complete: false });
});

test.each(['/users', '/groups'])('a refused list %s is a finding of the check', async (path) => {
  const account = openAccount(
    {},
    alter(path, () => 'x'),
  );
  expect((await officevibe.check(account.context)).map((finding) => finding.code)).toEqual(['officevibe-unreadable']);
});

test('the sync manager must be there and an administrator', async () => {
  const account = openAccount();
  account.hand('users', { email: 'BOSS@example.org', isAdmin: false });
  const context = (address: string) => ({ ...account.context, settings: { ...settings, sync_manager_email: address } });
  const findings = [
    ...(await officevibe.check(context('Boss@example.org'))),
    ...(await officevibe.check(context('canary@example.org'))),
  ];
  expect(findings.map((finding) => finding.code)).toEqual([
    'officevibe-sync-manager-no-administrator',
    'officevibe-sync-manager-unknown',
  ]);
  expect(JSON.stringify(findings)).not.toMatch(/example\.org/i);
  expect(JSON.stringify(findings)).not.toContain(key);
});

test('a rule-based team that does not exist is pointed out', async () => {
  const account = openAccount();
  const context = { ...account.context, settings: { ...settings, rule_teams: ['Everyone in lyon'] } };
  expect(await officevibe.check(context)).toMatchObject([
    { code: 'officevibe-rule-team-unknown', severity: 'warning' },
  ]);
});

test('settings that cannot be read are refused by name', async () => {
  const context = { ...openAccount().context, settings: { ...settings, properties: { A: 'canary' } } };
  await expect(officevibe.check(context)).rejects.toThrow(/^The setting properties of Officevibe cannot be read/);
});

test('one person and one team can be asked for', async () => {
  const account = await filled();
  expect(await getUser(account.send, 'p1@example.org')).toMatchObject({ data: { email: 'p1@example.org' } });
  expect(await getUser(account.send, 'nobody@example.org')).toMatchObject({ refused: { severity: 'error' } });
  const id = (await read(account, 'teams')).records[1]?.remote ?? '';
  expect(await getGroup(account.send, id)).toMatchObject({ data: { name: 'Alpha', users: [{}, {}] } });
});
