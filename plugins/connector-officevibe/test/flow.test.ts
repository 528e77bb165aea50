import { afterEach, expect, test } from '@jest/globals';
import type { Plan, Receipt } from '../../../src/engine/change.ts';
import { key } from './account.ts';
import { type Files, type Firm, groups, mappings, openFirm, users } from './firm-repository.ts';

const firms: Firm[] = [];
afterEach(async () => {
  await Promise.all(firms.splice(0).map((firm) => firm.server.close()));
});

const open = async (files?: Files) => {
  const firm = await openFirm(files);
  firms.push(firm);
  return firm;
};
const system = (plan: Plan) => {
  const found = plan.systems[0];
  if (!found) throw new Error('no system was planned');
  return found;
};
const changes = (plan: Plan) => system(plan).changes.map((change) => `${change.op} ${change.kind}/${change.key}`);
const codes = (plan: Plan) => system(plan).findings.map((finding) => finding.code);
const receipts = (list: readonly Receipt[]) =>
  Object.fromEntries(
    list.map((one) => [
      `${one.kind}/${one.key}`,
      [one.outcome, ...one.findings.map((finding) => finding.code)].join(' '),
    ]),
  );
/** A firm this small is over any share. */
const wide = 'limits: { update: 100%, column: 100%, leave: 50% }';
const without = (lines: readonly string[], ...starts: readonly string[]) =>
  lines.filter((line) => !starts.some((start) => line.startsWith(start)));
const teams = (firm: Firm) => firm.state().groups.map((group) => [group.id, group.externalId, group.name]);

test('a firm is synced in one push, and the second run changes nothing', async () => {
  const firm = await open();
  const { receipts: done, exit } = await firm.apply();
  expect([exit, done.length, new Set(done.map((one) => one.outcome))]).toEqual([0, 14, new Set(['done'])]);
  expect(firm.pushes()).toBe(1);
  expect(firm.state().users.map((user) => [user.externalId, user.lastName, user.language, user.properties])).toEqual([
    [null, 'Administrator', '', {}],
    ['1', 'Ñandú', 'fr', { 'Business Unit': 'North' }],
    ['2', '=1+1', 'en', { 'Business Unit': 'South' }],
    ['3', 'Żółw', 'de', {}],
    ['4', 'Dü', 'en', { 'Business Unit': 'North' }],
    ['5', 'V', '', {}],
    ['6', 'A', '', {}],
  ]);
  expect(firm.state().groups.map((group) => [group.name, group.parent !== null])).toContainEqual(['Bravo', true]);

  expect(changes((await firm.plan()).plan)).toEqual([]);
  expect((await firm.apply()).receipts).toEqual([]);
  expect(firm.pushes()).toBe(1);
});

