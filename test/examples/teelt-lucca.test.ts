import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { codesOf, type Firm, openFirm } from '../../plugins/connector-lucca/test/firm-repository.ts';
import type { Plan, Receipt } from '../../src/engine/change.ts';

const folder = new URL('../../examples/teelt-lucca', import.meta.url).pathname;
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const talents = read('hr/teelt/talents.csv');

const firms: Firm[] = [];
afterEach(async () => {
  await Promise.all(firms.splice(0).map((firm) => firm.server.close()));
});

/** The example as it stands, with the simulator in place of Lucca; its tenant has a default role and one manager. */
async function open(change: (config: string) => string = (config) => config): Promise<Firm> {
  const config = read('rollcall.yaml').replace('    connector: lucca\n', '    connector: lucca\n    endpoint: $URL\n');
  const firm = await openFirm({ 'hr/teelt/talents.csv': talents, 'rollcall.yaml': change(config) });
  firms.push(firm);
  await firm.hand('users', { id: 90, mail: 'boss@example.org', texts: { firstName: 'Eva', lastName: 'Boss' } });
  await firm.hand('contracts', { ownerId: 90 });
  return firm;
}

const planned = (plan: Plan) => plan.systems[0]?.changes.map(({ op, key }) => `${op} ${key}`).sort();
const told = (list: readonly Receipt[]) =>
  Object.fromEntries(
    list.map((one) => [one.key, [one.outcome, ...one.findings.map((finding) => finding.code)].join(' ')]),
  );
const mails = (firm: Firm) =>
  firm
    .state()
    .users.map((user) => user.mail)
    .sort();

test('the new talents are planned, each with what is left to a default, and those that Teelt sent are not', async () => {
  const { plan } = await (await open()).plan();

  expect(planned(plan)).toEqual(['create T-101', 'create T-102', 'create T-103', 'create T-104']);
  const created = plan.systems[0]?.changes.find(({ key }) => key === 'T-102')?.fields ?? {};
  expect(Object.entries(created).flatMap(([name, { isDefault }]) => (isDefault ? [name] : []))).toEqual([
    'establishment',
    'department',
  ]);
  // Of T-105, which Teelt has sent, nothing is said.
  expect(codesOf(plan)).toEqual([
    'lucca-tenant-default T-101',
    'lucca-tenant-default T-102',
    'lucca-tenant-default T-103',
    'lucca-without-manager T-103',
    'lucca-tenant-default T-104',
    'lucca-manager-unknown T-104',
  ]);
});

test('one talent is tried alone, then the others follow at night, and the second night changes nothing', async () => {
  const firm = await open();
  const first = await firm.apply({ only: 'T-101' });
  expect(told(first.receipts)).toEqual({ 'T-101': 'done' });
  expect(mails(firm)).toEqual(['ana.nandu@example.org', 'boss@example.org']);

  const night = await firm.apply();
  expect(told(night.receipts)).toEqual({ 'T-102': 'done', 'T-103': 'done', 'T-104': 'done lucca-manager-unknown' });
  const { users, contracts } = firm.state();
  expect(
    users
      .slice(1)
      .map((user) => [
        ...[user.mail, user.login, user.texts.personalMobile ?? null, user.departmentId, user.managerId],
        ...[
          user.rolePrincipalId,
          contracts.find((one) => one.ownerId === user.id)?.establishmentId,
          user.texts.employeeNumber,
        ],
      ]),
  ).toEqual([
    ['ana.nandu@example.org', 'ana.nandu@example.org', '06 12 34 56 78', 22, 90, 31, 12, undefined],
    ['zoe.ohara@example.org', 'zoe.ohara@example.org', '+33612345678', 23, 90, 31, 11, undefined],
    ['bo@example.org', 'bo@example.org', '0612345678', 21, null, 31, 11, undefined],
    ['cy@example.org', 'cy@example.org', null, 23, null, 31, 11, undefined],
  ]);
  expect(planned((await firm.plan()).plan)).toEqual([]);
  expect((await firm.apply()).receipts).toEqual([]);
  expect(firm.posts()).toBe(4);
});

test('a later edit is not sent, and a row that is gone makes nobody leave', async () => {
  const firm = await open();
  await firm.apply();
  const before = JSON.stringify([firm.state().users, firm.state().contracts]);
  firm.commit({
    'hr/teelt/talents.csv': talents
      .replace("O'Hara", 'Ohara')
      .split('\n')
      .filter((line) => !line.startsWith('T-103'))
      .join('\n'),
  });

  expect(planned((await firm.plan()).plan)).toEqual([]);
  await firm.apply();
  expect(JSON.stringify([firm.state().users, firm.state().contracts])).toBe(before);
});

test('a talent whose mail a former employee has is left alone', async () => {
  const firm = await open();
  await firm.hand('users', { id: 92, mail: 'BO@example.org' });
  await firm.hand('contracts', { ownerId: 92, startsOn: '2019-01-01', endsOn: '2020-12-31' });

  const { plan } = await firm.plan();
  expect(planned(plan)).toEqual(['create T-101', 'create T-102', 'create T-104']);
  expect(codesOf(plan)).toContain('lucca-was-here T-103');
  await firm.apply();
  expect(firm.state().users.filter((user) => user.mail.toLowerCase() === 'bo@example.org')).toHaveLength(1);
});

test('a site that the table does not know holds its talent, who goes the night after it is mended', async () => {
  const firm = await open();
  firm.commit({ 'hr/teelt/talents.csv': talents.replace('Part-Dieu', 'Marseille') });
  expect(planned((await firm.plan()).plan)).toEqual(['create T-102', 'create T-103', 'create T-104']);
  await firm.apply();

  firm.commit({ 'hr/teelt/talents.csv': talents });
  expect(told((await firm.apply()).receipts)).toEqual({ 'T-101': 'done' });
});

test('without any default the talent is held, named, and nobody is asked of Lucca', async () => {
  const firm = await open((config) =>
    config.replace('      department: \'"People"\'\n', '').replace('{ role: Collaborateur }', '{}'),
  );
  const { plan } = await firm.plan();

  expect(planned(plan)).toEqual([]);
  expect(codesOf(plan).filter((code) => code.startsWith('lucca-field-needed T-102'))).toHaveLength(2);
  await firm.apply();
  expect(firm.posts()).toBe(0);
});

test('a talent that Lucca refuses stays new and is tried again the next night, while the others go on', async () => {
  const firm = await open();
  await firm.hand('users', { id: 92, login: 'bo@example.org', mail: 'other@example.org' });
  await firm.hand('contracts', { ownerId: 92, startsOn: '2027-05-01' });
  await firm.hand('rights', { futureEmployees: false });

  // Nobody can see whose login it is: Lucca itself refuses it.
  const first = await firm.apply();
  expect([first.exit, told(first.receipts)['T-103'], told(first.receipts)['T-104']]).toEqual([
    6,
    'refused lucca-taken',
    'done lucca-manager-unknown lucca-future-hidden',
  ]);
  await firm.hand('users', { id: 92, login: 'elsewhere' });
  firm.wait(1);
  const second = await firm.apply();
  expect(told(second.receipts)).toEqual({ 'T-103': 'done' });
  // Those who begin later are hidden from this key: they are held, and not made once more.
  expect(firm.posts()).toBe(5);
});

test('a tenant that is busy in the middle of the night is waited for', async () => {
  const firm = await open();
  firm.server.fault({ status: 429, headers: { 'retry-after': '30' }, match: { method: 'POST' }, times: 2 });

  expect((await firm.apply()).exit).toBe(0);
  expect(mails(firm)).toHaveLength(5);
});
