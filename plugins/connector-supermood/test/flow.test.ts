import { afterEach, expect, test } from '@jest/globals';
import type { Plan, Receipt } from '../../../src/engine/change.ts';
import { rehearse } from '../../../src/io/sandbox/rehearse.ts';
import { type Files, type Firm, france, openFirm, spain } from './firm-repository.ts';

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
const changes = (plan: Plan) => system(plan).changes.map((change) => `${change.op} ${change.key}`);
const codes = (plan: Plan) => system(plan).findings.map((finding) => `${finding.code} ${finding.key ?? ''}`.trim());
const held = (plan: Plan) =>
  system(plan).holds.map((hold) => `${hold.key} ${hold.findings.map((finding) => finding.code).join(' ')}`);
const outcomes = (receipts: readonly Receipt[]) => receipts.map((one) => `${one.op} ${one.key} ${one.outcome}`);
/** A firm this small is over any share. */
const wide = 'limits: { update: 100%, column: 100%, leave: 3, create: 10, delete: 2 }';
const replaced = (lines: readonly string[], start: string, from: string, to: string) =>
  lines.map((line) => (line.startsWith(start) ? line.replace(from, to) : line));

test('two HR systems become one account, each written by its own service account, and a second run changes nothing', async () => {
  const firm = await open();
  const { plan } = await firm.plan();
  expect(changes(plan)).toEqual(['create F1', 'create F2', 'create F3', 'create S1', 'create S2']);
  expect(codes(plan)).toEqual(['filter-value-new F1', 'filter-value-new F2']);
  expect(system(plan).experimental).toContain('assumed');

  const { receipts, exit } = await firm.apply();
  expect([exit, new Set(receipts.map(({ outcome }) => outcome))]).toEqual([0, new Set(['done'])]);
  expect(receipts.map(({ key, source }) => `${key} ${source}`)).toEqual([
    'F1 france',
    'F2 france',
    'F3 france',
    'S1 spain',
    'S2 spain',
  ]);
  expect(firm.state().traces.map(({ account }) => account)).toEqual([
    'sa-france',
    'sa-france',
    'sa-france',
    'sa-spain',
    'sa-spain',
  ]);
  expect(
    firm.state().coworkers.map((one) => [one.personalIdentifier, one.email, one.language, one.attributes]),
  ).toEqual([
    ['F1', 'ana@example.org', 'fr', { Department: 'Care', 'Start date': '2024-03-01' }],
    ['F2', 'bo@example.org', 'en', { Department: 'Reception', 'Start date': '2024-03-01' }],
    ['F3', null, 'fr', { Department: 'Care', 'Start date': '2024-03-01' }],
    ['S1', 'di@example.org', 'es', { Department: 'Care', 'Start date': '2024-03-01' }],
    ['S2', 'ev@example.org', 'es', { Department: 'Reception', 'Start date': '2024-03-01' }],
  ]);

  expect(changes((await firm.plan()).plan)).toEqual([]);
  expect((await firm.apply()).receipts).toEqual([]);
});