test('a day of changes: who joins, leaves, moves, is held, was switched off or stays', async () => {
  const firm = await open({ system: [wide] });
  await firm.apply();
  const before = teams(firm);
  await firm.hand('users', { email: 'bo@example.org', status: 'Deactivated' });
  await firm.hand('users', { email: 'cy@example.org', isAdmin: true });
  await firm.hand('groups', { name: 'Équipe 1', newName: 'By hand' });
  firm.commit({
    system: [wide],
    users: [
      ...without(users, '3,', '6,').map((line) =>
        line.replace('ana@', 'ana.n@').replace('Dü,Nurse,,en,North', 'Dü,Chief,,en,East'),
      ),
      '7,ed@example.org,Ed,E,,,,',
    ],
    groups: groups.map((line) => line.replace('Bravo', 'Bravissimo')),
    mappings: [...without(mappings, '0002,3', '0002,5', '0002,6'), '0001,5,,TRUE,FALSE', '0002,7,,TRUE,FALSE'],
  });

  const { plan } = await firm.plan();
  expect(changes(plan).sort()).toEqual([
    'create employees/7',
    'create memberships/0001/5',
    'create memberships/0002/7',
    'delete memberships/0002/3',
    'delete memberships/0002/5',
    'delete memberships/0002/6',
    'leave employees/6',
    'update employees/1',
    'update teams/0001',
    'update teams/0002',
  ]);
  expect(codes(plan)).toContain('officevibe-administrator-stays');
  const held = system(plan).holds.flatMap((hold) => hold.findings.map((finding) => `${finding.code} ${finding.key}`));
  expect(held.sort()).toEqual(['officevibe-attr-option-missing 4', 'officevibe-switched-off 2']);

  const applied = await firm.apply();
  expect(new Set(applied.receipts.map((one) => one.outcome))).toEqual(new Set(['done']));
  expect(teams(firm)).toEqual(before.map(([id, own, name]) => [id, own, name === 'Bravo' ? 'Bravissimo' : name]));
  expect(firm.state().users.map((user) => [user.email, user.status, user.jobTitle, user.isAdmin])).toEqual([
    ['boss@example.org', 'Active', '', true],
    ['ana.n@example.org', 'Created', 'Nurse', false],
    ['bo@example.org', 'Deactivated', 'Doctor', false],
    ['cy@example.org', 'Created', '', true],
    ['di@example.org', 'Created', 'Nurse', false],
    ['ev@example.org', 'Created', '', false],
    ['fa@example.org', 'Deactivated', '', false],
    ['ed@example.org', 'Created', '', false],
  ]);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('a team renamed before the account knows its id keeps its history over two runs', async () => {
  const firm = await open({ settings: ["current_team_names: { '0001': Équipe A }"] });
  await firm.hand('groups', { name: 'Équipe A' });
  const [, existing] = firm.state().groups;
  const first = await firm.apply();
  expect(receipts(first.receipts)['teams/0001']).toBe('accepted officevibe-rename-in-two-runs');
  expect(teams(firm)).toContainEqual([existing?.id, '0001', 'Équipe A']);
  const second = await firm.apply();
  expect(receipts(second.receipts)).toEqual({ 'teams/0001': 'done' });
  expect(teams(firm)).toContainEqual([existing?.id, '0001', 'Équipe 1']);
  firm.commit({});
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('a live team that no file names, or only nearly, refuses the first sync before any push', async () => {
  const firm = await open();
  await firm.hand('groups', { name: 'Night shift' });
  const { plan, exit } = await firm.plan();
  expect([system(plan).verdict, exit > 0, codes(plan)]).toEqual(['refused', true, ['officevibe-team-not-in-files']]);
  await firm.hand('groups', { name: 'Night shift', newName: 'Equipe 1' });
  expect(codes((await firm.plan()).plan)).toEqual(['officevibe-team-name-near']);
  await firm.apply().catch(() => {});
  expect(firm.pushes()).toBe(0);
});

test('a changed id refuses; a removed team must be allowed by name', async () => {
  const firm = await open();
  await firm.apply();
  const swap = (line: string) => line.replace(/^0002/, '0009').replace(',0002', ',0009');
  firm.commit({ groups: groups.map(swap), mappings: mappings.map(swap) });
  expect(codes((await firm.plan()).plan)).toContain('officevibe-team-id-changed');

  const fewer = { groups: without(groups, '0002'), mappings: without(mappings, '0002', '0001,,') };
  firm.commit(fewer);
  const { plan } = await firm.plan();
  expect(system(plan).verdict === 'ready' && changes(plan).includes('delete teams/0002')).toBe(false);
  await firm.apply().catch(() => {});
  expect(teams(firm)).toHaveLength(3);

  firm.commit({ ...fewer, system: ['allow: [remove_team]', 'limits: { delete: 5, update: 100% }'] });
  const released = await firm.apply();
  expect(receipts(released.receipts)).toMatchObject({ 'teams/0002': 'done officevibe-team-removed' });
});

// The engine leaves unchanged records without a base out of the push; this passes once it sends them.
test('a push that timed out after it was done is read back, and nobody is there twice', async () => {
  const firm = await open({ system: [wide] });
  firm.server.fault({ match: { path: '/sync' }, drop: true, afterWrite: true, times: 5 });
  const first = await firm.apply();
  expect(new Set(first.receipts.map((one) => one.outcome))).toEqual(new Set(['uncertain']));
  const second = await firm.apply();
  expect(new Set(second.receipts.map((one) => one.outcome))).toEqual(new Set(['done']));
  expect(firm.state().users).toHaveLength(7);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test.each([
  ['a wrong key', {}, 'officevibe-login-page'],
  ['an account that is not activated', { isActivated: false }, 'officevibe-not-activated'],
  ['a plan below Pro', { plan: 'Free' }, 'officevibe-not-activated'],
])('%s refuses before any push, and says nothing private', async (name, account, code) => {
  const firm = await open();
  await firm.hand('account', account);
  const environment = { OFFICEVIBE_KEY: name === 'a wrong key' ? 'canary-wrong' : key };
  const { plan, exit } = await firm.plan({ environment });
  expect([system(plan).verdict, exit > 0]).toEqual(['refused', true]);
  expect(codes(plan)).toEqual([code]);
  await firm.apply({ environment }).catch(() => {});
  expect(firm.pushes()).toBe(0);
  const said = JSON.stringify([system(plan).findings, firm.server.calls()]);
  expect(said).not.toMatch(/canary|example\.org|Ñandú/);
});
