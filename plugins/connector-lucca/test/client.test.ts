import { expect, test } from '@jest/globals';
import { RollcallError, type Send, type WriteChange } from '../../../src/contract/index.ts';
import { lucca } from '../src/index.ts';
import { asResponse, call, changeOf, codes, contextWith, openTenant, readAll, type Tenant, zoe } from './tenant.ts';

async function write(tenant: Tenant, change: WriteChange) {
  const [outcome] = await lucca.write(tenant.context, { changes: [change] });
  if (!outcome) throw new Error('no outcome');
  return outcome;
}

const posts = (tenant: Tenant) => tenant.calls.filter((one) => one.method === 'POST' && one.path === '/api/v3/users');

test('creates a person with a first contract after having looked, and reads them back as sent', async () => {
  const tenant = openTenant();
  const outcome = await write(tenant, changeOf('7', zoe));

  expect(outcome).toMatchObject({ status: 'done', remote: '400' });
  expect(tenant.calls.map(({ method, path, query }) => [method, path, query?.login ?? query?.mail])).toEqual([
    ['GET', '/organization/structure/api/establishments', undefined],
    ['GET', '/organization/structure/api/departments', undefined],
    ['GET', '/api/v3/roles', undefined],
    ['GET', '/api/v3/users', 'zoe@example.org'],
    ['GET', '/api/v3/users', 'zoe@example.org'],
    ['POST', '/api/v3/users', undefined],
  ]);
  expect(posts(tenant)).toMatchObject([
    {
      query: { contract: 'true' },
      body: {
        employeeNumber: '7',
        firstName: 'Zoé',
        lastName: "O'Hara-Ñandú",
        mail: 'zoe@example.org',
        login: 'zoe@example.org',
        dtContractStart: '2026-11-01T00:00:00',
        legalEntityId: 11,
        departmentId: 21,
        rolePrincipalId: 31,
      },
    },
  ]);
  const { records, proof } = await readAll(tenant.context);
  expect(proof).toEqual({ complete: true, counted: 1, total: 1 });
  expect(records).toMatchObject([{ remote: '400', key: '7', active: true, fields: zoe }]);
});

test('never repeats a creation without an answer: whoever is found then was made', async () => {
  const tenant = openTenant();
  const lost: Send = async (request) => {
    const answered = await tenant.send(request);
    if (request.method === 'POST') throw new RollcallError('SYSTEM_TIMED_OUT', 'no answer');
    return answered;
  };
  const outcome = await lucca.write(contextWith(lost), { changes: [changeOf('7', zoe)] });

  expect(outcome).toMatchObject([{ status: 'done', remote: '400' }]);
  expect(posts(tenant)).toHaveLength(1);
});

test('says that a creation is uncertain when Lucca fails and nobody is there afterwards', async () => {
  const tenant = openTenant();
  const failing: Send = async (request) =>
    request.method === 'POST' ? asResponse({ status: 503, text: 'busy' }) : tenant.send(request);
  const [outcome] = await lucca.write(contextWith(failing), { changes: [changeOf('7', zoe)] });

  expect(outcome).toMatchObject({ status: 'uncertain' });
  expect(codes(outcome?.status === 'uncertain' ? outcome.findings : [])).toEqual(['lucca-fault']);
});

test('makes nobody whose login or e-mail a former employee has', async () => {
  const tenant = openTenant();
  await write(tenant, changeOf('7', { ...zoe, dtContractStart: '2020-01-01', dtContractEnd: '2021-01-31' }));
  const outcome = await write(tenant, changeOf('8', { ...zoe, employeeNumber: '8', login: 'other' }));

  expect(outcome).toMatchObject({ status: 'refused' });
  expect(codes('findings' in outcome ? outcome.findings : [])).toEqual(['lucca-already-there']);
  expect(posts(tenant)).toHaveLength(1);
});

