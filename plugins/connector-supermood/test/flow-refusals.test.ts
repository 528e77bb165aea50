import { afterEach, expect, test } from '@jest/globals';
import type { Plan, Receipt } from '../../../src/engine/change.ts';
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
