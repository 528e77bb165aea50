import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { connectors as bundled, bundledIds } from '../../src/bundled.ts';
import type { Value } from '../../src/contract/index.ts';
import type { Plan, Receipt } from '../../src/engine/change.ts';
import { type SimulatorServer, serveSimulator } from '../../src/io/sandbox/simulator-server.ts';
import { planHtml } from '../../src/review/html.ts';
import { planMarkdown } from '../../src/review/markdown.ts';
import { planJson } from '../../src/review/plan-json.ts';
import { receiptJson, receiptLine } from '../../src/review/receipts.ts';
import { describePlan } from '../../src/review/terminal.ts';
import { apply, plan, type SyncOptions } from '../../src/sync.ts';
import { emptyRepository, git } from '../io/repositories.ts';
import { csv, ledgerText } from './firm.ts';

/** `ROLLCALL_PEOPLE=2000` takes a firm of that size. */
const count = Number(process.env.ROLLCALL_PEOPLE ?? 200);
const firstDay = Date.parse('2026-11-02T08:00:00Z');
const departments = ['Care', 'Finance', 'Kitchen', 'Research', 'Sales'];
const seats = ['Lyon', 'Paris'];

/** What a test states of a system: settings, and what is made there by hand beforehand. */
interface Setup {
  readonly with: Readonly<Record<string, Value>>;
  readonly rules?: Readonly<Record<string, Value>>;
  readonly byHand?: readonly (readonly [path: string, body: Value])[];
}

const setups: Readonly<Record<string, Setup>> = {
  lucca: {
    with: {
      account: 'example',
      domain: 'ilucca-test.net',
      calls_per_minute: 1_000_000,
      contract_types: { CDI: 1 },
      tenant_defaults: { role: 'Collaborateur' },
    },
    byHand: departments.filter((name) => name !== 'Sales').map((name) => ['departments', { name }]),
  },
  officevibe: {
    with: { account: 'example', sync_manager_email: 'admin@firm.test', calls_per_minute: 1_000_000 },
  },
  personio: {
    with: { account: 'example', calls_per_second: 1000 },
    byHand: [
      ['names', { offices: seats, departments, legal_entities: ['Firm GmbH'] }],
      ...departments.map(
        (department, index) =>
          [
            'people',
            {
              email: `former${index}@firm.test`,
              employment: { status: 'INACTIVE' },
              department,
              office: seats[index % 2] ?? '',
            },
          ] as const,
      ),
    ],
  },
  springest: { with: { site: 'example', calls_per_hour: 100_000_000 } },
  supermood: {
    with: { account: 'example', host: 'api.example.org', calls_per_second: 1000 },
    rules: { fields: { Department: 'department' } },
    byHand: [['filters', { name: 'Department', type: 'list', values: departments }]],
  },
  workleap: {
    with: { account: 'example', administrators: ['boss@firm.test'], teams_checked: true, above_risk: 'push' },
  },
};

/** Everybody but the first has a manager; nobody is real. */
function roster(size: number): string {
  const rows = Array.from({ length: size }, (_, index) => ({
    id: String(index + 1),
    email: `p${index + 1}@firm.test`,
    first_name: `Zoé${index + 1}`,
    last_name: `O'Neil-${index + 1}`,
    language: 'fr',
    gender: 'female',
    birth_date: '1990-04-17',
    phone: '+33611223344',
    social_security_number: '290047588889971',
    job_title: `Clerk ${index % 40}`,
    department: departments[index % departments.length] ?? '',
    location: seats[index % 2] ?? '',
    establishment: seats[index % 2] ?? '',
    legal_entity: 'Firm GmbH',
    contract_type: 'CDI',
    manager_id: index === 0 ? '' : String(Math.floor(index / 10) + (index < 10 ? 1 : 0)),
    start_date: '2020-01-01',
    status: 'active',
  }));
  return csv(rows);
}

