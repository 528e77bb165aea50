import { afterEach, expect, test } from '@jest/globals';
import type { Plan, Receipt } from '../../../src/engine/change.ts';
import { rehearse } from '../../../src/io/sandbox/rehearse.ts';
import { type Files, type Firm, mappings, members, openFirm } from './firm-repository.ts';

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
const changes = (plan: Plan) =>
  system(plan)
    .changes.map((change) => `${change.op} ${change.kind}/${change.key.replace(/^~.*/, '~')}`)
    .sort();
const outcomes = (receipts: readonly Receipt[]) =>
  Object.fromEntries(receipts.map((one) => [`${one.op} ${one.kind}/${one.key.replace(/^~.*/, '~')}`, one.outcome]));
/** A firm this small is over any share. */
const wide = 'limits: { update: 100%, column: 100%, leave: 50%, delete: 50% }';
const without = (lines: readonly string[], ...starts: readonly string[]) =>
  lines.filter((line) => !starts.some((start) => line.startsWith(start)));
const activate = async (firm: Firm) => {
  for (const name of ['ana', 'bo', 'cy', 'di'])
    await firm.hand('users', { email: `${name}@example.org`, status: 'Active' });
};

test('a firm is accepted in one push, and the second run is empty and pushes nothing', async () => {
  const firm = await open();

  const first = await firm.apply();

  expect([first.exit, new Set(first.receipts.map((one) => one.outcome))]).toEqual([0, new Set(['accepted'])]);
  const { users, teams } = await firm.state();
  expect(users.map((user) => [user.externalId, user.fields.lastName, user.fields.languagePreferences])).toEqual([
    [null, undefined, undefined],
    ['1', 'Ñandú', 'fr'],
    ['2', '=1+1', 'en'],
    ['3', 'Żółw', 'de'],
    ['4', 'Dü', 'en'],
  ]);
  expect(teams.map((team) => [team.externalId, team.name, team.parent !== null])).toContainEqual([
    '0002',
    'Bravo',
    true,
  ]);

  const second = await firm.apply();
  expect([changes(second.plan), system(second.plan).holds, second.receipts, firm.pushes()]).toEqual([[], [], [], 1]);
  const third = await firm.plan();
  expect([changes(third.plan), system(third.plan).verdict]).toEqual([[], 'nothing']);
});

