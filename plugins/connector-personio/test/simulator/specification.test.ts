import { expect, test } from '@jest/globals';
import type { WriteChange } from '../../../../src/contract/index.ts';
import { personio } from '../../src/index.ts';
import { changeOf, openAccount, readAll } from '../account.ts';
import { judge, whatIsMissing } from './specification.ts';

const missing = whatIsMissing();
if (missing) test(`Personio's own specifications: left out, ${missing}`, () => {});
const official = missing ? test.skip : test;

/** Everything that the connector does, and what is left of v1 in the simulator. */
async function useEverything() {
  const account = openAccount({ files: { 'slips/1.pdf': { bytes: 100 } }, settings: { personnel_number: 'Number' } });
  const { context } = account;
  account.hand('names', {
    offices: ['Berlin'],
    departments: ['Sales'],
    legal_entities: ['GmbH'],
    cost_centers: ['1'],
    categories: ['Slips'],
  });
  account.hand('attributes', { label: 'Number' });
  account.hand('attributes', { label: 'Languages', type: 'tags', options: ['de', 'fr'] });
  account.hand('absence-types', { name: 'Vacation' });
  account.hand('people', {
    email: 'seat@example.org',
    office: 'Berlin',
    department: 'Sales',
    cost_center: '1',
    custom: {},
  });
  const write = async (change: WriteChange) => {
    const [outcome] = await personio.write(account.nextRun(), { changes: [change] });
    if (outcome?.status !== 'done') throw new Error(JSON.stringify(outcome));
    return String(outcome.remote);
  };
  await personio.check(context);
  const person = {
    id: '1',
    email: 'ada@example.org',
    first_name: 'Ada',
    last_name: 'L',
    office: 'Berlin',
    department: 'Sales',
    legal_entity: 'GmbH',
    employment_start_date: '2026-01-01',
    Languages: ['de'],
  };
  const remote = await write(changeOf('1', person));
  const moved = { ...person, position: 'Chief', supervisor: account.state().people[0]?.id ?? null };
  await write(changeOf('1', moved, { op: 'update', remote, changed: ['position', 'supervisor'] }));
  await write(changeOf('1', { id: '1' }, { op: 'leave', active: false, remote, changed: [] }));
  const slip = { id: 'd', owner: remote, category: 'Slips', title: 'Slip', date: '2026-10-31', file: 'slips/1.pdf' };
  await write(changeOf('d', slip, { kind: 'documents' }));
  for (const kind of ['employees', 'absences', 'attendances', 'documents'] as const)
    await readAll(account.nextRun(), kind);

  const off = { id: 'a', person: remote, absence_type: 'Vacation', start_date: '2026-10-01', end_date: '2026-10-02' };
  await write(changeOf('a', off, { kind: 'absences' }));
  const hours = { absence_type: 'Home office', start_time: '09:00', end_time: '12:30', end_date: '2026-10-05' };
  await write(changeOf('h', { ...off, ...hours, id: 'h', start_date: '2026-10-05' }, { kind: 'absences' }));
  const { send } = context;
  await send({ method: 'GET', path: '/v1/company/time-off-types' });
  await send({ method: 'GET', path: '/v1/company/time-offs', query: { limit: '50', offset: '1' } });
  await send({ method: 'GET', path: '/v1/company/time-offs/1' });
  await send({ method: 'DELETE', path: '/v1/company/time-offs/1' });
  await send({ method: 'GET', path: '/v1/company/absence-periods', query: { limit: '50', offset: '1' } });
  await send({ method: 'DELETE', path: '/v1/company/absence-periods/00000000-0000-4000-8000-000000000099' });
  const employee = { email: 'bo@example.org', first_name: 'Bo', last_name: 'B' };
  await send({
    method: 'POST',
    path: '/v1/company/employees',
    body: { employee: { ...employee, office: 'Atlantis' } },
  });
  await send({ method: 'POST', path: '/v1/company/employees', body: { employee } });
  await send({ method: 'GET', path: `/v1/company/employees/${remote}` });
  await send({ method: 'PATCH', path: `/v1/company/employees/${remote}`, body: { employee: { office: 'Atlantis' } } });
  await send({ method: 'PATCH', path: `/v1/company/employees/${remote}`, body: { employee: { status: 'gone' } } });
  await send({ method: 'GET', path: '/v2/persons', query: { limit: '100' } });
  await send({ method: 'GET', path: '/v2/persons/0' });
  return account;
}

official('every request, and every answer of the simulator, is as the specifications have it', async () => {
  const account = await useEverything();
  const { violations, judged } = judge(account.exchanges);
  expect(violations).toEqual([]);
  expect([...judged].sort()).toEqual([
    'DELETE /company/absence-periods/{id} 404',
    'DELETE /company/time-offs/{id} 404',
    'GET /company/absence-periods 200',
    'GET /company/document-categories 200',
    'GET /company/employees 200',
    'GET /company/employees/attributes 200',
    'GET /company/employees/{employee_id} 200',
    'GET /company/time-off-types 200',
    'GET /company/time-offs 200',
    'GET /company/time-offs/{id} 404',
    'GET /v2/persons 200',
    'GET /v2/persons 400',
    'GET /v2/persons/{id} 404',
    'GET /v2/persons/{person_id}/employments 200',
    'PATCH /company/employees/{employee_id} 200',
    'PATCH /company/employees/{employee_id} 422',
    'POST /company/documents 201',
    'POST /company/employees 200',
    'POST /company/employees 422',
  ]);
});

official('the judge sees a wrong body, a wrong query and a wrong answer', () => {
  const response = { status: 200, headers: {}, text: '{"success": "yes"}' };
  const wrong = [
    { method: 'POST', path: '/v1/company/employees', body: { employee: { email: 'ada@example.org' } } },
    { method: 'GET', path: '/v2/persons', query: { page: '1' } },
  ] as const;
  const { violations } = judge(wrong.map((request) => ({ request, response })));
  expect(violations).toEqual([
    "POST /company/employees 200: request/employee must have required property 'first_name'",
    "POST /company/employees 200: request/employee must have required property 'last_name'",
    'POST /company/employees 200: response/success must be boolean',
    'GET /v2/persons 200: has no parameter page',
  ]);
});
