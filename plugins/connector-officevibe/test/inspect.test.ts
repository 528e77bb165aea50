import { expect, test } from '@jest/globals';
import type { InspectView, LiveRecord, SnapshotRecord, Value } from '../../../src/contract/index.ts';
import { officevibe } from '../src/index.ts';
import { membership, openAccount, person, settings, smallFirm, team } from './account.ts';

const liveTeam = (remote: string, name: string, rest: Partial<LiveRecord> = {}): LiveRecord => ({
  kind: 'teams',
  remote,
  fields: { name },
  ...rest,
});
const livePerson = (id: string, rest: Partial<LiveRecord> = {}): LiveRecord => ({
  kind: 'employees',
  remote: `p${id}@example.org`,
  fields: { email: `p${id}@example.org` },
  ...rest,
});
const lyon = liveTeam('t0', 'Everyone in Lyon', { untouchable: 'rule-based team' });
const known = (records: readonly SnapshotRecord[]) => records.map((record) => ({ ...record, known: true as const }));
const everyone = [lyon, liveTeam('t1', 'Alpha'), livePerson('1'), livePerson('2')];

const inspect = async (view: Partial<InspectView>, own: Record<string, Value> = {}) => {
  const account = openAccount();
  const findings = await officevibe.inspect?.(
    { ...account.context, settings: { ...settings, ...own } },
    { desired: smallFirm, live: everyone, base: null, baseSettings: null, ...view },
  );
  expect(account.calls).toEqual([]);
  expect(JSON.stringify(findings)).not.toMatch(/example\.org|First\d|Last\d/);
  return findings ?? [];
};
const brief = (findings: Awaited<ReturnType<typeof inspect>>) =>
  findings.map(({ code, severity, scope, key }) => [code.replace('officevibe-', ''), severity, scope, key]);

test('a sound first sync and a sound later one have no findings', async () => {
  expect(await inspect({})).toEqual([]);
  expect(await inspect({ desired: known(smallFirm), base: known(smallFirm), baseSettings: settings })).toEqual([]);
});

test.each(['employees', 'teams', 'memberships'] as const)(
  'no %s at all refuses the system before the vendor does',
  async (kind) => {
    const desired = smallFirm.filter((record) => record.kind !== kind);
    expect(brief(await inspect({ desired, live: [lyon] }))).toContainEqual([
      'empty-section',
      'error',
      'system',
      undefined,
    ]);
  },
);

test('a live team that no file names blocks, first and later', async () => {
  const live = [...everyone, liveTeam('t2', 'Night shift')];
  expect(brief(await inspect({ live }))).toEqual([['team-not-in-files', 'error', 'system', undefined]]);
  expect(brief(await inspect({ live, desired: known(smallFirm), base: known(smallFirm) }))).toEqual([
    ['team-not-in-files', 'error', 'system', undefined],
  ]);
});

test.each([['alpha'], ['Álpha'], ['Al pha'], ['Alphas']])(
  'the near match %s blocks and names both spellings',
  async (name) => {
    const desired = [person('1'), team('g1', name), membership('g1', '1')];
    const findings = await inspect({ desired });
    expect(brief(findings)).toEqual([['team-name-near', 'error', 'system', 'g1']]);
    expect(findings[0]?.next).toContain(`{ "g1": "Alpha" }`);
  },
);

test('a live team that looks like a rule-based one says so', async () => {
  const findings = await inspect({ live: [...everyone, liveTeam('t2', 'Everyone in Lyons')] });
  expect(findings[0]?.next).toContain('rule_teams has "Everyone in Lyon"');
});

test('a team that base knows by name or by remote id may be renamed or removed', async () => {
  const base = known([...smallFirm, team('g2', 'Beta', { remote: 't2' })]);
  const live = [...everyone, liveTeam('t2', 'Renamed by hand')];
  expect(await inspect({ desired: known(smallFirm), base, live })).toEqual([]);
  const renamed = known(smallFirm.map((one) => (one.kind === 'teams' ? team('g1', 'Omega') : one)));
  expect(await inspect({ desired: renamed, base: known(smallFirm) })).toEqual([]);
});

