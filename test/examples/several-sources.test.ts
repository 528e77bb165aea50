import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import type { State } from '../../plugins/connector-supermood/src/simulator-state.ts';
import { connectors } from '../../src/bundled.ts';
import type { Plan } from '../../src/engine/change.ts';
import { readRules } from '../../src/io/config/config.ts';
import { workingTree } from '../../src/io/git/trees.ts';
import { type Sandbox, startSandbox } from '../../src/io/sandbox/sandbox.ts';
import { readSandbox } from '../../src/io/sandbox/sandbox-file.ts';
import type { Fault } from '../../src/io/sandbox/simulator-fault.ts';
import { readSpreadsheet } from '../../src/io/spreadsheet.ts';
import { apply, plan, type SyncOptions } from '../../src/sync.ts';
import { cleanHome, rollcall } from '../commands/rollcall.ts';
import { commit, emptyRepository } from '../io/repositories.ts';

const folder = new URL('../../examples/several-sources', import.meta.url).pathname;
const open: Sandbox[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** The example in a repository of its own, with its sandbox. */
async function openExample(changed: Readonly<Record<string, string>> = {}) {
  const directory = emptyRepository();
  cpSync(folder, directory, { recursive: true });
  // The simulator need not be spared.
  const rules = readFileSync(join(directory, 'rollcall.yaml'), 'utf8');
  const hurried = rules.replaceAll('host: api.example.org', 'host: api.example.org, calls_per_second: 500');
  commit(directory, { 'rollcall.yaml': hurried, ...changed });
  const known = new Map((await connectors()).map((connector) => [connector.id, connector]));
  const { systems } = await readRules(workingTree(directory), 'rollcall.yaml');
  const gitDir = `${directory}/.git`;
  const sandbox = await startSandbox({ systems, connectors: known, gitDir, environment: {} });
  open.push(sandbox);
  const options: SyncOptions = {
    directory,
    config: 'rollcall.yaml',
    connectors: async () => known,
    environment: {},
    now: () => Date.parse('2026-11-02T08:00:00Z'),
    sandbox: await readSandbox(gitDir),
  };
  const state = async (name: string): Promise<State> => {
    const endpoint = sandbox.systems.find((system) => system.name === name)?.endpoint;
    return (await fetch(`${endpoint}/_rollcall/state.json`)).json() as Promise<State>;
  };
  const refuse = async (name: string, match: Fault['match']) =>
    sandbox.systems.find((system) => system.name === name)?.server.fault({ match, status: 403, times: 50 });
  return { directory, options, state, refuse };
}

const codes = ({ systems }: Plan) => systems.flatMap(({ findings }) => findings.map(({ code }) => code));

test('three HR systems become one roster in the words of one, and a second run changes nothing', async () => {
  const { options, state } = await openExample();
  const planned = await plan(options);
  expect(planned.plan.systems.map(({ name, verdict, changes }) => [name, verdict, changes.length])).toEqual([
    ['supermood-test', 'ready', 7],
    ['supermood', 'ready', 7],
  ]);
  expect(new Set(codes(planned.plan))).toEqual(new Set(['filter-value-new']));

  const { exit, receipts } = await apply(options);
  expect([exit, receipts.length]).toEqual([0, 14]);
  const { coworkers, traces } = await state('supermood');
  expect(
    coworkers.map((one) => [one.personalIdentifier, one.language, one.attributes.Department, one.attributes.Manager]),
  ).toEqual([
    ['300', 'de', 'Care', undefined],
    ['301', 'de', 'Care', 'Jürgen Groß'],
    ['E-200', 'es', 'Care', undefined],
    ['E-201', 'es', 'Reception', 'Íñigo Peña Ruiz'],
    ['F-100', 'fr', 'Headquarters', undefined],
    ['F-101', 'fr', 'Care', 'Hélène Çelik'],
    ['F-103', 'en', 'Reception', 'Hélène Çelik'],
  ]);
  expect(new Set(coworkers.map(({ attributes }) => attributes.Country))).toEqual(
    new Set(['Germany', 'Spain', 'France']),
  );
  expect(traces.map(({ account }) => account)).toEqual([
    ...Array(2).fill('sandbox-germany-id'),
    ...Array(2).fill('sandbox-spain-id'),
    ...Array(3).fill('sandbox-france-id'),
  ]);
  expect(new Set((await state('supermood-test')).traces.map(({ account }) => account))).toEqual(
    new Set(['sandbox-test-germany-id', 'sandbox-test-spain-id', 'sandbox-test-france-id']),
  );

  expect((await apply(options)).receipts).toEqual([]);
});

test('nothing is written to the main account unless the test account was green', async () => {
  const { options, state, refuse } = await openExample();
  await refuse('supermood-test', { method: 'POST' });
  const { receipts } = await apply(options);
  const held = receipts.filter(({ system }) => system === 'supermood');
  expect(new Set(held.flatMap(({ outcome, findings }) => [outcome, ...findings.map(({ code }) => code)]))).toEqual(
    new Set(['held', 'test-not-green']),
  );
  expect((await state('supermood')).coworkers).toEqual([]);
});

test('who starts later joins on the day', async () => {
  const { options, state } = await openExample();
  await apply(options);
  await apply({ ...options, now: () => Date.parse('2027-01-04T08:00:00Z') });
  expect((await state('supermood')).coworkers.map(({ personalIdentifier }) => personalIdentifier)).toContain('302');
});

test('without the API, everybody is written as the spreadsheet that the import page takes', async () => {
  const { directory } = await openExample();
  const args = ['export', 'supermood', 'import-file', '--out', 'people.xlsx'];
  const told = await rollcall(args, { cwd: directory, env: cleanHome() });
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toContain('8 rows of import-file from supermood, written to people.xlsx.');
  const [sheet, ...others] = await readSpreadsheet(readFileSync(join(directory, 'people.xlsx')), 'people.xlsx');
  expect([sheet?.rows[0], sheet?.rows.length, others]).toEqual([
    [
      ...['last name', 'first name', 'email', 'personal identifier', 'language', 'active'],
      ...['Country', 'Department', 'Profession', 'Manager', 'Start date'],
    ],
    9,
    [],
  ]);
  expect(sheet?.rows.find((row) => row.includes('F-102'))).toContain('no');
  expect(sheet?.rows.find((row) => row.includes('F-103'))).toContain('15/03/2021');
}, 120_000);

test('a number that two HR systems use refuses the roster with both lines', async () => {
  const lines = 'ID,First name,Last name,Email,Status,Position,Supervisor ID,Hire date,Last day of work,Department\n';
  const { options } = await openExample({
    'hr/germany/employees.csv': `${lines}E-200,Jürgen,Groß,juergen.gross@example.org,active,,,2016-04-01,,Pflege\n`,
  });
  await expect(plan(options)).rejects.toMatchObject({
    code: 'ROSTER_REFUSED',
    findings: expect.arrayContaining([
      expect.objectContaining({
        code: 'id-in-two-sources',
        place: expect.objectContaining({ file: 'hr/germany/employees.csv', line: 2 }),
        others: [expect.objectContaining({ file: 'hr/spain/empleados.csv', line: 2 })],
      }),
    ]),
  });
});
