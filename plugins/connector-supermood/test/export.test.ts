import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { csvText } from '../../../src/engine/exports.ts';
import { check } from '../../../test/engine/check/rosters.ts';
import { git } from '../../../test/io/repositories.ts';
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

test('writes the import file without credentials and without a call, and the preset reads it back', async () => {
  const firm = await open({
    france: france.map((line) => (line.startsWith('F2') ? line.replace('active', 'leave') : line)),
  });
  const { declaration, rows, findings } = await firm.exportFile();
  expect([findings, firm.server.calls()]).toEqual([[], []]);
  expect(declaration.columns.map((column) => `${column.name}: ${column.class}`)).toEqual([
    'last name: personal',
    'first name: personal',
    'email: personal',
    'personal identifier: open',
    'language: personal',
    'active: open',
    'Department: open',
    'Start date: open',
  ]);
  const yaml =
    'sources: { s: { preset: supermood, dir: hr, columns: { Department: department, Start date: start_date } } }\n';
  const text = csvText([declaration.columns.map(({ name }) => name), ...rows]);
  const roster = await check(yaml, { 'hr/coworkers.csv': text });
  expect(roster.findings).toEqual([]);
  expect(
    [...roster.records.employees.values()].map(({ fields }) => [
      fields.id,
      fields.last_name,
      fields.email,
      fields.language,
      fields.status,
      fields.department,
      fields.start_date,
    ]),
  ).toEqual([
    ['F1', 'Ñandú', 'ana@example.org', 'fr', 'active', 'Care', '2024-03-01'],
    ['F2', '=1+1', 'bo@example.org', 'en', 'inactive', 'Reception', '2024-03-01'],
    ['F3', 'Żółw', null, 'fr', 'active', 'Care', '2024-03-01'],
    ['S1', 'Dü', 'di@example.org', 'es', 'active', 'Care', '2024-03-01'],
    ['S2', 'V', 'ev@example.org', 'es', 'active', 'Reception', '2024-03-01'],
  ]);
});

test('needs neither a host nor a service account', async () => {
  const firm = await open();
  const path = join(firm.directory, 'rollcall.yaml');
  const lines = readFileSync(path, 'utf8').split('\n');
  const own = /host:|service_account|password|credentials:|endpoint:/;
  writeFileSync(path, lines.filter((line) => !own.test(line)).join('\n'));
  git(firm.directory, 'commit', '--quiet', '--all', '--message', 'Without the API');
  expect((await firm.exportFile()).rows).toHaveLength(5);
  await expect(firm.plan()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});

test('writes no file that would look like everybody and is not', async () => {
  const firm = await open({ spain: spain.map((line) => line.replace('Cuidados', 'Cocina')) });
  await expect(firm.exportFile()).rejects.toMatchObject({
    code: 'ROSTER_REFUSED',
    findings: expect.arrayContaining([expect.objectContaining({ code: 'unmapped-value', key: 'S1' })]),
  });
});

test('says who waits or starts later, and so is not in the file', async () => {
  const firm = await open({
    france: [...france, 'F5;Ga;B;ga@example.org;Français;Soins;active;01/12/2026;'],
    spain: spain.map((line) => line.replace(',es,', ',,')),
  });
  const { rows, findings } = await firm.exportFile();
  expect(rows).toHaveLength(4);
  expect(findings.map(({ code, key, severity }) => `${severity} ${code} ${key}`)).toEqual([
    'warning not-in-file F5',
    'warning waiting-for-field S1',
    'warning not-in-file S1',
  ]);
});