test('changes only what differs of a person, and what is in the contract there', async () => {
  const tenant = openTenant();
  await write(tenant, changeOf('7', zoe));
  tenant.calls.splice(0);
  const fields = { ...zoe, jobTitle: 'Head', department: 'People', trialPeriodDays: 90, contractType: 'CDD' };
  const changed = ['jobTitle', 'department', 'trialPeriodDays', 'contractType'];
  const outcome = await write(tenant, changeOf('7', fields, { op: 'update', remote: '400', changed }));

  expect(outcome).toMatchObject({ status: 'done', remote: '400' });
  const sent = tenant.calls.filter((one) => one.method !== 'GET');
  expect(sent).toEqual([
    {
      method: 'PATCH',
      path: '/directory/api/4.0/work-contracts/401',
      body: { typeId: 2, trialPeriodDays: 90 },
      idempotent: true,
    },
    {
      method: 'PUT',
      path: '/api/v3/users/400',
      query: {},
      body: { jobTitle: 'Head', departmentId: 23 },
      idempotent: true,
    },
  ]);
  expect((await readAll(tenant.context)).records).toMatchObject([{ fields }]);
});

test('ends the contract of a leaver on the stated day, or else the day before, and deletes nobody', async () => {
  const tenant = openTenant();
  await write(tenant, changeOf('7', zoe));
  await write(tenant, changeOf('8', { ...zoe, employeeNumber: '8', mail: 'bo@example.org', login: 'bo' }));
  const leave = { op: 'leave', changed: ['dtContractEnd'] } as const;
  const stated = await write(tenant, changeOf('7', { dtContractEnd: '2026-11-15' }, { ...leave, remote: '400' }));
  const gone = await write(tenant, changeOf('8', {}, { ...leave, remote: '402', changed: [] }));

  expect(stated).toEqual({ kind: 'employees', key: '7', status: 'done', remote: '400' });
  expect(gone).toMatchObject({ status: 'done', findings: [{ code: 'lucca-end-assumed', severity: 'warning' }] });
  const { records } = await readAll(tenant.context);
  expect(records.map(({ active, fields }) => [active, fields.dtContractEnd])).toEqual([
    [false, '2026-11-15'],
    [false, '2026-11-20'],
  ]);
  expect(tenant.calls.filter((one) => one.method === 'DELETE')).toEqual([]);
});

test('lets nobody stay because of a field that cannot be passed on, and says so', async () => {
  const tenant = openTenant();
  await write(tenant, changeOf('7', zoe));
  const outcome = await write(tenant, changeOf('7', { department: 'Nowhere' }, { op: 'leave', remote: '400' }));

  expect(outcome).toMatchObject({
    status: 'done',
    findings: [{ code: 'lucca-end-assumed' }, { code: 'lucca-unit-unknown', severity: 'warning' }],
  });
  expect(tenant.state().contracts).toMatchObject([{ endsOn: '2026-11-20' }]);
});

test('says that there is no manager rather than leaving it to the department', async () => {
  const tenant = openTenant();
  await write(tenant, changeOf('1', { ...zoe, employeeNumber: '1' }));
  tenant.hand('departments', { id: 21, headId: 400 });
  const other = (number: string, more: object) =>
    write(
      tenant,
      changeOf(number, { ...zoe, employeeNumber: number, mail: `${number}@example.org`, login: number, ...more }),
    );
  await other('2', { manager: null });
  await other('3', {});

  expect(tenant.state().users.map((user) => user.managerId)).toEqual([null, null, 400]);
});

test('does not end a contract that has not begun', async () => {
  const tenant = openTenant();
  await write(tenant, changeOf('7', { ...zoe, dtContractStart: '2027-01-04' }));
  const outcome = await write(tenant, changeOf('7', {}, { op: 'leave', remote: '400' }));

  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code: 'lucca-arrival-to-cancel', who: 'admin' }] });
  expect(tenant.state().contracts).toMatchObject([{ endsOn: null }]);
});

