import { afterEach, expect, test } from '@jest/globals';
import type { Plan, Receipt } from '../../../src/engine/change.ts';
import { codesOf, columns, type Firm, firmFiles, openFirm, people, type Setup } from './firm-repository.ts';

const firms: Firm[] = [];
afterEach(async () => {
  await Promise.all(firms.splice(0).map((firm) => firm.server.close()));
});

const open = async (setup: Setup = {}) => {
  const firm = await openFirm(firmFiles(setup), { calls_per_minute: 10_000 });
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
    .changes.map((change) => `${change.op} ${change.key}`)
    .sort();
const receipts = (list: readonly Receipt[]) =>
  Object.fromEntries(
    list.map((one) => [one.key, [one.outcome, ...one.findings.map((finding) => finding.code)].join(' ')]),
  );
const row = (id: string, change: (line: string) => string) =>
  people.map((line) => (line.startsWith(`${id},`) ? change(line) : line));

test('a firm is made with its managers first, and the second run changes nothing', async () => {
  const firm = await open();
  const { receipts: done, exit } = await firm.apply();

  expect([exit, receipts(done)]).toEqual([0, { 1: 'done', 2: 'done', 3: 'done', 4: 'done', 5: 'done' }]);
  const { users, contracts } = firm.state();
  const number = (id: number | null) => users.find((user) => user.id === id)?.texts.employeeNumber ?? null;
  expect(users.map((user) => [number(user.id), user.login, user.departmentId, number(user.managerId)]).sort()).toEqual([
    ['1', 'ana@example.org', 23, null],
    ['2', 'bo@example.org', 21, '1'],
    ['3', 'cy@example.org', 21, '2'],
    ['4', 'di@example.org', 22, '1'],
    ['5', 'ev@example.org', 22, '4'],
  ]);
  expect(
    contracts.map((one) => [number(one.ownerId), one.typeId, one.establishmentId, one.startsOn, one.endsOn]).sort(),
  ).toEqual([
    ['1', 1, 11, '2020-01-01', null],
    ['2', 1, 11, '2021-03-01', null],
    ['3', 2, 12, '2022-05-01', null],
    ['4', 2, 13, '2023-07-01', '2026-12-31'],
    ['5', 1, 11, '2027-01-04', null],
  ]);

  const { plan } = await firm.plan();
  expect([changes(plan), system(plan).drift]).toEqual([[], []]);
  expect((await firm.apply()).receipts).toEqual([]);
  expect(firm.posts()).toBe(5);
});

test('says in the plan what is left to the defaults of the tenant', async () => {
  const { plan } = await (await open()).plan();
  expect(
    system(plan)
      .findings.filter((one) => one.code === 'lucca-tenant-default')
      .map(({ key, message }) => `${key}: ${message}`),
  ).toEqual([
    ...['1', '2', '3', '4'].map((key) => `${key}: Left to the default value of the tenant: role (Collaborateur).`),
    '5: Left to the default value of the tenant: establishment (Paris), role (Collaborateur).',
  ]);
});

test('a day of changes: who joins, moves, leaves by a date or by being gone, and comes back', async () => {
  const firm = await open();
  await firm.apply();
  firm.commit(
    firmFiles({
      people: [
        people[0] ?? '',
        '2,bo@example.org,Bo,=1+1,Engineering,Lyon,Chief,1,2021-03-01,,active,CDI',
        '3,cy@example.org,Cy,Żółw,Sales,Lyon,Seller,2,2022-05-01,2026-11-20,inactive,CDD',
        '5,ev@example.org,Ev,V,Engineering,,Engineer,1,2027-01-04,,active,CDI',
        '6,fa@example.org,Fa,A,Sales,Paris,Seller,1,2026-11-21,,active,CDI',
      ],
    }),
  );
  const { plan } = await firm.plan();
  expect(changes(plan)).toEqual(['create 6', 'leave 3', 'leave 4', 'update 2', 'update 5']);
  const applied = await firm.apply();
  expect(receipts(applied.receipts)).toEqual({
    2: 'done',
    3: 'done',
    4: 'done lucca-end-assumed',
    5: 'done',
    6: 'done',
  });
  const ends = firm.state().contracts.map((one) => [one.startsOn, one.endsOn, one.establishmentId]);
  expect(ends).toContainEqual(['2022-05-01', '2026-11-20', 12]);
  expect(ends).toContainEqual(['2023-07-01', '2026-11-20', 13]);
  expect(ends).toContainEqual(['2021-03-01', null, 12]);
  expect(changes((await firm.plan()).plan)).toEqual([]);

  // Both come back: one with a new first day, one whose departure was a mistake.
  firm.wait(1);
  firm.commit(
    firmFiles({
      people: [
        ...people.filter((line) => !line.startsWith('2,') && !line.startsWith('3,')),
        '2,bo@example.org,Bo,=1+1,Engineering,Lyon,Chief,1,2021-03-01,,active,CDI',
        '3,cy@example.org,Cy,Żółw,Sales,Lyon,Seller,2,2026-11-22,,active,CDI',
        '6,fa@example.org,Fa,A,Sales,Paris,Seller,1,2026-11-21,,active,CDI',
      ],
    }),
  );
  expect(changes((await firm.plan()).plan)).toEqual(['return 3', 'return 4', 'update 5']);
  expect(receipts((await firm.apply()).receipts)).toEqual({ 3: 'done', 4: 'done', 5: 'done' });
  const after = firm.state().contracts.map((one) => [one.startsOn, one.endsOn, one.typeId]);
  expect(after).toContainEqual(['2026-11-22', null, 1]);
  expect(after).toContainEqual(['2023-07-01', '2026-12-31', 2]);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('a first day after the end of the running contract opens a further one, and nobody loses access meanwhile', async () => {
  const firm = await open();
  await firm.apply();
  const next = row('4', (line) => line.replace('2023-07-01,2026-12-31', '2027-02-01,'));
  firm.commit(firmFiles({ people: next }));
  expect(codesOf((await firm.plan()).plan)).toEqual(['lucca-next-begins 4']);
  expect(receipts((await firm.apply()).receipts)).toEqual({ 4: 'done' });
  const { users, contracts } = firm.state();
  const id = users.find((user) => user.login === 'di@example.org')?.id;
  expect(contracts.filter((one) => one.ownerId === id).map((one) => [one.startsOn, one.endsOn])).toEqual([
    ['2023-07-01', '2026-12-31'],
    ['2027-02-01', null],
  ]);
  expect(changes((await firm.plan()).plan)).toEqual([]);
  firm.wait(45);
  const { plan } = await firm.plan();
  expect([changes(plan), system(plan).drift]).toEqual([[], []]);
});

test('the plan says how many calls its changes take, within a fifth', async () => {
  const firm = await open();
  const measure = async () => {
    const before = firm.server.calls().length;
    const { plan } = await firm.plan();
    const reads = firm.server.calls().length - before;
    await firm.apply();
    return { said: system(plan).calls, made: firm.server.calls().length - before - 2 * reads };
  };
  const made = await measure();
  firm.commit(
    firmFiles({
      people: [
        '1,ana@example.org,Ana,Ñandú,People,Lyon,Chief,,2020-01-01,,active,CDI',
        '2,bo@example.org,Bo,=1+1,Engineering,Paris,Seller,1,2021-03-01,,active,CDI',
        '3,cy@example.org,Cy,Żółw,Sales,Lyon,Seller,2,2022-05-01,2026-11-20,inactive,CDD',
        ...people.slice(3),
        '6,fa@example.org,Fa,A,Sales,Paris,Seller,1,2026-11-21,,active,',
      ],
    }),
  );
  const changed = await measure();
  firm.commit(firmFiles());
  const returned = await measure();

  expect([made.said, changed.said, returned.said]).toEqual([25, 3 + 1 + 2 + 3, expect.any(Number)]);
  for (const { said, made: calls } of [made, changed, returned]) {
    expect(Math.abs(said - calls)).toBeLessThanOrEqual(calls / 5);
  }
});

test('a last day that comes near changes the contract beforehand, and nothing on the day', async () => {
  const firm = await open();
  await firm.apply();
  firm.commit(firmFiles({ people: row('2', (line) => line.replace('2021-03-01,', '2021-03-01,2026-11-30')) }));
  expect(changes((await firm.plan()).plan)).toEqual(['update 2']);
  await firm.apply();
  firm.wait(12);
  const { plan } = await firm.plan();
  expect([changes(plan), system(plan).drift]).toEqual([[], []]);
});

test('who is in Lucca already is known by number or e-mail, former employees too, and nobody is made twice', async () => {
  const firm = await open();
  await firm.hand('users', {
    id: 100,
    login: 'aa',
    mail: 'Ana@Example.org',
    texts: { firstName: 'Ana', lastName: 'Ñandú' },
  });
  await firm.hand('contracts', { ownerId: 100, startsOn: '2020-01-01' });
  await firm.hand('users', { id: 101, login: 'bb', mail: 'old@example.org', texts: { employeeNumber: '2' } });
  await firm.hand('contracts', { ownerId: 101, startsOn: '2019-01-01', endsOn: '2020-12-31' });

  const { plan } = await firm.plan();
  expect(changes(plan)).toEqual(['create 3', 'create 4', 'create 5', 'return 2', 'update 1']);
  expect(receipts((await firm.apply()).receipts)).toMatchObject({ 1: 'done', 2: 'done' });
  expect(firm.state().users).toHaveLength(5);
  expect(firm.state().users.map((user) => user.login)).toContain('aa');
  expect(firm.state().contracts.filter((one) => one.ownerId === 101)).toMatchObject([
    { endsOn: '2020-12-31' },
    { startsOn: '2021-03-01', endsOn: null },
  ]);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('without the right to see future employees, who begins later is held and not made a second time', async () => {
  const firm = await open();
  await firm.hand('rights', { futureEmployees: false });
  expect(receipts((await firm.apply()).receipts)).toMatchObject({ 5: 'done lucca-future-hidden' });

  const { plan } = await firm.plan();
  expect([changes(plan), codesOf(plan)]).toEqual([[], ['lucca-future-hidden 5']]);
  await firm.apply();
  expect(firm.posts()).toBe(5);
  firm.wait(50);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('a name that leads nowhere holds its record before anything is sent, and the others go on', async () => {
  const firm = await open({
    people: row('3', (line) => line.replace('Lyon', 'Lyons')).map((line) =>
      line.startsWith('4,') ? line.replace('Engineering', 'Catering').replace('CDD', 'Stage') : line,
    ),
  });
  const { plan } = await firm.plan();
  expect(changes(plan)).toEqual(['create 1', 'create 2']);
  expect(codesOf(plan).filter((code) => code.startsWith('lucca-unit') || code.startsWith('lucca-contract'))).toEqual([
    'lucca-unit-unknown 3',
    'lucca-unit-unknown 4',
    'lucca-contract-type-unknown 4',
  ]);
  expect(receipts((await firm.apply()).receipts)).toEqual({ 1: 'done', 2: 'done' });
  firm.commit(firmFiles());
  expect(receipts((await firm.apply()).receipts)).toEqual({ 3: 'done', 4: 'done', 5: 'done' });
});

test('what Lucca needs and nobody fills in is held, and named', async () => {
  const firm = await open({ people: row('2', (line) => line.replace('Sales', '')) });
  const { plan } = await firm.plan();
  expect(codesOf(plan)).toContain('lucca-field-needed 2');
  expect(changes(plan)).not.toContain('create 2');
});

test('a plan is rehearsed on a tenant like the real one, with its units, before anything is sent', async () => {
  const firm = await open();
  await firm.hand('departments', { name: 'Care', code: 'CAR' });
  await firm.apply();
  const moved = people.map((line) =>
    line.replace('4,di@example.org,Di,Dü,Engineering,Genève', '4,di@example.org,Di,Dü,Care,Lyon'),
  );
  const newcomer = '6,fa@example.org,Fa,A,Care,Paris,Seller,1,2026-11-21,,active,CDI';
  // The login of somebody who is there already, under another mail.
  const twin = '7,xx@example.org,X,Y,Sales,Paris,Seller,1,2026-11-21,,active,CDI';
  firm.commit(
    firmFiles({
      people: [...moved.filter((line) => !line.startsWith('5,')), newcomer, twin],
      system: [
        'fields: { login: \'id == "7" ? "bo@example.org" : email\' }',
        'limits: { leave: 100%, update: 100%, column: 100%, create: 50 }',
      ],
    }),
  );
  const before = JSON.stringify(firm.state().users);

  const [rehearsal] = await firm.rehearse();
  expect(rehearsal?.state).toBe('rehearsed');
  expect(receipts(rehearsal?.receipts ?? [])).toEqual({
    4: 'done',
    5: 'refused lucca-arrival-to-cancel',
    6: 'done',
    7: 'refused lucca-already-there',
  });
  expect(JSON.stringify(firm.state().users)).toBe(before);
});

test('fifty calls a minute of all integrations are kept, and a busy tenant is waited for', async () => {
  const firm = await openFirm(
    Object.fromEntries(
      Object.entries(firmFiles()).map(([path, text]) => [
        path,
        text.replace('calls_per_minute: 10000', 'calls_per_minute: 50'),
      ]),
    ),
    { calls_per_minute: 50 },
  );
  firms.push(firm);
  // Another integration has used up the minute.
  await Promise.all(
    Array.from({ length: 50 }, () =>
      fetch(`${firm.server.url}/api/v3/roles`, {
        headers: { authorization: 'Lucca application=k3y-of-the-simulated-tenant' },
      }),
    ),
  );
  const { exit } = await firm.apply();
  expect(exit).toBe(0);
  expect(firm.state().users).toHaveLength(5);
  expect(firm.server.calls().filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  expect(firm.posts()).toBe(5);
});

test('a creation that gets no answer is looked up, in the same run or the next', async () => {
  const firm = await open({ people: people.slice(0, 1) });
  firm.server.fault({ status: 503, afterWrite: true, match: { method: 'POST' } });
  const first = await firm.apply();
  const again = await firm.apply();
  expect([...first.receipts, ...again.receipts].map((one) => one.outcome).at(-1)).toBe('done');
  expect(firm.state().users).toHaveLength(1);
});

test('no key, no social-security number and no personal value is in any output', async () => {
  const number = '290022A00400162';
  const firm = await open({
    columns: `${columns},social_security_number,birth_name,birth_date`,
    people: people.map((line) => `${line},${number},Canary-4711,1990-02-28`),
    settings: ['dpae: { hr_file_adapted: true }'],
  });
  const planned = await firm.plan();
  const applied = await firm.apply();
  expect(firm.state().users[0]?.texts.insuranceNumber).toBe(number);
  const said = JSON.stringify([
    system(planned.plan).findings,
    system(planned.plan).holds,
    applied.receipts,
    firm.server.calls().map((call) => [call.method, call.path.split('?')[0], call.status]),
  ]);
  for (const value of [number, number.slice(1, 13), 'Canary-4711', '1990-02-28', 'Żółw', 'k3y-of'])
    expect(said).not.toContain(value);
  expect(codesOf(planned.plan)).toContain('lucca-dpae-missing 5');
});
