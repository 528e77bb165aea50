import { expect, test } from '@jest/globals';
import type { InspectView, SnapshotRecord, Value } from '../../../src/contract/index.ts';
import { workleap } from '../src/index.ts';
import { countRisk } from '../src/inspect-risk.ts';
import { membership, openAccount, person, smallFirm, team } from './account.ts';

const viewOf = (over: Partial<InspectView> = {}): InspectView => ({
  desired: smallFirm,
  live: [],
  base: smallFirm,
  baseSettings: {},
  ...over,
});
const inspect = async (over: Partial<InspectView> = {}, own: Readonly<Record<string, Value>> = {}) => {
  const account = openAccount(own);
  const findings = (await workleap.inspect?.(account.context, viewOf(over))) ?? [];
  expect(account.calls).toEqual([]);
  return findings.map((one) => `${one.severity} ${one.scope} ${one.code}${one.key === undefined ? '' : ` ${one.key}`}`);
};
const known = (record: SnapshotRecord): SnapshotRecord => ({ ...record, known: true });

test('a firm that is in order says nothing', async () => {
  expect(await inspect()).toEqual([]);
});

test('the first push waits for somebody who compared the teams', async () => {
  expect(await inspect({ base: null }, { teams_checked: false })).toEqual(['error system workleap-teams-not-checked']);
  expect(await inspect({ base: null })).toEqual([]);
  expect(await inspect({}, { teams_checked: false })).toEqual([]);
});

test.each<[string, Partial<InspectView>, readonly string[]]>([
  ['no memberships', { desired: smallFirm.slice(0, 3) }, ['error system workleap-empty-section']],
  [
    'a new team whose id is its name',
    { desired: [...smallFirm, team('Bravo', 'bravo!')] },
    ['error system workleap-id-is-name Bravo'],
  ],
  [
    'a known team whose id is its name',
    { desired: [...smallFirm, known(team('Bravo', 'Bravo'))] },
    ['warning record workleap-id-is-name Bravo'],
  ],
  [
    'an id that is a manager',
    { desired: [...smallFirm, team('last2-first2', 'Cee')] },
    ['error system workleap-id-is-name last2-first2'],
  ],
  [
    'an id that changed',
    { desired: smallFirm.map((one) => (one.key === 'g1' ? team('g9', 'Alpha') : one)) },
    ['error system workleap-team-id-changed g9'],
  ],
  [
    'two new teams of one name',
    { desired: [...smallFirm, team('g2', 'Twin'), team('g3', 'Twin')] },
    ['error system workleap-team-name-twice'],
  ],
  [
    'a team made by a rule',
    { desired: [...smallFirm, team('g2', 'Everyone in Lyon')] },
    ['error record workleap-rule-team-in-files g2'],
  ],
  [
    'a circle of teams',
    {
      desired: [
        ...smallFirm,
        team('g2', 'B', { fields: { parentTeamId: 'g3' } }),
        team('g3', 'C', { fields: { parentTeamId: 'g2' } }),
      ],
    },
    ['error system workleap-team-cycle g2', 'error system workleap-team-cycle g3'],
  ],
  [
    'a property that nobody listed',
    { desired: [...smallFirm, person('3', { 'Business unit': 'North' })] },
    ['error system workleap-attr-not-found'],
  ],
  [
    'own words with other letters',
    { desired: [...smallFirm, person('3', { jobtitle: 'x' })] },
    ['error system workleap-attr-not-found'],
  ],
  [
    'an option that nobody listed',
    { desired: [...smallFirm, person('3', { 'Business Unit': 'north' }), person('4', { 'Business Unit': null })] },
    ['error record workleap-attr-option-missing 3'],
  ],
  [
    'a membership without a role',
    { desired: [...smallFirm, membership('g1', '3', { member: false })] },
    ['error record workleap-no-role g1/3'],
  ],
  [
    'a date that is fixed',
    {
      base: [...smallFirm, person('3', { 'Hire Date': '2020-01-01' })],
      desired: [...smallFirm, person('3', { 'Hire Date': '2020-02-01' })],
    },
    ['warning record workleap-date-is-fixed 3'],
  ],
  [
    'an administrator who left',
    { base: [...smallFirm, person('9', { email: 'Boss@Example.org' })] },
    ['warning record workleap-administrator-stays 9'],
  ],
])('%s', async (_, over, findings) => {
  expect(await inspect(over)).toEqual(findings);
});

test('Automatic Invite that is switched on later invites nobody', async () => {
  const flipped = { baseSettings: { automatic_invite: false } };
  expect(await inspect(flipped, { automatic_invite: true })).toEqual(['warning system workleap-invite-flipped']);
  expect(await inspect(flipped)).toEqual([]);
});

const moved: Partial<InspectView> = {
  base: [...smallFirm, person('3'), team('g2', 'Beta'), membership('g2', '3')],
  desired: [
    ...smallFirm.filter((one) => one.key !== '1' && one.key !== 'g1/1'),
    person('1', { jobTitle: 'Chief' }),
    person('4'),
    team('g3', 'Gamma'),
    membership('g3', '1'),
  ],
  live: [
    { kind: 'employees', remote: 'wl-9', active: true, fields: { email: 'stranger@example.org' } },
    { kind: 'employees', remote: 'wl-1', active: true, fields: { email: 'p1@example.org' } },
    {
      kind: 'employees',
      remote: 'wl-0',
      active: true,
      staying: 'administrator',
      fields: { email: 'boss@example.org' },
    },
    { kind: 'employees', remote: 'wl-8', absence: 'deletes', fields: { email: 'off@example.org' } },
  ],
};

test('counts as the vendor does: new, off and changed people; teams and memberships that begin, change or end', () => {
  // A newcomer, a leaver, a new title and a stranger; two teams and three memberships.
  expect(countRisk(viewOf(moved))).toEqual({ users: 4, teams: 5 });
  expect(countRisk(viewOf())).toEqual({ users: 0, teams: 0 });
  // Who is member and manager of a team has two assignments.
  expect(countRisk(viewOf({ base: null }))).toEqual({ users: 2, teams: 4 });
  const led = smallFirm.map((one) => (one.key === 'g1/1' ? membership('g1', '1', { manager: true }) : one));
  expect(countRisk(viewOf({ desired: led }))).toEqual({ users: 0, teams: 1 });
});

test('a sync above a threshold is not pushed, or pushed with a warning where that is wanted', async () => {
  const above = ['error system workleap-above-risk', 'error system workleap-above-risk'];
  expect(await inspect(moved, { risk_users: 3, risk_teams: 4 })).toEqual(above);
  expect(await inspect(moved, { risk_users: 4, risk_teams: 5 })).toEqual([]);
  expect(await inspect(moved, { risk_users: 0, above_risk: 'push' })).toEqual(['warning system workleap-above-risk']);
});

test('settings of another form are refused by their names', async () => {
  const account = openAccount({ risk_users: -1, properties: 'x' });
  await expect(workleap.inspect?.(account.context, viewOf())).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringMatching(/properties.*risk_users|risk_users.*properties/),
  });
});