test('a day of changes: who joins, starts later, is on leave, leaves, moves and comes back', async () => {
  const firm = await open({ system: [wide] });
  await firm.apply();
  firm.commit({
    system: [wide],
    france: [
      ...replaced(
        replaced(france, 'F2', 'active', 'leave'),
        'F3',
        ';active;01/03/2024;',
        ';active;01/03/2024;01/11/2026',
      ),
      'F4;Fa;A;fa@example.org;Français;Soins;active;01/11/2026;',
      'F5;Ga;B;ga@example.org;Français;Soins;active;01/12/2026;',
    ],
    spain: replaced(spain, 'S1', 'Cuidados', 'Recepción'),
  });
  const { plan } = await firm.plan();
  expect(changes(plan)).toEqual(['create F4', 'update S1', 'leave F2', 'leave F3']);
  await firm.apply();
  const active = () => Object.fromEntries(firm.state().coworkers.map((one) => [one.personalIdentifier, one.active]));
  expect(active()).toEqual({ F1: true, F2: false, F3: false, S1: true, S2: true, F4: true });

  firm.commit({ system: [wide], france: [...france, 'F4;Fa;A;fa@example.org;Français;Soins;active;01/11/2026;'] });
  expect(changes((await firm.plan()).plan)).toEqual(['return F2', 'return F3', 'update S1']);
  await firm.apply();
  expect(active()).toMatchObject({ F2: true, F3: true });
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('who starts later is added on the day', async () => {
  const firm = await open({
    france: [...france, 'F5;Ga;B;ga@example.org;Français;Soins;active;01/12/2026;'],
    system: [wide],
  });
  await firm.apply();
  expect(firm.state().coworkers).toHaveLength(5);
  const { plan } = await firm.plan({ now: () => Date.parse('2026-12-01T08:00:00Z') });
  expect(changes(plan)).toEqual(['create F5']);
});

test('nobody is erased unless that is allowed by name, and on leave is never missing', async () => {
  const remove = ['missing: delete', wide];
  const firm = await open({ system: remove });
  await firm.apply();
  const fewer = { france: replaced(france.slice(0, 3), 'F2', 'active', 'leave'), spain };
  firm.commit({ ...fewer, system: remove });
  const forbidden = (await firm.plan()).plan;
  expect([changes(forbidden), system(forbidden).verdict]).not.toEqual([['leave F2', 'delete F3'], 'ready']);
  await firm.apply().catch(() => {});
  expect(firm.state().coworkers).toHaveLength(5);

  firm.commit({ ...fewer, system: [...remove, 'allow: [delete]'] });
  const { plan } = await firm.plan();
  expect(changes(plan).filter((change) => change.startsWith('delete'))).toEqual(['delete F3']);
  expect(system(plan).effects).toContainEqual(expect.objectContaining({ id: 'person-erased', reversible: false }));
  await firm.apply();
  expect(firm.state().coworkers.map(({ personalIdentifier }) => personalIdentifier)).toEqual(['F1', 'F2', 'S1', 'S2']);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('what the platform changed in a managed field is put right; the rest and the roles stay', async () => {
  const firm = await open({ system: [wide] });
  await firm.apply();
  await firm.hand('employees', {
    find: 'F1',
    lastName: 'By hand',
    attributes: { Department: 'Pastry', Country: 'FR' },
  });
  await firm.hand('employees', { find: 'F2', active: false, role: 'administrator' });
  const { plan } = await firm.plan();
  expect(changes(plan)).toEqual(['return F2', 'update F1']);
  expect(system(plan).changes.map(({ cause }) => cause.type)).toEqual(['drift', 'drift']);
  await firm.apply();
  expect(firm.state().coworkers).toMatchObject([
    { lastName: 'Ñandú', attributes: { Department: 'Care', Country: 'FR' } },
    { active: true, role: 'administrator' },
    {},
    {},
    {},
  ]);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('an identifier that two HR systems use refuses the roster before any call', async () => {
  const firm = await open({ spain: replaced(spain, 'S1', 'S1', 'F1') });
  await expect(firm.plan()).rejects.toMatchObject({
    code: 'ROSTER_REFUSED',
    findings: expect.arrayContaining([expect.objectContaining({ code: 'id-in-two-sources', key: 'F1' })]),
  });
  expect(firm.server.calls()).toEqual([]);
});

test('one e-mail in two HR systems holds both people, and a word that nobody translated its own', async () => {
  const firm = await open({
    france: replaced(france, 'F2', 'Accueil', 'Inconnu'),
    spain: replaced(spain, 'S1', 'di@', 'ana@'),
  });
  const { plan } = await firm.plan();
  expect(held(plan)).toEqual(['F1 shared-email', 'F2 unmapped-value', 'S1 shared-email']);
  expect(changes(plan)).toEqual(['create F3', 'create S2']);
});

test('a filter that the account does not have refuses before the first write', async () => {
  const firm = await open();
  await firm.hand('filters', { name: 'Department', newName: 'department' });
  const { plan, exit } = await firm.plan();
  expect([system(plan).verdict, codes(plan), exit]).toEqual(['refused', ['filter-missing'], 7]);
  await firm.apply().catch(() => {});
  expect(firm.state().traces).toEqual([]);
});

test('people whom the account has already are taken over by identifier and by e-mail, and others left alone', async () => {
  const firm = await open({ system: [wide] });
  const own = { firstName: 'X', lastName: 'Y' };
  await firm.hand('employees', { ...own, personalIdentifier: 'F1', email: 'old@example.org' });
  await firm.hand('employees', { ...own, email: 'BO@example.org' });
  await firm.hand('employees', { ...own, email: 'somebody@example.org' });
  const { plan } = await firm.plan();
  expect(changes(plan)).toEqual(['create F3', 'create S1', 'create S2', 'update F1', 'update F2']);
  expect(system(plan).unmanaged).toBe(1);
  await firm.apply();
  expect(firm.state().coworkers.slice(0, 3)).toMatchObject([
    { personalIdentifier: 'F1', email: 'ana@example.org', firstName: 'Ana' },
    { personalIdentifier: 'F2', email: 'BO@example.org', firstName: 'Bo' },
    { personalIdentifier: null, email: 'somebody@example.org', firstName: 'X' },
  ]);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('a newcomer with the address of a former coworker waits until somebody has looked', async () => {
  const firm = await open();
  await firm.hand('employees', {
    firstName: 'X',
    lastName: 'Y',
    personalIdentifier: 'OLD',
    email: 'ana@example.org',
    active: false,
  });
  expect(held((await firm.plan()).plan)).toEqual(['F1 former-account']);
  await firm.hand('delete', { find: 'OLD' });
  expect(changes((await firm.plan()).plan)).toContain('create F1');
});

test('one person that Supermood refuses does not stop the others, and the next run heals it', async () => {
  // The account does not have the language that rollcall.yaml says it has.
  const settings = ['languages: [fr, en, es, pl]'];
  const firm = await open({ settings, spain: replaced(spain, 'S1', ',es,', ',pl,') });
  const first = await firm.apply();
  expect([first.exit, outcomes(first.receipts)]).toEqual([
    6,
    ['create F1 done', 'create F2 done', 'create F3 done', 'create S1 refused', 'create S2 done'],
  ]);
  expect(first.receipts[3]?.findings).toMatchObject([
    { code: 'value-refused', field: 'language', who: 'data', key: 'S1' },
  ]);
  firm.commit({ settings });
  expect(outcomes((await firm.apply()).receipts)).toEqual(['create S1 done']);
});

test('a rehearsal shows what Supermood would refuse, and changes nothing there', async () => {
  const firm = await open({ system: ['limits: { create: 10 }'] });
  await firm.hand('employees', { firstName: 'X', lastName: 'Y', email: 'x@example.org', phoneNumber: '+33612345678' });
  const phones = france.map((line, index) =>
    index === 0 ? `${line};phone` : `${line};${line.startsWith('F1') ? '+33612345678' : ''}`,
  );
  firm.commit({ france: phones, fields: ['phoneNumber: phone'], system: ['limits: { create: 10 }'] });
  const { systems, moment } = await firm.plan();
  const [rehearsal] = await rehearse(systems, { moment, environment: firm.environment, now: Date.now });
  expect([rehearsal?.state, outcomes(rehearsal?.receipts ?? [])]).toEqual([
    'rehearsed',
    ['create F1 refused', 'create F2 done', 'create F3 done', 'create S1 done', 'create S2 done'],
  ]);
  expect(rehearsal?.receipts[0]?.findings).toMatchObject([{ code: 'already-used', field: 'phoneNumber', who: 'data' }]);
  expect(firm.state().coworkers).toHaveLength(1);
});

test('a creation without an answer is read back, and nobody is there twice', async () => {
  const firm = await open();
  firm.server.fault({ match: { method: 'POST' }, drop: true, afterWrite: true });
  const first = await firm.apply();
  expect(outcomes(first.receipts)).toContain('create F1 uncertain');
  await firm.apply();
  expect(
    firm
      .state()
      .coworkers.map(({ personalIdentifier }) => personalIdentifier)
      .toSorted(),
  ).toEqual(['F1', 'F2', 'F3', 'S1', 'S2']);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});

test('a list that shifts while it is read makes nobody leave', async () => {
  const many = [...france, ...Array.from({ length: 120 }, (_, index) => `G${index};G;G;;fr;Soins;active;01/03/2024;`)];
  const system = ['limits: { create: 200, leave: 3 }'];
  const firm = await open({ system, france: many });
  await firm.apply();
  firm.commit({ system, france: many.slice(0, -1) });
  await firm.hand('while-reading', { page: 1, remove: 'F2' });
  const { plan, exit } = await firm.plan();
  expect([changes(plan), plan.systems[0]?.verdict, exit]).toEqual([[], 'refused', 7]);
  expect(changes((await firm.plan()).plan)).toEqual(['create F2', 'leave G119']);
});

test.each([
  ['of one source', 'FRANCE'],
  ['of the account', 'MAIN'],
])('a wrong password %s is told before any write, and never shown', async (_name, variable) => {
  const firm = await open();
  const environment = {
    ...{ MAIN: 'main', FRANCE_ID: 'sa-france', FRANCE: 'fr-p4ss', SPAIN_ID: 'sa-spain', SPAIN: 'es-p4ss' },
    [variable]: 'canary-wrong',
  };
  const { plan, exit } = await firm.plan({ environment });
  expect([system(plan).verdict, exit]).toEqual(['refused', 7]);
  expect(codes(plan)).toEqual(['account-refused']);
  expect(JSON.stringify([plan, firm.server.calls()])).not.toMatch(/canary|p4ss/);
});

test('no personal value of anybody is said in findings and receipts', async () => {
  const firm = await open({ system: [wide], spain: replaced(spain, 'S1', 'es,', 'klingon,') });
  const { plan } = await firm.plan();
  const { receipts } = await firm.apply();
  const said = JSON.stringify([system(plan).findings, system(plan).holds, receipts]);
  expect(said).toContain('language-unknown');
  expect(said).not.toMatch(/Ñandú|example\.org|klingon|Żółw/);
});
