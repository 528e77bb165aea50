import { afterEach, expect, test } from '@jest/globals';
import type { Plan, Receipt } from '../../../../src/engine/change.ts';
import { rehearse } from '../../../../src/io/sandbox/rehearse.ts';
import {
  absences,
  attendances,
  documents,
  employees,
  everything,
  type Files,
  type Firm,
  openFirm,
} from './firm-repository.ts';

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
const holds = (plan: Plan) =>
  system(plan).holds.flatMap((hold) => hold.findings.map((finding) => `${hold.kind}/${hold.key} ${finding.code}`));
const outcomes = (list: readonly Receipt[]) =>
  list.map((one) => [`${one.kind}/${one.key}`, one.outcome, ...one.findings.map((finding) => finding.code)].join(' '));
/** A firm this small is over any share. */
const wide = 'limits: { update: 100%, column: 100%, leave: 50% }';

test('people are created, and the second run changes nothing', async () => {
  const firm = await open();
  const { receipts, exit } = await firm.apply();
  expect(outcomes(receipts)).toEqual(['1', '2', '3', '4', '5'].map((id) => `employees/${id} done`));
  expect(exit).toBe(0);
  const byMail = new Map(firm.state().people.map((person) => [person.email, person]));
  expect(byMail.get('bo@example.org')?.employments[0]?.supervisor).toBe(byMail.get('ana@example.org')?.id);
  expect(byMail.get('ev@example.org')?.employments[0]?.status).toBe('ONBOARDING');
  expect(changes((await firm.plan()).plan)).toEqual([]);
  expect((await firm.apply()).receipts).toEqual([]);
});

test('all kinds are written in one run, and the second run changes nothing', async () => {
  const firm = await open(everything);
  const { receipts } = await firm.apply();
  expect(receipts.map((one) => one.outcome)).toEqual(receipts.map(() => 'done'));
  expect(receipts).toHaveLength(employees.length + absences.length + attendances.length + documents.length - 4);
  expect(firm.state().documents.map((one) => [one.fileName, one.size])).toEqual([
    ['2.pdf', 29],
    ['3.pdf', 29],
  ]);
  const second = await firm.plan();
  expect([changes(second.plan), holds(second.plan), system(second.plan).drift]).toEqual([[], [], []]);
});

const without = (lines: readonly string[], ...starts: readonly string[]) =>
  lines.filter((line) => !starts.some((start) => line.startsWith(start)));
const change = (lines: readonly string[], from: string, to: string) => lines.map((line) => line.replace(from, to));
const personOf = (firm: Firm, email: string) => firm.state().people.find((person) => person.email === email);