const servers: SimulatorServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A repository with every system that there is a connector for, each on its simulator. */
async function firmOfAll(): Promise<{ options: SyncOptions; commit(people: string): void }> {
  const directory = emptyRepository();
  const connectors = new Map((await bundled()).map((connector) => [connector.id, connector]));
  const systems: Record<string, object> = {};
  const environment: Record<string, string> = {};
  // A second passes with every call, so that no system is asked too often.
  let nowMs = firstDay;
  for (const [id, connector] of connectors) {
    const { with: stated = {}, rules = {}, byHand = [] } = setups[id] ?? {};
    const credentials = Object.fromEntries(connector.credentials.map(({ name }) => [name, `made-up-${id}-${name}`]));
    const settings = Object.fromEntries(
      connector.settings.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
    );
    const simulator = (await connector.simulator?.())?.({ settings: { ...settings, ...stated }, credentials });
    if (!simulator) throw new Error(`${id} has no simulator`);
    const server = await serveSimulator({ simulator, title: id, now: () => (nowMs += 1000) });
    servers.push(server);
    for (const [path, body] of byHand) {
      const answer = await fetch(`${server.url}/_sim/${path}`, { method: 'POST', body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${id}: /_sim/${path} answered ${answer.status}: ${await answer.text()}`);
    }
    const written = Object.keys(credentials).map((name) => {
      const variable = `${id}_${name}`.toUpperCase();
      environment[variable] = credentials[name] ?? '';
      return [name, `\${${variable}}`];
    });
    systems[id] = {
      connector: id,
      stage: 'test',
      endpoint: server.url,
      with: { ...stated, ...Object.fromEntries(written) },
      limits: { leave: '100%', update: '100%', column: '100%' },
      ...rules,
    };
  }
  const config = {
    version: 1,
    timezone: 'Europe/Paris',
    sources: { hr: { employees: 'hr/people.csv' } },
    teams: { from: 'department', ids: 'hr/teams.csv' },
    systems,
  };
  const options: SyncOptions = {
    directory,
    config: 'rollcall.yaml',
    connectors: async () => connectors,
    environment,
    now: () => firstDay,
    network: { sleep: async () => {}, timeoutMs: 30_000 },
  };
  mkdirSync(join(directory, 'hr'));
  const teams = departments.map((name, index) => ({ id: `T${index}`, name }));
  writeFileSync(join(directory, 'hr', 'teams.csv'), csv(teams));
  writeFileSync(join(directory, 'rollcall.yaml'), JSON.stringify(config, null, 2));
  return {
    options,
    commit(people) {
      writeFileSync(join(directory, 'hr', 'people.csv'), people);
      git(directory, 'add', '--all');
      git(directory, 'commit', '--quiet', '--message', 'HR files');
    },
  };
}

/** What may stand in no output: parts of every personal value. */
const secrets = ['firm.test', 'Zoé', "O'Neil", '1990-04-17', '17/04/1990', '33611223344', '290047588889971'];

/** Every way in which a run is told, in every language. */
function everythingSaid(made: Plan, receipts: readonly Receipt[]): string {
  const languages = ['en', 'fr', 'de', 'nl'] as const;
  return [
    JSON.stringify(planJson(made)),
    ...receipts.map((receipt) => receiptJson(receipt)),
    ...languages.flatMap((language) => [
      planMarkdown(made, { language }),
      planHtml(made, { language }),
      describePlan(made, { language, verbose: true }),
      ...receipts.map((receipt) => receiptLine(receipt, { language })),
    ]),
  ].join('\n');
}

test('has something to say about every connector that comes along', () => {
  expect(Object.keys(setups)).toEqual(bundledIds);
});

test('takes everybody through every system, and a second run changes nothing', async () => {
  const { options, commit } = await firmOfAll();
  commit(roster(count));

  const first = await apply(options);
  const settled = await apply(options);
  const second = await plan(options);
  // One address is none, another belongs to somebody else: each system refuses or holds that in its own words.
  commit(roster(count).replace('p3@firm.test', 'three firm.test').replace('p2@firm.test', 'p4@firm.test'));
  const refused = await apply(options);
  const said = [first, settled, refused].map((run) => everythingSaid(run.plan, run.receipts)).join('\n');

  const told = first.plan.systems.map(({ name, verdict, changes }) => ({
    name,
    verdict,
    people: changes.filter(({ kind, op }) => kind === 'employees' && op === 'create').length,
  }));
  const failed = first.receipts.filter(({ outcome }) => outcome !== 'done' && outcome !== 'accepted');
  expect(told).toEqual(bundledIds.map((name) => ({ name, verdict: 'ready', people: count })));
  expect(failed).toEqual([]);
  expect(settled.receipts).toEqual([]);
  for (const secret of [...secrets, ...Object.values(options.environment)]) expect(said).not.toContain(secret);
  expect(ledgerText(options.directory)).not.toMatch(/firm\.test|Zoé|O'Neil|made-up/);
  expect(refused.plan.systems.filter(({ holds }) => holds.length > 0).map(({ name }) => name)).toEqual(bundledIds);
  expect(
    second.plan.systems.map(({ name, verdict, changes, holds, drift }) => [name, verdict, changes, holds, drift]),
  ).toEqual(bundledIds.map((name) => [name, 'nothing', [], [], []]));
}, 300_000);