test('what is not worked through yet is planned again, and settles', async () => {
  const firm = await open();
  await firm.hand('account', { lag: 3 });
  await firm.apply();

  const early = await firm.plan();
  expect(changes(early.plan)).toEqual([
    'create employees/1',
    'create employees/2',
    'create employees/3',
    'create employees/4',
  ]);
  await firm.state();
  await firm.state();
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('who leaves is off at once and carried along, with the row and without it', async () => {
  const firm = await open({ system: [wide] });
  await firm.apply();
  await activate(firm);
  await firm.apply();

  firm.commit({
    system: [wide],
    members: without(members, '4,').map((line) => (line.startsWith('3,') ? line.replace('active', 'inactive') : line)),
    mappings: without(mappings, '0002,4'),
  });
  const leaving = await firm.apply();
  expect(outcomes(leaving.receipts)).toMatchObject({ 'leave employees/3': 'done', 'leave employees/4': 'done' });
  expect(await firm.statuses()).toMatchObject({ 'cy@example.org': 'Deactivated', 'di@example.org': 'Deactivated' });

  // Three more pushes for other reasons: nobody is erased, and nothing is planned for them.
  for (const title of ['Chief', 'Boss', 'King']) {
    firm.commit({
      system: [wide],
      members: without(members, '3,', '4,').map((line) => line.replace('Ñandú,Nurse', `Ñandú,${title}`)),
      mappings: without(mappings, '0002,3', '0002,4').concat('0002,1,,TRUE,FALSE'),
    });
    const next = await firm.apply();
    expect(changes(next.plan)).toContain('update employees/1');
    expect(changes(next.plan).filter((change) => change.startsWith('delete employees'))).toEqual([]);
  }
  expect(await firm.statuses()).toMatchObject({ 'cy@example.org': 'Deactivated', 'di@example.org': 'Deactivated' });
  expect(firm.pushes()).toBe(5);

  // One of them comes back, and is switched on.
  firm.commit({
    system: [wide],
    members: without(members, '3,'),
    mappings: without(mappings, '0002,3').concat('0002,1,,TRUE,FALSE'),
  });
  const back = await firm.apply();
  expect(changes(back.plan)).toContain('return employees/4');
  expect(await firm.statuses()).toMatchObject({ 'di@example.org': 'Active', 'cy@example.org': 'Deactivated' });
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('people whom nobody knows: active ones leave, others would be erased, which stops the push', async () => {
  const firm = await open();
  await firm.hand('users', { email: 'stray@example.org', status: 'Active' });
  await firm.hand('users', { email: 'guest@example.org', status: 'Invited' });
  await firm.hand('users', { email: 'chief@example.org', status: 'Invited', isAdmin: true });

  const { plan } = await firm.plan();
  expect(changes(plan).filter((change) => change.includes('~'))).toEqual([
    'delete employees/~',
    'delete employees/~',
    'leave employees/~',
  ]);
  expect(system(plan).stops.map((stop) => stop.limit)).toContain('allow:delete');
  await expect(firm.apply()).rejects.toMatchObject({ code: 'LIMITS_EXCEEDED' });
  expect([firm.pushes(), (await firm.statuses())['guest@example.org']]).toEqual([0, 'Invited']);
  expect(JSON.stringify(system(plan).changes.map((change) => change.key))).not.toContain('guest@');

  // The administrator is named in the configuration, the guest is let go on purpose.
  const settings = ['rule_teams: []'];
  firm.commit({ settings, system: ['limits: { leave: 5, delete: 5 }', 'allow: [delete]'] });
  await firm.hand('users', { email: 'chief@example.org', status: 'Deleted' });
  const done = await firm.apply();
  expect(outcomes(done.receipts)).toMatchObject({ 'delete employees/~': 'accepted', 'leave employees/~': 'accepted' });
  expect(await firm.statuses()).toMatchObject({ 'guest@example.org': 'Deleted', 'stray@example.org': 'Deactivated' });
});

test('"missing: delete" erases in one run, where it is allowed', async () => {
  const firm = await open({ system: [wide] });
  await firm.apply();
  await activate(firm);
  const gone = { members: without(members, '4,'), mappings: without(mappings, '0002,4') };
  firm.commit({ ...gone, system: [wide, 'missing: delete'] });
  const held = await firm.plan();
  expect(changes(held.plan)).not.toContain('delete employees/4');
  expect(system(held.plan).holds.flatMap((hold) => hold.findings.map((finding) => finding.code))).toContain(
    'not-allowed',
  );

  firm.commit({ ...gone, system: [wide, 'missing: delete', 'allow: [delete]'] });
  expect(changes((await firm.apply()).plan)).toContain('delete employees/4');
  expect(await firm.statuses()).toMatchObject({ 'di@example.org': 'Deleted', 'cy@example.org': 'Active' });
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('a sync above a risk threshold is stopped before the push; where it is pushed, it waits and heals', async () => {
  const firm = await open({ settings: ['risk_users: 2', 'risk_teams: 99'] });
  const { plan } = await firm.plan();
  expect([system(plan).verdict, system(plan).findings.map((finding) => finding.code)]).toEqual([
    'refused',
    ['workleap-above-risk'],
  ]);
  await firm.apply().catch(() => {});
  expect(firm.pushes()).toBe(0);

  await firm.hand('account', { riskUsers: 2 });
  firm.commit({ settings: ['risk_users: 2', 'above_risk: push'] });
  await firm.apply();
  expect((await firm.state()).jobs.map((job) => job.status)).toEqual(['Pending']);
  expect(changes((await firm.plan()).plan)).toContain('create employees/1');
  await firm.hand('approve', {});
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('a first push without an answer, done or not, is stated again and settles, teams included', async () => {
  for (const afterWrite of [true, false]) {
    const firm = await open({ system: [wide] });
    firm.server.fault({ match: { path: '/public/provisioning/json' }, status: 502, afterWrite, times: 9 });
    const first = await firm.apply();
    expect(new Set(first.receipts.map((one) => one.outcome))).toEqual(new Set(['uncertain']));
    firm.server.mend();

    const again = await firm.apply();
    expect([system(again.plan).holds, new Set(again.receipts.map((one) => one.outcome))]).toEqual([
      [],
      new Set(['accepted']),
    ]);
    expect(changes((await firm.apply()).plan)).toEqual([]);
    const { users, teams } = await firm.state();
    expect([users.map((user) => user.externalId), teams.map((team) => team.externalId)]).toEqual([
      [null, '1', '2', '3', '4'],
      [null, '0001', '0002'],
    ]);
  }
});

test('a rejected sync of which nothing can be read is pointed out once, and the next push brings it again', async () => {
  const firm = await open({ system: [wide] });
  await firm.apply();
  await activate(firm);
  await firm.apply();
  const moved = { system: [wide], mappings: [...mappings, '0001,4,,TRUE,FALSE'] };
  await firm.hand('account', { riskTeams: 0 });
  firm.commit(moved);
  await firm.apply();
  await firm.hand('reject', {});
  await firm.hand('account', { riskTeams: 99 });

  const codes = (plan: Plan) => system(plan).findings.map((finding) => finding.code);
  const next = await firm.apply();
  expect([changes(next.plan), codes(next.plan)]).toEqual([[], ['workleap-not-proven']]);
  expect(system(next.plan).findings[0]?.message).toContain('(memberships 1)');
  expect(codes((await firm.plan()).plan)).toEqual([]);

  firm.commit({ ...moved, members: members.map((line) => line.replace('Ñandú,Nurse', 'Ñandú,Chief')) });
  expect(changes((await firm.apply()).plan)).toEqual(['update employees/1']);
  const { teams, users } = await firm.state();
  const di = users.find((user) => user.externalId === '4')?.id;
  expect(teams.find((team) => team.externalId === '0001')?.members).toContain(di);
});

test('somebody switched on again by hand is switched off again, and an address that changed is sent', async () => {
  const firm = await open({ system: [wide] });
  await firm.apply();
  await activate(firm);
  const left = members.map((line) => (line.startsWith('4,') ? line.replace('active', 'inactive') : line));
  const rest = { mappings: without(mappings, '0002,4'), system: [wide] };
  firm.commit({ ...rest, members: left });
  await firm.apply();
  await firm.hand('users', { email: 'di@example.org', status: 'Active' });
  firm.commit({ ...rest, members: left.map((line) => line.replace('ana@', 'ana.n@')) });

  const applied = await firm.apply();
  expect(changes(applied.plan)).toEqual(['leave employees/4', 'update employees/1']);
  expect(await firm.statuses()).toMatchObject({ 'di@example.org': 'Deactivated', 'ana.n@example.org': 'Active' });
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('a list that was cut plans nobody, and a wrong key says nothing private', async () => {
  const firm = await open();
  for (let number = 0; number < 30; number += 1) await firm.hand('users', { email: `n${number}@example.org` });
  await firm.hand('account', { pageCap: 20, paging: 'cut' });
  const cut = await firm.plan();
  expect([system(cut.plan).verdict, changes(cut.plan)]).toEqual(['refused', []]);

  const wrong = await firm.plan({ environment: { WORKLEAP_KEY: 'canary-wrong' } });
  expect(system(wrong.plan).findings.map((finding) => finding.code)).toEqual(['workleap-key-refused']);
  expect(JSON.stringify([system(wrong.plan).findings, firm.server.calls()])).not.toMatch(/canary|example\.org/);
});

test('a rehearsal begins with what the account holds, and erases nobody either', async () => {
  const firm = await open({ system: [wide] });
  await firm.apply();
  await activate(firm);
  firm.commit({ system: [wide], members: without(members, '4,'), mappings: without(mappings, '0002,4') });
  await firm.apply();
  firm.commit({
    system: [wide],
    members: without(members, '4,').map((line) => line.replace('Ñandú,Nurse', 'Ñandú,Chief')),
    mappings: without(mappings, '0002,4'),
  });
  const { systems, moment } = await firm.plan();
  const pushes = firm.pushes();

  const [rehearsal] = await rehearse(systems, { moment, environment: { WORKLEAP_KEY: 'never used' }, now: () => 0 });

  expect([rehearsal?.state, outcomes(rehearsal?.receipts ?? [])]).toEqual([
    'rehearsed',
    { 'update employees/1': 'accepted' },
  ]);
  expect(firm.pushes()).toBe(pushes);
});

test('CSV provisioning goes through the real transport as three files', async () => {
  const firm = await open({ settings: ['provisioning: csv'] });
  await firm.apply();

  expect((await firm.state()).users.map((user) => user.fields.lastName)).toEqual([
    undefined,
    'Ñandú',
    '=1+1',
    'Żółw',
    'Dü',
  ]);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});