test('a day of changes: who joins, moves, marries, leaves, and whose e-mail and number are new', async () => {
  const firm = await open({ employees, system: [wide] });
  await firm.apply();
  const bo = personOf(firm, 'bo@example.org')?.id;
  firm.commit({
    system: [wide],
    employees: [
      ...change(
        change(without(employees, '4,'), 'cy@example.org,Cy,Żółw', 'cy.w@example.org,Cy,Wolf'),
        '2,bo@',
        '22,bo@',
      )
        .map((line, index) => (index === 0 ? `${line},former_id` : line.startsWith('22,') ? `${line},2` : `${line},`))
        .map((line) => line.replace('Engineer,Research,Red', 'Lead,Sales,Red').replace(',2,20,', ',22,20,')),
      '6,fa@example.org,Fa,A,,Clerk,Sales,,Berlin,,,1,40,2026-01-01,,active,',
    ],
  });
  const { plan } = await firm.plan();
  expect(changes(plan).sort()).toEqual(['create employees/6', 'leave employees/4', 'update employees/3']);
  const { receipts } = await firm.apply();
  expect(outcomes(receipts).sort()).toEqual(['employees/3 done', 'employees/4 done', 'employees/6 done']);
  expect(personOf(firm, 'bo@example.org')?.id).toBe(bo);
  expect(personOf(firm, 'cy.w@example.org')).toMatchObject({ last_name: 'Wolf', employments: [{ position: 'Lead' }] });
  expect(personOf(firm, 'di@example.org')?.employments[0]).toMatchObject({ status: 'INACTIVE', termination: null });
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('what somebody changed by hand is drift, and a person made by hand is nobody of ours', async () => {
  const firm = await open({ employees, system: [wide] });
  await firm.apply();
  await firm.hand('people', { email: 'bo@example.org', office: 'Paris' });
  await firm.hand('people', { email: 'guest@example.org', first_name: 'Guest', last_name: 'G' });
  const { plan } = await firm.plan();
  expect(changes(plan)).toEqual([]);
  expect(system(plan).drift).toMatchObject([{ key: '2' }]);
  expect(JSON.stringify(plan)).not.toContain('guest@');
});

test('times and absences that left the files are removed when that is asked for by name, documents stay', async () => {
  const lines = ['missing: { absences: delete, attendances: delete, documents: hold }', wide];
  const firm = await open({ ...everything, system: lines });
  await firm.apply();
  const fewer = {
    ...everything,
    absences: change(without(absences, 'a2,'), '2026-11-13', '2026-11-12'),
    attendances: change(without(attendances, 't4,'), 't1,2,2026-10-29,9:00', 't1,2,2026-10-29,8:45'),
    documents: without(documents, 'd2,'),
  };
  firm.commit({ ...fewer, system: lines });
  expect(holds((await firm.plan()).plan).filter((one) => !one.startsWith('documents'))).not.toEqual([]);
  expect(firm.state().attendances).toHaveLength(4);

  firm.commit({
    ...fewer,
    system: [...lines.slice(0, 1), 'allow: [delete]', 'limits: { update: 100%, column: 100%, delete: 5 }'],
  });
  const { receipts } = await firm.apply();
  expect(
    outcomes(receipts)
      .map((one) => one.split(' ').slice(0, 2).join(' '))
      .sort(),
  ).toEqual(['absences/a1 done', 'absences/a2 done', 'attendances/t1 done', 'attendances/t4 done']);
  expect(firm.state().attendances.map(({ start }) => start)).toContain('2026-10-29T08:45:00');
  expect([firm.state().absences.length, firm.state().attendances.length, firm.state().documents.length]).toEqual([
    3, 3, 2,
  ]);
});

test('the last payslip of somebody who has left is uploaded', async () => {
  const firm = await open({ employees, system: [wide] });
  await firm.apply();
  firm.commit({
    system: [wide],
    employees: change(employees, ',2022-03-01,,active', ',2022-03-01,2026-10-31,inactive'),
    documents,
  });
  const { receipts } = await firm.apply();
  expect(outcomes(receipts).sort()).toEqual(['documents/d1 done', 'documents/d2 done', 'employees/3 done']);
});

test('a credential for times alone writes times, and the common one reads who they are of', async () => {
  const apart = [
    'kinds: [attendances]',
    'credentials: { attendances: { client_id: "$\u007bTIMES_ID}", client_secret: "$\u007bTIMES_SECRET}" } }',
  ];
  const firm = await open({ employees, attendances, system: apart });
  for (const [index, name] of ['ana', 'bo', 'cy', 'di', 'ev'].entries()) {
    await firm.hand('people', { email: `${name}@example.org`, first_name: name, last_name: String(index) });
  }
  await firm.hand('account', {
    scopes: {
      'papi-client-of-the-test': ['employees:read'],
      'papi-times-only': ['attendances:read', 'attendances:write'],
    },
  });
  const { receipts, exit } = await firm.apply();
  expect(outcomes(receipts).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
    'attendances/t1 done',
    'attendances/t2 done',
    'attendances/t3 done',
    'attendances/t4 done',
  ]);
  expect(exit).toBe(0);
  expect(firm.state().people.map(({ first_name: name }) => name)).toContain('ana');
});

test('a creation without an answer is looked up, and nobody is there twice', async () => {
  const firm = await open({ employees, system: [wide] });
  firm.server.fault({ match: { method: 'POST', path: '/v2/persons' }, drop: true, afterWrite: true, times: 1 });
  const first = await firm.apply();
  expect(first.receipts.some((one) => one.outcome === 'uncertain')).toBe(true);
  const second = await firm.apply();
  expect(second.receipts.every((one) => one.outcome === 'done')).toBe(true);
  expect(firm.state().people.filter(({ email }) => email === 'ana@example.org')).toHaveLength(1);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('one bad row does not stop the others', async () => {
  const firm = await open({
    employees: change(employees, 'Clerk,Sales,,Paris', 'Clerk,Sales,,Atlantis'),
    system: [wide],
  });
  const { plan } = await firm.plan();
  expect(holds(plan)).toContain('employees/4 name-unknown');
  const { receipts } = await firm.apply();
  expect(receipts.filter((one) => one.outcome === 'done')).toHaveLength(4);
});

test('an attribute that is not ticked is unknown: nothing is cleared, and the box is named', async () => {
  const firm = await open({ employees, system: [wide] });
  await firm.apply();
  await firm.hand('account', {
    readable: ['first_name', 'last_name', 'email', 'status', 'hire_date', 'employment_type'],
  });
  const { plan } = await firm.plan();
  expect(changes(plan)).toEqual([]);
  expect(system(plan).drift).toEqual([]);
  expect(codes(plan)).toEqual(['attributes-unreadable']);
});

test.each([
  ['no attribute is ticked', { readable: [] }, 'attributes-unreadable'],
  [
    'the box for reading people is missing',
    { scopes: { 'papi-client-of-the-test': ['absences:read'] } },
    'right-missing',
  ],
])('refuses before any write when %s', async (_what, account, code) => {
  const firm = await open();
  await firm.hand('account', account);
  const { plan, exit } = await firm.plan();
  expect([system(plan).verdict, codes(plan), exit > 0]).toEqual(['refused', [code], true]);
  await firm.apply().catch(() => {});
  expect(firm.state().people).toHaveLength(2);
});

test('a wrong secret refuses, and is nowhere to be read', async () => {
  const firm = await open();
  const environment = { PERSONIO_ID: 'papi-client-of-the-test', PERSONIO_SECRET: 'canary-of-another-account' };
  const { plan } = await firm.plan({ environment });
  expect([system(plan).verdict, codes(plan)]).toEqual(['refused', ['credential-refused']]);
  expect(JSON.stringify([plan, firm.server.calls()])).not.toContain('canary');
});

test('also where Personio does as users report and not as its specifications say', async () => {
  const firm = await open(everything);
  await firm.hand('account', { asReported: true });
  const { receipts } = await firm.apply();
  expect(receipts.filter((one) => one.outcome !== 'done')).toEqual([]);
  const { plan } = await firm.plan();
  expect([changes(plan), holds(plan), system(plan).drift]).toEqual([[], [], []]);
});

test('people are known by the attribute with our number, also under another e-mail', async () => {
  const firm = await open({ employees, system: [wide], settings: ['personnel_number: Personnel number'] });
  await firm.hand('attributes', { key: 'dynamic_1', label: 'Personnel number' });
  await firm.hand('people', { email: 'bo.old@example.org', first_name: 'Bo', custom: { dynamic_1: '2' } });
  const { plan } = await firm.plan();
  expect(changes(plan)).toContain('update employees/2');
  await firm.apply();
  expect(firm.state().people.filter(({ custom }) => custom.dynamic_1 === '2')).toMatchObject([
    { email: 'bo@example.org' },
  ]);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('a rehearsal begins with what Personio holds, shows what it would refuse, and changes nothing there', async () => {
  const firm = await open({ ...everything, system: [wide] });
  await firm.apply();
  const [person] = firm.state().people.filter(({ email }) => email === 'cy@example.org');
  firm.commit({
    ...everything,
    system: [wide],
    employees: [
      ...change(employees, 'Cy,Żółw', 'Cy,Wolf'),
      '6,fa@example.org,Fa,A,,Clerk,Sales,,Berlin,,,3,40,2026-01-01,,active',
    ],
    absences: [
      ...absences,
      'a5,6,Vacation,2026-11-16,2026-11-16,false,false,,,',
      'a6,2,Vacation,2026-11-12,2026-11-16,false,false,,,',
    ],
    attendances: [...attendances, 't5,6,2026-10-30,8:00,12:00,work,Alpha,'],
  });
  const { systems, moment } = await firm.plan();
  const [rehearsal] = await rehearse(systems, { moment, environment: firm.options.environment, now: Date.now });
  expect(rehearsal?.state).toBe('rehearsed');
  expect(
    outcomes(rehearsal?.receipts ?? [])
      .map((one) => one.replace(' waits-for-approval', ''))
      .sort(),
  ).toEqual([
    'absences/a5 done',
    'absences/a6 refused absence-conflict',
    'attendances/t5 done',
    'employees/3 done',
    'employees/6 done',
  ]);
  expect(firm.state().people.find(({ id }) => id === person?.id)?.last_name).toBe('Żółw');
  expect(firm.state().absences).toHaveLength(4);
});
