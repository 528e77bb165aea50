import { expect, test } from '@jest/globals';
import { personio } from '../../src/index.ts';
import { type Account, changeOf, codesOf, openAccount, readAll } from '../account.ts';

const ada = {
  id: '7',
  email: 'ada@example.org',
  first_name: 'Ada',
  last_name: 'Ñandú',
  gender: 'FEMALE',
  position: 'Engineer',
  office: 'Berlin',
  department: 'Research',
  team: 'Blue',
  legal_entity: 'Example GmbH',
  cost_centers: [{ name: '4711', weight: 100 }],
  weekly_working_hours: 40,
  employment_start_date: '2026-01-01',
};

/** An account with the things that are made by hand, and one person through whom their names are seen. */
function openFirm(options?: Parameters<typeof openAccount>[0]): Account {
  const account = openAccount(options);
  account.hand('names', {
    offices: ['Berlin', 'Paris'],
    departments: ['Research', 'Sales'],
    teams: ['Blue', 'Red'],
    legal_entities: ['Example GmbH'],
    cost_centers: ['4711', '4712'],
  });
  const { offices, departments, teams, cost_centers: centers } = account.state();
  // Somebody sits everywhere, so that v1 shows the names.
  for (const index of [0, 1]) {
    account.hand('people', {
      email: `seat${index}@example.org`,
      first_name: 'Seat',
      last_name: String(index),
      employment: {
        office: offices[index]?.id,
        department: departments[index]?.id,
        team: teams[index]?.id,
        cost_centers: [{ id: centers[index]?.id, weight: 100 }],
      },
    });
  }
  return account;
}

const create = async (account: Account, fields = ada) =>
  (await personio.write(account.context, { changes: [changeOf(fields.id, fields)] }))[0];

const recordOf = async (account: Account, email: string) => {
  const read = await readAll(account.nextRun(), 'employees');
  if (typeof read === 'string') throw new Error(read);
  return read.find(({ fields }) => fields.email === email);
};

test('creates a person with their employment, names as ids, and reads the same back', async () => {
  const account = openFirm();
  expect(await create(account)).toMatchObject({ status: 'done' });
  expect(await recordOf(account, ada.email)).toMatchObject({
    active: true,
    fields: {
      ...Object.fromEntries(Object.entries(ada).filter(([name]) => name !== 'id')),
      employment_status: 'ACTIVE',
    },
  });
});

test('sends what Personio insists on although its pages do not', async () => {
  const account = openFirm();
  await create(account, { ...ada, employment_start_date: '2027-01-01' });
  const post = account.calls.find(({ method, path }) => method === 'POST' && path === '/v2/persons');
  expect(post?.body).toMatchObject({
    language_code: 'en',
    employments: [{ status: 'ONBOARDING', type: 'INTERNAL', employment_start_date: '2027-01-01' }],
  });
});

test('changes the employment with the three that must go along, and keeps the team when only the department moves', async () => {
  const account = openFirm();
  const { remote } = (await create(account)) as { remote: string };
  const change = changeOf('7', { ...ada, department: 'Sales' }, { op: 'update', remote, changed: ['department'] });
  expect((await personio.write(account.nextRun(), { changes: [change] }))[0]).toMatchObject({ status: 'done', remote });
  const patch = account.calls.filter(({ method }) => method === 'PATCH');
  expect(patch).toHaveLength(1);
  expect(Object.keys(patch[0]?.body ?? {}).sort()).toEqual(['employment_start_date', 'org_units', 'status', 'type']);
  expect((await recordOf(account, ada.email))?.fields).toMatchObject({ department: 'Sales', team: 'Blue' });
});

test('changes the e-mail, which v1 could not', async () => {
  const account = openFirm();
  const { remote } = (await create(account)) as { remote: string };
  const change = changeOf('7', { ...ada, email: 'a.n@example.org' }, { op: 'update', remote, changed: ['email'] });
  expect((await personio.write(account.context, { changes: [change] }))[0]).toMatchObject({ status: 'done' });
  expect(await recordOf(account, 'a.n@example.org')).toMatchObject({ remote });
});

test('a leaver is set inactive, and active again when they come back', async () => {
  const account = openFirm();
  const { remote } = (await create(account)) as { remote: string };
  const leave = changeOf('7', { id: '7', email: ada.email }, { op: 'leave', active: false, remote, changed: [] });
  expect((await personio.write(account.context, { changes: [leave] }))[0]).toMatchObject({ status: 'done' });
  expect(await recordOf(account, ada.email)).toMatchObject({ active: false });
  const back = changeOf('7', ada, { op: 'return', remote, changed: [] });
  expect((await personio.write(account.context, { changes: [back] }))[0]).toMatchObject({ status: 'done' });
  expect(await recordOf(account, ada.email)).toMatchObject({ active: true });
});