test('gives a contract what its type asks for, also the one of somebody who comes back', async () => {
  const tenant = openTenant();
  tenant.hand('neededByType', { 2: ['temporaryContractGroundId'] });
  const lacking = await write(tenant, changeOf('7', { ...zoe, contractType: 'CDD' }));
  expect(lacking).toMatchObject({
    status: 'uncertain',
    findings: [{ code: 'lucca-field-needed', who: 'data', field: 'temporaryContractGroundId' }],
  });
  const whole = { ...zoe, contractType: 'CDD', temporaryContractGroundId: 1, dtContractEnd: '2026-11-20' };
  const changed = ['contractType', 'temporaryContractGroundId', 'dtContractEnd'];
  await write(tenant, changeOf('7', whole, { op: 'update', remote: '400', changed }));
  expect((await readAll(tenant.context)).records).toMatchObject([{ active: false, fields: whole }]);
  const again = { ...whole, dtContractStart: '2026-11-21', dtContractEnd: null };
  const back = changeOf('7', again, { op: 'return', remote: '400', changed: ['dtContractStart', 'dtContractEnd'] });
  expect(await write(tenant, back)).toMatchObject({ status: 'done' });
  expect((await readAll(tenant.context)).records).toMatchObject([{ active: true, fields: again }]);
});

test('says of a leaver that another contract begins later', async () => {
  const tenant = openTenant();
  await write(tenant, changeOf('7', zoe));
  tenant.hand('contracts', { ownerId: 400, startsOn: '2027-01-01' });
  expect(await write(tenant, changeOf('7', {}, { op: 'leave', remote: '400' }))).toMatchObject({
    status: 'done',
    findings: [{ code: 'lucca-end-assumed' }, { code: 'lucca-next-contract', who: 'admin' }],
  });
  expect(tenant.state().contracts.map((one) => one.endsOn)).toEqual(['2026-11-20', null]);
});

test('takes somebody without a contract for one without access, and gives them one', async () => {
  const tenant = openTenant();
  tenant.hand('users', { id: 90, texts: { employeeNumber: '7' } });
  expect((await readAll(tenant.context)).records).toMatchObject([{ key: '7', active: false }]);
  const fields = { dtContractStart: '2026-11-01', establishment: 'Lyon', contractType: 'CDD' };
  expect(await write(tenant, changeOf('7', fields, { op: 'return', remote: '90' }))).toMatchObject({ status: 'done' });
  expect(tenant.state().contracts).toMatchObject([{ startsOn: '2026-11-01', establishmentId: 12, typeId: 2 }]);
  expect((await readAll(tenant.context)).records).toMatchObject([{ key: '7', active: true }]);
});

test('brings somebody back by a new contract, or by taking the end away', async () => {
  const tenant = openTenant();
  await write(tenant, changeOf('7', { ...zoe, dtContractStart: '2020-01-01', dtContractEnd: '2021-01-31' }));
  const again = changeOf('7', { ...zoe, dtContractStart: '2026-11-21' }, { op: 'return', remote: '400', changed: [] });

  expect(await write(tenant, again)).toMatchObject({ status: 'done' });
  expect(tenant.state().contracts).toMatchObject([
    { startsOn: '2020-01-01', endsOn: '2021-01-31' },
    { startsOn: '2026-11-21', endsOn: null, typeId: 1, establishmentId: 11 },
  ]);
  await write(tenant, changeOf('7', { dtContractEnd: '2026-11-21' }, { op: 'leave', remote: '400' }));
  await write(tenant, again);
  expect(tenant.state().contracts).toHaveLength(2);
  expect(tenant.state().contracts[1]).toMatchObject({ startsOn: '2026-11-21', endsOn: null });
});

test('keeps the user when the contract is refused, and says that it is not finished', async () => {
  const tenant = openTenant();
  tenant.hand('rights', { contracts: false });
  const outcome = await write(tenant, changeOf('7', { ...zoe, trialPeriodDays: 60 }));

  expect(outcome).toMatchObject({ status: 'uncertain' });
  expect(codes('findings' in outcome ? outcome.findings : [])).toContain('lucca-right-missing-contracts');
  expect(tenant.state().users).toHaveLength(1);
});

test('never deletes, and sends nothing about somebody whose number is unknown', async () => {
  const tenant = openTenant();
  expect(await write(tenant, changeOf('7', {}, { op: 'delete', remote: '400' }))).toMatchObject({
    findings: [{ code: 'lucca-not-possible' }],
  });
  expect(await write(tenant, changeOf('7', {}, { op: 'update' }))).toMatchObject({
    findings: [{ code: 'lucca-number-unknown' }],
  });
  expect(tenant.calls).toEqual([]);
});

