import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import Diff from '../../src/commands/diff.ts';
import { commit, emptyRepository } from '../io/repositories.ts';
import { runCommand } from './run-command.ts';

const french = `version: 1
sources:
  france:
    employees: hr/employes.csv
    key: Matricule
    columns: { Prénom: first_name, Nom: last_name, Service: department, Entrée: start_date }
    dates: dd/MM/yyyy
`;
const base = 'Matricule;Prénom;Nom;Service;Entrée\n007;Zoé;Petit;Ventes;01/02/2020\n008;Luc;Roy;Paie;03/04/2021\n';
const head = 'Matricule;Prénom;Nom;Service;Entrée\n008;Luc;Roy;Ventes;03/04/2021\n010;Ana;Gil;Paie;05/06/2022\n';

test('revisions with a rollcall.yaml are compared by kind, in the words of the roster', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'rollcall.yaml': french, 'hr/employes.csv': base });
  commit(dir, { 'hr/employes.csv': head });

  const { stdout, error } = await runCommand(Diff, [first, 'HEAD', '--json'], dir);

  expect(error).toBeUndefined();
  expect(JSON.parse(stdout).kinds).toEqual([
    {
      kind: 'employees',
      key: ['id'],
      summary: { added: 1, removed: 1, changed: 1, unchanged: 0 },
      columns: { added: [], removed: [] },
      changes: [
        {
          op: 'removed',
          key: '007',
          before: { id: '007', first_name: 'Zoé', last_name: 'Petit', department: 'Ventes', start_date: '2020-02-01' },
        },
        { op: 'changed', key: '008', fields: { department: { before: 'Paie', after: 'Ventes' } } },
        {
          op: 'added',
          key: '010',
          after: { id: '010', first_name: 'Ana', last_name: 'Gil', department: 'Paie', start_date: '2022-06-05' },
        },
      ],
    },
  ]);
});

test('paths and a key compare the files as they stand', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'rollcall.yaml': french, 'hr/employes.csv': base });
  commit(dir, { 'hr/employes.csv': head });
  for (const more of [
    ['--key', 'Matricule'],
    ['--', 'hr'],
  ]) {
    const { stdout } = await runCommand(Diff, [first, 'HEAD', '--json', ...more], dir);
    const [kind] = JSON.parse(stdout).kinds;
    expect([kind.kind, kind.file, kind.key]).toEqual(['records', 'hr/employes.csv', ['Matricule']]);
  }
});

test('a renamed column that rollcall.yaml follows changes nothing', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'rollcall.yaml': french, 'hr/employes.csv': base });
  commit(dir, {
    'rollcall.yaml': french.replace('Service: department', 'Équipe: department'),
    'hr/employes.csv': base.replace('Service', 'Équipe'),
  });
  expect((await runCommand(Diff, [first, 'HEAD'], dir)).stdout).toBe('employees: no differences, 2 unchanged\n');
});

test('everybody is new in the commit that brings rollcall.yaml and the files', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'read.me': 'x' });
  commit(dir, { 'rollcall.yaml': french, 'hr/employes.csv': base });
  expect((await runCommand(Diff, [first, 'HEAD'], dir)).stdout).toContain('employees (only in head): 2 added');
  expect((await runCommand(Diff, ['HEAD', first], dir)).stdout).toContain('employees (only in base): 2 removed');
});

test('a file that vanished refuses and is never a removal', async () => {
  const dir = emptyRepository();
  const first = commit(dir, { 'rollcall.yaml': french, 'hr/employes.csv': base });
  commit(dir, { 'rollcall.yaml': french.replace('employes', 'gone') });
  const { exit, error, stdout } = await runCommand(Diff, [first, 'HEAD'], dir);
  expect([exit, error?.code, stdout]).toEqual([3, 'ROSTER_REFUSED', '']);
  expect(error?.message).toContain('no file matches "hr/gone.csv"');
});

test('a broken roster refuses with the place and without values', async () => {
  const dir = emptyRepository();
  commit(dir, { 'rollcall.yaml': french, 'hr/employes.csv': base });
  writeFileSync(join(dir, 'hr/employes.csv'), `${base}008;Canary;Roy;Paie;03/04/2021\n`);
  const { exit, error } = await runCommand(Diff, ['HEAD', '.'], dir);
  expect([exit, error?.code]).toEqual([3, 'ROSTER_REFUSED']);
  expect(error?.message).toContain('hr/employes.csv:4');
  expect(error?.message).not.toContain('Canary');
});

test('a configuration that was asked for must be there', async () => {
  const dir = emptyRepository();
  commit(dir, { 'hr/employes.csv': base });
  const { error } = await runCommand(Diff, ['HEAD', '.', '--config', 'rollcal.yaml'], dir);
  expect(error?.code).toBe('CONFIG_MISSING');
});
