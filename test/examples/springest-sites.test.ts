import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { springest } from '../../plugins/connector-springest/src/index.ts';
import type { SiteState } from '../../plugins/connector-springest/src/simulator.ts';
import { connectors } from '../../src/bundled.ts';
import { compareFile } from '../../src/compare.ts';
import type { Connector, ReadKey } from '../../src/contract/index.ts';
import { exportRows } from '../../src/export.ts';
import { readRules } from '../../src/io/config/config.ts';
import { workingTree } from '../../src/io/git/trees.ts';
import { type Sandbox, startSandbox } from '../../src/io/sandbox/sandbox.ts';
import { readSandbox } from '../../src/io/sandbox/sandbox-file.ts';
import { apply, plan, type SyncOptions } from '../../src/sync.ts';
import { commit, emptyRepository } from '../io/repositories.ts';

const folder = new URL('../../examples/springest-sites', import.meta.url).pathname;
const open: Sandbox[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** The example in a repository of its own, with its sandbox. */
async function openExample() {
  const directory = emptyRepository();
  cpSync(folder, directory, { recursive: true });
  commit(directory, {});
  const known = new Map((await connectors({ wanted: ['springest'] })).map((connector) => [connector.id, connector]));
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
  const endpointOf = (name: string) => sandbox.systems.find((system) => system.name === name)?.endpoint;
  const people = async (name: string) => {
    const state = (await (await fetch(`${endpointOf(name)}/_rollcall/state.json`)).json()) as SiteState;
    return state.people;
  };
  return { directory, options, people, endpointOf };
}

test('everybody is on the sites where they belong, with approvers of that site, and a second run changes nothing', async () => {
  const { options, people } = await openExample();

  expect((await apply(options)).exit).toBe(0);

  const shown = async (name: string) =>
    (await people(name))
      .map((one) => [
        one.external_id,
        one.texts.company_name,
        one.approvers.map(({ email, label }) => `${label} ${email}`),
      ])
      .sort();
  expect(await shown('springest-nl')).toEqual([
    ['100', 'Example BV', []],
    ['101', 'Example BV', ['Manager anna@example.org']],
    [
      '102',
      'Example Zorg BV',
      ['Manager bram@example.org', 'Higher manager anna@example.org', 'Non-approving manager anna@example.org'],
    ],
  ]);
  expect(await shown('springest-de')).toEqual([
    ['100', 'Beispiel GmbH', []],
    ['200', 'Beispiel GmbH', []],
    ['201', 'Beispiel GmbH', ['Manager elke@example.org']],
    ['202', 'Beispiel GmbH', []],
  ]);
  expect((await people('springest-nl')).find((one) => one.external_id === '102')?.tags).toEqual([
    'care & cure',
    'utrecht',
  ]);
  expect((await plan(options)).plan.systems.map(({ verdict }) => verdict)).toEqual(['nothing', 'nothing']);
});

test('who starts later joins on the day; who leaves one site stays on the other', async () => {
  const { directory, options, people } = await openExample();
  await apply(options);
  const file = join(directory, 'hr/people.csv');
  // The trainer becomes a head of care in the Netherlands.
  writeFileSync(file, readFileSync(file, 'utf8').replace('female,Trainer,Academy', 'female,Head of care,Academy'));
  commit(directory, {});

  await apply({ ...options, now: () => Date.parse('2027-01-04T08:00:00Z') });

  const active = async (name: string) =>
    (await people(name))
      .filter((one) => one.active)
      .map((one) => one.external_id)
      .sort();
  expect(await active('springest-nl')).toEqual(['100', '101', '102', '103']);
  expect(await active('springest-de')).toEqual(['200', '201', '202']);
});

test('the learning status comes back per site, and the overview of all users agrees with the files', async () => {
  const { directory, options, endpointOf } = await openExample();
  await apply(options);

  const { rows } = await exportRows({ ...options, system: 'springest-de', what: 'learning-status' });
  const overview = await (await fetch(`${endpointOf('springest-de')}/_export/users.csv`)).text();
  writeFileSync(join(directory, 'users.csv'), overview);
  const { comparison } = await compareFile({ ...options, system: 'springest-de', file: join(directory, 'users.csv') });

  expect(rows.map(([id, status]) => [id, status])).toEqual([
    ['100', 'uncompleted'],
    ['200', 'uncompleted'],
    ['201', 'uncompleted'],
    ['202', 'uncompleted'],
  ]);
  expect(comparison).toMatchObject({ rows: 4, matched: 4, onlyReport: [], onlyRoster: [], left: [], different: [] });
});

test.each([
  ['open', 'mentor_email: { class: personal }'],
  ['concealed in the ledger', 'mentor_email: { class: personal }\n    id: { class: personal }'],
])('asks about each person by the id of the site that the ledger knows, where ids are %s', async (_, fields) => {
  const { directory, options } = await openExample();
  const file = join(directory, 'rollcall.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('mentor_email: { class: personal }', fields));
  commit(directory, {});
  await apply(options);
  const asked: ReadKey[] = [];
  const listening: Connector = {
    ...springest,
    async *export(_context, { keys = [] }) {
      asked.push(...keys);
      yield { rows: [], proof: { complete: true, counted: 0 } };
    },
  };

  const connectors = async () => new Map([['springest', listening]]);
  await exportRows({ ...options, connectors, system: 'springest-nl', what: 'learning-status' });

  expect(asked.map(({ key, remote }) => [key, Number(remote) > 1000])).toEqual([
    ['100', true],
    ['101', true],
    ['102', true],
  ]);
});