test('a rename before the id is known is announced as a procedure in two runs', async () => {
  const desired = [person('1'), team('0001', 'Équipe 1'), membership('0001', '1')];
  const live = [lyon, liveTeam('t1', 'Équipe A', { key: '0001' })];
  const hints = { current_team_names: { '0001': 'Équipe A' } };
  const findings = await inspect({ desired, live }, hints);
  expect(brief(findings)).toEqual([['rename-in-two-runs', 'warning', 'record', '0001']]);
  expect(findings[0]?.message).toContain('from "Équipe A" to "Équipe 1" in two runs');
  expect(brief(await inspect({ desired: known(desired), live, base: [] }, hints))).toEqual([
    ['hint-spent', 'warning', 'record', '0001'],
  ]);
});

test.each<[string, string, Partial<InspectView>]>([
  [
    'of a team that is not in the files',
    'hint-unknown',
    { desired: [person('1'), team('g2', 'Alpha'), membership('g2', '1')] },
  ],
  ['of a name that Officevibe does not have', 'hint-missing', { live: [lyon, liveTeam('t1', 'Alpha')] }],
  [
    'of a name beside the wanted one',
    'hint-ambiguous',
    { live: [lyon, liveTeam('t1', 'Alpha'), liveTeam('t2', 'Old alpha', { key: 'g1' })] },
  ],
])('a hint %s refuses', async (_name, code, view) => {
  const findings = await inspect(view, { current_team_names: { g1: 'Old alpha' } });
  expect(brief(findings)).toContainEqual([code, 'error', 'system', 'g1']);
});

test('a misspelt hint names the right spelling', async () => {
  const live = [lyon, liveTeam('t1', 'Old Alpha')];
  const findings = await inspect({ live }, { current_team_names: { g1: 'Old alpha' } });
  expect(findings[0]?.next).toContain('"Old Alpha"');
});

test('a hint for a known team beside a new team of that old name refuses', async () => {
  const live = [...everyone, liveTeam('t2', 'Old alpha', { key: 'g1' })];
  const findings = await inspect(
    { desired: known(smallFirm), base: known(smallFirm), live },
    { current_team_names: { g1: 'Old alpha' } },
  );
  expect(brief(findings)).toEqual([['hint-ambiguous', 'error', 'system', 'g1']]);
});

test('a team in the files with the name of a rule-based one is held; a rule that is not there is pointed out', async () => {
  const desired = [...smallFirm, team('g5', 'Everyone in Lyon')];
  expect(brief(await inspect({ desired }))).toEqual([['rule-team-in-files', 'error', 'record', 'g5']]);
  const findings = await inspect({ live: everyone.slice(1) }, { rule_teams: ['Everyone in lyon'] });
  expect(brief(findings)).toEqual([['rule-team-unknown', 'warning', 'system', undefined]]);
});

test('two new teams of one name are refused', async () => {
  const desired = [...smallFirm, team('g2', 'Alpha')];
  expect(brief(await inspect({ desired }))).toEqual([['team-name-twice', 'error', 'system', undefined]]);
});

test.each([['alpha'], ['BETA'], ['first1-last1'], ['last1 first1']])(
  'the id %s is a name: held for a new team',
  async (id) => {
    const desired = [person('1'), team(id, 'Beta'), membership(id, '1', { manager: true })];
    const view = { desired: [...desired, team('g1', 'Alpha')], live: everyone };
    const findings = await inspect(view);
    expect(findings.map((one) => [one.code, one.scope])).toEqual([['officevibe-id-is-name', 'record']]);
  },
);

test('an id that is a name is refused for the system when holding the team would remove the live one', async () => {
  const desired = [person('1'), team('alpha', 'Alpha'), membership('alpha', '1')];
  expect(brief(await inspect({ desired }))).toEqual([['id-is-name', 'error', 'system', 'alpha']]);
});

test('an id that is a name is warned of once the team is known', async () => {
  const desired = known([person('1'), team('alpha', 'Alpha'), membership('alpha', '1')]);
  expect(brief(await inspect({ desired, base: desired }))).toEqual([['id-is-name', 'warning', 'record', 'alpha']]);
});

test.each([
  ['name', team('g9', 'alpha'), 'its name'],
  ['people', team('g9', 'Omega'), 'exactly its people'],
])('a changed id with the same %s is refused', async (_name, changed, words) => {
  const desired = [person('1'), person('2'), changed, membership('g9', '2'), membership('g9', '1')];
  const findings = await inspect({ desired, base: known(smallFirm) });
  const found = findings.find((one) => one.code === 'officevibe-team-id-changed');
  expect(found).toMatchObject({ severity: 'error', scope: 'system', key: 'g9' });
  expect(found?.message).toContain(words);
});