test('tells of a newcomer who begins later and is hidden from the key', async () => {
  const tenant = openTenant();
  tenant.hand('rights', { futureEmployees: false });
  const outcome = await write(tenant, changeOf('7', { ...zoe, dtContractStart: '2027-01-04' }));

  expect(outcome).toMatchObject({
    status: 'done',
    findings: [{ code: 'lucca-future-hidden' }],
  });
  expect((await readAll(tenant.context)).records).toEqual([]);
});

test('finds a manager by e-mail, then by full name, and goes on without one it cannot find', async () => {
  const tenant = openTenant();
  await write(
    tenant,
    changeOf('1', {
      ...zoe,
      employeeNumber: '1',
      firstName: 'Ana',
      lastName: 'Müller',
      mail: 'ana@example.org',
      login: 'ana',
    }),
  );
  const newcomer = (number: string, managerEmail: string) =>
    write(
      tenant,
      changeOf(number, { ...zoe, employeeNumber: number, mail: `${number}@example.org`, login: number, managerEmail }),
    );

  const found = [
    await newcomer('2', 'Ana@example.org'),
    await newcomer('3', 'Muller ana'),
    await newcomer('4', 'nobody@example.org'),
  ];
  expect(found.map((one) => codes('findings' in one ? one.findings : []))).toEqual([[], [], ['lucca-manager-unknown']]);
  expect(tenant.state().users.map((user) => user.managerId)).toEqual([null, 400, 400, null]);
});

test('takes the head office where the row names a legal unit only, and leaves a default to the tenant', async () => {
  const tenant = openTenant();
  const { establishment: _, ...without } = zoe;
  const outcome = await write(tenant, changeOf('7', { ...without, legalUnit: 'example sas' }));
  expect(codes('findings' in outcome ? outcome.findings : [])).toContain('lucca-establishment-of-legal-unit');
  expect(tenant.state().contracts).toMatchObject([{ establishmentId: 11 }]);

  const other = openTenant({ tenant_defaults: { establishment: 'Lyon' } });
  other.hand('defaults', { legalEntityId: 12 });
  expect(await write(other, changeOf('7', { ...without, legalUnit: 'Example SAS' }))).toMatchObject({ status: 'done' });
  expect(other.state().contracts).toMatchObject([{ establishmentId: 12 }]);
  const swiss = { ...without, employeeNumber: '8', login: 'b', mail: 'b@example.org', legalUnit: 'Example SA' };
  expect(await write(other, changeOf('8', swiss))).toMatchObject({ status: 'done' });
  expect(other.state().contracts[1]).toMatchObject({ establishmentId: 13 });
});

test('wraps the body and asks Lucca to keep quiet where the settings say so', async () => {
  const tenant = openTenant({ wrap_data: true, notify: false });
  expect(await write(tenant, changeOf('7', zoe))).toMatchObject({ status: 'done' });
  expect(posts(tenant)).toMatchObject([
    { query: { contract: 'true', notify: 'false' }, body: { data: { mail: 'zoe@example.org' } } },
  ]);
});

test('reads page after page, and does not believe a short one', async () => {
  const tenant = openTenant();
  for (const id of [1, 2, 3]) tenant.hand('users', { id, texts: { employeeNumber: '1' } });
  const { records } = await readAll(tenant.context);
  // Three people with one number, in three establishments: nobody is known by it.
  expect(records.map(({ key }) => key)).toEqual([undefined, undefined, undefined]);

  const short: Send = async (request) => {
    const answered = call(tenant.simulator, request);
    if (request.path !== '/api/v3/users') return asResponse(answered);
    const text = JSON.stringify(answered.json).replace('"count":3', '"count":4');
    return asResponse({ status: 200, text, headers: { 'content-type': 'application/json' } });
  };
  expect((await readAll(contextWith(short))).proof).toEqual({ complete: true, counted: 3, total: 4 });
});

test('takes a read that Lucca refuses for no read', async () => {
  const tenant = openTenant();
  tenant.hand('rights', { users: false });
  expect((await readAll(tenant.context)).proof).toMatchObject({ complete: false });
});