test('deletes nobody', async () => {
  const account = openFirm();
  const { remote } = (await create(account)) as { remote: string };
  const sent = account.calls.length;
  const change = changeOf('7', {}, { op: 'delete', active: false, remote });
  const [outcome] = await personio.write(account.context, { changes: [change] });
  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code: 'not-possible' }] });
  expect(account.calls).toHaveLength(sent);
});

test('an unknown name of an office is refused before anything is sent, since Personio would ignore it', async () => {
  const account = openFirm();
  const outcome = await create(account, { ...ada, office: 'Atlantis' });
  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code: 'name-unknown', field: 'office' }] });
  expect(account.calls.filter(({ method }) => method === 'POST')).toEqual([]);
  expect(JSON.stringify(outcome)).not.toContain('Atlantis');
});

test('an e-mail that somebody else has is told without the address', async () => {
  const account = openFirm();
  await create(account);
  const outcome = await create(account);
  expect(outcome).toMatchObject({ status: 'refused', findings: [{ code: 'email-taken', who: 'data', key: '7' }] });
  expect(JSON.stringify(outcome)).not.toContain('ada@');
});

test('what Personio took and did not store is said, and left uncertain for the next run', async () => {
  const account = openFirm();
  const { remote } = (await create(account)) as { remote: string };
  account.answer('PATCH', /employments/, { status: 204, text: '' });
  const change = changeOf('7', { ...ada, position: 'Chief' }, { op: 'update', remote, changed: ['position'] });
  const [outcome] = await personio.write(account.context, { changes: [change] });
  expect(outcome?.status).toBe('uncertain');
  expect(codesOf(outcome?.findings)).toEqual(['error field-ignored position']);
});

test('a half that was written leaves the change uncertain, not refused', async () => {
  const account = openFirm();
  const { remote } = (await create(account)) as { remote: string };
  account.answer('PATCH', /employments/, { status: 400, json: {} });
  const fields = { ...ada, first_name: 'Adele', position: 'Chief' };
  const change = changeOf('7', fields, { op: 'update', remote, changed: ['first_name', 'position'] });
  const [outcome] = await personio.write(account.context, { changes: [change] });
  expect(outcome).toMatchObject({ status: 'uncertain', findings: [{ code: 'bad-request' }] });
});

test('a language that is emptied is told, since Personio cannot take it away', async () => {
  const account = openFirm();
  const { remote } = (await create(account)) as { remote: string };
  const change = changeOf('7', { language_code: null }, { op: 'update', remote, changed: ['language_code'] });
  const [outcome] = await personio.write(account.context, { changes: [change] });
  expect(codesOf(outcome?.findings)).toEqual(['error cannot-clear language_code']);
});

test('where names may not be read, they are refused with the reason, and ids still work', async () => {
  const account = openFirm();
  account.answer('GET', '/v1/company/employees', { status: 403, json: { success: false, error: { code: 0 } } });
  const outcome = await create(account);
  const unknown = outcome?.findings
    ?.filter(({ code }) => code === 'names-unknown')
    .map(({ field, who }) => [field, who]);
  expect(unknown).toEqual(['office', 'department', 'team', 'cost_centers'].map((field) => [field, 'admin']));
  const [office] = account.state().offices;
  const { office: _, department: __, team: ___, cost_centers: ____, ...rest } = ada;
  const byId = { ...rest, office_id: office?.id ?? '' };
  const [done] = await personio.write(account.context, { changes: [changeOf('7', byId)] });
  expect(done).toMatchObject({ status: 'done' });
  expect(account.state().people.at(-1)?.employments[0]?.office).toBe(office?.id);
});

test('two offices of one name are chosen by their id', async () => {
  const account = openFirm();
  const seat = { type: 'Employee', attributes: { id: { value: 1 } } };
  const offices = [1, 2].map((id) => ({
    ...seat,
    attributes: { office: { value: { type: 'Office', attributes: { id, name: 'Berlin' } } } },
  }));
  account.answer('GET', '/v1/company/employees', {
    status: 200,
    json: { success: true, metadata: { total_elements: 2 }, data: offices },
  });
  const { department: _, team: __, cost_centers: ___, ...fields } = ada;
  const [outcome] = await personio.write(account.context, { changes: [changeOf('7', fields)] });
  expect(outcome).toMatchObject({
    status: 'refused',
    findings: [{ code: 'name-ambiguous', field: 'office', who: 'admin' }],
  });
});