test('a new team with one person of a removed one is nothing unusual', async () => {
  const base = known([person('1'), team('g1', 'Alpha'), membership('g1', '1')]);
  const desired = [person('1'), team('g9', 'Omega'), membership('g9', '1')];
  expect(await inspect({ desired, base, live: [lyon, liveTeam('t1', 'Alpha'), livePerson('1')] })).toEqual([]);
});

test('a team above itself is refused, with all in the circle', async () => {
  const circle = [
    team('g1', 'Alpha', { fields: { parentId: 'g2' } }),
    team('g2', 'Beta', { fields: { parentId: 'g1' } }),
  ];
  const desired = [
    person('1'),
    ...circle.map((one, index) => ({ ...one, fields: { ...one.fields, name: index ? 'Beta' : 'Alpha' } })),
    membership('g1', '1'),
  ];
  expect(brief(await inspect({ desired }))).toEqual([
    ['team-cycle', 'error', 'system', 'g1'],
    ['team-cycle', 'error', 'system', 'g2'],
  ]);
});

test('an administrator who left is said to stay', async () => {
  const desired = known([person('1'), team('g1', 'Alpha'), membership('g1', '1')]);
  const live = [lyon, liveTeam('t1', 'Alpha'), livePerson('1'), livePerson('2', { staying: 'administrator' })];
  expect(brief(await inspect({ desired, base: known(smallFirm), live }))).toEqual([
    ['administrator-stays', 'warning', 'record', '2'],
  ]);
});

test('who was applied and is not listed any more was switched off by hand, and is held', async () => {
  const view = {
    desired: known(smallFirm),
    base: known(smallFirm),
    live: everyone.filter((one) => one.remote !== 'p2@example.org'),
  };
  expect(brief(await inspect(view))).toEqual([['switched-off', 'error', 'record', '2']]);
});

test('a membership that makes nobody anything is held', async () => {
  const desired = [...smallFirm.slice(0, 4), membership('g1', '2', { member: false, manager: false })];
  expect(brief(await inspect({ desired }))).toEqual([['no-role', 'error', 'record', 'g1/2']]);
});

test('the switch from not inviting to inviting says whom it does not reach', async () => {
  const view = { desired: known(smallFirm), base: known(smallFirm), baseSettings: settings };
  const findings = await inspect(view, { invite_new_users: true });
  expect(brief(findings)).toEqual([['invite-flipped', 'warning', 'system', undefined]]);
  expect(findings[0]?.next).toContain('More filters > status Created > Apply');
  expect(
    await inspect({ ...view, baseSettings: { ...settings, invite_new_users: true } }, { invite_new_users: true }),
  ).toEqual([]);
});

test.each([
  ['business unit', 'Did you mean "Business Unit"?'],
  ['Cost centre', 'creates it in the property settings'],
  ['JobTitle', 'Write jobTitle as Officevibe does'],
])('the property %s is not there', async (name, words) => {
  const desired = [person('1', { [name]: 'North' }), ...smallFirm.slice(1)];
  const findings = await inspect({ desired });
  expect(findings).toMatchObject([{ code: 'officevibe-attr-not-found', scope: 'system', field: name }]);
  expect(findings[0]?.next).toContain(words);
});

test('an option that is not there holds its person, without showing the value', async () => {
  const desired = [
    person('1', { 'Business Unit': 'canary' }),
    person('2', { 'Business Unit': null, 'Hire Date': '2020-01-01' }),
    ...smallFirm.slice(2),
  ];
  const findings = await inspect({ desired });
  expect(brief(findings)).toEqual([['attr-option-missing', 'error', 'record', '1']]);
  expect(JSON.stringify(findings)).not.toContain('canary');
});

test('a hire date that was set does not change any more', async () => {
  const base = known([person('1', { 'Hire Date': '2020-01-01' }), ...smallFirm.slice(1)]);
  const desired = known([person('1', { 'Hire Date': '2021-01-01' }), ...smallFirm.slice(1)]);
  expect(brief(await inspect({ desired, base }))).toEqual([['date-is-fixed', 'warning', 'record', '1']]);
});
