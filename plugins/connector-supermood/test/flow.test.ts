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

test('a rehearsal shows what Supermood would refuse, and changes nothing there', async () => {
  const firm = await open({ system: ['limits: { create: 10 }'] });
  await firm.hand('employees', { firstName: 'X', lastName: 'Y', email: 'x@example.org', phoneNumber: '+33612345678' });
  const phones = france.map((line, index) =>
    index === 0 ? `${line};phone` : `${line};${line.startsWith('F1') ? '+33612345678' : ''}`,
  );
  firm.commit({ france: phones, fields: ['phoneNumber: phone'], system: ['limits: { create: 10 }'] });
  const { systems, moment } = await firm.plan();
  const [rehearsal] = await rehearse(systems, { moment, environment: firm.options.environment, now: Date.now });
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

test('where people are known by e-mail alone, no identifier is sent, and a second run changes nothing', async () => {
  const settings = ['identify_by: email'];
  const people = france.filter((line) => !line.startsWith('F3'));
  const firm = await open({ settings, france: people, system: [wide] });
  await firm.hand('employees', {
    firstName: 'X',
    lastName: 'Y',
    email: 'ana@example.org',
    personalIdentifier: 'other',
  });
  await firm.apply();
  expect(firm.state().coworkers.map((one) => [one.email, one.personalIdentifier, one.firstName])).toEqual([
    ['ana@example.org', 'other', 'Ana'],
    ['bo@example.org', null, 'Bo'],
    ['di@example.org', null, 'Di'],
    ['ev@example.org', null, 'Ev'],
  ]);
  expect(changes((await firm.plan()).plan)).toEqual([]);
});
