import { expect, test } from '@jest/globals';
import {
  activeIn,
  csv,
  type FirmSetup,
  listedIn,
  makeFirm,
  officevibeState,
  people,
  peopleOf,
  person,
  springestPeople,
} from './firm.ts';

const both: FirmSetup['systems'] = { springest: { connector: 'springest' }, officevibe: { connector: 'officevibe' } };
const config = { teams: { from: 'department', ids: 'hr/teams.csv' } };
const teamFile = 'id,name\nT1,Sales\n';

function firmOf(rows: ReturnType<typeof people>, systems: FirmSetup['systems'] = both) {
  return makeFirm({ systems, config, files: { 'hr/people.csv': csv(rows), 'hr/teams.csv': teamFile } });
}

test('lets nobody join or leave when all ids change and the addresses stay', async () => {
  const rows = people(9);
  const firm = await firmOf(rows);
  await firm.apply();
  const written = Object.values(firm.systems).map((system) => system.writes().length);
  firm.commit({ 'hr/people.csv': csv(rows.map((row) => ({ ...row, id: `N${row.id}` }))) });

  const apply = await firm.apply();

  expect(apply.code).toBe(6);
  expect(apply.plan.systems.map((one) => one.changes.filter((change) => change.kind === 'employees'))).toEqual([
    [],
    [],
  ]);
  for (const one of apply.plan.systems) {
    const findings = one.holds.flatMap((hold) => hold.findings);
    expect(findings.filter((finding) => finding.code === 'id-changed').length).toBeGreaterThanOrEqual(9);
  }
  expect(activeIn(firm.system('springest'))).toEqual(rows.map((row) => row.id));
  expect(listedIn(firm.system('officevibe'))).toEqual(rows.map((row) => row.id));
  expect(firm.system('springest').writes().length).toBe(written[0]);
});

test('takes a new id over where former_id names the old one, or holds it where the system cannot', async () => {
  const rows = people(8, { former_id: '' });
  const firm = await firmOf(rows);
  await firm.apply();
  firm.commit({
    'hr/people.csv': csv(rows.map((row) => (row.id === '3' ? { ...row, id: '33', former_id: '3' } : row))),
  });

  const apply = await firm.apply();
  const last = await firm.plan();

  expect(apply.of('springest').changes).toEqual([]);
  expect(apply.of('springest').holds.flatMap((hold) => hold.findings.map((finding) => finding.code))).toContain(
    'id-fixed',
  );
  expect(springestPeople(firm.system('springest')).length).toBe(8);
  expect(activeIn(firm.system('springest')).length).toBe(8);
  const { users } = officevibeState(firm.system('officevibe'));
  expect(users.filter((user) => user.externalId !== null && user.status !== 'Deactivated').length).toBe(8);
  expect(users.filter((user) => user.email === 'p3@firm.test').length).toBe(1);
  expect(last.of('officevibe').changes).toEqual([]);
});

test("gives a leaver's address to a newcomer once the leaver is off", async () => {
  const rows = people(8);
  const firm = await firmOf(rows);
  await firm.apply();
  const newcomer = person(9, { email: 'p3@firm.test', first_name: 'Somebody', last_name: 'Else' });
  firm.commit({ 'hr/people.csv': csv([...rows.filter((row) => row.id !== '3'), newcomer]) });

  const runs = [await firm.apply(), await firm.apply(), await firm.apply()];
  const last = await firm.plan();

  expect(last.of('officevibe').changes).toEqual([]);
  const { users } = officevibeState(firm.system('officevibe'));
  expect(users.filter((user) => user.externalId === '3' && user.status !== 'Deactivated')).toEqual([]);
  expect(users.find((user) => user.externalId === '9')?.email).toBe('p3@firm.test');
  // Springest keeps the address with the closed account, and says so; nobody is doubled over it.
  expect(
    runs.map((run) => run.receipts.find((receipt) => receipt.key === '9' && receipt.system === 'springest')?.outcome),
  ).toEqual(['refused', 'refused', 'refused']);
  expect(activeIn(firm.system('springest'))).toEqual(['1', '2', '4', '5', '6', '7', '8']);
});

test('holds two people with one address, and nobody else', async () => {
  const rows = people(8);
  const firm = await firmOf(rows);
  await firm.apply();
  firm.commit({ 'hr/people.csv': csv([...rows, person(9, { email: 'p2@firm.test' }), person(10)]) });

  const apply = await firm.apply();

  expect(apply.code).toBe(6);
  expect(peopleOf(apply.of('springest'))).toEqual(['create 10']);
  expect(peopleOf(apply.of('officevibe'))).toEqual(['create 10']);
  expect(listedIn(firm.system('officevibe'))).toEqual(['1', '10', '2', '3', '4', '5', '6', '7', '8']);
});

test('swaps two addresses without losing anybody', async () => {
  const rows = people(8);
  const firm = await firmOf(rows);
  await firm.apply();
  const swapped = rows.map((row) =>
    row.id === '2' ? { ...row, email: 'p3@firm.test' } : row.id === '3' ? { ...row, email: 'p2@firm.test' } : row,
  );
  firm.commit({ 'hr/people.csv': csv(swapped) });

  const apply = await firm.apply();

  expect(apply.code).toBe(6);
  expect(listedIn(firm.system('officevibe'))).toEqual(rows.map((row) => row.id));
  expect(activeIn(firm.system('springest'))).toEqual(rows.map((row) => row.id));
});
